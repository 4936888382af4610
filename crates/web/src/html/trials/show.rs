//! `GET /trials/{trial}`: what is tried, and what was counted together.

use domain::{
    Day, Viewer,
    reflection::has_its_place,
    trial::{Act, may},
};
use pages::{Chrome, Form, Section, costs::Sums, text::Prose, trials::Show};
use store::{
    ReadTx,
    diary::{Entry, FEW, few},
    trial::{Record, Trial, record},
};

use crate::{
    Result,
    extract::{Seen, html},
    html::{diary, measurements::views, once},
};

pub async fn get(Seen { mut at, row }: Seen<Trial>) -> Result {
    let today = at.today();
    let content = Content::read(&mut at.tx, row, today).await?;
    let form = Form::new()
        .or("day", today.to_string())
        .or("once", once::word(&at.moment));
    Ok(html(&content.page(at.page(Section::Challenges), form)))
}

/// What the page shows, read in one snapshot.
pub struct Content {
    row: Trial,
    record: Record,
    diary: Vec<Entry>,
    viewer: Viewer,
    today: Day,
}

impl Content {
    /// Reads it.
    pub async fn read(tx: &mut ReadTx, row: Trial, today: Day) -> store::Result<Self> {
        Ok(Self {
            record: record(tx, &row).await?,
            diary: few(tx, &row).await?,
            viewer: *tx.viewer(),
            row,
            today,
        })
    }

    /// The page around a form.
    pub fn page(self, page: Chrome, form: Form) -> Show {
        let Self {
            row,
            record,
            diary: mut entries,
            viewer,
            today,
        } = self;
        let more = i64::try_from(entries.len()).is_ok_and(|count| count > FEW);
        entries.truncate(usize::try_from(FEW).unwrap_or(usize::MAX));
        let standing = row.standing();
        let reflecting = has_its_place(row.on, row.round) && !row.reflected;
        Show {
            sums: Sums {
                spent: record.spent,
                plan: record.plan,
            },
            diary: entries.into_iter().map(|one| diary::view(&viewer, one)).collect(),
            more_diary: more,
            can_tell: may(Act::Tell, standing, today),
            indicators: views(&viewer, &row, record),
            id: row.id,
            challenge: row.challenge,
            adaptation: row.adaptation,
            title: row.title,
            what: Prose::of(&row.what),
            place: row.place,
            begins: row.begins,
            ends: row.ends,
            concluded_on: row.concluded_on,
            audience: row.audience,
            can_measure: may(Act::Measure, standing, today),
            can_conclude: may(Act::Conclude, standing, today),
            can_reflect: may(Act::Reflect, standing, today) && reflecting,
            together: row.together.filter(|_| standing.in_circle),
            form,
            page,
        }
    }
}
