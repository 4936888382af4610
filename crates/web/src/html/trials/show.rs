//! `GET /trials/{trial}`: what is tried, and what was counted together.

use domain::{
    Day, Viewer,
    audience::Audience,
    challenge::Piece,
    paragraph::Field,
    reflection::has_its_place,
    trial::{Act, may},
};
use pages::{Chrome, Form, Section, corrections::Beside, costs::Sums, publishing::opened, trials::Show};
use store::{
    ReadTx,
    diary::{Entry, FEW, few},
    hand::PieceKey,
    trial::{Record, Trial, record},
};

use crate::{
    Result,
    extract::{Seen, html},
    html::{diary, measurements::views, once, publishing::beside},
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
    beside: Beside,
    today: Day,
}

impl Content {
    /// Reads it.
    pub async fn read(tx: &mut ReadTx, row: Trial, today: Day) -> store::Result<Self> {
        let key = PieceKey {
            kind: Piece::Trial,
            id: row.id.uuid(),
            number: 0,
        };
        let public = row.audience == Audience::Public;
        Ok(Self {
            record: record(tx, &row).await?,
            diary: few(tx, &row).await?,
            beside: beside::of(tx, (row.town, row.challenge), key, public, row.in_circle).await?,
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
            beside,
            today,
        } = self;
        let more = i64::try_from(entries.len()).is_ok_and(|count| count > FEW);
        entries.truncate(usize::try_from(FEW).unwrap_or(usize::MAX));
        let standing = row.standing();
        let reflecting = has_its_place(row.on, row.round) && !row.reflected;
        let counted_left_out = !row.shows_counted();
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
            adaptation_open: row.adaptation_open,
            title: row.title,
            counted_left_out,
            beside,
            what: opened(page.w, &row.what, &row.curtain.left_out(), Field::What, 0),
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
