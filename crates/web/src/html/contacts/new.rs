//! `…/contacts/new`, `POST …/contacts`: the town's staff write down a contact that was no dialogue.

use axum::http::StatusCode;
use domain::{
    MunicipalityCode, Problem,
    contact::{Means, Reach, reach},
    id::{ChallengeId, PartnerId},
    problem::limit,
};
use pages::{Chrome, Form, Section, contacts::Edit, form::Choice};
use store::{
    ReadTx, challenge,
    contact::{self, How, NewContact},
    municipality::Town,
    procurement::{
        self,
        answer::{self, NewAnswer},
    },
};

use crate::{
    Error, Result,
    extract::{Acting, Seen, back, html, html_with},
    html::once,
};

/// What the form offers.
struct Offered {
    code: MunicipalityCode,
    partners: Vec<Choice>,
    challenges: Vec<Choice>,
}

impl Offered {
    /// Reads it; the log is the town's staff's to write, and nobody's to know of who reads nothing of it.
    async fn read(tx: &mut ReadTx, code: MunicipalityCode) -> Result<Self> {
        match reach(tx.viewer(), code) {
            Some(Reach::All) => {}
            Some(Reach::With(_)) => return Err(Error::Forbidden),
            None => return Err(Error::NotFound),
        }
        let found = challenge::list(tx, challenge::Filter::of_town(code), None)
            .await?
            .rows;
        let challenges = found.into_iter().map(|one| Choice {
            value: one.id.to_string(),
            label: one.title,
        });
        Ok(Self {
            code,
            partners: super::partners(tx, code).await?,
            challenges: challenges.collect(),
        })
    }

    fn page(self, page: Chrome, form: Form) -> Edit {
        Edit {
            code: self.code,
            form,
            partners: self.partners,
            challenges: self.challenges,
            page,
        }
    }

    fn has(choices: &[Choice], value: &str) -> bool {
        choices.iter().any(|one| one.value == value)
    }
}

/// `GET /towns/{code}/contacts/new`.
pub async fn get(Seen { mut at, row }: Seen<Town>) -> Result {
    let offered = Offered::read(&mut at.tx, row.line.code).await?;
    let form = once::form(&at.moment).or("held_on", at.today().to_string());
    Ok(html(&offered.page(at.page(Section::Towns), form)))
}

/// `POST /towns/{code}/contacts`.
pub async fn post(Acting { mut at, row }: Acting<Town>) -> Result {
    let offered = Offered::read(&mut at.tx, row.line.code).await?;
    let today = at.moment.today();
    let mut check = at.check();
    let means = check.choice::<Means>("means");
    let held_on = check.day("held_on");
    if held_on.is_some_and(|day| day > today) {
        check.add("held_on", Problem::NotYet);
    }
    let partner = check.parsed::<PartnerId>("partner", Problem::NotAChoice);
    if partner.is_some_and(|id| !Offered::has(&offered.partners, &id.to_string())) {
        check.add("partner", Problem::NotAChoice);
    }
    let name = check.line_or_none("partner_name", limit::TITLE);
    if partner.is_none() && name.is_empty() {
        check.add("partner_name", Problem::Said("problem-partner-or-name"));
    }
    let who = check.line("who", limit::LINE);
    let subject = check.title("subject");
    let about = check.parsed::<ChallengeId>("challenge", Problem::NotAChoice);
    if about.is_some_and(|id| !Offered::has(&offered.challenges, &id.to_string())) {
        check.add("challenge", Problem::NotAChoice);
    }
    let told = check.prose("told", limit::PARAGRAPH);
    let checked = check.finish();
    let (Ok(()), Some(means), Some(held_on)) = (&checked, means, held_on) else {
        let form = checked.err().unwrap_or_default();
        let page = offered.page(at.page(Section::Towns), form);
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let new = NewContact {
        town: row.line.code,
        partner,
        partner_name: if partner.is_some() { "" } else { &name },
        challenge: about,
        dialogue: None,
        how: How::Means(means),
        held_on,
        who: &who,
        subject: &subject,
        told: &told,
    };
    contact::insert(&mut at.tx, &new).await?;
    // Once procurement is foreseen, what one was told waits until it is shown to all.
    if let Some(challenge) = about {
        let open = procurement::open_of(&mut at.tx, row.line.code, challenge).await?;
        let named = partner.map(|id| id.to_string()).unwrap_or_default();
        let known = offered.partners.iter().find(|one| one.value == named);
        let new = NewAnswer {
            question: "",
            told: &told,
            told_to: known.map_or(name.as_str(), |one| one.label.as_str()),
            told_on: held_on,
            dialogue: None,
        };
        answer::wait(&mut at.tx, &open, &new).await?;
    }
    at.tx.commit().await?;
    Ok(back(
        &format!("/towns/{}/contacts", row.line.code),
        "contact-logged",
    ))
}
