//! `GET /dialogues/new`: the form for a dialogue; `?challenge=` ties it to one.

use domain::{Coded, Hat, Timestamp, audience::Audience, id::ChallengeId};
use pages::{Chrome, Form, Section, Words, dialogues::Edit, form::Choice};
use store::{
    dialogue::Acquaintance,
    procurement::{self, Procurement},
    session::Visitor,
};

use crate::{
    Error, Result,
    extract::{Query, SignedIn, html},
    html::{
        drafts::{Place, restored},
        once, procurements,
    },
};

pub async fn get(SignedIn(mut at): SignedIn, query: Query) -> Result {
    let viewer = at.viewer();
    if viewer.side().is_none() {
        return Err(Error::Forbidden);
    }
    let mut form = Form::new()
        .or("day", at.today().to_string())
        .or("audience", Audience::Town.code());
    let mut foreseen = Vec::new();
    // A challenge somebody may not see is not told apart from one that is not there: the form begins without it.
    if let Ok(id) = query.value("challenge").parse::<ChallengeId>()
        && let Some(challenge) = store::challenge::find(&mut at.tx, id).await?
        && challenge.in_circle
    {
        foreseen = procurement::open_of(&mut at.tx, challenge.town, challenge.id).await?;
        form = Form::filled([
            ("challenge", challenge.id.to_string()),
            ("town", challenge.town_name),
            ("audience", Audience::Circle.code().to_owned()),
        ])
        .or("day", at.today().to_string());
    }
    let draft = store::draft::find(&mut at.tx, &Place::Dialogue.word()).await?;
    // A draft comes back unless the form was opened for a challenge of its own.
    let draft = draft.filter(|_| form.value("challenge").is_empty());
    if let Some(draft) = &draft {
        form = restored(draft);
    }
    let form = form.or("once", once::word(&at.moment));
    let today = at.today();
    let people = store::dialogue::acquaintances(&mut at.tx, today).await?;
    let town = own_town(at.visitor.as_ref());
    let kept = draft.map(|draft| draft.saved_at);
    Ok(html(&page(
        at.page(Section::Dialogues),
        form,
        &people,
        town,
        kept,
        &foreseen,
    )))
}

/// The name of the town whose staff the visitor is under the hat they wear.
pub fn own_town(visitor: Option<&Visitor>) -> Option<String> {
    let visitor = visitor?;
    let worn = visitor.hats.iter().find(|worn| Some(worn.hat) == visitor.hat)?;
    matches!(worn.hat, Hat::Staff { .. }).then(|| worn.organisation.clone())
}

/// Somebody who may be named, as a choice.
pub fn choice(one: &Acquaintance) -> Choice {
    Choice {
        value: one.seat.to_string(),
        label: match one.organisation.as_str() {
            "" => one.name.clone(),
            organisation => format!("{}（{organisation}）", one.name),
        },
    }
}

/// The form's page.
pub(super) fn page(
    page: Chrome,
    form: Form,
    people: &[Acquaintance],
    town: Option<String>,
    draft: Option<Timestamp>,
    foreseen: &[Procurement],
) -> Edit {
    let people = people.iter().map(choice).collect();
    let audiences = audiences(page.w, !form.value("challenge").is_empty());
    Edit {
        page,
        form,
        id: None,
        town,
        people,
        audiences,
        draft,
        foreseen: foreseen.iter().map(procurements::short).collect(),
    }
}

/// To whom a new record can be open: wider comes later, with both hands or the town's moderation.
fn audiences(w: Words, in_circle: bool) -> Vec<Choice> {
    let mut all = vec![Audience::Participants, Audience::Town];
    if in_circle {
        all.push(Audience::Circle);
    }
    all.iter()
        .map(|one| Choice {
            value: one.code().to_owned(),
            label: w.audience(one).to_owned(),
        })
        .collect()
}
