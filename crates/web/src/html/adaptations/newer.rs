//! `…/newer`: the package has a newer version. Part by part its co-owners take what is new, leave it, or bring both together.

use axum::http::StatusCode;
use domain::{
    Coded, Problem,
    adaptation::Change,
    merge::{self, Choice, Decision, Field, News, Ours, State},
    package::{Content, Part},
    problem::limit,
};
use pages::{
    Chrome, Form, Section,
    newer::{Conflict, Newer, Side},
    packages::field,
    text::Prose,
};
use store::{
    ReadTx,
    adaptation::{self, Adaptation, NewPart, Part as Standing},
    challenge::{self, Entry},
};

use super::new::place;
use crate::{
    Error, Result,
    extract::{Acting, Check, Seen, back, html, html_with},
    html::reason,
};

/// Brings two texts together sentence by sentence.
fn weave(base: &str, ours: &str, theirs: &str) -> (String, bool) {
    let merged = text::merge::three(base, ours, theirs);
    let conflict = !merged.conflicts.is_empty();
    (merged.text, conflict)
}

/// What the page needs.
struct Ground {
    version: i64,
    base: Vec<Part>,
    theirs: Vec<Part>,
    standing: Vec<Standing>,
    ours: Vec<Ours>,
    news: Vec<News>,
    record: Vec<Entry>,
}

impl Ground {
    async fn read(tx: &mut ReadTx, row: &Adaptation) -> Result<Self> {
        if !row.owns {
            return Err(Error::Forbidden);
        }
        let (Some((package, from)), Some(version)) = (row.package, row.newest) else {
            return Err(Error::NotFound);
        };
        let [base, theirs] = store::package::parts_of_two(tx, package, [from, version])
            .await?
            .map(parts);
        let standing = adaptation::parts(tx, row).await?;
        let ours: Vec<Ours> = standing.iter().enumerate().map(ours).collect();
        Ok(Self {
            version,
            news: merge::news(&base, &ours, &theirs, &weave),
            record: challenge::record(tx, row.town, row.challenge).await?,
            base,
            theirs,
            standing,
            ours,
        })
    }

    fn page(&self, page: Chrome, form: Form, row: &Adaptation) -> Newer {
        let w = page.w;
        let sides = (1..).zip(&self.news).map(|(number, news)| Side {
            number,
            kind: news.kind,
            title: [&news.theirs, &news.ours, &news.base]
                .into_iter()
                .flatten()
                .next()
                .map(|content| content.title.clone())
                .unwrap_or_default(),
            touched: news.touched,
            base: news.base.as_ref().map(|content| pages::newer::said(w, content)),
            ours: news.ours.as_ref().map(|content| pages::newer::said(w, content)),
            theirs: news.theirs.as_ref().map(|content| pages::newer::said(w, content)),
            together: news
                .together
                .as_ref()
                .map(|one| pages::newer::said(w, &one.content)),
            conflicts: conflicts(number, news),
            choices: choices(news)
                .into_iter()
                .map(|choice| pages::form::Choice {
                    value: choice.code().to_owned(),
                    label: w.news_choice(choice).to_owned(),
                })
                .collect(),
        });
        Newer {
            id: row.id,
            package: row.package.map(|(id, _)| id),
            title: row.title.clone(),
            revision: row.revision,
            from: row.package.map_or(0, |(_, version)| version),
            version: self.version,
            sides: sides.collect(),
            sources: reason::choices(w, &self.record),
            form,
            page,
        }
    }
}

fn parts(rows: Vec<store::package::Part>) -> Vec<Part> {
    let part = |row: store::package::Part| Part {
        id: row.id,
        content: Content {
            title: row.title,
            body: row.body,
            terms: row.terms,
        },
    };
    rows.into_iter().map(part).collect()
}

fn ours((at, row): (usize, &Standing)) -> Ours {
    let content = || Content {
        title: row.title.clone(),
        body: row.body.clone(),
        terms: row.terms.clone(),
    };
    Ours {
        part: row.part,
        state: match row.change {
            Change::Kept => State::Kept {
                note: row.body.clone(),
            },
            Change::Changed => State::Changed(content()),
            Change::Dropped => State::Dropped,
            Change::Added => State::Added(content()),
        },
        was: Some(at),
    }
}

