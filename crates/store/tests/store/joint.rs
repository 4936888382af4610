//! Several towns on one challenge: each with its own people, its own hand and its own text.

use std::collections::BTreeSet;

use domain::{
    Day, Hat, Moment, MunicipalityCode, Viewer,
    audience::Audience,
    challenge::Piece,
    id::SeatId,
    joint::{Party, Standing, Way},
    topic::{Field, Goal, Topic, Topics},
    viewer::Side,
};
use store::{
    Db, ReadTx, WriteTx,
    challenge::{self, Area, Challenge, Filter},
    circle,
    context::{self, NewContext},
    hand::{self, PieceKey},
    joint::{self, NewTown},
    post::{self, NewPost},
    testing::moment,
};

use crate::{
    challenge::{Two, two, wording},
    seeds,
};

/// Somebody of a town's staff, with a post.
pub async fn official(db: &Db, moment: &Moment, town: MunicipalityCode) -> Viewer {
    let person = seeds::person(db, moment).await;
    let mut tx = db.for_viewer(Viewer::ANYONE).write(moment).await.unwrap();
    let department = post::insert_department(&mut tx, town, "総務課", 0).await.unwrap();
    let begins: Day = "2020-04-01".parse().unwrap();
    let new = NewPost {
        town,
        department,
        person,
        title: "主任",
        admin: false,
        begins,
        ends: None,
    };
    let seat: SeatId = post::insert(&mut tx, &new).await.unwrap();
    tx.commit().await.unwrap();
    let hat = Hat::Staff {
        town,
        seat,
        department,
        admin: false,
    };
    Viewer::wearing(person, hat)
}

pub async fn row(tx: &mut ReadTx, two: &Two) -> Challenge {
    challenge::find(tx, two.challenge).await.unwrap().unwrap()
}

pub async fn write(db: &Db, viewer: Viewer, moment: &Moment) -> WriteTx {
    db.for_viewer(viewer).write(moment).await.unwrap()
}

pub async fn raise(db: &Db, viewer: Viewer, moment: &Moment, two: &Two, key: PieceKey) -> Audience {
    let mut tx = write(db, viewer, moment).await;
    let row = row(&mut tx, two).await;
    let now = hand::raise(&mut tx, &row, key, Audience::Public).await.unwrap();
    tx.commit().await.unwrap();
    now
}

pub fn first_wording(two: &Two) -> PieceKey {
    PieceKey {
        kind: Piece::Wording,
        id: two.challenge.uuid(),
        number: 1,
    }
}

/// The other town offers, and is welcomed.
pub async fn joined(db: &Db, moment: &Moment, two: &Two, theirs: Viewer) {
    let town = theirs.town().unwrap();
    let mut tx = write(db, theirs, moment).await;
    let one = row(&mut tx, two).await;
    let new = NewTown {
        town,
        way: Way::Offered,
        standing: Standing::Offered,
        words: "山の集落に店がない",
        dialogue: None,
    };
    joint::insert(&mut tx, &one, &new).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = write(db, two.official, moment).await;
    let one = row(&mut tx, two).await;
    let rows = joint::list(&mut tx, &one).await.unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!(
        (rows[0].standing, rows[0].words.as_str()),
        (Standing::Offered, "山の集落に店がない")
    );
    joint::welcome(&mut tx, &one, &rows[0]).await.unwrap();
    tx.commit().await.unwrap();
}

