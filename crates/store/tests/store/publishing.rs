//! Publishing: nothing closed leaves the store, whatever hands are raised and taken back; feeds hold what is public now.

use domain::{
    Moment, Viewer,
    audience::{Audience, Scope},
    challenge::{Hand, Piece},
    correction::{Outcome, Remark},
    joint::Party,
    paragraph::{Place, RaisedFor, divide, seen_from},
};
use store::{
    Db,
    challenge::{self, Challenge},
    correction::{self, Contact, NewCorrection},
    correction_request::{self, NewRequest},
    hand::{self, PieceKey},
    publication::{self, Of},
    testing::moment,
};

use crate::challenge::{Two, two, wording};

const TEXT: &str = "一つ目の秘密。\n\n二つ目の話。\n\n三つ目の秘密。";

/// A second wording with three paragraphs.
async fn worded(db: &Db, moment: &Moment) -> (Two, PieceKey) {
    let two = two(db, moment).await;
    let mut tx = db.for_viewer(two.official).write(moment).await.unwrap();
    let row = challenge::find(&mut tx, two.challenge).await.unwrap().unwrap();
    let new = challenge::NewWording {
        wording: TEXT,
        because: "聞き直した秘密",
        ..wording("題名")
    };
    challenge::word(&mut tx, &row, &new).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    let key = PieceKey {
        kind: Piece::Wording,
        id: two.challenge.uuid(),
        number: 2,
    };
    (two, key)
}

async fn row(db: &Db, two: &Two, viewer: Viewer) -> Option<Challenge> {
    let mut tx = db.for_viewer(viewer).read().await.unwrap();
    challenge::find(&mut tx, two.challenge).await.unwrap()
}

async fn places(db: &Db, two: &Two, key: PieceKey) -> Vec<Place> {
    let on = row(db, two, two.official).await.unwrap();
    let mut tx = db.for_viewer(two.official).read().await.unwrap();
    hand::passages(&mut tx, &on, key).await.unwrap().unwrap().places()
}

/// What a hand does: whose, for the whole or the how manieth paragraph, how far (or down).
type Act = (bool, Option<usize>, Option<Audience>);

async fn act(
    db: &Db,
    moment: &Moment,
    two: &Two,
    key: PieceKey,
    places: &[Place],
    (town, of, how): Act,
) -> Audience {
    let viewer = if town { two.official } else { two.partner };
    let mut tx = db.for_viewer(viewer).write(moment).await.unwrap();
    let on = challenge::find(&mut tx, two.challenge).await.unwrap().unwrap();
    let place = of.map(|at| vec![places[at]]);
    let now = match (place, how) {
        (Some(place), Some(how)) => hand::raise_for(&mut tx, &on, key, &place, how).await,
        (Some(place), None) => hand::lower_for(&mut tx, &on, key, &place).await,
        (None, Some(how)) => hand::raise(&mut tx, &on, key, how).await,
        (None, None) => hand::lower(&mut tx, &on, key).await,
    };
    tx.commit().await.unwrap();
    now.unwrap()
}

