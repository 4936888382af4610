//! `GET /challenges/{challenge}/towns`: the towns of a challenge beside each other, each with its own text.

use domain::{
    MunicipalityCode, Viewer,
    audience::Audience,
    joint::{Party, Standing, may_answer, may_leave, may_offer, may_tell},
};
use pages::{
    Chrome, Form, Section,
    corrections::Beside,
    joint::{Context, Index, Town, Waiting},
    text::Prose,
};
use store::{
    challenge::Challenge,
    context,
    joint::{self, JointTown},
};

use super::own_standing;
use crate::{
    Error, Result,
    extract::{Seen, html},
    html::publishing::beside,
};

pub async fn get(Seen { mut at, row }: Seen<Challenge>) -> Result {
    if !row.full {
        return Err(Error::NotFound);
    }
    let rows = joint::list(&mut at.tx, &row).await?;
    let contexts = context::newest(&mut at.tx, &row).await?;
    let beside = beside::whom_to_tell(&mut at.tx, (row.town, row.id), row.audience).await?;
    let viewer = at.viewer();
    let page = at.page(Section::Challenges);
    Ok(html(&Index {
        beside,
        ..view(page, &viewer, &row, rows, contexts, Form::new())
    }))
}

/// The page; also of an answer that was refused, which needs nobody to be told of a mistake.
pub(super) fn view(
    page: Chrome,
    viewer: &Viewer,
    row: &Challenge,
    rows: Vec<JointTown>,
    contexts: Vec<context::Context>,
    form: Form,
) -> Index {
    let own = own_standing(&rows, viewer);
    let (joined, others): (Vec<_>, Vec<_>) =
        rows.into_iter().partition(|one| one.standing == Standing::Joined);
    let codes: Vec<MunicipalityCode> = joined.iter().map(|one| one.town).collect();
    let mine = may_tell(viewer, &Party::all(row.town, &codes), row.in_circle);
    let mut contexts = contexts;
    let mut context = |code: MunicipalityCode| {
        let at = contexts.iter().position(|one| one.town == code)?;
        Some(told(contexts.swap_remove(at)))
    };
    let keeper = Town {
        code: row.town,
        name: row.town_name.clone(),
        keeper: true,
        joined: None,
        dialogue: None,
        context: context(row.town),
        mine: mine == Some(row.town),
    };
    let joined = joined.into_iter().map(|one| Town {
        code: one.town,
        name: one.name,
        keeper: false,
        joined: one.answered_at.map(|at| (at.day(), one.way)),
        dialogue: one.dialogue.and_then(|(id, title)| Some((id, title?))),
        context: context(one.town),
        mine: mine == Some(one.town),
    });
    let towns = std::iter::once(keeper).chain(joined).collect();
    let waiting = others.into_iter().map(|one| Waiting {
        can_answer: may_answer(viewer, row.town, row.owner, one.standing).is_ok(),
        can_take_up: viewer.town() == Some(one.town) && one.standing == Standing::Asked,
        can_leave: may_leave(viewer, one.town, row.owner, one.standing).is_ok(),
        code: one.town,
        name: one.name,
        standing: one.standing,
        words: one.words,
        dialogue: one.dialogue.and_then(|(id, title)| Some((id, title?))),
        asked_name: one.asked_name,
        asked_at: one.asked_at,
        reason: one.reason,
    });
    Index {
        towns,
        waiting: waiting.collect(),
        can_offer: own != Some(Standing::Asked) && may_offer(viewer, row.town, row.full, own).is_ok(),
        can_ask: row.owner && row.audience >= Audience::Network,
        can_leave: own == Some(Standing::Joined) && row.owner,
        card: crate::html::challenges::card(row),
        beside: Beside::default(),
        form,
        page,
    }
}

/// What a town says of itself, as pages show it.
pub(super) fn told(one: context::Context) -> Context {
    Context {
        words: Prose::of(&one.words),
        number: one.number,
        author: one.author,
        at: one.written_at,
        audience: one.audience,
    }
}
