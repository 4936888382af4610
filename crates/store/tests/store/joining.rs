//! Asking to join, answering, inviting; and what only those concerned are shown.

use domain::{
    Hat, Moment, MunicipalityCode, Viewer,
    email::Email,
    id::PersonId,
    organisation::{Answer, Kind},
};
use store::{
    Db,
    invitation::{self, LASTS, NewInvitation},
    join_request::{self, NewRequest, Of},
    municipality, partner,
    person::{self, NewPerson},
    post,
    testing::moment,
};

use crate::seeds;

async fn somebody(db: &Db, moment: &Moment, email: &str) -> PersonId {
    let email: Email = email.parse().unwrap();
    let new = NewPerson {
        name: "新井 汐",
        kana: "",
        email: Some(&email),
        password: None,
        confirmed: true,
        locale: "ja",
    };
    let mut tx = db.for_viewer(Viewer::ANYONE).write(moment).await.unwrap();
    let id = person::insert(&mut tx, &new).await.unwrap();
    tx.commit().await.unwrap();
    id
}

const fn alone(person: PersonId) -> Viewer {
    Viewer {
        person: Some(person),
        hat: None,
    }
}

/// A town begun by an accepted invitation, with its first administrator.
async fn begun(db: &Db, moment: &Moment, town: MunicipalityCode) -> Viewer {
    let operator = seeds::person(db, moment).await;
    let mut tx = db
        .for_viewer(Viewer::wearing(operator, Hat::Operator))
        .write(moment)
        .await
        .unwrap();
    let new = NewInvitation {
        town,
        email: &"admin@town.example".parse().unwrap(),
        name: "総務 一郎",
        department: "総務課",
        title: "課長",
        domain: "town.example",
    };
    let id = invitation::insert(&mut tx, &new).await.unwrap();
    tx.commit().await.unwrap();
    let admin = somebody(db, moment, "admin@town.example").await;

    let late = moment.at(moment.now.plus(LASTS));
    let mut system = db.system(&late).await.unwrap();
    let row = invitation::find(&mut system, id).await.unwrap().unwrap();
    assert!(row.is_open(moment.now) && !row.is_open(late.now));
    assert!(
        invitation::accept(system, &row, admin).await.unwrap().is_none(),
        "it has expired"
    );
    let system = db.system(moment).await.unwrap();
    let tx = invitation::accept(system, &row, admin).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    let system = db.system(moment).await.unwrap();
    assert!(
        invitation::accept(system, &row, admin).await.unwrap().is_none(),
        "it was accepted"
    );

    let mut system = db.system_read(moment).await.unwrap();
    let hats = store::hat::list(&mut system, admin, moment.today())
        .await
        .unwrap();
    assert!(matches!(hats[0].hat, Hat::Staff { admin: true, .. }));
    Viewer::wearing(admin, hats[0].hat)
}

