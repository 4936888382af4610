//! `POST /join/requests/{request}/admission`, `…/refusal`: an administrator answers. A refusal has a reason, which
//! whoever asked reads in a mail.

use axum::http::StatusCode;
use domain::{Viewer, organisation::Answer, problem::limit};
use pages::Section;
use store::{
    join_request::{self, JoinRequest, Of},
    partner::{self, NewMember},
    post::{self, NewPost},
};

use super::people::{Content, Whose};
use crate::{
    Error, Result,
    extract::{Acting, back, html_with},
};

/// Whether the viewer administers what is asked to be joined. Nobody answers their own request.
fn may_answer(viewer: &Viewer, row: &JoinRequest) -> bool {
    let administers = match row.of {
        Of::Town(town, _) => viewer.administers_town(town),
        Of::Partner(partner) => viewer.administers_partner(partner),
    };
    administers && viewer.person != Some(row.person)
}

const fn whose(row: &JoinRequest) -> Whose {
    match row.of {
        Of::Town(town, _) => Whose::Town(town),
        Of::Partner(partner) => Whose::Partner(partner),
    }
}

/// Lets them join from today on.
pub async fn admit(Acting { mut at, row }: Acting<JoinRequest>) -> Result {
    if !may_answer(&at.viewer(), &row) {
        return Err(Error::Forbidden);
    }
    if !join_request::answer(&mut at.tx, &row, Answer::Admitted, "").await? {
        return Err(Error::Contended);
    }
    let begins = at.moment.today();
    match row.of {
        Of::Town(town, department) => {
            let new = NewPost {
                town,
                department,
                person: row.person,
                title: &row.title,
                admin: false,
                begins,
                ends: None,
            };
            post::insert(&mut at.tx, &new).await?;
        }
        Of::Partner(partner) => {
            let new = NewMember {
                partner,
                person: row.person,
                title: &row.title,
                admin: false,
                begins,
            };
            partner::insert_member(&mut at.tx, &new).await?;
        }
    }
    at.tx.commit().await?;
    Ok(back(&whose(&row).path(), "request-admitted"))
}

/// Does not, and says why.
pub async fn decline(Acting { mut at, row }: Acting<JoinRequest>) -> Result {
    if !may_answer(&at.viewer(), &row) {
        return Err(Error::Forbidden);
    }
    let mut check = at.check();
    let reason = check.prose("reason", limit::PARAGRAPH);
    if let Err(form) = check.finish() {
        let content = Content::read(&mut at.tx, whose(&row), at.moment.today()).await?;
        let form = form.or("request", row.id.to_string());
        let page = content.page(at.page(Section::Elsewhere), form);
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    if !join_request::answer(&mut at.tx, &row, Answer::Declined, &reason).await? {
        return Err(Error::Contended);
    }
    at.tx.commit().await?;
    Ok(back(&whose(&row).path(), "request-declined"))
}
