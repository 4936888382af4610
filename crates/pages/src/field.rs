//! 現地メモ: the page that also works without a network, its shell, and its service worker.

use std::sync::OnceLock;

use askama::Template;
use sha2::{Digest, Sha256};

use crate::{
    assets,
    chrome::Chrome,
    form::{Choice, Form},
    words::{Locale, Words},
};

/// `/field`.
#[derive(Template)]
#[template(path = "field/index.html")]
pub struct Index {
    /// The chrome.
    pub page: Chrome,
    /// What is typed.
    pub form: Form,
    /// The dialogues it may belong to.
    pub visits: Vec<Choice>,
    /// The name of the reader's town, where their hat fixes it.
    pub town: Option<String>,
    /// The name under which this browser keeps what the reader writes.
    pub owner: String,
    /// The code of the hat worn.
    pub hat: String,
    /// What the hat is called.
    pub named: String,
}

/// `/field/offline`: the same form with nobody's data in it.
#[derive(Template)]
#[template(path = "field/offline.html")]
pub struct Offline {
    page: Chrome,
    form: Form,
    town: Option<String>,
    owner: String,
    hat: String,
    named: String,
}

impl Offline {
    /// In a language. Nothing else can get into it: a browser keeps it for whoever holds the telephone.
    pub fn new(w: Words) -> Self {
        let page = Chrome {
            csrf: String::new(),
            // No day is shown, and none may change what is kept.
            ..Chrome::sample(w.locale, domain::Timestamp(0).day())
        };
        Self {
            page,
            form: Form::new().or("visit", "new").or("audience", "town"),
            town: None,
            owner: String::new(),
            hat: String::new(),
            named: String::new(),
        }
    }
}

/// What the form asks, on the page and on its shell.
trait Asks {
    fn words(&self) -> Words;
    fn taken_along(&self) -> &[Choice];

    fn labels(&self) -> Vec<(&'static str, &'static str)> {
        labels(self.words())
    }

    fn audiences(&self) -> Vec<Choice> {
        audiences(self.words())
    }

    fn choices(&self) -> Vec<Choice> {
        choices(self.words(), self.taken_along())
    }
}

impl Asks for Index {
    fn words(&self) -> Words {
        self.page.w
    }

    fn taken_along(&self) -> &[Choice] {
        &self.visits
    }
}

impl Asks for Offline {
    fn words(&self) -> Words {
        self.page.w
    }

    fn taken_along(&self) -> &[Choice] {
        &[]
    }
}

/// The dialogues taken along, and a new visit.
fn choices(w: Words, visits: &[Choice]) -> Vec<Choice> {
    let new = Choice {
        value: "new".to_owned(),
        label: w.field_visit_new().to_owned(),
    };
    visits.iter().cloned().chain([new]).collect()
}

/// The labels of the fields, for the summary of faults and for what a telephone was told.
fn labels(w: Words) -> Vec<(&'static str, &'static str)> {
    vec![
        ("visit", w.field_visit()),
        ("title", w.dialogues_what()),
        ("town", w.dialogues_town()),
        ("day", w.dialogues_day()),
        ("place", w.dialogues_place()),
        ("spot", w.dialogues_spot()),
        ("audience", w.dialogues_audience()),
        ("note", w.field_note()),
        ("file", w.field_photo()),
        ("words", w.voices_words()),
        ("speaker", w.voices_speaker()),
        ("described", w.voices_described()),
        ("consent", w.voices_consent()),
    ]
}

/// To whom a new visit can be open.
fn audiences(w: Words) -> Vec<Choice> {
    use domain::{Coded, audience::Audience};
    [Audience::Participants, Audience::Town]
        .iter()
        .map(|one| Choice {
            value: one.code().to_owned(),
            label: w.audience(one).to_owned(),
        })
        .collect()
}

/// The files the shell needs.
const FILES: [&str; 8] = [
    assets::APP_CSS,
    assets::JS_APP_JS,
    assets::JS_FIELD_JS,
    assets::JS_FIELDS_JS,
    assets::JS_OUTBOX_JS,
    assets::JS_PHOTO_JS,
    assets::IMG_ICONS_SVG,
    assets::IMG_LOGO_SVG,
];

/// The script of the service worker: the names of this version's files, then what it does with them. It is a classic
/// script, since not every browser lets a worker of this kind import modules; the module it shares with the page is
/// written into it.
pub fn worker() -> &'static str {
    static SCRIPT: OnceLock<String> = OnceLock::new();
    SCRIPT.get_or_init(|| {
        let text = |path: &str| {
            let bytes = assets::find(path).map_or(&[][..], |asset| asset.identity);
            String::from_utf8_lossy(bytes).into_owned()
        };
        let outbox = text(assets::JS_OUTBOX_JS).replace("\nexport ", "\n");
        let worker = text(assets::JS_SW_JS);
        let files = FILES
            .iter()
            .map(|file| format!("\"{file}\""))
            .collect::<Vec<_>>()
            .join(", ");
        // Whatever is part of what is kept makes another version.
        let mut digest = Sha256::new();
        for locale in Locale::ALL {
            let shell = Offline::new(Words::of(locale)).render().unwrap_or_default();
            digest.update(shell);
        }
        for part in [&files, &outbox, &worker] {
            digest.update(part);
        }
        let version = digest
            .finalize()
            .iter()
            .take(8)
            .fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
        format!("const VERSION = \"{version:016x}\";\nconst FILES = [{files}];\n{outbox}\n{worker}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worker_is_one_classic_script_that_knows_this_versions_files() {
        let script = worker();
        for file in FILES {
            assert!(
                assets::find(file).is_some() && script.contains(&format!("\"{file}\"")),
                "{file}"
            );
        }
        for line in script.lines() {
            let line = line.trim_start();
            assert!(
                !line.starts_with("export ") && !line.starts_with("import "),
                "{line}"
            );
        }
        assert!(script.contains("addEventListener(\"fetch\""));
        assert!(script.contains("const send = "), "the outbox is part of it");
    }

    #[test]
    fn the_shell_asks_for_nothing_the_worker_does_not_keep() {
        for locale in Locale::ALL {
            let shell = Offline::new(Words::of(locale)).render().unwrap();
            for part in shell.split("/assets/").skip(1) {
                let name = part.split(['"', '#']).next().unwrap_or_default();
                let path = format!("/assets/{name}");
                let icon = path == assets::IMG_FAVICON_SVG || path == assets::IMG_APP_192_PNG;
                assert!(icon || FILES.contains(&path.as_str()), "{path}");
            }
            assert!(!shell.contains("csrf"), "a token belongs to one browser");
        }
    }
}
