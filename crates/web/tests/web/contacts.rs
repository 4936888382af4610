//! The log of contacts, once procurement is foreseen.

use crate::{fairness::announced, round::Round, world::World};

#[tokio::test]
async fn a_dialogue_while_procurement_is_foreseen_leaves_a_line_for_the_town_and_the_partner() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    announced(&world, &round).await;
    let mut partner = world.signed_in(&world.partner).await;
    partner
        .get(&format!("/challenges/{}", round.challenge))
        .await
        .is(200)
        .has("調達の手続きがあります");
    let new = format!("/dialogues/new?challenge={}", round.challenge);
    partner.get(&new).await.is(200).has("調達について伝えたこと");
    let (today, challenge) = (world.today().to_string(), round.challenge.to_string());
    let mut typed = vec![
        ("title", "=見積りの相談"),
        ("kind", "call"),
        ("day", today.as_str()),
        ("audience", "participants"),
        ("challenge", challenge.as_str()),
    ];
    partner
        .post("/dialogues", &typed)
        .await
        .is(422)
        .has("「伝えていない」を選んでください");
    typed.push(("told", "予算は来年度の予定と聞いた"));
    partner.post("/dialogues", &typed).await.is(303);

    let log = format!("/towns/{}/contacts", world.town);
    let mut colleague = world.signed_in(&world.colleague).await;
    colleague
        .get(&log)
        .await
        .is(200)
        .has("見積りの相談")
        .has("予算は来年度の予定と聞いた")
        .has("株式会社とおまわり");
    colleague
        .get("/home")
        .await
        .is(200)
        .has("予算は来年度の予定と聞いた");
    partner.get(&log).await.is(200).has("見積りの相談");
    let mut outsider = world.signed_in(&world.outsider).await;
    outsider.get(&log).await.is(200).lacks("見積りの相談");
    let narrowed = format!("{log}?partner={}", world.partner_id);
    colleague.get(&narrowed).await.is(200).has("見積りの相談");
    let before = format!("{log}?until=2020-01-01");
    colleague.get(&before).await.is(200).lacks("見積りの相談");

    let typed = [
        ("means", "telephone"),
        ("held_on", today.as_str()),
        ("partner_name", "えんがわ研究会"),
        ("who", "堀江、縁側"),
        ("subject", "様式の置き場所"),
        ("told", "+町ウェブサイト"),
    ];
    colleague
        .post(&log, &typed[..5])
        .await
        .is(422)
        .has("様式の置き場所");
    colleague.post(&log, &typed).await.is(303);
    let file = colleague.get(&format!("{log}.csv")).await.is(200);
    assert_eq!(file.headers["content-type"], "text/csv; charset=utf-8");
    let file = file
        .has("\u{feff}日付,方法")
        .has(",'=見積りの相談,")
        .has(",'+町ウェブサイト\r\n");
    assert_eq!(file.body.matches("\r\n").count(), 3, "{}", file.body);
}

#[tokio::test]
async fn words_written_while_procurement_is_foreseen_leave_a_line_a_day_and_what_is_told_waits_for_all() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let page = format!("/dialogues/{}", round.dialogue);
    let words = format!("{page}/messages");
    let log = format!("/towns/{}/contacts", world.town);
    let mut partner = world.signed_in(&world.partner).await;
    partner.get(&page).await.is(200).lacks("name=\"told\"");
    announced(&world, &round).await;
    world.pass(3 * 24 * 3600 * 1_000_000);
    let mut colleague = world.signed_in(&world.colleague).await;
    let lines = async |client: &mut crate::client::Client| {
        let file = client.get(&format!("{log}.csv")).await.is(200);
        file.body.matches("\r\n").count()
    };
    let before = lines(&mut colleague).await;
    partner.get(&page).await.is(200).has("name=\"told\"");
    for said in ["道の下見を済ませました。", "写真はあとで送ります。"] {
        partner.post(&words, &[("body", said)]).await.is(303);
    }
    assert_eq!(lines(&mut colleague).await, before + 1, "one line for the day");
    // A note sent from a telephone the next day is a contact as well.
    world.pass(24 * 3600 * 1_000_000);
    let visit = round.dialogue.to_string();
    let note = [("visit", visit.as_str()), ("note", "道の幅を測りました")];
    partner.post("/field", &note).await.is(303);
    let before = before + 1;
    assert_eq!(
        lines(&mut colleague).await,
        before + 1,
        "and one for the field note"
    );
    let told = [
        ("body", "見積りの様式です。"),
        ("told", "締め切りは十二月十日と伝えた"),
    ];
    let mut official = world.signed_in(&world.official).await;
    official.post(&words, &told).await.is(303);
    assert_eq!(
        lines(&mut colleague).await,
        before + 2,
        "and one for what was told"
    );
    for place in [log.as_str(), "/home"] {
        colleague
            .get(place)
            .await
            .is(200)
            .has("締め切りは十二月十日と伝えた");
    }
}

#[tokio::test]
async fn what_one_is_told_by_telephone_waits_to_be_shown_to_all() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let (procedure, _) = announced(&world, &round).await;
    let mut official = world.signed_in(&world.official).await;
    let (log, today) = (
        format!("/towns/{}/contacts", world.town),
        world.today().to_string(),
    );
    let (challenge, partner) = (round.challenge.to_string(), world.partner_id.to_string());
    let told = [
        ("means", "telephone"),
        ("held_on", today.as_str()),
        ("partner", partner.as_str()),
        ("who", "浜口、真壁"),
        ("subject", "燃料の単価"),
        ("challenge", challenge.as_str()),
        ("told", "燃料は町の単価表によると伝えた"),
    ];
    official.post(&log, &told).await.is(303);
    for place in [format!("/procurements/{procedure}"), "/home".to_owned()] {
        official
            .get(&place)
            .await
            .is(200)
            .has("燃料は町の単価表によると伝えた");
    }
}
