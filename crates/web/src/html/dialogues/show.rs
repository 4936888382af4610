//! `GET /dialogues/{dialogue}`: what was said, who was there, the voices heard.

use domain::{
    challenge,
    dialogue::{may_change, may_confirm},
    voice::{Consent, may_moderate},
};
use pages::{
    Chrome, Form, Section,
    dialogues::{Show, VoiceLine},
    text::Prose,
};
use store::{
    ReadTx,
    dialogue::{Dialogue, participants},
    voice::{Voice, of_dialogue},
};

use crate::{
    Result,
    extract::{Seen, html},
};

pub async fn get(Seen { mut at, row }: Seen<Dialogue>) -> Result {
    let content = Content::read(&mut at.tx, row).await?;
    Ok(html(&content.page(at.page(Section::Dialogues), Form::new())))
}

/// What the page shows, read in one snapshot.
pub(super) struct Content {
    row: Dialogue,
    there: Vec<domain::dialogue::Participant>,
    voices: Vec<Voice>,
    viewer: domain::Viewer,
}

impl Content {
    pub(super) async fn read(tx: &mut ReadTx, row: Dialogue) -> store::Result<Self> {
        Ok(Self {
            there: participants(tx, row.town, row.id).await?,
            voices: of_dialogue(tx, row.town, row.id).await?,
            viewer: *tx.viewer(),
            row,
        })
    }

    pub(super) fn page(self, page: Chrome, form: Form) -> Show {
        let Self {
            row,
            there,
            voices,
            viewer,
        } = self;
        let voices = voices
            .into_iter()
            .map(|one| VoiceLine {
                id: one.id,
                words: Prose::of(&one.words),
                speaker: one.speaker,
                described: one.described,
                consent: one.consent,
                audience: one.audience,
                moderated: one.consent == Consent::Public
                    && may_moderate(&viewer, one.town, one.consent, one.audience),
            })
            .collect();
        let can_open = row.challenge.is_none()
            && challenge::open(&there).is_ok()
            && challenge::may_open(&viewer, row.town, &there).is_ok();
        Show {
            page,
            line: super::line(&row),
            starts: row.starts.unwrap_or_default(),
            notes: Prose::of(&row.notes),
            voices,
            challenge: row.challenge,
            can_edit: may_change(&viewer, &there),
            can_confirm: may_confirm(&viewer, row.town, &there),
            can_open,
            there,
            form,
        }
    }
}
