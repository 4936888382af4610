//! `GET /trials/{trial}/costs`: sums, every cost, and the form for the next one.

use domain::{
    Viewer,
    trial::{Act, may},
};
use pages::{
    Chrome, Form, Section,
    corrections::Beside,
    costs::{Index, Sums},
};
use store::{
    Cursor, Page, ReadTx,
    cost::{Cost, list},
    trial::{Trial, record},
};

use super::line;
use crate::{
    Result,
    extract::{Query, Seen, html},
    html::{once, publishing::beside, trials::Counted},
};

pub async fn get(seen: Seen<Counted>, query: Query) -> Result {
    let Seen {
        mut at,
        row: Counted(row),
    } = seen;
    let content = Content::read(&mut at.tx, row, query.cursor().as_ref()).await?;
    let form = Form::new()
        .or("day", at.today().to_string())
        .or("once", once::word(&at.moment));
    Ok(html(&content.page(at.page(Section::Challenges), form)))
}

/// What the page shows, read in one snapshot.
pub(super) struct Content {
    row: Trial,
    sums: Sums,
    found: Page<Cost>,
    beside: Beside,
    viewer: Viewer,
}

impl Content {
    pub(super) async fn read(tx: &mut ReadTx, row: Trial, after: Option<&Cursor>) -> store::Result<Self> {
        let record = record(tx, &row).await?;
        Ok(Self {
            sums: Sums {
                spent: record.spent,
                plan: record.plan,
            },
            found: list(tx, &row, after).await?,
            beside: beside::whom_to_tell(tx, (row.town, row.challenge), row.audience).await?,
            viewer: *tx.viewer(),
            row,
        })
    }

    pub(super) fn page(self, page: Chrome, form: Form) -> Index {
        let Self {
            row,
            sums,
            found,
            beside,
            viewer,
        } = self;
        let path = format!("/trials/{}/costs", row.id);
        Index {
            can_tell: may(Act::Tell, row.standing(), page.today),
            trial: row.id,
            title: row.title,
            sums,
            lines: found.rows.into_iter().map(|one| line(&viewer, one)).collect(),
            next: found
                .next
                .map(|cursor| format!("{path}?after={}", cursor.encode())),
            beside,
            form,
            page,
        }
    }
}
