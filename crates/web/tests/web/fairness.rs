//! Fairness through the router: dated rules, interests before anything is tried, the procedure before public money is
//! spent, contacts logged and everyone told the same.

use domain::{
    adaptation::Change,
    id::{AdaptationId, AnswerId, ProcurementId},
    package::{Cost, Payer, Terms},
    procurement::{ContractKind, Ground, Method, Selection, Way, fiscal_year, gate::Spent},
};
use store::{
    adaptation::{self, NewPart},
    procurement::{
        self, NewProcurement,
        answer::{self, NewAnswer},
    },
};

use crate::{round::Round, world::World};

/// A procedure under way for a part of the round's adaptation, and something told about it that waits to be shown.
pub async fn announced(world: &World, round: &Round) -> (ProcurementId, AnswerId) {
    let mut tx = world.write(&world.official).await;
    let on = adaptation::find(&mut tx, round.adaptation)
        .await
        .unwrap()
        .unwrap();
    let today = world.today();
    let part = Spent {
        part: None,
        title: "まわる道".into(),
        payer: Some(Payer::Public),
        cost: None,
    };
    let new = NewProcurement {
        purpose: "ついで便の運行業務委託",
        kind: ContractKind::Other,
        expected: 800_000,
        fiscal_year: fiscal_year(today),
        way: Way {
            selection: Selection::Quotes,
            method: Method::Negotiated,
            ground: Some(Ground::Small),
        },
        why: "",
        rule: (today, None),
        approval: "",
        foreseen_on: today,
        parts: &[&part],
    };
    let id = procurement::insert(&mut tx, &on, &new).await.unwrap();
    let row = procurement::find(&mut tx, id).await.unwrap().unwrap();
    assert!(
        procurement::announce(&mut tx, &row, today, "町ウェブサイト")
            .await
            .unwrap()
    );
    let new = NewAnswer {
        question: "車は貸してもらえますか",
        told: "町の車を貸します",
        told_to: "株式会社とおまわり",
        told_on: today,
        dialogue: None,
    };
    let told = answer::insert(&mut tx, &row, &new).await.unwrap();
    tx.commit().await.unwrap();
    (id, told)
}

/// An adaptation of the round's challenge with one part that costs public money; nobody has disclosed anything on it.
async fn with_public_part(world: &World, round: &Round) -> AdaptationId {
    let mut tx = world.write(&world.official).await;
    let on = store::challenge::find(&mut tx, round.challenge)
        .await
        .unwrap()
        .unwrap();
    let part = NewPart {
        part: None,
        change: Change::Added,
        title: "巡回",
        body: "町がお願いして回る",
        reason: "",
        dialogue: None,
        voice: None,
        terms: Terms {
            cost: Cost::of(Some(500_000), Some(900_000)),
            payer: Some(Payer::Public),
            ..Terms::default()
        },
    };
    let id = adaptation::insert(&mut tx, &on, None, "公費で回る", "はじめ", &[part])
        .await
        .unwrap();
    tx.commit().await.unwrap();
    id
}

#[tokio::test]
async fn a_towns_admin_adds_rules_within_the_national_frame() {
    let world = World::new().await;
    let page = format!("/towns/{}/procurement-rules", world.town);
    world
        .visitor()
        .get(&page)
        .await
        .is(200)
        .has("1,000,000円")
        .has("町の規則の登録なし")
        .has("500,000円");
    let rule = |yen, from| {
        [
            ("kind", "other"),
            ("yen", yen),
            ("from", from),
            ("article", "財務規則第90条"),
        ]
    };
    world
        .signed_in(&world.official)
        .await
        .post(&page, &rule("500000", "2026-04-01"))
        .await
        .is(403);
    let mut admin = world.signed_in(&world.admin).await;
    admin
        .post(&page, &rule("１，０００，００１円", "2026-04-01"))
        .await
        .is(422)
        .has("国の枠を超えています")
        .has("１，０００，００１円");
    // What the frame allows since April 2025 it did not allow a day earlier.
    admin.post(&page, &rule("600000", "2025-03-31")).await.is(422);
    admin.post(&page, &rule("600,000", "2026-04-01")).await.is(303);
    admin.post(&page, &rule("700,000", "2026-10-01")).await.is(303);
    let shown = admin.get(&page).await.is(200);
    shown.has("600,000円").has("700,000円").has("財務規則第90条");
}

