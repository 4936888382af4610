//! `POST /dialogues`: records a dialogue, with a voice if one was typed.

use axum::http::StatusCode;
use domain::{
    MunicipalityCode, Problem, Side,
    audience::Audience,
    dialogue::{Participant, Presence},
    id::{ChallengeId, PersonId, SeatId},
    problem::limit,
};
use pages::Section;
use store::{
    ReadTx,
    dialogue::{Acquaintance, NewDialogue},
    municipality::Filter,
    voice::NewVoice,
};

use super::{TypedVoice, logged, new};
use crate::{
    Error, Result,
    extract::{Check, Posted, Writing, back, html_with},
    html::{drafts::Place, once},
};

/// The most names somebody may type into one field.
const MOST_NAMES: usize = 20;

#[expect(
    clippy::too_many_lines,
    reason = "one form, read from its first field to its last"
)]
pub async fn post(posted: Posted) -> Result {
    let mut at = posted.begin().await?;
    at.signed_in()?;
    let viewer = at.viewer();
    let (Some(side), Some(seat), Some(person)) = (viewer.side(), viewer.seat(), viewer.person) else {
        return Err(Error::Forbidden);
    };
    let today = at.moment.today();
    let people = store::dialogue::acquaintances(&mut at.tx, today).await?;
    let own_town = new::own_town(at.visitor.as_ref());
    let challenge = match at.form.value("challenge").parse::<ChallengeId>() {
        Ok(id) => store::challenge::find(&mut at.tx, id)
            .await?
            .filter(|one| one.in_circle),
        Err(_) => None,
    };
    let foreseen = match &challenge {
        Some(on) => store::procurement::open_of(&mut at.tx, on.town, on.id).await?,
        None => Vec::new(),
    };
    let named = match (viewer.town(), &challenge) {
        (Some(town), _) => Some(town),
        (None, Some(challenge)) => Some(challenge.town),
        (None, None) => town_named(&mut at.tx, at.form.value("town")).await?,
    };
    let me = recorder(&at, side, (person, seat));

    let mut check = at.check();
    let title = check.title("title");
    let kind = super::met(&mut check);
    let town = town_or_problem(&mut check, named, at.form.value("town"));
    let day = check.day("day");
    let agenda = super::agenda(&mut check, day, today);
    let spot = super::spot(&mut check);
    let starts = check.time_or_none("starts");
    let place = check.line_or_none("place", limit::LINE);
    let notes = check.prose_or_none("notes", limit::PROSE);
    let audience = check.choice::<Audience>("audience");
    // Only what the form offers: further is opened later, by moderation or by both hands.
    let widest = if challenge.is_some() {
        Audience::Circle
    } else {
        Audience::Town
    };
    if audience.is_some_and(|audience| audience > widest) {
        check.add("audience", Problem::NotAChoice);
    }
    let mut there = vec![me];
    there.extend(chosen(&people, at.form.values("person")));
    there.extend(names(
        &mut check,
        "residents",
        at.form.value("residents"),
        Presence::Resident,
    ));
    there.extend(names(
        &mut check,
        "others",
        at.form.value("others"),
        Presence::Other,
    ));
    let voice = TypedVoice::read(&mut check, false);
    // While a procedure is foreseen, what was told about it is part of the record.
    let told = logged::read(&mut check, &at.form, !foreseen.is_empty());

    let checked = check.finish();
    let (Ok(()), Some(kind), Some(town), Some(day), Some(audience)) = (&checked, kind, town, day, audience)
    else {
        let form = checked.err().unwrap_or_default();
        let page = new::page(
            at.page(Section::Dialogues),
            form,
            &people,
            own_town,
            None,
            &foreseen,
        );
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let challenge = challenge.filter(|one| one.town == town).map(|one| one.id);
    let new = NewDialogue {
        town,
        partner: viewer.partner(),
        challenge,
        kind,
        held_on: day,
        starts: starts.as_deref(),
        place: &place,
        title: &title,
        notes: &notes,
        agenda: &agenda,
        spot,
        audience,
        participants: &there,
    };
    let id = store::dialogue::insert(&mut at.tx, &new).await?;
    if let Some(TypedVoice {
        words,
        speaker: Some(speaker),
        described,
        consent: Some(consent),
    }) = voice
    {
        let new = NewVoice {
            town,
            dialogue: Some(id),
            challenge,
            words: &words,
            speaker,
            described: &described,
            consent,
        };
        store::voice::insert(&mut at.tx, &new).await?;
    }
    if let Some(told) = told.filter(|_| challenge.is_some()) {
        let talk = logged::Talk {
            town,
            id,
            kind,
            challenge,
            partner: new.partner,
            held_on: day,
            title: &title,
            there: &there,
        };
        logged::write(&mut at.tx, &talk, &told, &foreseen).await?;
    }
    let path = format!("/dialogues/{id}");
    store::draft::forget(&mut at.tx, &Place::Dialogue.word()).await?;
    once::led_to(&mut at, &path).await?;
    at.tx.commit().await?;
    Ok(back(&path, "dialogue-recorded"))
}

/// Whoever writes a dialogue down was there.
pub fn recorder(at: &Writing, side: Side, account: (PersonId, SeatId)) -> Participant {
    let visitor = at.visitor.as_ref();
    Participant {
        name: visitor.map(|one| one.name.clone()).unwrap_or_default(),
        presence: side.into(),
        account: Some(account),
        confirmed: true,
    }
}

/// The town that takes part and has exactly this name.
pub async fn town_named(tx: &mut ReadTx, typed: &str) -> Result<Option<MunicipalityCode>> {
    let name = text::clean_line(typed);
    if name.is_empty() {
        return Ok(None);
    }
    let filter = Filter {
        words: text::fold(&name),
        prefecture: String::new(),
        joined: true,
    };
    let found = store::municipality::list(tx, &filter, None).await?;
    let mut same = found.rows.iter().filter(|one| one.name == name);
    Ok(same.next().filter(|_| same.next().is_none()).map(|one| one.code))
}

/// The same, or what is wrong with the field `town`.
pub fn town_or_problem(
    check: &mut Check<'_>,
    named: Option<MunicipalityCode>,
    typed: &str,
) -> Option<MunicipalityCode> {
    if named.is_none() {
        let problem = if typed.trim().is_empty() {
            Problem::Missing
        } else {
            Problem::Said("problem-town-unknown")
        };
        check.add("town", problem);
    }
    named
}

/// The acquaintances whose seats were chosen; seats one may not name are left aside.
pub fn chosen<'a>(people: &[Acquaintance], seats: impl Iterator<Item = &'a str>) -> Vec<Participant> {
    let seats: Vec<&str> = seats.collect();
    people
        .iter()
        .filter(|one| seats.contains(&one.seat.to_string().as_str()))
        .map(|one| Participant {
            name: one.name.clone(),
            presence: one.presence,
            account: Some((one.person, one.seat)),
            confirmed: false,
        })
        .collect()
}

/// Plain names, a line each.
fn names(check: &mut Check<'_>, field: &str, typed: &str, presence: Presence) -> Vec<Participant> {
    let names: Vec<String> = typed
        .lines()
        .map(text::clean_line)
        .filter(|line| !line.is_empty())
        .collect();
    if names.len() > MOST_NAMES {
        check.add(field, Problem::Said("problem-too-many-names"));
    }
    if let Some(long) = names
        .iter()
        .map(|one| text::chars(one))
        .find(|one| *one > limit::LINE)
    {
        let problem = Problem::TooLong {
            limit: limit::LINE,
            actual: long,
        };
        check.add(field, problem);
    }
    names
        .into_iter()
        .map(|name| Participant {
            name,
            presence,
            account: None,
            confirmed: false,
        })
        .collect()
}
