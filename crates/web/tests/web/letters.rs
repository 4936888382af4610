//! Voices left with a town: by residents without an account, by its staff for others, looked at twice, followed by
//! their authors.

use domain::{
    Timestamp, Viewer,
    id::VoiceId,
    letter::{Anonymity, Channel, Standing},
    voice::{Consent, Speaker},
};
use store::letter::{self, NewLetter};
use web::Receipt;

use crate::{
    client::{Answer, Client, token},
    round::Round,
    world::World,
};

/// A voice left with the town, whose receipt is known.
pub async fn left(world: &World, receipt: &str) -> VoiceId {
    let anyone = world.db.for_viewer(Viewer::ANYONE);
    let mut tx = anyone.write(&world.moment()).await.unwrap();
    let new = NewLetter {
        town: world.town,
        channel: Channel::Web,
        words: "バスの時間が病院と合わない",
        speaker: Speaker::Resident,
        anonymity: Anonymity::Described,
        described: "川上地区、80代",
        consent: Consent::Public,
        receipt: &Receipt::read(receipt).unwrap().digest(&world.app.secret),
    };
    let id = letter::insert(&mut tx, &new).await.unwrap();
    tx.commit().await.unwrap();
    id
}

const VOICE: [(&str, &str); 6] = [
    ("words", "バスの時間が病院と合わない"),
    ("speaker", "resident"),
    ("consent", "public"),
    ("anonymity", "described"),
    ("described", "川上地区、80代"),
    ("name", "海野"),
];

async fn leave(world: &World, client: &mut Client, fields: &[(&str, &str)]) -> Answer {
    let path = format!("/towns/{}/voice", world.town);
    let csrf = token(&client.get(&path).await.is(200).body).unwrap();
    client.post_with(&csrf, &path, fields).await
}

/// The standings of everything in the town's queue.
async fn waiting(world: &World, standing: Standing) -> usize {
    let mut tx = world.read(&world.official).await;
    let found = letter::list(&mut tx, world.town, standing, None).await.unwrap();
    found.rows.len()
}

#[tokio::test]
async fn a_resident_leaves_a_voice_and_follows_it_by_its_code() {
    let world = World::new().await;
    let mut resident = world.visitor();
    let town = format!("/towns/{}", world.town);
    resident.get(&town).await.is(200).has(&format!("{town}/voice\""));
    resident
        .get(&format!("{town}/voice"))
        .await
        .has("利用目的")
        .has("だれのことか分かる");
    let answer = leave(&world, &mut resident, &VOICE).await.is(303);
    let link = answer.location().to_owned();
    let (path, _) = link.split_once('?').unwrap();
    let code = path.rsplit('/').next().unwrap();
    resident
        .get(&link)
        .await
        .is(200)
        .has("この番号を控えてください")
        .has("川上地区、80代")
        .lacks("海野");
    // The code is told once; it opens the page as people type it.
    resident
        .get(path)
        .await
        .is(200)
        .lacks("この番号を控えてください")
        .has("待っています");
    let csrf = token(&resident.get("/voice").await.is(200).body).unwrap();
    let typed = code.to_lowercase().replace('-', " ");
    let found = resident
        .post_with(&csrf, "/voice", &[("receipt", &typed)])
        .await
        .is(303);
    assert_eq!(found.location(), path);
    resident
        .post_with(&csrf, "/voice", &[("receipt", "0000-0000-0000")])
        .await
        .is(422)
        .has("見つかりません");
    // Nobody but the town's staff reads it before it was looked at.
    resident
        .get(&format!("{town}/voices"))
        .await
        .is(200)
        .lacks("バスの時間");
    world
        .signed_in(&world.partner)
        .await
        .get(&format!("{town}/letters"))
        .await
        .is(404);
    let mut staff = world.signed_in(&world.colleague).await;
    staff
        .get(&format!("{town}/letters"))
        .await
        .is(200)
        .has("バスの時間");
}

