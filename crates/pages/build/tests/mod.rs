//! What the build script makes, and what it refuses.

mod assets;
mod catalogue;
mod css;
mod fluent;
mod scripts;

use super::fluent::{Language, Source};

/// A file of each language, as the build script reads them.
fn pair(ja: &str, en: &str) -> Vec<Source> {
    vec![
        source(Language::Ja, "town.ftl", ja),
        source(Language::En, "town.ftl", en),
    ]
}

fn source(language: Language, name: &str, text: &str) -> Source {
    Source {
        language,
        file: format!("locales/{}/{name}", language.folder()),
        text: text.to_owned(),
    }
}
