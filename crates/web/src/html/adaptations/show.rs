//! `GET /adaptations/{adaptation}`: part by part, with the moves on it; `?revision=N` an earlier one.

use domain::{
    Day, Viewer,
    audience::Audience,
    challenge::Piece,
    id::AdaptationId,
    package::may_become,
    paragraph::Field,
    phase::Phase,
    procurement::{may_record, records_elsewhere},
};
use pages::{
    Chrome, Form, Section,
    adaptations::{Made, PartLine, RevisionLine, Show},
    corrections::Beside,
    procurements::{GateLine, Short},
    publishing::opened,
    text::Prose,
};
use store::{
    ReadTx,
    adaptation::{self, Adaptation, Part},
    hand::PieceKey,
    moves,
};

use crate::{
    Error, Result,
    extract::{Query, Seen, Subject, html},
    html::{
        interests::{self, Fairness},
        once,
        publishing::beside,
    },
};

/// How much of somebody's words is quoted.
const QUOTED: usize = 60;

/// The revisions of an adaptation that the viewer may read, the newest first; none where they may read none.
pub struct Revisions(Vec<Adaptation>);

impl Subject for Revisions {
    type Key = AdaptationId;
    const PARAMETER: &'static str = "adaptation";

    async fn find(tx: &mut ReadTx, key: AdaptationId) -> store::Result<Option<Self>> {
        let all = adaptation::revisions(tx, key).await?;
        Ok(if all.is_empty() { None } else { Some(Self(all)) })
    }
}

pub async fn get(Seen { mut at, row }: Seen<Revisions>, query: Query) -> Result {
    let Revisions(revisions) = row;
    let asked = query.value("revision").parse::<i64>();
    let row = match asked {
        Ok(number) => revisions.iter().find(|one| one.number == number),
        Err(_) => revisions.first(),
    };
    let row = row.cloned().ok_or(Error::NotFound)?;
    let today = at.today();
    let content = Content::read(&mut at.tx, row, revisions, today).await?;
    let (viewer, form) = (at.viewer(), once::form(&at.moment));
    Ok(html(&content.page(at.page(Section::Challenges), viewer, form)))
}

/// What the page shows, read in one snapshot.
pub(super) struct Content {
    row: Adaptation,
    parts: Vec<Part>,
    parts_left_out: bool,
    beside: Beside,
    revisions: Vec<Adaptation>,
    moves: Vec<moves::Made>,
    fairness: Fairness,
}

impl Content {
    pub(super) async fn read(
        tx: &mut ReadTx,
        row: Adaptation,
        revisions: Vec<Adaptation>,
        today: Day,
    ) -> store::Result<Self> {
        let (parts, parts_left_out) = adaptation::open_parts(tx, &row).await?;
        let key = PieceKey {
            kind: Piece::Adaptation,
            id: row.id.uuid(),
            number: row.number,
        };
        let public = row.audience == Audience::Public;
        // Moves are words within the circle; others read the adaptation alone.
        let (moves, beside) = if row.in_circle {
            let (moves, found) = moves::list(tx, &row).await?;
            let here = (row.town, row.challenge);
            let beside = if public {
                beside::read(tx.viewer(), here, key, found, true)
            } else {
                beside::closed(row.challenge, key, true)
            };
            (moves, beside)
        } else {
            let beside = beside::of(tx, (row.town, row.challenge), key, public, false).await?;
            (Vec::new(), beside)
        };
        Ok(Self {
            fairness: Fairness::read(tx, &row, &parts, today).await?,
            parts,
            parts_left_out,
            beside,
            revisions,
            moves,
            row,
        })
    }

    pub(super) fn page(self, page: Chrome, viewer: Viewer, form: Form) -> Show {
        let row = self.row;
        let current = row.in_circle && row.number == row.revision;
        let parts = self.parts.into_iter().map(|part| PartLine {
            change: part.change,
            title: part.title,
            then: Prose::of(&part.then),
            now: opened(page.w, &part.body, &part.left_out, Field::Body, part.position),
            reason: opened(page.w, &part.reason, &part.left_out, Field::Reason, part.position),
            gap: part.gap,
            hidden_dialogue: part.dialogue.is_some() && !part.dialogue_open,
            dialogue: part.dialogue.filter(|_| part.dialogue_open),
            voice: part
                .voice
                .map(|_| part.heard.map(|words| text::excerpt(&words, QUOTED))),
            terms: page.w.terms(&part.terms),
        });
        let moves = self.moves.into_iter().map(|one| Made {
            kind: one.kind,
            words: one.words,
            until: one.until,
            keep: one.keep,
            name: one.name,
            side: one.side,
            at: one.at,
        });
        let undisclosed = self.fairness.undisclosed();
        let missing = self.fairness.missing.iter().map(|one| GateLine::of(page.w, one));
        let missing = missing.collect();
        let procedures = self.fairness.procedures.into_iter().map(|one| Short {
            id: one.procedure.id,
            purpose: one.purpose,
            state: one.procedure.state,
        });
        // Who has said nothing is the circle's to know.
        let said = self
            .fairness
            .interests
            .into_iter()
            .filter(|line| row.in_circle || line.statement.is_some());
        let compares = self.revisions.iter().any(|one| one.number < row.number);
        let revisions = self.revisions.into_iter().map(|one| RevisionLine {
            number: one.number,
            summary: one.summary,
            author: one.author,
            at: one.written_at,
        });
        Show {
            id: row.id,
            challenge: row.challenge,
            compares,
            package: row.package.filter(|_| row.package_open).map(|(id, _)| id),
            title: row.title,
            standing: row.standing,
            number: row.number,
            revision: row.revision,
            summary: opened(page.w, &row.summary, &row.curtain.left_out(), Field::Summary, 0),
            parts_left_out: self.parts_left_out,
            beside: self.beside,
            audience: row.audience,
            parts: parts.collect(),
            revisions: revisions.collect(),
            moves: moves.collect(),
            newer: row
                .newest
                .filter(|newest| current && row.owns && row.package.is_some_and(|(_, on)| on < *newest)),
            like: row.like.filter(|_| row.like_open).map(|(id, _)| id),
            can_like: viewer.side().is_some(),
            can_offer: row.in_circle && row.package.is_some(),
            can_become: may_become(&viewer, row.in_circle, row.audience, Audience::Network).is_ok(),
            towns: row.named_towns,
            can_name_towns: row.in_circle && row.joint,
            can_move: current && row.phase != Phase::Resting,
            can_try: current && row.phase == Phase::Adapting,
            interests: said.map(interests::line).collect(),
            undisclosed,
            can_disclose: row.owns,
            gated: row.in_circle && (self.fairness.public || !self.fairness.missing.is_empty()),
            missing,
            procedures: procedures.collect(),
            can_procure: row.in_circle && self.fairness.public && may_record(&viewer, row.town),
            procured_elsewhere: self.fairness.public && records_elsewhere(&viewer, row.town, row.in_circle),
            form,
            page,
        }
    }
}
