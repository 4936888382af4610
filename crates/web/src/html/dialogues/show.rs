//! `GET /dialogues/{dialogue}`: what was said, who was there, the voices heard.

use domain::{
    Moment, Timestamp, challenge,
    consultation::{asked, may_answer, may_write},
    dialogue::{Kind, Participant, may_confirm},
    voice::{Consent, may_moderate},
};
use pages::{
    Chrome, Form, Section,
    dialogues::{Show, VoiceLine},
    text::Prose,
};
use store::{
    ReadTx,
    attachment::{OnPage, on_page},
    dialogue::Dialogue,
    message::{Conversation, conversation},
    voice::{Voice, of_dialogue},
};

use crate::{
    App, Result,
    extract::{Seen, html},
    html::{
        drafts::restored,
        files::file_line,
        messages::{older, said},
        once,
    },
};

pub async fn get(Seen { mut at, row }: Seen<Dialogue>) -> Result {
    let content = Content::read(&mut at.tx, row).await?;
    content.remember(&at.app, &at.moment);
    let (now, word) = (at.moment.now, once::word(&at.moment));
    let form = content.begun().or("once", word);
    Ok(html(&content.page(at.page(Section::Dialogues), form, now)))
}

/// What the page shows, read in one snapshot.
pub struct Content {
    row: Dialogue,
    conversation: Conversation,
    voices: Vec<Voice>,
    files: OnPage,
    viewer: domain::Viewer,
}

impl Content {
    /// Reads it.
    pub async fn read(tx: &mut ReadTx, row: Dialogue) -> store::Result<Self> {
        let conversation = conversation(tx, &row, None).await?;
        let (first, last) = conversation.positions();
        Ok(Self {
            files: on_page(tx, &row, first, last).await?,
            conversation,
            voices: of_dialogue(tx, row.town, row.id).await?,
            viewer: *tx.viewer(),
            row,
        })
    }

    /// Remembers, after the page, that its reader has read what it shows; losing one note is no loss.
    fn remember(&self, app: &App, moment: &Moment) {
        let Some(newest) = self.conversation.messages.last().map(|one| one.position) else {
            return;
        };
        let (Some(seat), Some(read_to)) = (self.viewer.seat(), self.conversation.read_to) else {
            return;
        };
        if newest <= read_to {
            return;
        }
        let (app, moment, town, id) = (app.clone(), moment.clone(), self.row.town, self.row.id);
        tokio::spawn(async move {
            let remembered = async {
                let mut tx = app.db.system(&moment).await?;
                store::message::read(&mut tx, town, id, seat, newest).await?;
                tx.commit().await
            };
            if let Err(error) = remembered.await {
                tracing::debug!(%error, "what was read was not remembered");
            }
        });
    }

    /// The forms as they were left: a draft that was kept stands in them again.
    fn begun(&self) -> Form {
        self.conversation.draft.as_ref().map_or_else(Form::new, restored)
    }

    /// The page around a form.
    pub fn page(self, page: Chrome, form: Form, now: Timestamp) -> Show {
        let Self {
            row,
            conversation,
            voices,
            files,
            viewer,
        } = self;
        let Conversation {
            there,
            messages,
            older: before,
            draft,
            ..
        } = conversation;
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
        let ahead = row.held_on > now.day();
        let can_open = !ahead
            && row.challenge.is_none()
            && challenge::open(&there).is_ok()
            && challenge::may_open(&viewer, row.town, &there).is_ok();
        Show {
            page,
            line: super::line(&row),
            starts: row.starts.unwrap_or_default(),
            notes: Prose::of(&row.notes),
            voices,
            challenge: row.challenge,
            can_edit: may_write(&viewer, row.kind, &there),
            can_say: may_answer(&viewer, row.kind, &there),
            can_thank: asked(&viewer, row.kind, &there),
            can_confirm: !ahead && row.kind != Kind::Consultation && may_confirm(&viewer, row.town, &there),
            can_open,
            agenda: row.agenda.lines().map(str::to_owned).collect(),
            ahead,
            now,
            spot: row.spot,
            foreseen: row.foreseen,
            files: files.own.into_iter().map(|one| file_line(one, &viewer)).collect(),
            more_files: files.more,
            messages: said(messages, files.said, &viewer),
            older: older(row.id, before),
            draft: draft.filter(|_| !form.is_refused()).map(|draft| draft.saved_at),
            there: told_once(there),
            form,
        }
    }
}

/// A partner that was asked stands there once, however many of its members may answer.
fn told_once(there: Vec<Participant>) -> Vec<Participant> {
    let mut shown: Vec<Participant> = Vec::new();
    for one in there {
        let again = |other: &Participant| !other.confirmed && other.name == one.name;
        if one.confirmed || !shown.iter().any(again) {
            shown.push(one);
        }
    }
    shown
}
