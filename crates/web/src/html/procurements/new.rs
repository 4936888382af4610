//! `…/procurements/new`, `POST …/procurements`: the town's staff record that a part that costs public money will be
//! procured.

use axum::http::StatusCode;
use domain::{
    Day, Problem,
    package::is_sum,
    problem::limit,
    procurement::{
        ContractKind, Ground, Method, Selection, Unfit, Way,
        ceiling::{Ruling, class_of, national, ruling_on},
        fiscal_year,
        gate::Spent,
        may_record, records_elsewhere,
    },
};
use pages::{Chrome, Form, Section, form::Choice, procurements::Edit};
use store::{
    ReadTx,
    adaptation::{self, Adaptation},
    municipality::{self, Town},
    procurement::{self, NewProcurement},
    procurement_rule::{self, Line},
};

use super::rules::ceilings;
use crate::{
    Error, Result,
    extract::{Acting, Check, Seen, back, html, html_with},
    html::once,
};

/// What the form needs.
struct Setting {
    town: Town,
    rules: Vec<Line>,
    public: Vec<Spent>,
}

impl Setting {
    async fn read(tx: &mut ReadTx, row: &Adaptation) -> Result<Self> {
        if !row.in_circle || !may_record(tx.viewer(), row.town) {
            return Err(Error::Forbidden);
        }
        let parts = adaptation::parts(tx, row).await?;
        let mut public = procurement::spent(&parts);
        public.retain(Spent::is_public);
        Ok(Self {
            town: municipality::find(tx, row.town).await?.ok_or(Error::NotFound)?,
            rules: procurement_rule::list(tx, row.town).await?,
            public,
        })
    }

    fn ruling(&self, kind: ContractKind, on: Day) -> Option<Ruling> {
        let own: Vec<_> = self.rules.iter().map(|line| line.rule.clone()).collect();
        let class = class_of(self.town.line.kind, self.town.line.code, on);
        ruling_on(&own, national(), kind, class, on)
    }

    fn page(&self, page: Chrome, form: Form, row: &Adaptation) -> Edit {
        let choice = |(number, part): (usize, &Spent)| Choice {
            value: number.to_string(),
            label: part.title.clone(),
        };
        Edit {
            adaptation: row.id,
            code: row.town,
            parts: (1..).zip(&self.public).map(choice).collect(),
            ceilings: ceilings(&self.town.line, &self.rules, page.today),
            day: page.today,
            form,
            page,
        }
    }
}

/// `GET /adaptations/{adaptation}/procurements/new`.
pub async fn get(Seen { mut at, row }: Seen<Adaptation>) -> Result {
    // A town that joined is told where its procedure belongs, with the way there.
    if records_elsewhere(&at.viewer(), row.town, row.in_circle) {
        return Ok(back(&format!("/adaptations/{}", row.id), "procurement-elsewhere"));
    }
    let ground = Setting::read(&mut at.tx, &row).await?;
    let today = at.today();
    let form = once::form(&at.moment)
        .or("foreseen_on", today.to_string())
        .or("fiscal_year", fiscal_year(today).to_string());
    Ok(html(&ground.page(at.page(Section::Challenges), form, &row)))
}

/// How it is done, with what does not fit beside its field.
fn way(check: &mut Check<'_>, expected: Option<i64>, ceiling: Option<i64>, why: &str) -> Option<Way> {
    let (selection, method) = (
        check.choice::<Selection>("selection"),
        check.choice::<Method>("method"),
    );
    let (selection, method) = selection.zip(method)?;
    // The number of a contract that is not negotiated is left aside, whatever stands there.
    let ground = if method == Method::Negotiated {
        check.choice_or_none::<Ground>("ground")
    } else {
        None
    };
    let way = Way {
        selection,
        method,
        ground,
    };
    match way.check(expected?, ceiling, why) {
        Ok(()) => return Some(way),
        Err(Unfit::Method) => check.add("method", Problem::Said("problem-selection-and-method")),
        Err(Unfit::NoGround) => check.add("ground", Problem::Said("problem-no-ground")),
        Err(Unfit::AboveCeiling) => check.add("ground", Problem::Said("problem-above-ceiling")),
        Err(Unfit::NoReason) => check.add("why", Problem::Said("problem-why-negotiated")),
    }
    None
}

/// `POST /adaptations/{adaptation}/procurements`.
pub async fn post(Acting { mut at, row }: Acting<Adaptation>) -> Result {
    let ground = Setting::read(&mut at.tx, &row).await?;
    let today = at.moment.today();
    let mut check = at.check();
    let purpose = check.title("purpose");
    let chosen: Vec<&str> = at.form.values("part").collect();
    let parts: Vec<&Spent> = (1_usize..)
        .zip(&ground.public)
        .filter(|(number, _)| chosen.contains(&number.to_string().as_str()))
        .map(|(_, part)| part)
        .collect();
    if parts.is_empty() {
        check.add("part", Problem::Said("problem-no-part"));
    }
    let kind = check.choice::<ContractKind>("kind");
    let expected = check.yen("expected", is_sum);
    let year = check.parsed::<i64>("fiscal_year", Problem::Said("problem-not-a-year"));
    if at.form.value("fiscal_year").trim().is_empty() {
        check.add("fiscal_year", Problem::Missing);
    } else if year.is_some_and(|year| !(2000..2200).contains(&year)) {
        check.add("fiscal_year", Problem::Said("problem-not-a-year"));
    }
    let why = check.prose_or_none("why", limit::PARAGRAPH);
    let ruling = kind.and_then(|kind| ground.ruling(kind, today));
    let way = way(&mut check, expected, ruling.as_ref().map(|one| one.yen), &why);
    let approval = check.line_or_none("approval", limit::LINE);
    let foreseen_on = check.day("foreseen_on");
    if foreseen_on.is_some_and(|day| day > today) {
        check.add("foreseen_on", Problem::NotYet);
    }
    let checked = check.finish();
    let (Ok(()), Some(kind), Some(expected), Some(fiscal_year), Some(way), Some(foreseen_on)) =
        (&checked, kind, expected, year, way, foreseen_on)
    else {
        let form = checked.err().unwrap_or_default();
        let page = ground.page(at.page(Section::Challenges), form, &row);
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let new = NewProcurement {
        purpose: &purpose,
        kind,
        expected,
        fiscal_year,
        way,
        why: &why,
        rule: (today, ruling.as_ref()),
        approval: &approval,
        foreseen_on,
        parts: &parts,
    };
    let id = procurement::insert(&mut at.tx, &row, &new).await?;
    at.tx.commit().await?;
    Ok(back(&format!("/procurements/{id}"), "procurement-foreseen"))
}
