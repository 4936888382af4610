//! The parts of an adaptation: what became of each part of its package, as far as it is open to the viewer.

use domain::{
    Coded, MunicipalityCode,
    adaptation::Change,
    id::{AdaptationId, DialogueId, PartId, VoiceId},
    package::Terms,
    paragraph::{Curtain, Field, LeftOut},
};

use super::Adaptation;
use crate::{
    ReadTx, Result, WriteTx,
    package::terms,
    scope::visible,
    value::{FromRow, Row, params},
};

/// What became of one part.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its place among the parts.
    pub position: i64,
    /// The part of the package; none where it was added.
    pub part: Option<PartId>,
    /// What the package says; empty where it was added.
    pub then: String,
    /// What became of it.
    pub change: Change,
    /// The title.
    pub title: String,
    /// How it is in this town.
    pub body: String,
    /// Why.
    pub reason: String,
    /// The dialogue that is the reason.
    pub dialogue: Option<DialogueId>,
    /// Whether the viewer may read it.
    pub dialogue_open: bool,
    /// The voice that is the reason.
    pub voice: Option<VoiceId>,
    /// Its words, where the viewer may hear it.
    pub heard: Option<String>,
    /// Who, what it costs and the rest; the package's where the part is kept.
    pub terms: Terms,
    /// Where paragraphs of it are not for the viewer.
    pub left_out: LeftOut,
    /// Whether parts before it are not for the viewer at all.
    pub gap: bool,
}

/// What a part says beside its text, as the words of one paragraph; empty where it says nothing.
pub(crate) fn terms_words(terms: &Terms) -> String {
    let cost = terms.cost.map(|cost| format!("{}〜{}", cost.low, cost.high));
    let lines = [
        terms.who.as_str(),
        cost.as_deref().unwrap_or_default(),
        &terms.duration,
        &terms.preconditions,
        &terms.pitfalls,
    ];
    let said: Vec<&str> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    said.join("\n")
}

impl Part {
    /// The part as its reader may have it; none where nothing of it is open to them.
    fn through(mut self, curtain: &Curtain) -> Option<Self> {
        let (mut curtain, at) = (curtain.clone(), self.position);
        let bare = self.body.trim().is_empty();
        self.body = curtain.through(Field::Body, at, self.body);
        self.reason = curtain.through(Field::Reason, at, self.reason);
        let of_package = self.change == Change::Kept;
        let terms = of_package || curtain.shows(Field::Terms, at, &terms_words(&self.terms));
        if self.reason.is_empty() {
            (self.dialogue, self.voice, self.heard) = (None, None, None);
        }
        let seen = !self.body.is_empty()
            || !self.reason.is_empty()
            || (bare && curtain.shows(Field::Body, at, ""))
            || (!of_package && self.terms != Terms::default() && terms);
        if !terms {
            self.terms = Terms::default();
        }
        self.left_out = curtain.left_out();
        seen.then_some(self)
    }
}

impl FromRow for Part {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            position: row.take()?,
            part: row.take()?,
            then: row.take()?,
            change: row.code()?,
            title: row.take()?,
            body: row.take()?,
            reason: row.take()?,
            dialogue: row.take()?,
            dialogue_open: row.take()?,
            voice: row.take()?,
            heard: row.take()?,
            terms: terms(row)?,
            left_out: LeftOut::default(),
            gap: false,
        })
    }
}

