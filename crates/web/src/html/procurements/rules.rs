//! `…/procurement-rules`: up to which amount a contract may be negotiated for its smallness: the town's own dated rules,
//! and the national frame. Public to read; the town's administrators add rules.

use axum::http::StatusCode;
use domain::{
    Coded, Day, Problem,
    package::is_sum,
    problem::limit,
    procurement::{
        ContractKind,
        ceiling::{Frame, Rule, class_of, national, ruling_on, within_frame},
    },
};
use pages::{
    Chrome, Form, Section,
    procurement_rules::{CeilingLine, RuleLine, Rules},
};
use store::{
    municipality::{Line, Town},
    procurement_rule::{self, Line as Written},
};

use crate::{
    Error, Result,
    extract::{Acting, Seen, back, html, html_with},
};

/// What the rules of a town say on a day, kind by kind.
pub fn ceilings(town: &Line, rules: &[Written], on: Day) -> Vec<CeilingLine> {
    let own: Vec<Rule> = rules.iter().map(|line| line.rule.clone()).collect();
    let class = class_of(town.kind, town.code, on);
    let line = |kind: &ContractKind| {
        ruling_on(&own, national(), *kind, class, on).map(|ruling| CeilingLine {
            kind: *kind,
            yen: ruling.yen,
            article: ruling.article,
            own: ruling.own,
        })
    };
    ContractKind::ALL.iter().filter_map(line).collect()
}

/// `GET /towns/{code}/procurement-rules`.
pub async fn get(Seen { mut at, row }: Seen<Town>) -> Result {
    let rules = procurement_rule::list(&mut at.tx, row.line.code).await?;
    let admin = at.viewer().administers_town(row.line.code);
    let form = Form::new().or("from", at.today().to_string());
    Ok(html(&page(
        at.page(Section::Towns),
        &row.line,
        rules,
        admin,
        form,
    )))
}

fn page(page: Chrome, town: &Line, rules: Vec<Written>, admin: bool, form: Form) -> Rules {
    let today = ceilings(town, &rules, page.today);
    let class = class_of(town.kind, town.code, page.today);
    let own = rules.into_iter().rev().map(|line| RuleLine {
        kind: line.rule.kind,
        yen: line.rule.yen,
        from: Some(line.rule.from),
        until: line.rule.until,
        article: line.rule.article,
        note: line.note,
    });
    let frame = |frame: &Frame| RuleLine {
        kind: frame.kind,
        yen: frame.yen,
        from: frame.from,
        until: frame.until,
        article: frame.law.to_owned(),
        note: frame.source.to_owned(),
    };
    let of_class = national().iter().filter(|frame| frame.class == class);
    Rules {
        code: town.code,
        town: town.name.clone(),
        today,
        own: own.collect(),
        class,
        national: of_class.map(frame).collect(),
        admin,
        form,
        page,
    }
}

/// `POST /towns/{code}/procurement-rules`.
pub async fn post(Acting { mut at, row }: Acting<Town>) -> Result {
    let town = &row.line;
    if !at.viewer().administers_town(town.code) {
        return Err(Error::Forbidden);
    }
    let mut check = at.check();
    let kind = check.choice::<ContractKind>("kind");
    let yen = check.yen("yen", is_sum);
    let from = check.day("from");
    let until = check.day_or_none("until");
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        check.add("until", Problem::NotLater);
    }
    let article = check.line("article", limit::LINE);
    let note = check.prose_or_none("note", limit::PARAGRAPH);
    let rule = kind.zip(yen).zip(from).map(|((kind, yen), from)| Rule {
        kind,
        yen,
        from,
        until,
        article,
    });
    let above = |rule: &Rule| {
        let class = class_of(town.kind, town.code, rule.from);
        !within_frame(rule, national(), class)
    };
    if rule.as_ref().is_some_and(above) {
        check.add("yen", Problem::Said("problem-over-frame"));
    }
    let checked = check.finish();
    let (Ok(()), Some(rule)) = (&checked, rule) else {
        let rules = procurement_rule::list(&mut at.tx, town.code).await?;
        let form = checked.err().unwrap_or_default();
        let page = page(at.page(Section::Towns), town, rules, true, form);
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    procurement_rule::insert(&mut at.tx, town.code, &rule, &note).await?;
    at.tx.commit().await?;
    Ok(back(
        &format!("/towns/{}/procurement-rules", town.code),
        "rule-added",
    ))
}
