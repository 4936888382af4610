//! `…/trials/new`, `POST …/trials`: agrees on a small trial of an adaptation's current revision.

use axum::http::StatusCode;
use domain::{
    Day, Problem,
    phase::Step,
    problem::limit,
    trial::{self as tried, MOST_INDICATORS, Measure},
};
use pages::{Chrome, Form, Section, packages::field, procurements::GateLine, trials::Edit};
use store::{
    ReadTx,
    adaptation::Adaptation,
    challenge,
    trial::{self, NewIndicator, NewTrial},
};

use crate::{
    Error, Result,
    extract::{Acting, Check, Seen, back, html, html_with},
    html::{interests::Fairness, once},
};

/// `GET /adaptations/{adaptation}/trials/new`.
pub async fn get(Seen { mut at, row }: Seen<Adaptation>) -> Result {
    if !row.in_circle {
        return Err(Error::Forbidden);
    }
    let today = at.today();
    let fairness = fairness(&mut at.tx, &row, today).await?;
    let form = once::form(&at.moment).or("begins", today.to_string());
    Ok(html(&page(at.page(Section::Challenges), form, &row, &fairness)))
}

/// Whose interests are not disclosed, and what public money waits for, before a trial that begins on a day.
async fn fairness(tx: &mut ReadTx, row: &Adaptation, begins: Day) -> store::Result<Fairness> {
    let parts = store::adaptation::parts(tx, row).await?;
    Fairness::read(tx, row, &parts, begins).await
}

fn page(page: Chrome, form: Form, row: &Adaptation, fairness: &Fairness) -> Edit {
    let w = page.w;
    Edit {
        undisclosed: fairness.undisclosed(),
        missing: fairness.missing.iter().map(|one| GateLine::of(w, one)).collect(),
        silent: fairness.silent.clone(),
        page,
        form,
        adaptation: row.id,
        rows: (1..=MOST_INDICATORS).collect(),
    }
}

/// An indicator as typed.
struct Typed {
    name: String,
    unit: String,
    hope: String,
    baseline: Option<Measure>,
    form: tried::Form,
}

/// The rows with something in them; each needs its name and unit.
fn indicators(check: &mut Check<'_>, form: &Form) -> Vec<Typed> {
    let mut typed = Vec::new();
    for number in 1..=MOST_INDICATORS {
        let names = ["name", "unit", "hope", "baseline"].map(|name| field(name, &number));
        if names.iter().all(|name| form.value(name).trim().is_empty()) {
            continue;
        }
        let [name, unit, hope, baseline] = &names;
        let drawn = field("form", &number);
        typed.push(Typed {
            name: check.line(name, limit::TITLE),
            unit: check.line(unit, limit::TITLE),
            hope: check.line_or_none(hope, limit::LINE),
            baseline: check.parsed(baseline, Problem::NotANumber),
            form: if form.value(&drawn).is_empty() {
                tried::Form::Data
            } else {
                check.choice(&drawn).unwrap_or(tried::Form::Data)
            },
        });
    }
    if typed.is_empty() {
        check.add("name-1", Problem::Said("problem-no-indicators"));
    }
    typed
}

/// `POST /adaptations/{adaptation}/trials`.
pub async fn post(Acting { mut at, row }: Acting<Adaptation>) -> Result {
    if !row.in_circle {
        return Err(Error::Forbidden);
    }
    let on = challenge::find(&mut at.tx, row.challenge)
        .await?
        .ok_or(Error::NotFound)?;
    let place = on.place.after(Step::TrialBegun);
    let begins = at.form.value("begins").parse::<Day>();
    let fairness = fairness(&mut at.tx, &row, begins.unwrap_or(at.moment.today())).await?;
    let mut check = at.check();
    let title = check.title("title");
    let what = check.prose("what", limit::PARAGRAPH);
    let where_ = check.line_or_none("place", limit::LINE);
    let (begins, ends) = (check.day("begins"), check.day("ends"));
    if begins.zip(ends).is_some_and(|(begins, ends)| ends < begins) {
        check.add("ends", Problem::NotLater);
    }
    let typed = indicators(&mut check, &at.form);
    if place.is_err() {
        check.add("title", Problem::Said("problem-trial-not-now"));
    }
    if !fairness.undisclosed().is_empty() {
        check.add("title", Problem::Said("problem-undisclosed"));
    }
    if !fairness.missing.is_empty() {
        check.add("begins", Problem::Said("problem-gate-closed"));
    }
    if !fairness.silent.is_empty() && !at.form.has("unpaid", "1") {
        check.add("unpaid", Problem::Said("problem-unpaid"));
    }
    let checked = check.finish();
    let (Ok(()), Ok(place), Some(begins), Some(ends)) = (&checked, place, begins, ends) else {
        let page = page(
            at.page(Section::Challenges),
            checked.err().unwrap_or_default(),
            &row,
            &fairness,
        );
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let chosen: Vec<_> = typed
        .iter()
        .map(|one| NewIndicator {
            name: &one.name,
            unit: &one.unit,
            hope: &one.hope,
            baseline: one.baseline,
            form: one.form,
        })
        .collect();
    let new = NewTrial {
        round: on.place.round,
        title: &title,
        what: &what,
        place: &where_,
        begins,
        ends,
        indicators: &chosen,
    };
    let id = trial::insert(&mut at.tx, &row, &new).await?;
    if !fairness.silent.is_empty() {
        trial::say_unpaid(&mut at.tx, row.town, id, &fairness.silent).await?;
    }
    challenge::advance(&mut at.tx, row.town, row.challenge, place, "trying").await?;
    at.tx.commit().await?;
    Ok(back(&format!("/trials/{id}"), "trial-begun"))
}
