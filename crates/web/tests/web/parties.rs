//! Who speaks for a party of a challenge: co-owners put its hand to the record and take it back, and each town states its own
//! interests.

use domain::{
    audience::Audience,
    joint::{Standing, Way},
    phase::Step,
    viewer::Side,
};
use store::{
    challenge, circle,
    joint::{self, NewTown},
};

use crate::{
    joint::opened,
    round::Round,
    world::{Actor, World},
};

/// The colleague comes into the circle.
async fn seated(world: &World, round: &Round, owner: bool) {
    let mut tx = world.write(&world.official).await;
    let new = circle::NewMember {
        seat: world.colleague.seat(),
        person: world.colleague.person,
        side: Side::Town,
        owner,
    };
    circle::insert(&mut tx, world.town, round.challenge, &new)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// The other town offers, and is welcomed.
async fn joined(world: &World, round: &Round) {
    let find = async |actor: &Actor| {
        let mut tx = world.write(actor).await;
        let row = challenge::find(&mut tx, round.challenge).await.unwrap().unwrap();
        (tx, row)
    };
    let (mut tx, row) = find(&world.elsewhere).await;
    let new = NewTown {
        town: world.other_town,
        way: Way::Offered,
        standing: Standing::Offered,
        words: "谷の奥にも店がない",
        dialogue: None,
    };
    joint::insert(&mut tx, &row, &new).await.unwrap();
    tx.commit().await.unwrap();
    let (mut tx, row) = find(&world.official).await;
    let rows = joint::list(&mut tx, &row).await.unwrap();
    joint::welcome(&mut tx, &row, &rows[0]).await.unwrap();
    tx.commit().await.unwrap();
}

/// The form of a hand for the first wording; taken down where no audience is named.
fn hand<'a>(id: &'a str, audience: &'a str) -> [(&'a str, &'a str); 4] {
    [
        ("kind", "wording"),
        ("piece", id),
        ("number", "1"),
        ("audience", audience),
    ]
}

#[tokio::test]
async fn only_co_owners_put_a_hand_to_the_record() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    seated(&world, &round, false).await;
    let (id, base) = (
        round.challenge.to_string(),
        format!("/challenges/{}", round.challenge),
    );
    let piece = format!("{base}/publishing/wording.{id}.1");
    let mut colleague = world.signed_in(&world.colleague).await;
    // Who may is said, with the way to it, and there is nothing to press.
    colleague
        .get(&piece)
        .await
        .is(200)
        .has("手を上げること、取り下げることは、共同の持ち主ができます")
        .has(&format!("{base}/circle"))
        .lacks("name=\"audience\"");
    colleague
        .get(&base)
        .await
        .is(200)
        .has("手を添えるのは、共同の持ち主です")
        .lacks("/signature");
    let hands = format!("{base}/hands");
    for audience in ["public", ""] {
        colleague.post(&hands, &hand(&id, audience)).await.is(403);
    }
    colleague.get(&format!("{piece}/taking-back")).await.is(403);
    let signature = format!("{base}/signature");
    colleague.post(&signature, &[("number", "1")]).await.is(403);
    // Having become one of them, they may.
    colleague
        .post(&format!("{base}/ownership"), &[("owner", "1")])
        .await
        .is(303);
    colleague.get(&piece).await.is(200).has("name=\"audience\"");
    colleague.post(&hands, &hand(&id, "network")).await.is(303);
    colleague.post(&signature, &[("number", "1")]).await.is(303);
}

#[tokio::test]
async fn only_co_owners_put_a_hand_to_what_was_learnt() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let (_, reflection) = round.go_on(&world).await;
    seated(&world, &round, false).await;
    let mut tx = world.write(&world.official).await;
    let row = challenge::find(&mut tx, round.challenge).await.unwrap().unwrap();
    let place = row.place.after(Step::TrialEnded).unwrap();
    challenge::advance(&mut tx, row.town, row.id, place, "reflecting")
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let page = format!("/reflections/{reflection}");
    let sign = format!("{page}/signature");
    let mut colleague = world.signed_in(&world.colleague).await;
    colleague
        .get(&page)
        .await
        .is(200)
        .has("手を添えるのは、共同の持ち主です")
        .lacks("/signature");
    colleague.post(&sign, &[("number", "1")]).await.is(403);
    colleague.post(&format!("{sign}/withdrawal"), &[]).await.is(403);
    let mut official = world.signed_in(&world.official).await;
    official
        .get(&page)
        .await
        .is(200)
        .has(&sign)
        .lacks("手を添えるのは、共同の持ち主です");
    official.post(&sign, &[("number", "1")]).await.is(303);
}

