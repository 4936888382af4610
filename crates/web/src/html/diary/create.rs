//! `POST /trials/{trial}/diary`: writes an entry, with photos and files.

use axum::http::StatusCode;
use domain::{
    event::RecordKind,
    trial::{Act, may},
};
use pages::Section;
use store::{
    attachment::On,
    diary::{insert, voices},
    trial::Trial,
};

use super::{Typed, new};
use crate::{
    Error, Result,
    extract::{Carrying, back, html_with},
    html::{drafts::Place, once},
};

pub async fn post(Carrying { mut at, row, files }: Carrying<Trial>) -> Result {
    let today = at.moment.today();
    if !may(Act::Tell, row.standing(), today) {
        return Err(Error::Forbidden);
    }
    let voices = voices(&mut at.tx, row.town, row.challenge).await?;
    let mut check = at.check();
    let typed = Typed::read(&mut check, &voices, today);
    let caption = files.check(&mut check, "photo");
    let checked = check.finish();
    let (Ok(()), Some(entry)) = (&checked, typed.entry()) else {
        let form = checked.err().unwrap_or_default();
        let page = new::page(at.page(Section::Challenges), form, row.id, &voices, None);
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let id = insert(&mut at.tx, &row, &entry).await?;
    let on = On {
        town: row.town,
        kind: RecordKind::Entry,
        record: id.uuid(),
    };
    files.hang(&mut at, on, "photo", &caption).await?;
    store::draft::forget(&mut at.tx, &Place::Diary(row.id).word()).await?;
    let path = format!("/trials/{}/diary", row.id);
    once::led_to(&mut at, &path).await?;
    at.tx.commit().await?;
    Ok(back(&path, "diary-told"))
}
