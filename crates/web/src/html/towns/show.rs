//! `GET /towns/{code}`: one local government. Open to everyone.

use domain::{MunicipalityCode, correction::may_name_contact, letter::may_review};
use pages::{Section, corrections::Beside, text::Prose, towns::Show};
use store::{
    ReadTx,
    challenge::{Filter, list},
    municipality::{self, Town},
};

use crate::{
    Result,
    extract::{Seen, Subject, html},
    html::{challenges::card_of_line, publishing::beside},
};

impl Subject for Town {
    type Key = MunicipalityCode;
    const PARAMETER: &'static str = "code";

    async fn find(tx: &mut ReadTx, code: MunicipalityCode) -> store::Result<Option<Self>> {
        municipality::find(tx, code).await
    }
}

pub async fn get(Seen { mut at, row }: Seen<Town>) -> Result {
    let contact = store::correction::contact(&mut at.tx, row.line.code).await?;
    let found = list(&mut at.tx, Filter::of_town(row.line.code), None).await?;
    let viewer = at.viewer();
    let tied = match viewer.partner() {
        Some(partner) => store::relationship::with_partner(&mut at.tx, row.line.code, partner).await?,
        None => None,
    };
    Ok(html(&Show {
        can_ask: viewer.seat().is_some() && viewer.town() != Some(row.line.code),
        relationship: tied.map(|one| one.id),
        staff: may_review(&at.viewer(), row.line.code),
        admin: may_name_contact(&at.viewer(), row.line.code),
        beside: Beside {
            published: contact.is_some(),
            contact: contact.map(beside::contact),
            ..Beside::default()
        },
        about: Prose::of(&row.about),
        site: row.site,
        cards: found.rows.into_iter().map(card_of_line).collect(),
        town: super::line(row.line),
        page: at.page(Section::Towns),
    }))
}
