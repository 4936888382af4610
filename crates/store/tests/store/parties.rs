//! What every party of a challenge does for itself: hands that are the party's and not the person's, and statements on its
//! interests.

use domain::{
    Moment, MunicipalityCode, Viewer, audience::Audience, id::AdaptationId, interest::Tie, joint::Standing,
    today::Waiting, viewer::Side,
};
use store::{
    Db, adaptation, challenge, circle, context,
    hand::{self, PieceKey},
    interest::{self, NewStatement},
    joint, publication,
    testing::moment,
};

use crate::{
    challenge::{Two, two, wording},
    joint::{first_wording, joined, official, raise, row, write},
};

/// The town that joins in these tests.
fn other() -> MunicipalityCode {
    MunicipalityCode::with_check_digit("99362").unwrap()
}

async fn raise_to(
    db: &Db,
    viewer: Viewer,
    moment: &Moment,
    (two, key): (&Two, PieceKey),
    how: Audience,
) -> Audience {
    let mut tx = write(db, viewer, moment).await;
    let one = row(&mut tx, two).await;
    let now = hand::raise(&mut tx, &one, key, how).await.unwrap();
    tx.commit().await.unwrap();
    now
}

async fn lower(db: &Db, viewer: Viewer, moment: &Moment, two: &Two, key: PieceKey) -> Audience {
    let mut tx = write(db, viewer, moment).await;
    let one = row(&mut tx, two).await;
    let now = hand::lower(&mut tx, &one, key).await.unwrap();
    tx.commit().await.unwrap();
    now
}

/// Which wording a visitor reads.
async fn read_by_all(db: &Db, two: &Two) -> Option<i64> {
    let mut tx = db.for_viewer(Viewer::ANYONE).read().await.unwrap();
    let found = challenge::find(&mut tx, two.challenge).await.unwrap();
    found.map(|one| one.number)
}

/// A newer wording, by the official.
async fn worded(db: &Db, moment: &Moment, two: &Two) -> PieceKey {
    let mut tx = write(db, two.official, moment).await;
    let one = row(&mut tx, two).await;
    challenge::word(&mut tx, &one, &wording("歩いて行ける店"))
        .await
        .unwrap()
        .unwrap();
    tx.commit().await.unwrap();
    PieceKey {
        number: 2,
        ..first_wording(two)
    }
}

/// An adaptation from nothing, by the official.
async fn adapted(db: &Db, moment: &Moment, two: &Two) -> AdaptationId {
    let mut tx = write(db, two.official, moment).await;
    let one = row(&mut tx, two).await;
    let id = adaptation::insert(&mut tx, &one, None, "白紙から", "はじめ", &[])
        .await
        .unwrap();
    tx.commit().await.unwrap();
    id
}

async fn state(db: &Db, viewer: Viewer, moment: &Moment, gains: &str, on: AdaptationId) {
    let mut tx = write(db, viewer, moment).await;
    let on = adaptation::find(&mut tx, on).await.unwrap().unwrap();
    let said = NewStatement {
        gains,
        bears: "人手",
        ties: &[Tie::Nothing],
        words: "",
    };
    interest::insert(&mut tx, &on, &said).await.unwrap();
    tx.commit().await.unwrap();
}

