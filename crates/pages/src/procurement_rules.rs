//! Up to which amount a contract may be negotiated for its smallness: a town's own dated rules and the national frame.

use askama::Template;
use domain::{
    Coded, Day, MunicipalityCode,
    procurement::{ContractKind, ceiling::Class},
};

use crate::{chrome::Chrome, form::Form};

/// Up to which amount number 1 allows a 随意契約.
pub struct CeilingLine {
    /// The kind of contract.
    pub kind: ContractKind,
    /// The most yen.
    pub yen: i64,
    /// Where it stands.
    pub article: String,
    /// Whether it is the town's own rule.
    pub own: bool,
}

/// A rule of the town.
pub struct RuleLine {
    /// The kind of contract.
    pub kind: ContractKind,
    /// The most yen.
    pub yen: i64,
    /// The first day.
    pub from: Option<Day>,
    /// The last day.
    pub until: Option<Day>,
    /// The article.
    pub article: String,
    /// What there is to say about it; where the national frame was read.
    pub note: String,
}

/// `/towns/{code}/procurement-rules`.
#[derive(Template)]
#[template(path = "procurements/rules.html")]
pub struct Rules {
    /// The chrome.
    pub page: Chrome,
    /// The town.
    pub code: MunicipalityCode,
    /// Its name.
    pub town: String,
    /// What holds today.
    pub today: Vec<CeilingLine>,
    /// The town's own rules, the newest first.
    pub own: Vec<RuleLine>,
    /// In which column of the national frame it stands.
    pub class: Class,
    /// The national frame for it.
    pub national: Vec<RuleLine>,
    /// Whether the reader may add a rule.
    pub admin: bool,
    /// What is typed.
    pub form: Form,
}

impl Rules {
    /// The labels of the fields.
    pub fn labels(&self) -> Vec<(&'static str, &'static str)> {
        let w = self.page.w;
        vec![
            ("kind", w.procurements_kind()),
            ("yen", w.rules_yen()),
            ("from", w.rules_from()),
            ("until", w.rules_until()),
            ("article", w.rules_article()),
            ("note", w.rules_note()),
        ]
    }
}
