//! ふりかえり: what each wrote first, and the one text made of it.

mod create;
mod edit;
mod first;
mod firsts;
mod new;
mod opening;
mod revisions;
mod show;
mod signature;
mod update;
mod writing;

use domain::{
    Day, Problem, Viewer,
    id::ReflectionId,
    phase::Place,
    problem::limit,
    reflection::{Onward, Unclear, onward},
};
use pages::{
    Form,
    reflections::{FirstText, FirstView},
    text::Prose,
};
use store::{
    ReadTx,
    first_text::First,
    reflection::{NewReflection, Reflection},
};

use crate::{
    extract::{Check, Subject},
    routes::Route,
};

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/trials/{trial}/reflection", firsts::get),
        Route::post("/trials/{trial}/first-text", first::post),
        Route::post("/trials/{trial}/writing-day", writing::post),
        Route::post("/trials/{trial}/first-text/opening", opening::post),
        Route::get("/trials/{trial}/reflection/new", new::get),
        Route::post("/trials/{trial}/reflection", create::post),
        Route::get("/reflections/{reflection}", show::get),
        Route::get("/reflections/{reflection}/edit", edit::get),
        Route::post("/reflections/{reflection}", update::post),
        Route::post("/reflections/{reflection}/signature", signature::post),
        Route::post(
            "/reflections/{reflection}/signature/withdrawal",
            signature::withdraw,
        ),
        Route::get("/reflections/{reflection}/revisions", revisions::get),
    ]
}

impl Subject for Reflection {
    type Key = ReflectionId;
    const PARAMETER: &'static str = "reflection";

    async fn find(tx: &mut ReadTx, key: ReflectionId) -> store::Result<Option<Self>> {
        store::reflection::find(tx, key).await
    }
}

/// The circle with what each wrote, as far as the viewer may read it.
fn views(viewer: &Viewer, firsts: Vec<First>) -> Vec<FirstView> {
    let view = |one: First| FirstView {
        mine: viewer.seat() == Some(one.seat),
        name: one.name,
        side: one.side,
        written_at: one.written_at,
        text: one.text.map(|text| FirstText {
            learnt: Prose::of(&text.learnt),
            keep: Prose::of(&text.keep),
            change: Prose::of(&text.change),
            ask: Prose::of(&text.ask),
        }),
    };
    firsts.into_iter().map(view).collect()
}

/// What was typed of the one text.
struct Typed {
    learnt: String,
    question: String,
    way: Option<Onward>,
    until: Option<Day>,
    everyday: bool,
    reason: String,
    clear: bool,
}

impl Typed {
    /// Reads it; how it goes on must have its place in the loop, with the day of a rest and its reason.
    fn read(check: &mut Check<'_>, form: &Form, on: Place, today: Day) -> Self {
        let learnt = check.prose("learnt", limit::PROSE);
        let question = check.line("next_question", limit::LINE);
        let way = check.choice::<Onward>("onward");
        let rests = way == Some(Onward::Rest);
        let until = if rests { check.day_or_none("until") } else { None };
        let everyday = rests && form.has("everyday", "1");
        let reason = match (rests, everyday) {
            (false, _) => String::new(),
            (true, true) => check.prose_or_none("reason", limit::PARAGRAPH),
            (true, false) => check.prose("reason", limit::PARAGRAPH),
        };
        let goes = way.map(|way| onward(on, way, until, today));
        match &goes {
            Some(Err(Unclear::NoDay)) if form.value("until").trim().is_empty() => {
                check.add("until", Problem::Missing);
            }
            Some(Err(Unclear::NotWithinAYear)) => {
                check.add("until", Problem::Said("problem-within-a-year"));
            }
            _ => {}
        }
        Self {
            learnt,
            question,
            way,
            until,
            everyday,
            reason,
            clear: matches!(goes, Some(Ok(_))),
        }
    }

    fn reflection(&self, round: i64) -> Option<NewReflection<'_>> {
        Some(NewReflection {
            round,
            learnt: &self.learnt,
            next_question: &self.question,
            onward: self.way.filter(|_| self.clear)?,
            until: self.until,
            everyday: self.everyday,
            reason: &self.reason,
        })
    }
}
