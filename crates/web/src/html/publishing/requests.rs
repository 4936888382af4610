//! `GET /towns/{code}/correction-requests`: what people from outside ask to be put right, for the town's staff.

use domain::correction::may_answer;
use pages::{Section, corrections::Requests};
use store::{correction_request, municipality::Town};

use crate::{
    Error, Result,
    extract::{Query, Seen, html},
};

pub async fn get(Seen { mut at, row }: Seen<Town>, query: Query) -> Result {
    let code = row.line.code;
    if !may_answer(&at.viewer(), code) {
        return Err(Error::NotFound);
    }
    let answered = query.value("answered") == "1";
    let found = correction_request::list(&mut at.tx, code, answered, query.cursor().as_ref()).await?;
    let next = found.next.as_ref().map(|cursor| {
        let kept = if answered { "answered=1&" } else { "" };
        format!(
            "/towns/{code}/correction-requests?{kept}after={}",
            cursor.encode()
        )
    });
    Ok(html(&Requests {
        town: code,
        name: row.line.name,
        answered,
        requests: found.rows.iter().map(super::asked).collect(),
        next,
        page: at.page(Section::Towns),
    }))
}
