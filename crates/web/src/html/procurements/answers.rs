//! `POST …/answers`, `POST /answers/{answer}/publication`: what one was told, and showing it to all.

use domain::{Problem, problem::limit, procurement::may_record};
use store::procurement::{
    Procurement,
    answer::{self, Answer, NewAnswer},
};

use super::show::{refused, staff_only};
use crate::{
    Error, Result,
    extract::{Acting, back},
};

/// `POST /procurements/{procurement}/answers`.
pub async fn post(Acting { mut at, row }: Acting<Procurement>) -> Result {
    staff_only(&at, &row)?;
    let today = at.moment.today();
    let mut check = at.check();
    let question = check.prose_or_none("question", limit::PARAGRAPH);
    let told = check.prose("told", limit::PARAGRAPH);
    let told_to = check.line("told_to", limit::LINE);
    let told_on = check.day("told_on");
    if told_on.is_some_and(|day| day > today) {
        check.add("told_on", Problem::NotYet);
    }
    let checked = check.finish();
    let (Ok(()), Some(told_on)) = (&checked, told_on) else {
        return refused(at, row, checked.err().unwrap_or_default()).await;
    };
    let new = NewAnswer {
        question: &question,
        told: &told,
        told_to: &told_to,
        told_on,
        dialogue: None,
    };
    let id = answer::insert(&mut at.tx, &row, &new).await?;
    let mut done = "told";
    if at.form.has("now", "1")
        && let Some(written) = answer::find(&mut at.tx, id).await?
    {
        answer::show(&mut at.tx, &written).await?;
        done = "shown";
    }
    at.tx.commit().await?;
    Ok(back(&format!("/procurements/{}", row.id), done))
}

/// `POST /answers/{answer}/publication`.
pub async fn publication(Acting { mut at, row }: Acting<Answer>) -> Result {
    if !may_record(&at.viewer(), row.town) {
        return Err(Error::Forbidden);
    }
    // Shown already is shown: whoever comes second sees it there.
    if answer::show(&mut at.tx, &row).await? {
        at.tx.commit().await?;
    }
    Ok(back(&format!("/procurements/{}", row.procurement), "shown"))
}
