//! `GET /`: what tomoni is. Open to everyone.

use pages::{Section, start::Index};

use crate::{
    Result,
    extract::{Reading, html},
};

pub async fn get(mut at: Reading) -> Result {
    let count = store::municipality::count(&mut at.tx).await?;
    Ok(html(&Index {
        all: count.all,
        joined: count.joined,
        page: at.page(Section::Elsewhere),
    }))
}
