//! What is typed keeps its place whatever others write meanwhile, and what changed between revisions is all told.

use domain::{
    adaptation::Change,
    audience::Audience,
    id::AdaptationId,
    package::{Cost, Payer, Terms},
};
use store::{
    adaptation::{self, Adaptation},
    package::{self, NewPackage},
};

use crate::{client::Answer, round::Round, world::World};

/// The value of a hidden field.
fn hidden(body: &str, name: &str) -> String {
    let before = format!("name=\"{name}\" value=\"");
    let (_, rest) = body.split_once(before.as_str()).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

/// The package's keeper publishes a version in which the parts stand the other way round.
async fn swapped(world: &World, round: &Round) {
    let mut tx = world.write(&world.partner).await;
    let row = package::find(&mut tx, round.package).await.unwrap().unwrap();
    let first = package::parts(&mut tx, round.package, 1).await.unwrap();
    let parts: Vec<_> = first
        .iter()
        .rev()
        .map(|part| package::NewPart {
            id: Some(part.id),
            title: &part.title,
            body: &part.body,
            terms: part.terms.clone(),
        })
        .collect();
    let newer = NewPackage {
        title: "ついで便",
        summary: "荷物も言づても、ついでに運ぶ",
        audience: Audience::Network,
        parts: &parts,
        news: "",
        from: None,
        takes: &[],
    };
    assert!(package::update(&mut tx, &row, &newer).await.unwrap());
    tx.commit().await.unwrap();
}

/// The adaptation a form led to.
async fn made(world: &World, answer: &Answer) -> (Adaptation, Vec<adaptation::Part>) {
    let path = answer.location().split('?').next().unwrap();
    let id: AdaptationId = path.rsplit('/').next().unwrap().parse().unwrap();
    let mut tx = world.read(&world.official).await;
    let row = adaptation::find(&mut tx, id).await.unwrap().unwrap();
    let parts = adaptation::parts(&mut tx, &row).await.unwrap();
    (row, parts)
}

#[tokio::test]
async fn what_was_typed_beside_a_part_stays_beside_it_when_the_package_changes_meanwhile() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let mut official = world.signed_in(&world.official).await;
    let new = format!("/challenges/{}/adaptations", round.challenge);
    let form = official
        .get(&format!("{new}/new?package={}", round.package))
        .await
        .is(200)
        .body;
    swapped(&world, &round).await;
    let source = format!("dialogue:{}", round.dialogue);
    let carried = ["package", "version", "like", "revision", "part-1", "part-2"]
        .map(|name| (name, hidden(&form, name)));
    assert_eq!(carried[1].1, "1");
    let typed = [
        ("summary", "黒板で頼む"),
        ("change-1", "kept"),
        ("change-2", "changed"),
        ("body-2", "集会所の黒板に書く"),
        ("reason-2", "電話が苦手な方がいる"),
        ("source-2", source.as_str()),
    ];
    // With the version that was shown it stands on that one; the parts' ids alone bind the rows, too.
    for (without, version) in [("", 1), ("version", 2)] {
        let mut all: Vec<_> = carried
            .iter()
            .filter(|(name, _)| *name != without)
            .map(|(name, value)| (*name, value.as_str()))
            .chain(typed)
            .collect();
        // A refusal in between moves nothing either.
        let refused = official.post(&new, &all).await.is(422).body;
        assert_eq!(hidden(&refused, "part-2"), carried[5].1);
        all.push(("title", "集会所のついで便"));
        let answer = official.post(&new, &all).await.is(303);
        let (row, parts) = made(&world, &answer).await;
        assert_eq!(row.package, Some((round.package, version)));
        let read: Vec<_> = parts
            .iter()
            .map(|part| {
                (
                    part.title.as_str(),
                    part.change,
                    part.body.as_str(),
                    part.then.as_str(),
                )
            })
            .collect();
        let expected = [
            ("まわる道", Change::Kept, "", "週に一度"),
            ("頼む方法", Change::Changed, "集会所の黒板に書く", "電話を一本"),
        ];
        assert_eq!(read, expected);
        let page = official.get(&format!("/adaptations/{}", row.id)).await.is(200);
        assert_eq!(page.body.contains("もとの型に、第2版ができました"), version == 1);
    }
    let never = [
        ("package", carried[0].1.as_str()),
        ("version", "3"),
        ("title", "港"),
    ];
    official.post(&new, &never).await.is(404);
}

