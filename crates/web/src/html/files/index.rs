//! `GET /dialogues/{dialogue}/files`: every photo and file of a dialogue.

use pages::{Chrome, Form, Section, files::Index};
use store::{
    Page,
    attachment::{Attachment, of_record},
    dialogue::Dialogue,
};

use super::file_line;
use crate::{
    Result,
    extract::{Carrier, Query, Seen, html},
    html::once,
};

pub async fn get(Seen { mut at, row }: Seen<Dialogue>, query: Query) -> Result {
    let found = of_record(&mut at.tx, (&row).into(), query.cursor().as_ref()).await?;
    let adds = Dialogue::may_carry(&mut at.tx, &row).await?;
    let (viewer, word) = (at.viewer(), once::word(&at.moment));
    let form = Form::new().or("once", word);
    Ok(html(&page(
        at.page(Section::Dialogues),
        form,
        &row,
        found,
        adds,
        &viewer,
    )))
}

fn page(
    page: Chrome,
    form: Form,
    row: &Dialogue,
    found: Page<Attachment>,
    adds: bool,
    viewer: &domain::Viewer,
) -> Index {
    let record = format!("/dialogues/{}", row.id);
    Index {
        page,
        title: row.title.clone(),
        next: found
            .next
            .map(|cursor| format!("{record}/files?after={}", cursor.encode())),
        files: found.rows.into_iter().map(|one| file_line(one, viewer)).collect(),
        add_to: adds.then(|| format!("{record}/files")),
        record,
        form,
    }
}
