//! What happened, day by day, each by whoever did it under the hat they wore then.

use std::collections::HashMap;

use anyhow::{Context, bail};
use domain::{
    Coded, Day, Moment,
    audience::Audience,
    id::{AdaptationId, ChallengeId, DialogueId, PackageId, PartId, ReflectionId, TrialId, VoiceId},
    viewer::Side,
};
use store::{
    Db, WriteTx,
    challenge::{NewChallenge, NewWording},
    circle::NewMember,
};

use super::{
    noon,
    people::World,
    script::{
        Adaptation, Challenge, Dialogue, Hand, Letter, Measured, Message, Move, Owner, Package, Publication,
        Reflection, Renewal, Reshaped, Revision, Script, Signature, Trial, Voice,
    },
};

mod consulting;
mod listening;
mod solution;
mod trying;

/// One thing that happened. On one day they happen in this order.
enum Act<'s> {
    Talk(&'s Dialogue),
    Hear(&'s Voice),
    Say(&'s Message),
    Moderate(&'s Voice, &'s str),
    Receive(&'s Letter),
    Word(&'s Challenge, &'s Revision),
    Join(&'s Challenge, &'s Owner),
    Sign(&'s Challenge, &'s Signature),
    Make(&'s Package),
    Renew(&'s Renewal),
    Reshape(&'s Adaptation, &'s Reshaped),
    Move(&'s Move),
    Wake(&'s Move),
    Try(&'s Trial),
    Measure(&'s Trial, i64, &'s Measured),
    Conclude(&'s Trial),
    Reflect(&'s Reflection),
    Raise(&'s Challenge, &'s Publication, &'s Hand),
    Leave(&'s Challenge, &'s Owner),
    Consult(consulting::Act<'s>),
}

impl Act<'_> {
    const fn rank(&self) -> u8 {
        match self {
            Self::Talk(_) => 0,
            Self::Hear(_) | Self::Say(_) | Self::Receive(_) => 1,
            Self::Moderate(..) | Self::Make(_) | Self::Renew(_) => 2,
            Self::Word(..) => 3,
            Self::Join(..) => 4,
            Self::Sign(..) | Self::Wake(_) => 5,
            Self::Reshape(..) => 6,
            Self::Move(_) => 7,
            Self::Try(_) => 8,
            Self::Measure(..) => 9,
            Self::Conclude(_) => 10,
            Self::Reflect(_) => 11,
            Self::Raise(..) => 12,
            Self::Leave(..) => 13,
            Self::Consult(act) => act.rank(),
        }
    }
}

/// Everything that happened, the earliest first.
fn acts(script: &Script) -> Vec<(i64, Act<'_>)> {
    let mut acts: Vec<(i64, Act<'_>)> = Vec::new();
    for one in &script.dialogue {
        acts.push((one.days_ago, Act::Talk(one)));
        for voice in script.voice.iter().filter(|voice| voice.dialogue == one.slug) {
            acts.push((one.days_ago, Act::Hear(voice)));
            if let (Some(by), Some(days)) = (&voice.moderated_by, voice.moderated_days_ago) {
                acts.push((days, Act::Moderate(voice, by)));
            }
        }
    }
    acts.extend(script.message.iter().map(|one| (one.days_ago, Act::Say(one))));
    acts.extend(script.letter.iter().map(|one| (one.days_ago, Act::Receive(one))));
    for one in &script.challenge {
        acts.extend(
            one.revision
                .iter()
                .map(|revision| (revision.days_ago, Act::Word(one, revision))),
        );
        acts.extend(
            one.owner
                .iter()
                .map(|owner| (owner.from_days_ago, Act::Join(one, owner))),
        );
        for owner in &one.owner {
            acts.extend(owner.to_days_ago.map(|days| (days, Act::Leave(one, owner))));
        }
        acts.extend(
            one.signature
                .iter()
                .map(|signature| (signature.days_ago, Act::Sign(one, signature))),
        );
        for publication in &one.publication {
            let hands = publication.hands.iter();
            acts.extend(hands.map(|hand| (hand.days_ago, Act::Raise(one, publication, hand))));
        }
    }
    acts.extend(solution::acts(script));
    acts.extend(consulting::acts(script));
    acts.sort_by_key(|(days, act)| (-days, act.rank()));
    acts
}

/// Replays it.
pub async fn run(db: &Db, moment: &Moment, base: Day, script: &Script, world: World) -> anyhow::Result<()> {
    let mut replay = Replay {
        db,
        script,
        world,
        base,
        packages: HashMap::new(),
        parts: HashMap::new(),
        adaptations: HashMap::new(),
        trials: HashMap::new(),
        reflections: HashMap::new(),
        dialogues: HashMap::new(),
        voices: HashMap::new(),
        challenges: HashMap::new(),
    };
    for (days_ago, act) in acts(script) {
        let at = noon(moment, base, days_ago);
        replay
            .play(&at, &act)
            .await
            .with_context(|| format!("{days_ago} days ago"))?;
    }
    replay.compare().await
}

struct Replay<'s> {
    db: &'s Db,
    script: &'s Script,
    world: World,
    base: Day,
    packages: HashMap<&'s str, PackageId>,
    parts: HashMap<(&'s str, &'s str), PartId>,
    adaptations: HashMap<&'s str, AdaptationId>,
    trials: HashMap<&'s str, TrialId>,
    reflections: HashMap<&'s str, ReflectionId>,
    dialogues: HashMap<&'s str, DialogueId>,
    voices: HashMap<&'s str, VoiceId>,
    challenges: HashMap<&'s str, ChallengeId>,
}

fn side(code: &str) -> anyhow::Result<Side> {
    Side::parse(code).with_context(|| format!("no side {code}"))
}

fn coded<T: Coded>(code: &str) -> anyhow::Result<T> {
    T::parse(code).with_context(|| format!("no code {code}"))
}

impl<'s> Replay<'s> {
    async fn play(&mut self, at: &Moment, act: &Act<'s>) -> anyhow::Result<()> {
        match act {
            Act::Talk(one) => self.talk(at, one).await.with_context(|| one.slug.clone()),
            Act::Hear(one) => self.hear(at, one).await.with_context(|| one.slug.clone()),
            Act::Say(one) => self.say(at, one).await.with_context(|| one.words.clone()),
            Act::Moderate(one, by) => self.moderate(at, one, by).await.with_context(|| one.slug.clone()),
            Act::Receive(one) => self.receive(at, one).await.with_context(|| one.words.clone()),
            Act::Word(one, revision) => self
                .word(at, one, revision)
                .await
                .with_context(|| one.slug.clone()),
            Act::Join(one, owner) => self.join(at, one, owner).await.with_context(|| one.slug.clone()),
            Act::Leave(one, owner) => self.leave(at, one, owner).await.with_context(|| one.slug.clone()),
            Act::Consult(act) => self.consult(at, act).await,
            Act::Make(one) => self.make(at, one).await.with_context(|| one.slug.clone()),
            Act::Renew(one) => self.renew(at, one).await.with_context(|| one.package.clone()),
            Act::Reshape(one, revision) => {
                let reshaped = self.reshape(at, one, revision).await;
                reshaped.with_context(|| format!("{} {}", one.slug, revision.number))
            }
            Act::Move(one) => self
                .make_move(at, one)
                .await
                .with_context(|| one.adaptation.clone()),
            Act::Wake(one) => self.wake(at, one).await.with_context(|| one.adaptation.clone()),
            Act::Try(one) => self.try_small(at, one).await.with_context(|| one.slug.clone()),
            Act::Measure(one, indicator, measured) => {
                let done = self.measure(at, one, *indicator, measured).await;
                done.with_context(|| one.slug.clone())
            }
            Act::Conclude(one) => self.conclude(at, one).await.with_context(|| one.slug.clone()),
            Act::Reflect(one) => self.reflect(at, one).await.with_context(|| one.slug.clone()),
            Act::Sign(one, signature) => {
                let mut tx = self.write(at, &signature.person, &signature.side).await?;
                let row = self.row(&mut tx, one).await?;
                if row.revision != signature.revision {
                    bail!("{} signs version {}", signature.person, signature.revision);
                }
                store::challenge::sign(&mut tx, &row).await?;
                Ok(tx.commit().await?)
            }
            Act::Raise(one, publication, hand) => {
                let mut tx = self.write(at, &hand.person, &hand.side).await?;
                let row = self.row(&mut tx, one).await?;
                let key = self.piece(&row, publication)?;
                store::hand::raise(&mut tx, &row, key, coded::<Audience>(&hand.audience)?).await?;
                Ok(tx.commit().await?)
            }
        }
    }

    async fn write(&self, at: &Moment, person: &str, code: &str) -> anyhow::Result<WriteTx> {
        let viewer = self.world.viewer(person, side(code)?, at.today())?;
        Ok(self.db.for_viewer(viewer).write(at).await?)
    }

    async fn row(&self, tx: &mut WriteTx, one: &Challenge) -> anyhow::Result<store::challenge::Challenge> {
        let id = self.challenges.get(one.slug.as_str());
        let id = *id.with_context(|| format!("{} is not opened yet", one.slug))?;
        let row = store::challenge::find(tx, id).await?;
        row.with_context(|| format!("{} is not seen", one.slug))
    }

    async fn word(&mut self, at: &Moment, one: &'s Challenge, new: &'s Revision) -> anyhow::Result<()> {
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

    async fn join(&mut self, at: &Moment, one: &Challenge, owner: &Owner) -> anyhow::Result<()> {
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

    async fn leave(&mut self, at: &Moment, one: &Challenge, owner: &Owner) -> anyhow::Result<()> {
        let mut tx = self.write(at, &owner.person, &owner.side).await?;
        let town = self.world.town(&one.town)?;
        let id = *self.challenges.get(one.slug.as_str()).context("not opened yet")?;
        let seat = tx.viewer().seat().context("no seat")?;
        store::circle::leave(&mut tx, town, id, seat).await?;
        Ok(tx.commit().await?)
    }
}
