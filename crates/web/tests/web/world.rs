//! A small world for tests: two towns, two partners, one person for each role of the access table.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use domain::{
    Day, Entropy, Hat, Moment, MunicipalityCode, Timestamp, Viewer,
    email::Email,
    id::{DepartmentId, PartnerId, PersonId, SeatId},
    municipality::{Municipality, MunicipalityKind},
    organisation::Kind,
};
use store::{
    Db,
    partner::{NewMember, NewPartner},
    person::NewPerson,
    post::NewPost,
    testing::{self, Counted, TestDb},
};
use web::{App, Secret, Settings};

use crate::client::Client;

/// Somebody with a hat.
#[derive(Clone, Copy, Debug)]
pub struct Actor {
    /// The person.
    pub person: PersonId,
    /// The hat they wear.
    pub hat: Hat,
}

impl Actor {
    /// As a viewer of rows.
    pub fn viewer(&self) -> Viewer {
        Viewer::wearing(self.person, self.hat)
    }

    /// Their seat.
    pub fn seat(&self) -> SeatId {
        self.hat.seat().expect("a seat")
    }
}

/// The world. `town` is 凪浦町 (fictional), `other_town` 杣野町; `partner` and `other_partner` two organisations.
pub struct World {
    /// The database.
    pub db: Db,
    /// The application under test.
    pub app: App,
    clock: Arc<AtomicI64>,
    entropy: Arc<dyn Entropy>,
    /// The town of `official`, `colleague` and `admin`.
    pub town: MunicipalityCode,
    /// The town of `elsewhere`.
    pub other_town: MunicipalityCode,
    /// A department of `town`.
    pub department: DepartmentId,
    /// The partner of `partner`.
    pub partner_id: PartnerId,
    /// Staff of `town`, in the circle of the seeded challenge.
    pub official: Actor,
    /// Staff of `town`, outside the circle.
    pub colleague: Actor,
    /// Administers `town`, outside the circle.
    pub admin: Actor,
    /// Staff of `other_town`.
    pub elsewhere: Actor,
    /// Member of the partner, in the circle.
    pub partner: Actor,
    /// Member (and admin) of the other partner.
    pub outsider: Actor,
    /// A professional.
    pub professional: Actor,
    /// The operator.
    pub operator: Actor,
    test: TestDb,
}

/// The first day of every post: well before anything happens.
pub fn long_ago() -> Day {
    "2020-04-01".parse().unwrap()
}

impl World {
    /// On SQLite.
    pub async fn new() -> Self {
        Self::on(TestDb::sqlite().await).await
    }

    /// Takes away a table that messages are written to, as a failing disk might.
    pub fn break_messages(&self) {
        let store::Location::Sqlite(path) = &self.test.location else {
            panic!("only a database in a file is broken here");
        };
        let connection = rusqlite::Connection::open(path).unwrap();
        connection.execute_batch("DROP TABLE message_texts").unwrap();
    }

