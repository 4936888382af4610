//! やさしい日本語: every page that everybody may read has its words in it, with readings, and says which words are not easy.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use web::access::table;

use crate::{
    access::{address, seeded},
    client::{Answer, Client, token},
    forms::forms,
    world::World,
};

fn locales(language: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../locales")
        .join(language)
}

/// The messages of a language: key, and its file with its text. Terms and remarks are left out.
fn messages(language: &str) -> BTreeMap<String, (String, String)> {
    let mut found = BTreeMap::new();
    for file in std::fs::read_dir(locales(language)).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "ftl") {
            continue;
        }
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let mut last = String::new();
        for line in std::fs::read_to_string(&path).unwrap().lines() {
            match line.split_once(" =") {
                Some((key, text)) if key.starts_with(|first: char| first.is_ascii_lowercase()) => {
                    key.clone_into(&mut last);
                    found.insert(last.clone(), (name.clone(), text.trim().to_owned()));
                }
                _ if line.starts_with(' ') => found.get_mut(&last).unwrap().1.push_str(line.trim()),
                _ => {}
            }
        }
    }
    found
}

/// The messages that readers of easy Japanese get in Japanese.
fn borrowed() -> BTreeMap<String, (String, String)> {
    let easy = messages("easy");
    let mut japanese = messages("ja");
    japanese.retain(|key, _| !easy.contains_key(key));
    japanese
}

/// The lines that name what may be borrowed.
fn borrowed_lines() -> Vec<String> {
    let list = std::fs::read_to_string(locales("easy").join("borrowed.txt")).unwrap();
    list.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(str::to_owned)
        .collect()
}

/// Whether a line of `borrowed.txt` names a message.
fn names(line: &str, key: &str, file: &str) -> bool {
    match line.split_once('*') {
        Some((begin, end)) => {
            key.len() >= begin.len() + end.len() && key.starts_with(begin) && key.ends_with(end)
        }
        None => line == key || line == file,
    }
}

#[test]
fn what_is_borrowed_is_named() {
    let lines = borrowed_lines();
    let borrowed = borrowed();
    let unnamed: Vec<_> = borrowed
        .iter()
        .filter(|(key, (file, _))| !lines.iter().any(|line| names(line, key, file)))
        .map(|(key, (file, _))| format!("{file}: {key}"))
        .collect();
    assert!(
        unnamed.is_empty(),
        "write them in locales/easy, or name them in locales/easy/borrowed.txt: {unnamed:#?}"
    );
    let stale: Vec<_> = lines
        .iter()
        .filter(|line| !borrowed.iter().any(|(key, (file, _))| names(line, key, file)))
        .collect();
    assert!(stale.is_empty(), "borrowed.txt names nothing by {stale:?}");
}

/// What a page says: its texts, and the attributes that are read.
fn said(body: &str) -> Vec<String> {
    let mut found = Vec::new();
    // What has a reading is easy: it is kept apart from words without one.
    let body = body
        .replace("<ruby>", "")
        .replace("<rt>", "《")
        .replace("</rt></ruby>", "》");
    for part in body.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        found.push(text.trim().to_owned());
        for name in [
            "aria-label",
            "title",
            "alt",
            "placeholder",
            "data-left",
            "data-over",
            "data-kept",
        ] {
            let value = tag.split_once(&format!(" {name}=\""));
            found.extend(
                value
                    .and_then(|(_, rest)| rest.split('"').next())
                    .map(str::to_owned),
            );
        }
    }
    found.retain(|text| !text.is_empty());
    found
}

/// Whether a text is this message, whatever its arguments are. A choice is compared by its longest stretch alone.
fn is(text: &str, message: &str) -> bool {
    let parts: Vec<&str> = message.split(['{', '}']).step_by(2).collect();
    if parts.len() == 1 {
        return text == message;
    }
    // Brackets and particles stand everywhere.
    let telling = parts.iter().any(|part| part.chars().count() >= 4);
    let mut rest = text;
    telling
        && text.starts_with(parts[0])
        && text.ends_with(parts[parts.len() - 1])
        && parts.iter().all(|part| match rest.split_once(part) {
            Some((_, after)) => {
                rest = after;
                true
            }
            None => false,
        })
}

