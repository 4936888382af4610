//! Field notes: the page, its shell and its worker, and what a telephone sends once it has a network again.

use axum::{
    body::Body,
    http::{Method, Request, header},
};
use serde_json::Value;

use crate::{
    client::{Answer, Client},
    round::Round,
};

mod changes;
mod notes;
mod photos;
mod shell;
mod state;
mod visits;

/// Sends fields as the page's script does.
async fn send(client: &mut Client, path: &str, fields: &[(&str, &str)]) -> Answer {
    let state = state(client).await;
    let mut body = form_urlencoded::Serializer::new(String::new());
    body.append_pair("csrf", state["csrf"].as_str().unwrap());
    body.extend_pairs(fields);
    let request = Request::builder()
        .method(Method::POST)
        .uri(path)
        .header(header::ACCEPT, "application/json")
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    client
        .send(request.body(Body::from(body.finish())).unwrap())
        .await
}

async fn state(client: &mut Client) -> Value {
    read(&client.get("/field/state").await.is(200))
}

#[track_caller]
fn read(answer: &Answer) -> Value {
    serde_json::from_str(&answer.body).unwrap_or_else(|_| panic!("no JSON: {}", answer.body))
}

/// What is wrong, by field.
fn problems(answer: &Answer) -> Vec<(String, String)> {
    let said = read(answer);
    let all = said["problems"].as_array().expect("problems");
    let text = |one: &Value, name: &str| one[name].as_str().unwrap().to_owned();
    all.iter()
        .map(|one| (text(one, "field"), text(one, "words")))
        .collect()
}

async fn page_of(client: &mut Client, round: &Round) -> Answer {
    client
        .get(&format!("/dialogues/{}", round.dialogue))
        .await
        .is(200)
}

async fn page_of_path(client: &mut Client, path: &str) -> Answer {
    client.get(path).await.is(200)
}
