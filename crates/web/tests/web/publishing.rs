//! 公開 through the router: paragraphs by both hands, corrections by one, requests from outside, feeds, validators, pictures.

use axum::{
    body::Body,
    http::{Method, Request, header},
};
use domain::id::{ChallengeId, CorrectionRequestId};
use store::correction_request::{self, NewRequest};

use crate::{
    client::{Answer, Client},
    round::Round,
    world::World,
};

/// A request somebody from outside made, with this receipt.
pub async fn asked(world: &World, challenge: ChallengeId, receipt: &str) -> CorrectionRequestId {
    let receipt = web::Receipt::read(receipt).unwrap();
    let mut tx = world
        .db
        .for_viewer(domain::Viewer::ANYONE)
        .write(&world.moment())
        .await
        .unwrap();
    let new = NewRequest {
        town: world.town,
        challenge,
        words: "週に一度ではなく二度でした",
        email: "",
        receipt: &receipt.digest(&world.app.secret),
    };
    let id = correction_request::insert(&mut tx, &new).await.unwrap();
    tx.commit().await.unwrap();
    id
}

const TEXT: &str = "移動販売がなくなった。\n\n閉じておく段落。\n\n週に二度なら出せるという店がある。";

/// A round whose challenge has a second wording with three paragraphs; its pages.
struct Pages {
    challenge: String,
    piece: String,
    hands: String,
    id: String,
    official: Client,
    partner: Client,
}

impl Pages {
    async fn new(world: &World) -> Self {
        let round = Round::seed(world).await;
        let challenge = format!("/challenges/{}", round.challenge);
        let mut official = world.signed_in(&world.official).await;
        let partner = world.signed_in(&world.partner).await;
        let form = [
            ("title", "配送の足"),
            ("purpose", "店も客も無理をしない"),
            ("gains", "閉じておく方々"),
            ("wording", TEXT),
            ("because", "閉じておくわけ"),
            ("base", "1"),
        ];
        official
            .post(&format!("{challenge}/wordings"), &form)
            .await
            .is(303);
        Self {
            piece: format!("{challenge}/publishing/wording.{}.2", round.challenge),
            hands: format!("{challenge}/hands"),
            id: round.challenge.to_string(),
            challenge,
            official,
            partner,
        }
    }

    /// The places of the paragraphs that have these words, as the page offers them.
    async fn places(&mut self, words: &[&str]) -> Vec<String> {
        let page = self.official.get(&self.piece).await.is(200);
        let offered = page.body.split("name=\"place\" value=\"").skip(1);
        let found = offered.filter(|part| {
            let label = part.split("</label>").next().unwrap();
            words.iter().any(|words| label.contains(words))
        });
        found
            .map(|part| part.split('"').next().unwrap().to_owned())
            .collect()
    }

    /// One side's hand, for paragraphs or for the whole.
    async fn hand(&mut self, town: bool, places: &[String], audience: &str) -> Answer {
        let mut form = vec![
            ("kind", "wording"),
            ("piece", self.id.as_str()),
            ("number", "2"),
            ("audience", audience),
        ];
        form.extend(places.iter().map(|place| ("place", place.as_str())));
        let client = if town {
            &mut self.official
        } else {
            &mut self.partner
        };
        client.post(&self.hands, &form).await
    }
}

#[tokio::test]
async fn paragraphs_open_by_both_hands_and_close_by_one() {
    let world = World::new().await;
    let mut pages = Pages::new(&world).await;
    let chosen = pages.places(&["移動販売が", "週に二度"]).await;
    assert_eq!(chosen.len(), 2);
    pages.hand(true, &chosen, "public").await.is(303);
    let mut visitor = world.visitor();
    visitor.get(&pages.challenge).await.is(404);
    // The other side sees what waits for its hand.
    let piece = pages.piece.clone();
    pages
        .partner
        .get(&piece)
        .await
        .is(200)
        .has("パートナーの手を待っています")
        .has("浜口 澄江");
    let preview = format!("{piece}/preview");
    pages
        .partner
        .get(&format!("{preview}?as=public"))
        .await
        .is(200)
        .has("何も見えません");
    let agreed = pages
        .partner
        .get(&format!("{preview}?as=public&with=missing"))
        .await
        .is(200);
    agreed
        .has("週に二度")
        .has("この間の一部は公開していません")
        .lacks("閉じておく段落");
    pages.hand(false, &chosen, "public").await.is(303);
    let open = visitor.get(&pages.challenge).await.is(200);
    open.has("移動販売がなくなった")
        .has("週に二度")
        .has("この間の一部は公開していません")
        .has("店も客も無理をしない")
        .lacks("閉じておく");
    let wordings = format!("{}/wordings", pages.challenge);
    visitor
        .get(&wordings)
        .await
        .is(200)
        .lacks("閉じておく")
        .lacks("浜口 澄江");
    let mut outsider = world.signed_in(&world.outsider).await;
    outsider.get(&pages.challenge).await.is(200).lacks("閉じておく");
    pages
        .partner
        .get(&preview)
        .await
        .is(200)
        .has("週に二度")
        .lacks("閉じておく段落");
    // A paragraph that is none is not opened.
    let gone = vec![chosen[0].replace("wording", "because")];
    pages
        .hand(true, &gone, "public")
        .await
        .is(422)
        .has("選び直してください");
    // Whoever takes their hand back is asked once more, and then it is gone everywhere.
    let asked = pages.official.get(&format!("{piece}/taking-back")).await.is(200);
    asked.has("手を下ろして取り下げる");
    let done = pages.hand(true, &[], "").await.is(303);
    assert!(done.location().contains("hand-taken-back"), "{}", done.location());
    visitor.get(&pages.challenge).await.is(404);
    outsider.get(&pages.challenge).await.is(404);
    visitor
        .get("/challenges.atom")
        .await
        .is(200)
        .lacks("配送の足")
        .lacks("移動販売");
}