/// Both hands open everything of the challenge's record to everyone.
pub async fn open(world: &World, challenge: &str) {
    for actor in [world.official, world.partner] {
        let mut client = world.signed_in(&actor).await;
        let page = client
            .get(&format!("/challenges/{challenge}/publishing"))
            .await
            .is(200);
        let csrf = token(&page.body).unwrap();
        let links = format!("/challenges/{challenge}/publishing/");
        for piece in page.body.split(&links).skip(1) {
            // A piece's name: its kind, its id and its revision.
            let code = piece.split('"').next().unwrap();
            let mut parts = code.split('.').map(str::to_owned);
            let mut part = || parts.next().unwrap();
            let fields = [
                ("kind", part()),
                ("piece", part()),
                ("number", part()),
                ("audience", "public".to_owned()),
            ];
            let fields: Vec<_> = fields
                .iter()
                .map(|(name, value)| (*name, value.as_str()))
                .collect();
            client
                .post_with(&csrf, &format!("/challenges/{challenge}/hands"), &fields)
                .await
                .is(303);
        }
    }
}

/// Every page a visitor reads, and its forms sent empty, in easy Japanese.
async fn pages(world: &World) -> Vec<(String, Answer)> {
    let seeds = seeded(world).await;
    let challenge = seeds.iter().find(|(name, _)| *name == "{challenge}").unwrap();
    open(world, &challenge.1).await;
    let mut pages = Vec::new();
    let easy = || {
        let mut client: Client = world.visitor();
        client.set_cookie("__Host-tomoni-language", "easy");
        client
    };
    for entry in table().iter().filter(|entry| entry.method == "GET") {
        // The demo's mailbox holds mails, which are Japanese; field notes are for people at work here.
        let borrowed = ["/dev/", "/language/", "/field", "/sw.js", "/manifest"];
        if borrowed.iter().any(|begin| entry.path.starts_with(begin)) {
            continue;
        }
        let path = address(entry.path, &seeds);
        let mut client = easy();
        let answer = client.get(&path).await;
        let kind = answer
            .headers
            .get("content-type")
            .and_then(|kind| kind.to_str().ok());
        if answer.status.as_u16() != 200 || !kind.is_some_and(|kind| kind.starts_with("text/html")) {
            continue;
        }
        if let Some(csrf) = token(&answer.body) {
            for form in forms(&answer.body)
                .iter()
                .filter(|form| !form.action.starts_with("/demo/"))
            {
                let refused = client.post_with(&csrf, &form.action, &[]).await;
                if refused.status.as_u16() == 422 {
                    pages.push((format!("{} refused", form.action), refused));
                }
            }
        }
        pages.push((path, answer));
    }
    pages.push(("nothing".to_owned(), easy().get("/nothing/here").await.is(404)));
    pages
}

