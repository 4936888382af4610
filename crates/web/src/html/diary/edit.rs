//! `GET /diary/{entry}/edit`: one's own entry, to be written anew or taken back.

use pages::{Chrome, Form, Section, diary::Edit};
use store::diary::{Entry, Spoken, voices};

use super::{choices, theirs};
use crate::{
    Error, Result,
    extract::{Seen, html},
};

pub async fn get(Seen { mut at, row }: Seen<Entry>) -> Result {
    if !theirs(&at.viewer(), &row) {
        return Err(Error::Forbidden);
    }
    let voices = voices(&mut at.tx, row.town, row.challenge).await?;
    let form = typed(&row);
    Ok(html(&page(at.page(Section::Challenges), form, &row, &voices)))
}

/// The entry as a form.
fn typed(row: &Entry) -> Form {
    Form::filled([
        ("version", row.version.to_string()),
        ("day", row.day.to_string()),
        ("body", row.body.clone()),
        ("there", row.there.clone()),
        (
            "voice",
            row.voice.map(|voice| voice.to_string()).unwrap_or_default(),
        ),
    ])
}

/// The form's page. What the form does not have, because another on the page was sent, is the entry's.
pub(super) fn page(page: Chrome, mut form: Form, row: &Entry, voices: &[Spoken]) -> Edit {
    for (name, value) in typed(row).typed() {
        form = form.or(name, value);
    }
    Edit {
        page,
        form,
        trial: row.trial,
        id: Some(row.id),
        voices: choices(voices),
        draft: None,
    }
}
