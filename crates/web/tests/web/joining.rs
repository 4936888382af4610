//! A town begins with an invitation; staff and members ask to join and are answered.

use domain::id::InvitationId;
use store::join_request;
use web::INVITATION;

use crate::{
    client::{Client, token},
    world::World,
};

/// The first address of a page that has all these parts.
fn address(body: &str, begin: &str, end: &str) -> String {
    body.split('"')
        .find(|part| part.starts_with(begin) && part.ends_with(end))
        .unwrap_or_else(|| panic!("no {begin}…{end} in\n{body}"))
        .to_owned()
}

async fn invited(world: &World) -> String {
    let mut operator = world.signed_in(&world.operator).await;
    let fields = [
        ("town", "993620"),
        ("name", "杣 みどり"),
        ("email", "midori@town.somano.example"),
        ("department", "総務課"),
        ("title", "課長補佐"),
        ("domain", "town.somano.example"),
    ];
    let mut wrong = fields;
    wrong[0].1 = "131017";
    wrong[2].1 = "midori@elsewhere.example";
    operator
        .post("/operator/invitations", &wrong)
        .await
        .is(422)
        .has("最後の桁は検査数字")
        .has("下のドメインのものではありません")
        .has("杣 みどり");
    let code = world.other_town.to_string();
    let mut right = fields;
    right[0].1 = &code;
    operator.post("/operator/invitations", &right).await.is(303);
    let page = operator
        .get("/operator")
        .await
        .is(200)
        .has("midori@town.somano.example");
    let renewal = address(&page.body, "/operator/invitations/", "/renewal");
    operator.post(&renewal, &[]).await.is(303);
    let id: InvitationId = renewal.split('/').nth(3).unwrap().parse().unwrap();
    world.app.secret.link(INVITATION, id)
}

#[tokio::test]
async fn the_operators_invitation_begins_a_town_once() {
    let world = World::new().await;
    let link = invited(&world).await;
    let path = format!("/invitations/{link}");
    let mut client = world.visitor();
    let page = client
        .get(&path)
        .await
        .is(200)
        .has("midori@town.somano.example")
        .has("杣 みどり");
    let csrf = token(&page.body).unwrap();
    let short = [("name", "杣 みどり"), ("new-password", "みじかい")];
    client
        .post_with(&csrf, &path, &short)
        .await
        .is(422)
        .has("12文字以上")
        .has("杣 みどり");
    let fields = [
        ("name", "杣 みどり"),
        ("new-password", "峠の茶屋は冬のあいだ休み"),
    ];
    client.post_with(&csrf, &path, &fields).await.is(303);
    let people = format!("/towns/{}/people", world.other_town);
    client
        .get(&people)
        .await
        .is(200)
        .has("杣 みどり")
        .has("town.somano.example")
        .has("参加の申請");
    world.visitor().get(&path).await.is(410);
    world.visitor().get(&format!("{path}0")).await.is(410);
}

#[tokio::test]
async fn an_invitation_to_somebody_with_an_account_asks_them_to_sign_in() {
    let world = World::new().await;
    let mut tx = world.write(&world.operator).await;
    let new = store::invitation::NewInvitation {
        town: world.other_town,
        email: &"colleague@nagiura.example".parse().unwrap(),
        name: "堀江 拓",
        department: "総務課",
        title: "主任",
        domain: "nagiura.example",
    };
    let id = store::invitation::insert(&mut tx, &new).await.unwrap();
    tx.commit().await.unwrap();
    let path = format!("/invitations/{}", world.app.secret.link(INVITATION, id));
    world.visitor().get(&path).await.is(200).has("サインインしてから");
    let mut other = world.signed_in(&world.official).await;
    other.get(&path).await.is(200).has("サインインしてから");
    assert!(
        other
            .post(&path, &[])
            .await
            .is(303)
            .location()
            .starts_with("/sign-in")
    );
    let mut own = world.signed_in(&world.colleague).await;
    own.get(&path).await.is(200).has("受け取って始める");
    let old = own.cookie("__Host-tomoni-session").unwrap().to_owned();
    let led = own.post(&path, &[]).await.is(303);
    assert_ne!(own.cookie("__Host-tomoni-session").unwrap(), old);
    own.get(led.location()).await.is(200).has("堀江 拓");
    own.post(&path, &[]).await.is(410);
}