/// Opens the whole second wording to everyone.
async fn opened(world: &World) -> Pages {
    let mut pages = Pages::new(world).await;
    for town in [true, false] {
        pages.hand(town, &[], "public").await.is(303);
    }
    pages
}

#[tokio::test]
async fn one_hand_corrects_and_nobody_else_does() {
    let world = World::new().await;
    let mut pages = opened(&world).await;
    let path = format!("{}/corrections/wording.{}.2", pages.challenge, pages.id);
    let form = [
        ("remark", "correction"),
        ("words", "二度ではなく三度"),
        ("reason", "店に聞き直した"),
    ];
    let mut outsider = world.signed_in(&world.outsider).await;
    outsider.get(&path).await.is(200).lacks("name=\"remark\"");
    outsider.post(&path, &form).await.is(403);
    pages.partner.post(&path, &form[..1]).await.is(422).has("2か所");
    pages.partner.post(&path, &form).await.is(303);
    let mut colleague = world.signed_in(&world.colleague).await;
    let mut notice = form;
    notice[0].1 = "notice";
    notice[1].1 = "三月に様子を見ます";
    colleague.post(&path, &notice).await.is(303);
    let mut visitor = world.visitor();
    let page = visitor.get(&pages.challenge).await.is(200);
    page.has("二度ではなく三度")
        .has("店に聞き直した")
        .has("三月に様子を見ます")
        .lacks("遠回 歩");
    visitor
        .get("/challenges.atom")
        .await
        .is(200)
        .has("二度ではなく三度");
    // What is closed has no corrections to be seen.
    pages.hand(true, &[], "").await.is(303);
    visitor.get(&path).await.is(404);
    pages.official.get(&path).await.is(404);
    visitor
        .get("/challenges.atom")
        .await
        .is(200)
        .lacks("二度ではなく三度");
}

