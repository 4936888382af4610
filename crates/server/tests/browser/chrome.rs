//! Chromium through its driver.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    time::Duration,
};

use fantoccini::{Client, ClientBuilder, Locator, elements::Element};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// How long a page may take to show what is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// The driver: one process, a browser for each [`Driver::browser`].
pub struct Driver {
    child: Child,
    port: u16,
}

/// How a browser is set up.
#[derive(Clone, Copy, Default)]
pub struct Setup {
    /// Without scripts, as some offices have it.
    pub scriptless: bool,
    /// In dark colours.
    pub dark: bool,
    /// As wide as a telephone, in pixels; 320 is what 1280 are at 400 per cent.
    pub narrow: Option<u16>,
}

impl Driver {
    /// Starts the driver.
    pub fn start() -> Self {
        let mut child = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver; install chromium-driver");
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let port = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| {
                line.split("successfully on port ")
                    .nth(1)?
                    .trim_end_matches('.')
                    .parse()
                    .ok()
            })
            .expect("the driver's port");
        // What else it says is read, so that it never waits for us.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, port }
    }

    /// A browser with nothing in it.
    pub async fn browser(&self, setup: Setup) -> Browser {
        let mut arguments = vec![
            "--headless=new".to_owned(),
            "--no-sandbox".into(),
            "--disable-gpu".into(),
            "--disable-dev-shm-usage".into(),
            "--lang=en-US".into(),
            "--window-size=1280,1000".into(),
        ];
        if setup.dark {
            arguments.push("--blink-settings=preferredColorScheme=0".into());
        }
        let mut options = json!({ "args": arguments });
        if setup.scriptless {
            options["prefs"] = json!({ "profile.managed_default_content_settings.javascript": 2 });
        }
        if let Some(width) = setup.narrow {
            options["mobileEmulation"] =
                json!({ "deviceMetrics": { "width": width, "height": 844, "pixelRatio": 1.0 } });
        }
        let Value::Object(capabilities) = json!({ "goog:chromeOptions": options }) else {
            unreachable!("an object was written");
        };
        let connector = hyper_util::client::legacy::connect::HttpConnector::new();
        let client = ClientBuilder::new(connector)
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{}", self.port))
            .await
            .expect("a browser");
        Browser {
            client,
            port: self.port,
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// One person's browser.
pub struct Browser {
    /// The connection to the driver.
    pub client: Client,
    port: u16,
}

impl Browser {
    /// Opens an address.
    pub async fn open(&self, address: &str) {
        self.client.goto(address).await.unwrap();
    }

    /// Takes the network from the browser, as a telephone does behind a mountain, or gives it back.
    pub async fn offline(&self, offline: bool) {
        if offline {
            let conditions = json!({ "offline": true, "latency": 0, "throughput": 1 });
            let body = json!({ "network_conditions": conditions });
            self.tell_driver("POST", "chromium/network_conditions", &body)
                .await;
        } else {
            self.tell_driver("DELETE", "chromium/network_conditions", &json!({}))
                .await;
        }
    }

    /// Runs a script in every page before its own.
    pub async fn before_pages(&self, script: &str) {
        let body = json!({ "cmd": "Page.addScriptToEvaluateOnNewDocument", "params": { "source": script } });
        self.tell_driver("POST", "goog/cdp/execute", &body).await;
    }

    /// What the client has no word for is said to the driver itself.
    async fn tell_driver(&self, method: &str, command: &str, body: &Value) {
        let session = self.client.session_id().await.unwrap().unwrap();
        let body = body.to_string();
        let lines = format!(
            "{method} /session/{session}/{command} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        let mut driver = TcpStream::connect(("127.0.0.1", self.port)).await.unwrap();
        driver.write_all(lines.as_bytes()).await.unwrap();
        // The driver keeps its connection open; the first line says enough.
        let mut line = [0; 12];
        driver.read_exact(&mut line).await.unwrap();
        assert_eq!(String::from_utf8_lossy(&line), "HTTP/1.1 200");
    }

    /// The address shown, without its query.
    pub async fn here(&self) -> String {
        let url = self.client.current_url().await.unwrap();
        url.as_str().split('?').next().unwrap().to_owned()
    }

    /// The first element of a CSS selector.
    pub async fn find(&self, css: &str) -> Element {
        match self.client.find(Locator::Css(css)).await {
            Ok(found) => found,
            Err(error) => panic!("{css} on {}: {error}", self.here().await),
        }
    }

    /// Waits for an element that comes by itself.
    pub async fn waits(&self, css: &str) {
        let found = self
            .client
            .wait()
            .at_most(PATIENCE)
            .for_element(Locator::Css(css))
            .await;
        assert!(found.is_ok(), "{css} does not come");
    }

    /// Types into the field of this name, in place of what stands there.
    pub async fn fill(&self, name: &str, text: &str) {
        let field = self.find(&format!("#f-{name}")).await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Types a day into a date field, as an American keyboard does.
    pub async fn day(&self, name: &str, iso: &str) {
        let parts: Vec<&str> = iso.split('-').collect();
        let field = self.find(&format!("#f-{name}")).await;
        field
            .send_keys(&format!("{}{}{}", parts[1], parts[2], parts[0]))
            .await
            .unwrap();
    }

    /// Presses what a CSS selector finds.
    pub async fn press(&self, css: &str) {
        self.find(css).await.click().await.unwrap();
    }

    /// Presses the button of the content with exactly these words.
    pub async fn push(&self, words: &str) {
        self.by_words("button", words).await.click().await.unwrap();
    }

    /// Follows the link of the content with exactly these words.
    pub async fn follow(&self, words: &str) {
        self.by_words("a", words).await.click().await.unwrap();
    }

    async fn by_words(&self, tag: &str, words: &str) -> Element {
        self.wait(&format!("//main//{tag}[normalize-space()='{words}']"), words)
            .await
    }

    /// The first element of an `XPath`, as soon as the page has it.
    async fn wait(&self, path: &str, words: &str) -> Element {
        match self
            .client
            .wait()
            .at_most(PATIENCE)
            .for_element(Locator::XPath(path))
            .await
        {
            Ok(found) => found,
            Err(error) => panic!(
                "no 「{words}」 on {}: {error}\n{}",
                self.here().await,
                self.text().await
            ),
        }
    }

    /// The words of the content.
    async fn text(&self) -> String {
        self.find("main").await.text().await.unwrap_or_default()
    }

    /// Fails unless the content has these words, or gets them soon.
    pub async fn sees(&self, words: &str) {
        self.wait(&format!("//main[contains(normalize-space(.), '{words}')]"), words)
            .await;
    }

    /// Chooses the entry of a list that has these words.
    pub async fn choose(&self, name: &str, words: &str) {
        let path = format!("//select[@id='f-{name}']/option[contains(., '{words}')]");
        // A script may write the list anew between an entry's being found and its being pressed.
        for _ in 0..5 {
            if self.wait(&path, words).await.click().await.is_ok() {
                return;
            }
        }
        panic!("「{words}」 of {name} could not be chosen");
    }

    /// Ticks the box with these words.
    pub async fn tick(&self, words: &str) {
        self.wait(&format!("//label[contains(., '{words}')]"), words)
            .await
            .click()
            .await
            .unwrap();
    }

    /// Ends it.
    pub async fn close(self) {
        self.client.close().await.unwrap();
    }
}
