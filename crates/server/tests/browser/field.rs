//! Field notes without a network: written, kept, sent once, refused, and set beside what came meanwhile.

use std::path::Path;

use fantoccini::Locator;
use serde_json::Value;

use crate::{
    chrome::{Browser, Driver, Setup},
    demo::Demo,
    journey::enter,
    plug::Plug,
};

const PHONE: Setup = Setup {
    scriptless: false,
    dark: false,
    narrow: Some(390),
};

/// Opens the page and waits until it is ready to be opened again without a network.
async fn field(browser: &Browser, plug: &Plug) {
    browser.open(&format!("{}/field", plug.address)).await;
    browser.waits("#kept[data-ready][data-shell]").await;
}

/// Signs in through the wire.
async fn enter_through(driver: &Driver, plug: &Plug, persona: &str) -> Browser {
    let browser = driver.browser(PHONE).await;
    browser.open(&plug.address).await;
    browser.press(&format!("button[value=\"{persona}\"]")).await;
    browser.sees("今日、待っていること").await;
    browser
}

async fn entries(browser: &Browser, status: &str) -> usize {
    let css = format!(".entry[data-is=\"{status}\"]");
    browser.client.find_all(Locator::Css(&css)).await.unwrap().len()
}

async fn choose_visit(browser: &Browser, words: &str) {
    browser.choose("visit", words).await;
}

