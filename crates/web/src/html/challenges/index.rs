//! `GET /challenges`: the challenges one may see; `?mine=1` those of one's circles.

use pages::{Section, challenges::Index};
use store::challenge::{Filter, list};

use crate::{
    Result,
    extract::{Query, Reading, html},
};

pub async fn get(mut at: Reading, query: Query) -> Result {
    let mine = query.value("mine") == "1";
    let filter = if mine { Filter::Mine } else { Filter::All };
    let found = list(&mut at.tx, filter, query.cursor().as_ref()).await?;
    let next = found.next.as_ref().map(|cursor| {
        let kept = if mine { "mine=1&" } else { "" };
        format!("/challenges?{kept}after={}", cursor.encode())
    });
    Ok(html(&Index {
        cards: found.rows.into_iter().map(super::card_of_line).collect(),
        mine,
        next,
        page: at.page(Section::Challenges),
    }))
}
