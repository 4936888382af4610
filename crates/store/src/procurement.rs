//! 調達の手続き: rows and SQL.
//!
//! Events of kind `procurement`: `foreseen`, `announced`, `settled`, `dropped`, `corrected`, `opened` (after: the audience),
//! and those of `answer`. The town's own staff see every procedure of their town, as whoever keeps the contracts is seldom
//! in the circle.

use domain::{
    Coded, Day, MunicipalityCode,
    audience::Audience,
    event::{Change, RecordKind},
    id::{AdaptationId, ChallengeId, PartId, PersonId, ProcurementId},
    procurement::{
        ContractKind, Ground, State, Way,
        ceiling::Ruling,
        gate::{Procedure, Spent},
    },
};

use crate::{
    Cursor, Error, Page, ReadTx, Result, WriteTx,
    adaptation::Adaptation,
    page::ROWS,
    scope::visible,
    value::{FromRow, Row, params},
};

pub mod answer;
mod steps;

pub use steps::{Correction, announce, correct, give_up, open, particulars, settle};

/// How it ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outcome {
    /// On which day.
    pub day: Day,
    /// Who was chosen.
    pub chosen: String,
    /// For how much, in yen.
    pub amount: i64,
    /// Why, in words.
    pub why: String,
    /// The last day the contract covers.
    pub covers_until: Option<Day>,
}

/// A procedure.
#[derive(Clone, Debug)]
pub struct Procurement {
    /// The town.
    pub town: MunicipalityCode,
    /// The town's name.
    pub town_name: String,
    /// The id.
    pub id: ProcurementId,
    /// The challenge.
    pub challenge: ChallengeId,
    /// The adaptation whose parts it is about.
    pub adaptation: AdaptationId,
    /// The title of the adaptation.
    pub adaptation_title: String,
    /// How far it is.
    pub state: State,
    /// What for, in one line.
    pub purpose: String,
    /// The kind of contract.
    pub kind: ContractKind,
    /// The expected amount in yen.
    pub expected: i64,
    /// The fiscal year, by the year it begins in.
    pub fiscal_year: i64,
    /// How it is done.
    pub way: Way,
    /// Why it is done this way.
    pub why: String,
    /// The day the rule was looked up.
    pub rule_on: Day,
    /// What the rule said, in yen.
    pub rule_yen: Option<i64>,
    /// Where it stands.
    pub rule_article: String,
    /// The number of the 起案 or 決裁; may be empty.
    pub approval: String,
    /// From which day it is foreseen.
    pub foreseen_on: Day,
    /// The day it was announced.
    pub announced_on: Option<Day>,
    /// Where; may be empty.
    pub announced_where: String,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// When and why it was given up.
    pub dropped: Option<(Day, String)>,
    /// To whom it is open.
    pub audience: Audience,
    /// Whether the viewer sits in the challenge's circle.
    pub in_circle: bool,
}

impl FromRow for Procurement {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            town: row.take()?,
            town_name: row.take()?,
            id: row.take()?,
            challenge: row.take()?,
            adaptation: row.take()?,
            adaptation_title: row.take()?,
            state: row.code()?,
            purpose: row.take()?,
            kind: row.code()?,
            expected: row.take()?,
            fiscal_year: row.take()?,
            way: Way {
                selection: row.code()?,
                method: row.code()?,
                ground: row
                    .take::<Option<String>>()?
                    .and_then(|code| Ground::parse(&code)),
            },
            why: row.take()?,
            rule_on: row.take()?,
            rule_yen: row.take()?,
            rule_article: row.take()?,
            approval: row.take()?,
            foreseen_on: row.take()?,
            announced_on: row.take()?,
            announced_where: row.take()?,
            outcome: {
                let (day, chosen, amount): (Option<Day>, _, Option<i64>) =
                    (row.take()?, row.take()?, row.take()?);
                let (why, covers_until) = (row.take()?, row.take()?);
                day.zip(amount).map(|(day, amount)| Outcome {
                    day,
                    chosen,
                    amount,
                    why,
                    covers_until,
                })
            },
            dropped: {
                let (day, why): (Option<Day>, String) = (row.take()?, row.take()?);
                day.map(|day| (day, why))
            },
            audience: row.code()?,
            in_circle: row.take()?,
        })
    }
}

macro_rules! procurements {
    ($where:literal, $order:literal) => {
        concat!(
            "SELECT p.town, t.name, p.id, p.challenge, p.adaptation, a.title, p.state, p.purpose, p.kind, p.expected, \
             p.fiscal_year, p.selection, p.method, p.ground, p.why, p.rule_on, p.rule_yen, p.rule_article, p.approval, \
             p.foreseen_on, p.announced_on, p.announced_where, p.settled_on, p.chosen, p.amount, p.chosen_why, \
             p.covers_until, p.dropped_on, p.dropped_why, p.audience, m.seat IS NOT NULL FROM procurements p \
             JOIN municipalities t ON t.code = p.town JOIN adaptations a ON a.town = p.town AND a.id = p.adaptation \
             LEFT JOIN circle_members m ON m.town = p.town AND m.challenge = p.challenge AND m.seat = $2 \
             AND m.left_at IS NULL WHERE ",
            $where,
            " AND (p.town = $1 OR ",
            visible!("p", dialogue = "NULL", challenge = "p.challenge"),
            ")",
            $order
        )
    };
}

const FIND: &str = procurements!("p.id = $4", "");
const LIST: &str = procurements!("p.town = $4 AND p.id < $5", " ORDER BY p.id DESC LIMIT $6");
const OF_CHALLENGE: &str = procurements!(
    "p.town = $4 AND p.challenge = $5 AND p.state IN ('foreseen', 'announced')",
    " ORDER BY p.id DESC LIMIT 5"
);

