//! `GET /challenges/{challenge}/publishing/{piece}`: the paragraphs of a piece, to be opened one by one or as a whole.

use axum::extract::Path;
use domain::{
    audience::Audience,
    challenge::{Piece, hand_of},
    id::ChallengeId,
    joint::Party,
    paragraph::{Field, Paragraph, Place},
    viewer::Side,
};
use pages::{
    Chrome, Form, Section, Words,
    publishing::{Choosing, PiecePage},
};
use store::{
    ReadTx,
    challenge::Challenge,
    hand::{self, Passages, PieceKey, Raised},
};

use crate::{
    Result,
    extract::{Query, Seen, html},
    html::challenges::{card, in_circle},
};

use super::preview::said;

/// How many paragraphs a page shows.
const ROWS: usize = 40;
/// How much of a paragraph is shown for choosing it.
const SHORT: usize = 120;

pub async fn get(Path((_, code)): Path<(String, String)>, seen: Seen<Challenge>, query: Query) -> Result {
    let Seen { mut at, row } = in_circle(seen)?;
    let content = Content::read(&mut at.tx, row, &code).await?;
    let from = query.value("from").parse().unwrap_or(0);
    Ok(html(&content.page(
        at.page(Section::Challenges),
        Form::new(),
        from,
    )))
}

/// What the page shows, read in one snapshot.
pub struct Content {
    row: Challenge,
    key: PieceKey,
    found: Passages,
    raised: Vec<Raised>,
    parties: Vec<Party>,
    seat: Option<domain::id::SeatId>,
    party: Option<Party>,
}

impl Content {
    pub async fn read(tx: &mut ReadTx, row: Challenge, code: &str) -> Result<Self> {
        let (key, found) = super::piece(tx, &row, code).await?;
        Ok(Self {
            raised: hand::of_piece(tx, &row, key).await?,
            parties: store::joint::parties(tx, row.town, row.id).await?,
            seat: tx.viewer().seat(),
            party: hand_of(tx.viewer(), row.owner),
            row,
            key,
            found,
        })
    }

    pub fn page(self, page: Chrome, form: Form, from: usize) -> PiecePage {
        let all = self.found.paragraphs.iter();
        let shown = all.skip(from).take(ROWS);
        let paragraphs = shown
            .map(|(part, one)| self.choosing(page.w, part, one))
            .collect();
        let more = self.found.paragraphs.len() > from.saturating_add(ROWS);
        let id: ChallengeId = self.row.id;
        PiecePage {
            card: card(&self.row),
            piece: super::view(self.key, &self.found, &self.raised),
            record: self.key.id.simple().to_string(),
            back: address(id, self.key),
            paragraphs,
            may: self.party.is_some(),
            mine: self.raised.iter().any(|one| Some(one.party) == self.party),
            next: more.then(|| {
                let code = self.key.code();
                format!("/challenges/{id}/publishing/{code}?from={}", from + ROWS)
            }),
            form,
            page,
        }
    }

    fn choosing(&self, w: Words, part: &str, one: &Paragraph) -> Choosing {
        let of = |party: &Party| reach(&self.raised, *party, &one.place);
        let reached: Vec<(Side, Audience)> = self
            .parties
            .iter()
            .filter_map(|party| Some((party.side(), of(party)?)))
            .collect();
        let without = self.parties.iter().filter(|party| of(party).is_none());
        let missing = without.map(|party| party.side()).filter(|_| !reached.is_empty());
        let seen = [Audience::Public, Audience::Network]
            .into_iter()
            .find(|from| self.found.audience >= *from && self.found.opened.shows(&one.place, *from));
        Choosing {
            code: one.place.code(),
            part: part.to_owned(),
            field: one.place.field,
            excerpt: if one.place.field == Field::Counted {
                String::new()
            } else {
                text::excerpt(&said(w, one.place.field, one.words.clone()), SHORT)
            },
            audience: seen.unwrap_or(Audience::Circle),
            missing: missing.collect(),
            reached,
            mine: self
                .raised
                .iter()
                .any(|hand| Some(hand.seat) == self.seat && hand.place == Some(one.place)),
        }
    }
}

/// How far the hands of a party reach for a paragraph, for it or for the whole.
fn reach(raised: &[Raised], party: Party, place: &Place) -> Option<Audience> {
    let of_party = raised.iter().filter(|one| one.party == party);
    of_party
        .filter(|one| one.place.is_none_or(|at| at == *place))
        .map(|one| one.audience)
        .max()
}

/// Where a piece is read.
fn address(challenge: ChallengeId, PieceKey { kind, id, number }: PieceKey) -> String {
    match kind {
        Piece::Wording => format!("/challenges/{challenge}"),
        Piece::Adaptation => format!("/adaptations/{id}?revision={number}"),
        Piece::Trial => format!("/trials/{id}"),
        Piece::Reflection => format!("/reflections/{id}"),
        Piece::Context => format!("/challenges/{challenge}/towns"),
    }
}
