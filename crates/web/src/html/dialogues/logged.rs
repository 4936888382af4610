//! A dialogue held while a procedure is foreseen: it leaves a line in the town's log of contacts, and what was told waits
//! to be shown to all.

use domain::{
    Problem,
    dialogue::Presence,
    id::{DialogueId, PartnerId},
    problem::limit,
};
use pages::Form;
use store::{
    WriteTx,
    contact::{self, How, NewContact},
    dialogue::NewDialogue,
    procurement::{Procurement, answer},
};

use crate::extract::Check;

/// What was told about the procedure, an empty text where nothing was; `None` where none is foreseen.
pub fn read(check: &mut Check<'_>, form: &Form, foreseen: bool) -> Option<String> {
    if !foreseen {
        return None;
    }
    let told = check.prose_or_none("told", limit::PARAGRAPH);
    // Words count even where the box was ticked as well.
    if told.trim().is_empty() && !form.has("told_nothing", "1") {
        check.add("told", Problem::Said("problem-told-or-nothing"));
    }
    Some(told)
}

/// Writes the line, and what was told beside the newest procedure.
pub async fn write(
    tx: &mut WriteTx,
    id: DialogueId,
    new: &NewDialogue<'_>,
    told: &str,
    foreseen: &[Procurement],
) -> store::Result<()> {
    let of = |presence| {
        let names = new
            .participants
            .iter()
            .filter(move |one| one.presence == presence);
        names.map(|one| one.name.as_str()).collect::<Vec<_>>().join("、")
    };
    let (town, partners) = (of(Presence::Town), of(Presence::Partner));
    let who = [town.as_str(), partners.as_str()]
        .into_iter()
        .filter(|names| !names.is_empty())
        .collect::<Vec<_>>()
        .join("／");
    let mut with: Vec<Option<PartnerId>> = contact::partners_in(tx, new.town, id)
        .await?
        .into_iter()
        .map(Some)
        .collect();
    if with.is_empty() {
        with.push(new.partner);
    }
    for partner in with {
        let line = NewContact {
            town: new.town,
            partner,
            partner_name: "",
            challenge: new.challenge,
            dialogue: Some(id),
            how: How::Dialogue(new.kind),
            held_on: new.held_on,
            who: &who,
            subject: new.title,
            told,
        };
        contact::insert(tx, &line).await?;
    }
    if let Some(procedure) = foreseen.first()
        && !told.trim().is_empty()
    {
        let told_to = if partners.is_empty() { &who } else { &partners };
        let new = answer::NewAnswer {
            question: "",
            told,
            told_to,
            told_on: new.held_on,
            dialogue: Some(id),
        };
        answer::insert(tx, procedure, &new).await?;
    }
    Ok(())
}