store::on_both_databases! {
    async fn raising_a_hand_again_closes_nothing(db: Db) {
        let moment = moment();
        let two = two(&db, &moment).await;
        let theirs = official(&db, &moment, other()).await;
        let key = first_wording(&two);
        raise(&db, two.official, &moment, &two, key).await;
        assert_eq!(raise(&db, two.partner, &moment, &two, key).await, Audience::Public);
        joined(&db, &moment, &two, theirs).await;
        // The hand of the town that joined is not up. Somebody raises theirs again, further or less far.
        assert_eq!(raise(&db, two.partner, &moment, &two, key).await, Audience::Public);
        assert_eq!(raise_to(&db, two.official, &moment, (&two, key), Audience::Network).await, Audience::Public);
        assert_eq!(raise_to(&db, theirs, &moment, (&two, key), Audience::Network).await, Audience::Public);
        assert_eq!(read_by_all(&db, &two).await, Some(1));
        // Taking back closes, for every party.
        assert_eq!(lower(&db, theirs, &moment, &two, key).await, Audience::Circle);
        assert_eq!(read_by_all(&db, &two).await, None);
    }

    async fn who_has_no_hand_up_takes_nothing_back(db: Db) {
        let moment = moment();
        let two = two(&db, &moment).await;
        let theirs = official(&db, &moment, other()).await;
        let key = first_wording(&two);
        raise(&db, two.official, &moment, &two, key).await;
        raise(&db, two.partner, &moment, &two, key).await;
        joined(&db, &moment, &two, theirs).await;
        assert_eq!(lower(&db, theirs, &moment, &two, key).await, Audience::Public);
        assert_eq!(read_by_all(&db, &two).await, Some(1));
    }

    async fn a_town_leaves_and_what_waited_for_its_hand_opens(db: Db) {
        let moment = moment();
        let two = two(&db, &moment).await;
        let theirs = official(&db, &moment, other()).await;
        let first = first_wording(&two);
        raise(&db, two.official, &moment, &two, first).await;
        raise(&db, two.partner, &moment, &two, first).await;
        joined(&db, &moment, &two, theirs).await;
        let key = worded(&db, &moment, &two).await;
        raise(&db, two.official, &moment, &two, key).await;
        assert_eq!(raise(&db, two.partner, &moment, &two, key).await, Audience::Circle);
        assert_eq!(read_by_all(&db, &two).await, Some(1));
        // What the town says of itself waits for its own hand.
        let mut tx = db.for_viewer(theirs).read().await.unwrap();
        let one = row(&mut tx, &two).await;
        let told = context::newest(&mut tx, &one).await.unwrap();
        drop(tx);
        let own = PieceKey { kind: domain::challenge::Piece::Context, id: told[0].id.uuid(), number: 1 };
        raise(&db, two.official, &moment, &two, own).await;
        raise(&db, two.partner, &moment, &two, own).await;

        let mut tx = write(&db, theirs, &moment).await;
        let one = row(&mut tx, &two).await;
        joint::part(&mut tx, &one, other(), Standing::Left, "手がまわらない").await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(read_by_all(&db, &two).await, Some(2));
        let mut tx = db.for_viewer(Viewer::ANYONE).read().await.unwrap();
        let listed = publication::list(&mut tx, publication::Of::All, None).await.unwrap().rows;
        assert!(listed.iter().any(|one| one.key == key), "{listed:?}");
        let one = row(&mut tx, &two).await;
        assert!(context::newest(&mut tx, &one).await.unwrap().is_empty());
    }

    async fn a_successor_takes_back_what_a_predecessor_opened(db: Db) {
        let moment = moment();
        let two = two(&db, &moment).await;
        let key = first_wording(&two);
        raise(&db, two.official, &moment, &two, key).await;
        raise(&db, two.partner, &moment, &two, key).await;
        // The official is transferred: a successor comes, and the official leaves the circle.
        let successor = official(&db, &moment, two.town).await;
        let mut tx = write(&db, two.official, &moment).await;
        let new = circle::NewMember {
            seat: successor.seat().unwrap(),
            person: successor.person.unwrap(),
            side: Side::Town,
            owner: true,
        };
        circle::insert(&mut tx, two.town, two.challenge, &new).await.unwrap();
        circle::leave(&mut tx, two.town, two.challenge, two.official.seat().unwrap()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(lower(&db, successor, &moment, &two, key).await, Audience::Circle);
        assert_eq!(read_by_all(&db, &two).await, None);
        // The partners' hand is theirs, and stays.
        let mut tx = db.for_viewer(successor).read().await.unwrap();
        let one = row(&mut tx, &two).await;
        let up = hand::of_piece(&mut tx, &one, key).await.unwrap();
        assert_eq!(up.iter().map(|one| one.seat).collect::<Vec<_>>(), [two.partner.seat().unwrap()]);
        drop(tx);
        // The same for paragraphs, one of which the predecessor opened.
        let mut tx = write(&db, successor, &moment).await;
        let places = hand::passages(&mut tx, &one, key).await.unwrap().unwrap().places();
        let now = hand::raise_for(&mut tx, &one, key, &places[..1], Audience::Public).await.unwrap();
        assert_eq!(now, Audience::Public);
        tx.commit().await.unwrap();
        let third = official(&db, &moment, two.town).await;
        let mut tx = write(&db, successor, &moment).await;
        let new = circle::NewMember { seat: third.seat().unwrap(), person: third.person.unwrap(), ..new };
        circle::insert(&mut tx, two.town, two.challenge, &new).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = write(&db, third, &moment).await;
        let now = hand::lower_for(&mut tx, &one, key, &places[..1]).await.unwrap();
        assert_eq!(now, Audience::Circle);
        tx.commit().await.unwrap();
    }

    async fn each_town_states_its_own_interests(db: Db) {
        let moment = moment();
        let two = two(&db, &moment).await;
        let theirs = official(&db, &moment, other()).await;
        let key = first_wording(&two);
        raise(&db, two.official, &moment, &two, key).await;
        raise(&db, two.partner, &moment, &two, key).await;
        joined(&db, &moment, &two, theirs).await;
        let id = adapted(&db, &moment, &two).await;
        state(&db, theirs, &moment, "山の集落の方が助かる", id).await;
        let mut tx = db.for_viewer(two.partner).read().await.unwrap();
        let on = adaptation::find(&mut tx, id).await.unwrap().unwrap();
        let newest = interest::newest(&mut tx, &on).await.unwrap();
        let (beside, _) = interest::with_procedures(&mut tx, &on).await.unwrap();
        for lines in [newest, beside] {
            assert_eq!(lines.len(), 3);
            let said: Vec<_> = lines.iter().filter(|line| line.statement.is_some()).collect();
            assert_eq!(said.len(), 1);
            assert_eq!((said[0].party.town, said[0].owner), (Some(other()), true));
            assert_eq!(said[0].name, format!("町{}", other()));
            // The keeping town has said nothing, nor have the partners.
            let missing = interest::undisclosed(&lines);
            assert_eq!(missing.len(), 2);
            assert!(missing.iter().any(|party| party.town == Some(two.town)));
        }
        let all = interest::all(&mut tx, on.town, on.id).await.unwrap();
        assert_eq!(all[0].name, format!("町{}", other()));
        drop(tx);
        for (viewer, missing) in [(two.official, 1), (two.partner, 0)] {
            state(&db, viewer, &moment, "経験が残る", id).await;
            let mut tx = db.for_viewer(two.partner).read().await.unwrap();
            let lines = interest::newest(&mut tx, &on).await.unwrap();
            assert_eq!((lines.len(), interest::undisclosed(&lines).len()), (3, missing));
        }
    }

    async fn who_gave_more_than_was_asked_is_not_asked_again(db: Db) {
        let moment = moment();
        let two = two(&db, &moment).await;
        let key = first_wording(&two);
        let asked = async |viewer: Viewer| {
            let mut tx = db.for_viewer(viewer).read().await.unwrap();
            let lines = store::today::list(&mut tx, moment.today()).await.unwrap();
            lines.iter().any(|line| line.waiting == Waiting::Hand)
        };
        raise_to(&db, two.official, &moment, (&two, key), Audience::Network).await;
        assert!(asked(two.partner).await && !asked(two.official).await);
        raise_to(&db, two.partner, &moment, (&two, key), Audience::Public).await;
        // The partners gave more; whether the town goes as far is the town's to say.
        assert!(!asked(two.partner).await && asked(two.official).await);
        raise_to(&db, two.official, &moment, (&two, key), Audience::Public).await;
        assert!(!asked(two.partner).await && !asked(two.official).await);
    }
}
