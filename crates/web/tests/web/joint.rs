//! 広域 through the router: another town joins from its own dialogue, has its own text and its own hand, and leaves.

use domain::{
    audience::Audience,
    challenge::Piece,
    dialogue::{Kind, Participant, Presence},
    id::DialogueId,
};
use store::{challenge, dialogue::NewDialogue, hand};

use crate::{
    round::Round,
    world::{Actor, World},
};

/// A dialogue in the other town: its own staff and a partner's member were there.
async fn heard_elsewhere(world: &World) -> DialogueId {
    let mut tx = world.write(&world.elsewhere).await;
    let there = |name: &str, presence, actor: &Actor| Participant {
        name: name.into(),
        presence,
        account: Some((actor.person, actor.seat())),
        confirmed: true,
    };
    let participants = [
        there("山根 杏", Presence::Town, &world.elsewhere),
        there("遠回 歩", Presence::Partner, &world.partner),
    ];
    let new = NewDialogue {
        agenda: "",
        spot: None,
        town: world.other_town,
        partner: None,
        challenge: None,
        kind: Kind::Visit,
        held_on: world.today(),
        starts: None,
        place: "",
        title: "谷の奥で、店までの道を聞く",
        notes: "",
        audience: Audience::Participants,
        participants: &participants,
    };
    let id = store::dialogue::insert(&mut tx, &new).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// Both hands open the first wording.
pub async fn opened(world: &World, round: &Round, audience: Audience) {
    for actor in [world.official, world.partner] {
        let mut tx = world.write(&actor).await;
        let row = challenge::find(&mut tx, round.challenge).await.unwrap().unwrap();
        let key = hand::PieceKey {
            kind: Piece::Wording,
            id: round.challenge.uuid(),
            number: 1,
        };
        hand::raise(&mut tx, &row, key, audience).await.unwrap();
        tx.commit().await.unwrap();
    }
}

/// The other town stands beside the challenge, from a dialogue of its own and welcomed.
pub async fn joined(world: &World, round: &Round) {
    let dialogue = heard_elsewhere(world).await.to_string();
    opened(world, round, Audience::Network).await;
    let towns = format!("/challenges/{}/towns", round.challenge);
    let offer = [("words", "店はあるが、足がない"), ("dialogue", dialogue.as_str())];
    let mut elsewhere = world.signed_in(&world.elsewhere).await;
    elsewhere.post(&towns, &offer).await.is(303);
    let mut official = world.signed_in(&world.official).await;
    let welcome = format!("{towns}/{}/welcome", world.other_town);
    official.post(&welcome, &[]).await.is(303);
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "one story, told from its beginning")]
async fn a_town_joins_with_its_own_situation_and_is_welcomed() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let dialogue = heard_elsewhere(&world).await.to_string();
    let base = format!("/challenges/{}", round.challenge);
    let towns = format!("{base}/towns");
    let mut elsewhere = world.signed_in(&world.elsewhere).await;
    let offer = [("words", "店はあるが、足がない"), ("dialogue", dialogue.as_str())];
    // What is the circle's own cannot be joined.
    elsewhere.get(&towns).await.is(404);
    elsewhere.post(&towns, &offer).await.is(404);
    opened(&world, &round, Audience::Network).await;
    elsewhere.get(&towns).await.is(200).has("/towns/new");
    let form = elsewhere.get(&format!("{towns}/new")).await.is(200);
    form.has("谷の奥で、店までの道を聞く").has("杣野町の事情");
    // It needs a dialogue of one's own town, and keeps what was typed.
    for wrong in [String::new(), round.dialogue.to_string(), "none".to_owned()] {
        let refused = elsewhere
            .post(
                &towns,
                &[("words", "店はあるが、足がない"), ("dialogue", wrong.as_str())],
            )
            .await
            .is(422);
        refused.has("店はあるが、足がない").has("id=\"error-summary\"");
    }
    elsewhere.post(&towns, &offer).await.is(303);
    elsewhere.post(&towns, &offer).await.is(403);
    elsewhere
        .get(&towns)
        .await
        .is(200)
        .has("加わりたいと申し出ています");
    // Others do not learn of an offer; the keeping town finds it among what waits.
    let mut outsider = world.signed_in(&world.outsider).await;
    outsider.get(&towns).await.is(200).lacks("店はあるが、足がない");
    let welcome = format!("{towns}/{}/welcome", world.other_town);
    outsider.post(&welcome, &[]).await.is(404);
    let mut partner = world.signed_in(&world.partner).await;
    partner.get(&towns).await.is(200).has("店はあるが、足がない");
    partner.post(&welcome, &[]).await.is(403);
    elsewhere.post(&welcome, &[]).await.is(403);
    let mut official = world.signed_in(&world.official).await;
    let waits = format!("/challenges/{}/towns", round.challenge.uuid().simple());
    official.get("/home").await.is(200).has(&waits).has("杣野町");
    official
        .post(
            &format!("{towns}/{}/postponement", world.other_town),
            &[("reason", "")],
        )
        .await
        .is(422);
    official.post(&welcome, &[]).await.is(303);
    official.post(&welcome, &[]).await.is(409);

    // Now it is one of those who hold the challenge: in the circle, with its own line to sign, in its own list.
    let page = elsewhere.get(&base).await.is(200);
    page.has("/signature")
        .has("<h3>凪浦町</h3>")
        .has("<h3>杣野町</h3>");
    elsewhere
        .get("/challenges?mine=1")
        .await
        .is(200)
        .has("ほか1町と広域で");
    for client in [&mut official, &mut partner] {
        client
            .post(&format!("{base}/signature"), &[("number", "1")])
            .await
            .is(303);
    }
    official
        .get(&base)
        .await
        .is(200)
        .has("みなさんの手がそろっていません");
    elsewhere
        .post(&format!("{base}/signature"), &[("number", "1")])
        .await
        .is(303);
    official
        .get(&base)
        .await
        .is(200)
        .lacks("みなさんの手がそろっていません");
    let town = format!("/towns/{}", world.other_town);
    outsider.get(&town).await.is(200).has("買い物の足をどう守るか");

    // Its text is its own: nobody else writes it, and it is read beside the other town's.
    let contexts = format!("{base}/contexts");
    partner.get(&format!("{contexts}/new")).await.is(403);
    official
        .post(&contexts, &[("base", "0"), ("words", "港から坂を二つ越える")])
        .await
        .is(303);
    let again = elsewhere.get(&format!("{contexts}/new")).await.is(200);
    again.has("店はあるが、足がない").has("name=\"because\"");
    let newer = [
        ("base", "1"),
        ("words", "店はあるが、冬は足がない"),
        ("because", "雪の話を聞いた"),
    ];
    elsewhere.post(&contexts, &newer).await.is(303);
    elsewhere
        .post(&contexts, &newer)
        .await
        .is(422)
        .has("雪の話を聞いた");
    let both = official.get(&towns).await.is(200);
    both.has("港から坂を二つ越える").has("冬は足がない");
    let history = partner
        .get(&format!("{contexts}/{}", world.other_town))
        .await
        .is(200);
    history.has("<ins>").has("冬は").has("雪の話を聞いた");
    outsider
        .get(&towns)
        .await
        .is(200)
        .lacks("坂を二つ")
        .lacks("足がない")
        .has("杣野町");
    outsider
        .get(&format!("{contexts}/{}", world.other_town))
        .await
        .is(404);

    // It leaves with a reason; its people see what everybody of the network sees, and what it wrote stays.
    let departure = format!("{towns}/departure");
    official.get(&departure).await.is(403);
    elsewhere.get(&departure).await.is(200);
    elsewhere.post(&departure, &[("words", "")]).await.is(422);
    elsewhere
        .post(&departure, &[("words", "今年は人手が足りない")])
        .await
        .is(303);
    elsewhere.get(&format!("{base}/circle")).await.is(403);
    elsewhere
        .get(&towns)
        .await
        .is(200)
        .has("今年は人手が足りない")
        .has("/towns/new");
    outsider
        .get(&towns)
        .await
        .is(200)
        .lacks("今年は人手が足りない")
        .lacks("杣野町");
    official.get(&base).await.is(200).lacks("<h3>杣野町</h3>");
}

