//! What happened, day by day, each by whoever did it under the hat they wore then.

use std::collections::HashMap;

use anyhow::Context;
use domain::{
    Coded, Day, Moment, MunicipalityCode,
    id::{
        AdaptationId, ChallengeId, ContextId, DialogueId, PackageId, PartId, ProcurementId, ReflectionId,
        TrialId, VoiceId,
    },
    viewer::Side,
};
use store::{Db, WriteTx};

use super::{
    noon,
    people::World,
    script::{
        self, Adaptation, Challenge, Dialogue, DiaryEntry, File, FirstText, Hand, Joining, Letter, Measured,
        Message, Move, Owner, Package, Publication, Reflection, Remarked, Renewal, Reshaped, Revision,
        Script, Signature, Spending, Told, Trial, Voice,
    },
};

mod consulting;
mod fairness;
mod listening;
mod publishing;
mod several;
mod shaping;
mod solution;
mod trying;

/// One thing that happened. On one day they happen in this order.
enum Act<'s> {
    Talk(&'s Dialogue),
    Hear(&'s Voice),
    Say(&'s Message),
    Hang(&'s File),
    Moderate(&'s Voice, &'s str),
    Receive(&'s Letter),
    Word(&'s Challenge, &'s Revision),
    Join(&'s Challenge, &'s Owner),
    Topics(&'s Challenge),
    Come(&'s Challenge, &'s Joining),
    Welcome(&'s Challenge, &'s Joining),
    Tell(&'s Challenge, &'s Told),
    Sign(&'s Challenge, &'s Signature),
    Make(&'s Package),
    Renew(&'s Renewal),
    Reshape(&'s Adaptation, &'s Reshaped),
    Move(&'s Move),
    Wake(&'s Move),
    Try(&'s Trial),
    Measure(&'s Trial, i64, &'s Measured),
    Note(&'s DiaryEntry),
    Spend(&'s Spending),
    Conclude(&'s Trial),
    WriteFirst(&'s FirstText),
    Reflect(&'s Reflection),
    Raise(&'s Challenge, &'s Publication, &'s Hand),
    Rule(&'s script::Rule),
    Disclose(&'s script::Interest),
    Foresee(&'s script::Procurement),
    Announce(&'s script::Procurement),
    Show(&'s script::Procurement, &'s script::Exchange),
    Log(&'s script::Contact),
    Correct(&'s Challenge, &'s Publication, &'s Remarked),
    Leave(&'s Challenge, &'s Owner),
    Consult(consulting::Act<'s>),
}

impl Act<'_> {
    const fn rank(&self) -> u8 {
        match self {
            Self::Talk(_) => 0,
            Self::Hear(_) | Self::Say(_) | Self::Hang(_) | Self::Receive(_) => 1,
            Self::Moderate(..) | Self::Make(_) | Self::Renew(_) => 2,
            Self::Word(..) | Self::Rule(_) => 3,
            Self::Join(..) | Self::Topics(_) | Self::Come(..) | Self::Welcome(..) | Self::Tell(..) => 4,
            Self::Sign(..) | Self::Wake(_) => 5,
            Self::Reshape(..) => 6,
            Self::Disclose(_) | Self::Foresee(_) => 7,
            Self::Move(_) | Self::Announce(_) => 8,
            Self::Try(_) | Self::Show(..) | Self::Log(_) => 9,
            Self::Measure(..) | Self::Note(_) | Self::Spend(_) => 10,
            Self::Conclude(_) => 11,
            Self::WriteFirst(_) => 12,
            Self::Reflect(_) => 13,
            Self::Raise(..) => 14,
            Self::Correct(..) => 15,
            Self::Leave(..) => 16,
            Self::Consult(act) => act.rank(),
        }
    }
}

/// Everything that happened, the earliest first.
fn acts(script: &Script) -> Vec<(i64, Act<'_>)> {
    let mut acts: Vec<(i64, Act<'_>)> = Vec::new();
    for one in &script.dialogue {
        acts.push((one.days_ago, Act::Talk(one)));
        for file in script.file.iter().filter(|file| file.dialogue == one.slug) {
            acts.push((one.days_ago, Act::Hang(file)));
        }
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
        // Who opens a challenge says on the same day what it is about.
        if let Some(first) = one.revision.first().filter(|_| !one.topics.is_empty()) {
            acts.push((first.days_ago, Act::Topics(one)));
        }
        for joining in &one.joining {
            acts.push((joining.days_ago, Act::Come(one, joining)));
            acts.push((joining.welcomed_days_ago, Act::Welcome(one, joining)));
        }
        acts.extend(
            one.context
                .iter()
                .map(|told| (told.days_ago, Act::Tell(one, told))),
        );
        for publication in &one.publication {
            let hands = publication.hands.iter();
            acts.extend(hands.map(|hand| (hand.days_ago, Act::Raise(one, publication, hand))));
            let later = publication.corrections.iter();
            acts.extend(later.map(|remark| (remark.days_ago, Act::Correct(one, publication, remark))));
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
        procurements: HashMap::new(),
        dialogues: HashMap::new(),
        voices: HashMap::new(),
        challenges: HashMap::new(),
        contexts: HashMap::new(),
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
    procurements: HashMap<&'s str, ProcurementId>,
    dialogues: HashMap<&'s str, DialogueId>,
    voices: HashMap<&'s str, VoiceId>,
    challenges: HashMap<&'s str, ChallengeId>,
    contexts: HashMap<(&'s str, MunicipalityCode), ContextId>,
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
            Act::Hang(one) => self.hang(at, one).await.with_context(|| one.name.clone()),
            Act::Moderate(one, by) => self.moderate(at, one, by).await.with_context(|| one.slug.clone()),
            Act::Receive(one) => self.receive(at, one).await.with_context(|| one.words.clone()),
            Act::Word(one, revision) => self
                .word(at, one, revision)
                .await
                .with_context(|| one.slug.clone()),
            Act::Join(one, owner) => self.join(at, one, owner).await.with_context(|| one.slug.clone()),
            Act::Topics(one) => self.name_topics(at, one).await.with_context(|| one.slug.clone()),
            Act::Come(one, new) => self.come(at, one, new).await.with_context(|| one.slug.clone()),
            Act::Welcome(one, new) => self.welcome(at, one, new).await.with_context(|| one.slug.clone()),
            Act::Tell(one, new) => self.tell(at, one, new).await.with_context(|| one.slug.clone()),
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
            Act::Note(one) => self.note(at, one).await.with_context(|| one.trial.clone()),
            Act::Spend(one) => self.spend(at, one).await.with_context(|| one.trial.clone()),
            Act::Conclude(one) => self.conclude(at, one).await.with_context(|| one.slug.clone()),
            Act::WriteFirst(one) => self.write_first(at, one).await.with_context(|| one.trial.clone()),
            Act::Reflect(one) => self.reflect(at, one).await.with_context(|| one.slug.clone()),
            Act::Rule(one) => self.rule(at, one).await.with_context(|| one.town.clone()),
            Act::Disclose(one) => self
                .disclose(at, one)
                .await
                .with_context(|| one.adaptation.clone()),
            Act::Foresee(one) => self.foresee(at, one).await.with_context(|| one.purpose.clone()),
            Act::Announce(one) => self.announce(at, one).await.with_context(|| one.purpose.clone()),
            Act::Show(one, told) => self
                .answer(at, one, told)
                .await
                .with_context(|| told.told.clone()),
            Act::Log(one) => self.log(at, one).await.with_context(|| one.subject.clone()),
            Act::Sign(one, hand) => self.sign(at, one, hand).await.with_context(|| one.slug.clone()),
            Act::Raise(one, of, hand) => self
                .raise(at, one, of, hand)
                .await
                .with_context(|| one.slug.clone()),
            Act::Correct(one, of, remark) => self
                .correct(at, one, of, remark)
                .await
                .with_context(|| one.slug.clone()),
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
}
