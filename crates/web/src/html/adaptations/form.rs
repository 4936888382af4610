//! The form of an adaptation: a row for each part of the package, and rows for added ones.

use domain::{
    Coded, Problem,
    adaptation::Change,
    id::{DialogueId, PartId, VoiceId},
    package::{MOST_PARTS, Terms},
    problem::limit,
};
use pages::{Form, Words, adaptations::PartRow, form::Choice, packages::field, text::Prose};
use store::{
    adaptation::{NewPart, Part as Standing},
    challenge::Entry,
    package::Part,
};

use crate::{
    extract::Check,
    html::{reason, terms},
};

/// A part as typed.
pub struct Typed {
    part: Option<PartId>,
    change: Change,
    title: String,
    body: String,
    reason: String,
    dialogue: Option<DialogueId>,
    voice: Option<VoiceId>,
    terms: Terms,
}

impl Typed {
    /// As the store takes it.
    pub fn new_part(&self) -> NewPart<'_> {
        NewPart {
            part: self.part,
            change: self.change,
            title: &self.title,
            body: &self.body,
            reason: &self.reason,
            dialogue: self.dialogue,
            voice: self.voice,
            terms: self.terms.clone(),
        }
    }
}

/// Which part of the package each row is about. A form carries their ids, and those bind: versions differ in the order of
/// their parts. Rows of a form that names none stand in the order of the package. Parts a form knows nothing of come last.
fn bound<'p>(form: &Form, package: &'p [Part]) -> Vec<Option<&'p Part>> {
    let named = |number: usize| form.value(&field("part", &number)).parse::<PartId>().ok();
    let typed = |number: usize| !form.value(&field("title", &number)).trim().is_empty();
    if (1..=MOST_PARTS).all(|number| named(number).is_none()) {
        return package.iter().map(Some).collect();
    }
    let last = (1..=MOST_PARTS)
        .rev()
        .find(|number| named(*number).is_some() || typed(*number))
        .unwrap_or(0);
    let mut rows: Vec<Option<&Part>> = Vec::with_capacity(last.max(package.len()));
    for number in 1..=last {
        // A part stands once, whatever was sent.
        let found = named(number)
            .and_then(|id| package.iter().find(|part| part.id == id))
            .filter(|part| !rows.iter().flatten().any(|one| one.id == part.id));
        rows.push(found);
    }
    for part in package {
        if !rows.iter().flatten().any(|one| one.id == part.id) {
            rows.push(Some(part));
        }
    }
    rows
}

/// The rows of the form: the package's parts, then the added ones with room for two more.
pub fn rows(form: &Form, package: &[Part]) -> Vec<PartRow> {
    let bound = bound(form, package);
    let typed = |number: &usize| !form.value(&field("title", number)).trim().is_empty();
    let last = (1..=MOST_PARTS).rev().find(typed).unwrap_or(0);
    let count = (last.max(bound.len()) + 2).min(MOST_PARTS.max(bound.len()));
    (1..=count)
        .map(|number| PartRow {
            number,
            then: bound
                .get(number - 1)
                .copied()
                .flatten()
                .map(|part| Prose::of(&part.body)),
        })
        .collect()
}

/// The package's parts as a first revision begins with them: everything kept.
pub fn first_values(package: &[Part]) -> Vec<(String, String)> {
    let mut values = Vec::new();
    for (number, part) in (1..).zip(package) {
        values.push((field("part", &number), part.id.to_string()));
        values.push((field("title", &number), part.title.clone()));
        values.push((field("change", &number), Change::Kept.code().to_owned()));
        values.extend(terms::values(number, &part.terms));
    }
    values
}

/// The parts as they stand: the package's first, then the added ones. Reasons are a town's own and are left out where
/// another town begins with them.
pub fn values(package: &[Part], now: &[Standing], with_reasons: bool) -> Vec<(String, String)> {
    let mut values = Vec::new();
    let from_package = package
        .iter()
        .map(|part| now.iter().find(|one| one.part == Some(part.id)));
    let added = now.iter().filter(|one| one.part.is_none()).map(Some);
    for (number, part) in (1..).zip(package) {
        values.push((field("part", &number), part.id.to_string()));
    }
    for (number, part) in (1..).zip(from_package.chain(added)) {
        let Some(part) = part else {
            // Nobody has spoken of this part of the package so far.
            values.extend(
                package
                    .get(number - 1)
                    .map(|part| (field("title", &number), part.title.clone())),
            );
            continue;
        };
        values.extend([
            (field("title", &number), part.title.clone()),
            (field("change", &number), part.change.code().to_owned()),
            (field("body", &number), part.body.clone()),
        ]);
        values.extend(terms::values(number, &part.terms));
        if with_reasons {
            let source = match (part.dialogue, part.voice) {
                (Some(id), _) => format!("dialogue:{id}"),
                (None, Some(id)) => format!("voice:{id}"),
                (None, None) => String::new(),
            };
            values.push((field("reason", &number), part.reason.clone()));
            values.push((field("source", &number), source));
        }
    }
    values
}

