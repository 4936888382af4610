//! Trials, what was measured, and reflections.

use anyhow::{Context, bail};
use domain::{
    Moment,
    event::RecordKind,
    phase::{Phase, Step},
    reflection::{Onward, onward},
    trial::{Form, Measure},
};
use store::{
    WriteTx,
    attachment::On,
    challenge::{self, Challenge},
    cost::NewCost,
    diary::NewEntry,
    first_text,
    reflection::{self, NewReflection},
    trial::{self, NewIndicator, NewTrial},
};

use super::{Replay, coded, listening::hang};
use crate::demo::script;

/// A number as the files write it.
fn measure(value: &toml::Value) -> anyhow::Result<Measure> {
    let text = match value {
        toml::Value::Integer(number) => number.to_string(),
        toml::Value::Float(number) => number.to_string(),
        other => bail!("a value {other:?}"),
    };
    text.parse().with_context(|| format!("a value {text}"))
}

impl<'s> Replay<'s> {
    /// Whoever wrote the revision that is tried also keeps its trial.
    async fn keeper(&self, at: &Moment, one: &script::Trial) -> anyhow::Result<(WriteTx, Challenge)> {
        let tried = self
            .script
            .adaptation
            .iter()
            .find(|tried| tried.slug == one.adaptation);
        let tried = tried.with_context(|| format!("no adaptation {}", one.adaptation))?;
        let revision = tried
            .revision
            .iter()
            .find(|revision| revision.number == one.revision);
        let revision = revision.with_context(|| format!("no version {}", one.revision))?;
        self.in_circle(at, &tried.challenge, &revision.author, &revision.side)
            .await
    }

    pub(super) async fn try_small(&mut self, at: &Moment, one: &'s script::Trial) -> anyhow::Result<()> {
        let (mut tx, row) = self.keeper(at, one).await?;
        let on = self.adaptation(&mut tx, &one.adaptation).await?;
        super::fairness::may_spend(&mut tx, &on, at.today()).await?;
        let mut indicators = Vec::new();
        for indicator in &one.indicator {
            indicators.push(NewIndicator {
                name: &indicator.name,
                unit: &indicator.unit,
                hope: &indicator.hope,
                baseline: indicator.baseline.as_ref().map(measure).transpose()?,
                form: indicator.form.as_deref().map_or(Ok(Form::Data), coded)?,
            });
        }
        let ends = match (one.end_days_ago, one.end_days_ahead) {
            (Some(days), _) => self.base.plus(-days),
            (None, Some(days)) => self.base.plus(days),
            (None, None) => bail!("a trial without an end"),
        };
        let new = NewTrial {
            round: row.place.round,
            title: &one.title,
            what: one.what.trim(),
            place: &one.place,
            begins: at.today(),
            ends,
            indicators: &indicators,
        };
        let id = trial::insert(&mut tx, &on, &new).await?;
        let place = row.place.after(Step::TrialBegun)?;
        challenge::advance(&mut tx, row.town, row.id, place, "trying").await?;
        tx.commit().await?;
        self.trials.insert(&one.slug, id);
        Ok(())
    }

    async fn trial(&self, tx: &mut WriteTx, slug: &str) -> anyhow::Result<trial::Trial> {
        let id = self
            .trials
            .get(slug)
            .with_context(|| format!("no trial {slug}"))?;
        trial::find(tx, *id)
            .await?
            .with_context(|| format!("{slug} is not seen"))
    }

    pub(super) async fn measure(
        &self,
        at: &Moment,
        one: &script::Trial,
        indicator: i64,
        measured: &script::Measured,
    ) -> anyhow::Result<()> {
        let (mut tx, _) = self.keeper(at, one).await?;
        let row = self.trial(&mut tx, &one.slug).await?;
        let new = trial::NewMeasurement {
            indicator,
            day: at.today(),
            value: measure(&measured.value)?,
            note: &measured.note,
        };
        trial::measure(&mut tx, &row, &new).await?;
        Ok(tx.commit().await?)
    }

    /// A transaction in which somebody of the circle of a trial acts, with the trial.
    async fn beside(
        &self,
        at: &Moment,
        slug: &str,
        person: &str,
        side: &str,
    ) -> anyhow::Result<(WriteTx, Challenge, trial::Trial)> {
        let tried = self.script.trial.iter().find(|tried| tried.slug == slug);
        let tried = tried.with_context(|| format!("no trial {slug}"))?;
        let challenge = self.challenge_of(&tried.adaptation)?;
        let (mut tx, row) = self.in_circle(at, challenge, person, side).await?;
        let trial = self.trial(&mut tx, slug).await?;
        Ok((tx, row, trial))
    }

