//! `GET /introductions/{introduction}`: for the three in it, as far as each may know.

use axum::extract::Path;
use domain::{
    Timestamp, Viewer,
    introduction::{Part, Wish},
};
use pages::{Chrome, Form, Section, introductions::Show, text::Prose};
use store::{
    card::Card,
    introduction::{Introduction, cards, find},
};

use super::{party, read};
use crate::{
    Error, Result,
    extract::{Reading, html},
    html::cards::face,
};

pub async fn get(Path(typed): Path<String>, mut at: Reading) -> Result {
    let (id, now, viewer) = (read(&typed)?, at.moment.now, at.viewer());
    let row = find(&mut at.tx, id, now).await?.ok_or(Error::NotFound)?;
    let cards = cards(&mut at.tx, &row, now).await?;
    let page = page(
        at.page(Section::Elsewhere),
        row,
        &viewer,
        now,
        &cards,
        Form::new(),
    );
    Ok(html(&page.ok_or(Error::NotFound)?))
}

/// The page around a form.
pub(super) fn page(
    page: Chrome,
    row: Introduction,
    viewer: &Viewer,
    now: Timestamp,
    cards: &[Card],
    form: Form,
) -> Option<Show> {
    let part = row.part(viewer.seat())?;
    let can_act = match part {
        Part::Introducer => row.course.withdraw(part, now).is_ok(),
        Part::First | Part::Second => row.course.answer(part, Wish::Talk, now).is_ok(),
    };
    // What was answered before stands in the form again.
    let mine = match part {
        Part::First => Some(&row.first),
        Part::Second => Some(&row.second),
        Part::Introducer => None,
    };
    let form = match mine.and_then(|mine| Some((mine.wish?, mine.words.clone()))) {
        Some((wish, words)) if !form.is_refused() => {
            Form::filled([("wish", domain::Coded::code(wish).to_owned()), ("words", words)])
        }
        _ => form,
    };
    Some(Show {
        page,
        id: row.id,
        words: Prose::of(&row.words),
        part,
        standing: row.course.standing(now),
        can_act,
        opened: row.opened,
        cards: cards.iter().map(face).collect(),
        introducer: row.introducer_name,
        first: party(row.first),
        second: party(row.second),
        form,
    })
}