/// The package's parts, and those the town still has though this version does without them, in the order in which they
/// stand in the town; what it never spoke of comes last.
pub fn with_former(mut package: Vec<Part>, now: &[Standing]) -> Vec<Part> {
    for one in now {
        if let Some(id) = one.part
            && !package.iter().any(|part| part.id == id)
        {
            package.push(Part {
                id,
                title: one.title.clone(),
                body: String::new(),
                terms: Terms::default(),
            });
        }
    }
    let place = |part: &Part| now.iter().position(|one| one.part == Some(part.id));
    package.sort_by_key(|part| place(part).unwrap_or(usize::MAX));
    package
}

/// The changes a part of the package can have.
pub fn changes(w: Words) -> Vec<Choice> {
    Change::ALL
        .iter()
        .filter(|change| change.fits(true))
        .map(|change| Choice {
            value: change.code().to_owned(),
            label: w.change(change).to_owned(),
        })
        .collect()
}

/// Reads the parts. Rows for added parts that are empty are left aside.
pub fn read(check: &mut Check<'_>, form: &Form, package: &[Part], record: &[Entry]) -> Vec<Typed> {
    let mut parts = Vec::new();
    let bound = bound(form, package);
    for row in rows(form, package) {
        let from_package = bound.get(row.number - 1).copied().flatten();
        let blank = ["title", "body", "reason"]
            .iter()
            .all(|name| form.value(&row.field(name)).trim().is_empty());
        if from_package.is_none() && blank {
            continue;
        }
        let (change, title) = match from_package {
            Some(part) => {
                let change = check.choice::<Change>(&row.field("change"));
                if change.is_some_and(|change| !change.fits(true)) {
                    check.add(&row.field("change"), Problem::NotAChoice);
                }
                let typed = text::clean_line(form.value(&row.field("title")));
                let own = change == Some(Change::Changed)
                    && !typed.is_empty()
                    && text::chars(&typed) <= limit::TITLE;
                (
                    change.unwrap_or(Change::Kept),
                    if own { typed } else { part.title.clone() },
                )
            }
            None => (Change::Added, check.title(&row.field("title"))),
        };
        let body = check.prose_or_none(&row.field("body"), limit::PARAGRAPH);
        let why = check.prose_or_none(&row.field("reason"), limit::PARAGRAPH);
        let (dialogue, voice) = reason::chosen(form.value(&row.field("source")), record);
        let said = !why.trim().is_empty() && (dialogue.is_some() || voice.is_some());
        if change.needs_reason() && !said {
            check.add(&row.field("reason"), Problem::Said("problem-needs-reason"));
        }
        if matches!(change, Change::Changed | Change::Added) && body.trim().is_empty() {
            check.add(&row.field("body"), Problem::Missing);
        }
        let mut terms = terms::read(check, form, row.number);
        if matches!(change, Change::Kept | Change::Dropped) {
            // A kept part says what the package says; whoever wants it otherwise chooses so.
            let payer = terms.payer.take();
            let differs = |part: &Part| {
                let package = Terms {
                    payer: None,
                    ..part.terms.clone()
                };
                package != terms && said_any(&terms)
            };
            if change == Change::Kept && from_package.is_some_and(differs) {
                check.add(&row.field("change"), Problem::Said("problem-kept-but-changed"));
            }
            // Who pays is this town's own to say, also where the rest is kept.
            terms = Terms {
                payer,
                ..Terms::default()
            };
        }
        parts.push(Typed {
            part: from_package.map(|part| part.id),
            change,
            title,
            body,
            reason: why,
            dialogue,
            voice,
            terms,
        });
    }
    parts
}

fn said_any(terms: &Terms) -> bool {
    *terms != Terms::default()
}
