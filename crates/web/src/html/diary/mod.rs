//! 試行日誌: the entries of a trial's diary.

mod create;
mod edit;
mod history;
mod index;
mod new;
mod update;
mod withdrawal;

use domain::{
    Day, Problem, Viewer,
    id::{EntryId, VoiceId},
    problem::limit,
    trial::may_correct,
};
use pages::{diary::EntryView, form::Choice, text::Prose};
use store::{
    ReadTx,
    diary::{Entry, NewEntry, Spoken},
};

use crate::{
    extract::{Check, Subject},
    routes::Route,
};

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/trials/{trial}/diary", index::get),
        Route::get("/trials/{trial}/diary/new", new::get),
        Route::post("/trials/{trial}/diary", create::post),
        Route::get("/diary/{entry}/edit", edit::get),
        Route::post("/diary/{entry}", update::post),
        Route::post("/diary/{entry}/withdrawal", withdrawal::post),
        Route::get("/diary/{entry}/history", history::get),
    ]
}

impl Subject for Entry {
    type Key = EntryId;
    const PARAMETER: &'static str = "entry";

    async fn find(tx: &mut ReadTx, key: EntryId) -> store::Result<Option<Self>> {
        store::diary::find(tx, key).await
    }
}

/// Whether the viewer may write an entry anew.
fn theirs(viewer: &Viewer, row: &Entry) -> bool {
    may_correct(viewer, row.person, row.in_circle) && !row.withdrawn
}

/// An entry as its reader sees it.
pub fn view(viewer: &Viewer, row: Entry) -> EntryView {
    let shown = !row.withdrawn;
    EntryView {
        mine: theirs(viewer, &row),
        id: row.id,
        day: row.day,
        body: if shown {
            Prose::of(&row.body)
        } else {
            Prose::default()
        },
        there: row.there,
        voice: row.words.filter(|_| shown).map(|words| Prose::of(&words)),
        // Names are for people with a seat; a trial open to everyone shows what was told.
        name: viewer.seat().map(|_| row.name).unwrap_or_default(),
        side: row.side,
        history: row.in_circle && (row.version > 1 || row.withdrawn),
        withdrawn: row.withdrawn,
    }
}

/// The voices an entry may be about, as choices.
fn choices(voices: &[Spoken]) -> Vec<Choice> {
    let choices = voices.iter().map(|one| Choice {
        value: one.id.to_string(),
        label: text::clean_line(&one.words).chars().take(40).collect(),
    });
    choices.collect()
}

/// What was typed of an entry.
struct Typed {
    day: Option<Day>,
    body: String,
    there: String,
    voice: Option<VoiceId>,
}

impl Typed {
    fn read(check: &mut Check<'_>, voices: &[Spoken], today: Day) -> Self {
        let day = check.day("day");
        if day.is_some_and(|day| day > today) {
            check.add("day", Problem::NotYet);
        }
        let body = check.prose("body", limit::PROSE);
        let there = check.line_or_none("there", limit::LINE);
        let unknown = Problem::Said("problem-no-such-voice");
        let voice = check.parsed::<VoiceId>("voice", unknown.clone());
        // One may keep the voice an entry has; it is among those of the challenge.
        if voice.is_some_and(|voice| voices.iter().all(|one| one.id != voice)) {
            check.add("voice", unknown);
        }
        Self {
            day,
            body,
            there,
            voice,
        }
    }

    fn entry(&self) -> Option<NewEntry<'_>> {
        Some(NewEntry {
            day: self.day?,
            body: &self.body,
            there: &self.there,
            voice: self.voice,
        })
    }
}
