//! `GET /towns/{code}/letters`: what was left with a town, for its staff to look at. 404 for everybody else.

use domain::{
    Coded,
    letter::{Standing, may_review},
};
use pages::{Section, letters::Index};
use store::{letter, municipality::Town};

use crate::{
    Error, Result,
    extract::{Query, Seen, html},
};

pub async fn get(Seen { mut at, row }: Seen<Town>, query: Query) -> Result {
    let code = row.line.code;
    if !may_review(&at.viewer(), code) {
        return Err(Error::NotFound);
    }
    let shown = Index::TABS.iter().copied();
    let standing = Standing::parse(query.value("standing"))
        .filter(|one| shown.clone().any(|tab| tab == *one))
        .unwrap_or(Standing::Waiting);
    let found = letter::list(&mut at.tx, code, standing, query.cursor().as_ref()).await?;
    Ok(html(&Index {
        next: found.next.map(|cursor| {
            format!(
                "/towns/{code}/letters?standing={}&after={}",
                standing.code(),
                cursor.encode()
            )
        }),
        voices: found.rows.iter().map(super::spoken).collect(),
        standing,
        town: code,
        name: row.line.name,
        page: at.page(Section::Towns),
    }))
}