    pub(super) async fn note(&self, at: &Moment, one: &script::DiaryEntry) -> anyhow::Result<()> {
        let (mut tx, _, row) = self.beside(at, &one.trial, &one.person, &one.side).await?;
        let voice = one.voice.as_deref().map(|slug| {
            let voice = self.voices.get(slug).copied();
            voice.with_context(|| format!("no voice {slug} yet"))
        });
        let new = NewEntry {
            day: at.today(),
            body: one.body.trim(),
            there: &one.there,
            voice: voice.transpose()?,
        };
        let id = store::diary::insert(&mut tx, &row, &new).await?;
        if let Some(photo) = &one.photo {
            let on = On {
                town: row.town,
                kind: RecordKind::Entry,
                record: id.uuid(),
            };
            hang(&mut tx, on, (&photo.name, &photo.picture), &photo.caption).await?;
        }
        Ok(tx.commit().await?)
    }

    pub(super) async fn spend(&self, at: &Moment, one: &script::Spending) -> anyhow::Result<()> {
        let (mut tx, _, row) = self.beside(at, &one.trial, &one.person, &one.side).await?;
        let new = NewCost {
            day: at.today(),
            what: &one.what,
            amount: one.amount,
            bearer: coded(&one.bearer)?,
            note: &one.note,
        };
        store::cost::insert(&mut tx, &row, &new).await?;
        Ok(tx.commit().await?)
    }

    pub(super) async fn conclude(&self, at: &Moment, one: &script::Trial) -> anyhow::Result<()> {
        let (mut tx, row) = self.keeper(at, one).await?;
        let ended = self.trial(&mut tx, &one.slug).await?;
        trial::conclude(&mut tx, &ended, at.today()).await?;
        if let Some(days) = one.write_days_ahead {
            first_text::set(&mut tx, &ended, self.base.plus(days)).await?;
        }
        let place = row.place.after(Step::TrialEnded)?;
        challenge::advance(&mut tx, row.town, row.id, place, "reflecting").await?;
        Ok(tx.commit().await?)
    }

    pub(super) async fn write_first(&self, at: &Moment, one: &script::FirstText) -> anyhow::Result<()> {
        let (mut tx, _, row) = self.beside(at, &one.trial, &one.person, &one.side).await?;
        let text = first_text::Text {
            learnt: one.learnt.trim().to_owned(),
            keep: one.keep.trim().to_owned(),
            change: one.change.trim().to_owned(),
            ask: one.ask.trim().to_owned(),
        };
        first_text::insert(&mut tx, &row, &text).await?;
        Ok(tx.commit().await?)
    }

    /// One text, written by the first of its authors and signed by each of them.
    pub(super) async fn reflect(&mut self, at: &Moment, one: &'s script::Reflection) -> anyhow::Result<()> {
        let author = one.authors.first().context("an author")?;
        let (mut tx, row, on) = self.beside(at, &one.trial, &author.person, &author.side).await?;
        let way: Onward = coded(&one.onward)?;
        let until = one.until_days_ahead.map(|days| self.base.plus(days));
        let place = onward(row.place, way, until, at.today())?;
        let new = NewReflection {
            round: row.place.round,
            learnt: one.learnt.trim(),
            next_question: one.next_question.trim(),
            onward: way,
            until,
            everyday: one.everyday,
            reason: one.reason.trim(),
        };
        let id = reflection::insert(&mut tx, &on, &new).await?;
        tx.commit().await?;
        for author in &one.authors {
            let (mut tx, ..) = self.beside(at, &one.trial, &author.person, &author.side).await?;
            let text = reflection::find(&mut tx, id).await?.context("written just now")?;
            reflection::sign(&mut tx, &text).await?;
            tx.commit().await?;
        }
        let (mut tx, ..) = self.beside(at, &one.trial, &author.person, &author.side).await?;
        let text = reflection::find(&mut tx, id).await?.context("written just now")?;
        reflection::settle(&mut tx, &text).await?;
        if place.phase == Phase::Resting {
            challenge::rest(&mut tx, row.town, row.id, place, one.reason.trim(), one.everyday).await?;
        } else {
            challenge::advance(&mut tx, row.town, row.id, place, "went_on").await?;
        }
        tx.commit().await?;
        self.reflections.insert(&one.slug, id);
        Ok(())
    }
}