#[tokio::test]
async fn a_voice_sent_twice_is_one_voice_with_one_receipt() {
    let world = World::new().await;
    let mut resident = world.visitor();
    let page = format!("/towns/{}/voice", world.town);
    let form = resident.get(&page).await.is(200).has("name=\"once\"");
    let at = form.body.find("name=\"once\" value=\"").unwrap() + 19;
    let once = form.body[at..].split('"').next().unwrap().to_owned();
    let mut typed = VOICE.to_vec();
    typed.push(("once", once.as_str()));
    let first = leave(&world, &mut resident, &typed).await.is(303);
    let second = leave(&world, &mut resident, &typed).await.is(303);
    assert_eq!(first.location(), second.location());
    assert_eq!(waiting(&world, Standing::Waiting).await, 1);
    // Another voice under the same word is another voice.
    typed[0] = ("words", "坂の手すりがぐらつく");
    let other = leave(&world, &mut resident, &typed).await.is(303);
    assert_ne!(first.location(), other.location());
    assert_eq!(waiting(&world, Standing::Waiting).await, 2);
}

#[tokio::test]
async fn a_voice_needs_consent_and_what_its_author_does_not_show_is_not_kept() {
    let world = World::new().await;
    let mut resident = world.visitor();
    leave(&world, &mut resident, &VOICE[..2])
        .await
        .is(422)
        .has("バスの時間")
        .has("f-consent");
    let named = [&VOICE[..3], &[("anonymity", "named")]].concat();
    leave(&world, &mut resident, &named).await.is(422).has("f-name-e");
    let hidden = [
        &VOICE[..3],
        &[("anonymity", "hidden"), ("described", "川上"), ("name", "海野")],
    ]
    .concat();
    let link = leave(&world, &mut resident, &hidden)
        .await
        .is(303)
        .location()
        .to_owned();
    resident.get(&link).await.is(200).lacks("川上").lacks("海野");
    // A resident chooses no channel.
    let forged = [&VOICE[..], &[("channel", "telephone")]].concat();
    leave(&world, &mut resident, &forged).await.is(303);
    let mut tx = world.read(&world.official).await;
    let found = letter::list(&mut tx, world.town, Standing::Waiting, None)
        .await
        .unwrap();
    assert!(found.rows.iter().all(|one| one.channel == Channel::Web));
}

#[tokio::test]
async fn programs_are_held_back_and_people_keep_what_they_wrote() {
    let world = World::new().await;
    let mut resident = world.visitor();
    let trapped = [&VOICE[..], &[("website", "https://buy.example")]].concat();
    leave(&world, &mut resident, &trapped)
        .await
        .is(422)
        .has("バスの時間")
        .lacks("buy.example");
    assert_eq!(waiting(&world, Standing::Waiting).await, 0);
    for _ in 0..20 {
        leave(&world, &mut resident, &VOICE).await.is(303);
    }
    leave(&world, &mut resident, &VOICE)
        .await
        .is(422)
        .has("一時間ほど")
        .has("バスの時間");
    assert_eq!(waiting(&world, Standing::Waiting).await, 20);
    // The town's staff goes on typing in; an hour later everybody does.
    let mut staff = world.signed_in(&world.official).await;
    let by_phone = [&VOICE[..], &[("channel", "telephone")]].concat();
    leave(&world, &mut staff, &by_phone).await.is(303);
    world.pass(Timestamp::HOUR + 1);
    leave(&world, &mut resident, &VOICE).await.is(303);
}

#[tokio::test]
async fn staff_type_in_what_came_by_telephone() {
    let world = World::new().await;
    let mut staff = world.signed_in(&world.official).await;
    leave(&world, &mut staff, &VOICE).await.is(422).has("f-channel");
    let web = [&VOICE[..], &[("channel", "web")]].concat();
    leave(&world, &mut staff, &web).await.is(422);
    let by_phone = [&VOICE[..], &[("channel", "telephone")]].concat();
    let link = leave(&world, &mut staff, &by_phone)
        .await
        .is(303)
        .location()
        .to_owned();
    staff.get(&link).await.is(200).has("この番号を控えてください");
    let town = format!("/towns/{}/letters", world.town);
    staff.get(&town).await.has("電話");
    // The other town's staff leaves a voice here like everybody else.
    let mut elsewhere = world.signed_in(&world.elsewhere).await;
    leave(&world, &mut elsewhere, &VOICE).await.is(303);
}