store::on_both_databases! {
    async fn an_invitation_begins_a_town_and_requests_are_seen_by_those_concerned(db: Db) {
        let moment = moment();
        let [town, other] = seeds::towns(&db, &moment).await;
        let admin = begun(&db, &moment, town).await;
        let asker = somebody(&db, &moment, "shio@town.example").await;
        let mut tx = db.for_viewer(alone(asker)).write(&moment).await.unwrap();
        assert_eq!(municipality::on_domain(&mut tx, "town.example").await.unwrap().len(), 1);
        assert_eq!(municipality::domains(&mut tx, other).await.unwrap().len(), 0);
        let department = post::departments(&mut tx, town).await.unwrap().remove(0);
        let new = NewRequest { of: Of::Town(town, department.id), title: "主事", message: "防災" };
        let id = join_request::insert(&mut tx, &new).await.unwrap().unwrap();
        assert!(join_request::insert(&mut tx, &new).await.unwrap().is_none(), "one waits already");
        tx.commit().await.unwrap();

        let sees = async |viewer: Viewer| {
            let mut tx = db.for_viewer(viewer).read().await.unwrap();
            (join_request::find(&mut tx, id).await.unwrap().is_some(), join_request::waiting(&mut tx).await.unwrap().len(),
             join_request::mine(&mut tx).await.unwrap().len(), post::list(&mut tx, town).await.unwrap().len())
        };
        let stranger = seeds::person(&db, &moment).await;
        assert_eq!(sees(admin).await, (true, 1, 0, 1));
        assert_eq!(sees(alone(asker)).await, (true, 0, 1, 0));
        assert_eq!(sees(alone(stranger)).await, (false, 0, 0, 0));
        assert_eq!(sees(Viewer::ANYONE).await, (false, 0, 0, 0));
        let mut system = db.system_read(&moment).await.unwrap();
        let admins = join_request::admins(&mut system, id).await.unwrap();
        assert_eq!(admins.iter().map(|one| one.email.as_str()).collect::<Vec<_>>(), ["admin@town.example"]);
        drop(system);

        let mut tx = db.for_viewer(admin).write(&moment).await.unwrap();
        let row = join_request::find(&mut tx, id).await.unwrap().unwrap();
        assert!(join_request::answer(&mut tx, &row, Answer::Declined, "人事に確かめてから").await.unwrap());
        assert!(!join_request::answer(&mut tx, &row, Answer::Admitted, "").await.unwrap());
        tx.commit().await.unwrap();
        let mut tx = db.for_viewer(alone(asker)).read().await.unwrap();
        let row = join_request::find(&mut tx, id).await.unwrap().unwrap();
        assert_eq!((row.answer, row.reason.as_str()), (Some(Answer::Declined), "人事に確かめてから"));
    }

    async fn a_post_is_ended_once_and_its_keys_change_hands(db: Db) {
        let moment = moment();
        let [town, _] = seeds::towns(&db, &moment).await;
        let admin = begun(&db, &moment, town).await;
        let seat = admin.seat().unwrap();
        let mut tx = db.for_viewer(admin).write(&moment).await.unwrap();
        post::set_admin(&mut tx, town, seat, false).await.unwrap();
        assert!(!post::list(&mut tx, town).await.unwrap()[0].admin);
        assert!(post::end(&mut tx, town, seat, moment.today()).await.unwrap());
        assert!(!post::end(&mut tx, town, seat, moment.today()).await.unwrap());
        let held = post::list(&mut tx, town).await.unwrap().remove(0);
        assert!(held.is_held_on(moment.today()) && !held.is_held_on(moment.today().plus(1)));
        tx.commit().await.unwrap();
    }

    async fn partners_are_found_by_part_of_their_name_and_their_members_by_their_own(db: Db) {
        let moment = moment();
        let person = seeds::person(&db, &moment).await;
        let mut tx = db.for_viewer(alone(person)).write(&moment).await.unwrap();
        let new = partner::NewPartner { name: "ひよりNPO", kana: "ひより", kind: Kind::Npo, number: None, about: "" };
        let id = partner::insert(&mut tx, &new).await.unwrap();
        let member = partner::NewMember { partner: id, person, title: "", admin: true, begins: moment.today() };
        let seat = partner::insert_member(&mut tx, &member).await.unwrap();
        tx.commit().await.unwrap();
        let own = Viewer::wearing(person, Hat::Member { partner: id, seat, admin: true });
        let mut tx = db.for_viewer(own).write(&moment).await.unwrap();
        assert_eq!(partner::search(&mut tx, &text::fold("ヒヨリ")).await.unwrap()[0].id, id);
        assert_eq!(partner::search(&mut tx, "ない").await.unwrap().len(), 0);
        assert_eq!(partner::members(&mut tx, id).await.unwrap()[0].seat, seat);
        partner::set_member_admin(&mut tx, id, seat, false).await.unwrap();
        assert!(partner::end_member(&mut tx, id, seat, moment.today()).await.unwrap());
        tx.commit().await.unwrap();
        let mut tx = db.for_viewer(alone(person)).read().await.unwrap();
        assert_eq!(partner::members(&mut tx, id).await.unwrap().len(), 0);
    }
}
