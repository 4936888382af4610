//! The circle of a challenge sees what is open to it, and nobody who left does. The rows are written past the store:
//! nothing in it makes circles yet.

use std::collections::BTreeSet;

use domain::{
    Coded, Hat, Moment, MunicipalityCode, Viewer,
    audience::{Audience, Scope, Sight, Standing},
    dialogue::{Kind, Participant, Presence},
    id::{ChallengeId, DepartmentId, DialogueId, PartnerId, PersonId, SeatId},
};
use store::{
    Db, Location,
    dialogue::{self, NewDialogue},
    testing::{TestDb, moment},
};
use uuid::Uuid;

use crate::seeds;

/// Runs SQL past the store.
pub async fn execute(location: &Location, sql: &str) {
    match location {
        Location::Sqlite(path) => rusqlite::Connection::open(path)
            .unwrap()
            .execute_batch(sql)
            .unwrap(),
        Location::Postgres(config) => {
            let (client, connection) = tokio_postgres::connect(config, tokio_postgres::NoTls)
                .await
                .unwrap();
            tokio::spawn(connection);
            client.batch_execute(sql).await.unwrap();
        }
    }
}

/// A uuid as this database's SQL writes it.
fn literal(location: &Location, id: Uuid) -> String {
    match location {
        Location::Sqlite(_) => format!("X'{}'", id.simple()),
        Location::Postgres(_) => format!("'{id}'"),
    }
}

async fn record(
    db: &Db,
    moment: &Moment,
    by: PersonId,
    town: MunicipalityCode,
    challenge: Option<ChallengeId>,
    audience: Audience,
) -> DialogueId {
    let viewer = Viewer {
        person: Some(by),
        hat: None,
    };
    let mut tx = db.for_viewer(viewer).write(moment).await.unwrap();
    let new = NewDialogue {
        agenda: "",
        spot: None,
        town,
        partner: None,
        challenge,
        kind: Kind::Meeting,
        held_on: moment.today(),
        starts: None,
        place: "",
        title: "輪",
        notes: "",
        audience,
        participants: &[],
    };
    let id = dialogue::insert(&mut tx, &new).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// Writes a challenge and its circle: those in `sitting`, and one who left.
async fn draw(
    at: &Location,
    town: MunicipalityCode,
    challenge: ChallengeId,
    origin: DialogueId,
    someone: PersonId,
    sitting: &[SeatId],
    left: SeatId,
) {
    let (id, person) = (literal(at, challenge.uuid()), literal(at, someone.uuid()));
    let origin = literal(at, origin.uuid());
    execute(
        at,
        &format!(
            "INSERT INTO challenges (town, id, origin, phase, revision, audience, opened_at, changed_at) \
             VALUES ('{town}', {id}, {origin}, 'shaping', 1, 'circle', 0, 0)"
        ),
    )
    .await;
    for seat in sitting.iter().chain([&left]) {
        let left_at = if *seat == left { "1" } else { "NULL" };
        let seat = literal(at, seat.uuid());
        execute(
            at,
            &format!(
                "INSERT INTO circle_members (town, challenge, seat, person, side, joined_at, left_at) \
                 VALUES ('{town}', {id}, {seat}, {person}, 'town', 0, {left_at})"
            ),
        )
        .await;
    }
}

async fn only_who_sits_in_the_circle_sees_it(test: TestDb) {
    let (db, at, moment) = (&test.db, &test.location, moment());
    let [town, other] = seeds::towns(db, &moment).await;
    let someone = seeds::person(db, &moment).await;

    // Sitting: the town's official, the partner's member, an engaged professional. Left: another official.
    let seats: Vec<SeatId> = (0..6).map(|_| SeatId::new(&moment)).collect();
    let (circle, left) = (&seats[..3], seats[3]);
    let department = DepartmentId::new(&moment);
    let staff = |town, seat| Hat::Staff {
        town,
        seat,
        department,
        admin: true,
    };
    let member = |seat| Hat::Member {
        partner: PartnerId::new(&moment),
        seat,
        admin: true,
    };
    let hats = [
        staff(town, seats[0]),
        member(seats[1]),
        Hat::Professional { seat: seats[2] },
        staff(town, left),
        staff(other, seats[4]),
        member(seats[5]),
        Hat::Operator,
    ];
    let viewers = hats
        .into_iter()
        .map(|hat| Viewer::wearing(someone, hat))
        .chain([Viewer::ANYONE]);

    let origin = record(db, &moment, someone, town, None, Audience::Participants).await;
    let challenge = ChallengeId::new(&moment);
    draw(at, town, challenge, origin, someone, circle, left).await;

    let mut records = Vec::new();
    for audience in Audience::ALL {
        for of in [Some(challenge), None] {
            records.push((
                record(db, &moment, someone, town, of, *audience).await,
                *audience,
                of.is_some(),
            ));
        }
    }
    for viewer in viewers {
        let scope = Scope::of(&viewer);
        let expected: BTreeSet<DialogueId> = records
            .iter()
            .filter(|(_, audience, of)| {
                let circle = if *of { circle } else { &[] };
                let standing = Standing {
                    audience: *audience,
                    town,
                    participants: &[],
                    circle,
                };
                scope.sight(&standing) == Sight::Full
            })
            .map(|(id, ..)| *id)
            .collect();
        let mut tx = db.for_viewer(viewer).read().await.unwrap();
        let listed: BTreeSet<_> = dialogue::list(&mut tx, None)
            .await
            .unwrap()
            .rows
            .iter()
            .map(|one| one.id)
            .collect();
        assert_eq!(listed, expected, "{viewer:?}");
    }
}

#[tokio::test]
async fn only_who_sits_in_the_circle_sees_it_on_sqlite() {
    only_who_sits_in_the_circle_sees_it(TestDb::sqlite().await).await;
}

#[tokio::test]
async fn only_who_sits_in_the_circle_sees_it_on_postgres() {
    only_who_sits_in_the_circle_sees_it(TestDb::postgres().await).await;
}

/// Numbers that look random and are the same in each run (Knuth's MMIX generator).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound
    }
}

