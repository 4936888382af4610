//! `GET /operator`: the invitations sent, and the form for another.

use domain::Timestamp;
use pages::{
    Chrome, Form, Section,
    joining::{InvitationLine, Operator},
};
use store::{ReadTx, invitation};

use crate::{
    Error, Result,
    extract::{Reading, html},
};

pub async fn get(mut at: Reading) -> Result {
    if !at.viewer().is_operator() {
        return Err(Error::NotFound);
    }
    let lines = lines(&mut at.tx, at.moment.now).await?;
    Ok(html(&page(at.page(Section::Elsewhere), Form::new(), lines)))
}

/// The invitations as the page shows them.
pub async fn lines(tx: &mut ReadTx, now: Timestamp) -> Result<Vec<InvitationLine>> {
    let sent = invitation::list(tx).await?;
    Ok(sent
        .into_iter()
        .map(|one| InvitationLine {
            open: one.is_open(now),
            id: one.id,
            town: one.town_name,
            name: one.name,
            email: one.email,
            invited_at: one.invited_at,
            expires_at: one.expires_at,
            accepted_at: one.accepted_at,
        })
        .collect())
}

/// The page.
pub const fn page(page: Chrome, form: Form, invitations: Vec<InvitationLine>) -> Operator {
    Operator {
        page,
        form,
        invitations,
    }
}
