//! `…/circle`, `…/ownership`, `…/departure`: who is around a challenge, and who co-owns it.

use axum::http::StatusCode;
use domain::{
    Problem,
    challenge::{CircleMember, may_leave},
    id::SeatId,
};
use pages::{Chrome, Form, Section, challenges::CirclePage, form::Choice};
use store::{
    challenge::Challenge,
    circle::{self, Member, NewMember, Signer},
};

use super::show::{parties, sides};
use crate::{
    Error, Result,
    extract::{Acting, Seen, Writing, back, html, html_with},
};

/// `GET /challenges/{challenge}/circle`.
pub async fn get(seen: Seen<Challenge>) -> Result {
    let Seen { mut at, row } = super::in_circle(seen)?;
    let (viewer, today) = (at.viewer(), at.today());
    let members = circle::list(&mut at.tx, row.town, row.id).await?;
    let candidates = circle::candidates(&mut at.tx, row.town, row.id, today).await?;
    let page = at.page(Section::Challenges);
    Ok(html(&view(
        page,
        &viewer,
        &row,
        &members,
        &candidates,
        Form::new(),
    )))
}

fn view(
    page: Chrome,
    viewer: &domain::Viewer,
    row: &Challenge,
    members: &[Member],
    candidates: &[Member],
    form: Form,
) -> CirclePage {
    let signers: Vec<Signer> = members.iter().cloned().map(Signer::from).collect();
    let candidates = candidates.iter().map(|one| Choice {
        value: one.seat.to_string(),
        label: format!("{}（{}）", one.name, one.organisation),
    });
    CirclePage {
        sides: sides(page.w, viewer, &parties(row.town, &signers), &signers, false),
        page,
        card: super::card(row),
        candidates: candidates.collect(),
        owner: row.owner,
        form,
    }
}

async fn refused(mut at: Writing, row: &Challenge, field: &str, problem: Problem) -> Result {
    let (viewer, today) = (at.viewer(), at.moment.today());
    let members = circle::list(&mut at.tx, row.town, row.id).await?;
    let candidates = circle::candidates(&mut at.tx, row.town, row.id, today).await?;
    let mut form = at.form.clone();
    form.add(field, problem);
    let page = view(
        at.page(Section::Challenges),
        &viewer,
        row,
        &members,
        &candidates,
        form,
    );
    Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
}

/// `POST /challenges/{challenge}/circle`: asks somebody in.
pub async fn join(acting: Acting<Challenge>) -> Result {
    let Acting { mut at, row } = super::acting_in_circle(acting)?;
    let today = at.moment.today();
    let candidates = circle::candidates(&mut at.tx, row.town, row.id, today).await?;
    let typed = at.form.value("seat");
    let Some(chosen) = candidates.iter().find(|one| one.seat.to_string() == typed) else {
        let problem = if typed.is_empty() {
            Problem::Missing
        } else {
            Problem::NotAChoice
        };
        return refused(at, &row, "seat", problem).await;
    };
    let new = NewMember {
        seat: chosen.seat,
        person: chosen.person,
        side: chosen.party.side(),
        owner: false,
    };
    circle::insert(&mut at.tx, row.town, row.id, &new).await?;
    at.tx.commit().await?;
    Ok(back(&format!("/challenges/{}/circle", row.id), "circle-joined"))
}

/// The viewer's seat, once their side can do without it.
async fn spare(at: &mut Writing, row: &Challenge) -> Result<Result<SeatId, Problem>> {
    let seat = at.viewer().seat().ok_or(Error::Forbidden)?;
    let members = circle::list(&mut at.tx, row.town, row.id).await?;
    let members: Vec<CircleMember> = members.iter().map(Member::place_in_circle).collect();
    Ok(may_leave(&members, seat)
        .map(|()| seat)
        .map_err(|_| Problem::Said("problem-last-owner")))
}

/// `POST /challenges/{challenge}/ownership`: takes up co-ownership (`owner=1`) or gives it back.
pub async fn own(acting: Acting<Challenge>) -> Result {
    let Acting { mut at, row } = super::acting_in_circle(acting)?;
    let owner = at.form.value("owner") == "1";
    let seat = if owner {
        at.viewer().seat().ok_or(Error::Forbidden)?
    } else {
        match spare(&mut at, &row).await? {
            Ok(seat) => seat,
            Err(problem) => return refused(at, &row, "owner", problem).await,
        }
    };
    circle::own(&mut at.tx, row.town, row.id, seat, owner).await?;
    at.tx.commit().await?;
    let done = if owner { "circle-owned" } else { "circle-disowned" };
    Ok(back(&format!("/challenges/{}/circle", row.id), done))
}

/// `POST /challenges/{challenge}/departure`: leaves the circle.
pub async fn leave(acting: Acting<Challenge>) -> Result {
    let Acting { mut at, row } = super::acting_in_circle(acting)?;
    let seat = match spare(&mut at, &row).await? {
        Ok(seat) => seat,
        Err(problem) => return refused(at, &row, "owner", problem).await,
    };
    circle::leave(&mut at.tx, row.town, row.id, seat).await?;
    at.tx.commit().await?;
    Ok(back("/challenges", "circle-left"))
}
