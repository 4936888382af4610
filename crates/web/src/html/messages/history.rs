//! `GET /messages/{message}/history`: every text a message had.

use pages::{
    Section,
    messages::{History, Text},
    text::Prose,
};
use store::message::{Message, texts};

use crate::{
    Error, Result,
    extract::{Seen, html},
};

pub async fn get(Seen { mut at, row }: Seen<Message>) -> Result {
    if at.viewer().seat().is_none() {
        return Err(Error::Forbidden);
    }
    let texts = texts(&mut at.tx, &row).await?;
    Ok(html(&History {
        name: row.name,
        dialogue: row.dialogue,
        withdrawn: row.withdrawn,
        texts: texts
            .into_iter()
            .map(|one| Text {
                body: Prose::of(&one.body),
                written_at: one.written_at,
            })
            .collect(),
        page: at.page(Section::Dialogues),
    }))
}