#[tokio::test]
async fn what_is_kept_back_has_a_reason_and_somebody_else_looks_again() {
    let world = World::new().await;
    let id = left(&world, "0000-0000-0001").await;
    let reviews = format!("/letters/{id}/reviews");
    let keep = [
        ("outcome", "keep"),
        ("criterion", "person"),
        ("reason", "お住まいが分かるため"),
    ];
    let mut official = world.signed_in(&world.official).await;
    let here = format!("/letters/{}\"", id.uuid().simple());
    official.get("/home").await.is(200).has(&here);
    official
        .post(&reviews, &keep[..1])
        .await
        .is(422)
        .has("f-criterion-e")
        .has("f-reason-e");
    official.post(&reviews, &keep).await.is(303);
    let mut author = world.visitor();
    author
        .get("/voice/0000-0000-0001")
        .await
        .is(200)
        .has("別の職員がもう一度")
        .has("お住まいが分かるため");
    official
        .post(&reviews, &keep)
        .await
        .is(422)
        .has("別の職員が確かめます");
    official.post(&reviews, &[("outcome", "open")]).await.is(422);
    let mut colleague = world.signed_in(&world.colleague).await;
    // Today shows it to those who have not looked yet.
    official.get("/home").await.is(200).lacks(&here);
    world
        .signed_in(&world.elsewhere)
        .await
        .get("/home")
        .await
        .lacks(&here);
    colleague.get("/home").await.is(200).has(&here);
    colleague.post(&reviews, &keep).await.is(303);
    author
        .get("/voice/0000-0000-0001")
        .await
        .has("二人の職員が確かめ")
        .has("だれのことか分かる")
        .lacks("堀江");
    author
        .get(&format!("/towns/{}/voices", world.town))
        .await
        .lacks("バスの時間");
    assert_eq!(waiting(&world, Standing::Kept).await, 1);
    // Opening it past the queue is nobody's to do.
    let opening = format!("/voices/{id}/opening");
    official.post(&opening, &[("audience", "public")]).await.is(403);
}

#[tokio::test]
async fn an_open_voice_is_read_by_everyone_until_its_author_takes_it_back() {
    let world = World::new().await;
    let id = left(&world, "0000-0000-0001").await;
    let mut official = world.signed_in(&world.official).await;
    let reviews = format!("/letters/{id}/reviews");
    official.post(&reviews, &[("outcome", "open")]).await.is(303);
    let mut author = world.visitor();
    let voices = format!("/towns/{}/voices", world.town);
    author
        .get(&voices)
        .await
        .is(200)
        .has("バスの時間")
        .has("川上地区、80代");
    world
        .signed_in(&world.partner)
        .await
        .get(&format!("/letters/{id}"))
        .await
        .is(403);
    let page = author.get("/voice/0000-0000-0001").await.has("公開しています");
    let csrf = token(&page.body).unwrap();
    author
        .post_with(&csrf, "/voice/0000-0000-0001/withdrawal", &[])
        .await
        .is(303);
    author.get(&voices).await.lacks("バスの時間");
    author
        .get("/voice/0000-0000-0001")
        .await
        .is(200)
        .has("取り下げられました")
        .lacks("/withdrawal\"");
    official.get(&format!("/letters/{id}")).await.is(404);
    official.post(&reviews, &[("outcome", "open")]).await.is(404);
}

#[tokio::test]
async fn its_author_sees_that_something_came_of_it() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let id = left(&world, "0000-0000-0001").await;
    let mut official = world.signed_in(&world.official).await;
    let tie = format!("/letters/{id}/challenge");
    let challenge = round.challenge.to_string();
    official
        .post(&tie, &[("challenge", &world.other_town.to_string())])
        .await
        .is(400);
    official.post(&tie, &[("challenge", &challenge)]).await.is(303);
    official
        .post(&format!("/letters/{id}/reviews"), &[("outcome", "open")])
        .await
        .is(303);
    let mut author = world.visitor();
    author.get("/voice/0000-0000-0001").await.has("まだありません");
    let wording = [
        ("base", "1"),
        ("title", "病院に合うバス"),
        ("purpose", "車を手放しても通える"),
        ("gains", "川上地区の方"),
        ("wording", "時間が合わない。"),
        ("because", "声を読んで"),
        ("reason", &format!("voice:{id}")),
    ];
    official
        .post(&format!("/challenges/{challenge}/wordings"), &wording)
        .await
        .is(303);
    author
        .get("/voice/0000-0000-0001")
        .await
        .has("課題のことばが書き直されました")
        .has("公開されたあとに")
        .lacks("病院に合うバス");
}
