//! A file described anew and taken back by its sender.

use super::hung;
use crate::{round::Round, world::World};

#[tokio::test]
async fn its_sender_describes_a_file_anew_and_takes_it_back() {
    let world = World::new().await;
    let round = Round::seed(&world).await;
    let id = hung(&world, round.dialogue).await;
    let mut official = world.signed_in(&world.official).await;
    let edit = format!("/files/{id}/edit");
    official
        .get(&edit)
        .await
        .is(200)
        .has("集会所の黒板.jpg")
        .has("value=\"集会所の黒板に書かれた買い物の予定\"");
    let long = "長".repeat(300);
    official
        .post(&format!("/files/{id}"), &[("caption", &long)])
        .await
        .is(422)
        .has(&long)
        .has("error-summary");
    official
        .post(&format!("/files/{id}"), &[("caption", "黒板の予定")])
        .await
        .is(303);
    let page = format!("/dialogues/{}", round.dialogue);
    official
        .get(&page)
        .await
        .is(200)
        .has("alt=\"黒板の予定\"")
        .has(&edit);
    let mut partner = world.signed_in(&world.partner).await;
    partner.get(&page).await.is(200).lacks(&edit);
    partner
        .post(&format!("/files/{id}/withdrawal"), &[])
        .await
        .is(403);
    official
        .post(&format!("/files/{id}/withdrawal"), &[])
        .await
        .is(303);
    for path in [format!("/files/{id}"), format!("/files/{id}/preview"), edit] {
        official.get(&path).await.is(404);
    }
    official
        .get(&page)
        .await
        .is(200)
        .has("まだ写真や資料はありません");
}
