//! `POST /diary/{entry}`: writes one's own entry anew; the earlier text stays in its history.

use axum::http::StatusCode;
use domain::Problem;
use pages::Section;
use store::diary::{Entry, rewrite, voices};

use super::{Typed, edit, theirs};
use crate::{
    Error, Result,
    extract::{Acting, back, html_with},
};

pub async fn post(Acting { mut at, row }: Acting<Entry>) -> Result {
    if !theirs(&at.viewer(), &row) {
        return Err(Error::Forbidden);
    }
    let voices = voices(&mut at.tx, row.town, row.challenge).await?;
    let today = at.moment.today();
    let mut check = at.check();
    let typed = Typed::read(&mut check, &voices, today);
    if at.form.value("version") != row.version.to_string() {
        check.add("body", Problem::Said("problem-version"));
    }
    let checked = check.finish();
    let (Ok(()), Some(entry)) = (&checked, typed.entry()) else {
        let form = checked.err().unwrap_or_default();
        let page = edit::page(at.page(Section::Challenges), form, &row, &voices);
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    if !rewrite(&mut at.tx, &row, &entry).await? {
        return Err(Error::Contended);
    }
    at.tx.commit().await?;
    Ok(back(&format!("/trials/{}/diary", row.trial), "diary-retold"))
}
