//! Registering, signing in, passwords and settings, with the mails read where the outbox has them.

use domain::Coded;
use store::mailed_secret::{self, Purpose};

use crate::{
    client::{Answer, Client, token},
    world::{Actor, World},
};

const SESSION: &str = "__Host-tomoni-session";
const MINUTE: i64 = 60_000_000;

/// Opens a page with a form and sends it.
async fn send(client: &mut Client, path: &str, action: &str, fields: &[(&str, &str)]) -> Answer {
    let shown = client.get(path).await;
    let token = token(&shown.body).unwrap();
    client.post_with(&token, action, fields).await
}

/// What the mail to an address carries: the last part of its link, and the code.
async fn mailed(world: &World, purpose: Purpose, email: &str) -> (String, String) {
    let mut tx = world.db.system_read(&world.moment()).await.unwrap();
    let account = store::person::find_credentials(&mut tx, &email.parse().unwrap())
        .await
        .unwrap()
        .unwrap();
    let secret = mailed_secret::find_newest(&mut tx, purpose, account.id)
        .await
        .unwrap()
        .unwrap();
    (
        world.app.secret.link(purpose.code(), secret.id),
        world.app.secret.code(purpose.code(), secret.id),
    )
}

/// Gives an actor a password and answers their address.
pub async fn with_password(world: &World, actor: &Actor, password: &str) -> String {
    let hash = world.app.passwords.hash(password, &world.moment()).await.unwrap();
    let mut tx = world.db.system(&world.moment()).await.unwrap();
    store::person::set_password(&mut tx, actor.person, &hash)
        .await
        .unwrap();
    let account = store::person::find_credentials_of(&mut tx, actor.person)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    account.unwrap().email
}

const NEW: [(&str, &str); 4] = [
    ("name", "新井 汐"),
    ("kana", "あらい しお"),
    ("email", "Shio.Arai@nagiura.example"),
    ("password", "みなとの朝市は朝七時から"),
];

async fn registered(world: &World) -> Client {
    let mut client = world.visitor();
    send(&mut client, "/register", "/register", &NEW)
        .await
        .is(200)
        .has("shio.arai@nagiura.example")
        .lacks("みなとの朝市");
    client
}