#[tokio::test]
async fn one_made_like_another_is_made_like_the_revision_that_was_shown() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let mut official = world.signed_in(&world.official).await;
    let new = format!("/challenges/{}/adaptations", round.challenge);
    let like = format!("{new}/new?package=like&like={}", round.adaptation);
    let form = official.get(&like).await.is(200).body;
    let mut tx = world.write(&world.official).await;
    let row = adaptation::find(&mut tx, round.adaptation)
        .await
        .unwrap()
        .unwrap();
    adaptation::reshape(&mut tx, &row, "部分をみな手放した", &[])
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let carried = ["package", "version", "like", "revision", "part-1", "part-2"]
        .map(|name| (name, hidden(&form, name)));
    let typed = [
        ("title", "木曜の港"),
        ("summary", "水曜にならって"),
        ("change-1", "kept"),
        ("change-2", "kept"),
    ];
    let all: Vec<_> = carried
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .chain(typed)
        .collect();
    let answer = official.post(&new, &all).await.is(303);
    let (row, parts) = made(&world, &answer).await;
    assert_eq!(row.like, Some((round.adaptation, 1)));
    let titles: Vec<_> = parts.iter().map(|part| part.title.as_str()).collect();
    assert_eq!(titles, ["まわる道", "頼む方法"]);
}

#[tokio::test]
async fn whatever_changed_in_a_part_is_shown_with_what_it_was() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let mut tx = world.write(&world.official).await;
    let written = |title: &'static str, terms: Terms| adaptation::NewPart {
        part: None,
        change: Change::Added,
        title,
        body: "30分あけておく",
        reason: "話す場がほしいから",
        dialogue: Some(round.dialogue),
        voice: None,
        terms,
    };
    let before = Terms {
        who: "商工会".into(),
        cost: Cost::of(Some(1_000), Some(2_000)),
        payer: Some(Payer::Partner),
        duration: "二週間".into(),
        preconditions: "鍵を借りる".into(),
        pitfalls: "雨の日は来られない".into(),
    };
    let after = Terms {
        who: "青年団".into(),
        cost: Cost::of(Some(1_000), Some(3_000)),
        payer: Some(Payer::Public),
        duration: "一か月".into(),
        preconditions: "鍵と机を借りる".into(),
        pitfalls: "風の日は来られない".into(),
    };
    let unchanged = written("見守り", Terms::default());
    for parts in [
        [written("お茶の時間", before), unchanged.clone()],
        [written("お茶とおしゃべりの時間", after), unchanged],
    ] {
        let row = adaptation::find(&mut tx, round.adaptation)
            .await
            .unwrap()
            .unwrap();
        adaptation::reshape(&mut tx, &row, "書き直した", &parts)
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    let mut official = world.signed_in(&world.official).await;
    let compare = format!("/adaptations/{}/compare?revision=3", round.adaptation);
    let page = official.get(&compare).await.is(200).body;
    let (changed, rest) = page.split_once("id=\"p2\"").unwrap();
    for label in [
        "部分",
        "だれがするか",
        "費用",
        "だれが払うか",
        "かかる期間",
        "前もって要るもの",
        "これまでのつまずき",
    ] {
        assert!(
            changed.contains(&format!("<h3>{label}</h3>")),
            "no {label} in\n{changed}"
        );
    }
    for label in ["この町では", "わけ", "型では"] {
        assert!(
            !changed.contains(&format!("<h3>{label}</h3>")),
            "{label} in\n{changed}"
        );
    }
    assert!(changed.contains("商工会") && changed.contains("青年団"));
    assert!(changed.contains("公費"));
    let rest = rest.split("</section>").next().unwrap();
    assert!(rest.contains("変わっていません。") && !rest.contains("<h3>"));
}
