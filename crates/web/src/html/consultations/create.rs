//! `POST /consultations`: asks.

use axum::http::StatusCode;
use domain::{
    MunicipalityCode, Problem,
    consultation::To,
    dialogue::{Kind, Participant, presence},
    id::ChallengeId,
    problem::limit,
};
use pages::Section;
use store::{challenge::Challenge, dialogue::NewDialogue, partner::Partner};

use super::new;
use crate::{
    Error, Result,
    extract::{Check, Posted, Writing, back, html_with},
    html::{
        dialogues::{chosen, town_named},
        drafts::Place,
        once,
    },
};

pub async fn post(posted: Posted) -> Result {
    let mut at = posted.begin().await?;
    let name = at.signed_in()?.name.clone();
    let viewer = at.viewer();
    let (Some(presence), Some(account)) = (presence(&viewer), viewer.person.zip(viewer.seat())) else {
        return Err(Error::Forbidden);
    };
    let today = at.moment.today();
    let people = store::dialogue::acquaintances(&mut at.tx, today).await?;
    let about = challenge(&mut at).await?;
    let typed_town = at.form.value("town").to_owned();
    let named = town_named(&mut at.tx, &typed_town).await?;
    let typed_partner = at.form.value("partner").to_owned();
    let partner = partner_named(&mut at, &typed_partner).await?;
    let asked_partner = match &partner {
        Some(one) => store::consultation::members_of(&mut at.tx, one.id, &one.name, today).await?,
        None => Vec::new(),
    };
    let asked_people = chosen(&people, at.form.values("person"));

    let mut check = at.check();
    let title = check.title("title");
    let notes = check.prose("notes", limit::PROSE);
    let to = check.choice::<To>("to");
    if to.is_some_and(|to| !new::offered(&viewer, about.is_some()).contains(&to)) {
        check.add("to", Problem::Said("problem-may-not-ask"));
    }
    whom(
        &mut check,
        to,
        asked_people.is_empty(),
        partner.is_none(),
        asked_partner.is_empty(),
    );
    let town = town(to, viewer.town(), about.as_ref(), named);
    if town.is_none() || (named.is_none() && !typed_town.trim().is_empty()) {
        let problem = if typed_town.trim().is_empty() {
            Problem::Missing
        } else {
            Problem::Said("problem-town-unknown")
        };
        check.add("town", problem);
    }
    let checked = check.finish();
    let (Ok(()), Some(to), Some(town)) = (&checked, to, town) else {
        let form = checked.err().unwrap_or_default();
        let visitor = at.visitor.clone();
        let page = at.page(Section::Dialogues);
        let page = new::page_of(
            page,
            &viewer,
            visitor.as_ref(),
            form,
            &people,
            about.as_ref(),
            None,
        );
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let me = Participant {
        name,
        presence,
        account: Some(account),
        confirmed: true,
    };
    let asked = match to {
        To::People => asked_people,
        To::Partner => asked_partner,
        To::Circle | To::Town | To::Network => Vec::new(),
    };
    let there: Vec<Participant> = std::iter::once(me).chain(asked).collect();
    let new = NewDialogue {
        town,
        partner: partner
            .filter(|_| to == To::Partner)
            .map(|one| one.id)
            .or(viewer.partner()),
        challenge: about.filter(|one| one.town == town).map(|one| one.id),
        kind: Kind::Consultation,
        held_on: today,
        starts: None,
        place: "",
        title: &title,
        notes: &notes,
        agenda: "",
        spot: None,
        audience: to.audience(),
        participants: &there,
    };
    let id = store::dialogue::insert(&mut at.tx, &new).await?;
    store::consultation::note(&mut at.tx, town, id, to).await?;
    let path = format!("/dialogues/{id}");
    store::draft::forget(&mut at.tx, &Place::Consultation.word()).await?;
    once::led_to(&mut at, &path).await?;
    at.tx.commit().await?;
    Ok(back(&path, "consultation-asked"))
}

/// Whether there is anybody to ask.
fn whom(check: &mut Check<'_>, to: Option<To>, no_people: bool, unknown: bool, nobody_there: bool) {
    match to {
        Some(To::People) if no_people => check.add("person", Problem::Said("problem-nobody-chosen")),
        Some(To::Partner) if unknown => check.add("partner", Problem::Said("problem-partner-unknown")),
        Some(To::Partner) if nobody_there => check.add("partner", Problem::Said("problem-partner-empty")),
        _ => {}
    }
}

/// The town whose record it becomes: the challenge's, the one asked, one's own, the one it is about.
fn town(
    to: Option<To>,
    own: Option<MunicipalityCode>,
    about: Option<&Challenge>,
    named: Option<MunicipalityCode>,
) -> Option<MunicipalityCode> {
    if let Some(challenge) = about {
        return Some(challenge.town);
    }
    match to {
        Some(To::Town) => named.or(own),
        _ => own.or(named),
    }
}

/// The challenge it is about, if the viewer sits in its circle.
async fn challenge(at: &mut Writing) -> Result<Option<Challenge>> {
    let Ok(id) = at.form.value("challenge").parse::<ChallengeId>() else {
        return Ok(None);
    };
    let found = store::challenge::find(&mut at.tx, id).await?;
    Ok(found.filter(|one| one.in_circle))
}

/// The partner that has exactly this name.
async fn partner_named(at: &mut Writing, typed: &str) -> Result<Option<Partner>> {
    let name = text::clean_line(typed);
    if name.is_empty() {
        return Ok(None);
    }
    let found = store::partner::search(&mut at.tx, &text::fold(&name)).await?;
    Ok(found.into_iter().find(|one| one.name == name))
}