#[tokio::test]
async fn an_account_begins_with_a_mail_and_the_password_chosen() {
    let world = World::new().await;
    let mut client = registered(&world).await;
    let (_, code) = mailed(&world, Purpose::Confirm, "shio.arai@nagiura.example").await;
    let with = |code: &str, password: &str| {
        [
            ("email", "shio.arai@nagiura.example"),
            ("code", code),
            ("password", password),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
    };
    for (fields, said) in [
        (with("00000000", "みなとの朝市は朝七時から"), "番号が違うか"),
        (with(&code, "ほかの人が決めたもの"), "パスワードが違います"),
    ] {
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        send(&mut client, "/confirm", "/confirm", &fields)
            .await
            .is(422)
            .has(said)
            .has("shio.arai@nagiura.example");
    }
    let spaced = format!("{} {}", &code[..4], &code[4..]);
    let fields = with(&spaced, "みなとの朝市は朝七時から");
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let answer = send(&mut client, "/confirm", "/confirm", &fields).await.is(303);
    assert_eq!(answer.location(), "/home?done=confirmed");
    client
        .get("/home")
        .await
        .is(200)
        .has("新井 汐")
        .has("まだ、どこにも所属していません");
    // The code is used up.
    let mut again = world.visitor();
    send(&mut again, "/confirm", "/confirm", &fields).await.is(422);
    assert_eq!(again.cookie(SESSION), None);
}

#[tokio::test]
async fn the_link_of_the_mail_asks_for_the_password_and_works_once() {
    let world = World::new().await;
    registered(&world).await;
    let (link, _) = mailed(&world, Purpose::Confirm, "shio.arai@nagiura.example").await;
    let path = format!("/confirm/{link}");
    let mut client = world.visitor();
    let fields = [("link", link.as_str()), ("password", "みなとの朝市は朝七時から")];
    send(
        &mut client,
        &path,
        "/confirm",
        &[("link", &link), ("password", "なにかほかのもの")],
    )
    .await
    .is(422);
    send(&mut client, &path, "/confirm", &fields).await.is(303);
    world
        .visitor()
        .get(&path)
        .await
        .is(410)
        .has("このリンクは使えません");
    world.visitor().get("/confirm/0.0").await.is(410);
}

#[tokio::test]
async fn a_link_and_a_code_end_with_their_time_and_after_five_misses() {
    let world = World::new().await;
    registered(&world).await;
    let (link, code) = mailed(&world, Purpose::Confirm, "shio.arai@nagiura.example").await;
    let fields = [
        ("email", "shio.arai@nagiura.example"),
        ("code", code.as_str()),
        ("password", "みなとの朝市は朝七時から"),
    ];
    world.pass(31 * MINUTE);
    send(&mut world.visitor(), "/confirm", "/confirm", &fields)
        .await
        .is(422);
    world.visitor().get(&format!("/confirm/{link}")).await.is(200);
    world.pass(24 * 60 * MINUTE);
    world.visitor().get(&format!("/confirm/{link}")).await.is(410);

    let mut client = registered(&world).await;
    let (link, code) = mailed(&world, Purpose::Confirm, "shio.arai@nagiura.example").await;
    for _ in 0..5 {
        let wrong = [fields[0], ("code", "12345678"), fields[2]];
        send(&mut client, "/confirm", "/confirm", &wrong).await.is(422);
    }
    let right = [fields[0], ("code", code.as_str()), fields[2]];
    send(&mut client, "/confirm", "/confirm", &right).await.is(422);
    client.get(&format!("/confirm/{link}")).await.is(410);
}

#[tokio::test]
async fn registering_tells_nobody_whether_an_address_is_known() {
    let world = World::new().await;
    let shown = async |email: &str| {
        let fields = [NEW[0], NEW[1], ("email", email), NEW[3]];
        let answer = send(&mut world.visitor(), "/register", "/register", &fields)
            .await
            .is(200);
        let start = answer.body.find("<main").unwrap();
        let text = answer.body[start..].replace(email, "ADDRESS");
        text.split("name=\"csrf\" value=\"")
            .map(|part| part.split_once('"').map_or(part, |(_, rest)| rest).to_owned())
            .collect::<String>()
    };
    assert_eq!(
        shown("official@nagiura.example").await,
        shown("nobody@nagiura.example").await
    );
    let forgot = async |email: &str| {
        let answer = send(
            &mut world.visitor(),
            "/password/forgot",
            "/password/forgot",
            &[("email", email)],
        )
        .await
        .is(200);
        answer.body.replace(email, "ADDRESS").len()
    };
    assert_eq!(
        forgot("official@nagiura.example").await,
        forgot("nobody@elsewhere.example").await
    );
}

#[tokio::test]
async fn signing_in_answers_unknown_addresses_like_wrong_passwords_and_leads_back() {
    let world = World::new().await;
    let email = with_password(&world, &world.official, "みなとの朝市は朝七時から").await;
    let mut client = world.visitor();
    let led = client.get("/dialogues/new").await.is(303);
    assert_eq!(led.location(), "/sign-in?to=%2Fdialogues%2Fnew");
    for (email, password) in [
        (email.as_str(), "ちがうパスワードです"),
        ("nobody@nagiura.example", "みなとの朝市は朝七時から"),
    ] {
        send(
            &mut client,
            "/sign-in",
            "/sign-in",
            &[("email", email), ("password", password)],
        )
        .await
        .is(422)
        .has("メールアドレスかパスワードが違います")
        .has(email)
        .lacks(password);
    }
    let fields = [
        ("email", email.as_str()),
        ("password", "みなとの朝市は朝七時から"),
        ("to", "/dialogues/new"),
    ];
    let answer = send(&mut client, "/sign-in", "/sign-in", &fields).await.is(303);
    assert_eq!(answer.location(), "/dialogues/new");
    client.get("/dialogues/new").await.is(200);
    // Only our own pages are led to.
    for (to, path) in [
        ("https://evil.example", "/home"),
        ("//evil.example", "/home"),
        ("/\\evil.example", "/home"),
    ] {
        let fields = [fields[0], fields[1], ("to", to)];
        assert_eq!(
            send(&mut world.visitor(), "/sign-in", "/sign-in", &fields)
                .await
                .is(303)
                .location(),
            path
        );
    }
}

#[tokio::test]
async fn an_account_is_closed_for_a_while_after_ten_misses() {
    let world = World::new().await;
    let email = with_password(&world, &world.official, "みなとの朝市は朝七時から").await;
    let mut client = world.visitor();
    for _ in 0..10 {
        send(
            &mut client,
            "/sign-in",
            "/sign-in",
            &[("email", &email), ("password", "当てずっぽう")],
        )
        .await
        .is(422);
    }
    let right = [
        ("email", email.as_str()),
        ("password", "みなとの朝市は朝七時から"),
    ];
    send(&mut client, "/sign-in", "/sign-in", &right)
        .await
        .is(422)
        .has("しばらく受け付けを止めています");
    world.pass(16 * MINUTE);
    send(&mut client, "/sign-in", "/sign-in", &right).await.is(303);
}

#[tokio::test]
async fn an_ended_session_does_not_stand_in_the_way_of_signing_in() {
    let world = World::new().await;
    let email = with_password(&world, &world.official, "みなとの朝市は朝七時から").await;
    let mut client = world.signed_in(&world.official).await;
    world.pass(15 * 24 * 60 * MINUTE);
    send(
        &mut client,
        "/sign-in",
        "/sign-in",
        &[("email", &email), ("password", "みなとの朝市は朝七時から")],
    )
    .await
    .is(303);
}

#[tokio::test]
async fn a_forgotten_password_is_set_anew_and_every_session_ends() {
    let world = World::new().await;
    let email = with_password(&world, &world.official, "みなとの朝市は朝七時から").await;
    let mut elsewhere = world.signed_in(&world.official).await;
    let mut client = world.visitor();
    send(
        &mut client,
        "/password/forgot",
        "/password/forgot",
        &[("email", &email)],
    )
    .await
    .is(200);
    let (link, code) = mailed(&world, Purpose::Reset, &email).await;
    client.get(&format!("/password/reset/{link}")).await.is(200);
    let with = |new: &'static str| {
        [
            ("email", email.clone()),
            ("code", code.clone()),
            ("new-password", new.to_owned()),
        ]
    };
    for (new, said) in [
        ("みじかい", "12文字以上"),
        ("official-official", "推測されやすい"),
    ] {
        let fields = with(new);
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        send(&mut client, "/password/reset", "/password/reset", &fields)
            .await
            .is(422)
            .has(said)
            .has(&code);
    }
    let fields = with("川べりの桜は四月のはじめ");
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    send(&mut client, "/password/reset", "/password/reset", &fields)
        .await
        .is(303);
    elsewhere.get("/home").await.is(303);
    client.get("/home").await.is(200);
    let old = [
        ("email", email.as_str()),
        ("password", "みなとの朝市は朝七時から"),
    ];
    send(&mut world.visitor(), "/sign-in", "/sign-in", &old)
        .await
        .is(422);
    let new = [
        ("email", email.as_str()),
        ("password", "川べりの桜は四月のはじめ"),
    ];
    send(&mut world.visitor(), "/sign-in", "/sign-in", &new)
        .await
        .is(303);
    world
        .visitor()
        .get(&format!("/password/reset/{link}"))
        .await
        .is(410);
}
