//! `GET /about`: what tomoni is and who sees what. Open to everyone.

use pages::{Section, start::About};

use crate::{
    Result,
    extract::{Reading, html},
};

pub async fn get(at: Reading) -> Result {
    Ok(html(&About {
        page: at.page(Section::Elsewhere),
    }))
}