#[tokio::test]
async fn anyone_asks_for_a_correction_and_the_town_answers_in_words() {
    let world = World::new().await;
    let pages = opened(&world).await;
    let contact = format!("/towns/{}/contact", world.town);
    let mut admin = world.signed_in(&world.admin).await;
    let refused = admin
        .post(&contact, &[("office", "企画課 公民連携係")])
        .await
        .is(422);
    refused.has("どれか一つ").has("企画課 公民連携係");
    let wrong = [("office", "企画課"), ("site", "javascript:alert(1)")];
    admin
        .post(&contact, &wrong)
        .await
        .is(422)
        .has("https:// から始まる");
    let right = [("office", "企画課 公民連携係"), ("telephone", "0000-00-0000")];
    admin.post(&contact, &right).await.is(303);
    let mut visitor = world.visitor();
    let ask = format!("{}/correction-request", pages.challenge);
    let page = visitor.get(&pages.challenge).await.is(200);
    page.has("誤りに気づいたら")
        .has("企画課 公民連携係")
        .has("0000-00-0000")
        .has(&ask);
    visitor
        .get(&format!("/towns/{}", world.town))
        .await
        .is(200)
        .has("企画課 公民連携係");
    let form = visitor.get(&ask).await.is(200).has("利用目的");
    let token = crate::client::token(&form.body).unwrap();
    let robot = [("words", "広告"), ("website", "https://x.example")];
    visitor.post_with(&token, &ask, &robot).await.is(422);
    let bad = [("words", "二度です"), ("email", "いいえ")];
    visitor
        .post_with(&token, &ask, &bad)
        .await
        .is(422)
        .has("二度です");
    let sent = visitor
        .post_with(&token, &ask, &[("words", "週に二度でした")])
        .await
        .is(303);
    let mine = sent.location().to_owned();
    let shown = visitor
        .get(&mine)
        .await
        .is(200)
        .has("週に二度でした")
        .has("お待ちください");
    assert_eq!(shown.headers[header::CACHE_CONTROL], "no-store");
    let mut colleague = world.signed_in(&world.colleague).await;
    colleague.get("/home").await.is(200).has("週に二度でした");
    let list = format!("/towns/{}/correction-requests", world.town);
    let listed = colleague.get(&list).await.is(200).has("週に二度でした");
    let id = listed.body.split("/correction-requests/").nth(1).unwrap();
    let id = id.split('"').next().unwrap();
    let request = format!("/correction-requests/{id}");
    let answer = format!("{request}/answer");
    colleague.get(&request).await.is(200);
    colleague.post(&answer, &[("outcome", "stays")]).await.is(422);
    let words = [("outcome", "stays"), ("words", "記録の日は週に一度でした")];
    colleague.post(&answer, &words).await.is(303);
    colleague.post(&answer, &words).await.is(409);
    visitor.get(&mine).await.is(200).has("記録の日は週に一度でした");
    let mut elsewhere = world.signed_in(&world.elsewhere).await;
    elsewhere.get(&request).await.is(404);
    for _ in 0..10 {
        visitor.post_with(&token, &ask, &[("words", "もう一度")]).await;
    }
    let many = visitor
        .post_with(&token, &ask, &[("words", "もう一度")])
        .await
        .is(422);
    many.has("時間をおいて").has("もう一度");
}

#[tokio::test]
async fn feeds_are_atom() {
    let world = World::new().await;
    let pages = opened(&world).await;
    let mut visitor = world.visitor();
    visitor.get(&pages.challenge).await.has("application/atom+xml");
    visitor.get("/challenges").await.has("href=\"/challenges.atom\"");
    let mut seen = std::collections::BTreeSet::new();
    for path in [
        "/challenges.atom".to_owned(),
        format!("/towns/{}/feed.atom", world.town),
        format!("{}/feed.atom", pages.challenge),
    ] {
        let answer = visitor.get(&path).await.is(200);
        assert_eq!(
            answer.headers[header::CONTENT_TYPE],
            "application/atom+xml; charset=utf-8"
        );
        assert!(answer.headers.contains_key(header::LAST_MODIFIED));
        let document = roxmltree::Document::parse(&answer.body).unwrap();
        let feed = document.root_element();
        let atom = "http://www.w3.org/2005/Atom";
        assert!(feed.has_tag_name((atom, "feed")));
        let child = |node: roxmltree::Node<'_, '_>, name: &str| {
            let found: Vec<_> = node
                .children()
                .filter(|one| one.has_tag_name((atom, name)))
                .collect();
            assert_eq!(found.len(), 1, "{name} in {path}");
            found[0].text().unwrap().to_owned()
        };
        // Every feed has its own name; an entry has the same in all of them.
        assert!(seen.insert(child(feed, "id")));
        child(feed, "title");
        let entries: Vec<_> = feed
            .children()
            .filter(|one| one.has_tag_name((atom, "entry")))
            .collect();
        assert_eq!(entries.len(), 1);
        assert_eq!(
            child(entries[0], "id"),
            format!(
                "tag:localhost,2026:/pieces/wording.{}.2",
                pages.id.replace('-', "")
            )
        );
        assert!(child(entries[0], "title").contains("配送の足"));
        assert_eq!(child(entries[0], "updated"), child(feed, "updated"));
        assert!(child(entries[0], "content").contains("<p>店も客も無理をしない</p>"));
        let author = entries[0]
            .children()
            .find(|one| one.has_tag_name((atom, "author")))
            .unwrap();
        assert_eq!(child(author, "name"), "凪浦町");
        assert!(
            feed.descendants()
                .filter(|one| one.has_tag_name((atom, "link")))
                .all(|link| {
                    link.attribute("href")
                        .is_some_and(|href| href.starts_with("http://localhost:8080/"))
                })
        );
    }
    visitor
        .get(&format!("/towns/{}/feed.atom", world.other_town))
        .await
        .is(200)
        .lacks("<entry>");
}

