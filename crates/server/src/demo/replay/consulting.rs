//! Somebody asks, others answer or introduce; cards are written.

use anyhow::Context;
use domain::{
    Moment, Viewer,
    consultation::To,
    dialogue::{Kind, Participant, presence},
    introduction::{Part, Standing, Wish},
};
use pages::{Locale, Words};
use store::{
    card::Content,
    dialogue::NewDialogue,
    introduction::{self, NewIntroduction, NewParty},
};

use super::{Replay, coded, side};
use crate::demo::script::{Answer, Card, Consultation, Introduction, Script};

/// One of these things.
pub enum Act<'s> {
    Ask(&'s Consultation),
    Answer(&'s Consultation, &'s Answer),
    Introduce(&'s Introduction),
    Write(&'s Card),
}

impl Act<'_> {
    pub const fn rank(&self) -> u8 {
        match self {
            Self::Ask(_) => 14,
            Self::Answer(..) => 15,
            Self::Introduce(_) => 16,
            Self::Write(_) => 17,
        }
    }
}

/// How many days ago the cards were written.
const CARDS: i64 = 60;

pub fn acts(script: &Script) -> Vec<(i64, super::Act<'_>)> {
    let mut acts = Vec::new();
    for one in &script.consultation {
        acts.push((one.days_ago, Act::Ask(one)));
        acts.extend(
            one.answer
                .iter()
                .map(|answer| (answer.days_ago, Act::Answer(one, answer))),
        );
    }
    acts.extend(
        script
            .introduction
            .iter()
            .map(|one| (one.days_ago, Act::Introduce(one))),
    );
    acts.extend(script.card.iter().map(|one| (CARDS, Act::Write(one))));
    acts.into_iter()
        .map(|(days, act)| (days, super::Act::Consult(act)))
        .collect()
}

impl<'s> Replay<'s> {
    pub(super) async fn consult(&mut self, at: &Moment, act: &Act<'s>) -> anyhow::Result<()> {
        match act {
            Act::Ask(one) => self.ask(at, one).await.with_context(|| one.slug.clone()),
            Act::Answer(one, answer) => self
                .respond(at, one, answer)
                .await
                .with_context(|| one.slug.clone()),
            Act::Introduce(one) => self.introduce(at, one).await.with_context(|| one.words.clone()),
            Act::Write(one) => self.hand_out(at, one).await.with_context(|| one.person.clone()),
        }
    }

    async fn ask(&mut self, at: &Moment, one: &'s Consultation) -> anyhow::Result<()> {
        let to: To = coded(&one.to)?;
        let town = self.world.town(&one.town)?;
        let mut tx = self.write(at, &one.asker, &one.side).await?;
        let viewer = *tx.viewer();
        let asker = Participant {
            name: self.world.name(&one.asker)?.to_owned(),
            presence: presence(&viewer).context("no presence")?,
            account: viewer.person.zip(viewer.seat()),
            confirmed: true,
        };
        let new = NewDialogue {
            town,
            partner: viewer.partner(),
            challenge: None,
            kind: Kind::Consultation,
            held_on: at.today(),
            starts: None,
            place: "",
            title: &one.title,
            notes: one.notes.trim(),
            agenda: "",
            spot: None,
            audience: to.audience(),
            participants: &[asker],
        };
        let id = store::dialogue::insert(&mut tx, &new).await?;
        store::consultation::note(&mut tx, town, id, to).await?;
        tx.commit().await?;
        self.dialogues.insert(&one.slug, id);
        Ok(())
    }

    async fn respond(&self, at: &Moment, one: &Consultation, answer: &Answer) -> anyhow::Result<()> {
        let id = *self.dialogues.get(one.slug.as_str()).context("not asked yet")?;
        let mut tx = self.write(at, &answer.person, &answer.side).await?;
        let row = store::dialogue::find(&mut tx, id).await?.context("not seen")?;
        if answer.person != one.asker {
            let presence = presence(tx.viewer()).context("no presence")?;
            store::dialogue::confirm(&mut tx, &row, self.world.name(&answer.person)?, presence).await?;
        }
        store::message::insert(&mut tx, &row, answer.words.trim()).await?;
        Ok(tx.commit().await?)
    }

    async fn introduce(&self, at: &Moment, one: &Introduction) -> anyhow::Result<()> {
        let viewer = |slug: &str, code: &str| self.world.viewer(slug, side(code)?, at.today());
        let (first, second) = (
            viewer(&one.first, &one.first_side)?,
            viewer(&one.second, &one.second_side)?,
        );
        let dialogue = one
            .consultation
            .as_deref()
            .map(|slug| self.dialogues.get(slug).copied());
        let mut tx = self.write(at, &one.introducer, &one.side).await?;
        let new = NewIntroduction {
            town: self.world.town(&one.town)?,
            dialogue: dialogue.flatten(),
            words: &one.words,
            first: party(&first, &one.about_first)?,
            second: party(&second, &one.about_second)?,
        };
        let id = introduction::insert(&mut tx, &new).await?;
        tx.commit().await?;
        let later = super::noon(at, self.base, one.answered_days_ago);
        for (viewer, part, wish, words) in [
            (first, Part::First, &one.first_wish, &one.first_words),
            (second, Part::Second, &one.second_wish, &one.second_words),
        ] {
            let Some(wish) = wish else { continue };
            let wish: Wish = coded(wish)?;
            let mut tx = self.db.for_viewer(viewer).write(&later).await?;
            let row = introduction::find(&mut tx, id, later.now)
                .await?
                .context("not asked")?;
            introduction::answer(&mut tx, &row, part, wish, words).await?;
            let row = introduction::find(&mut tx, id, later.now)
                .await?
                .context("not asked")?;
            if row.course.standing(later.now) == Standing::Met {
                let w = Words::of(Locale::Ja);
                let title =
                    w.introductions_first_talk(self.world.name(&one.first)?, self.world.name(&one.second)?);
                let agenda = format!("{}\n{}", w.introductions_agenda(), one.words);
                introduction::meet(&mut tx, &row, &title, &agenda).await?;
            }
            tx.commit().await?;
        }
        Ok(())
    }

    async fn hand_out(&self, at: &Moment, one: &Card) -> anyhow::Result<()> {
        let mut tx = self.write(at, &one.person, &one.side).await?;
        let content = Content {
            visibility: coded(&one.visibility)?,
            words: one.words.clone(),
            languages: one.languages.clone(),
            phone: one.phone.clone(),
            email: one.email.clone(),
            site: one.site.clone(),
        };
        store::card::write(&mut tx, &content).await?;
        Ok(tx.commit().await?)
    }
}

fn party<'a>(viewer: &Viewer, about: &'a str) -> anyhow::Result<NewParty<'a>> {
    Ok(NewParty {
        seat: viewer.seat().context("no seat")?,
        person: viewer.person.context("no person")?,
        about,
    })
}
