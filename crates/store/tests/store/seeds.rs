//! What more than one test begins with.

use domain::{
    Hat, Moment, MunicipalityCode, Viewer,
    id::PersonId,
    municipality::{Municipality, MunicipalityKind},
    organisation::Kind,
};
use store::{
    Db,
    partner::{self, NewMember, NewPartner},
    person::{self, NewPerson},
};

/// Two fictional towns.
pub async fn towns(db: &Db, moment: &Moment) -> [MunicipalityCode; 2] {
    let codes = ["99341", "99362"].map(|five| MunicipalityCode::with_check_digit(five).unwrap());
    let mut tx = db.system(moment).await.unwrap();
    for code in codes {
        let row = Municipality {
            code,
            kind: MunicipalityKind::Town,
            prefecture_name: "架空県".into(),
            name: format!("町{code}"),
            kana: String::new(),
            latitude: None,
            longitude: None,
            site: None,
        };
        store::municipality::import(&mut tx, &row).await.unwrap();
    }
    tx.commit().await.unwrap();
    codes
}

/// A person known by name only.
pub async fn person(db: &Db, moment: &Moment) -> PersonId {
    let mut tx = db.for_viewer(Viewer::ANYONE).write(moment).await.unwrap();
    let new = NewPerson {
        name: "浜口",
        kana: "",
        email: None,
        password: None,
        confirmed: false,
        locale: "ja",
    };
    let id = person::insert(&mut tx, &new).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// Somebody as the only member of a partner of their own.
pub async fn member(db: &Db, moment: &Moment, person: PersonId) -> Viewer {
    let mut tx = db.for_viewer(Viewer::ANYONE).write(moment).await.unwrap();
    let new = NewPartner {
        name: "汐見くらし研究所",
        kana: "",
        kind: Kind::Group,
        number: None,
        about: "",
    };
    let partner = partner::insert(&mut tx, &new).await.unwrap();
    let new = NewMember {
        partner,
        person,
        title: "",
        admin: false,
        begins: moment.today(),
    };
    let seat = partner::insert_member(&mut tx, &new).await.unwrap();
    tx.commit().await.unwrap();
    let admin = false;
    Viewer::wearing(person, Hat::Member { partner, seat, admin })
}
