//! The beginning of a round: dialogues, and the voices heard in them.

use anyhow::{Context, bail};
use domain::{
    Coded, Day, Moment, Viewer,
    audience::Audience,
    dialogue::{Participant, Presence},
    id::DialogueId,
    letter::{Anonymity, Outcome, Standing},
    viewer::Side,
};
use store::{
    WriteTx,
    attachment::{NewAttachment, On},
    dialogue::NewDialogue,
    letter::{self, NewLetter, NewReview},
    voice::NewVoice,
};

use super::{Replay, coded, side};
use crate::demo::{
    pictures,
    script::{Dialogue, File, Letter, Message, Voice},
};

impl<'s> Replay<'s> {
    /// Whoever was in a dialogue for a side; the recorder is found among them.
    fn recorder(&self, one: &Dialogue, day: Day) -> anyhow::Result<Viewer> {
        let there = one
            .participants
            .iter()
            .find(|there| there.person.as_deref() == Some(one.recorded_by.as_str()));
        let code = there.map_or("town", |there| there.side.as_str());
        self.world.viewer(&one.recorded_by, side(code)?, day)
    }

    pub(super) async fn talk(&mut self, at: &Moment, one: &'s Dialogue) -> anyhow::Result<()> {
        let day = at.today();
        let mut participants = Vec::new();
        for there in &one.participants {
            let presence: Presence = coded(&there.side)?;
            let account = match (&there.person, Side::parse(&there.side)) {
                (Some(person), Some(side)) => {
                    let viewer = self.world.viewer(person, side, day)?;
                    viewer.person.zip(viewer.seat())
                }
                _ => None,
            };
            let name = match (&there.name, &there.person) {
                (Some(name), _) => name.clone(),
                (None, Some(person)) => self.world.name(person)?.to_owned(),
                (None, None) => bail!("somebody without a name"),
            };
            participants.push(Participant {
                name,
                presence,
                account,
                confirmed: account.is_some(),
            });
        }
        let partner = one
            .partner
            .as_deref()
            .map(|slug| self.world.partner(slug))
            .transpose()?;
        let challenge = one
            .challenge
            .as_deref()
            .and_then(|slug| self.challenges.get(slug))
            .copied();
        let viewer = self.recorder(one, day)?;
        let mut tx = self.db.for_viewer(viewer).write(at).await?;
        let new = NewDialogue {
            agenda: "",
            spot: None,
            town: self.world.town(&one.town)?,
            partner,
            challenge,
            kind: coded(&one.kind)?,
            held_on: day,
            starts: one.start_time.as_deref(),
            place: &one.place,
            title: &one.title,
            notes: one.notes.trim(),
            audience: coded(&one.audience)?,
            participants: &participants,
        };
        let id = store::dialogue::insert(&mut tx, &new).await?;
        tx.commit().await?;
        self.dialogues.insert(&one.slug, id);
        Ok(())
    }

    pub(super) fn told(&self, slug: &str) -> anyhow::Result<(&'s Dialogue, DialogueId)> {
        let dialogue = self.script.dialogue.iter().find(|one| one.slug == slug);
        dialogue
            .zip(self.dialogues.get(slug).copied())
            .with_context(|| format!("no dialogue {slug} yet"))
    }

    pub(super) async fn hear(&mut self, at: &Moment, one: &'s Voice) -> anyhow::Result<()> {
        let (dialogue, id) = self.told(&one.dialogue)?;
        let viewer = self.recorder(dialogue, at.today())?;
        let mut tx = self.db.for_viewer(viewer).write(at).await?;
        let challenge = dialogue
            .challenge
            .as_deref()
            .and_then(|slug| self.challenges.get(slug));
        let new = NewVoice {
            town: self.world.town(&dialogue.town)?,
            dialogue: Some(id),
            challenge: challenge.copied(),
            words: &one.words,
            speaker: coded(&one.who_kind)?,
            described: &one.who,
            consent: coded(&one.consent)?,
        };
        let id = store::voice::insert(&mut tx, &new).await?;
        tx.commit().await?;
        self.voices.insert(&one.slug, id);
        Ok(())
    }