#[tokio::test]
async fn an_invitation_ends_after_two_weeks_and_can_be_sent_again() {
    let world = World::new().await;
    let link = invited(&world).await;
    let path = format!("/invitations/{link}");
    world.pass(15 * 24 * 3600 * 1_000_000);
    world.visitor().get(&path).await.is(410);
    let mut operator = world.signed_in(&world.operator).await;
    let page = operator.get("/operator").await.is(200).has("期限が過ぎています");
    let renewal = address(&page.body, "/operator/invitations/", "/renewal");
    operator.post(&renewal, &[]).await.is(303);
    world.visitor().get(&path).await.is(200);
}

/// Somebody newly registered whose address lies on the town's domain.
async fn newcomer(world: &World) -> Client {
    let mut tx = world.write(&world.admin).await;
    store::municipality::add_domain(&mut tx, world.town, "nagiura.example")
        .await
        .unwrap();
    let new = store::person::NewPerson {
        name: "新井 汐",
        kana: "",
        email: Some(&"shio@nagiura.example".parse().unwrap()),
        password: None,
        confirmed: true,
        locale: "ja",
    };
    let person = store::person::insert(&mut tx, &new).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = world.db.system(&world.moment()).await.unwrap();
    let token = store::session::insert(&mut tx, person, None, "", "")
        .await
        .unwrap();
    tx.commit().await.unwrap();
    world.with_token(&token)
}

#[tokio::test]
async fn staff_ask_to_join_and_an_administrator_answers() {
    let world = World::new().await;
    let mut client = newcomer(&world).await;
    let town = world.town;
    client.get("/join").await.is(200).has("凪浦町").lacks("杣野町");
    let ask = format!("/join/towns/{town}");
    client
        .get(&format!("/join/towns/{}", world.other_town))
        .await
        .is(404);
    client.get(&ask).await.is(200).has("企画課");
    client
        .post(&ask, &[("message", "防災の担当です")])
        .await
        .is(422)
        .has("防災の担当です")
        .has("入力してください");
    let department = world.department.to_string();
    let fields = [
        ("department", department.as_str()),
        ("title", "主事"),
        ("message", "防災の担当です"),
    ];
    client.post(&ask, &fields).await.is(303);
    client
        .post(&ask, &fields)
        .await
        .is(422)
        .has("答えを待っている申請があります");
    client.get("/join").await.is(200).has("答えを待っています");

    let people = format!("/towns/{town}/people");
    let mut colleague = world.signed_in(&world.colleague).await;
    colleague
        .get(&people)
        .await
        .is(200)
        .has("堀江 拓")
        .lacks("新井 汐");
    let mut admin = world.signed_in(&world.admin).await;
    admin
        .get("/home")
        .await
        .is(200)
        .has("参加の申請が届いています")
        .has("新井 汐");
    let page = admin
        .get(&people)
        .await
        .is(200)
        .has("防災の担当です")
        .has("shio@nagiura.example");
    let refusal = address(&page.body, "/join/requests/", "/refusal");
    let admission = refusal.replace("refusal", "admission");
    colleague.post(&admission, &[]).await.is(404);
    admin
        .post(&refusal, &[("reason", " ")])
        .await
        .is(422)
        .has("入力してください")
        .has("新井 汐");
    admin
        .post(
            &refusal,
            &[("reason", "人事に確かめてから、もう一度申請してください。")],
        )
        .await
        .is(303);
    admin.post(&admission, &[]).await.is(409);
    client
        .get("/join")
        .await
        .is(200)
        .has("お受けできませんでした")
        .has("人事に確かめてから");
    client.get(&people).await.is(404);

    client.post(&ask, &fields).await.is(303);
    let page = admin.get(&people).await;
    admin
        .post(&address(&page.body, "/join/requests/", "/admission"), &[])
        .await
        .is(303);
    // The new hat is not on yet: its rights come with a new token.
    client.get(&people).await.is(404);
    let page = client.get("/home").await.is(200);
    let page = page.has("どの立場で始めますか").has("凪浦町");
    let hat = address(&page.body, "staff:", "");
    let old = client.cookie("__Host-tomoni-session").unwrap().to_owned();
    client.post("/hat", &[("hat", &hat)]).await.is(303);
    assert_ne!(client.cookie("__Host-tomoni-session").unwrap(), old);
    client.get(&people).await.is(200).has("新井 汐");
}

