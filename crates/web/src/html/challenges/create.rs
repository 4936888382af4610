//! `POST /challenges`: opens a challenge with its first wording.

use axum::http::StatusCode;
use domain::{phase::Place, phase::Step, problem::limit};
use pages::Section;
use store::challenge::{NewChallenge, NewWording};

use super::new;
use crate::{
    Error, Result,
    extract::{Check, Posted, back, html_with},
};

pub async fn post(posted: Posted) -> Result {
    let mut at = posted.begin().await?;
    at.signed_in()?;
    let (origin, refusal) = new::origin(&mut at.tx, at.form.value("dialogue"), at.moment.today()).await?;
    let mut check = at.check();
    let typed = Typed::read(&mut check);
    if let Some(problem) = refusal {
        check.add("title", problem);
    }
    if let Err(form) = check.finish() {
        let page = new::page(at.page(Section::Challenges), form, &origin);
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    let place = Place::BEGINNING
        .after(Step::Worded)
        .map_err(|_| Error::Forbidden)?;
    let new = NewChallenge {
        town: origin.town,
        origin: origin.id,
        place,
        wording: NewWording {
            dialogue: Some(origin.id),
            ..typed.wording()
        },
    };
    let id = store::challenge::insert(&mut at.tx, &new).await?;
    at.tx.commit().await?;
    Ok(back(&format!("/challenges/{id}"), "challenge-opened"))
}

/// The texts of a wording as typed.
pub(super) struct Typed {
    title: String,
    purpose: String,
    gains: String,
    wording: String,
}

impl Typed {
    /// Reads the fields. All of them are needed: a challenge without its purpose is a complaint.
    pub(super) fn read(check: &mut Check<'_>) -> Self {
        Self {
            title: check.title("title"),
            purpose: check.prose("purpose", limit::PARAGRAPH),
            gains: check.prose("gains", limit::PARAGRAPH),
            wording: check.prose("wording", limit::PROSE),
        }
    }

    /// As the store takes them.
    pub(super) fn wording(&self) -> NewWording<'_> {
        NewWording {
            title: &self.title,
            purpose: &self.purpose,
            gains: &self.gains,
            wording: &self.wording,
            because: "",
            dialogue: None,
            voice: None,
        }
    }
}
