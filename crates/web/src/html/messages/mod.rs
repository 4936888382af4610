//! What people write to each other in a dialogue.

mod create;
mod edit;
mod history;
mod index;
mod update;
mod withdrawal;

use domain::{Viewer, dialogue::may_reword, id::MessageId};
use pages::{messages::MessageLine, text::Prose};
use store::{ReadTx, attachment::Attachment, message::Message};

use crate::{extract::Subject, html::files::file_line, routes::Route};

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/dialogues/{dialogue}/messages", index::get),
        Route::post("/dialogues/{dialogue}/messages", create::post),
        Route::get("/messages/{message}/edit", edit::get),
        Route::post("/messages/{message}", update::post),
        Route::get("/messages/{message}/history", history::get),
        Route::post("/messages/{message}/withdrawal", withdrawal::post),
    ]
}

impl Subject for Message {
    type Key = MessageId;
    const PARAMETER: &'static str = "message";

    async fn find(tx: &mut ReadTx, key: MessageId) -> store::Result<Option<Self>> {
        store::message::find(tx, key).await
    }
}

/// Messages as their reader sees them, each with its files.
pub fn said(rows: Vec<Message>, files: Vec<(i64, Attachment)>, viewer: &Viewer) -> Vec<MessageLine> {
    let mut lines: Vec<MessageLine> = rows.into_iter().map(|one| line(one, viewer)).collect();
    for (position, file) in files {
        if let Some(line) = lines.iter_mut().find(|line| line.position == position) {
            line.files.push(file_line(file, viewer));
        }
    }
    lines
}

fn line(row: Message, viewer: &Viewer) -> MessageLine {
    MessageLine {
        files: Vec::new(),
        id: row.id,
        position: row.position,
        name: row.name,
        side: row.side,
        body: if row.withdrawn {
            Prose::default()
        } else {
            Prose::of(&row.body)
        },
        written_at: row.written_at,
        reworded: row.version > 1,
        withdrawn: row.withdrawn,
        mine: may_reword(viewer, row.seat),
    }
}

/// The address of the messages before a position.
pub fn older(dialogue: domain::id::DialogueId, position: Option<i64>) -> Option<String> {
    position.map(|position| format!("/dialogues/{dialogue}/messages?before={position}"))
}
