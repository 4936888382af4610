//! `GET /accessibility`: the standard these pages are made and tested by, and what does not work yet. Open to everyone.

use pages::{Section, start::Accessibility};

use crate::{
    Result,
    extract::{Reading, html},
};

pub async fn get(at: Reading) -> Result {
    Ok(html(&Accessibility {
        page: at.page(Section::Elsewhere),
    }))
}
