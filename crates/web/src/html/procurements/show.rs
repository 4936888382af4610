//! `GET /procurements/{procurement}`: one procedure, what was told about it, corrections, and what the town's staff do next.

use axum::{http::StatusCode, response::Response};
use domain::{
    audience::Audience,
    procurement::{Step, may_record},
};
use pages::{
    Chrome, Form, Section,
    corrections::Beside,
    procurements::{Correction, Outcome, Show, Told},
};
use store::{
    Cursor, Page, ReadTx,
    procurement::{self, Procurement, answer},
};

use crate::{
    Error, Result,
    extract::{Query, Seen, Writing, html, html_with},
    html::{once, publishing::beside},
};

pub async fn get(Seen { mut at, row }: Seen<Procurement>, query: Query) -> Result {
    let content = Content::read(&mut at.tx, row, query.cursor().as_ref()).await?;
    let today = at.today().to_string();
    let form = ["announced_on", "settled_on", "told_on"]
        .iter()
        .fold(once::form(&at.moment), |form, name| form.or(name, today.clone()));
    let form = form.or("audience", domain::Coded::code(content.row.audience));
    Ok(html(&content.page(at.page(Section::Towns), form)))
}

/// Only the town's staff write a procedure; whoever else sees it may not.
pub(super) fn staff_only(at: &Writing, row: &Procurement) -> std::result::Result<(), Error> {
    if may_record(&at.viewer(), row.town) {
        Ok(())
    } else {
        Err(Error::Forbidden)
    }
}

/// The page with a form that was refused.
pub(super) async fn refused(mut at: Writing, row: Procurement, form: Form) -> Result<Response> {
    let content = Content::read(&mut at.tx, row, None).await?;
    let page = content.page(at.page(Section::Towns), form);
    Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
}

/// What the page shows, read in one snapshot.
struct Content {
    row: Procurement,
    parts: Vec<String>,
    answers: Page<answer::Answer>,
    corrections: Vec<procurement::Correction>,
    staff: bool,
    follows: Option<bool>,
    beside: Beside,
}

impl Content {
    async fn read(tx: &mut ReadTx, row: Procurement, after: Option<&Cursor>) -> store::Result<Self> {
        let viewer = *tx.viewer();
        let staff = may_record(&viewer, row.town);
        let reads_news = viewer.person.is_some() && !staff && row.state.is_open();
        let (parts, corrections) = procurement::particulars(tx, &row).await?;
        Ok(Self {
            parts,
            corrections,
            answers: answer::list(tx, &row, after).await?,
            follows: if reads_news {
                Some(answer::follows(tx, &row).await?)
            } else {
                None
            },
            // Who is asked whether they follow it has been read five times for, and asks in a dialogue.
            beside: if reads_news {
                Beside::default()
            } else {
                beside::office(tx, row.town, row.audience).await?
            },
            staff,
            row,
        })
    }

    fn page(self, page: Chrome, form: Form) -> Show {
        let (row, staff) = (self.row, self.staff);
        let can = |step| staff && row.state.after(step).is_some();
        let next = self.answers.next.map(|cursor| cursor.encode());
        let answers = self.answers.rows.into_iter().map(|one| Told {
            id: one.id,
            question: one.question,
            told: one.told,
            told_to: one.told_to,
            told_on: one.told_on,
            dialogue: one.dialogue,
            shown_at: one.shown_at,
        });
        let corrections = self.corrections.into_iter().map(|one| Correction {
            words: one.words,
            author: one.author,
            at: one.written_at,
        });
        Show {
            short: super::short(&row),
            code: row.town,
            parts: self.parts,
            can_announce: can(Step::Announce),
            can_settle: can(Step::Settle),
            can_drop: can(Step::Drop),
            answers: answers.collect(),
            next: next.map(|cursor| format!("/procurements/{}?after={cursor}#answers", row.id)),
            corrections: corrections.collect(),
            beside: self.beside,
            town: row.town_name,
            challenge: row.challenge,
            adaptation: row.adaptation,
            adaptation_title: row.adaptation_title,
            kind: row.kind,
            expected: row.expected,
            fiscal_year: row.fiscal_year,
            selection: row.way.selection,
            method: row.way.method,
            ground: row.way.ground,
            why: row.why,
            rule_on: row.rule_on,
            rule_yen: row.rule_yen,
            rule_article: row.rule_article,
            approval: row.approval,
            foreseen_on: row.foreseen_on,
            announced_on: row.announced_on,
            announced_where: row.announced_where,
            outcome: row.outcome.map(|one| Outcome {
                day: one.day,
                chosen: one.chosen,
                amount: one.amount,
                why: one.why,
                covers_until: one.covers_until,
            }),
            dropped: row.dropped,
            audience: row.audience,
            staff,
            in_circle: row.in_circle,
            follows: self.follows,
            form,
            page,
        }
    }
}

/// How far a procedure can be opened.
pub(super) const OPENINGS: [Audience; 3] = [Audience::Circle, Audience::Network, Audience::Public];