#[tokio::test]
async fn a_circle_asks_a_town_it_met_and_the_town_decides() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let dialogue = heard_elsewhere(&world).await.to_string();
    let towns = format!("/challenges/{}/towns", round.challenge);
    let invitation = format!("{towns}/invitation");
    let other = world.other_town.to_string();
    let ask = [("town", other.as_str()), ("words", "いっしょに考えませんか")];
    let mut partner = world.signed_in(&world.partner).await;
    partner.get(&invitation).await.is(200).has("杣野町");
    // Asking shows nothing that others may not read.
    let refused = partner.post(&invitation, &ask).await.is(422);
    refused
        .has("まだ輪の中だけで読まれています")
        .has("いっしょに考えませんか");
    opened(&world, &round, Audience::Network).await;
    // The official met nobody of that town.
    let mut official = world.signed_in(&world.official).await;
    official
        .get(&invitation)
        .await
        .is(200)
        .has("声をかけられる町が、まだありません");
    official.post(&invitation, &ask).await.is(422);
    let mut elsewhere = world.signed_in(&world.elsewhere).await;
    elsewhere.get(&invitation).await.is(403);
    partner.post(&invitation, &ask).await.is(303);
    let waits = format!("/challenges/{}/towns", round.challenge.uuid().simple());
    elsewhere.get("/home").await.is(200).has(&waits);
    elsewhere
        .get(&towns)
        .await
        .is(200)
        .has("いっしょに考えませんか")
        .has("声かけに応えて加わる");
    let offer = [
        ("words", "谷には店があり、足がない"),
        ("dialogue", dialogue.as_str()),
    ];
    elsewhere.post(&towns, &offer).await.is(303);
    // It is in at once: both sides have said so.
    elsewhere
        .get(&towns)
        .await
        .is(200)
        .has("谷には店があり、足がない")
        .has("声かけを受けて");
    partner.get(&towns).await.is(200).has("谷には店があり、足がない");
}