const PARTS: &str = concat!(
    "SELECT x.position, x.part, COALESCE(k.body, ''), x.change, x.title, x.body, x.reason, x.dialogue, \
    EXISTS (SELECT 1 FROM dialogues g WHERE g.town = x.town AND g.id = x.dialogue AND ",
    visible!("g", dialogue = "g.id", challenge = "g.challenge"),
    "), x.voice, v.words, \
    CASE WHEN x.change = 'kept' THEN COALESCE(k.who, '') ELSE x.who END, \
    CASE WHEN x.change = 'kept' THEN k.cost_low ELSE x.cost_low END, \
    CASE WHEN x.change = 'kept' THEN k.cost_high ELSE x.cost_high END, \
    CASE WHEN x.change = 'kept' THEN COALESCE(k.duration, '') ELSE x.duration END, \
    CASE WHEN x.change = 'kept' THEN COALESCE(k.preconditions, '') ELSE x.preconditions END, \
    CASE WHEN x.change = 'kept' THEN COALESCE(k.pitfalls, '') ELSE x.pitfalls END, \
    CASE WHEN x.change = 'kept' AND x.payer = '' THEN COALESCE(k.payer, '') ELSE x.payer END \
    FROM adaptation_parts x JOIN adaptation_revisions a ON a.town = x.town AND a.adaptation = x.adaptation \
    AND a.number = x.number \
    LEFT JOIN package_parts k ON k.package = a.package AND k.version = a.package_version AND k.id = x.part \
    LEFT JOIN voices v ON v.town = x.town AND v.id = x.voice AND ",
    visible!("v", dialogue = "v.dialogue", challenge = "v.challenge"),
    " WHERE x.town = $4 AND x.adaptation = $5 AND x.number = $6 ORDER BY x.position LIMIT 50"
);

/// The parts of the revision shown, as far as they are open to the viewer.
pub async fn parts(tx: &mut ReadTx, row: &Adaptation) -> Result<Vec<Part>> {
    Ok(open_parts(tx, row).await?.0)
}

/// The same, and whether parts after the last are not for the viewer.
pub async fn open_parts(tx: &mut ReadTx, row: &Adaptation) -> Result<(Vec<Part>, bool)> {
    let all: Vec<Part> = tx.seen(PARTS, params![row.town, row.id, row.number]).await?;
    if !row.curtain.hides() {
        return Ok((all, false));
    }
    let (mut open, mut gap) = (Vec::with_capacity(all.len()), false);
    for part in all {
        match part.through(&row.curtain) {
            Some(part) => open.push(Part {
                gap: std::mem::take(&mut gap),
                ..part
            }),
            None => gap = true,
        }
    }
    Ok((open, gap))
}

/// A part as it is written.
#[derive(Clone, Debug)]
pub struct NewPart<'a> {
    /// The part of the package.
    pub part: Option<PartId>,
    /// What became of it.
    pub change: Change,
    /// The title.
    pub title: &'a str,
    /// How it is in this town.
    pub body: &'a str,
    /// Why.
    pub reason: &'a str,
    /// The dialogue that is the reason.
    pub dialogue: Option<DialogueId>,
    /// The voice that is the reason.
    pub voice: Option<VoiceId>,
    /// Who, what it costs and the rest, where the town has it its own way.
    pub terms: Terms,
}

const INSERT_PART: &str = "INSERT INTO adaptation_parts (town, adaptation, number, position, part, change, title, body, \
    reason, dialogue, voice, who, cost_low, cost_high, duration, preconditions, pitfalls, payer) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)";

/// Writes the parts of a revision. Its note is the revision's.
pub(super) async fn insert(
    tx: &mut WriteTx,
    (town, id, number): (MunicipalityCode, AdaptationId, i64),
    parts: &[NewPart<'_>],
) -> Result<()> {
    for (position, part) in (1_i64..).zip(parts) {
        let cost = part.terms.cost;
        let values = params![
            town,
            id,
            number,
            position,
            part.part,
            part.change.code(),
            part.title,
            part.body,
            part.reason,
            part.dialogue,
            part.voice,
            part.terms.who.as_str(),
            cost.map(|cost| cost.low),
            cost.map(|cost| cost.high),
            part.terms.duration.as_str(),
            part.terms.preconditions.as_str(),
            part.terms.pitfalls.as_str(),
            part.terms.payer.map(Coded::code).unwrap_or_default()
        ];
        tx.run(INSERT_PART, values).await?;
    }
    Ok(())
}
