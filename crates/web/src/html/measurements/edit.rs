//! `GET /measurements/{measurement}/edit`: one's own value, to be corrected or taken back.

use domain::trial::Measure;
use pages::{Chrome, Form, Section, chart::figure, measurements::Edit};
use store::trial::{Earlier, Measurement, earlier};

use crate::{
    Error, Result,
    extract::{Seen, html},
    html::trials::theirs,
};

pub async fn get(Seen { mut at, row }: Seen<Measurement>) -> Result {
    if !theirs(&at.viewer(), &row.written) {
        return Err(Error::Forbidden);
    }
    let before = earlier(&mut at.tx, &row).await?;
    let form = typed(&row);
    Ok(html(&page(at.page(Section::Challenges), form, &row, before)))
}

/// The value as a form.
fn typed(row: &Measurement) -> Form {
    Form::filled([
        ("version", row.written.version.to_string()),
        ("day", row.written.day.to_string()),
        ("value", row.value.to_string()),
        ("note", row.note.clone()),
    ])
}

/// The form's page.
pub(super) fn page(page: Chrome, form: Form, row: &Measurement, before: Vec<Earlier>) -> Edit {
    let before = before.into_iter().map(|one| {
        let value = figure(Measure(one.amount.unwrap_or_default()));
        (one.day, value, one.words, one.reason)
    });
    Edit {
        page,
        form,
        id: row.id,
        trial: row.written.trial,
        earlier: before.collect(),
    }
}

/// The page with the value as it is and what was typed elsewhere on it.
pub(super) fn beside(page_: Chrome, mut form: Form, row: &Measurement, before: Vec<Earlier>) -> Edit {
    for (name, value) in typed(row).typed() {
        form = form.or(name, value);
    }
    page(page_, form, row, before)
}
