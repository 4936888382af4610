//! The SQL predicate shows exactly what `domain::audience::Scope::sight` says.

use domain::{
    Coded, Hat, MunicipalityCode, Viewer,
    audience::{Audience, Scope, Sight, Standing},
    dialogue::{Kind, Participant, Presence},
    id::{DepartmentId, PartnerId, SeatId},
    municipality::{Municipality, MunicipalityKind},
};
use store::{
    dialogue::{self, NewDialogue},
    on_both_databases,
    person::{self, NewPerson},
    testing::moment,
};

fn town(five: &str) -> Municipality {
    Municipality {
        code: MunicipalityCode::with_check_digit(five).unwrap(),
        kind: MunicipalityKind::Town,
        prefecture_name: "架空県".into(),
        name: format!("町{five}"),
        kana: String::new(),
        latitude: None,
        longitude: None,
        site: None,
    }
}

on_both_databases! {
    async fn everybody_sees_what_the_table_says(db: Db) {
        let moment = moment();
        let towns = [town("99341"), town("99362")];
        let mut system = db.system(&moment).await.unwrap();
        for one in &towns {
            store::municipality::import(&mut system, one).await.unwrap();
        }
        system.commit().await.unwrap();
        let mut tx = db.for_viewer(Viewer::ANYONE).write(&moment).await.unwrap();
        let new = NewPerson { name: "浜口", kana: "", email: None, password: None, confirmed: false, locale: "ja" };
        let someone = person::insert(&mut tx, &new).await.unwrap();
        tx.commit().await.unwrap();

        let seats: Vec<SeatId> = (0..4).map(|_| SeatId::new(&moment)).collect();
        let department = DepartmentId::new(&moment);
        let staff = |at: usize, seat: usize| Hat::Staff { town: towns[at].code, seat: seats[seat], department, admin: false };
        let member = Hat::Member { partner: PartnerId::new(&moment), seat: seats[2], admin: true };
        let hats = [staff(0, 0), staff(1, 1), member, Hat::Professional { seat: seats[3] }, Hat::Operator];
        let viewers: Vec<Viewer> =
            hats.into_iter().map(|hat| Viewer::wearing(someone, hat)).chain([Viewer::ANYONE]).collect();

        for home in &towns {
            for audience in Audience::ALL {
                for named in 0..=seats.len() {
                    let participants: Vec<SeatId> = seats.iter().copied().skip(named).take(1).collect();
                    let people: Vec<Participant> = participants
                        .iter()
                        .map(|seat| Participant {
                            name: "浜口".into(),
                            presence: Presence::Town,
                            account: Some((someone, *seat)),
                            confirmed: true,
                        })
                        .collect();
                    let mut tx = db.for_viewer(viewers[0]).write(&moment).await.unwrap();
                    let id = dialogue::insert(&mut tx, &NewDialogue {
                        town: home.code,
                        partner: None,
                        challenge: None,
                        kind: Kind::Visit,
                        held_on: moment.today(),
                        place: "",
                        title: "港で",
                        notes: "",
                        audience: *audience,
                        participants: &people,
                    })
                    .await
                    .unwrap();
                    tx.commit().await.unwrap();
                    let standing =
                        Standing { audience: *audience, town: home.code, participants: &participants, circle: &[] };
                    for viewer in &viewers {
                        let expected = Scope::of(viewer).sight(&standing) == Sight::Full;
                        let mut tx = db.for_viewer(*viewer).read().await.unwrap();
                        let found = dialogue::find(&mut tx, id).await.unwrap().is_some();
                        assert_eq!(found, expected, "{viewer:?} {audience:?} {participants:?}");
                    }
                }
            }
        }

        // 2 towns × 5 audiences × 5 = 50 dialogues on one page; nobody's page shows more than they may open.
        for viewer in &viewers {
            let mut tx = db.for_viewer(*viewer).read().await.unwrap();
            for one in dialogue::list(&mut tx, None).await.unwrap().rows {
                assert!(dialogue::find(&mut tx, one.id).await.unwrap().is_some());
            }
        }
    }
}
