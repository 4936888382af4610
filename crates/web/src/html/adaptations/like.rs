//! `GET /adaptations/{adaptation}/like`: make one like this, for a challenge of one's own. The lineage is kept.

use pages::{Section, newer::Like};
use store::{
    adaptation::Adaptation,
    challenge::{self, Filter},
};

use crate::{
    Error, Result,
    extract::{Query, Seen, html},
    html::challenges::card_of_line,
};

pub async fn get(Seen { mut at, row }: Seen<Adaptation>, query: Query) -> Result {
    let here = format!("/adaptations/{}/like", row.id);
    if at.visitor.is_none() {
        return Err(Error::SignInFirst(here, Vec::new()));
    }
    if at.viewer().side().is_none() {
        return Err(Error::Forbidden);
    }
    let found = challenge::list(&mut at.tx, Filter::MINE, query.cursor().as_ref()).await?;
    let next = found
        .next
        .as_ref()
        .map(|cursor| format!("{here}?after={}", cursor.encode()));
    Ok(html(&Like {
        id: row.id,
        title: row.title,
        challenges: found.rows.into_iter().map(card_of_line).collect(),
        next,
        page: at.page(Section::Challenges),
    }))
}
