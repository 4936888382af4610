//! `POST /reflections/{reflection}`: writes the one text anew. Two who write at once both keep what they typed: the second
//! sees the first one's text beside theirs.

use axum::http::StatusCode;
use domain::{Problem, reflection::may_change};
use pages::Section;
use store::{
    first_text::list,
    reflection::{Reflection, revise},
    trial,
};

use super::{Typed, edit};
use crate::{
    Error, Result,
    extract::{Acting, back, html_with},
};

pub async fn post(Acting { mut at, row }: Acting<Reflection>) -> Result {
    if !may_change(row.in_circle, row.settled_at.is_some(), row.on, row.round) {
        return Err(Error::Forbidden);
    }
    let (viewer, today) = (at.viewer(), at.moment.today());
    let mut check = at.check();
    let typed = Typed::read(&mut check, &at.form, row.on, today);
    let meanwhile = at.form.value("base") != row.revision.to_string();
    if meanwhile {
        check.add("learnt", Problem::Said("problem-newer-reflection"));
    }
    let checked = check.finish();
    let (Ok(()), Some(new)) = (&checked, typed.reflection(row.round)) else {
        let on = trial::find(&mut at.tx, row.trial).await?.ok_or(Error::NotFound)?;
        let firsts = list(&mut at.tx, &on, today).await?;
        let form = checked.err().unwrap_or_default();
        let page = edit::page(
            at.page(Section::Challenges),
            form,
            &row,
            (&viewer, firsts),
            meanwhile,
        );
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    if !revise(&mut at.tx, &row, row.revision, &new).await? {
        return Err(Error::Contended);
    }
    at.tx.commit().await?;
    Ok(back(&format!("/reflections/{}", row.id), "reflection-written"))
}