#[tokio::test]
async fn nothing_is_tried_before_every_owner_disclosed_their_interests() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let adaptation = with_public_part(&world, &round).await;
    let path = format!("/adaptations/{adaptation}");
    let mut official = world.signed_in(&world.official).await;
    let mut partner = world.signed_in(&world.partner).await;
    let step = [("number", "1"), ("kind", "try_small"), ("words", "水曜から")];
    official
        .post(&format!("{path}/moves"), &step)
        .await
        .is(422)
        .has("利害関係の開示が、まだそろっていません");
    official
        .get(&path)
        .await
        .is(200)
        .has("株式会社とおまわり")
        .has("まだ書かれていません");
    let interests = format!("{path}/interests");
    partner
        .post(&interests, &[("gains", "委託料"), ("bears", "特になし")])
        .await
        .is(422)
        .has("委託料")
        .has("「特になし」を選んでください");
    let kin = [("gains", "委託料"), ("bears", "特になし"), ("tie", "kin")];
    partner
        .post(&interests, &kin)
        .await
        .is(422)
        .has("ことばで説明してください");
    let nothing = [("gains", "委託料"), ("bears", "特になし"), ("tie", "none")];
    partner.post(&interests, &nothing).await.is(303);
    official.post(&format!("{path}/moves"), &step).await.is(422);
    official.post(&interests, &nothing).await.is(303);
    official.post(&format!("{path}/moves"), &step).await.is(303);
    // A later statement stands beside the earlier one.
    let later = [("gains", "委託料と実績"), ("bears", "車"), ("tie", "none")];
    partner.post(&interests, &later).await.is(303);
    official
        .get(&interests)
        .await
        .is(200)
        .has("委託料と実績")
        .has("これまでの開示");
    // What is the partner's own package is told.
    let own = format!("/adaptations/{}/interests", round.adaptation);
    partner.post(&own, &nothing).await.is(422).has("自らの型を使う");
    official.post(&own, &nothing).await.is(303);
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "one story, read from top to bottom")]
async fn public_money_waits_for_the_result_of_a_procedure() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let adaptation = with_public_part(&world, &round).await;
    let path = format!("/adaptations/{adaptation}");
    let mut official = world.signed_in(&world.official).await;
    let mut partner = world.signed_in(&world.partner).await;
    for client in [&mut official, &mut partner] {
        let nothing = [("gains", "特になし"), ("bears", "特になし"), ("tie", "none")];
        client.post(&format!("{path}/interests"), &nothing).await.is(303);
    }
    let today = world.today().to_string();
    let trial = [
        ("title", "水曜の巡回"),
        ("what", "川上まで"),
        ("begins", today.as_str()),
        ("ends", today.as_str()),
        ("name-1", "来た人"),
        ("unit-1", "人"),
        ("unpaid", "1"),
    ];
    let trials = format!("{path}/trials");
    official
        .post(&trials, &trial)
        .await
        .is(422)
        .has("調達の手続きが記録されていません")
        .has("水曜の巡回");
    let new = format!("{path}/procurements/new");
    partner.get(&new).await.is(403);
    official.get(&new).await.is(200).has("1,000,000円").has("巡回");
    let mut typed = vec![
        ("purpose", "巡回の業務委託"),
        ("part", "1"),
        ("kind", "other"),
        ("expected", "1,200,000円"),
        ("fiscal_year", "2026"),
        ("selection", "quotes"),
        ("method", "negotiated"),
        ("foreseen_on", today.as_str()),
        ("ground", "1"),
    ];
    let procurements = format!("{path}/procurements");
    official
        .post(&procurements, &typed)
        .await
        .is(422)
        .has("1号の限度額を超えています")
        .has("1,200,000円");
    typed.pop();
    typed.push(("ground", "2"));
    official
        .post(&procurements, &typed)
        .await
        .is(422)
        .has("随意契約による理由を書いてください");
    typed.push(("why", "町内の道を知る者を公募で選ぶため"));
    let made = official.post(&procurements, &typed).await.is(303);
    let procurement = made.location().split('?').next().unwrap().to_owned();
    official
        .post(&trials, &trial)
        .await
        .is(422)
        .has("手続きの途中です")
        .has(&procurement);
    partner.get(&path).await.is(200).has("巡回の業務委託");
    let notice = [("announced_on", today.as_str()), ("announced_where", "掲示場")];
    let announcement = format!("{procurement}/announcement");
    partner.post(&announcement, &notice).await.is(403);
    official.post(&announcement, &notice).await.is(303);
    official.post(&announcement, &notice).await.is(409);
    official.post(&trials, &trial).await.is(422);
    let result = [
        ("settled_on", today.as_str()),
        ("chosen", "株式会社とおまわり"),
        ("amount", "990000"),
        ("chosen_why", "道をよく知っているため"),
    ];
    // Whoever keeps the contracts need not sit in the circle.
    let mut colleague = world.signed_in(&world.colleague).await;
    colleague
        .post(&format!("{procurement}/result"), &result)
        .await
        .is(303);
    official.post(&trials, &trial).await.is(303);

    // One hand, the town's, opens the result; a correction leaves it as it was.
    world.visitor().get(&procurement).await.is(404);
    let list = format!("/towns/{}/procurements", world.town);
    world.visitor().get(&list).await.is(200).lacks("巡回の業務委託");
    colleague
        .post(&format!("{procurement}/audience"), &[("audience", "public")])
        .await
        .is(303);
    let wrong = [("correction", "契約金額は980,000円の誤りでした")];
    colleague
        .post(&format!("{procurement}/corrections"), &wrong)
        .await
        .is(303);
    world
        .visitor()
        .get(&list)
        .await
        .is(200)
        .has("巡回の業務委託")
        .has("990,000円");
    world
        .visitor()
        .get(&procurement)
        .await
        .is(200)
        .has("990,000円")
        .has("980,000円の誤り")
        .has("道をよく知っているため")
        .lacks("堀江")
        .lacks("誤りに気づいたら");
    // The office a town names for mistakes stands on its procedures too.
    let contact = [("office", "総務課 契約係"), ("telephone", "0000-00-0000")];
    let mut admin = world.signed_in(&world.admin).await;
    let path = format!("/towns/{}/contact", world.town);
    admin.post(&path, &contact).await.is(303);
    world
        .visitor()
        .get(&procurement)
        .await
        .is(200)
        .has("誤りに気づいたら")
        .has("総務課 契約係");
}

#[tokio::test]
async fn what_one_is_told_waits_for_the_town_until_everyone_sees_it() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let (id, told) = announced(&world, &round).await;
    let page = format!("/procurements/{id}");
    let mut colleague = world.signed_in(&world.colleague).await;
    let mut partner = world.signed_in(&world.partner).await;
    colleague
        .get("/home")
        .await
        .is(200)
        .has("全員にお知らせしていない")
        .has("町の車を貸します");
    partner.get(&page).await.is(200).lacks("町の車を貸します");
    partner.get("/home").await.is(200).lacks("町の車を貸します");
    let show = format!("/answers/{told}/publication");
    partner.post(&show, &[]).await.is(404);
    colleague.post(&show, &[]).await.is(303);
    partner
        .get(&page)
        .await
        .is(200)
        .has("町の車を貸します")
        .has("車は貸してもらえますか")
        .lacks("最初に伝えた相手");
    partner.get("/home").await.is(200).has("町の車を貸します");
    colleague.get("/home").await.is(200).lacks("町の車を貸します");
}
