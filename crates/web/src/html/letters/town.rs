//! `GET /towns/{code}/voices`: the voices of a town that are open to everyone, with the criteria they were looked at by.

use domain::letter::may_review;
use pages::{Section, letters::OfTown};
use store::{municipality::Town, voice};

use crate::{
    Result,
    extract::{Query, Seen, html},
};

pub async fn get(Seen { mut at, row }: Seen<Town>, query: Query) -> Result {
    let code = row.line.code;
    let found = voice::open_of_town(&mut at.tx, code, query.cursor().as_ref()).await?;
    let staff = may_review(&at.viewer(), code);
    Ok(html(&OfTown {
        next: found
            .next
            .map(|cursor| format!("/towns/{code}/voices?after={}", cursor.encode())),
        voices: found.rows.iter().map(super::spoken).collect(),
        town: code,
        joined: row.line.joined_at.is_some(),
        name: row.line.name,
        staff,
        page: at.page(Section::Towns),
    }))
}
