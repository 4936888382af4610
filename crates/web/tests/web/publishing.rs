//! 公開 through the router: what is open, corrected, asked, fed and pictured.

use domain::id::{ChallengeId, CorrectionRequestId};
use store::correction_request::{self, NewRequest};

use crate::{
    client::{Answer, Client},
    round::Round,
    world::World,
};

mod corrections;
mod feeds;
mod paragraphs;
mod picture;
mod validators;

/// A request somebody from outside made, with this receipt.
pub async fn asked(world: &World, challenge: ChallengeId, receipt: &str) -> CorrectionRequestId {
    let receipt = web::Receipt::read(receipt).unwrap();
    let mut tx = world
        .db
        .for_viewer(domain::Viewer::ANYONE)
        .write(&world.moment())
        .await
        .unwrap();
    let new = NewRequest {
        town: world.town,
        challenge,
        words: "週に一度ではなく二度でした",
        email: "",
        receipt: &receipt.digest(&world.app.secret),
    };
    let id = correction_request::insert(&mut tx, &new).await.unwrap();
    tx.commit().await.unwrap();
    id
}

const TEXT: &str = "移動販売がなくなった。\n\n閉じておく段落。\n\n週に二度なら出せるという店がある。";

/// A round whose challenge has a second wording with three paragraphs; its pages.
struct Pages {
    challenge: String,
    piece: String,
    hands: String,
    id: String,
    official: Client,
    partner: Client,
}

impl Pages {
    async fn new(world: &World) -> Self {
        let round = Round::seed(world).await;
        let challenge = format!("/challenges/{}", round.challenge);
        let mut official = world.signed_in(&world.official).await;
        let partner = world.signed_in(&world.partner).await;
        let form = [
            ("title", "配送の足"),
            ("purpose", "店も客も無理をしない"),
            ("gains", "閉じておく方々"),
            ("wording", TEXT),
            ("because", "閉じておくわけ"),
            ("base", "1"),
        ];
        official
            .post(&format!("{challenge}/wordings"), &form)
            .await
            .is(303);
        Self {
            piece: format!("{challenge}/publishing/wording.{}.2", round.challenge),
            hands: format!("{challenge}/hands"),
            id: round.challenge.to_string(),
            challenge,
            official,
            partner,
        }
    }

    /// The places of the paragraphs that have these words, as the page offers them.
    async fn places(&mut self, words: &[&str]) -> Vec<String> {
        let page = self.official.get(&self.piece).await.is(200);
        let offered = page.body.split("name=\"place\" value=\"").skip(1);
        let found = offered.filter(|part| {
            let label = part.split("</label>").next().unwrap();
            words.iter().any(|words| label.contains(words))
        });
        found
            .map(|part| part.split('"').next().unwrap().to_owned())
            .collect()
    }

    /// One side's hand, for paragraphs or for the whole.
    async fn hand(&mut self, town: bool, places: &[String], audience: &str) -> Answer {
        let mut form = vec![
            ("kind", "wording"),
            ("piece", self.id.as_str()),
            ("number", "2"),
            ("audience", audience),
        ];
        form.extend(places.iter().map(|place| ("place", place.as_str())));
        let client = if town {
            &mut self.official
        } else {
            &mut self.partner
        };
        client.post(&self.hands, &form).await
    }
}

/// Opens the whole second wording to everyone.
async fn opened(world: &World) -> Pages {
    let mut pages = Pages::new(world).await;
    for town in [true, false] {
        pages.hand(town, &[], "public").await.is(303);
    }
    pages
}
