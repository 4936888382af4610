//! `GET /partners/{partner}`: one partner. Open to everyone.

use domain::id::PartnerId;
use pages::{Section, joining::Partner as Page, text::Prose};
use store::{
    ReadTx,
    partner::{self, Partner},
};

use crate::{
    Result,
    extract::{Seen, Subject, html},
};

impl Subject for Partner {
    type Key = PartnerId;
    const PARAMETER: &'static str = "partner";

    async fn find(tx: &mut ReadTx, id: PartnerId) -> store::Result<Option<Self>> {
        partner::find(tx, id).await
    }
}

pub async fn get(Seen { mut at, row }: Seen<Partner>) -> Result {
    let viewer = at.viewer();
    let tied = match viewer.town() {
        Some(town) => store::relationship::with_partner(&mut at.tx, town, row.id).await?,
        None => None,
    };
    let own = at.viewer().partner() == Some(row.id);
    Ok(html(&Page {
        id: row.id,
        name: row.name,
        kana: row.kana,
        kind: row.kind,
        number: row.number,
        about: Prose::of(&row.about),
        own,
        can_ask: viewer.seat().is_some() && !own,
        relationship: tied.map(|one| one.id),
        page: at.page(Section::Elsewhere),
    }))
}
