//! What nobody should send: every route answers it without falling over, and every form keeps what was typed.

use axum::{
    body::Body,
    http::{Method, Request, header},
};
use web::access::table;

use crate::{
    access::{address, seeded},
    client::{Client, token},
    forms::{PostForm, forms},
    round::Round,
    world::{Actor, World},
};

fn request(method: Method, uri: &str, kind: &str, body: Vec<u8>) -> Request<Body> {
    Request::builder()
        .method(method)
        .uri(uri)
        .header(header::CONTENT_TYPE, kind)
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(body))
        .unwrap()
}

const FORM: &str = "application/x-www-form-urlencoded";

async fn clients(world: &World) -> Vec<Client> {
    let mut clients = vec![world.visitor()];
    for actor in [&world.official, &world.partner, &world.operator] {
        clients.push(world.signed_in(actor).await);
    }
    clients
}

#[tokio::test]
async fn no_address_makes_a_route_fall_over() {
    let world = World::new().await;
    let long = "a".repeat(5000);
    let strange = [
        "%00",
        "%ff%fe",
        "..%2f..%2fetc",
        "'%20OR%201=1--",
        "%E3%81%82",
        "-1",
        "0",
        long.as_str(),
    ];
    for mut client in clients(&world).await {
        for entry in table() {
            for value in strange {
                let path: String = entry
                    .path
                    .split('/')
                    .map(|part| if part.starts_with('{') { value } else { part })
                    .collect::<Vec<_>>()
                    .join("/");
                for query in [
                    "",
                    "?after=%ff~%00&after=x&q=%f0%28&done=../x&to=%0d%0aSet-Cookie:x",
                ] {
                    let uri = format!("{path}{query}");
                    let method: Method = entry.method.parse().unwrap();
                    let answer = client.send(request(method, &uri, FORM, Vec::new())).await;
                    assert!(
                        answer.status.as_u16() < 500,
                        "{} {uri}: {}",
                        entry.method,
                        answer.status
                    );
                }
            }
        }
    }
}

#[tokio::test]
async fn no_body_makes_a_route_fall_over() {
    let world = World::new().await;
    let seeds = seeded(&world).await;
    for mut client in clients(&world).await {
        let token = client.token().await;
        for entry in table().iter().filter(|entry| entry.method == "POST") {
            // Signing out would end the run.
            if entry.path == "/sign-out" {
                continue;
            }
            let uri = address(entry.path, &seeds);
            let many = format!("csrf={token}{}", "&f=x".repeat(500));
            let bodies: [(&str, Vec<u8>); 6] = [
                (
                    FORM,
                    format!("csrf={token}&=&&&%&%zz&title=%ff%fe&title=a&title=b").into_bytes(),
                ),
                (
                    FORM,
                    [
                        format!("csrf={token}&title=").as_bytes(),
                        &[0xff, 0x00, 0xc3, 0x28],
                    ]
                    .concat(),
                ),
                (FORM, many.into_bytes()),
                (
                    FORM,
                    format!("csrf={token}&notes={}", "x".repeat(10 << 20)).into_bytes(),
                ),
                ("application/json", b"{\"csrf\": 1}".to_vec()),
                ("multipart/form-data; boundary=x", b"--x--".to_vec()),
            ];
            for (kind, body) in bodies {
                let large = body.len() > 1 << 20;
                let answer = client.send(request(Method::POST, &uri, kind, body)).await;
                let status = answer.status.as_u16();
                assert!(status < 500, "POST {uri} as {kind}: {status}");
                assert!(!large || status == 413, "POST {uri} with 10 MB: {status}");
            }
        }
    }
}

/// Every page with a form, and under which hat.
async fn pages(world: &World) -> Vec<(Actor, String, Vec<PostForm>)> {
    let seeds = seeded(world).await;
    let mut pages = Vec::new();
    for actor in [world.official, world.admin, world.partner, world.operator] {
        for entry in table().iter().filter(|entry| entry.method == "GET") {
            let path = address(entry.path, &seeds);
            // The mails' links are not of this world; the language is kept.
            if entry.path.contains("{link}") || entry.path.contains("{locale}") {
                continue;
            }
            let answer = world.signed_in(&actor).await.get(&path).await;
            if answer.status.as_u16() == 200 {
                pages.push((actor, path, forms(&answer.body)));
            }
        }
    }
    pages
}

