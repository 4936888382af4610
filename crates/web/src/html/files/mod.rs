//! 写真・資料: files on a record, served for downloading only.

mod create;
mod edit;
mod index;
mod preview;
mod sending;
mod show;
mod update;
mod withdrawal;

use domain::{Viewer, attachment::may_change, dialogue, event::RecordKind, id::AttachmentId};
use pages::files::FileLine;
use store::{ReadTx, attachment::Attachment, dialogue::Dialogue};

use crate::{
    extract::{Carrier, Subject},
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
            format!("/dialogues/{}", domain::id::DialogueId::from_uuid(row.stands_on))
        }
        _ => "/home".to_owned(),
    }
}
