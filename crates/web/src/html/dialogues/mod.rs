//! 対話: what a challenge grows out of, and the voices heard in it.

mod create;
mod edit;
mod index;
pub mod logged;
mod new;
mod opening;
mod people;
mod presence;
mod show;
mod update;
mod voices;

pub use create::{chosen, recorder, town_named, town_or_problem};
pub use new::{choice, own_town};
pub use show::Content;

use domain::{
    Day, Problem,
    dialogue::{Kind, Spot},
    id::DialogueId,
    problem::limit,
};
use pages::dialogues::Line;
use store::{
    ReadTx,
    dialogue::{self, Dialogue},
};

use crate::{
    extract::{Check, Subject},
    routes::Route,
};

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/dialogues", index::get),
        Route::get("/dialogues/new", new::get),
        Route::post("/dialogues", create::post),
        Route::get("/dialogues/{dialogue}", show::get),
        Route::get("/dialogues/{dialogue}/edit", edit::get),
        Route::post("/dialogues/{dialogue}", update::post),
        Route::get("/dialogues/{dialogue}/people", people::get),
        Route::post("/dialogues/{dialogue}/people", people::post),
        Route::post("/dialogues/{dialogue}/presence", presence::post),
        Route::post("/dialogues/{dialogue}/voices", voices::post),
        Route::post("/voices/{voice}/opening", opening::post),
    ]
}

impl Subject for Dialogue {
    type Key = DialogueId;
    const PARAMETER: &'static str = "dialogue";

    async fn find(tx: &mut ReadTx, key: DialogueId) -> store::Result<Option<Self>> {
        store::dialogue::find(tx, key).await
    }
}

/// A dialogue in a list.
fn listed(row: dialogue::Line) -> Line {
    Line {
        id: row.id,
        day: row.held_on,
        kind: row.kind,
        title: row.title,
        town: row.town_name,
        place: row.place,
        audience: row.audience,
    }
}

/// A dialogue as its own page heads it.
fn line(row: &Dialogue) -> Line {
    Line {
        id: row.id,
        day: row.held_on,
        kind: row.kind,
        title: row.title.clone(),
        town: row.town_name.clone(),
        place: row.place.clone(),
        audience: row.audience,
    }
}

/// How people met. A consultation is asked, not recorded.
fn met(check: &mut Check<'_>) -> Option<Kind> {
    let kind = check.choice::<Kind>("kind")?;
    if !Kind::MET.contains(&kind) {
        check.add("kind", Problem::NotAChoice);
        return None;
    }
    Some(kind)
}

/// What is to be talked about, a line each. A day ahead needs it, and lies within a year.
fn agenda(check: &mut Check<'_>, day: Option<Day>, today: Day) -> String {
    let typed = check.prose_or_none("agenda", limit::PARAGRAPH);
    let lines: Vec<String> = typed
        .lines()
        .map(text::clean_line)
        .filter(|line| !line.is_empty())
        .collect();
    if day.is_some_and(|day| day > today.plus(366)) {
        check.add("day", Problem::Said("problem-too-far-ahead"));
    } else if day.is_some_and(|day| day > today) && lines.is_empty() {
        check.add("agenda", Problem::Said("problem-day-ahead"));
    }
    lines.join("\n")
}

/// Where exactly, or nothing.
pub fn spot(check: &mut Check<'_>) -> Option<Spot> {
    let typed = check.line_or_none("spot", limit::LINE);
    let spot = Spot::parse(&typed);
    if spot.is_none() && !typed.is_empty() {
        check.add("spot", Problem::Said("problem-spot"));
    }
    spot
}

/// A voice as it was typed; nothing typed is no voice.
pub struct TypedVoice {
    /// The words.
    pub words: String,
    /// Who spoke.
    pub speaker: Option<domain::voice::Speaker>,
    /// Age and district.
    pub described: String,
    /// What they agreed to.
    pub consent: Option<domain::voice::Consent>,
}

impl TypedVoice {
    /// Reads the fields of a voice. Once there are words, the rest is needed too.
    pub fn read(check: &mut Check<'_>, needed: bool) -> Option<Self> {
        let words = check.prose_or_none("words", limit::PARAGRAPH);
        if words.trim().is_empty() {
            if needed {
                check.add("words", Problem::Missing);
            }
            return None;
        }
        Some(Self {
            words,
            speaker: check.choice("speaker"),
            described: check.line_or_none("described", limit::LINE),
            consent: check.choice("consent"),
        })
    }
}
