//! A whole way with the keyboard alone: Tab, Shift+Tab, Enter, Space, Escape, the arrows and letters, as real key events.
//! Nothing here clicks. Wherever the focus comes, it is seen, stands in the order of the page, and gets away again.

use fantoccini::{
    actions::{InputSource, KeyAction, KeyActions},
    key::Key,
};
use serde_json::Value;

use crate::{
    chrome::{Browser, Driver, Setup},
    demo::Demo,
};

/// What has the focus: its place in the order of the page, its name, and what is wrong with how it is seen.
const FOCUS: &str = r"
    const at = document.activeElement;
    if (!at || at === document.body) return { order: -1, name: 'nothing', wrong: '' };
    const name = at.tagName.toLowerCase() + (at.id ? '#' + at.id : '') + ' ' + (at.textContent || at.value || '').trim().slice(0, 30);
    const order = [...document.querySelectorAll('*')].indexOf(at);
    // The place that the skip link leads to is the page itself.
    if (at.id === 'main') return { order, name, wrong: '' };
    const shows = (element, pseudo) => {
        const style = getComputedStyle(element, pseudo);
        return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
    };
    // Cards draw the frame around themselves, choices around their option.
    const framed = [at, at.parentElement, at.closest('.option'), at.closest('.choice')].filter(Boolean);
    const seen = framed.some(element => shows(element)) || shows(at, '::after');
    const box = at.getBoundingClientRect();
    const inside = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
    const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
    const y = Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1);
    const over = document.elementFromPoint(x, y);
    let hidden = false;
    for (let one = over; one; one = one.parentElement) {
        if (['fixed', 'sticky'].includes(getComputedStyle(one).position) && !one.contains(at)) hidden = true;
    }
    const wrong = !seen ? 'no frame is drawn' : !inside ? 'it is outside the window' : hidden ? 'something lies over it' : '';
    return { order, name, wrong };
";

/// What has the focus.
struct Focus {
    order: i64,
    name: String,
    wrong: String,
}

impl Browser {
    async fn keys(&self, keys: Vec<KeyAction>) {
        let mut actions = KeyActions::new("keyboard".to_owned());
        for key in keys {
            actions = actions.then(key);
        }
        self.client.perform_actions(actions).await.unwrap();
    }

    /// One key, pressed and let go.
    async fn key(&self, key: impl Into<char>) {
        let value = key.into();
        self.keys(vec![KeyAction::Down { value }, KeyAction::Up { value }])
            .await;
    }

    async fn shift_tab(&self) {
        let (shift, tab) = (Key::Shift.into(), Key::Tab.into());
        self.keys(vec![
            KeyAction::Down { value: shift },
            KeyAction::Down { value: tab },
            KeyAction::Up { value: tab },
            KeyAction::Up { value: shift },
        ])
        .await;
    }

    async fn types(&self, text: &str) {
        let keys = text
            .chars()
            .flat_map(|value| [KeyAction::Down { value }, KeyAction::Up { value }]);
        self.keys(keys.collect()).await;
    }

    async fn ask(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.unwrap()
    }

    async fn focus(&self) -> Focus {
        let found = self.ask(FOCUS).await;
        Focus {
            order: found["order"].as_i64().unwrap(),
            name: found["name"].as_str().unwrap().to_owned(),
            wrong: found["wrong"].as_str().unwrap().to_owned(),
        }
    }

    async fn focused(&self, css: &str) -> bool {
        let script = format!("return document.activeElement?.matches({});", Value::from(css));
        self.ask(&script).await == Value::Bool(true)
    }

    /// Presses Tab until this has the focus; each stop on the way is seen.
    async fn reach(&self, css: &str) {
        let mut passed = Vec::new();
        for _ in 0..150 {
            self.key(Key::Tab).await;
            let focus = self.focus().await;
            assert_eq!(focus.wrong, "", "{} on {}", focus.name, self.here().await);
            if self.focused(css).await {
                return;
            }
            passed.push(focus.name);
        }
        panic!(
            "{css} is not reached on {}; passed {passed:#?}",
            self.here().await
        );
    }

