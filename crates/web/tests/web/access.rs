//! Every route under every role answers what the access table says; a route without a line fails.

use std::collections::BTreeSet;

use axum::http::Method;
use store::{
    invitation::{self, NewInvitation},
    join_request::{self, NewRequest, Of},
};
use web::access::{ROLES, table};

use crate::{round::Round, world::World};

/// The addresses a route stands for in the seeded world. Features add their records here.
pub async fn seeded(world: &World) -> Vec<(&'static str, String)> {
    let round = Round::seed(world).await;
    let (trial, reflection) = round.go_on(world).await;
    let offer = round.learn(world).await;
    let (procurement, answer) = crate::fairness::announced(world, &round).await;
    vec![
        ("{session}", round.challenge.to_string()),
        ("{partner}", world.partner_id.to_string()),
        ("{request}", asked(world).await.to_string()),
        ("{seat}", world.colleague.seat().to_string()),
        ("{invitation}", invited(world).await.to_string()),
        ("{mail}", round.challenge.to_string()),
        ("{link}", "0.0".to_owned()),
        ("{code}", world.town.to_string()),
        ("{locale}", "en".to_owned()),
        ("{calendar}", "seireki".to_owned()),
        ("{dialogue}", round.dialogue.to_string()),
        ("{voice}", round.voice.to_string()),
        (
            "{attachment}",
            crate::files::hung(world, round.dialogue).await.to_string(),
        ),
        ("{message}", said(world, round.dialogue).await.to_string()),
        (
            "{letter}",
            crate::letters::left(world, "0000-0000-0001").await.to_string(),
        ),
        ("{receipt}", {
            crate::letters::left(world, "0000-0000-0002").await;
            "0000-0000-0002".to_owned()
        }),
        ("{challenge}", round.challenge.to_string()),
        ("{piece}", format!("wording.{}.1", round.challenge)),
        (
            "{correction_request}",
            crate::publishing::asked(world, round.challenge, "0000-0000-0003")
                .await
                .to_string(),
        ),
        ("{correction_receipt}", "0000-0000-0003".to_owned()),
        ("{trial}", trial.to_string()),
        ("{entry}", told(world, trial).await.to_string()),
        ("{cost}", spent(world, trial).await.to_string()),
        ("{measurement}", measured(world, trial).await.to_string()),
        ("{reflection}", reflection.to_string()),
        ("{package}", round.package.to_string()),
        ("{offer}", offer.to_string()),
        ("{adaptation}", round.adaptation.to_string()),
        ("{procurement}", procurement.to_string()),
        ("{answer}", answer.to_string()),
        ("{token}", carded(world).await),
        ("{relationship}", tied(world).await.to_string()),
        ("{introduction}", introduced(world).await.to_string()),
    ]
}

/// What the official wrote in the dialogue.
async fn said(world: &World, dialogue: domain::id::DialogueId) -> domain::id::MessageId {
    let mut tx = world.write(&world.official).await;
    let row = store::dialogue::find(&mut tx, dialogue).await.unwrap().unwrap();
    let id = store::message::insert(&mut tx, &row, "月曜の朝にまた伺います。")
        .await
        .unwrap();
    tx.commit().await.unwrap();
    id
}

