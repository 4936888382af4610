//! What one person writes arrives on the other's open page; what is begun comes back.

use crate::{
    chrome::{Driver, Setup},
    demo::Demo,
    journey::enter,
};

#[tokio::test]
async fn words_arrive_on_the_other_page_and_a_draft_comes_back() {
    let demo = Demo::start("live");
    let driver = Driver::start();
    let setup = Setup::default();
    let town = enter(&driver, &demo, setup, "town-official").await;
    let partner = enter(&driver, &demo, setup, "partner-in-circle").await;
    town.open(&format!("{}/dialogues", demo.address)).await;
    town.follow("港から岬まで、買い物の道を歩く").await;
    let dialogue = town.here().await;
    partner.open(&dialogue).await;
    partner.waits("[data-open=\"stream\"]").await;

    // Written on one page, read on the other without a reload.
    town.fill("body", "火曜の朝、もう一度歩きませんか").await;
    town.push("送る").await;
    town.sees("火曜の朝、もう一度歩きませんか").await;
    partner.waits("#m-1.is-new").await;
    partner.sees("火曜の朝、もう一度歩きませんか").await;

    // Begun and left: the script kept it, for its writer alone.
    partner.fill("body", "行きます。車は").await;
    partner.sees("下書きを残しました").await;
    partner.open(&format!("{}/home", demo.address)).await;
    partner.open(&dialogue).await;
    partner.sees("下書きを戻しました").await;
    let kept = partner.find("#f-body").await.prop("value").await.unwrap();
    assert_eq!(kept.as_deref(), Some("行きます。車は"));
    town.open(&dialogue).await;
    let other = town.find("#f-body").await.prop("value").await.unwrap();
    assert_eq!(other.as_deref(), Some(""));
    town.close().await;
    partner.close().await;
}

#[tokio::test]
async fn where_no_stream_is_let_through_the_page_looks_by_itself() {
    let demo = Demo::start("looking");
    let driver = Driver::start();
    let setup = Setup::default();
    let town = enter(&driver, &demo, setup, "town-official").await;
    let partner = enter(&driver, &demo, setup, "partner-in-circle").await;
    // No streams, and no waiting: what takes a quarter of a minute takes a moment.
    partner
        .before_pages(
            "delete window.EventSource; const later = window.setTimeout; \
             window.setTimeout = (run, span) => later(run, Math.min(span, 200));",
        )
        .await;
    town.open(&format!("{}/dialogues", demo.address)).await;
    town.follow("港から岬まで、買い物の道を歩く").await;
    town.waits("[data-live]").await;
    partner.open(&town.here().await).await;
    partner.waits("[data-live]").await;
    town.fill("body", "水曜の朝も、歩きませんか").await;
    town.push("送る").await;
    partner.waits("#m-1.is-new").await;
    partner.sees("水曜の朝も、歩きませんか").await;
    town.close().await;
    partner.close().await;
}