/// How often words stand in the content of the page shown.
async fn count(browser: &Browser, words: &str) -> u64 {
    let script = format!("return document.querySelector('main').textContent.split('{words}').length - 1;");
    browser
        .client
        .execute(&script, Vec::new())
        .await
        .unwrap()
        .as_u64()
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_without_a_network_arrives_once() {
    let demo = Demo::start("field-once");
    let plug = Plug::into(&demo).await;
    let driver = Driver::start();
    let town = enter_through(&driver, &plug, "town-official").await;
    field(&town, &plug).await;

    // Behind the mountain: the page opens again, with the dialogues taken along.
    plug.pull();
    town.offline(true).await;
    town.open(&format!("{}/field", plug.address)).await;
    town.waits("#kept[data-state=\"offline\"]").await;
    town.sees("電波がありません").await;
    choose_visit(&town, "回送のバスを").await;
    town.fill("note", "軒先の雨どいが外れている").await;
    town.push("残す").await;
    town.waits(".entry[data-is=\"waiting\"]").await;
    town.fill("words", "ここで待つのが日課になった").await;
    town.press("label[for=\"f-speaker-resident\"]").await;
    town.press("label[for=\"f-consent-circle\"]").await;
    town.push("残す").await;
    town.waits(".entry:nth-child(2)").await;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/img");
    let picture = folder.canonicalize().unwrap().join("app-512.png");
    let picture = picture.to_str().unwrap();
    town.find("#f-file").await.send_keys(picture).await.unwrap();
    town.fill("caption", "といを撮った一枚").await;
    town.push("残す").await;
    town.waits(".entry:nth-child(3)").await;
    town.waits(".entry .entry-photo[src^=\"data:image/jpeg\"]").await;
    // A visit nobody had planned, with a voice that follows it.
    choose_visit(&town, "新しい訪問をはじめる").await;
    town.fill("title", "峠の茶屋あとに寄る").await;
    town.fill("note", "屋根はまだしっかりしている。").await;
    town.fill("words", "昔はここで一休みしたもんです").await;
    town.press("label[for=\"f-speaker-other\"]").await;
    town.press("label[for=\"f-consent-record\"]").await;
    town.push("残す").await;
    town.waits(".entry:nth-child(5)").await;
    town.sees("5件が送信を待っています").await;
    // Begun and not finished: the telephone is put away, and opened again.
    town.fill("note", "まだ途中の").await;
    town.open("about:blank").await;
    town.open(&format!("{}/field", plug.address)).await;
    town.waits("#kept[data-ready]").await;
    let begun = town.find("#f-note").await.prop("value").await.unwrap();
    assert_eq!(begun.as_deref(), Some("まだ途中の"));
    assert_eq!(entries(&town, "waiting").await, 5);

    // The network is back, but the answer to the first is lost on its way.
    plug.lose_answers();
    town.offline(false).await;
    town.open(&format!("{}/field", plug.address)).await;
    town.waits("#kept[data-ready]").await;
    assert!(plug.lost() >= 1, "the server had it, the telephone does not know");
    assert_eq!(entries(&town, "sent").await, 0);
    plug.put_in();
    town.open(&format!("{}/field", plug.address)).await;
    town.waits(".entry:first-child[data-is=\"sent\"]").await;
    town.sees("すべて届いています").await;
    assert_eq!(entries(&town, "sent").await, 5);

    town.open(&format!("{}/dialogues", demo.address)).await;
    assert_eq!(count(&town, "峠の茶屋あとに寄る").await, 1);
    town.open(&format!("{}/field", plug.address)).await;
    town.waits("#kept[data-ready]").await;
    let open = "return [...document.querySelectorAll('.entry [data-do=open]')].map(one => one.getAttribute('href'));";
    let Value::Array(paths) = town.client.execute(open, Vec::new()).await.unwrap() else {
        panic!("no list");
    };
    for (words, path) in [
        ("昔はここで一休みしたもんです", &paths[0]),
        ("屋根はまだしっかりしている。", &paths[1]),
        ("といを撮った一枚", &paths[2]),
        ("ここで待つのが日課になった", &paths[3]),
        ("軒先の雨どいが外れている", &paths[4]),
    ] {
        town.open(&format!("{}{}", plug.address, path.as_str().unwrap()))
            .await;
        assert_eq!(count(&town, words).await, 1, "{words}");
    }
    town.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_and_what_changed_meanwhile_stays_in_sight() {
    let demo = Demo::start("field-both");
    let plug = Plug::into(&demo).await;
    let driver = Driver::start();
    let town = enter_through(&driver, &plug, "town-official").await;
    let partner = enter(&driver, &demo, Setup::default(), "partner-in-circle").await;
    field(&town, &plug).await;
    choose_visit(&town, "回送のバスを").await;

    // Both rewrite the same record, one of them without a network.
    plug.pull();
    town.offline(true).await;
    town.open(&format!("{}/field", plug.address)).await;
    town.waits("#kept[data-ready]").await;
    choose_visit(&town, "回送のバスを").await;
    town.press("#record summary").await;
    town.find("#f-record")
        .await
        .send_keys("\n- 軒先の灯りは、夕方五時に消える。")
        .await
        .unwrap();
    town.push("記録を残す").await;
    town.waits(".entry[data-is=\"waiting\"]").await;
    // Longer than a message may be: the server says so, and the words stay.
    let long = "document.getElementById('f-note').value = '長い話。'.repeat(1200);";
    town.client.execute(long, Vec::new()).await.unwrap();
    town.push("残す").await;
    town.waits(".entry:nth-child(2)").await;
    partner.open(&format!("{}/dialogues", demo.address)).await;
    partner.follow("回送のバスを、岬で待ってみる").await;
    let dialogue = partner.here().await;
    partner.open(&format!("{dialogue}/edit")).await;
    partner
        .find("#f-notes")
        .await
        .send_keys("\n- 運転手さんは宮崎さん。")
        .await
        .unwrap();
    partner.push("記録する").await;
    partner.sees("対話の記録を書き直しました").await;

    plug.put_in();
    town.offline(false).await;
    town.waits(".entry[data-is=\"conflict\"]").await;
    town.waits(".entry[data-is=\"refused\"]").await;
    town.sees("4000文字までにしてください").await;
    town.sees("運転手さんは宮崎さん").await;
    assert_eq!(entries(&town, "sent").await, 0, "nothing was written over");
    // The text to keep has both; she looks and keeps it.
    let merged = town
        .find(".entry[data-is=\"conflict\"] [data-slot=\"merged\"]")
        .await;
    let merged = merged.prop("value").await.unwrap().unwrap();
    assert!(
        merged.contains("五時に消える") && merged.contains("宮崎さん"),
        "{merged}"
    );
    town.press(".entry[data-is=\"conflict\"] [data-do=\"merge\"]")
        .await;
    town.waits(".entry[data-is=\"sent\"]").await;
    // The refused one is shortened and goes.
    town.press(".entry[data-is=\"refused\"] [data-do=\"edit\"]").await;
    town.fill("note", "短くした話。").await;
    town.push("直したものを残す").await;
    town.waits(".entry:first-child[data-is=\"sent\"]").await;
    assert_eq!(entries(&town, "sent").await, 2);
    partner.open(&dialogue).await;
    for words in ["五時に消える", "宮崎さん", "短くした話。"] {
        assert_eq!(count(&partner, words).await, 1, "{words}");
    }
    partner.close().await;
    town.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_person_on_the_telephone_sees_nothing_of_the_first() {
    let demo = Demo::start("field-two");
    let plug = Plug::into(&demo).await;
    let driver = Driver::start();
    let phone = enter_through(&driver, &plug, "town-official").await;
    field(&phone, &plug).await;
    plug.pull();
    phone.offline(true).await;
    phone.open(&format!("{}/field", plug.address)).await;
    phone.waits("#kept[data-ready]").await;
    choose_visit(&phone, "回送のバスを").await;
    phone.fill("note", "わたしだけのメモ").await;
    phone.push("残す").await;
    phone.waits(".entry[data-is=\"waiting\"]").await;

    // The session ends without signing out: the note waits, and says what is needed.
    phone.client.delete_all_cookies().await.unwrap();
    phone.offline(false).await;
    plug.put_in();
    phone.open(&format!("{}/field/offline", plug.address)).await;
    phone.waits("#kept[data-state=\"signed-out\"]").await;
    phone.sees("サインインが切れています").await;
    assert_eq!(entries(&phone, "waiting").await, 1);

    // Somebody else signs in on the same telephone, and goes where there is no network.
    phone.open(&plug.address).await;
    phone.press("button[value=\"partner-in-circle\"]").await;
    phone.sees("今日、待っていること").await;
    plug.pull();
    phone.offline(true).await;
    phone.open(&format!("{}/field", plug.address)).await;
    phone.sees("まだ準備ができていません").await;
    assert_eq!(count(&phone, "わたしだけのメモ").await, 0);
    phone.offline(false).await;
    plug.put_in();
    field(&phone, &plug).await;
    assert_eq!(count(&phone, "わたしだけのメモ").await, 0);
    assert_eq!(entries(&phone, "waiting").await, 0);

    // The first comes back and the note goes out, under her own name.
    phone.client.delete_all_cookies().await.unwrap();
    phone.open(&plug.address).await;
    phone.press("button[value=\"town-official\"]").await;
    phone.sees("今日、待っていること").await;
    field(&phone, &plug).await;
    phone.waits(".entry[data-is=\"sent\"]").await;
    phone.sees("わたしだけのメモ").await;

    // Signing out takes everything along.
    phone.press("details.menu summary").await;
    phone.press("form[action=\"/sign-out\"] button").await;
    phone.waits("button[value=\"town-official\"]").await;
    let left = "const done = arguments[arguments.length - 1]; const asked = indexedDB.open('tomoni-field');
        asked.onsuccess = () => { const all = asked.result.transaction('entries').objectStore('entries').count();
        all.onsuccess = async () => done(all.result + (await caches.keys()).length); };";
    let left = phone.client.execute_async(left, Vec::new()).await.unwrap();
    assert_eq!(left, Value::from(0));
    phone.close().await;
}