    /// Somebody who was there writes to the others.
    pub(super) async fn say(&mut self, at: &Moment, one: &Message) -> anyhow::Result<()> {
        let (_, id) = self.told(&one.dialogue)?;
        let mut tx = self.write(at, &one.person, &one.side).await?;
        let row = store::dialogue::find(&mut tx, id).await?.context("not seen")?;
        store::message::insert(&mut tx, &row, one.words.trim()).await?;
        Ok(tx.commit().await?)
    }

    /// Its bytes are kept when the demo starts.
    pub(super) async fn hang(&mut self, at: &Moment, one: &File) -> anyhow::Result<()> {
        let (_, dialogue) = self.told(&one.dialogue)?;
        let mut tx = self.write(at, &one.by, &one.side).await?;
        let row = store::dialogue::find(&mut tx, dialogue).await?;
        let row = row.context("the dialogue is not seen")?;
        hang(&mut tx, (&row).into(), (&one.name, &one.picture), &one.caption).await?;
        Ok(tx.commit().await?)
    }

    pub(super) async fn moderate(&mut self, at: &Moment, one: &Voice, by: &str) -> anyhow::Result<()> {
        let mut tx = self.write(at, by, Side::Town.code()).await?;
        let id = *self.voices.get(one.slug.as_str()).context("not heard yet")?;
        // Whoever looks at it for the town may not have been there: the town's staff reads what is to be opened.
        if let Some(voice) = store::voice::find(&mut tx, id).await? {
            store::voice::open(&mut tx, &voice, Audience::Public, "基準に沿って確かめた").await?;
        }
        Ok(tx.commit().await?)
    }

    /// A voice is left with a town, and opened the same day where somebody has looked at it. Nobody has its receipt.
    pub(super) async fn receive(&mut self, at: &Moment, one: &Letter) -> anyhow::Result<()> {
        let receipt = at.bytes::<32>();
        let new = NewLetter {
            town: self.world.town(&one.town)?,
            channel: coded(&one.channel)?,
            words: &one.words,
            speaker: coded(&one.who_kind)?,
            anonymity: if one.who.is_empty() {
                Anonymity::Hidden
            } else {
                Anonymity::Described
            },
            described: &one.who,
            consent: coded(&one.consent)?,
            receipt: &receipt,
        };
        let mut tx = self.db.for_viewer(Viewer::ANYONE).write(at).await?;
        let id = letter::insert(&mut tx, &new).await?;
        tx.commit().await?;
        let Some(by) = &one.opened_by else {
            return Ok(());
        };
        let mut tx = self.write(at, by, Side::Town.code()).await?;
        let voice = store::voice::find(&mut tx, id).await?.context("left just now")?;
        let new = NewReview {
            outcome: Outcome::Open,
            criterion: None,
            reason: "",
            standing: Standing::Opened,
        };
        letter::review(&mut tx, &voice, &new).await?;
        Ok(tx.commit().await?)
    }
}

/// Hangs one of the demo's pictures on a record, under a name.
pub(super) async fn hang(
    tx: &mut WriteTx,
    on: On,
    (name, picture): (&str, &str),
    caption: &str,
) -> anyhow::Result<()> {
    let file = pictures::find(picture)?;
    let accepted = files::accept(name, file.bytes.into())?;
    let size = accepted.picture.map(|one| (one.width.into(), one.height.into()));
    let new = NewAttachment {
        name: &accepted.name,
        media: accepted.media,
        bytes: i64::try_from(accepted.bytes.len())?,
        digest: &accepted.digest,
        size,
        caption,
        object: file.key,
    };
    store::attachment::insert(tx, on, &new).await?;
    Ok(())
}
