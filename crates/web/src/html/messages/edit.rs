//! `GET /messages/{message}/edit`: one's own words, to be written anew.

use domain::dialogue::may_reword;
use pages::{Chrome, Form, Section, messages::Edit};
use store::message::Message;

use crate::{
    Error, Result,
    extract::{Seen, html},
};

pub async fn get(Seen { at, row }: Seen<Message>) -> Result {
    if !may_reword(&at.viewer(), row.seat) || row.withdrawn {
        return Err(Error::Forbidden);
    }
    let form = Form::filled([("body", row.body.clone()), ("version", row.version.to_string())]);
    Ok(html(&page(at.page(Section::Dialogues), form, &row)))
}

/// The form's page.
pub(super) fn page(page: Chrome, form: Form, row: &Message) -> Edit {
    Edit {
        page,
        form,
        id: row.id,
        dialogue: row.dialogue,
    }
}