#[tokio::test]
async fn every_public_page_is_in_easy_japanese() {
    let world = World::new().await;
    let borrowed = borrowed();
    let easy = messages("easy");
    let mut wrong = BTreeSet::new();
    let pages = pages(&world).await;
    assert!(pages.len() >= 25, "{}", pages.len());
    for (path, answer) in &pages {
        let body = &answer.body;
        assert!(body.contains("<html lang=\"ja\" class=\"is-easy\">"), "{path}");
        assert!(body.contains("<ruby>"), "{path}");
        // The start page says it where its stories begin; the list of towns has readings of names.
        let quotes = [
            "<p lang=\"ja\">",
            "<blockquote lang=\"ja\">",
            "class=\"prose\" lang=\"ja\"",
        ];
        if !["/", "/towns"].contains(&path.as_str())
            && quotes.iter().any(|quote| body.contains(quote))
            && !body.contains("この ページには、")
        {
            wrong.insert(format!("people's words, and nothing says so  ({path})"));
        }
        for sign in ['\u{fff9}', '\u{fffa}', '\u{fffb}', '《', '｜'] {
            assert!(!body.contains(sign), "{path} shows {sign:?}");
        }
        for text in said(body) {
            for (key, (_, message)) in &borrowed {
                // What is easy already may be said the same way.
                if is(&text, message) && !easy.values().any(|(_, easy)| *easy == *message) {
                    wrong.insert(format!("{key} = {message}  ({path})"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "not yet easy: {wrong:#?}");
}

#[tokio::test]
async fn words_of_people_stay_and_are_told_apart() {
    let world = World::new().await;
    let seeds = seeded(&world).await;
    let challenge = seeds.iter().find(|(name, _)| *name == "{challenge}").unwrap();
    open(&world, &challenge.1).await;
    let mut client = world.visitor();
    client.set_cookie("__Host-tomoni-language", "easy");
    let page = client.get(&format!("/challenges/{}", challenge.1)).await.is(200);
    page.has("週に一度の移動販売")
        .has("<span>この ページには、<ruby>町<rt>まち</rt></ruby>の");
    let mut japanese = world.visitor();
    let page = japanese.get(&format!("/challenges/{}", challenge.1)).await;
    page.is(200).has("週に一度の移動販売").lacks("<ruby>");
}

#[tokio::test]
async fn the_three_languages_are_one_press_away_and_say_so() {
    let world = World::new().await;
    let mut client = world.visitor();
    client
        .get("/towns")
        .await
        .is(200)
        .has("href=\"/language/easy?to=/towns\" lang=\"ja\"")
        .has("href=\"/language/en?to=/towns\" lang=\"en\"");
    client.get("/language/easy?to=/towns").await.is(303);
    client
        .get("/towns")
        .await
        .is(200)
        .has("class=\"is-easy\"")
        .has("href=\"/language/ja?to=/towns\"")
        .has("href=\"/language/en?to=/towns\"");
    client.get("/language/ja-x-easy?to=/towns").await.is(404);
    // Programs read plain words.
    let request = axum::http::Request::get("/towns/000000").header("accept", "application/json");
    let answer = client
        .send(request.body(axum::body::Body::empty()).unwrap())
        .await;
    answer.is(404).lacks("\u{fff9}").has("ページが見つかりません");
}

#[tokio::test]
async fn tables_for_spreadsheets_have_easy_words_without_readings() {
    let world = World::new().await;
    let seeds = seeded(&world).await;
    let mut official = world.signed_in(&world.official).await;
    official.set_cookie("__Host-tomoni-language", "easy");
    for (path, column) in [
        ("/trials/{trial}/costs.csv", "お金（円）,出した 人"),
        ("/trials/{trial}/measurements.csv", "数える こと,単位"),
    ] {
        let table = official.get(&address(path, &seeds)).await.is(200).has(column);
        assert!(
            !table.body.contains(['\u{fff9}', '\u{fffa}', '\u{fffb}']),
            "{}",
            table.body
        );
    }
}

#[tokio::test]
async fn a_visitor_reads_years_by_either_calendar() {
    let world = World::new().await;
    crate::letters::left(&world, "0000-0000-0003").await;
    let path = "/voice/0000-0000-0003";
    let mut client = world.visitor();
    client
        .get(path)
        .await
        .is(200)
        .has("令和8年")
        .has(&format!("href=\"/calendar/seireki?to={path}\""));
    client.get(&format!("/calendar/seireki?to={path}")).await.is(303);
    client
        .get(path)
        .await
        .is(200)
        .lacks("令和8年")
        .has("2026年")
        .has(&format!("href=\"/calendar/wareki?to={path}\""));
    // Neither choice is shown to somebody else from the shelf, nor offered to whoever has it among the settings.
    world.visitor().get(path).await.is(200).has("令和8年");
    let mut official = world.signed_in(&world.official).await;
    official.get("/towns").await.is(200).lacks("/calendar/");
    client.get("/calendar/julian?to=/").await.is(404);
    client.set_cookie("__Host-tomoni-language", "easy");
    client
        .get(path)
        .await
        .is(200)
        .has("2026<ruby>年<rt>ねん</rt></ruby>")
        .lacks("/calendar/");
}
