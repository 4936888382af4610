//! `GET /`: what tomoni is. Open to everyone.

use domain::audience::Audience;
use pages::{Section, start::Index};

use crate::html::challenges::card_of_line;
use crate::{
    Result,
    extract::{Reading, html},
};

/// How many challenges the page shows.
const FEW: usize = 6;

pub async fn get(mut at: Reading) -> Result {
    let count = store::municipality::count(&mut at.tx).await?;
    let (personas, guide) = match &at.app.settings.demo {
        Some(demo) => (
            demo.personas.iter().map(|one| one.shown.clone()).collect(),
            demo.guide.clone(),
        ),
        None => (Vec::new(), Vec::new()),
    };
    let open = store::challenge::list(&mut at.tx, store::challenge::Filter::ALL, None).await?;
    let cards = open
        .rows
        .into_iter()
        .filter(|one| one.audience == Audience::Public)
        .take(FEW)
        .map(card_of_line)
        .collect();
    Ok(html(&Index {
        personas,
        guide,
        cards,
        all: count.all,
        joined: count.joined,
        page: at.page(Section::Elsewhere),
    }))
}