    /// Goes somewhere by pressing Enter on a link or a button, and waits for what is there.
    async fn enter_on(&self, css: &str, there: &str) {
        self.reach(css).await;
        self.key(Key::Enter).await;
        self.waits(there).await;
    }
}

/// From the top to the end of a page and out of it: no trap, no leap against the order of the page, everything seen.
async fn walk_through(browser: &Browser) {
    let here = browser.here().await;
    let mut last = -1;
    let mut stops = 0;
    loop {
        browser.key(Key::Tab).await;
        let focus = browser.focus().await;
        if focus.order < 0 {
            break;
        }
        assert_eq!(focus.wrong, "", "{} on {here}", focus.name);
        assert!(
            focus.order > last,
            "{} comes out of its order on {here}",
            focus.name
        );
        last = focus.order;
        stops += 1;
        assert!(stops < 200, "the focus does not leave {here}");
    }
    assert!(stops >= 8, "only {stops} stops on {here}");
    // And back in from the end, by the way it went out.
    browser.shift_tab().await;
    let focus = browser.focus().await;
    assert_eq!(focus.order, last, "{} on {here}", focus.name);
}

#[expect(clippy::too_many_lines, reason = "one way, told from its beginning")]
async fn whole_way(setup: Setup, name: &str) {
    let demo = Demo::start(name);
    let driver = Driver::start();
    let browser = driver.browser(setup).await;

    // The skip link is the first stop and leads past the navigation.
    browser.open(&demo.address).await;
    browser.key(Key::Tab).await;
    assert!(browser.focused(".skip").await);
    assert_eq!(browser.focus().await.wrong, "");
    browser.key(Key::Enter).await;
    browser.key(Key::Tab).await;
    assert!(browser.focused("main *").await, "{}", browser.focus().await.name);

    // In as an official, and to the form for a dialogue.
    browser
        .enter_on("button[value='town-official']", "details.menu")
        .await;
    browser
        .enter_on(".site-nav a[href='/dialogues']", "main a[href='/dialogues/new']")
        .await;
    browser
        .enter_on("main a[href='/dialogues/new']", "#f-title")
        .await;

    // Sent with a hole: the summary leads to the field.
    browser.reach("#f-kind-visit").await;
    browser.key(Key::Space).await;
    assert!(browser.focused(":checked").await);
    browser.key(Key::Right).await;
    assert!(browser.focused("#f-kind-meeting:checked").await);
    browser.key(Key::Left).await;
    assert!(browser.focused("#f-kind-visit:checked").await);
    browser.reach("#f-place").await;
    browser.types("渡船場").await;
    browser.reach("#f-notes").await;
    browser.types("最終便のあと").await;
    browser.reach("input[name='audience']").await;
    browser.key(Key::Space).await;
    browser
        .enter_on("main form.form .button.is-primary", "#error-summary")
        .await;
    if setup.scriptless {
        browser.reach("#error-summary a").await;
    } else {
        assert!(
            browser.focused("#error-summary").await,
            "{}",
            browser.focus().await.name
        );
        browser.key(Key::Tab).await;
        assert!(browser.focused("#error-summary a").await);
    }
    browser.key(Key::Enter).await;
    assert!(
        browser.focused("#f-title").await,
        "{}",
        browser.focus().await.name
    );
    browser.types("夕方の渡船場で聞いた話").await;
    browser
        .enter_on(
            "main form.form .button.is-primary",
            ".banner.is-success[role='status']",
        )
        .await;
    browser.sees("夕方の渡船場で聞いた話").await;
    browser.sees("渡船場").await;

    // The menu of hats opens and closes, and gives the focus back.
    browser.reach("details.menu > summary").await;
    browser.key(Key::Enter).await;
    browser.waits("details.menu[open]").await;
    browser.key(Key::Tab).await;
    assert!(browser.focused(".menu-panel *").await);
    if setup.scriptless {
        browser.shift_tab().await;
        browser.key(Key::Enter).await;
    } else {
        browser.key(Key::Escape).await;
    }
    assert!(
        browser.focused("details.menu > summary").await,
        "{}",
        browser.focus().await.name
    );
    assert_eq!(
        browser
            .ask("return document.querySelector('details.menu').open;")
            .await,
        Value::Bool(false)
    );

    // A move on the first adaptation that waits for one.
    browser.open(&waiting(&browser, &demo).await).await;
    browser.reach("#move-talk_more").await;
    browser.key(Key::Space).await;
    browser.key(Key::Down).await;
    assert!(browser.focused("#move-reshape:checked").await);
    browser.key(Key::Up).await;
    assert!(browser.focused("#move-talk_more:checked").await);
    browser.reach("#f-words").await;
    browser.types("火曜に、渡船場で").await;
    browser
        .enter_on("form[action$='/moves'] .button.is-primary", ".banner.is-success")
        .await;
    browser.sees("火曜に、渡船場で").await;

    // Out again, and a voice as anybody leaves it.
    browser.reach("details.menu > summary").await;
    browser.key(Key::Enter).await;
    browser
        .enter_on(
            "form[action='/sign-out'] button",
            ".site-tools a[href='/sign-in']",
        )
        .await;
    browser
        .enter_on(".site-nav a[href='/towns']", "#f-joined-1")
        .await;
    browser.reach("#f-joined-1").await;
    browser.key(Key::Space).await;
    browser.key(Key::Tab).await;
    browser.key(Key::Enter).await;
    browser.waits("main .row a.cover").await;
    browser
        .enter_on("main .row a.cover", "main a[href$='/voice']")
        .await;
    browser.enter_on("main a[href$='/voice']", "#f-words").await;
    walk_through(&browser).await;
    browser.open(&browser.here().await).await;
    browser.reach("#f-words").await;
    browser.types("夕方のバスがありません").await;
    for group in ["speaker", "consent", "anonymity"] {
        browser.reach(&format!("input[name='{group}']")).await;
        browser.key(Key::Space).await;
    }
    browser
        .enter_on("main form.form .button.is-primary", ".banner.is-success")
        .await;
    browser.sees("夕方のバスがありません").await;
    for page in ["/", "/towns", "/challenges", "/packages", "/accessibility"] {
        browser.open(&format!("{}{page}", demo.address)).await;
        walk_through(&browser).await;
    }
    browser.close().await;
}

/// The address of an adaptation that the signed-in person may answer.
async fn waiting(browser: &Browser, demo: &Demo) -> String {
    let links = |of: &str| {
        format!(
            "return [...new Set([...document.querySelectorAll('main a[href*=\"{of}\"]')].map(a => a.href))];"
        )
    };
    let list = |found: Value| -> Vec<String> {
        let found = found.as_array().unwrap().iter();
        found.map(|one| one.as_str().unwrap().to_owned()).collect()
    };
    browser.open(&format!("{}/challenges?mine=1", demo.address)).await;
    for challenge in list(browser.ask(&links("/challenges/")).await) {
        browser.open(&challenge).await;
        for adaptation in list(browser.ask(&links("/adaptations/")).await) {
            browser.open(&adaptation).await;
            if browser
                .ask("return !!document.querySelector('#move-talk_more');")
                .await
                == Value::Bool(true)
            {
                return adaptation;
            }
        }
    }
    panic!("no adaptation waits for the official of the demo");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_keyboard_is_enough() {
    whole_way(Setup::default(), "keyboard").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_keyboard_is_enough_without_scripts() {
    let setup = Setup {
        scriptless: true,
        ..Setup::default()
    };
    whole_way(setup, "keyboard-scriptless").await;
}
