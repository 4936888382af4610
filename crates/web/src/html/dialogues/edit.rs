//! `GET /dialogues/{dialogue}/edit`: the record as it is, to be written on by who took part.

use domain::{Coded, consultation::may_write};
use pages::{Chrome, Form, Section, dialogues::Edit};
use store::dialogue::{Dialogue, participants};

use crate::{
    Error, Result,
    extract::{Seen, html},
};

pub async fn get(Seen { mut at, row }: Seen<Dialogue>) -> Result {
    let there = participants(&mut at.tx, row.town, row.id).await?;
    if !may_write(&at.viewer(), row.kind, &there) {
        return Err(Error::Forbidden);
    }
    let form = Form::filled([
        ("version", row.version.to_string()),
        ("title", row.title.clone()),
        ("kind", row.kind.code().to_owned()),
        ("day", row.held_on.to_string()),
        ("starts", row.starts.clone().unwrap_or_default()),
        ("place", row.place.clone()),
        ("notes", row.notes.clone()),
        ("agenda", row.agenda.clone()),
        ("spot", row.spot.map(|spot| spot.to_string()).unwrap_or_default()),
    ]);
    Ok(html(&page(at.page(Section::Dialogues), form, &row)))
}

/// The form's page.
pub(super) fn page(page: Chrome, form: Form, row: &Dialogue) -> Edit {
    Edit {
        page,
        form,
        id: Some(row.id),
        town: Some(row.town_name.clone()),
        people: Vec::new(),
        audiences: Vec::new(),
        draft: None,
        foreseen: Vec::new(),
    }
}
