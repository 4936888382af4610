//! `POST /diary/{entry}`: writes one's own entry anew; the earlier text stays in its history. More photos can come.

use axum::http::StatusCode;
use domain::Problem;
use pages::Section;
use store::{
    diary::{Entry, voices},
    trial::correct,
};

use super::{Typed, edit};
use crate::{
    Error, Result,
    extract::{Carrying, back, html_with},
    html::trials::theirs,
};

pub async fn post(Carrying { mut at, row, files }: Carrying<Entry>) -> Result {
    if !theirs(&at.viewer(), &row.written) {
        return Err(Error::Forbidden);
    }
    let voices = voices(&mut at.tx, row.written.town, row.written.challenge).await?;
    let today = at.moment.today();
    let mut check = at.check();
    let typed = Typed::read(&mut check, &voices, today);
    let caption = files.check(&mut check, "photo");
    if at.form.value("version") != row.written.version.to_string() {
        check.add("body", Problem::Said("problem-version"));
    }
    let checked = check.finish();
    let (Ok(()), Some(entry)) = (&checked, typed.entry()) else {
        let form = checked.err().unwrap_or_default();
        let hanging = edit::hanging(&mut at.tx, &row).await?;
        let page = edit::page(at.page(Section::Challenges), form, &row, &voices, hanging);
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    // Whoever only adds a photo says nothing anew.
    if !typed.says(&row) && !correct(&mut at.tx, &row, &entry, "").await? {
        return Err(Error::Contended);
    }
    files.hang(&mut at, (&row).into(), "photo", &caption).await?;
    at.tx.commit().await?;
    Ok(back(
        &format!("/trials/{}/diary", row.written.trial),
        "diary-retold",
    ))
}
