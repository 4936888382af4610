//! No page offers its reader a way that is shut: every link on every page somebody reads opens for them.

use std::collections::{BTreeMap, VecDeque};

use domain::{
    adaptation::Change,
    audience::Audience,
    challenge::Piece,
    id::{AdaptationId, ChallengeId, DialogueId, ReflectionId, TrialId, VoiceId},
    package::Terms,
};
use store::{adaptation, hand, voice};
use web::access::table;

use crate::{
    access::{address, seeded},
    budget::{Seeds, id},
    client::Client,
    world::World,
};

/// The most pages that are looked at: a page whose links never end is a fault of its own.
const MOST: usize = 3_000;

/// Where the page links to inside the application, without the place on the page.
fn links(body: &str) -> Vec<String> {
    let links = body.split("href=\"").skip(1).filter_map(|rest| {
        let link = rest
            .split('"')
            .next()?
            .replace("&amp;", "&")
            .replace("&#38;", "&");
        let inside = link.starts_with('/') && !link.starts_with("//");
        // Pictures have their own test; a language or a calendar changes how the rest is read.
        let aside = ["/assets/", "/language/", "/calendar/", "/dev/"];
        let followed = inside && !aside.iter().any(|begin| link.starts_with(begin));
        followed.then(|| link.split('#').next().unwrap_or_default().to_owned())
    });
    links.collect()
}

/// Follows every link from every page this reader may open, and answers those that are shut with the page they stand on.
async fn shut(client: &mut Client, seeds: &Seeds) -> Vec<String> {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    let mut waiting: VecDeque<String> = VecDeque::new();
    let mut shut = Vec::new();
    let mut read = 0;
    let entries = table();
    for entry in entries.iter().filter(|entry| entry.method == "GET") {
        let aside = ["/language/", "/calendar/", "/dev/"];
        if !aside.iter().any(|begin| entry.path.starts_with(begin)) {
            let address = address(entry.path, seeds);
            // Nobody linked there: what is shut to this reader is shut rightly.
            if client.get(&address).await.status.as_u16() == 200
                && seen.insert(address.clone(), String::new()).is_none()
            {
                waiting.push_back(address);
            }
        }
    }
    while let Some(address) = waiting.pop_front() {
        let answer = client.get(&address).await;
        let status = answer.status.as_u16();
        if matches!(status, 403..=405 | 410) || status >= 500 {
            shut.push(format!("{status} for {address} on {}", seen[&address]));
        }
        let kind = answer.headers.get("content-type");
        if status != 200 || !kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html")) {
            continue;
        }
        read += 1;
        for link in links(&answer.body) {
            if !seen.contains_key(&link) {
                seen.insert(link.clone(), address.clone());
                waiting.push_back(link);
            }
        }
        assert!(seen.len() < MOST, "{address} and others link without end");
    }
    assert!(read > 20, "{read} pages were read");
    shut
}

/// A seeded world where the pieces are open to everyone and what they stand on is not: the adaptation in its second revision
/// alone, or not at all; the voice without the dialogue it was heard in, which is the reason for a change.
async fn opened(world: &World, with_adaptation: bool) -> Seeds {
    let seeds = seeded(world).await;
    let challenge: ChallengeId = id(&seeds, "{challenge}");
    let adaptation: AdaptationId = id(&seeds, "{adaptation}");
    let trial: TrialId = id(&seeds, "{trial}");
    let reflection: ReflectionId = id(&seeds, "{reflection}");
    let dialogue: DialogueId = id(&seeds, "{dialogue}");
    let heard: VoiceId = id(&seeds, "{voice}");
    let mut tx = world.write(&world.official).await;
    let row = adaptation::find(&mut tx, adaptation).await.unwrap().unwrap();
    let part = adaptation::NewPart {
        part: None,
        change: Change::Added,
        title: "お茶の時間",
        body: "30分あけておく",
        reason: "話す場がほしいから",
        dialogue: Some(dialogue),
        voice: None,
        terms: Terms::default(),
    };
    adaptation::reshape(&mut tx, &row, "お茶の時間を加えた", &[part])
        .await
        .unwrap();
    let row = voice::find(&mut tx, heard).await.unwrap().unwrap();
    voice::open(&mut tx, &row, Audience::Public, "基準どおり")
        .await
        .unwrap();
    let text = store::reflection::find(&mut tx, reflection)
        .await
        .unwrap()
        .unwrap();
    assert!(store::reflection::settle(&mut tx, &text).await.unwrap());
    tx.commit().await.unwrap();
    let mut pieces = vec![
        (Piece::Wording, challenge.uuid(), 1),
        (Piece::Trial, trial.uuid(), 0),
        (Piece::Reflection, reflection.uuid(), 0),
    ];
    if with_adaptation {
        pieces.push((Piece::Adaptation, adaptation.uuid(), 2));
    }
    for actor in [world.official, world.partner] {
        for (kind, id, number) in pieces.iter().copied() {
            let mut tx = world.write(&actor).await;
            let row = store::challenge::find(&mut tx, challenge).await.unwrap().unwrap();
            let key = hand::PieceKey { kind, id, number };
            hand::raise(&mut tx, &row, key, Audience::Public).await.unwrap();
            tx.commit().await.unwrap();
        }
    }
    seeds
}

#[tokio::test]
async fn every_link_a_reader_is_offered_opens() {
    let mut all = Vec::new();
    for with_adaptation in [true, false] {
        let world = World::new().await;
        let seeds = opened(&world, with_adaptation).await;
        let path = address("/adaptations/{adaptation}", &seeds);
        let expected = if with_adaptation { 200 } else { 404 };
        world.visitor().get(&path).await.is(expected);
        let readers = [
            ("a visitor", None),
            ("another town", Some(world.elsewhere)),
            ("another partner", Some(world.outsider)),
        ];
        for (name, actor) in readers {
            let mut client = match actor {
                Some(actor) => world.signed_in(&actor).await,
                None => world.visitor(),
            };
            let found = shut(&mut client, &seeds).await;
            all.extend(found.into_iter().map(|one| format!("{name}: {one}")));
        }
    }
    all.sort();
    all.dedup();
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[tokio::test]
async fn what_stands_on_something_closed_says_so_without_a_link() {
    let world = World::new().await;
    let seeds = opened(&world, true).await;
    let mut visitor = world.visitor();
    let dialogue = address("/dialogues/{dialogue}", &seeds);
    let adaptation = address("/adaptations/{adaptation}", &seeds);
    let page = visitor.get(&adaptation).await.is(200);
    page.lacks(&dialogue)
        .has("きっかけは、ある対話です")
        .lacks("/compare?revision=2")
        .lacks(&address("/packages/{package}", &seeds));
    let voices = address("/challenges/{challenge}/voices", &seeds);
    let page = visitor.get(&voices).await.is(200);
    page.has("重いものだけ届けてほしい").lacks(&dialogue);
    // Whoever was there is led to it.
    let mut official = world.signed_in(&world.official).await;
    official.get(&voices).await.is(200).has(&dialogue);
    official
        .get(&adaptation)
        .await
        .is(200)
        .has(&dialogue)
        .has("/compare?revision=2");
}

#[tokio::test]
async fn an_operator_is_offered_no_dialogue_to_record() {
    let world = World::new().await;
    let mut operator = world.signed_in(&world.operator).await;
    operator.get("/dialogues/new").await.is(403);
    operator.get("/home").await.is(200).lacks("/dialogues/new");
    let mut official = world.signed_in(&world.official).await;
    official.get("/home").await.is(200).has("/dialogues/new");
}
