//! What the pages answer, kept beside the tests: a change of a page shows in the review. `INSTA_UPDATE=always ./test
//! snapshots` writes them anew.

use web::access::table;

use crate::{
    access::{address, seeded},
    client::Answer,
    world::World,
};

/// The status, the headers that matter and the content, without what differs from build to build.
fn shown(answer: &Answer) -> String {
    let mut text = format!("{}\n", answer.status);
    for name in [
        "cache-control",
        "content-type",
        "content-disposition",
        "location",
        "set-cookie",
    ] {
        for value in answer.headers.get_all(name) {
            let value = value.to_str().unwrap().split([';', '=']).next().unwrap();
            text.extend([name, ": ", value, "\n"]);
        }
    }
    // What is no page is tested where it is made; it changes with every picture and every word.
    let kind = answer.headers.get("content-type");
    if kind.is_some_and(|kind| !kind.as_bytes().starts_with(b"text/html")) {
        return text;
    }
    let body = &answer.body;
    let start = body.find("<main").unwrap_or(0);
    let end = body.find("</main>").unwrap_or(body.len());
    let mut main = body[start..end].to_owned();
    // Icons are pictures named by the fingerprint of their file; form tokens are random to whoever does not know the key.
    while let Some(at) = main.find("<svg class=\"icon\"") {
        let after = main[at..].find("</svg>").unwrap() + at + 6;
        main.replace_range(at..after, "");
    }
    for (before, until) in [("name=\"csrf\" value=\"", '"'), ("/assets/", '"')] {
        let parts: Vec<&str> = main.split(before).collect();
        let (first, rest) = parts.split_first().unwrap();
        let rest = rest
            .iter()
            .map(|part| part.split_once(until).map_or(*part, |(_, rest)| rest));
        main = std::iter::once(*first)
            .chain(rest)
            .collect::<Vec<_>>()
            .join(&format!("{before}…{until}"));
    }
    let lines = main.lines().map(str::trim).filter(|line| !line.is_empty());
    text + &lines.collect::<Vec<_>>().join("\n").replace("><", ">\n<")
}

#[tokio::test]
async fn every_page_as_an_official_and_as_a_visitor_reads_it() {
    let world = World::new().await;
    let seeds = seeded(&world).await;
    for entry in table().iter().filter(|entry| entry.method == "GET") {
        let path = address(entry.path, &seeds);
        let name = entry
            .path
            .trim_matches('/')
            .replace(['/', '{', '}'], "-")
            .replace("--", "-");
        let name = if name.is_empty() {
            "start"
        } else {
            name.trim_matches('-')
        };
        let answer = world.signed_in(&world.official).await.get(&path).await;
        insta::assert_snapshot!(format!("official-{name}"), shown(&answer));
        let answer = world.visitor().get(&path).await;
        if answer.status.as_u16() == 200 {
            insta::assert_snapshot!(format!("visitor-{name}"), shown(&answer));
        }
    }
}
