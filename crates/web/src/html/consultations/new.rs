//! `GET /consultations/new`: the form; `?challenge=` says what it is about, `?partner=` and `?town=` whom one asks.

use domain::{
    Coded, Hat, Timestamp, Viewer,
    consultation::{To, may_ask},
    id::{ChallengeId, PartnerId},
};
use pages::{Chrome, Form, Section, consultations::New};
use store::{challenge::Challenge, dialogue::Acquaintance, session::Visitor};

use crate::{
    Error, Result,
    extract::{Query, SignedIn, html},
    html::{
        dialogues::{choice, own_town},
        drafts::{Place, restored},
        once,
    },
};

pub async fn get(SignedIn(mut at): SignedIn, query: Query) -> Result {
    let viewer = at.viewer();
    if viewer.seat().is_none() {
        return Err(Error::Forbidden);
    }
    let mut form = Form::new();
    let mut about = None;
    let mut draft = None;
    if let Ok(id) = query.value("challenge").parse::<ChallengeId>() {
        let found = store::challenge::find(&mut at.tx, id).await?;
        about = found.filter(|one| one.in_circle);
        if let Some(challenge) = &about {
            form = Form::filled([
                ("challenge", challenge.id.to_string()),
                ("to", To::Circle.code().to_owned()),
                ("town", challenge.town_name.clone()),
            ]);
        }
    } else if let Ok(id) = query.value("partner").parse::<PartnerId>() {
        if let Some(partner) = store::partner::find(&mut at.tx, id).await? {
            form = Form::filled([("to", To::Partner.code().to_owned()), ("partner", partner.name)]);
        }
    } else if let Ok(code) = query.value("town").parse()
        && let Some(town) = store::municipality::find(&mut at.tx, code).await?
    {
        form = Form::filled([("to", To::Town.code().to_owned()), ("town", town.line.name)]);
    } else {
        draft = store::draft::find(&mut at.tx, &Place::Consultation.word()).await?;
    }
    if let Some(draft) = &draft {
        form = restored(draft);
    }
    let today = at.today();
    let people = store::dialogue::acquaintances(&mut at.tx, today).await?;
    let form = form.or("once", once::word(&at.moment));
    let kept = draft.map(|draft| draft.saved_at);
    let visitor = at.visitor.clone();
    let page = at.page(Section::Dialogues);
    Ok(html(&page_of(
        page,
        &viewer,
        visitor.as_ref(),
        form,
        &people,
        about.as_ref(),
        kept,
    )))
}

/// Whom a viewer may ask; a circle where the question is about its challenge.
pub(super) fn offered(viewer: &Viewer, challenge: bool) -> Vec<To> {
    let all = To::ALL.iter().copied();
    all.filter(|to| may_ask(viewer, *to) && (challenge || *to != To::Circle))
        .collect()
}

/// The form's page.
pub(super) fn page_of(
    page: Chrome,
    viewer: &Viewer,
    visitor: Option<&Visitor>,
    form: Form,
    people: &[Acquaintance],
    challenge: Option<&Challenge>,
    draft: Option<Timestamp>,
) -> New {
    New {
        page,
        form,
        to: offered(viewer, challenge.is_some()),
        people: people.iter().map(choice).collect(),
        challenge: challenge.map(|one| one.title.clone()),
        town: own_town(visitor),
        professional: matches!(viewer.hat, Some(Hat::Professional { .. })),
        draft,
    }
}