    /// On a given database.
    #[expect(
        clippy::too_many_lines,
        reason = "one list of people, read from top to bottom"
    )]
    pub async fn on(test: TestDb) -> Self {
        let entropy: Arc<dyn Entropy> = Arc::new(Counted::default());
        let clock = Arc::new(AtomicI64::new(testing::moment().now.0));
        let moment = Moment::new(Timestamp(clock.load(Ordering::SeqCst)), entropy.clone());
        let db = test.db.clone();
        let (town, other_town) = (code("99341"), code("99362"));
        let mut system = db.system(&moment).await.unwrap();
        for (code, name, kana) in [
            (town, "凪浦町", "なぎうらちょう"),
            (other_town, "杣野町", "そまのまち"),
        ] {
            let row = Municipality {
                code,
                kind: MunicipalityKind::Town,
                prefecture_name: "架空県".into(),
                name: name.into(),
                kana: kana.into(),
                latitude: None,
                longitude: None,
                site: None,
            };
            store::municipality::import(&mut system, &row).await.unwrap();
        }
        system.commit().await.unwrap();

        let mut tx = db.for_viewer(Viewer::ANYONE).write(&moment).await.unwrap();
        store::municipality::join(&mut tx, town).await.unwrap();
        store::municipality::join(&mut tx, other_town).await.unwrap();
        let department = store::post::insert_department(&mut tx, town, "企画課", 0)
            .await
            .unwrap();
        let other_department = store::post::insert_department(&mut tx, other_town, "総務課", 0)
            .await
            .unwrap();
        let mut partners = Vec::new();
        for (name, kind) in [
            ("株式会社とおまわり", Kind::Company),
            ("えんがわ研究会", Kind::Group),
        ] {
            let new = NewPartner {
                name,
                kana: "",
                kind,
                number: None,
                about: "",
            };
            partners.push(store::partner::insert(&mut tx, &new).await.unwrap());
        }
        let (partner_id, other_partner_id) = (partners[0], partners[1]);

        let staff = async |tx: &mut store::WriteTx, name: &str, mail: &str, town, department, admin| {
            let person = person(tx, name, mail).await;
            let begins = long_ago();
            let new = NewPost {
                town,
                department,
                person,
                title: "主任",
                admin,
                begins,
                ends: None,
            };
            let seat = store::post::insert(tx, &new).await.unwrap();
            Actor {
                person,
                hat: Hat::Staff {
                    town,
                    seat,
                    department,
                    admin,
                },
            }
        };
        let official = staff(
            &mut tx,
            "浜口 澄江",
            "official@nagiura.example",
            town,
            department,
            false,
        )
        .await;
        let colleague = staff(
            &mut tx,
            "堀江 拓",
            "colleague@nagiura.example",
            town,
            department,
            false,
        )
        .await;
        let admin = staff(
            &mut tx,
            "総務 一郎",
            "admin@nagiura.example",
            town,
            department,
            true,
        )
        .await;
        let elsewhere = staff(
            &mut tx,
            "山根 杏",
            "elsewhere@somano.example",
            other_town,
            other_department,
            true,
        )
        .await;
        let member = async |tx: &mut store::WriteTx, name: &str, mail: &str, partner, admin| {
            let person = person(tx, name, mail).await;
            let new = NewMember {
                partner,
                person,
                title: "",
                admin,
                begins: long_ago(),
            };
            let seat = store::partner::insert_member(tx, &new).await.unwrap();
            Actor {
                person,
                hat: Hat::Member { partner, seat, admin },
            }
        };
        let partner = member(&mut tx, "遠回 歩", "partner@toomawari.example", partner_id, true).await;
        let outsider = member(
            &mut tx,
            "縁側 望",
            "outsider@engawa.example",
            other_partner_id,
            true,
        )
        .await;
        let professional = person(&mut tx, "三枝 灯", "professional@mail.example").await;
        let seat = store::person::insert_professional(&mut tx, professional)
            .await
            .unwrap();
        let professional = Actor {
            person: professional,
            hat: Hat::Professional { seat },
        };
        let operator = person(&mut tx, "運営 花", "operator@tomoni.example").await;
        store::person::set_operator(&mut tx, operator, true)
            .await
            .unwrap();
        let operator = Actor {
            person: operator,
            hat: Hat::Operator,
        };
        tx.commit().await.unwrap();

        let settings = Settings {
            public_url: "http://localhost:8080".into(),
            demo: Some(web::app::Demo {
                personas: vec![persona(official.person, &official.hat)],
                guide: Vec::new(),
            }),
            ..Settings::for_tests()
        };
        let ticking = clock.clone();
        let app = App::new(
            db.clone(),
            files::Files::in_memory(),
            settings,
            Secret::new([7; 32]),
            Arc::new(move || Timestamp(ticking.load(Ordering::SeqCst))),
            entropy.clone(),
        );
        Self {
            db,
            app,
            clock,
            entropy,
            town,
            other_town,
            department,
            partner_id,
            official,
            colleague,
            admin,
            elsewhere,
            partner,
            outsider,
            professional,
            operator,
            test,
        }
    }

    /// Now.
    pub fn moment(&self) -> Moment {
        Moment::new(Timestamp(self.clock.load(Ordering::SeqCst)), self.entropy.clone())
    }

    /// Lets time pass, in microseconds.
    pub fn pass(&self, micros: i64) {
        self.clock.fetch_add(micros, Ordering::SeqCst);
    }

    /// Today.
    pub fn today(&self) -> Day {
        self.moment().today()
    }

    /// A browser nobody is signed in with.
    pub fn visitor(&self) -> Client {
        Client::new(web::router(self.app.clone()))
    }

    /// A browser in which this actor is signed in under their hat.
    pub async fn signed_in(&self, actor: &Actor) -> Client {
        let mut tx = self.db.system(&self.moment()).await.unwrap();
        let hat = actor.hat.code();
        let token = store::session::insert(&mut tx, actor.person, Some(&hat), "127.0.0.1", "test")
            .await
            .unwrap();
        tx.commit().await.unwrap();
        self.with_token(&token)
    }

    /// A browser that holds a session's token.
    pub fn with_token(&self, token: &store::session::Token) -> Client {
        use base64::Engine;
        let mut client = self.visitor();
        let value = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(token.0);
        client.set_cookie("__Host-tomoni-session", &value);
        client
    }

    /// The actor of a role of the access table; nobody for `anonymous`.
    pub fn actor(&self, role: &str) -> Option<Actor> {
        match role {
            "professional" => Some(self.professional),
            "elsewhere" => Some(self.elsewhere),
            "colleague" => Some(self.colleague),
            "official" => Some(self.official),
            "admin" => Some(self.admin),
            "partner" => Some(self.partner),
            "outsider" => Some(self.outsider),
            "operator" => Some(self.operator),
            _ => None,
        }
    }

    /// A write transaction in an actor's name, for seeding.
    pub async fn write(&self, actor: &Actor) -> store::WriteTx {
        self.db
            .for_viewer(actor.viewer())
            .write(&self.moment())
            .await
            .unwrap()
    }

    /// A snapshot seen by an actor.
    pub async fn read(&self, actor: &Actor) -> store::ReadTx {
        self.db.for_viewer(actor.viewer()).read().await.unwrap()
    }
}

/// The one persona of the tests.
fn persona(person: PersonId, hat: &Hat) -> web::app::Persona {
    web::app::Persona {
        person,
        hat: hat.code(),
        shown: pages::start::Persona {
            slug: "town-official".into(),
            name: "浜口 澄江".into(),
            side: "town",
            organisation: "凪浦町".into(),
            title: "企画課".into(),
            who: ["島の町の企画担当".into(), "Planning officer".into()],
            hint: ["対話を読む".into(), "Read the dialogues".into()],
        },
    }
}

fn code(five: &str) -> MunicipalityCode {
    MunicipalityCode::with_check_digit(five).unwrap()
}

async fn person(tx: &mut store::WriteTx, name: &str, mail: &str) -> PersonId {
    let email: Email = mail.parse().unwrap();
    let new = NewPerson {
        name,
        kana: "",
        email: Some(&email),
        password: None,
        confirmed: true,
        locale: "ja",
    };
    store::person::insert(tx, &new).await.unwrap()
}
