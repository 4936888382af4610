//! `…/corrections/{piece}`: the remarks on a published piece, and the form with which one hand adds one.

use axum::{extract::Path, http::StatusCode};
use domain::{
    audience::Audience,
    correction::Remark,
    problem::limit,
    publishing::{Ground, OneHand},
};
use pages::{Chrome, Form, Section, corrections::Corrections};
use store::{
    ReadTx,
    challenge::Challenge,
    correction::{self, Beside, NewCorrection},
    hand::PieceKey,
};

use crate::{
    Error, Result,
    extract::{Acting, Seen, back, html, html_with},
    html::{challenges::card, once},
};

/// What the page shows, read in one snapshot.
struct Content {
    key: PieceKey,
    title: String,
    beside: Beside,
    may: bool,
}

impl Content {
    async fn read(tx: &mut ReadTx, row: &Challenge, code: &str) -> Result<Self> {
        let (key, found) = super::piece(tx, row, code).await?;
        // What is not public has no corrections; that it exists is its circle's to know.
        if found.audience != Audience::Public {
            return Err(Error::NotFound);
        }
        let ground = Ground {
            town: row.town,
            in_circle: row.in_circle,
            published: true,
        };
        Ok(Self {
            key,
            title: found.title,
            beside: correction::beside(tx, row.town, row.id, key).await?,
            may: OneHand::Correction.may(tx.viewer(), ground).is_ok(),
        })
    }

    fn page(self, page: Chrome, row: &Challenge, form: Form) -> Corrections {
        Corrections {
            card: card(row),
            title: self.title,
            code: self.key.code(),
            corrections: self.beside.corrections.into_iter().map(super::remarked).collect(),
            may: self.may,
            form,
            page,
        }
    }
}

/// `GET /challenges/{challenge}/corrections/{piece}`.
pub async fn get(Path((_, code)): Path<(String, String)>, seen: Seen<Challenge>) -> Result {
    let Seen { mut at, row } = seen;
    let content = Content::read(&mut at.tx, &row, &code).await?;
    let form = once::form(&at.moment);
    let page = at.page(Section::Challenges);
    Ok(html(&content.page(page, &row, form)))
}

/// `POST /challenges/{challenge}/corrections/{piece}`.
pub async fn post(Path((_, code)): Path<(String, String)>, acting: Acting<Challenge>) -> Result {
    let Acting { mut at, row } = acting;
    let content = Content::read(&mut at.tx, &row, &code).await?;
    if !content.may {
        return Err(Error::Forbidden);
    }
    let mut check = at.check();
    let remark = check.choice::<Remark>("remark");
    let words = check.prose("words", limit::PARAGRAPH);
    let reason = check.prose("reason", limit::PARAGRAPH);
    let checked = check.finish();
    let (Ok(()), Some(remark)) = (&checked, remark) else {
        let form = checked.err().unwrap_or_default();
        let page = content.page(at.page(Section::Challenges), &row, form);
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let new = NewCorrection {
        remark,
        words: &words,
        reason: &reason,
    };
    correction::insert(&mut at.tx, row.town, row.id, content.key, &new).await?;
    at.tx.commit().await?;
    Ok(back(
        &format!("/challenges/{}/corrections/{}", row.id, content.key.code()),
        "correction-made",
    ))
}
