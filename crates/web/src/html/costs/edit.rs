//! `GET /costs/{cost}/edit`: one's own line, to be corrected or taken back.

use domain::Coded;
use pages::{Chrome, Form, Section, costs::Edit};
use store::cost::Cost;

use crate::{
    Error, Result,
    extract::{Seen, html},
    html::trials::theirs,
};

pub async fn get(Seen { at, row }: Seen<Cost>) -> Result {
    if !theirs(&at.viewer(), &row.written) {
        return Err(Error::Forbidden);
    }
    Ok(html(&page(at.page(Section::Challenges), Form::new(), &row)))
}

/// The form's page. What the form does not have, because another on the page was sent, is the cost's.
pub(super) fn page(page: Chrome, mut form: Form, row: &Cost) -> Edit {
    for (name, value) in [
        ("version", row.written.version.to_string()),
        ("day", row.written.day.to_string()),
        ("what", row.what.clone()),
        ("amount", row.amount.to_string()),
        ("bearer", row.bearer.code().to_owned()),
        ("note", row.note.clone()),
    ] {
        form = form.or(name, value);
    }
    Edit {
        page,
        form,
        id: row.id,
        trial: row.written.trial,
    }
}