/// Both can be brought together where there are two.
fn choices(news: &News) -> Vec<Choice> {
    let both = news.together.is_some() && news.touched;
    let all = Choice::ALL.iter().copied();
    all.filter(|choice| both || *choice != Choice::Merge).collect()
}

/// The texts and fields a person has to look at, with what each side says.
fn conflicts(number: usize, news: &News) -> Vec<Conflict> {
    let (Some(together), Some(ours), Some(theirs)) = (&news.together, &news.ours, &news.theirs) else {
        return Vec::new();
    };
    let conflict = |one: &Field| Conflict {
        field: *one,
        name: field(one.code(), &number),
        ours: Prose::of(&plain(ours, *one)),
        theirs: Prose::of(&plain(theirs, *one)),
        together: plain(&together.content, *one),
    };
    together.conflicts.iter().map(conflict).collect()
}

/// One field as text. Costs are chosen, not typed: they stand as `low-high`.
fn plain(content: &Content, field: Field) -> String {
    match field {
        Field::Title => content.title.clone(),
        Field::Body => content.body.clone(),
        Field::Who => content.terms.who.clone(),
        Field::Duration => content.terms.duration.clone(),
        Field::Preconditions => content.terms.preconditions.clone(),
        Field::Pitfalls => content.terms.pitfalls.clone(),
        Field::Cost => content
            .terms
            .cost
            .map(|cost| format!("{}-{}", cost.low, cost.high))
            .unwrap_or_default(),
    }
}

/// Writes what a person made of a conflict into the content.
fn settle(check: &mut Check<'_>, content: &mut Content, conflict: &Conflict) {
    let name = &conflict.name;
    match conflict.field {
        Field::Title => content.title = check.title(name),
        Field::Body => content.body = check.prose(name, limit::PARAGRAPH),
        Field::Who => content.terms.who = check.line_or_none(name, limit::LINE),
        Field::Duration => content.terms.duration = check.line_or_none(name, limit::LINE),
        Field::Preconditions => {
            content.terms.preconditions = check.prose_or_none(name, limit::PARAGRAPH);
        }
        Field::Pitfalls => content.terms.pitfalls = check.prose_or_none(name, limit::PARAGRAPH),
        Field::Cost => {
            let typed = check.line_or_none(name, limit::LINE);
            let (low, high) = typed.split_once(['-', '〜', '～']).unwrap_or((&typed, &typed));
            let yen = |end: &str| text::fold(end).replace([',', '円'], "").parse().ok();
            content.terms.cost = domain::package::Cost::of(yen(low), yen(high));
            if content.terms.cost.is_none() && !typed.is_empty() {
                check.add(name, Problem::Said("problem-not-a-cost"));
            }
        }
    }
}

/// `GET /adaptations/{adaptation}/newer`.
pub async fn get(Seen { mut at, row }: Seen<Adaptation>) -> Result {
    let ground = Ground::read(&mut at.tx, &row).await?;
    let mut values = vec![
        ("base".to_owned(), row.revision.to_string()),
        ("version".to_owned(), ground.version.to_string()),
    ];
    for (number, news) in (1..).zip(&ground.news) {
        let conflicts = conflicts(number, news);
        values.extend(conflicts.into_iter().map(|one| (one.name, one.together)));
    }
    let page = ground.page(at.page(Section::Challenges), Form::filled(values), &row);
    Ok(html(&page))
}

/// What was decided about each part with news; `None` where nothing was chosen.
fn decisions(check: &mut Check<'_>, news: &[News]) -> Vec<Option<Decision>> {
    let decide = |(number, news): (usize, &News)| {
        let name = field("choice", &number);
        let choice = check.choice::<Choice>(&name)?;
        if !choices(news).contains(&choice) {
            check.add(&name, Problem::NotAChoice);
            return None;
        }
        Some(match (choice, &news.together) {
            (Choice::Take, _) => Decision::Take,
            (Choice::Merge, Some(together)) => {
                let mut content = together.content.clone();
                for conflict in conflicts(number, news) {
                    settle(check, &mut content, &conflict);
                }
                Decision::Merge(content)
            }
            (Choice::Leave | Choice::Merge, _) => Decision::Leave,
        })
    };
    (1..).zip(news).map(decide).collect()
}

