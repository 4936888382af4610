//! `GET /letters/{letter}`: one voice that was left, with the town's looks at it.

use domain::{Coded, id::ChallengeId, letter::may_review};
use pages::{
    Chrome, Form, Section,
    form::Choice,
    letters::{Look, Show},
};
use store::{ReadTx, challenge, letter, letter::Review, voice::Voice};

use super::Letter;
use crate::{
    Error, Result,
    extract::{Seen, html},
};

/// What the page shows, read in one snapshot.
pub struct Content {
    voice: Voice,
    looks: Vec<Review>,
    challenges: Vec<Choice>,
}

impl Content {
    pub async fn read(tx: &mut ReadTx, voice: Voice) -> Result<Self> {
        if !may_review(tx.viewer(), voice.town) {
            return Err(Error::Forbidden);
        }
        Ok(Self {
            looks: letter::reviews(tx, voice.town, voice.id).await?,
            challenges: challenges(tx, &voice).await?,
            voice,
        })
    }

    pub fn page(self, page: Chrome, form: Form) -> Show {
        let of = self.voice.challenge.map(|id| id.to_string()).unwrap_or_default();
        Show {
            page,
            form: form.or("challenge", of),
            outcomes: domain::letter::Outcome::ALL,
            town: self.voice.town,
            voice: super::spoken(&self.voice),
            looks: self.looks.into_iter().map(look).collect(),
            challenges: self.challenges,
        }
    }
}

/// A look as pages show it.
pub fn look(one: Review) -> Look {
    Look {
        outcome: one.outcome,
        criterion: one.criterion,
        reason: one.reason,
        name: one.name,
        day: one.at.day(),
    }
}

/// The town's challenges the viewer may see, the latest changed first.
pub async fn challenges(tx: &mut ReadTx, voice: &Voice) -> Result<Vec<Choice>> {
    let found = challenge::list(tx, challenge::Filter::of_town(voice.town), None).await?;
    let choice = |id: ChallengeId, label| Choice {
        value: id.to_string(),
        label,
    };
    Ok(found
        .rows
        .into_iter()
        // A voice belongs to a challenge of its own town; one it joined is kept by another.
        .filter(|one| one.town == voice.town)
        .map(|one| choice(one.id, one.title))
        .collect())
}

pub async fn get(Seen { mut at, row }: Seen<Letter>) -> Result {
    let content = Content::read(&mut at.tx, row.0).await?;
    Ok(html(&content.page(at.page(Section::Towns), Form::new())))
}
