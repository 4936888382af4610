//! `POST /trials/{trial}/writing-day`: sets another last day for writing first.

use axum::http::StatusCode;
use domain::{
    Problem,
    first_text::{NotThatDay, set},
};
use pages::Section;
use store::trial::Trial;

use super::firsts::Content;
use crate::{
    Error, Result,
    extract::{Acting, back, html_with},
};

pub async fn post(Acting { mut at, row }: Acting<Trial>) -> Result {
    let today = at.moment.today();
    let content = Content::read(&mut at.tx, row, today).await?;
    let concluded_on = content.row.concluded_on.ok_or(Error::Forbidden)?;
    if !content.may().set {
        return Err(Error::Forbidden);
    }
    let mut check = at.check();
    let until = check.day("until");
    let until = until.and_then(|until| {
        let problem = match set(content.writing, concluded_on, until, today) {
            Ok(writing) => return Some(writing.until),
            Err(NotThatDay::TooLate) => "problem-writing-too-late",
            Err(NotThatDay::TooSoon | NotThatDay::Over) => "problem-writing-too-soon",
        };
        check.add("until", Problem::Said(problem));
        None
    });
    let checked = check.finish();
    let (Ok(()), Some(until)) = (&checked, until) else {
        let page = content.page(
            at.page(Section::Challenges),
            checked.err().unwrap_or_default(),
            None,
        );
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let row = content.row;
    store::first_text::set(&mut at.tx, &row, until).await?;
    at.tx.commit().await?;
    Ok(back(&format!("/trials/{}/reflection", row.id), "writing-set"))
}
