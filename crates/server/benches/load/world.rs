//! What is measured: the demo's world with much more in it.

use std::path::Path;

use domain::{
    Day, Hat, Viewer,
    audience::Audience,
    dialogue::{Kind, Participant, Presence},
    id::{DialogueId, PackageId},
    package::Terms,
};
use store::{Db, Location, WriteTx, dialogue::NewDialogue, package::NewPackage, testing};

/// The account that asks.
pub const EMAIL: &str = "bench@town.nagiura.example";
/// Its password.
pub const PASSWORD: &str = "みなとの朝市は朝七時から";

/// A page's worth, and the sizes a page must not grow with.
const FEW: usize = 50;
const MANY_MESSAGES: usize = 10_000;
const MANY_ADAPTATIONS: usize = 500;

/// The addresses of pages that are measured small and large.
pub struct Places {
    /// A dialogue with a page of messages, and one with ten thousand.
    pub threads: [String; 2],
    /// A package with a page of adaptations, and one with five hundred, all open to everyone.
    pub packages: [String; 2],
}

/// Three hundred dialogues of 凪浦町, open to its staff, an account there with a password, and threads and packages of two
/// sizes.
pub async fn fill(database: &Path) -> Places {
    let location: Location = format!("sqlite:{}", database.display()).parse().unwrap();
    let db = Db::open(&location, 1).unwrap();
    // The world stands around today; ids and times of what is added here need not.
    let moment = testing::moment();
    let hash = web::Passwords::default().hash(PASSWORD, &moment).await.unwrap();
    let mut tx = db.system(&moment).await.unwrap();
    let email = "c-hamaguchi@town.nagiura.example".parse().unwrap();
    let known = store::person::find_credentials(&mut tx, &email)
        .await
        .unwrap()
        .unwrap();
    let far: Day = "2026-01-01".parse().unwrap();
    let hats = store::hat::list(&mut tx, known.id, far).await.unwrap();
    let Hat::Staff { town, department, .. } = hats[0].hat else {
        panic!("an official");
    };
    let mut tx = tx.write_as(Viewer::wearing(known.id, hats[0].hat));
    let new = store::person::NewPerson {
        name: "計測 一",
        kana: "",
        email: Some(&EMAIL.parse().unwrap()),
        password: Some(&hash),
        confirmed: true,
        locale: "ja",
    };
    let person = store::person::insert(&mut tx, &new).await.unwrap();
    let post = store::post::NewPost {
        town,
        department,
        person,
        title: "主任",
        admin: false,
        begins: far,
        ends: None,
    };
    let seat = store::post::insert(&mut tx, &post).await.unwrap();
    let hat = Hat::Staff {
        town,
        department,
        seat,
        admin: false,
    };
    for number in 0..300 {
        let title = format!("港の朝の立ち話 {number}");
        let new = NewDialogue {
            agenda: "",
            spot: None,
            town,
            partner: None,
            challenge: None,
            kind: Kind::Visit,
            held_on: far.plus(number % 200),
            starts: None,
            place: "港の待合所",
            title: &title,
            notes: "船を待つあいだに聞いた話。",
            audience: Audience::Town,
            participants: &[],
        };
        store::dialogue::insert(&mut tx, &new).await.unwrap();
    }
    tx.commit().await.unwrap();
    let viewer = Viewer::wearing(person, hat);
    let mut tx = db.for_viewer(viewer).write(&moment).await.unwrap();
    let threads = [thread(&mut tx, FEW).await, thread(&mut tx, MANY_MESSAGES).await];
    let packages = [
        package(&mut tx, FEW).await,
        package(&mut tx, MANY_ADAPTATIONS).await,
    ];
    tx.commit().await.unwrap();
    drop(db);
    // Two hands five hundred times would add nothing to what is measured.
    let raw = rusqlite::Connection::open(database).unwrap();
    let open = "UPDATE adaptation_revisions SET audience = 'public' WHERE package = ?1";
    for id in &packages {
        assert!(raw.execute(open, [&id.uuid().as_bytes()[..]]).unwrap() >= FEW);
    }
    Places {
        threads: threads.map(|id| format!("/dialogues/{id}")),
        packages: packages.map(|id| format!("/packages/{id}")),
    }
}

/// A dialogue the viewer takes part in, with messages of theirs.
async fn thread(tx: &mut WriteTx, messages: usize) -> DialogueId {
    let viewer = *tx.viewer();
    let me = Participant {
        name: "計測 一".to_owned(),
        presence: Presence::Town,
        account: viewer.person.zip(viewer.seat()),
        confirmed: true,
    };
    let new = NewDialogue {
        agenda: "",
        spot: None,
        town: viewer.town().unwrap(),
        partner: None,
        challenge: None,
        kind: Kind::Meeting,
        held_on: "2026-06-01".parse().unwrap(),
        starts: None,
        place: "",
        title: "朝の便のことを書きあう",
        notes: "",
        audience: Audience::Participants,
        participants: &[me],
    };
    let id = store::dialogue::insert(tx, &new).await.unwrap();
    let row = store::dialogue::find(tx, id).await.unwrap().unwrap();
    for number in 0..messages {
        let body = format!("{number}便目。乗った人は三人、みな病院の帰りでした。");
        store::message::insert(tx, &row, &body).await.unwrap();
    }
    id
}

/// A package of the viewer's town with adaptations for one of its challenges.
async fn package(tx: &mut WriteTx, adaptations: usize) -> PackageId {
    let town = tx.viewer().town().unwrap();
    let part = store::package::NewPart {
        id: None,
        title: "声をかける人",
        body: "船を降りる人に声をかける。",
        terms: Terms::default(),
    };
    let new = NewPackage {
        title: "待合所の声かけ",
        summary: "船を待つあいだに話を聞く。",
        audience: Audience::Public,
        parts: &[part],
        news: "",
        from: None,
        takes: &[],
    };
    let id = store::package::insert(tx, &new).await.unwrap();
    let listed = store::challenge::list(tx, store::challenge::Filter::of_town(town), None)
        .await
        .unwrap();
    let challenge = store::challenge::find(tx, listed.rows[0].id)
        .await
        .unwrap()
        .unwrap();
    for number in 0..adaptations {
        let title = format!("待合所の声かけ、{number}番めの港で");
        store::adaptation::insert(tx, &challenge, Some((id, 1)), &title, "", &[])
            .await
            .unwrap();
    }
    id
}
