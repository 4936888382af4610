//! axe-core on every kind of page of the demo, as visitors and personas meet them. axe finds a part of what hinders
//! people; docs/testing.md says what else is looked at.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::{
    chrome::{Browser, Driver, Setup},
    demo::Demo,
};

const AXE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../scripts/browser/node_modules/axe-core/axe.min.js"
);

/// Runs axe and answers what it finds: rule, and where.
const RUN: &str = "
    const done = arguments[arguments.length - 1];
    axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
        .then(found => done(found.violations.map(one => one.id + ': ' + one.nodes.map(node => node.html).join(' | '))));";

/// The links of a page that stay inside.
const LINKS: &str = "return [...document.querySelectorAll('a[href]')].map(a => a.href.split('#')[0])
    .filter(href => href.startsWith(location.origin));";

/// An address without what differs between records of a kind: one page of each kind is enough.
fn kind(path: &str) -> String {
    let path = path.split('?').next().unwrap_or_default();
    let part = |part: &str| {
        let id = part.len() >= 6 && part.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
        if id { "*".to_owned() } else { part.to_owned() }
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

async fn strings(browser: &Browser, script: &str) -> Vec<String> {
    let Value::Array(found) = browser.client.execute(script, Vec::new()).await.unwrap() else {
        panic!("{script} answered no list");
    };
    found
        .into_iter()
        .map(|one| one.as_str().unwrap().to_owned())
        .collect()
}

/// What axe finds on the page shown, and whether it is wider than the window.
async fn faults(browser: &Browser, axe: &str) -> Vec<String> {
    browser.client.execute(axe, Vec::new()).await.unwrap();
    let Value::Array(found) = browser.client.execute_async(RUN, Vec::new()).await.unwrap() else {
        panic!("axe answered no list");
    };
    let mut faults: Vec<String> = found
        .into_iter()
        .map(|one| one.as_str().unwrap().to_owned())
        .collect();
    let wide = "return document.documentElement.scrollWidth > document.documentElement.clientWidth;";
    if browser.client.execute(wide, Vec::new()).await.unwrap() == Value::Bool(true) {
        faults.push("the page is wider than the window".to_owned());
    }
    faults
}

/// Walks from page to page, one of each kind, and looks at each; forms are sent empty to meet their errors.
async fn walk(browser: &Browser, demo: &Demo, seen: &mut BTreeMap<String, Vec<String>>) {
    let axe = std::fs::read_to_string(AXE).expect("axe-core; ./test installs it");
    let mut waiting: Vec<String> = [
        "/",
        "/home",
        "/register",
        "/confirm",
        "/password/forgot",
        "/password/reset",
        "/nothing/here",
    ]
    .iter()
    .map(|path| format!("{}{path}", demo.address))
    .collect();
    let mut known = BTreeSet::new();
    while let Some(address) = waiting.pop() {
        let path = address.strip_prefix(&demo.address).unwrap_or("/").to_owned();
        // Feeds, tables and cards are files for other programs; languages and calendars only lead back.
        let is_no_page = [".atom", ".csv", ".vcf", ".png"]
            .iter()
            .any(|end| path.ends_with(end))
            || path.starts_with("/language")
            || path.starts_with("/calendar");
        if is_no_page || !known.insert(kind(&path)) {
            continue;
        }
        browser.open(&address).await;
        seen.insert(kind(&path), faults(browser, &axe).await);
        waiting.extend(strings(browser, LINKS).await);
        let needed = "return [...document.querySelectorAll('form.form[method=post]')].some(form => form.querySelector('.req'));";
        if browser.client.execute(needed, Vec::new()).await.unwrap() == Value::Bool(true) {
            let send = "[...document.querySelectorAll('form.form[method=post]')].find(form => form.querySelector('.req')).submit();";
            browser.client.execute(send, Vec::new()).await.unwrap();
            browser
                .client
                .wait()
                .for_element(fantoccini::Locator::Css("main"))
                .await
                .unwrap();
            seen.insert(format!("{} refused", kind(&path)), faults(browser, &axe).await);
        }
    }
}

async fn every_page(persona: &str, setup: Setup) {
    in_language("ja", persona, setup).await;
}

async fn in_language(language: &str, persona: &str, setup: Setup) {
    let name = format!("axe-{persona}-{language}-{}", setup.dark);
    let demo = Demo::start(&name);
    let driver = Driver::start();
    let browser = driver.browser(setup).await;
    browser
        .open(&format!("{}/language/{language}", demo.address))
        .await;
    if persona != "visitor" {
        browser.press(&format!("button[value=\"{persona}\"]")).await;
    }
    let dark = "return matchMedia('(prefers-color-scheme: dark)').matches;";
    assert_eq!(
        browser.client.execute(dark, Vec::new()).await.unwrap(),
        Value::Bool(setup.dark)
    );
    let mut seen = BTreeMap::new();
    walk(&browser, &demo, &mut seen).await;
    browser.close().await;
    let faulty: Vec<String> = seen
        .iter()
        .filter(|(_, faults)| !faults.is_empty())
        .map(|(page, faults)| format!("{page}\n    {}", faults.join("\n    ")))
        .collect();
    assert!(
        faulty.is_empty(),
        "of {} pages\n{}",
        seen.len(),
        faulty.join("\n")
    );
    assert!(
        seen.len() >= 20,
        "only {} pages were met: {:?}",
        seen.len(),
        seen.keys()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_hinders_a_visitor() {
    every_page("visitor", Setup::default()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_hinders_an_official() {
    every_page("town-official", Setup::default()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_hinders_an_administrator() {
    every_page("town-admin", Setup::default()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_hinders_a_partner() {
    every_page("partner-in-circle", Setup::default()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_hinders_an_operator() {
    every_page("operator", Setup::default()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nor_anybody_in_the_dark_on_a_telephone() {
    let setup = Setup {
        dark: true,
        narrow: Some(390),
        ..Setup::default()
    };
    every_page("town-official", setup).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nor_a_visitor_who_is_learning_japanese() {
    in_language("easy", "visitor", Setup::default()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nor_anybody_who_reads_at_four_hundred_per_cent() {
    for (language, persona) in [("ja", "town-official"), ("easy", "visitor"), ("en", "visitor")] {
        let setup = Setup {
            narrow: Some(320),
            ..Setup::default()
        };
        in_language(language, persona, setup).await;
    }
}
