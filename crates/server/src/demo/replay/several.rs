//! What a challenge is about, and several towns on one: an offer, a welcome, each town's own text.

use anyhow::{Context, bail};
use domain::{
    Moment, MunicipalityCode,
    joint::{Standing, Way, may_answer, may_offer, offer},
    topic::{Topic, Topics},
};
use store::{
    WriteTx, context,
    joint::{self, NewTown},
};

use super::Replay;
use crate::demo::script::{Challenge, Joining, Told};

impl<'s> Replay<'s> {
    /// Who opened a challenge says what it is about.
    pub(super) async fn name_topics(&mut self, at: &Moment, one: &Challenge) -> anyhow::Result<()> {
        let (mut fields, mut goals) = (Vec::new(), Vec::new());
        for code in &one.topics {
            match Topic::parse(code).with_context(|| format!("no topic {code}"))? {
                Topic::Field(field) => fields.push(field),
                Topic::Goal(goal) => goals.push(goal),
            }
        }
        let Ok(topics) = Topics::new(fields, goals) else {
            bail!("{} is about too much", one.slug);
        };
        let first = one.revision.first().context("no wording")?;
        let mut tx = self.write(at, &first.author, &first.side).await?;
        let row = self.row(&mut tx, one).await?;
        store::challenge::name_topics(&mut tx, &row, &topics).await?;
        Ok(tx.commit().await?)
    }

    pub(super) async fn come(&mut self, at: &Moment, one: &Challenge, new: &Joining) -> anyhow::Result<()> {
        let mut tx = self.write(at, &new.person, "town").await?;
        let row = self.row(&mut tx, one).await?;
        let town = may_offer(tx.viewer(), row.town, row.full, None)?;
        let dialogue = self.told(&new.dialogue)?.1;
        let there = store::dialogue::participants(&mut tx, town, dialogue).await?;
        let new = NewTown {
            town,
            way: Way::Offered,
            standing: offer(None, &there)?,
            words: new.words.trim(),
            dialogue: Some(dialogue),
        };
        joint::insert(&mut tx, &row, &new).await?;
        Ok(tx.commit().await?)
    }

    pub(super) async fn welcome(
        &mut self,
        at: &Moment,
        one: &'s Challenge,
        new: &Joining,
    ) -> anyhow::Result<()> {
        let town = self.world.town(&new.town)?;
        let mut tx = self.write(at, &new.welcomed_by, "town").await?;
        let row = self.row(&mut tx, one).await?;
        let rows = joint::list(&mut tx, &row).await?;
        let waits = rows
            .iter()
            .find(|one| one.town == town)
            .context("nothing was offered")?;
        may_answer(tx.viewer(), row.town, row.owner, Standing::Offered)?;
        joint::welcome(&mut tx, &row, waits).await?;
        self.note_context(&mut tx, one, town).await?;
        Ok(tx.commit().await?)
    }

    pub(super) async fn tell(&mut self, at: &Moment, one: &'s Challenge, new: &Told) -> anyhow::Result<()> {
        let mut tx = self.write(at, &new.person, "town").await?;
        let (town, author) = tx
            .viewer()
            .town()
            .zip(tx.viewer().person)
            .context("staff of no town")?;
        let row = self.row(&mut tx, one).await?;
        let told = context::NewContext {
            town,
            words: new.words.trim(),
            because: new.why.trim(),
            author,
        };
        context::insert(&mut tx, &row, &told).await?;
        self.note_context(&mut tx, one, town).await?;
        Ok(tx.commit().await?)
    }

    /// Remembers under which id a town's text is kept.
    async fn note_context(
        &mut self,
        tx: &mut WriteTx,
        one: &'s Challenge,
        town: MunicipalityCode,
    ) -> anyhow::Result<()> {
        let row = self.row(tx, one).await?;
        let told = context::of_town(tx, &row, town, None).await?;
        let told = told.first().context("nothing was told")?;
        self.contexts.insert((&one.slug, town), told.id);
        Ok(())
    }
}
