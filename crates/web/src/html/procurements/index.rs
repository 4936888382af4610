//! `GET /towns/{code}/procurements`: the procedures of a town and their results, as far as the reader may see them.

use pages::{
    Section,
    procurements::{Index, Line},
};
use store::{municipality::Town, procurement};

use crate::{
    Result,
    extract::{Query, Seen, html},
};

pub async fn get(Seen { mut at, row }: Seen<Town>, query: Query) -> Result {
    let code = row.line.code;
    let found = procurement::list(&mut at.tx, code, query.cursor().as_ref()).await?;
    let next = found
        .next
        .as_ref()
        .map(|cursor| format!("/towns/{code}/procurements?after={}", cursor.encode()));
    let lines = found.rows.into_iter().map(|one| Line {
        short: super::short(&one),
        fiscal_year: one.fiscal_year,
        selection: one.way.selection,
        method: one.way.method,
        chosen: one.outcome.map(|outcome| (outcome.chosen, outcome.amount)),
        audience: one.audience,
    });
    Ok(html(&Index {
        code,
        town: row.line.name,
        lines: lines.collect(),
        next,
        staff: at.viewer().town() == Some(code),
        page: at.page(Section::Towns),
    }))
}
