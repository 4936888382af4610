//! `POST …/announcement`, `POST …/result`, `POST …/withdrawal`: a procedure goes on, comes to its result, or is given up.

use domain::{Problem, package::is_sum, problem::limit, procurement::Step};
use store::procurement::{Outcome, Procurement, announce, give_up, settle};

use super::show::{refused, staff_only};
use crate::{
    Error, Result,
    extract::{Acting, back},
};

/// What somebody else did meanwhile, or what the page did not offer.
fn in_order(row: &Procurement, step: Step) -> std::result::Result<(), Error> {
    row.state.after(step).map(|_| ()).ok_or(Error::Contended)
}

/// `POST /procurements/{procurement}/announcement`.
pub async fn announcement(Acting { mut at, row }: Acting<Procurement>) -> Result {
    staff_only(&at, &row)?;
    in_order(&row, Step::Announce)?;
    let today = at.moment.today();
    let mut check = at.check();
    let day = check.day("announced_on");
    if day.is_some_and(|day| day > today) {
        check.add("announced_on", Problem::NotYet);
    }
    let place = check.line("announced_where", limit::LINE);
    let checked = check.finish();
    let (Ok(()), Some(day)) = (&checked, day) else {
        return refused(at, row, checked.err().unwrap_or_default()).await;
    };
    if !announce(&mut at.tx, &row, day, &place).await? {
        return Err(Error::Contended);
    }
    at.tx.commit().await?;
    Ok(back(
        &format!("/procurements/{}", row.id),
        "procurement-announced",
    ))
}

/// `POST /procurements/{procurement}/result`.
pub async fn result(Acting { mut at, row }: Acting<Procurement>) -> Result {
    staff_only(&at, &row)?;
    in_order(&row, Step::Settle)?;
    let today = at.moment.today();
    let mut check = at.check();
    let day = check.day("settled_on");
    if day.is_some_and(|day| day > today) {
        check.add("settled_on", Problem::NotYet);
    } else if day.zip(row.announced_on).is_some_and(|(day, first)| day < first) {
        check.add("settled_on", Problem::NotLater);
    }
    let amount = check.yen("amount", is_sum);
    let chosen = check.line("chosen", limit::LINE);
    let why = check.prose("chosen_why", limit::PARAGRAPH);
    let covers_until = check.day_or_none("covers_until");
    if covers_until.zip(day).is_some_and(|(until, day)| until < day) {
        check.add("covers_until", Problem::NotLater);
    }
    let checked = check.finish();
    let (Ok(()), Some(day), Some(amount)) = (&checked, day, amount) else {
        return refused(at, row, checked.err().unwrap_or_default()).await;
    };
    let outcome = Outcome {
        day,
        chosen,
        amount,
        why,
        covers_until,
    };
    if !settle(&mut at.tx, &row, &outcome).await? {
        return Err(Error::Contended);
    }
    at.tx.commit().await?;
    Ok(back(&format!("/procurements/{}", row.id), "procurement-settled"))
}

/// `POST /procurements/{procurement}/withdrawal`.
pub async fn withdrawal(Acting { mut at, row }: Acting<Procurement>) -> Result {
    staff_only(&at, &row)?;
    in_order(&row, Step::Drop)?;
    let mut check = at.check();
    let why = check.prose("dropped_why", limit::PARAGRAPH);
    if let Err(form) = check.finish() {
        return refused(at, row, form).await;
    }
    let today = at.moment.today();
    if !give_up(&mut at.tx, &row, today, &why).await? {
        return Err(Error::Contended);
    }
    at.tx.commit().await?;
    Ok(back(&format!("/procurements/{}", row.id), "procurement-dropped"))
}
