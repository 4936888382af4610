//! A trial that is opened by paragraphs: what was left out stands on no page, in no table, no history, no list and no
//! feed, whoever asks. Every address of the access table that a record of the trial has is asked, those of tomorrow too.

use domain::{
    audience::Audience,
    challenge::Piece,
    paragraph::{Field, Paragraph},
};

mod tried;

use tried::{CIRCLES_OWN, COUNTED, Tried};

fn shown(one: &Paragraph) -> bool {
    one.words.contains("見せる")
}

#[tokio::test]
async fn the_circle_reads_all_of_it() {
    let tried = Tried::new(Audience::Public).await;
    let partner = tried.world.partner;
    tried.read_somewhere(Some(&partner), &CIRCLES_OWN).await;
    tried.read_somewhere(Some(&partner), &COUNTED).await;
}

#[tokio::test]
async fn one_paragraph_for_everyone_shows_nothing_else_of_the_trial() {
    let mut tried = Tried::new(Audience::Public).await;
    for piece in [Piece::Trial, Piece::Reflection] {
        let key = tried.key(piece);
        tried.open(key, Audience::Public, shown).await;
    }
    let mut readers = vec![None, Some(tried.world.professional), Some(tried.world.operator)];
    readers.extend(tried.network().map(Some));
    for reader in &readers {
        let reader = reader.as_ref();
        tried
            .read_somewhere(reader, &["見せる段落", "見せる学び", "二週間の水曜便"])
            .await;
        tried.read_nowhere(reader, &CIRCLES_OWN).await;
        tried.read_nowhere(reader, &COUNTED).await;
        tried.is_not_there(reader).await;
    }
}

#[tokio::test]
async fn one_paragraph_for_the_network_shows_others_nothing_and_the_network_nothing_else() {
    let mut tried = Tried::new(Audience::Network).await;
    let key = tried.key(Piece::Trial);
    tried.open(key, Audience::Network, shown).await;
    for reader in [None, Some(tried.world.professional)] {
        let all = [&CIRCLES_OWN[..], &COUNTED[..], &["見せる段落", "二週間の水曜便"]].concat();
        tried.read_nowhere(reader.as_ref(), &all).await;
        tried.is_not_there(reader.as_ref()).await;
    }
    for reader in tried.network() {
        tried.read_somewhere(Some(&reader), &["見せる段落"]).await;
        tried.read_nowhere(Some(&reader), &CIRCLES_OWN).await;
        tried.read_nowhere(Some(&reader), &COUNTED).await;
        tried.is_not_there(Some(&reader)).await;
    }
}

#[tokio::test]
async fn what_is_counted_opens_values_diary_and_costs_and_no_text() {
    let mut tried = Tried::new(Audience::Public).await;
    let key = tried.key(Piece::Trial);
    tried
        .open(key, Audience::Public, |one| one.place.field == Field::Counted)
        .await;
    let mut readers = vec![None, Some(tried.world.professional)];
    readers.extend(tried.network().map(Some));
    for reader in &readers {
        tried.read_somewhere(reader.as_ref(), &COUNTED).await;
        tried.read_nowhere(reader.as_ref(), &CIRCLES_OWN).await;
        tried.read_nowhere(reader.as_ref(), &["見せる段落"]).await;
        let (_, photo) = &tried.seeds[4];
        let mut client = tried.client(reader.as_ref()).await;
        client.get(&format!("/files/{photo}/preview")).await.is(200);
    }
}

#[tokio::test]
async fn what_the_network_reads_of_the_counted_is_not_everyones() {
    let mut tried = Tried::new(Audience::Public).await;
    let key = tried.key(Piece::Trial);
    tried.open(key, Audience::Public, shown).await;
    tried
        .open(key, Audience::Network, |one| one.place.field == Field::Counted)
        .await;
    for reader in [None, Some(tried.world.professional)] {
        tried.read_somewhere(reader.as_ref(), &["見せる段落"]).await;
        tried.read_nowhere(reader.as_ref(), &COUNTED).await;
        tried.is_not_there(reader.as_ref()).await;
    }
    for reader in tried.network() {
        tried.read_somewhere(Some(&reader), &COUNTED).await;
        tried.read_nowhere(Some(&reader), &CIRCLES_OWN).await;
    }
    // Taken back by one hand, nothing of it is there.
    let mut official = tried.world.signed_in(&tried.world.official).await;
    let (piece, hands) = (
        tried.trial.to_string(),
        format!("/challenges/{}/hands", tried.challenge),
    );
    let lowered = [
        ("kind", "trial"),
        ("piece", piece.as_str()),
        ("number", "0"),
        ("audience", ""),
    ];
    official.post(&hands, &lowered).await.is(303);
    for reader in [None, Some(tried.world.outsider)] {
        tried.read_nowhere(reader.as_ref(), &COUNTED).await;
        tried
            .read_nowhere(reader.as_ref(), &["見せる段落", "二週間の水曜便"])
            .await;
        tried.is_not_there(reader.as_ref()).await;
    }
}
