//! `GET /trials/{trial}/reflection/new`: the one text, beside what each wrote.

use domain::{Timestamp, Viewer};
use pages::{Chrome, Form, Section, reflections::Edit};
use store::{first_text::First, trial::Trial};

use super::{firsts::Content, views};
use crate::{
    Error, Result,
    extract::{Seen, back, html},
    html::drafts::{Place, restored},
};

pub async fn get(Seen { mut at, row }: Seen<Trial>) -> Result {
    if let Some(id) = row.together.filter(|_| row.in_circle) {
        return Ok(back(&format!("/reflections/{id}"), "already-taken"));
    }
    let today = at.today();
    let content = Content::read(&mut at.tx, row, today).await?;
    if !content.may().join {
        return Err(Error::Forbidden);
    }
    let draft = store::draft::find(&mut at.tx, &Place::Together(content.row.id).word()).await?;
    let viewer = at.viewer();
    let form = draft.as_ref().map_or_else(Form::new, restored);
    let kept = draft.map(|draft| draft.saved_at);
    let Content { row, firsts, .. } = content;
    Ok(html(&page(
        at.page(Section::Challenges),
        form,
        &row,
        (&viewer, firsts),
        kept,
    )))
}

/// The form's page.
pub(super) fn page(
    page: Chrome,
    form: Form,
    row: &Trial,
    (viewer, firsts): (&Viewer, Vec<First>),
    draft: Option<Timestamp>,
) -> Edit {
    Edit {
        page,
        form,
        trial: row.id,
        id: None,
        base: 0,
        firsts: views(viewer, firsts),
        meanwhile: None,
        draft,
    }
}
