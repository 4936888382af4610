//! `GET /packages/{package}`: its parts, and how towns reshaped it.

use pages::{Section, packages::Show, text::Prose};
use store::{adaptation, package::Package};

use crate::{
    Result,
    extract::{Seen, html},
};

pub async fn get(Seen { mut at, row }: Seen<Package>) -> Result {
    let parts = store::package::parts(&mut at.tx, row.id, row.version).await?;
    let adaptations = adaptation::of_package(&mut at.tx, row.id).await?;
    let can_edit = super::keeps(&at.viewer(), &row);
    Ok(html(&Show {
        card: super::card(&row),
        summary: Prose::of(&row.summary),
        parts: parts
            .into_iter()
            .map(|part| (part.title, Prose::of(&part.body)))
            .collect(),
        adaptations: adaptations.into_iter().map(|one| (one.id, one.title)).collect(),
        can_edit,
        page: at.page(Section::Packages),
    }))
}
