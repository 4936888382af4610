//! A challenge is worded, its wordings are signed, and people come into its circle and leave it.

use anyhow::{Context, bail};
use domain::Moment;
use store::{
    challenge::{NewChallenge, NewWording},
    circle::NewMember,
};

use super::Replay;
use crate::demo::script::{Challenge, Owner, Revision, Signature};

impl<'s> Replay<'s> {
    pub(super) async fn word(
        &mut self,
        at: &Moment,
        one: &'s Challenge,
        new: &'s Revision,
    ) -> anyhow::Result<()> {
        let because = match (&new.because_dialogue, &new.because_voice) {
            (Some(slug), _) => Some(self.told(slug)?.1),
            _ => None,
        };
        let voice = new.because_voice.as_deref().map(|slug| {
            let voice = self.script.voice.iter().find(|voice| voice.slug == slug);
            voice.with_context(|| format!("no voice {slug}"))
        });
        let voice = voice.transpose()?;
        let voice_id = voice
            .and_then(|voice| self.voices.get(voice.slug.as_str()))
            .copied();
        let wording = NewWording {
            title: &new.title,
            purpose: new.purpose.trim(),
            gains: new.gains.trim(),
            wording: new.wording.trim(),
            because: new.why.trim(),
            dialogue: because,
            voice: voice_id,
        };
        let mut tx = self.write(at, &new.author, &new.side).await?;
        if new.number == 1 {
            // A first wording that cites a voice grows out of the dialogue in which it was heard.
            let origin = match (because, voice) {
                (Some(dialogue), _) => dialogue,
                (None, Some(voice)) => self.told(&voice.dialogue)?.1,
                (None, None) => bail!("the first wording cites nothing"),
            };
            let town = self.world.town(&one.town)?;
            let there = store::dialogue::participants(&mut tx, town, origin).await?;
            let place = domain::challenge::open(&there).context("opening")?;
            let new = NewChallenge {
                town,
                origin,
                place,
                wording,
            };
            let id = store::challenge::insert(&mut tx, &new).await?;
            let earlier = self.script.dialogue.iter();
            for dialogue in earlier.filter(|dialogue| dialogue.challenge.as_ref() == Some(&one.slug)) {
                if let Some(earlier) = self.dialogues.get(dialogue.slug.as_str()) {
                    store::dialogue::tie(&mut tx, town, *earlier, id).await?;
                }
            }
            tx.commit().await?;
            self.challenges.insert(&one.slug, id);
            return Ok(());
        }
        let row = self.row(&mut tx, one).await?;
        let number = store::challenge::word(&mut tx, &row, &wording).await?;
        if number.ok() != Some(new.number) {
            bail!("version {} is out of place", new.number);
        }
        Ok(tx.commit().await?)
    }

    pub(super) async fn sign(
        &self,
        at: &Moment,
        one: &Challenge,
        signature: &Signature,
    ) -> anyhow::Result<()> {
        let mut tx = self.write(at, &signature.person, &signature.side).await?;
        let row = self.row(&mut tx, one).await?;
        if row.revision != signature.revision {
            bail!("{} signs version {}", signature.person, signature.revision);
        }
        store::challenge::sign(&mut tx, &row).await?;
        Ok(tx.commit().await?)
    }

    pub(super) async fn join(&mut self, at: &Moment, one: &Challenge, owner: &Owner) -> anyhow::Result<()> {
        let mut tx = self.write(at, &owner.person, &owner.side).await?;
        let viewer = *tx.viewer();
        let (Some(person), Some(seat), Some(side)) = (viewer.person, viewer.seat(), viewer.side()) else {
            bail!("{} has no seat", owner.person);
        };
        let town = self.world.town(&one.town)?;
        let id = *self.challenges.get(one.slug.as_str()).context("not opened yet")?;
        let new = NewMember {
            seat,
            person,
            side,
            owner: true,
        };
        store::circle::insert(&mut tx, town, id, &new).await?;
        Ok(tx.commit().await?)
    }

    pub(super) async fn leave(&mut self, at: &Moment, one: &Challenge, owner: &Owner) -> anyhow::Result<()> {
        let mut tx = self.write(at, &owner.person, &owner.side).await?;
        let town = self.world.town(&one.town)?;
        let id = *self.challenges.get(one.slug.as_str()).context("not opened yet")?;
        let seat = tx.viewer().seat().context("no seat")?;
        store::circle::leave(&mut tx, town, id, seat).await?;
        Ok(tx.commit().await?)
    }
}
