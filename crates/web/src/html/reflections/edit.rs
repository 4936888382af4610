//! `GET /reflections/{reflection}/edit`: the one text, to be written on by either side until both settled it.

use domain::{Coded, Viewer, reflection::may_change};
use pages::{
    Chrome, Form, Section,
    reflections::{Edit, Standing},
    text::Prose,
};
use store::{
    first_text::{First, list},
    reflection::Reflection,
    trial,
};

use super::views;
use crate::{
    Error, Result,
    extract::{Seen, html},
};

pub async fn get(Seen { mut at, row }: Seen<Reflection>) -> Result {
    if !may_change(row.in_circle, row.settled_at.is_some(), row.on, row.round) {
        return Err(Error::Forbidden);
    }
    let (viewer, today) = (at.viewer(), at.today());
    let on = trial::find(&mut at.tx, row.trial).await?.ok_or(Error::NotFound)?;
    let firsts = list(&mut at.tx, &on, today).await?;
    let form = Form::filled([
        ("learnt", row.learnt.clone()),
        ("next_question", row.next_question.clone()),
        ("onward", row.onward.code().to_owned()),
        ("until", row.until.map(|day| day.to_string()).unwrap_or_default()),
        ("reason", row.reason.clone()),
        ("everyday", if row.everyday { "1" } else { "" }.to_owned()),
    ]);
    Ok(html(&page(
        at.page(Section::Challenges),
        form,
        &row,
        (&viewer, firsts),
        false,
    )))
}

/// The form's page; with the text as it is now where somebody wrote it anew meanwhile.
pub(super) fn page(
    page: Chrome,
    form: Form,
    row: &Reflection,
    (viewer, firsts): (&Viewer, Vec<First>),
    meanwhile: bool,
) -> Edit {
    Edit {
        page,
        form,
        trial: row.trial,
        id: Some(row.id),
        base: row.revision,
        firsts: views(viewer, firsts),
        meanwhile: meanwhile.then(|| Standing {
            author: row.author.clone(),
            learnt: Prose::of(&row.learnt),
            question: row.next_question.clone(),
            onward: row.onward,
        }),
        draft: None,
    }
}
