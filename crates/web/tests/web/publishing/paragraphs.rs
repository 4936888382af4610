//! Paragraphs open by both hands, close by one, and are gone when they are taken back.

use super::Pages;
use crate::world::World;

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