async fn asks(client: &mut Client, method: Method, path: &str, tag: Option<&str>) -> Answer {
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, "localhost:8080");
    if let Some(tag) = tag {
        request = request.header(header::IF_NONE_MATCH, tag);
    }
    client.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn whoever_has_a_page_is_told_so() {
    let world = World::new().await;
    let mut pages = opened(&world).await;
    let mut visitor = world.visitor();
    for path in [
        pages.challenge.clone(),
        "/challenges.atom".to_owned(),
        format!("{}/picture.png", pages.challenge),
    ] {
        let first = visitor.get(&path).await.is(200);
        let tag = first.headers[header::ETAG].to_str().unwrap().to_owned();
        assert!(tag.starts_with('"'), "{tag} is strong");
        assert_eq!(first.headers[header::VARY], "cookie");
        assert_eq!(first.headers[header::CACHE_CONTROL], "no-cache");
        for sent in [tag.clone(), format!("\"other\", W/{tag}"), "*".to_owned()] {
            let kept = asks(&mut visitor, Method::GET, &path, Some(&sent)).await.is(304);
            assert!(kept.body.is_empty());
            assert_eq!(kept.headers[header::ETAG], tag.as_str());
            assert_eq!(kept.headers[header::VARY], "cookie");
        }
        asks(&mut visitor, Method::GET, &path, Some("\"other\""))
            .await
            .is(200);
        let head = asks(&mut visitor, Method::HEAD, &path, None).await.is(200);
        assert!(head.body.is_empty());
        assert_eq!(head.headers[header::ETAG], tag.as_str());
        assert!(head.headers[header::CONTENT_LENGTH] != "0");
        asks(&mut visitor, Method::HEAD, &path, Some(&tag)).await.is(304);
        // After the shelf is emptied the same bytes have the same name.
        world.pass(6_000_000);
        asks(&mut visitor, Method::GET, &path, Some(&tag)).await.is(304);
    }
    let challenge = pages.challenge.clone();
    let tag = visitor.get(&challenge).await.headers[header::ETAG]
        .to_str()
        .unwrap()
        .to_owned();
    let mut english = world.visitor();
    english.set_cookie("__Host-tomoni-language", "en");
    asks(&mut english, Method::GET, &challenge, Some(&tag))
        .await
        .is(200);
    // Whoever is signed in reads their own page, which nobody keeps.
    let own = asks(&mut pages.official, Method::GET, &challenge, Some(&tag))
        .await
        .is(200);
    assert_eq!(own.headers[header::CACHE_CONTROL], "no-store");
    assert!(!own.headers.contains_key(header::ETAG));
    // What changed is sent, what was taken back is gone.
    let path = format!("{challenge}/corrections/wording.{}.2", pages.id);
    let form = [("remark", "notice"), ("words", "足した"), ("reason", "わけ")];
    pages.partner.post(&path, &form).await.is(303);
    asks(&mut visitor, Method::GET, &challenge, Some(&tag))
        .await
        .is(200)
        .has("足した");
    pages.hand(true, &[], "").await.is(303);
    asks(&mut visitor, Method::GET, &challenge, Some(&tag))
        .await
        .is(404);
    visitor.get(&format!("{challenge}/picture.png")).await.is(404);
    visitor.get(&format!("{challenge}/feed.atom")).await.is(404);
}

#[tokio::test]
async fn a_link_to_a_public_challenge_shows_a_picture() {
    let world = World::new().await;
    let mut pages = opened(&world).await;
    let page = world.visitor().get(&pages.challenge).await.is(200);
    let picture = format!("http://localhost:8080{}/picture.png", pages.challenge);
    page.has(&format!("<meta property=\"og:image\" content=\"{picture}\">"))
        .has("<meta property=\"og:title\" content=\"配送の足\">")
        .has(&format!(
            "<meta property=\"og:url\" content=\"http://localhost:8080{}\">",
            pages.challenge
        ))
        .has("summary_large_image");
    let drawn = world
        .visitor()
        .get(&format!("{}/picture.png", pages.challenge))
        .await
        .is(200);
    assert_eq!(drawn.headers[header::CONTENT_TYPE], "image/png");
    assert!(drawn.body.contains("PNG"));
    // A newer wording is the circle's: the picture keeps the title everyone knows.
    let form = [
        ("title", "まだ見せない題名"),
        ("purpose", "ひみつ"),
        ("gains", "ひみつ"),
        ("wording", "ひみつ"),
        ("because", "ひみつ"),
        ("base", "2"),
    ];
    pages
        .official
        .post(&format!("{}/wordings", pages.challenge), &form)
        .await
        .is(303);
    world
        .visitor()
        .get(&pages.challenge)
        .await
        .is(200)
        .has("配送の足")
        .lacks("まだ見せない");
    pages
        .official
        .get(&format!("{}/feed.atom", pages.challenge))
        .await
        .is(200)
        .lacks("まだ見せない");
}
