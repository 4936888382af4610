//! The SQL predicate shows exactly what `domain::audience::Scope::sight` says.

use domain::{
    Coded, Hat, Viewer,
    audience::{Audience, Scope, Sight, Standing},
    dialogue::{Kind, Participant, Presence},
    id::{DepartmentId, PartnerId, SeatId},
};
use store::{
    dialogue::{self, NewDialogue},
    on_both_databases,
    testing::moment,
};

use crate::seeds;

on_both_databases! {
    async fn everybody_sees_what_the_table_says(db: Db) {
        let moment = moment();
        let towns = seeds::towns(&db, &moment).await;
        let someone = seeds::person(&db, &moment).await;

        let seats: Vec<SeatId> = (0..4).map(|_| SeatId::new(&moment)).collect();
        let department = DepartmentId::new(&moment);
        let staff = |at: usize, seat: usize| Hat::Staff { town: towns[at], seat: seats[seat], department, admin: false };
        let member = Hat::Member { partner: PartnerId::new(&moment), seat: seats[2], admin: true };
        let hats = [staff(0, 0), staff(1, 1), member, Hat::Professional { seat: seats[3] }, Hat::Operator];
        let viewers: Vec<Viewer> =
            hats.into_iter().map(|hat| Viewer::wearing(someone, hat)).chain([Viewer::ANYONE]).collect();

        for home in towns {
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
                    let id = dialogue::insert(&mut tx, &NewDialogue { agenda: "", spot: None,
                        town: home,
                        partner: None,
                        challenge: None,
                        kind: Kind::Visit,
                        held_on: moment.today(),
                        starts: None,
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
                        Standing { audience: *audience, town: home, participants: &participants, circle: &[] };
                    for viewer in &viewers {
                        let expected = Scope::of(viewer).sight(&standing) == Sight::Full;
                        let mut tx = db.for_viewer(*viewer).read().await.unwrap();
                        let found = dialogue::find(&mut tx, id).await.unwrap().is_some();
                        assert_eq!(found, expected, "{viewer:?} {audience:?} {participants:?}");
                    }
                }
            }
        }
    }
}
