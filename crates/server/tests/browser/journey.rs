//! An official and a partner go through one whole round, each in their own browser.

use fantoccini::Locator;

use crate::{
    chrome::{Browser, Driver, Setup},
    demo::Demo,
};

/// Signs in as one of the demo's people.
pub async fn enter(driver: &Driver, demo: &Demo, setup: Setup, persona: &str) -> Browser {
    let browser = driver.browser(setup).await;
    browser.open(&demo.address).await;
    browser.press(&format!("button[value=\"{persona}\"]")).await;
    browser.sees("今日、待っていること").await;
    browser
}

/// Dialogue, challenge, both hands, adaptation, move, trial, reflection: the next question stands on the page.
#[expect(clippy::too_many_lines, reason = "one story, told from its beginning")]
async fn whole_round(setup: Setup, name: &str) {
    let demo = Demo::start(name);
    let driver = Driver::start();
    let town = enter(&driver, &demo, setup, "town-official").await;
    let partner = enter(&driver, &demo, setup, "partner-in-circle").await;

    // 対話: she writes down a visit, with what somebody said there. A form with holes comes back with what was typed.
    town.open(&format!("{}/dialogues/new", demo.address)).await;
    let counters = town
        .client
        .find_all(Locator::Css(".counter"))
        .await
        .unwrap()
        .len();
    assert_eq!(counters == 0, setup.scriptless, "scripts run, or do not");
    town.fill("title", "夕方の渡船場で聞いた話").await;
    town.push("記録する").await;
    town.sees("直してください").await;
    let kept = town.find("#f-title").await.prop("value").await.unwrap();
    assert_eq!(kept.as_deref(), Some("夕方の渡船場で聞いた話"));
    town.press("label[for=\"f-kind-visit\"]").await;
    town.fill("place", "渡船場").await;
    town.fill("notes", "最終便のあと、迎えを待つ高校生が十人ほどいた。")
        .await;
    town.tick("真壁 亮").await;
    town.fill("words", "暗くなると、待つ場所がないんです").await;
    town.press("label[for=\"f-speaker-student\"]").await;
    town.press("label[for=\"f-consent-public\"]").await;
    town.press("label[for=\"f-audience-participants\"]").await;
    town.push("記録する").await;
    town.sees("暗くなると、待つ場所がないんです").await;
    let dialogue = town.here().await;

    // He was there, finds it waiting, and says so.
    partner.open(&format!("{}/home", demo.address)).await;
    partner.sees("参加された対話の確認をお願いします").await;
    partner.follow("夕方の渡船場で聞いた話").await;
    partner.push("参加していました").await;
    partner.sees("参加していたことを記録しました").await;

    // 課題: the town words it; both own and sign it.
    town.open(&dialogue).await;
    town.follow("この対話から課題のことばを書く").await;
    town.fill("title", "最終便のあとを明るくする").await;
    town.fill("purpose", "高校生が安心して迎えを待てる").await;
    town.fill("gains", "島から通う高校生と、その家族").await;
    town.fill("wording", "渡船場は18時に灯りが消える。").await;
    town.push("このことばにする").await;
    town.sees("最終便のあとを明るくする").await;
    let challenge = town.here().await;
    town.open(&format!("{challenge}/circle")).await;
    town.choose("seat", "真壁 亮").await;
    town.push("加える").await;
    town.sees("輪に加えました").await;
    partner.open(&format!("{challenge}/circle")).await;
    partner.push("共同の持ち主になる").await;
    partner.sees("共同の持ち主になりました").await;
    for browser in [&town, &partner] {
        browser.open(&challenge).await;
        browser.push("手を添える").await;
        browser.sees("手を添えました。").await;
    }
    partner.sees("浜口 千夏が手を添えました").await;

    // 作り変え: the partner begins without a package; the town answers with a next step.
    partner
        .open(&format!("{challenge}/adaptations/new?package=none"))
        .await;
    partner.fill("title", "灯りのある待合").await;
    partner
        .fill("summary", "まず一か月、待合の灯りを最終便まで残す")
        .await;
    partner.fill("title-1", "灯りの当番").await;
    partner
        .fill("body-1", "売店の人が帰りに点け、迎えの親が消す")
        .await;
    partner.fill("reason-1", "暗いと聞いたから").await;
    partner.choose("source-1", "渡船場").await;
    partner.push("この版にする").await;
    partner.sees("灯りの当番").await;
    let adaptation = partner.here().await;

    // Before anything is tried, each side says openly what its own interest is.
    for (browser, gains) in [
        (&town, "夜の待合が安心な場所になること"),
        (&partner, "帰りの便の荷台が埋まること"),
    ] {
        browser.open(&format!("{adaptation}/interests")).await;
        browser.fill("gains", gains).await;
        browser.fill("bears", "それぞれの人手だけで行う").await;
        browser.press("label[for=\"f-tie-none\"]").await;
        browser.push("開示する").await;
        browser.sees("利害関係を開示しました").await;
    }
    town.open(&adaptation).await;
    town.press("label[for=\"move-try_small\"]").await;
    town.fill("words", "十二月のあいだ、やってみましょう").await;
    town.push("この一歩にする").await;
    town.sees("十二月のあいだ、やってみましょう").await;

    // 試行: with something counted together.
    town.open(&format!("{adaptation}/trials/new")).await;
    town.fill("title", "十二月の待合").await;
    town.fill("what", "最終便の一時間後まで灯りを残す").await;
    let begins = town.find("#f-begins").await.prop("value").await.unwrap().unwrap();
    town.day("ends", &begins).await;
    town.fill("name-1", "待合を使った人").await;
    town.fill("unit-1", "人").await;
    town.press("label[for=\"f-unpaid-1\"]").await;
    town.push("試行を始める").await;
    town.sees("待合を使った人").await;
    let trial = town.here().await;
    partner.open(&trial).await;
    partner.press("#f-indicator option[value=\"1\"]").await;
    partner.fill("value", "12").await;
    partner.push("書きとめる").await;
    partner.sees("値を書きとめました").await;
    partner.sees("12").await;
    town.open(&trial).await;
    town.push("試行を終える").await;
    town.sees("ふりかえりを書きましょう").await;

    // ふりかえり: each writes first, then one text of both; with both hands the loop goes round.
    let together = format!("{trial}/reflection");
    for (browser, words) in [
        (&town, "灯りの当番は、島の人だけで回せた。"),
        (&partner, "灯りより、人がいることだった。"),
    ] {
        browser.open(&together).await;
        browser.sees("一人で書く").await;
        browser.fill("learnt", words).await;
        browser.push("書き終える").await;
        browser.sees(words).await;
    }
    partner.sees("灯りの当番は、島の人だけで回せた。").await;
    partner.push("期限を待たずに、全員で読む").await;
    partner.sees("全員の文を開きました").await;
    partner.open(&format!("{together}/new")).await;
    partner
        .fill(
            "learnt",
            "灯りより、だれかがいることがうれしかったという声が多い。",
        )
        .await;
    partner.fill("next_question", "だれが、どこで一緒に待つ？").await;
    partner.press("label[for=\"way-next_round\"]").await;
    partner.push("いっしょの文を残す").await;
    partner.sees("いっしょの文を残しました").await;
    let reflection = partner.here().await;
    partner.push("この文に手を添える").await;
    partner.sees("ほかの方の手を待っています").await;
    town.open(&reflection).await;
    town.sees("だれが、どこで一緒に待つ？").await;
    town.push("この文に手を添える").await;
    town.sees("みなさんの手で決まりました").await;
    for browser in [&town, &partner] {
        browser.open(&challenge).await;
        browser.sees("2周目").await;
        browser.sees("だれが、どこで一緒に待つ？").await;
    }
    // Nothing of it was opened: a stranger does not learn that it exists.
    let stranger = driver.browser(setup).await;
    stranger.open(&challenge).await;
    stranger.sees("ページが見つかりません").await;
    for browser in [town, partner, stranger] {
        browser.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_go_round_once() {
    whole_round(Setup::default(), "scripts").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_go_round_once_without_scripts() {
    let setup = Setup {
        scriptless: true,
        ..Setup::default()
    };
    whole_round(setup, "scriptless").await;
}
