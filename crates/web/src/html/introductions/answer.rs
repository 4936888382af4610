//! `POST /introductions/{introduction}/answer`: one of the two answers; when both wish to talk, a first talk is opened.

use axum::{extract::Path, http::StatusCode};
use domain::{
    introduction::{Standing, Wish},
    problem::limit,
};
use pages::Section;
use store::introduction::{answer, find, meet};

use super::{first_talk, read, show};
use crate::{
    Error, Result,
    extract::{Posted, back, html_with},
};

pub async fn post(Path(typed): Path<String>, posted: Posted) -> Result {
    let mut at = posted.begin().await?;
    at.signed_in()?;
    let (id, now, viewer) = (read(&typed)?, at.moment.now, at.viewer());
    let row = find(&mut at.tx, id, now).await?.ok_or(Error::NotFound)?;
    let part = row.part(viewer.seat()).ok_or(Error::NotFound)?;
    if row.course.answer(part, Wish::Talk, now).is_err() {
        return Err(Error::Forbidden);
    }
    let mut check = at.check();
    let wish = check.choice::<Wish>("wish");
    let words = check.prose_or_none("words", limit::PARAGRAPH);
    let checked = check.finish();
    let (Ok(()), Some(wish)) = (&checked, wish) else {
        let form = checked.err().unwrap_or_default();
        let page = show::page(at.page(Section::Elsewhere), row, &viewer, now, &[], form);
        return Ok(html_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            &page.ok_or(Error::NotFound)?,
        ));
    };
    let course = row.course.answer(part, wish, now).map_err(|_| Error::Forbidden)?;
    answer(&mut at.tx, &row, part, wish, &words).await?;
    let path = format!("/introductions/{id}");
    let done = if course.standing(now) == Standing::Met {
        // Read once more: now both names are theirs to know.
        let row = find(&mut at.tx, id, now).await?.ok_or(Error::NotFound)?;
        let (title, agenda) = first_talk(at.w, &row);
        meet(&mut at.tx, &row, &title, &agenda).await?;
        "introduction-met"
    } else {
        "introduction-answered"
    };
    at.tx.commit().await?;
    Ok(back(&path, done))
}
