//! `…/people/{seat}/ending`, `…/people/{seat}/keys`: a post or membership ends today; somebody is given the keys to the
//! people or gives them back. The last keys stay.

use std::collections::HashMap;

use axum::{extract::Path, http::StatusCode};
use domain::{
    MunicipalityCode, Problem,
    id::{PartnerId, SeatId},
    organisation::keeps_its_keys,
};
use pages::Section;
use store::{WriteTx, partner, post, post::Holder};

use super::{Content, Whose};
use crate::{
    Error, Result,
    extract::{Posted, Writing, back, html_with},
};

/// What is done to a seat.
#[derive(Clone, Copy)]
enum Act {
    End,
    Keys(bool),
}

pub async fn end_post(Path(path): Path<HashMap<String, String>>, posted: Posted) -> Result {
    act(town(&path)?, &path, posted, |_| Act::End).await
}

pub async fn keys_of_post(Path(path): Path<HashMap<String, String>>, posted: Posted) -> Result {
    act(town(&path)?, &path, posted, keys).await
}

pub async fn end_membership(Path(path): Path<HashMap<String, String>>, posted: Posted) -> Result {
    act(partner(&path)?, &path, posted, |_| Act::End).await
}

pub async fn keys_of_membership(Path(path): Path<HashMap<String, String>>, posted: Posted) -> Result {
    act(partner(&path)?, &path, posted, keys).await
}

fn keys(at: &Writing) -> Act {
    Act::Keys(at.form.value("admin") == "true")
}

fn read<T: std::str::FromStr>(path: &HashMap<String, String>, name: &str) -> Result<T> {
    let text = path.get(name).ok_or(Error::NotFound)?;
    text.parse().map_err(|_| Error::NotFound)
}

fn town(path: &HashMap<String, String>) -> Result<Whose> {
    read::<MunicipalityCode>(path, "code").map(Whose::Town)
}

fn partner(path: &HashMap<String, String>) -> Result<Whose> {
    read::<PartnerId>(path, "partner").map(Whose::Partner)
}

async fn act(
    whose: Whose,
    path: &HashMap<String, String>,
    posted: Posted,
    what: impl Fn(&Writing) -> Act,
) -> Result {
    let seat: SeatId = read(path, "seat")?;
    let mut at = posted.begin().await?;
    at.signed_in()?;
    let (holder, admins) = holders(&mut at, whose, seat).await?;
    let viewer = at.viewer();
    // Whoever leaves may say so themselves; the rest is the administrators' work.
    let act = what(&at);
    let own = matches!(act, Act::End) && viewer.seat() == Some(seat);
    if !whose.administered_by(&viewer) && !own {
        return Err(Error::Forbidden);
    }
    let gives_up = matches!(act, Act::End | Act::Keys(false));
    if gives_up && holder.admin && !keeps_its_keys(&admins, seat) {
        let mut form = at.form.clone();
        form.add(&format!("seat-{seat}"), Problem::Said("problem-last-admin"));
        let content = Content::read(&mut at.tx, whose, at.moment.today()).await?;
        let page = content.page(at.page(Section::Elsewhere), form);
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    let today = at.moment.today();
    let done = match (act, whose) {
        (Act::End, Whose::Town(town)) => end(post::end(&mut at.tx, town, seat, today).await?)?,
        (Act::End, Whose::Partner(id)) => end(partner::end_member(&mut at.tx, id, seat, today).await?)?,
        (Act::Keys(admin), _) => {
            give(&mut at.tx, whose, seat, admin).await?;
            "keys-changed"
        }
    };
    at.tx.commit().await?;
    // Who ended their own seat sees that page no more.
    Ok(back(&if own { "/home".to_owned() } else { whose.path() }, done))
}

const fn end(ended: bool) -> Result<&'static str> {
    if ended {
        Ok("post-ended")
    } else {
        Err(Error::Contended)
    }
}

async fn give(tx: &mut WriteTx, whose: Whose, seat: SeatId, admin: bool) -> Result<()> {
    match whose {
        Whose::Town(town) => post::set_admin(tx, town, seat, admin).await?,
        Whose::Partner(id) => partner::set_member_admin(tx, id, seat, admin).await?,
    }
    Ok(())
}

/// Who holds the seat, and the seats with keys.
async fn holders(at: &mut Writing, whose: Whose, seat: SeatId) -> Result<(Holder, Vec<SeatId>)> {
    let today = at.moment.today();
    let all = match whose {
        Whose::Town(town) => post::list(&mut at.tx, town).await?,
        Whose::Partner(id) => partner::members(&mut at.tx, id).await?,
    };
    let admins = all
        .iter()
        .filter(|one| one.admin && one.is_held_on(today))
        .map(|one| one.seat)
        .collect();
    let holder = all
        .into_iter()
        .find(|one| one.seat == seat)
        .ok_or(Error::NotFound)?;
    Ok((holder, admins))
}
