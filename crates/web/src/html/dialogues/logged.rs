//! A dialogue held, and words written, while a procedure is foreseen: they leave a line in the town's log of contacts, and
//! what was told waits to be shown to all.

use domain::{
    Day, MunicipalityCode, Problem,
    dialogue::{Kind, Participant, Presence},
    id::{ChallengeId, DialogueId, PartnerId},
    problem::limit,
};
use pages::Form;
use store::{
    WriteTx,
    contact::{self, How, NewContact},
    dialogue::{Dialogue, participants},
    procurement::{
        self, Procurement,
        answer::{self, NewAnswer},
    },
};

use crate::extract::{Check, Writing};

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

/// A day on which people talked.
pub struct Talk<'a> {
    /// The town.
    pub town: MunicipalityCode,
    /// The dialogue.
    pub id: DialogueId,
    /// How they met.
    pub kind: Kind,
    /// The challenge.
    pub challenge: Option<ChallengeId>,
    /// The partner, where none of its people has an account.
    pub partner: Option<PartnerId>,
    /// The day.
    pub held_on: Day,
    /// What it was about.
    pub title: &'a str,
    /// Who was there.
    pub there: &'a [Participant],
}

/// Writes the line, and what was told beside the newest procedure.
pub async fn write(
    tx: &mut WriteTx,
    talk: &Talk<'_>,
    told: &str,
    foreseen: &[Procurement],
) -> store::Result<()> {
    let of = |presence| {
        let names = talk.there.iter().filter(move |one| one.presence == presence);
        names.map(|one| one.name.as_str()).collect::<Vec<_>>().join("、")
    };
    let (town, partners) = (of(Presence::Town), of(Presence::Partner));
    let who = [town.as_str(), partners.as_str()]
        .into_iter()
        .filter(|names| !names.is_empty())
        .collect::<Vec<_>>()
        .join("／");
    let mut with: Vec<Option<PartnerId>> = contact::partners_in(tx, talk.town, talk.id)
        .await?
        .into_iter()
        .map(Some)
        .collect();
    if with.is_empty() {
        with.push(talk.partner);
    }
    for partner in with {
        let line = NewContact {
            town: talk.town,
            partner,
            partner_name: "",
            challenge: talk.challenge,
            dialogue: Some(talk.id),
            how: How::Dialogue(talk.kind),
            held_on: talk.held_on,
            who: &who,
            subject: talk.title,
            told,
        };
        contact::insert(tx, &line).await?;
    }
    let new = NewAnswer {
        question: "",
        told,
        told_to: if partners.is_empty() { &who } else { &partners },
        told_on: talk.held_on,
        dialogue: Some(talk.id),
    };
    answer::wait(tx, foreseen, &new).await
}

/// Words between a town and a partner are a contact too, from wherever they are written: the first of a day leaves a line,
/// and so does whatever was told about the procedure.
pub async fn words(at: &mut Writing, row: &Dialogue, told: &str) -> store::Result<()> {
    let Some(challenge) = row.challenge.filter(|_| row.foreseen.is_some()) else {
        return Ok(());
    };
    let (today, there) = (
        at.moment.today(),
        participants(&mut at.tx, row.town, row.id).await?,
    );
    let no_partner = !there.iter().any(|one| one.presence == Presence::Partner);
    if no_partner || (told.is_empty() && contact::is_logged(&mut at.tx, row.town, row.id, today).await?) {
        return Ok(());
    }
    let foreseen = procurement::open_of(&mut at.tx, row.town, challenge).await?;
    let talk = Talk {
        town: row.town,
        id: row.id,
        kind: row.kind,
        challenge: row.challenge,
        partner: None,
        held_on: today,
        title: &row.title,
        there: &there,
    };
    write(&mut at.tx, &talk, told, &foreseen).await
}
