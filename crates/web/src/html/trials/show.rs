//! `GET /trials/{trial}`: what is tried, and what was counted together.

use domain::{
    Day,
    reflection::has_its_place,
    trial::{Act, may},
};
use pages::{
    Chrome, Form, Section,
    text::Prose,
    trials::{IndicatorView, Show},
};
use store::{
    ReadTx, challenge,
    trial::{Indicator, Measurement, Trial, indicators, measurements},
};

use crate::{
    Result,
    extract::{Seen, html},
};

pub async fn get(Seen { mut at, row }: Seen<Trial>) -> Result {
    let today = at.today();
    let content = Content::read(&mut at.tx, row, today).await?;
    let form = Form::new().or("day", today.to_string());
    Ok(html(&content.page(at.page(Section::Challenges), form)))
}

/// What the page shows, read in one snapshot.
pub(super) struct Content {
    row: Trial,
    indicators: Vec<Indicator>,
    measured: Vec<Measurement>,
    reflecting: bool,
    today: Day,
}

impl Content {
    pub(super) async fn read(tx: &mut ReadTx, row: Trial, today: Day) -> store::Result<Self> {
        let on = challenge::find(tx, row.challenge).await?;
        Ok(Self {
            indicators: indicators(tx, &row).await?,
            measured: measurements(tx, &row).await?,
            reflecting: on.is_some_and(|on| has_its_place(on.place, row.round)) && !row.reflected,
            row,
            today,
        })
    }

    pub(super) fn page(self, page: Chrome, form: Form) -> Show {
        let row = self.row;
        let standing = row.standing();
        let indicators = self
            .indicators
            .into_iter()
            .map(|one| IndicatorView {
                values: self
                    .measured
                    .iter()
                    .filter(|value| value.indicator == one.position)
                    .map(|value| (value.day, value.value, value.note.clone()))
                    .collect(),
                position: one.position,
                name: one.name,
                unit: one.unit,
                hope: one.hope,
                baseline: one.baseline,
            })
            .collect();
        Show {
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
            indicators,
            can_measure: may(Act::Measure, standing, self.today),
            can_conclude: may(Act::Conclude, standing, self.today),
            can_reflect: may(Act::Reflect, standing, self.today) && self.reflecting,
            form,
            page,
        }
    }
}