/// `POST /adaptations/{adaptation}/newer`.
pub async fn post(Acting { mut at, row }: Acting<Adaptation>) -> Result {
    let ground = Ground::read(&mut at.tx, &row).await?;
    let on = challenge::find(&mut at.tx, row.challenge)
        .await?
        .ok_or(Error::NotFound)?;
    let place = place(&mut at.tx, &on).await?;
    let mut check = at.check();
    let decided = decisions(&mut check, &ground.news);
    let summary = check.prose("summary", limit::PARAGRAPH);
    let why = check.prose_or_none("reason", limit::PARAGRAPH);
    let (dialogue, voice) = reason::chosen(at.form.value("source"), &ground.record);
    let stale = at.form.value("base") != row.revision.to_string()
        || at.form.value("version") != ground.version.to_string()
        || row.package.map(|(_, version)| version) == Some(ground.version);
    if stale {
        check.add("summary", Problem::Said("problem-newer-version"));
    }
    if let Err(key) = place {
        check.add("summary", Problem::Said(key));
    }
    let merged = merge::onto(&ground.base, &ground.ours, &ground.theirs, &|part| {
        let at = ground.news.iter().position(|news| news.part == part);
        at.and_then(|at| decided[at].clone()).unwrap_or(Decision::Leave)
    });
    // Whatever is different from the package here says why; parts that said so before keep their words.
    let said = !why.trim().is_empty() && (dialogue.is_some() || voice.is_some());
    let new: Vec<NewPart<'_>> = merged
        .iter()
        .map(|one| {
            let mut part = written(one, &ground);
            if part.change.needs_reason() && part.reason.is_empty() {
                (part.reason, part.dialogue, part.voice) = (&why, dialogue, voice);
            }
            part
        })
        .collect();
    let unsaid = |part: &NewPart<'_>| {
        part.change.needs_reason()
            && (part.reason.is_empty() || part.dialogue.is_none() && part.voice.is_none())
    };
    if !said && new.iter().any(unsaid) && decided.iter().all(Option::is_some) {
        check.add("reason", Problem::Said("problem-needs-reason"));
    }
    let checked = check.finish();
    let (Ok(()), Ok(place)) = (&checked, place) else {
        let form = checked.err().unwrap_or_default();
        let page = ground.page(at.page(Section::Challenges), form, &row);
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    adaptation::renew(&mut at.tx, &row, ground.version, &summary, &new).await?;
    challenge::advance(&mut at.tx, row.town, row.challenge, place, "adapting").await?;
    at.tx.commit().await?;
    Ok(back(&format!("/adaptations/{}", row.id), "adaptation-renewed"))
}

/// A merged part as the store takes it, with the reason it had before where it still is what it was.
fn written<'a>(one: &'a Ours, ground: &'a Ground) -> NewPart<'a> {
    let before = one.was.map(|at| &ground.standing[at]);
    let in_package = one
        .part
        .and_then(|id| {
            ground
                .theirs
                .iter()
                .chain(&ground.base)
                .find(|part| part.id == id)
        })
        .map(|part| part.content.title.as_str());
    let (change, content, note) = match &one.state {
        State::Kept { note } => (Change::Kept, None, note.as_str()),
        State::Changed(content) => (Change::Changed, Some(content), ""),
        State::Dropped => (Change::Dropped, None, ""),
        State::Added(content) => (Change::Added, Some(content), ""),
    };
    let reasoned = before.filter(|_| change.needs_reason());
    // Who pays was settled in this town; a newer version does not change it.
    let mut terms = content.map(|content| content.terms.clone()).unwrap_or_default();
    terms.payer = before.and_then(|row| row.terms.payer).or(terms.payer);
    NewPart {
        part: one.part,
        change,
        title: content
            .map(|content| content.title.as_str())
            .or(in_package)
            .or(before.map(|row| row.title.as_str()))
            .unwrap_or_default(),
        body: content.map_or(note, |content| content.body.as_str()),
        reason: reasoned.map_or("", |row| row.reason.as_str()),
        dialogue: reasoned.and_then(|row| row.dialogue),
        voice: reasoned.and_then(|row| row.voice),
        terms,
    }
}
