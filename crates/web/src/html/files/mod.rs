//! 写真・資料: files on a record, served for downloading only.

mod create;
mod edit;
mod index;
mod preview;
mod sending;
mod show;
mod update;
mod withdrawal;

use domain::{
    Viewer,
    attachment::may_change,
    dialogue,
    event::RecordKind,
    id::{AttachmentId, DialogueId, EntryId, TrialId},
};
use pages::files::FileLine;
use store::{ReadTx, attachment::Attachment, dialogue::Dialogue};

use crate::{
    extract::{Carrier, Subject},
    html::trials,
    routes::Route,
};

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/dialogues/{dialogue}/files", index::get),
        Route::post("/dialogues/{dialogue}/files", create::post),
        Route::get("/files/{attachment}", show::get),
        Route::get("/files/{attachment}/preview", preview::get),
        Route::get("/files/{attachment}/edit", edit::get),
        Route::post("/files/{attachment}", update::post),
        Route::post("/files/{attachment}/withdrawal", withdrawal::post),
    ]
}

impl Subject for Attachment {
    type Key = AttachmentId;
    const PARAMETER: &'static str = "attachment";

    async fn find(tx: &mut ReadTx, key: AttachmentId) -> store::Result<Option<Self>> {
        store::attachment::find(tx, key).await
    }
}

/// Who takes part in a dialogue may add to it.
impl Carrier for Dialogue {
    async fn may_carry(tx: &mut ReadTx, row: &Self) -> store::Result<bool> {
        let there = store::dialogue::participants(tx, row.town, row.id).await?;
        Ok(dialogue::may_change(tx.viewer(), &there))
    }
}

/// Whether the viewer may describe a file anew or take it back: who hung it up, and on an entry of a diary whoever may
/// write the entry anew.
async fn theirs(tx: &mut ReadTx, row: &Attachment) -> store::Result<bool> {
    let viewer = *tx.viewer();
    if row.on.kind != RecordKind::Entry {
        return Ok(may_change(&viewer, row.seat));
    }
    let entry = store::diary::find(tx, EntryId::from_uuid(row.on.record)).await?;
    Ok(entry.is_some_and(|entry| trials::theirs(&viewer, &entry.written)))
}

/// A file as its reader sees it.
pub fn file_line(row: Attachment, viewer: &Viewer) -> FileLine {
    FileLine {
        mine: may_change(viewer, row.seat),
        id: row.id,
        name: row.name,
        media: row.media,
        bytes: row.bytes,
        size: row.size,
        caption: row.caption,
        by: row.by,
        at: row.attached_at,
    }
}

/// The page a file stands on. Records that carry files have their arm here.
fn page_of(row: &Attachment) -> String {
    match row.on.kind {
        RecordKind::Dialogue | RecordKind::Message => {
            format!("/dialogues/{}", DialogueId::from_uuid(row.stands_on))
        }
        RecordKind::Entry => format!("/trials/{}/diary", TrialId::from_uuid(row.stands_on)),
        _ => "/home".to_owned(),
    }
}
