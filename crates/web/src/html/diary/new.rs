//! `GET /trials/{trial}/diary/new`: a day to be told.

use domain::{
    Timestamp,
    id::TrialId,
    trial::{Act, may},
};
use pages::{Chrome, Form, Section, diary::Edit};
use store::{
    diary::{Spoken, voices},
    trial::Trial,
};

use super::choices;
use crate::{
    Error, Result,
    extract::{Seen, html},
    html::{
        drafts::{Place, restored},
        once,
    },
};

pub async fn get(Seen { mut at, row }: Seen<Trial>) -> Result {
    if !may(Act::Tell, row.standing(), at.today()) {
        return Err(Error::Forbidden);
    }
    let draft = store::draft::find(&mut at.tx, &Place::Diary(row.id).word()).await?;
    let voices = voices(&mut at.tx, row.town, row.challenge).await?;
    let form = draft.as_ref().map_or_else(Form::new, restored);
    let form = form
        .or("day", at.today().to_string())
        .or("once", once::word(&at.moment));
    let kept = draft.map(|draft| draft.saved_at);
    Ok(html(&page(
        at.page(Section::Challenges),
        form,
        row.id,
        &voices,
        kept,
    )))
}

/// The form's page.
pub(super) fn page(
    page: Chrome,
    form: Form,
    trial: TrialId,
    voices: &[Spoken],
    draft: Option<Timestamp>,
) -> Edit {
    Edit {
        page,
        form,
        trial,
        id: None,
        voices: choices(voices),
        draft,
        hanging: Vec::new(),
    }
}
