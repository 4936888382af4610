//! CPU per request and requests per second of a real `tomoni`, beside a bare server sending the same bytes.
//!
//! `cargo bench -p tomoni-server --bench load` starts `tomoni demo` on SQLite, adds three hundred dialogues and an
//! account with a password, and asks for each page over kept-open connections. CPU is what the operating system
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

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use domain::{Day, Hat, Viewer, audience::Audience, dialogue::Kind};
use store::{Db, Location, dialogue::NewDialogue, testing};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// How many connections ask at the same time.
const CONNECTIONS: usize = 4;
/// For how long each page is asked for.
const SPAN: Duration = Duration::from_secs(3);
/// Clock ticks a second in `/proc/PID/stat`: fixed at 100 for programs on Linux.
const TICKS: f64 = 100.0;

const EMAIL: &str = "bench@town.nagiura.example";
const PASSWORD: &str = "みなとの朝市は朝七時から";

struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Server {
    /// Starts a program that prints its address first.
    fn start(command: &mut Command) -> (Self, String) {
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        (Self(child), line.trim().trim_start_matches("http://").to_owned())
    }

    /// CPU seconds used so far.
    fn cpu(&self) -> f64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.0.id())).unwrap();
        let after = stat.rsplit(')').next().unwrap();
        let fields: Vec<&str> = after.split_whitespace().collect();
        let ticks = |index: usize| fields[index].parse::<f64>().unwrap();
        (ticks(11) + ticks(12)) / TICKS
    }
}

/// One request as bytes.
fn request(method: &str, path: &str, cookie: &str, body: &str) -> Vec<u8> {
    let mut text = format!("{method} {path} HTTP/1.1\r\nHost: bench\r\nSec-Fetch-Site: same-origin\r\n");
    if !cookie.is_empty() {
        text.push_str("Cookie: ");
        text.push_str(cookie);
        text.push_str("\r\n");
    }
    if method == "POST" {
        let length = body.len().to_string();
        text.push_str("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ");
        text.push_str(&length);
        text.push_str("\r\n");
    }
    text.push_str("\r\n");
    text.push_str(body);
    text.into_bytes()
}

/// A whole answer: head and body.
async fn answer(stream: &mut TcpStream, request: &[u8]) -> (String, Vec<u8>) {
    stream.write_all(request).await.unwrap();
    let mut bytes = Vec::with_capacity(64 * 1024);
    let (head, wanted) = loop {
        assert!(
            stream.read_buf(&mut bytes).await.unwrap() > 0,
            "the server hung up"
        );
        if let Some(end) = bytes.windows(4).position(|part| part == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
            let length = head.split("content-length: ").nth(1).map_or(0, |rest| {
                rest.split("\r\n")
                    .next()
                    .unwrap()
                    .trim()
                    .parse::<usize>()
                    .unwrap()
            });
            break (
                String::from_utf8_lossy(&bytes[..end]).into_owned(),
                end + 4 + length,
            );
        }
    };
    while bytes.len() < wanted {
        assert!(
            stream.read_buf(&mut bytes).await.unwrap() > 0,
            "the server hung up"
        );
    }
    let start = head.len() + 4;
    (head, bytes[start..wanted].to_vec())
}

/// A browser's cookies.
#[derive(Clone, Default)]
struct Cookies(BTreeMap<String, String>);

impl Cookies {
    fn header(&self) -> String {
        let pairs: Vec<String> = self
            .0
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        pairs.join("; ")
    }

    fn take(&mut self, head: &str) {
        for line in head
            .lines()
            .filter(|line| line.to_lowercase().starts_with("set-cookie: "))
        {
            let pair = line[12..].split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.0.insert(name.to_owned(), value.to_owned());
        }
    }
}

fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut all, byte| {
        use std::fmt::Write;
        write!(all, "%{byte:02X}").unwrap();
        all
    })
}

/// The form token of a page.
fn token(body: &[u8]) -> String {
    let body = String::from_utf8_lossy(body);
    let at = body.find("name=\"csrf\" value=\"").unwrap() + 19;
    body[at..at + 32].to_owned()
}

