//! `GET /trials/{trial}`: what is tried, and what was counted together.

use domain::phase::Phase;
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
    let content = Content::read(&mut at.tx, row).await?;
    let form = Form::new().or("day", today.to_string());
    Ok(html(&content.page(at.page(Section::Challenges), form)))
}

/// What the page shows, read in one snapshot.
pub(super) struct Content {
    row: Trial,
    indicators: Vec<Indicator>,
    measured: Vec<Measurement>,
    reflecting: bool,
}

impl Content {
    pub(super) async fn read(tx: &mut ReadTx, row: Trial) -> store::Result<Self> {
        let on = challenge::find(tx, row.challenge).await?;
        Ok(Self {
            indicators: indicators(tx, &row).await?,
            measured: measurements(tx, &row).await?,
            reflecting: on.is_some_and(|on| on.place.phase == Phase::Reflecting),
            row,
        })
    }

    pub(super) fn page(self, page: Chrome, form: Form) -> Show {
        let row = self.row;
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
            can_measure: row.in_circle && row.concluded_on.is_none(),
            can_reflect: row.in_circle && row.concluded_on.is_some() && self.reflecting,
            form,
            page,
        }
    }
}
