//! `GET /diary/{entry}/edit`: one's own entry, to be written anew or taken back.

use pages::{Chrome, Form, Section, diary::Edit, files::FileLine};
use store::{
    ReadTx,
    attachment::of_record,
    diary::{Entry, Spoken, voices},
};

use super::{choices, hung};
use crate::{
    Error, Result,
    extract::{Seen, html},
    html::trials::theirs,
};

pub async fn get(Seen { mut at, row }: Seen<Entry>) -> Result {
    if !theirs(&at.viewer(), &row.written) {
        return Err(Error::Forbidden);
    }
    let voices = voices(&mut at.tx, row.written.town, row.written.challenge).await?;
    let hanging = hanging(&mut at.tx, &row).await?;
    let form = typed(&row);
    Ok(html(&page(
        at.page(Section::Challenges),
        form,
        &row,
        &voices,
        hanging,
    )))
}

/// The entry as a form.
fn typed(row: &Entry) -> Form {
    Form::filled([
        ("version", row.written.version.to_string()),
        ("day", row.written.day.to_string()),
        ("body", row.body.clone()),
        ("there", row.there.clone()),
        (
            "voice",
            row.voice.map(|voice| voice.to_string()).unwrap_or_default(),
        ),
    ])
}

/// What hangs on it already, to be described anew or taken back.
pub(super) async fn hanging(tx: &mut ReadTx, row: &Entry) -> store::Result<Vec<FileLine>> {
    let found = of_record(tx, row.into(), None).await?.rows;
    let viewer = *tx.viewer();
    Ok(found.into_iter().map(|one| hung(&viewer, one, true)).collect())
}

/// The form's page. What the form does not have, because another on the page was sent, is the entry's.
pub(super) fn page(
    page: Chrome,
    mut form: Form,
    row: &Entry,
    voices: &[Spoken],
    hanging: Vec<FileLine>,
) -> Edit {
    for (name, value) in typed(row).typed() {
        form = form.or(name, value);
    }
    Edit {
        page,
        form,
        trial: row.written.trial,
        id: Some(row.id),
        voices: choices(voices),
        draft: None,
        hanging,
    }
}
