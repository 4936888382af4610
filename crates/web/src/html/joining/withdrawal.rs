//! `POST /join/requests/{request}/withdrawal`: takes one's own request back.

use domain::organisation::Answer;
use store::join_request::{self, JoinRequest};

use crate::{
    Error, Result,
    extract::{Acting, back},
};

pub async fn post(Acting { mut at, row }: Acting<JoinRequest>) -> Result {
    if Some(row.person) != at.viewer().person {
        return Err(Error::Forbidden);
    }
    if !join_request::answer(&mut at.tx, &row, Answer::Withdrawn, "").await? {
        return Err(Error::Contended);
    }
    at.tx.commit().await?;
    Ok(back("/join", "request-withdrawn"))
}
