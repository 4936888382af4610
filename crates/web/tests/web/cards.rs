//! 名刺: written, opened, carried away as a file, renewed, and gone with the post.

use domain::Timestamp;

use crate::world::{Actor, World};

async fn write(world: &World, actor: &Actor, visibility: &str) -> String {
    let mut owner = world.signed_in(actor).await;
    let typed = [
        ("words", "島の買い物の足を、一緒に考えています"),
        ("languages", "日本語、英語"),
        ("phone", "0000-11-2222（内線 3）"),
        ("email", "official@nagiura.example"),
        ("site", "https://town.nagiura.example/"),
        ("visibility", visibility),
    ];
    owner.post("/card", &typed).await.is(303);
    let page = owner.get("/card").await.is(200);
    let rest = page.body.split("href=\"/cards/").nth(1).unwrap();
    format!("/cards/{}", rest.split('"').next().unwrap())
}

#[tokio::test]
async fn a_card_is_written_opened_and_carried_away() {
    let world = World::new().await;
    let mut official = world.signed_in(&world.official).await;
    official
        .get("/card")
        .await
        .is(200)
        .has("まだ保存していません")
        .has("浜口 澄江");
    let wrong = [
        ("site", "javascript:alert(1)"),
        ("email", "x"),
        ("visibility", "link"),
    ];
    let page = official
        .post("/card", &wrong)
        .await
        .is(422)
        .has("javascript:alert(1)");
    page.has("https:// から始まる").lacks("href=\"javascript");
    let card = write(&world, &world.official, "off").await;
    official.get(&card).await.is(200).has("一緒に考えています");
    world.visitor().get(&card).await.is(404);
    world.signed_in(&world.colleague).await.get(&card).await.is(404);

    assert_eq!(write(&world, &world.official, "network").await, card);
    world.visitor().get(&card).await.is(404);
    world
        .signed_in(&world.professional)
        .await
        .get(&card)
        .await
        .is(404);
    world.signed_in(&world.outsider).await.get(&card).await.is(200);

    write(&world, &world.official, "link").await;
    let page = world.visitor().get(&card).await.is(200);
    assert_eq!(page.headers["x-robots-tag"], "noindex, nofollow");
    let page = page
        .has("tel:0000112222")
        .has("mailto:official@nagiura.example")
        .has("class=\"qr\"");
    page.has("noindex").has("role=\"img\"").lacks("acquaintance");
    let file = world.visitor().get(&format!("{card}/card.vcf")).await.is(200);
    assert_eq!(file.headers["content-type"], "text/vcard; charset=utf-8");
    let file = file
        .has("VERSION:4.0\r\n")
        .has("FN:浜口 澄江\r\n")
        .has("N:浜口;澄江;;;");
    file.has("ORG:凪浦町;企画課\r\n")
        .has(&format!("/{}\r\n", card.trim_start_matches('/')));
    world
        .visitor()
        .get(&format!("{card}/card-3.vcf"))
        .await
        .is(200)
        .has("VERSION:3.0\r\n");

    for path in ["/card/print", "/card/print/one"] {
        let page = official.get(path).await.is(200);
        let copies = page.body.matches("name-card-paper").count();
        assert_eq!(copies, if path == "/card/print" { 10 } else { 1 });
        assert_eq!(
            page.body.matches("class=\"qr-ink\"").count(),
            1,
            "the code is written once"
        );
    }

    official
        .post("/card/renewal", &[])
        .await
        .is(422)
        .has("確かめてから")
        .has("一緒に考えています");
    official.post("/card/renewal", &[("sure", "yes")]).await.is(303);
    world.visitor().get(&card).await.is(404);
    official.get("/card").await.is(200).lacks(&card);
}

#[tokio::test]
async fn whoever_met_adds_it_with_day_and_place() {
    let world = World::new().await;
    let card = write(&world, &world.official, "network").await;
    let add = format!("{card}/acquaintance");
    let mut outsider = world.signed_in(&world.outsider).await;
    outsider.get(&card).await.is(200).has("つながりに加える");
    let ahead = world.today().plus(1).to_string();
    outsider
        .post(&add, &[("day", &ahead), ("place", "港の待合所")])
        .await
        .is(422)
        .has("港の待合所");
    let today = world.today().to_string();
    let answer = outsider
        .post(&add, &[("day", &today), ("place", "港の待合所")])
        .await
        .is(303);
    let path = answer.location().split('?').next().unwrap().to_owned();
    for actor in [world.outsider, world.colleague] {
        let mut reader = world.signed_in(&actor).await;
        let page = reader
            .get(&path)
            .await
            .is(200)
            .has("浜口 澄江 — 縁側 望")
            .has("港の待合所");
        page.has("名刺を交わした").has("class=\"strands\"");
        reader.get("/relationships").await.is(200).has(&path);
    }
    for actor in [world.partner, world.elsewhere, world.professional] {
        world.signed_in(&actor).await.get(&path).await.is(404);
    }
    let partner = other_partner(&world);
    world
        .signed_in(&world.official)
        .await
        .get(&format!("/partners/{partner}"))
        .await
        .is(200)
        .has(&path);
    let mut outsider = world.signed_in(&world.outsider).await;
    outsider
        .get(&format!("/towns/{}", world.town))
        .await
        .is(200)
        .has(&path);
    world
        .signed_in(&world.colleague)
        .await
        .post(&add, &[("day", &today)])
        .await
        .is(403);
}

/// The other partner's id.
fn other_partner(world: &World) -> String {
    match world.outsider.hat {
        domain::Hat::Member { partner, .. } => partner.to_string(),
        _ => unreachable!("the outsider is a member"),
    }
}

#[tokio::test]
async fn a_card_ends_with_the_post_and_leaves_nothing_of_the_person() {
    let world = World::new().await;
    let card = write(&world, &world.official, "link").await;
    let mut admin = world.signed_in(&world.admin).await;
    let seat = world.official.seat();
    admin
        .post(&format!("/towns/{}/people/{seat}/ending", world.town), &[])
        .await
        .is(303);
    world.visitor().get(&card).await.is(200).has("浜口 澄江");
    world.pass(Timestamp::DAY);
    let page = world
        .visitor()
        .get(&card)
        .await
        .is(200)
        .has("いまはこの立場にいません");
    let page = page
        .has("凪浦町")
        .has("企画課")
        .lacks("浜口")
        .lacks("0000-11")
        .lacks("official@");
    page.has(&format!("/towns/{}", world.town));
    world.visitor().get(&format!("{card}/card.vcf")).await.is(404);
}

#[tokio::test]
async fn whoever_guesses_is_held_off() {
    let world = World::new().await;
    let card = write(&world, &world.official, "link").await;
    let mut guesser = world.visitor();
    for number in 0..31 {
        guesser.get(&format!("/cards/{number:026}")).await.is(404);
    }
    guesser.get("/cards/99999999999999999999999999").await.is(429);
    guesser.get(&format!("{card}?x=1")).await.is(429);
    world.pass(Timestamp::HOUR);
    guesser.get(&format!("{card}?x=2")).await.is(200);
}