/// What the official measured.
async fn measured(world: &World, trial: domain::id::TrialId) -> domain::id::MeasurementId {
    let mut tx = world.write(&world.official).await;
    let row = store::trial::find(&mut tx, trial).await.unwrap().unwrap();
    let new = store::trial::NewMeasurement {
        indicator: 1,
        day: world.today(),
        value: domain::trial::Measure(9_000),
        note: "雨でした",
    };
    let id = store::trial::measure(&mut tx, &row, &new).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// What the official told of a day.
async fn told(world: &World, trial: domain::id::TrialId) -> domain::id::EntryId {
    let mut tx = world.write(&world.official).await;
    let row = store::trial::find(&mut tx, trial).await.unwrap().unwrap();
    let new = store::diary::NewEntry {
        day: world.today(),
        body: "雨のなか、三人が歩いて来た。",
        there: "浜口、川上の方3人",
        voice: None,
    };
    let id = store::diary::insert(&mut tx, &row, &new).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// What the official wrote down as paid.
async fn spent(world: &World, trial: domain::id::TrialId) -> domain::id::CostId {
    let mut tx = world.write(&world.official).await;
    let row = store::trial::find(&mut tx, trial).await.unwrap().unwrap();
    let new = store::cost::NewCost {
        day: world.today(),
        what: "軽トラの燃料",
        amount: 4_800,
        bearer: domain::spending::Bearer::Town,
        note: "",
    };
    let id = store::cost::insert(&mut tx, &row, &new).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// The official's card, open to whoever has its address.
async fn carded(world: &World) -> String {
    let mut tx = world.write(&world.official).await;
    let content = store::card::Content {
        visibility: domain::card::Visibility::Link,
        words: "買い物の足を一緒に考えています".into(),
        languages: "日本語".into(),
        phone: "0000-11-2222".into(),
        email: "official@nagiura.example".into(),
        site: "https://town.nagiura.example/".into(),
    };
    store::card::write(&mut tx, &content).await.unwrap();
    let card = store::card::own(&mut tx).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    card.token.unwrap().to_string()
}

/// The relationship that came of the round's visit.
async fn tied(world: &World) -> domain::id::RelationshipId {
    let mut tx = world.read(&world.official).await;
    let found = store::relationship::with_partner(&mut tx, world.town, world.partner_id).await;
    found.unwrap().unwrap().id
}

/// The official would introduce the colleague to somebody of the other partner.
async fn introduced(world: &World) -> domain::id::IntroductionId {
    let mut tx = world.write(&world.official).await;
    let party = |actor: &crate::world::Actor, about| store::introduction::NewParty {
        seat: actor.seat(),
        person: actor.person,
        about,
    };
    let new = store::introduction::NewIntroduction {
        town: world.town,
        dialogue: None,
        words: "冬の道をよく知っている方です",
        first: party(&world.colleague, "企画の仕事をしている方"),
        second: party(&world.outsider, "そりで荷を運ぶ方"),
    };
    let id = store::introduction::insert(&mut tx, &new).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// The colleague's request to join the partner.
async fn asked(world: &World) -> domain::id::JoinRequestId {
    let mut tx = world.write(&world.colleague).await;
    let new = NewRequest {
        of: Of::Partner(world.partner_id),
        title: "",
        message: "",
    };
    let id = join_request::insert(&mut tx, &new).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    id
}

/// The operator's invitation of the other town.
async fn invited(world: &World) -> domain::id::InvitationId {
    let mut tx = world.write(&world.operator).await;
    let new = NewInvitation {
        town: world.other_town,
        email: &"new@somano.example".parse().unwrap(),
        name: "杣 みどり",
        department: "総務課",
        title: "主任",
        domain: "somano.example",
    };
    let id = invitation::insert(&mut tx, &new).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// A route's address with the seeded records in it.
pub fn address(path: &str, seeds: &[(&'static str, String)]) -> String {
    let mut address = path.to_owned();
    for (parameter, value) in seeds {
        address = address.replace(parameter, value);
    }
    assert!(
        !address.contains('{'),
        "nothing is seeded for {path}: add it to tests/web/access.rs"
    );
    address
}

#[test]
fn every_route_has_a_line_and_every_line_a_route() {
    let routes: BTreeSet<_> = web::routes()
        .iter()
        .map(|route| (route.method.to_string(), route.path.to_owned()))
        .collect();
    let lines: BTreeSet<_> = table()
        .iter()
        .map(|entry| (entry.method.to_owned(), entry.path.to_owned()))
        .collect();
    let missing: Vec<_> = routes.difference(&lines).collect();
    assert!(
        missing.is_empty(),
        "no line in crates/web/access/*.tsv for {missing:?}"
    );
    let stale: Vec<_> = lines.difference(&routes).collect();
    assert!(stale.is_empty(), "no route for {stale:?}");
    for entry in table() {
        assert_eq!(
            entry.statuses.len(),
            ROLES.len(),
            "{} {}",
            entry.method,
            entry.path
        );
    }
}

/// Asks for everything under one role. A world for each: what one may change must not change the next one's answers.
async fn answered_what_the_table_says(role: &str) {
    let column = ROLES
        .iter()
        .position(|one| *one == role)
        .expect("a role of the table");
    let (world, mut wrong) = (World::new().await, Vec::new());
    let seeds = seeded(&world).await;
    for entry in table() {
        let mut client = match world.actor(role) {
            Some(actor) => world.signed_in(&actor).await,
            None => world.visitor(),
        };
        let address = address(entry.path, &seeds);
        let answer = if entry.method == Method::GET.as_str() {
            client.get(&address).await
        } else {
            client.post(&address, &[]).await
        };
        let status = answer.status.as_u16();
        if status != entry.statuses[column] {
            wrong.push(format!(
                "{} {} as {role}: {status}, expected {}",
                entry.method, entry.path, entry.statuses[column]
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A test for each role, so that they run beside each other; one for each column of the table.
macro_rules! every_role_is_answered {
    ($($role:ident),+) => {
        const ASKED: &[&str] = &[$(stringify!($role)),+];

        mod every_role_is_answered {
            $(#[tokio::test]
            async fn $role() {
                super::answered_what_the_table_says(stringify!($role)).await;
            })+
        }
    };
}

every_role_is_answered!(
    anonymous,
    professional,
    elsewhere,
    colleague,
    official,
    admin,
    partner,
    outsider,
    operator
);

#[test]
fn no_role_is_left_out() {
    assert_eq!(ASKED, ROLES);
}

/// A page with everything it asks for is at most 60 KB as it travels: the page as it is, the rest compressed.
fn light(path: &str, body: &str) {
    let assets = pages::assets::all().iter().filter(|asset| {
        // Icons are asked for by the part after the sign.
        body.contains(&format!("{}\"", asset.path)) || body.contains(&format!("{}#", asset.path))
    });
    let sizes = assets.map(|asset| asset.brotli.unwrap_or(asset.identity).len());
    let bytes = body.len() + sizes.sum::<usize>();
    assert!(bytes <= 60_000, "{path} weighs {bytes} bytes");
}

#[tokio::test]
async fn every_page_of_a_round_is_written_in_every_language() {
    let world = World::new().await;
    let seeds = seeded(&world).await;
    let people = [
        Some(world.official),
        Some(world.admin),
        Some(world.operator),
        None,
    ];
    for ((language, said), actor) in [("ja", "ともに"), ("en", "tomoni"), ("easy", "ともに")]
        .into_iter()
        .flat_map(|language| people.map(|actor| (language, actor)))
    {
        let mut client = match actor {
            Some(actor) => world.signed_in(&actor).await,
            None => world.visitor(),
        };
        let mut read = 0;
        for entry in table().iter().filter(|entry| entry.method == "GET") {
            // One of the pages is the one that changes the language.
            client.set_cookie("__Host-tomoni-language", language);
            let answer = client.get(&address(entry.path, &seeds)).await;
            // Files for address books speak no language of ours.
            let page = answer
                .headers
                .get("content-type")
                .is_some_and(|kind| kind == "text/html; charset=utf-8");
            if answer.status.as_u16() == 200 && page {
                let lang = if language == "easy" { "ja" } else { language };
                let answer = answer.has(&format!("<html lang=\"{lang}\"")).has(said);
                let answer = answer.lacks("\u{fff9}").lacks("\u{fffb}");
                light(entry.path, &answer.body);
                read += 1;
            }
        }
        assert!(read >= 10, "{read} pages in {language}");
    }
}
