//! `POST /dialogues/{dialogue}/files`: photos and files for a dialogue, by who takes part.

use axum::http::StatusCode;
use domain::Problem;
use pages::Section;
use store::dialogue::Dialogue;

use crate::{
    Error, Result,
    extract::{Carrier, Carrying, back, html_with},
    html::{dialogues::Content, once},
};

pub async fn post(Carrying { mut at, row, files }: Carrying<Dialogue>) -> Result {
    if !Dialogue::may_carry(&mut at.tx, &row).await? {
        return Err(Error::Forbidden);
    }
    let mut check = at.check();
    let caption = files.check(&mut check, "file");
    if check.is_well() && !files.any("file") {
        check.add("file", Problem::Missing);
    }
    if let Err(form) = check.finish() {
        let content = Content::read(&mut at.tx, row).await?;
        let now = at.moment.now;
        let page = content.page(at.page(Section::Dialogues), form, now);
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    let path = format!("/dialogues/{}", row.id);
    files.hang(&mut at, (&row).into(), "file", &caption).await?;
    once::led_to(&mut at, &path).await?;
    at.tx.commit().await?;
    Ok(back(&path, "file-attached"))
}
