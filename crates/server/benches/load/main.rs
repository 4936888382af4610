//! CPU per request and requests per second of a real `tomoni`, beside a bare server sending the same bytes.
//!
//! `cargo bench -p tomoni-server --bench load` starts `tomoni demo` on SQLite, adds three hundred dialogues, a
//! thread of ten thousand messages, a package with five hundred adaptations and an account with a password, and asks for each page over kept-open connections. CPU is what the operating system
//! accounts to the server's process (`/proc/PID/stat`, user and system), so it needs Linux. docs/performance.md has the
//! figures with machine and day.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench prints, reads the clock, and fails by panicking"
)]

mod client;
mod world;

use std::{io::Write, path::Path, process::Command, time::Instant};

use client::{Figure, SPAN, Server, again, answer, measure, request, sign_in};
use tokio::net::TcpStream;

fn show(name: &str, figure: &Figure) {
    println!(
        "| {name} | {:.3} | {:.0} | {} |",
        figure.each, figure.rate, figure.bytes
    );
}

/// A server that does nothing but send the bytes of a file.
async fn bare(file: &str) {
    let body: &'static [u8] = Box::leak(std::fs::read(file).unwrap().into_boxed_slice());
    let page = move || async move { ([("content-type", "text/html; charset=utf-8")], body) };
    let router = axum::Router::new().route("/", axum::routing::get(page));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    println!("{}", listener.local_addr().unwrap());
    std::io::stdout().flush().unwrap();
    axum::serve(listener, router).await.unwrap();
}

/// What a bare server needs for as many bytes.
async fn measure_bare(folder: &Path, bytes: usize) -> Figure {
    let file = folder.join("bare.html");
    std::fs::write(&file, vec![b'x'; bytes]).unwrap();
    let mut command = Command::new(std::env::current_exe().unwrap());
    let (server, address) = Server::start(command.arg("--bare").arg(&file));
    measure(&server, &address, &request("GET", "/", "", "")).await
}

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|one| one == "--bare") {
        return bare(&arguments[at + 1]).await;
    }
    let folder = std::env::temp_dir().join(format!("tomoni-load-{}", std::process::id()));
    let mut command = Command::new(env!("CARGO_BIN_EXE_tomoni"));
    command
        .args(["demo", "--listen", "127.0.0.1:0", "--data"])
        .arg(&folder);
    // Once to write the world, then again beside what is added to it.
    drop(Server::start(&mut command));
    let places = world::fill(&folder.join("tomoni.sqlite")).await;
    let (server, address) = Server::start(&mut command);
    let mut stream = TcpStream::connect(&address).await.unwrap();
    let cookies = sign_in(&mut stream).await;
    let (_, list) = answer(&mut stream, &request("GET", "/challenges", "", "")).await;
    let list = String::from_utf8_lossy(&list).into_owned();
    let at = list.find("href=\"/challenges/").expect("an open challenge") + 6;
    let challenge = list[at..].split('"').next().unwrap().to_owned();

    println!("| page | CPU ms a request | requests a second | bytes |\n|---|---|---|---|");
    let session = cookies.header();
    let mut sizes = Vec::new();
    for (name, path, cookie) in [
        ("list of 50 dialogues, signed in", "/dialogues", session.as_str()),
        ("a challenge, signed in", &challenge, &session),
        ("今日, signed in", "/home", &session),
        ("a challenge, public", &challenge, ""),
        (
            "a challenge, public, in easy Japanese",
            &challenge,
            "tomoni-language=easy",
        ),
        ("list of 50 towns, public", "/towns", ""),
        ("a dialogue with 50 messages", &places.threads[0], &session),
        ("a dialogue with 10,000 messages", &places.threads[1], &session),
        (
            "a package with 50 adaptations, signed in",
            &places.packages[0],
            &session,
        ),
        (
            "a package with 500 adaptations, signed in",
            &places.packages[1],
            &session,
        ),
        ("a package with 500 adaptations, public", &places.packages[1], ""),
    ] {
        let figure = measure(&server, &address, &request("GET", path, cookie, "")).await;
        show(name, &figure);
        sizes.push((name, figure.bytes));
    }
    let whole = request("GET", &challenge, "", "");
    let (head, _) = answer(&mut stream, &whole).await;
    let figure = measure(&server, &address, &again(&whole, &head)).await;
    show("a challenge, public, not changed (304)", &figure);
    let (begun, before) = (Instant::now(), server.cpu());
    let mut count = 0_u32;
    while begun.elapsed() < SPAN {
        sign_in(&mut stream).await;
        count += 1;
    }
    println!(
        "| signing in (page, argon2id, session) | {:.1} | {:.0} | |",
        (server.cpu() - before) * 1000.0 / f64::from(count),
        f64::from(count) / begun.elapsed().as_secs_f64()
    );
    drop(server);
    for (name, bytes) in [sizes[0], sizes[3]] {
        show(
            &format!("bare server, as many bytes as: {name}"),
            &measure_bare(&folder, bytes).await,
        );
    }
    let _ = std::fs::remove_dir_all(&folder);
}