/// Dialogues of any town and audience with any people in them, some in one of two circles: everybody lists exactly what
/// the table says.
#[expect(clippy::too_many_lines, reason = "one world, made and then looked at")]
async fn random_worlds_are_seen_as_the_table_says(test: TestDb) {
    let (db, at, moment) = (&test.db, &test.location, moment());
    let towns = seeds::towns(db, &moment).await;
    let someone = seeds::person(db, &moment).await;
    let seats: Vec<SeatId> = (0..6).map(|_| SeatId::new(&moment)).collect();
    let department = DepartmentId::new(&moment);
    let staff = |town, seat| Hat::Staff {
        town,
        seat,
        department,
        admin: false,
    };
    let member = |seat| Hat::Member {
        partner: PartnerId::new(&moment),
        seat,
        admin: false,
    };
    let hats = [
        staff(towns[0], seats[0]),
        staff(towns[0], seats[1]),
        staff(towns[1], seats[2]),
        member(seats[3]),
        member(seats[4]),
        Hat::Professional { seat: seats[5] },
        Hat::Operator,
    ];
    let viewers: Vec<Viewer> = hats
        .into_iter()
        .map(|hat| Viewer::wearing(someone, hat))
        .chain([Viewer::ANYONE])
        .collect();
    let mut dice = Dice(2026);
    let mut circles = Vec::new();
    for town in towns {
        let sitting: Vec<SeatId> = seats[..5]
            .iter()
            .copied()
            .filter(|_| dice.below(2) == 0)
            .collect();
        let origin = record(db, &moment, someone, town, None, Audience::Participants).await;
        let challenge = ChallengeId::new(&moment);
        draw(at, town, challenge, origin, someone, &sitting, seats[5]).await;
        circles.push((challenge, sitting));
    }
    let mut records = Vec::new();
    for _ in 0..40 {
        let home = dice.below(2);
        let audience = Audience::ALL[dice.below(Audience::ALL.len())];
        let named: Vec<SeatId> = seats.iter().copied().filter(|_| dice.below(5) == 0).collect();
        let circle = (dice.below(2) == 0).then(|| &circles[home]);
        let people: Vec<_> = named
            .iter()
            .map(|seat| Participant {
                name: "浜口".into(),
                presence: Presence::Town,
                account: Some((someone, *seat)),
                confirmed: true,
            })
            .collect();
        let viewer = Viewer {
            person: Some(someone),
            hat: None,
        };
        let mut tx = db.for_viewer(viewer).write(&moment).await.unwrap();
        let new = NewDialogue {
            agenda: "",
            spot: None,
            town: towns[home],
            partner: None,
            challenge: circle.map(|(challenge, _)| *challenge),
            kind: Kind::Meeting,
            held_on: moment.today().plus(-i64::try_from(dice.below(300)).unwrap()),
            starts: None,
            place: "",
            title: "話",
            notes: "",
            audience,
            participants: &people,
        };
        let id = dialogue::insert(&mut tx, &new).await.unwrap();
        tx.commit().await.unwrap();
        let sitting = circle.map(|(_, sitting)| sitting.clone()).unwrap_or_default();
        records.push((id, audience, towns[home], named, sitting));
    }
    for viewer in viewers {
        let expected: BTreeSet<DialogueId> = records
            .iter()
            .filter(|(_, audience, town, named, circle)| {
                let standing = Standing {
                    audience: *audience,
                    town: *town,
                    participants: named,
                    circle,
                };
                Scope::of(&viewer).sight(&standing) == Sight::Full
            })
            .map(|(id, ..)| *id)
            .collect();
        let mut tx = db.for_viewer(viewer).read().await.unwrap();
        let ids: BTreeSet<DialogueId> = records.iter().map(|(id, ..)| *id).collect();
        let listed: BTreeSet<DialogueId> = dialogue::list(&mut tx, None)
            .await
            .unwrap()
            .rows
            .iter()
            .map(|one| one.id)
            .filter(|id| ids.contains(id))
            .collect();
        assert_eq!(listed, expected, "{viewer:?}");
    }
}

#[tokio::test]
async fn random_worlds_are_seen_as_the_table_says_on_sqlite() {
    random_worlds_are_seen_as_the_table_says(TestDb::sqlite().await).await;
}

#[tokio::test]
async fn random_worlds_are_seen_as_the_table_says_on_postgres() {
    random_worlds_are_seen_as_the_table_says(TestDb::postgres().await).await;
}