#[tokio::test]
async fn every_form_survives_hostile_values() {
    let world = World::new().await;
    let values = [
        "\u{0}\u{202e}<script>alert(1)</script>",
        "'\"--;",
        "9999-99-99",
        "-1",
        "１２",
        &"長".repeat(20_000),
    ];
    let mut sent = 0;
    for (actor, page, forms) in pages(&world).await {
        for form in forms {
            if matches!(form.action.as_str(), "/sign-out" | "/hat") {
                continue;
            }
            for value in values {
                let mut client = world.signed_in(&actor).await;
                let fields: Vec<(&str, &str)> = form
                    .fields
                    .iter()
                    .map(|field| (field.name.as_str(), value))
                    .collect();
                let answer = client.post(&form.action, &fields).await;
                let status = answer.status.as_u16();
                assert!(
                    status < 500,
                    "{page}: POST {} with {value:.20}: {status}",
                    form.action
                );
                assert!(
                    !answer.body.contains("<script>alert"),
                    "{page}: POST {}",
                    form.action
                );
                sent += 1;
            }
        }
    }
    assert!(sent > 150, "{sent}");
}

#[tokio::test]
async fn every_refused_form_keeps_what_was_typed() {
    let world = World::new().await;
    let mut refused = 0;
    for (actor, page, forms) in pages(&world).await {
        for form in forms {
            let written: Vec<_> = form
                .fields
                .iter()
                .filter(|field| {
                    matches!(
                        field.kind.as_str(),
                        "text" | "textarea" | "email" | "date" | "time"
                    )
                })
                .collect();
            if written.is_empty() {
                continue;
            }
            // Choices are not of the choices, days are none, and every text says which field it stood in.
            let fields: Vec<(String, String)> = form
                .fields
                .iter()
                .map(|field| {
                    let value = match field.kind.as_str() {
                        "text" | "textarea" | "email" | "date" | "time" => format!("のこる-{}", field.name),
                        "hidden" => field.value.clone(),
                        _ => "none-such".to_owned(),
                    };
                    (field.name.clone(), value)
                })
                .collect();
            let fields: Vec<(&str, &str)> = fields
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str()))
                .collect();
            let mut client = world.signed_in(&actor).await;
            let answer = client.post(&form.action, &fields).await;
            if answer.status.as_u16() != 422 {
                continue;
            }
            refused += 1;
            for field in written {
                let kept = format!("のこる-{}", field.name);
                assert!(
                    answer.body.contains(&kept),
                    "{page}: POST {} lost {}",
                    form.action,
                    field.name
                );
            }
            assert!(
                answer.body.contains("id=\"error-summary\""),
                "{page}: POST {} says nothing",
                form.action
            );
        }
    }
    assert!(refused >= 20, "{refused} forms were refused");
}

#[tokio::test]
async fn the_forms_of_visitors_keep_what_was_typed() {
    let world = World::new().await;
    Round::seed(&world).await;
    for path in [
        "/sign-in",
        "/register",
        "/confirm",
        "/password/forgot",
        "/password/reset",
    ] {
        let mut client = world.visitor();
        let shown = client.get(path).await.is(200);
        let csrf = token(&shown.body).unwrap();
        for form in forms(&shown.body) {
            let fields: Vec<_> = form
                .fields
                .iter()
                .map(|field| (field.name.as_str(), "のこる"))
                .collect();
            client
                .post_with(&csrf, &form.action, &fields)
                .await
                .is(422)
                .has("value=\"のこる\"")
                .has("error-summary");
        }
    }
}

/// Where the log of a test goes.
#[derive(Clone, Default)]
struct Written(std::sync::Arc<std::sync::Mutex<Vec<u8>>>);

impl std::io::Write for Written {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn no_address_with_a_secret_in_it_is_logged() {
    let world = World::new().await;
    let written = Written::default();
    let sink = written.clone();
    let log = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || sink.clone())
        .finish();
    let _kept = tracing::subscriber::set_default(log);
    let mut visitor = world.visitor();
    for path in ["/voice/7KQD-3M9X-PW2H", "/confirm/7KQD.3M9XPW2H", "/7KQD3M9XPW2H"] {
        visitor.get(path).await;
    }
    let log = String::from_utf8(written.0.lock().unwrap().clone()).unwrap();
    assert!(log.contains("/voice/{receipt}"), "{log}");
    assert!(!log.contains("7KQD"), "{log}");
}
