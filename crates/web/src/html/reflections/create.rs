//! `POST /trials/{trial}/reflection`: begins the one text. Nothing moves before both sides put their hand to it.

use axum::http::StatusCode;
use domain::{
    Problem,
    reflection::has_its_place,
    trial::{Act, may},
};
use pages::Section;
use store::trial::Trial;

use super::{Typed, firsts::Content, new};
use crate::{
    Error, Result,
    extract::{Acting, back, html_with},
    html::drafts::Place,
};

pub async fn post(Acting { mut at, row }: Acting<Trial>) -> Result {
    let (today, viewer) = (at.moment.today(), at.viewer());
    if !may(Act::Reflect, row.standing(), today) {
        return Err(Error::Forbidden);
    }
    let content = Content::read(&mut at.tx, row, today).await?;
    // A trial is looked back on once, in its own round; whoever comes second is told, and keeps what they typed.
    let taken = content.row.together.is_some() || !has_its_place(content.row.on, content.row.round);
    if !taken && !content.may().join {
        return Err(Error::Forbidden);
    }
    let mut check = at.check();
    let typed = Typed::read(&mut check, &at.form, content.row.on, today);
    if taken {
        check.add("learnt", Problem::Said("problem-already-reflected"));
    }
    let checked = check.finish();
    let Content { row, firsts, .. } = content;
    let (Ok(()), Some(new)) = (&checked, typed.reflection(row.round)) else {
        let form = checked.err().unwrap_or_default();
        let page = new::page(at.page(Section::Challenges), form, &row, (&viewer, firsts), None);
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let id = store::reflection::insert(&mut at.tx, &row, &new).await?;
    store::draft::forget(&mut at.tx, &Place::Together(row.id).word()).await?;
    at.tx.commit().await?;
    Ok(back(&format!("/reflections/{id}"), "reflection-written"))
}