#[tokio::test]
async fn a_challenge_says_what_it_is_about_and_is_found_by_it() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let topics = format!("/challenges/{}/topics", round.challenge);
    let mut official = world.signed_in(&world.official).await;
    let four = ["welfare", "transport", "tourism", "energy"].map(|code| ("field", code));
    let refused = official.post(&topics, &four).await.is(422);
    refused.has("3つまで").has("value=\"tourism\" checked");
    official
        .post(&topics, &[("field", "no-such-field")])
        .await
        .is(422);
    let chosen = [("field", "transport"), ("goal", "sdg-11")];
    official.post(&topics, &chosen).await.is(303);
    official
        .get(&format!("/challenges/{}", round.challenge))
        .await
        .is(200)
        .has("公共交通・移動")
        .has("目標11");
    official
        .get(&topics)
        .await
        .is(200)
        .has("value=\"transport\" checked");
    for (query, found) in [
        ("topic=transport", true),
        ("topic=sdg-11&area=99", true),
        ("mine=1&topic=transport", true),
        ("topic=tourism", false),
        ("area=18", false),
        ("topic=transport&area=18", false),
    ] {
        let list = official.get(&format!("/challenges?{query}")).await.is(200);
        if found {
            list.has("買い物の足をどう守るか");
        } else {
            list.lacks("買い物の足をどう守るか").has("まだ見あたりません");
        }
    }
    let town = format!("/challenges?area={}", world.town);
    official
        .get(&town)
        .await
        .is(200)
        .has("買い物の足をどう守るか")
        .has("凪浦町");
    // What is not understood is no filter.
    official
        .get("/challenges?topic=x&area=y")
        .await
        .is(200)
        .has("買い物の足をどう守るか");
    world
        .visitor()
        .get("/challenges?topic=transport")
        .await
        .is(200)
        .lacks("買い物の足");
    let mut elsewhere = world.signed_in(&world.elsewhere).await;
    elsewhere.post(&topics, &chosen).await.is(404);
    opened(&world, &round, Audience::Public).await;
    elsewhere.post(&topics, &chosen).await.is(403);
    let open = world.visitor().get("/challenges?topic=transport").await.is(200);
    open.has("買い物の足").has("公共交通・移動");
}