/// One procedure, if the viewer may see it.
pub async fn find(tx: &mut ReadTx, id: ProcurementId) -> Result<Option<Procurement>> {
    tx.seen_one(FIND, params![id]).await
}

/// The procedures of a town the viewer may see, the newest first.
pub async fn list(
    tx: &mut ReadTx,
    town: MunicipalityCode,
    after: Option<&Cursor>,
) -> Result<Page<Procurement>> {
    let id = after.map_or(uuid::Uuid::max(), |cursor| cursor.id);
    let rows: Vec<Procurement> = tx.seen(LIST, params![town, id, ROWS + 1]).await?;
    Ok(Page::cut(rows, |one| Cursor {
        key: String::new(),
        id: one.id.uuid(),
    }))
}

/// The procedures foreseen or under way for a challenge, as far as the viewer may see them; at most 5.
pub async fn open_of(
    tx: &mut ReadTx,
    town: MunicipalityCode,
    challenge: ChallengeId,
) -> Result<Vec<Procurement>> {
    tx.seen(OF_CHALLENGE, params![town, challenge]).await
}

/// A procedure about an adaptation, with what it is for.
#[derive(Clone, Debug)]
pub struct About {
    /// As the gate looks at it.
    pub procedure: Procedure,
    /// What for.
    pub purpose: String,
}

/// A part of a procedure as a row.
pub(crate) struct AboutPart {
    pub(crate) id: ProcurementId,
    pub(crate) state: State,
    pub(crate) covers_until: Option<Day>,
    pub(crate) purpose: String,
    pub(crate) part: Option<PartId>,
    pub(crate) title: String,
}

impl About {
    /// Brings the rows of each procedure together; they follow one another.
    pub(crate) fn of(rows: Vec<AboutPart>) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        for one in rows {
            if all.last().map(|last| last.procedure.id) != Some(one.id) {
                all.push(Self {
                    procedure: Procedure {
                        id: one.id,
                        state: one.state,
                        covers_until: one.covers_until,
                        parts: Vec::new(),
                    },
                    purpose: one.purpose,
                });
            }
            if let Some(last) = all.last_mut().filter(|_| !one.title.is_empty()) {
                last.procedure.parts.push((one.part, one.title));
            }
        }
        all
    }
}

/// The parts of a revision as the gate looks at them; what is not used spends nothing.
pub fn spent(parts: &[crate::adaptation::Part]) -> Vec<Spent> {
    let used = parts
        .iter()
        .filter(|part| part.change != domain::adaptation::Change::Dropped);
    used.map(|part| Spent {
        part: part.part,
        title: part.title.clone(),
        payer: part.terms.payer,
        cost: part.terms.cost,
    })
    .collect()
}

/// A procedure as it is foreseen.
#[derive(Clone, Debug)]
pub struct NewProcurement<'a> {
    /// What for.
    pub purpose: &'a str,
    /// The kind of contract.
    pub kind: ContractKind,
    /// The expected amount in yen.
    pub expected: i64,
    /// The fiscal year.
    pub fiscal_year: i64,
    /// How it is done.
    pub way: Way,
    /// Why.
    pub why: &'a str,
    /// The day the rule was looked up, and what it said.
    pub rule: (Day, Option<&'a Ruling>),
    /// The number of the 起案 or 決裁.
    pub approval: &'a str,
    /// From which day it is foreseen.
    pub foreseen_on: Day,
    /// The parts.
    pub parts: &'a [&'a Spent],
}

const INSERT: &str = "INSERT INTO procurements (town, id, challenge, adaptation, state, purpose, kind, expected, fiscal_year, \
    selection, method, ground, why, rule_on, rule_yen, rule_article, approval, foreseen_on, person, written_at) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)";
const INSERT_PART: &str = "INSERT INTO procurement_parts (town, procurement, position, part, title) \
    VALUES ($1, $2, $3, $4, $5)";

fn author(tx: &WriteTx) -> Result<PersonId> {
    let person = tx.viewer().person;
    person.ok_or_else(|| Error::Internal("a procedure is written by a person".to_owned()))
}

/// Records that a procedure is foreseen.
pub async fn insert(tx: &mut WriteTx, on: &Adaptation, new: &NewProcurement<'_>) -> Result<ProcurementId> {
    let (id, now, person) = (ProcurementId::new(tx.moment()), tx.now(), author(tx)?);
    let (rule_on, rule) = new.rule;
    let values = params![
        on.town,
        id,
        on.challenge,
        on.id,
        State::Foreseen.code(),
        new.purpose,
        new.kind.code(),
        new.expected,
        new.fiscal_year,
        new.way.selection.code(),
        new.way.method.code(),
        new.way.ground.map(Coded::code),
        new.why,
        rule_on,
        rule.map(|rule| rule.yen),
        rule.map(|rule| rule.article.as_str()).unwrap_or_default(),
        new.approval,
        new.foreseen_on,
        person,
        now
    ];
    tx.run(INSERT, values).await?;
    for (position, part) in (1_i64..).zip(new.parts) {
        let values = params![on.town, id, position, part.part, &part.title];
        tx.run(INSERT_PART, values).await?;
    }
    note(tx, on.town, id, "foreseen", new.purpose).await?;
    Ok(id)
}

async fn note(
    tx: &mut WriteTx,
    town: MunicipalityCode,
    id: ProcurementId,
    verb: &'static str,
    after: &str,
) -> Result<()> {
    let change = Change::new(RecordKind::Procurement, id, verb)
        .of_town(town)
        .to(after.to_owned());
    tx.note(change).await
}
