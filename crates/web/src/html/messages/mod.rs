//! What people write to each other in a dialogue.

mod create;
mod edit;
mod history;
mod index;
mod update;
mod withdrawal;

use domain::{Viewer, dialogue::may_reword, id::MessageId};
use pages::{messages::MessageLine, text::Prose};
use store::{ReadTx, message::Message};

use crate::{extract::Subject, routes::Route};

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

/// A message as its reader sees it.
pub fn message_line(row: Message, viewer: &Viewer) -> MessageLine {
    MessageLine {
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