store::on_both_databases! {
    async fn outsiders_get_the_paragraphs_of_both_hands_and_nothing_else(db: Db) {
        let moment = moment();
        let (two, key) = worded(&db, &moment).await;
        let places = places(&db, &two, key).await;
        // Who gains what, three paragraphs, and why it was worded anew.
        assert_eq!(places.len(), 5);
        act(&db, &moment, &two, key, &places, (true, Some(2), Some(Audience::Public))).await;
        assert!(row(&db, &two, Viewer::ANYONE).await.is_none());
        act(&db, &moment, &two, key, &places, (false, None, Some(Audience::Network))).await;
        let seen = row(&db, &two, two.outsider).await.unwrap();
        assert_eq!((seen.wording.as_str(), seen.gains.as_str()), ("二つ目の話。", ""));
        assert!(seen.left_out.anything());
        assert!(row(&db, &two, Viewer::ANYONE).await.is_none());
        let now = act(&db, &moment, &two, key, &places, (false, Some(2), Some(Audience::Public))).await;
        assert_eq!(now, Audience::Public);
        let seen = row(&db, &two, Viewer::ANYONE).await.unwrap();
        assert_eq!(seen.wording, "二つ目の話。");
        assert_eq!(seen.left_out.before(domain::paragraph::Field::Wording, 0).collect::<Vec<_>>(), [0, 1]);
        // Its circle reads all of it.
        assert_eq!(row(&db, &two, two.partner).await.unwrap().wording, TEXT);
        let mut tx = db.for_viewer(Viewer::ANYONE).read().await.unwrap();
        let (all, _) = challenge::revisions(&mut tx, two.town, two.challenge, None).await.unwrap();
        assert_eq!(all.len(), 1);
        assert!(!format!("{all:?}").contains("秘密"), "{all:?}");
        let listed = publication::list(&mut tx, Of::All, None).await.unwrap().rows;
        assert!(listed.len() == 1 && !format!("{listed:?}").contains("秘密"), "{listed:?}");
        drop(tx);
        // A newer wording begins closed, and the older one stays as it is.
        let mut tx = db.for_viewer(two.official).write(&moment).await.unwrap();
        let on = challenge::find(&mut tx, two.challenge).await.unwrap().unwrap();
        let new = challenge::NewWording { wording: TEXT, ..wording("第三の題名") };
        challenge::word(&mut tx, &on, &new).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        assert_eq!(row(&db, &two, Viewer::ANYONE).await.unwrap().number, 2);
        // Taking one hand back closes it at once, and no list keeps it.
        act(&db, &moment, &two, key, &places, (true, None, None)).await;
        assert!(row(&db, &two, Viewer::ANYONE).await.is_none());
        assert!(row(&db, &two, two.outsider).await.is_none());
        let mut tx = db.for_viewer(Viewer::ANYONE).read().await.unwrap();
        assert!(publication::list(&mut tx, Of::All, None).await.unwrap().rows.is_empty());
    }

    async fn whatever_hands_do_the_store_shows_what_the_rule_says(db: Db) {
        let moment = moment();
        let (two, key) = worded(&db, &moment).await;
        let places = places(&db, &two, key).await;
        let mut up: Vec<(bool, Option<usize>, Audience)> = Vec::new();
        let mut state = 7_u64;
        for _ in 0..40 {
            // A small generator: the same acts on both databases.
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let draw = |bits: u32, of: u64| (state >> bits) % of;
            let town = draw(33, 2) == 0;
            let of = usize::try_from(draw(36, 6)).unwrap().checked_sub(1);
            let how = [None, Some(Audience::Network), Some(Audience::Public)][usize::try_from(draw(41, 3)).unwrap()];
            act(&db, &moment, &two, key, &places, (town, of, how)).await;
            match how {
                // A hand taken down for the whole takes all of one's own down.
                None => up.retain(|one| one.0 != town || (of.is_some() && one.1 != of)),
                // A hand that goes up again reaches no less far than before.
                Some(how) => {
                    let same = |one: &(bool, Option<usize>, Audience)| (one.0, one.1) == (town, of);
                    let before = up.iter().copied().find(same).map_or(how, |one| one.2);
                    up.retain(|one| !same(one));
                    up.push((town, of, how.max(before)));
                }
            }
            let hands: Vec<RaisedFor> = up.iter().map(|(town, of, audience)| {
                let party = if *town { Party::Town(two.town) } else { Party::Partners };
                (of.map(|at| places[at]), Hand { party, audience: *audience })
            }).collect();
            for viewer in [Viewer::ANYONE, two.outsider, two.partner] {
                let from = seen_from(Scope::of(&viewer), viewer == two.partner);
                let reaches = |place: Place| [Party::Town(two.town), Party::Partners].iter().all(|party| hands.iter().any(|(of, hand)| {
                    hand.party == *party && hand.audience >= from && of.is_none_or(|of| of == place)
                }));
                let open = |at: usize| from == Audience::Circle || reaches(places[at]);
                let any = (0..5).any(open);
                let seen = row(&db, &two, viewer).await;
                assert_eq!(seen.is_some(), any, "{up:?}");
                let Some(seen) = seen else { continue };
                let expected: Vec<&str> =
                    divide(TEXT).into_iter().enumerate().filter(|(at, _)| open(at + 1)).map(|(_, words)| words).collect();
                assert_eq!(seen.wording, expected.join("\n\n"), "{up:?}");
                assert_eq!(seen.gains.is_empty(), !open(0), "{up:?}");
            }
        }
    }

    async fn a_correction_is_listed_and_goes_with_its_piece(db: Db) {
        let moment = moment();
        let (two, key) = worded(&db, &moment).await;
        for town in [true, false] {
            act(&db, &moment, &two, key, &[], (town, None, Some(Audience::Public))).await;
        }
        let mut tx = db.for_viewer(two.partner).write(&moment).await.unwrap();
        let new = NewCorrection { remark: Remark::Correction, words: "二つではなく三つ", reason: "数え直した" };
        correction::insert(&mut tx, two.town, two.challenge, key, &new).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = db.for_viewer(two.official).write(&moment).await.unwrap();
        let contact = Contact { office: "企画課".into(), telephone: "0000-00-0000".into(), ..Contact::default() };
        correction::name_contact(&mut tx, two.town, &contact).await.unwrap();
        correction::name_contact(&mut tx, two.town, &contact).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = db.for_viewer(Viewer::ANYONE).read().await.unwrap();
        let beside = correction::beside(&mut tx, two.town, two.challenge, key).await.unwrap();
        assert_eq!(beside.contact.as_ref(), Some(&contact));
        assert_eq!(beside.corrections[0].words, "二つではなく三つ");
        let town = Of::Town(two.town);
        let listed = publication::list(&mut tx, town, None).await.unwrap().rows;
        assert_eq!(listed.iter().filter(|one| one.correction.is_some()).count(), 1);
        assert_eq!(listed.len(), 2);
        let of = Of::Challenge(two.town, two.challenge);
        assert_eq!(publication::list(&mut tx, of, None).await.unwrap().rows.len(), 2);
        drop(tx);
        act(&db, &moment, &two, key, &[], (false, None, None)).await;
        let mut tx = db.for_viewer(Viewer::ANYONE).read().await.unwrap();
        assert!(publication::list(&mut tx, town, None).await.unwrap().rows.is_empty());
    }

    async fn a_request_is_the_towns_and_forgotten_in_time(db: Db) {
        let moment = moment();
        let two = two(&db, &moment).await;
        let mut tx = db.for_viewer(Viewer::ANYONE).write(&moment).await.unwrap();
        let receipt = [9; 32];
        let new = NewRequest {
            town: two.town, challenge: two.challenge, words: "数が違います", email: "a@b.example", receipt: &receipt,
        };
        let id = correction_request::insert(&mut tx, &new).await.unwrap();
        tx.commit().await.unwrap();
        for (viewer, seen) in [(two.official, true), (two.partner, false), (Viewer::ANYONE, false)] {
            let mut tx = db.for_viewer(viewer).read().await.unwrap();
            assert_eq!(correction_request::find(&mut tx, id).await.unwrap().is_some(), seen);
            let listed = correction_request::list(&mut tx, two.town, false, None).await.unwrap();
            assert_eq!(listed.rows.len(), usize::from(seen));
        }
        let mut tx = db.for_viewer(two.official).write(&moment).await.unwrap();
        let row = correction_request::find(&mut tx, id).await.unwrap().unwrap();
        assert!(correction_request::answer(&mut tx, &row, Outcome::Corrected, "直しました").await.unwrap());
        assert!(!correction_request::answer(&mut tx, &row, Outcome::Stays, "二度目").await.unwrap());
        tx.commit().await.unwrap();
        let after = |days: i64| moment.at(moment.now.plus(days * domain::Timestamp::DAY));
        for (days, email, kept) in [(29, "a@b.example", true), (30, "", true), (365, "", false)] {
            let mut tx = db.system(&after(days)).await.unwrap();
            correction_request::sweep(&mut tx).await.unwrap();
            tx.commit().await.unwrap();
            let mut tx = db.for_viewer(Viewer::ANYONE).read().await.unwrap();
            let found = correction_request::find_by_receipt(&mut tx, &receipt).await.unwrap();
            assert_eq!(found.as_ref().map(|one| one.email.as_str()), kept.then_some(email), "{days}");
        }
    }
}