/// Signs in by address and password and answers the cookies of the session.
async fn sign_in(stream: &mut TcpStream) -> Cookies {
    let mut cookies = Cookies::default();
    let (head, body) = answer(stream, &request("GET", "/sign-in", "", "")).await;
    cookies.take(&head);
    let form = format!(
        "csrf={}&email={}&password={}",
        token(&body),
        encoded(EMAIL),
        encoded(PASSWORD)
    );
    let (head, _) = answer(stream, &request("POST", "/sign-in", &cookies.header(), &form)).await;
    assert!(head.starts_with("HTTP/1.1 303"), "{head}");
    cookies.take(&head);
    cookies
}

struct Figure {
    each: f64,
    rate: f64,
    bytes: usize,
}

/// Asks for one thing over a few connections for a while.
async fn measure(server: &Server, address: &str, asked: &[u8]) -> Figure {
    let mut streams = Vec::new();
    for _ in 0..CONNECTIONS {
        let mut stream = TcpStream::connect(address).await.unwrap();
        // Warm: statements are prepared for each thread, pages are in the cache of the system.
        for _ in 0..50 {
            answer(&mut stream, asked).await;
        }
        streams.push(stream);
    }
    let (head, body) = answer(&mut streams[0], asked).await;
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    let (begun, before) = (Instant::now(), server.cpu());
    let mut tasks = tokio::task::JoinSet::new();
    for mut stream in streams {
        let asked = asked.to_vec();
        tasks.spawn(async move {
            let mut count = 0_u32;
            while begun.elapsed() < SPAN {
                answer(&mut stream, &asked).await;
                count += 1;
            }
            count
        });
    }
    let counts: u32 = tasks.join_all().await.into_iter().sum();
    let (span, used) = (begun.elapsed().as_secs_f64(), server.cpu() - before);
    Figure {
        each: used * 1000.0 / f64::from(counts),
        rate: f64::from(counts) / span,
        bytes: head.len() + 4 + body.len(),
    }
}

fn show(name: &str, figure: &Figure) {
    println!(
        "| {name} | {:.3} | {:.0} | {} |",
        figure.each, figure.rate, figure.bytes
    );
}

/// Three hundred dialogues of 凪浦町, open to its staff, and an account there with a password.
async fn fill(database: &Path) {
    let location: Location = format!("sqlite:{}", database.display()).parse().unwrap();
    let db = Db::open(&location, 1).unwrap();
    // The world stands around today; ids and times of what is added here need not.
    let moment = testing::moment();
    let hash = web::Passwords::default().hash(PASSWORD, &moment).await.unwrap();
    let mut tx = db.system(&moment).await.unwrap();
    let email = "c-hamaguchi@town.nagiura.example".parse().unwrap();
    let known = store::person::find_credentials(&mut tx, &email)
        .await
        .unwrap()
        .unwrap();
    let far: Day = "2026-01-01".parse().unwrap();
    let hats = store::hat::list(&mut tx, known.id, far).await.unwrap();
    let Hat::Staff { town, department, .. } = hats[0].hat else {
        panic!("an official");
    };
    let mut tx = tx.write_as(Viewer::wearing(known.id, hats[0].hat));
    let new = store::person::NewPerson {
        name: "計測 一",
        kana: "",
        email: Some(&EMAIL.parse().unwrap()),
        password: Some(&hash),
        confirmed: true,
        locale: "ja",
    };
    let person = store::person::insert(&mut tx, &new).await.unwrap();
    let post = store::post::NewPost {
        town,
        department,
        person,
        title: "主任",
        admin: false,
        begins: far,
        ends: None,
    };
    store::post::insert(&mut tx, &post).await.unwrap();
    for number in 0..300 {
        let title = format!("港の朝の立ち話 {number}");
        let new = NewDialogue {
            agenda: "",
            spot: None,
            town,
            partner: None,
            challenge: None,
            kind: Kind::Visit,
            held_on: far.plus(number % 200),
            starts: None,
            place: "港の待合所",
            title: &title,
            notes: "船を待つあいだに聞いた話。",
            audience: Audience::Town,
            participants: &[],
        };
        store::dialogue::insert(&mut tx, &new).await.unwrap();
    }
    tx.commit().await.unwrap();
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
    fill(&folder.join("tomoni.sqlite")).await;
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
        ("list of 50 towns, public", "/towns", ""),
    ] {
        let figure = measure(&server, &address, &request("GET", path, cookie, "")).await;
        show(name, &figure);
        sizes.push((name, figure.bytes));
    }
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
