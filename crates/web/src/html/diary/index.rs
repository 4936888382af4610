//! `GET /trials/{trial}/diary`: the diary, the newest day first.

use domain::trial::{Act, may};
use pages::{Section, diary::Index};
use store::{attachment::of_diary, diary::list};

use super::views;
use crate::{
    Result,
    extract::{Query, Seen, html},
    html::{publishing::beside, trials::Counted},
};

pub async fn get(seen: Seen<Counted>, query: Query) -> Result {
    let Seen {
        mut at,
        row: Counted(row),
    } = seen;
    let (viewer, today) = (at.viewer(), at.today());
    let found = list(&mut at.tx, &row, query.cursor().as_ref()).await?;
    let beside = beside::whom_to_tell(&mut at.tx, (row.town, row.challenge), row.audience).await?;
    let files = of_diary(&mut at.tx, &row, &found.rows).await?;
    Ok(html(&Index {
        beside,
        trial: row.id,
        can_tell: may(Act::Tell, row.standing(), today),
        title: row.title,
        entries: views(&viewer, found.rows, files),
        next: found
            .next
            .map(|cursor| format!("/trials/{}/diary?after={}", row.id, cursor.encode())),
        page: at.page(Section::Challenges),
    }))
}
