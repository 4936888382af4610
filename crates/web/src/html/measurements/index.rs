//! `GET /trials/{trial}/measurements?indicator=…`: every value of one indicator, beside its drawing.

use pages::{Section, measurements::Index};
use store::trial::{of_indicator, record};

use super::{line, views};
use crate::{
    Error, Result,
    extract::{Query, Seen, html},
    html::{publishing::beside, trials::Counted},
};

pub async fn get(seen: Seen<Counted>, query: Query) -> Result {
    let Seen {
        mut at,
        row: Counted(row),
    } = seen;
    let viewer = at.viewer();
    let wanted = query.value("indicator").parse::<i64>().unwrap_or(1);
    let record = record(&mut at.tx, &row).await?;
    let earlier = record.earlier.clone();
    let one = views(&viewer, &row, record)
        .into_iter()
        .find(|one| one.position == wanted)
        .ok_or(Error::NotFound)?;
    let found = of_indicator(&mut at.tx, &row, wanted, query.cursor().as_ref()).await?;
    let beside = beside::whom_to_tell(&mut at.tx, (row.town, row.challenge), row.audience).await?;
    let lines = found.rows.into_iter().map(|value| {
        let before = earlier.iter().find(|(of, ..)| *of == value.id);
        let before = before.map(|(_, day, value)| (*day, *value));
        line(&viewer, value, before)
    });
    Ok(html(&Index {
        beside,
        trial: row.id,
        title: row.title,
        lines: lines.collect(),
        next: found
            .next
            .map(|cursor| format!("{}&after={}", one.all(), cursor.encode())),
        one,
        page: at.page(Section::Challenges),
    }))
}
