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
};
use pages::{diary::EntryView, files::FileLine, form::Choice, text::Prose};
use store::{
    ReadTx,
    attachment::Attachment,
    diary::{Entry, NewEntry, Spoken},
};

use crate::{
    extract::{Carrier, Check, Subject},
    html::{files::file_line, trials::theirs},
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

/// Who may write an entry anew may hang photos on it.
impl Carrier for Entry {
    async fn may_carry(tx: &mut ReadTx, row: &Self) -> store::Result<bool> {
        Ok(theirs(tx.viewer(), &row.written))
    }
}

/// Entries as their reader sees them, each with those of the files that hang on it.
fn views(viewer: &Viewer, rows: Vec<Entry>, files: Vec<Attachment>) -> Vec<EntryView> {
    let mut views: Vec<EntryView> = rows.into_iter().map(|one| view(viewer, one)).collect();
    for file in files {
        let on = views.iter_mut().find(|one| one.id.uuid() == file.on.record);
        if let Some(view) = on {
            let mine = view.mine;
            view.files.push(hung(viewer, file, mine));
        }
    }
    views
}

/// A file on an entry: it goes with the entry, whose writer is named to people with a seat.
fn hung(viewer: &Viewer, file: Attachment, mine: bool) -> FileLine {
    let line = file_line(file, viewer);
    FileLine {
        mine,
        by: viewer.seat().map(|_| line.by).unwrap_or_default(),
        ..line
    }
}

/// An entry as its reader sees it.
pub fn view(viewer: &Viewer, row: Entry) -> EntryView {
    let shown = !row.written.withdrawn;
    EntryView {
        mine: theirs(viewer, &row.written),
        id: row.id,
        trial: row.written.trial,
        files: Vec::new(),
        hanging: if shown { row.files } else { 0 },
        day: row.written.day,
        body: if shown {
            Prose::of(&row.body)
        } else {
            Prose::default()
        },
        there: row.there,
        voice: row.words.filter(|_| shown).map(|words| Prose::of(&words)),
        // Names are for people with a seat; a trial open to everyone shows what was told.
        name: viewer.seat().map(|_| row.written.name).unwrap_or_default(),
        side: row.side,
        history: row.written.in_circle && (row.written.version > 1 || row.written.withdrawn),
        withdrawn: row.written.withdrawn,
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

    /// Whether it is what the entry says already.
    fn says(&self, row: &Entry) -> bool {
        (self.day, self.voice) == (Some(row.written.day), row.voice)
            && (&self.body, &self.there) == (&row.body, &row.there)
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