#[tokio::test]
async fn a_town_takes_back_whoever_raised_its_hand() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    opened(&world, &round, Audience::Public).await;
    seated(&world, &round, true).await;
    let mut tx = world.write(&world.official).await;
    circle::leave(&mut tx, world.town, round.challenge, world.official.seat())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let (id, base) = (
        round.challenge.to_string(),
        format!("/challenges/{}", round.challenge),
    );
    let piece = format!("{base}/publishing/wording.{id}.1");
    let mut visitor = world.visitor();
    visitor.get(&base).await.is(200);
    let mut colleague = world.signed_in(&world.colleague).await;
    colleague.get(&piece).await.is(200).has(&format!(
        "{base}/publishing/wording.{}.1/taking-back",
        round.challenge.uuid().simple()
    ));
    colleague.get(&format!("{piece}/taking-back")).await.is(200);
    let hands = format!("{base}/hands");
    let done = colleague.post(&hands, &hand(&id, "")).await.is(303);
    assert!(done.location().contains("hand-taken-back"), "{}", done.location());
    visitor.get(&base).await.is(404);
    let again = colleague.post(&hands, &hand(&id, "")).await.is(303);
    assert!(again.location().contains("hand-none"), "{}", again.location());
}

#[tokio::test]
async fn what_is_still_open_is_not_called_taken_back() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    opened(&world, &round, Audience::Public).await;
    let (id, base) = (
        round.challenge.to_string(),
        format!("/challenges/{}", round.challenge),
    );
    let mut official = world.signed_in(&world.official).await;
    let page = official
        .get(&format!("{base}/publishing/wording.{id}.1"))
        .await
        .is(200);
    let place = page.body.split("name=\"place\" value=\"").nth(1).unwrap();
    let place = place.split('"').next().unwrap().to_owned();
    let hands = format!("{base}/hands");
    for (audience, said) in [("public", ""), ("", "hand-lowered-open")] {
        let mut form = hand(&id, audience).to_vec();
        form.push(("place", place.as_str()));
        let done = official.post(&hands, &form).await.is(303);
        assert!(done.location().contains(said), "{}", done.location());
    }
    // The hands for the whole are up.
    world.visitor().get(&base).await.is(200);
}

#[tokio::test]
async fn a_joined_town_states_its_own_interests_and_spends_elsewhere() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    opened(&world, &round, Audience::Network).await;
    joined(&world, &round).await;
    let base = format!("/adaptations/{}", round.adaptation);
    let interests = format!("{base}/interests");
    let mut elsewhere = world.signed_in(&world.elsewhere).await;
    elsewhere
        .get(&interests)
        .await
        .is(200)
        .has("杣野町として書く")
        .lacks("凪浦町として書く");
    let said = [
        ("gains", "谷の奥の方が助かる"),
        ("bears", "車を出す"),
        ("tie", "none"),
    ];
    elsewhere.post(&interests, &said).await.is(303);
    let mut official = world.signed_in(&world.official).await;
    let page = official.get(&interests).await.is(200).has("谷の奥の方が助かる");
    // What stands under the name of one town is what that town said.
    let of = |town: &str| {
        let section = page
            .body
            .split(&format!("<h3 lang=\"ja\">{town}</h3>"))
            .nth(1)
            .unwrap();
        section.split("</section>").next().unwrap().to_owned()
    };
    assert!(of("杣野町").contains("谷の奥の方が助かる"));
    assert!(of("凪浦町").contains("買い物に困る方が減る") && !of("凪浦町").contains("谷の奥"));
    // What it spends is recorded in its own adaptation: the address of the form says so.
    let answer = elsewhere.get(&format!("{base}/procurements/new")).await.is(303);
    assert!(answer.location().starts_with(&base) && answer.location().contains("procurement-elsewhere"));
    elsewhere
        .get(answer.location())
        .await
        .is(200)
        .has("あなたの町の作り変えに記録します");
}
