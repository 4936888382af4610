//! A client that asks a real server over kept-open connections, and what that costs the server.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::world::{EMAIL, PASSWORD};

/// How many connections ask at the same time.
const CONNECTIONS: usize = 4;
/// For how long each page is asked for.
pub const SPAN: Duration = Duration::from_secs(3);
/// Clock ticks a second in `/proc/PID/stat`: fixed at 100 for programs on Linux.
const TICKS: f64 = 100.0;

/// A server of ours, ended with this value.
pub struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Server {
    /// Starts a program that prints its address first.
    pub fn start(command: &mut Command) -> (Self, String) {
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
    pub fn cpu(&self) -> f64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.0.id())).unwrap();
        let after = stat.rsplit(')').next().unwrap();
        let fields: Vec<&str> = after.split_whitespace().collect();
        let ticks = |index: usize| fields[index].parse::<f64>().unwrap();
        (ticks(11) + ticks(12)) / TICKS
    }
}

/// The same request, for whoever holds the page already and asks only whether it changed.
pub fn again(request: &[u8], head: &str) -> Vec<u8> {
    let validator = head
        .lines()
        .find(|line| line.to_lowercase().starts_with("etag: "))
        .expect("a validator");
    let kept = request.len() - 2;
    let mut asked = request[..kept].to_vec();
    asked.extend_from_slice(format!("If-None-Match: {}\r\n\r\n", &validator[6..]).as_bytes());
    asked
}

/// One request as bytes.
pub fn request(method: &str, path: &str, cookie: &str, body: &str) -> Vec<u8> {
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
pub async fn answer(stream: &mut TcpStream, request: &[u8]) -> (String, Vec<u8>) {
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
pub struct Cookies(BTreeMap<String, String>);

impl Cookies {
    pub fn header(&self) -> String {
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
pub async fn sign_in(stream: &mut TcpStream) -> Cookies {
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

/// What one page cost: CPU milliseconds a request, requests a second, bytes of an answer.
pub struct Figure {
    pub each: f64,
    pub rate: f64,
    pub bytes: usize,
}

/// Asks for one thing over a few connections for a while.
pub async fn measure(server: &Server, address: &str, asked: &[u8]) -> Figure {
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
    assert!(
        head.starts_with("HTTP/1.1 200") || head.starts_with("HTTP/1.1 304"),
        "{head}"
    );
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