#[tokio::test]
async fn a_post_ends_and_access_with_it_but_the_last_keys_stay() {
    let world = World::new().await;
    let people = format!("/towns/{}/people", world.town);
    let mut admin = world.signed_in(&world.admin).await;
    let seat = |actor: &crate::world::Actor| actor.seat().to_string();
    let own = format!("{people}/{}", seat(&world.admin));
    for (path, fields) in [
        (format!("{own}/ending"), vec![]),
        (format!("{own}/keys"), vec![("admin", "false")]),
    ] {
        admin.post(&path, &fields).await.is(422).has("最後の管理者です")
            // Beside the person, and nowhere else.
            .has(&format!("id=\"f-seat-{}\" open", seat(&world.admin)))
            .lacks("has-error");
    }
    let other = format!("{people}/{}", seat(&world.official));
    admin
        .post(&format!("{other}/keys"), &[("admin", "true")])
        .await
        .is(303);
    admin.post(&format!("{own}/ending"), &[]).await.is(303);
    admin.get(&people).await.is(200);
    world.pass(24 * 3600 * 1_000_000);
    admin.get(&people).await.is(404);
    admin
        .get("/home")
        .await
        .is(200)
        .has("まだ、どこにも所属していません");
    let mut official = world.signed_in(&world.official).await;
    official
        .get(&people)
        .await
        .is(200)
        .has("これまで")
        .has("総務 一郎");
    official
        .post(&format!("{people}/departments"), &[("name", "防災課")])
        .await
        .is(303);
    official
        .post(&format!("{people}/{}/ending", seat(&world.partner)), &[])
        .await
        .is(404);
}

#[tokio::test]
async fn a_partner_is_registered_with_its_number_and_members_ask() {
    let world = World::new().await;
    let mut client = world.signed_in(&world.professional).await;
    let fields = |number: &'static str| {
        [
            ("name", "ひよりNPO"),
            ("kana", "ひよりえぬぴーおー"),
            ("kind", "npo"),
            ("number", number),
            ("about", "買い物の足を**いっしょに**考えます。"),
            ("title", "代表"),
        ]
    };
    for (number, said) in [("123", "13桁の数字"), ("1234567890123", "検査数字が合いません")] {
        client
            .post("/partners", &fields(number))
            .await
            .is(422)
            .has(said)
            .has("ひよりNPO");
    }
    // 国税庁's own number.
    let answer = client.post("/partners", &fields("7000012050002")).await.is(303);
    let path = answer.location().split('?').next().unwrap().to_owned();
    client
        .post("/partners", &fields("7000012050002"))
        .await
        .is(422)
        .has("すでに登録されています");
    world
        .visitor()
        .get(&path)
        .await
        .is(200)
        .has("ひよりNPO")
        .has("<strong>いっしょに</strong>");

    let mut asker = world.signed_in(&world.colleague).await;
    asker
        .get("/join?q=%E3%81%B2%E3%82%88%E3%82%8A")
        .await
        .is(200)
        .has("ひよりNPO");
    let ask = path.replace("/partners/", "/join/partners/");
    asker.post(&ask, &[("message", "")]).await.is(303);
    let mut tx = world.read(&world.colleague).await;
    let mine = join_request::mine(&mut tx).await.unwrap();
    drop(tx);
    let withdrawal = format!("/join/requests/{}/withdrawal", mine[0].id);
    client.post(&withdrawal, &[]).await.is(404);
    asker.post(&withdrawal, &[]).await.is(303);
    asker.get("/join").await.is(200).has("取り下げました");
}
