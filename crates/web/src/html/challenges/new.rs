//! `GET /challenges/new?dialogue=…`: the first wording, from a dialogue.

use domain::{
    Day, Problem,
    challenge::{Refusal, may_open, open},
    id::DialogueId,
};
use pages::{Chrome, Form, Section, challenges::Edit};
use store::{ReadTx, dialogue::Dialogue};

use crate::{
    Error, Result,
    extract::{Query, SignedIn, html},
};

pub async fn get(SignedIn(mut at): SignedIn, query: Query) -> Result {
    let today = at.today();
    let (dialogue, refusal) = origin(&mut at.tx, query.value("dialogue"), today).await?;
    let mut form = Form::filled([("dialogue", dialogue.id.to_string())]);
    if let Some(problem) = refusal {
        form.add("title", problem);
    }
    Ok(html(&page(at.page(Section::Challenges), form, &dialogue)))
}

/// The dialogue a challenge is to grow out of, and why it cannot yet. 404 for one not seen, 403 for somebody who may not.
pub(super) async fn origin(tx: &mut ReadTx, id: &str, today: Day) -> Result<(Dialogue, Option<Problem>)> {
    let id: DialogueId = id.parse().map_err(|_| Error::NotFound)?;
    let dialogue = store::dialogue::find(tx, id).await?.ok_or(Error::NotFound)?;
    let there = store::dialogue::participants(tx, dialogue.town, dialogue.id).await?;
    may_open(tx.viewer(), dialogue.town, &there).map_err(|_| Error::Forbidden)?;
    // Nothing grows out of what has not been said yet.
    if dialogue.held_on > today {
        return Err(Error::Forbidden);
    }
    if dialogue.challenge.is_some() {
        return Err(Error::Forbidden);
    }
    let refusal = match open(&there) {
        Err(Refusal::TownWasNotThere) => Some(Problem::Said("problem-town-was-not-there")),
        Err(_) => return Err(Error::Forbidden),
        Ok(_) => None,
    };
    Ok((dialogue, refusal))
}

/// The form's page.
pub(super) fn page(page: Chrome, form: Form, origin: &Dialogue) -> Edit {
    Edit {
        page,
        form,
        id: None,
        origin: Some((origin.id, origin.title.clone())),
        reasons: Vec::new(),
    }
}
