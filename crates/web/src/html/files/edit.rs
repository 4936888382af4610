//! `GET /files/{attachment}/edit`: what is to be seen on one's own file; taking it back.

use pages::{Chrome, Form, Section, files::Edit};
use store::attachment::Attachment;

use super::{file_line, page_of, theirs};
use crate::{
    Error, Result,
    extract::{Seen, html},
};

pub async fn get(Seen { mut at, row }: Seen<Attachment>) -> Result {
    let viewer = at.viewer();
    if !theirs(&mut at.tx, &row).await? {
        return Err(Error::Forbidden);
    }
    let form = Form::filled([("caption", row.caption.clone())]);
    Ok(html(&page(at.page(Section::Dialogues), form, row, &viewer)))
}

/// The form's page.
pub(super) fn page(page: Chrome, form: Form, row: Attachment, viewer: &domain::Viewer) -> Edit {
    Edit {
        page,
        form,
        record: page_of(&row),
        file: file_line(row, viewer),
    }
}