store::on_both_databases! {
    async fn a_town_that_joined_has_its_own_hand_and_its_own_text(db: Db) {
        let moment = moment();
        let two = two(&db, &moment).await;
        let other = MunicipalityCode::with_check_digit("99362").unwrap();
        let theirs = official(&db, &moment, other).await;
        // Two hands open the first wording, so that the other town reads it.
        let wording_key = first_wording(&two);
        raise(&db, two.official, &moment, &two, wording_key).await;
        assert_eq!(raise(&db, two.partner, &moment, &two, wording_key).await, Audience::Public);
        joined(&db, &moment, &two, theirs).await;

        let mut tx = db.for_viewer(theirs).read().await.unwrap();
        let one = row(&mut tx, &two).await;
        assert!(one.in_circle && one.owner && one.full);
        let parties = joint::parties(&mut tx, two.town, two.challenge).await.unwrap();
        assert_eq!(parties, [Party::Town(two.town), Party::Town(other), Party::Partners]);
        let circle = circle::list(&mut tx, two.town, two.challenge).await.unwrap();
        let named: BTreeSet<_> = circle.iter().map(|one| (one.party, one.owner)).collect();
        assert_eq!(named, BTreeSet::from([Party::Town(two.town), Party::Town(other), Party::Partners].map(|party| (party, true))));
        let theirs_in = circle.iter().find(|one| one.party == Party::Town(other)).unwrap();
        assert_eq!(theirs_in.organisation, format!("町{other}"));
        // Its offer is the first wording of its context, in the circle at first.
        let told = context::newest(&mut tx, &one).await.unwrap();
        assert_eq!(told.len(), 1);
        assert_eq!((told[0].town, told[0].number, told[0].audience), (other, 1, Audience::Circle));
        drop(tx);
        let mut tx = db.for_viewer(Viewer::ANYONE).read().await.unwrap();
        let one = row(&mut tx, &two).await;
        assert!(context::newest(&mut tx, &one).await.unwrap().is_empty());
        // That it takes part is part of the challenge.
        assert_eq!(joint::list(&mut tx, &one).await.unwrap().len(), 1);
        let line = &challenge::list(&mut tx, Filter::of_town(other), None).await.unwrap().rows[0];
        assert_eq!((line.town, line.joined), (two.town, 1));
        drop(tx);

        // From now on three hands are needed: for the text of the town, and for a newer wording.
        let key = PieceKey { kind: Piece::Context, id: told[0].id.uuid(), number: 1 };
        assert_eq!(raise(&db, two.official, &moment, &two, key).await, Audience::Circle);
        assert_eq!(raise(&db, two.partner, &moment, &two, key).await, Audience::Circle);
        assert_eq!(raise(&db, theirs, &moment, &two, key).await, Audience::Public);
        let mut tx = db.for_viewer(Viewer::ANYONE).read().await.unwrap();
        let one = row(&mut tx, &two).await;
        assert_eq!(context::newest(&mut tx, &one).await.unwrap()[0].words, "山の集落に店がない");
        drop(tx);

        // A newer revision is the circle's own until it is opened too, and keeps its id.
        let mut tx = write(&db, theirs, &moment).await;
        let one = row(&mut tx, &two).await;
        let new = NewContext { town: other, words: "山の集落に店も足もない", because: "バスが減った", author: theirs.person.unwrap() };
        assert_eq!(context::insert(&mut tx, &one, &new).await.unwrap(), 2);
        tx.commit().await.unwrap();
        let of = async |viewer: Viewer| {
            let mut tx = db.for_viewer(viewer).read().await.unwrap();
            let one = row(&mut tx, &two).await;
            context::of_town(&mut tx, &one, other, None).await.unwrap()
        };
        let (inside, outside) = (of(two.partner).await, of(Viewer::ANYONE).await);
        assert_eq!(inside.iter().map(|one| one.number).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(outside.iter().map(|one| one.number).collect::<Vec<_>>(), [1]);
        let ids: BTreeSet<_> = inside.iter().map(|one| one.id).collect();
        assert_eq!(ids.len(), 1);
    }

    async fn a_town_that_leaves_takes_its_people_and_not_its_words(db: Db) {
        let moment = moment();
        let two = two(&db, &moment).await;
        let other = MunicipalityCode::with_check_digit("99362").unwrap();
        let theirs = official(&db, &moment, other).await;
        let wording_key = first_wording(&two);
        raise(&db, two.official, &moment, &two, wording_key).await;
        raise(&db, two.partner, &moment, &two, wording_key).await;
        joined(&db, &moment, &two, theirs).await;
        let mut tx = write(&db, theirs, &moment).await;
        let one = row(&mut tx, &two).await;
        joint::part(&mut tx, &one, other, Standing::Left, "合併の準備で手がまわらない").await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = db.for_viewer(theirs).read().await.unwrap();
        let one = row(&mut tx, &two).await;
        assert!(!one.in_circle && !one.owner);
        assert_eq!(joint::list(&mut tx, &one).await.unwrap()[0].reason, "合併の準備で手がまわらない");
        assert!(challenge::list(&mut tx, Filter::of_town(other), None).await.unwrap().rows.is_empty());
        drop(tx);
        let mut tx = db.for_viewer(two.partner).read().await.unwrap();
        let parties = joint::parties(&mut tx, two.town, two.challenge).await.unwrap();
        assert_eq!(parties, [Party::Town(two.town), Party::Partners]);
        let one = row(&mut tx, &two).await;
        assert_eq!(context::newest(&mut tx, &one).await.unwrap().len(), 1);
        drop(tx);
        // Why it left is not for everybody, and it may come again.
        let mut tx = db.for_viewer(Viewer::ANYONE).read().await.unwrap();
        let one = row(&mut tx, &two).await;
        assert!(joint::list(&mut tx, &one).await.unwrap().is_empty());
        drop(tx);
        let mut tx = write(&db, theirs, &moment).await;
        let one = row(&mut tx, &two).await;
        let new = NewTown { town: other, way: Way::Offered, standing: Standing::Offered, words: "もう一度", dialogue: None };
        joint::insert(&mut tx, &one, &new).await.unwrap();
        let rows = joint::list(&mut tx, &one).await.unwrap();
        assert_eq!((rows[0].standing, rows[0].reason.as_str()), (Standing::Offered, ""));
    }

    async fn a_challenge_is_found_by_what_it_is_about_and_where(db: Db) {
        let moment = moment();
        let two = two(&db, &moment).await;
        let topics = Topics::new(vec![Field::Transport], vec![Goal::Communities]).unwrap();
        let mut tx = write(&db, two.official, &moment).await;
        let one = row(&mut tx, &two).await;
        challenge::name_topics(&mut tx, &one, &topics).await.unwrap();
        tx.commit().await.unwrap();
        let found = async |viewer: Viewer, topic: Option<Topic>, area: Option<Area>, mine: bool| {
            let mut tx = db.for_viewer(viewer).read().await.unwrap();
            let rows = challenge::list(&mut tx, Filter { mine, topic, area }, None).await.unwrap().rows;
            assert!(rows.iter().all(|one| one.topics == topics));
            rows.len()
        };
        let (transport, welfare) = (Some(Topic::Field(Field::Transport)), Some(Topic::Field(Field::Welfare)));
        let goal = Some(Topic::Goal(Goal::Communities));
        let here = Some(Area::Town(two.town));
        let prefecture = Some(Area::Prefecture("99".parse().unwrap()));
        let elsewhere = Some(Area::Prefecture("18".parse().unwrap()));
        // The circle finds its own; others nothing yet.
        assert_eq!(found(two.partner, transport, here, false).await, 1);
        assert_eq!(found(two.partner, goal, prefecture, true).await, 1);
        assert_eq!(found(two.partner, welfare, None, false).await, 0);
        assert_eq!(found(two.outsider, transport, None, false).await, 0);
        let wording_key = first_wording(&two);
        raise(&db, two.official, &moment, &two, wording_key).await;
        raise(&db, two.partner, &moment, &two, wording_key).await;
        for (topic, area, count) in [
            (None, None, 1), (transport, None, 1), (goal, here, 1), (transport, prefecture, 1), (None, prefecture, 1),
            (welfare, None, 0), (transport, elsewhere, 0), (None, elsewhere, 0),
        ] {
            assert_eq!(found(Viewer::ANYONE, topic, area, false).await, count, "{topic:?} {area:?}");
        }
        assert_eq!(found(two.outsider, transport, None, true).await, 0);
        // The shelves follow: a hand taken down closes them, a newer wording moves them up.
        let mut tx = write(&db, two.partner, &moment).await;
        let one = row(&mut tx, &two).await;
        challenge::word(&mut tx, &one, &wording("歩いて行ける店")).await.unwrap().unwrap();
        hand::lower(&mut tx, &one, wording_key).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(found(Viewer::ANYONE, transport, None, false).await, 0);
        assert_eq!(found(two.partner, transport, None, false).await, 1);
        // What it is not about any more is not its shelf any more.
        let mut tx = write(&db, two.official, &moment).await;
        let one = row(&mut tx, &two).await;
        challenge::name_topics(&mut tx, &one, &Topics::default()).await.unwrap();
        let rows = challenge::list(&mut tx, Filter { topic: transport, ..Filter::MINE }, None).await.unwrap().rows;
        assert!(rows.is_empty());
        let rows = challenge::list(&mut tx, Filter::MINE, None).await.unwrap().rows;
        assert_eq!(rows.len(), 1);
    }

    async fn whom_a_circle_can_ask_is_whom_it_met(db: Db) {
        let moment = moment();
        let two = two(&db, &moment).await;
        let other = MunicipalityCode::with_check_digit("99362").unwrap();
        let theirs = official(&db, &moment, other).await;
        let mut tx = db.for_viewer(two.partner).read().await.unwrap();
        let one = row(&mut tx, &two).await;
        assert!(joint::talked_with(&mut tx, &one).await.unwrap().is_empty());
        drop(tx);
        let mut tx = write(&db, theirs, &moment).await;
        let there = |name: &str, presence, viewer: Viewer| domain::dialogue::Participant {
            name: name.into(),
            presence,
            account: viewer.person.zip(viewer.seat()),
            confirmed: true,
        };
        let participants = [
            there("山根", domain::dialogue::Presence::Town, theirs),
            there("遠回", domain::dialogue::Presence::Partner, two.partner),
        ];
        let new = store::dialogue::NewDialogue {
            agenda: "", spot: None, town: other, partner: None, challenge: None, kind: domain::dialogue::Kind::Visit,
            held_on: moment.today(), starts: None, place: "", title: "山の集落で", notes: "",
            audience: Audience::Participants, participants: &participants,
        };
        let id = store::dialogue::insert(&mut tx, &new).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = db.for_viewer(two.partner).read().await.unwrap();
        let met = joint::talked_with(&mut tx, &one).await.unwrap();
        assert_eq!(met.iter().map(|(code, _)| *code).collect::<Vec<_>>(), [other]);
        drop(tx);
        let mut tx = db.for_viewer(theirs).read().await.unwrap();
        let own = joint::reasons(&mut tx, other, moment.today()).await.unwrap();
        assert_eq!(own, [(id, "山の集落で".to_owned())]);
        assert!(joint::reasons(&mut tx, two.town, moment.today()).await.unwrap().is_empty());
        assert_eq!(Party::of(Side::Partner, other), Party::Partners);
    }
}

/// Whatever changes when a challenge changed, or to whom it is open, moves its shelves too.
#[test]
fn the_shelves_follow_every_change_of_a_challenge() {
    let sources = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut left = vec![sources];
    let mut writers = 0;
    while let Some(folder) = left.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                left.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let statements = text
                .split("UPDATE challenges SET")
                .skip(1)
                .filter(|rest| {
                    let statement = rest.split('"').next().unwrap();
                    statement.contains("changed_at") || statement.contains("audience")
                })
                .count();
            if statements > 0 {
                let follows = text.matches("shelf::follow(").count() + text.matches("shelf::shelve(").count();
                assert!(
                    follows >= statements,
                    "{path:?} changes challenges and leaves their shelves behind"
                );
                writers += statements;
            }
        }
    }
    assert!(writers >= 3);
}
