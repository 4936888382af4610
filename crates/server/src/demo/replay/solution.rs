//! Packages, adaptations and moves; what opens, and where it all ends.

use anyhow::{Context, bail};
use domain::{
    Coded, Moment, Viewer,
    challenge::{CircleMember, reshape},
    id::{ChallengeId, DialogueId, VoiceId},
    moves::{Kind, Move},
    package::{Cost, Payer, Terms},
    phase::{Phase, Step},
};
use store::{
    WriteTx, adaptation,
    challenge::{self, Challenge},
    circle::{Member, NewMember},
    package::NewPackage,
};

use super::{Act, Replay, coded, side};
use crate::demo::script;

/// What happened of it, in no order.
pub(super) fn acts(script: &script::Script) -> Vec<(i64, Act<'_>)> {
    let mut acts: Vec<(i64, Act<'_>)> = Vec::new();
    acts.extend(script.package.iter().map(|one| (one.days_ago, Act::Make(one))));
    acts.extend(script.renewal.iter().map(|one| (one.days_ago, Act::Renew(one))));
    for one in &script.adaptation {
        acts.extend(
            one.revision
                .iter()
                .map(|revision| (revision.days_ago, Act::Reshape(one, revision))),
        );
    }
    for one in &script.moves {
        acts.push((one.days_ago, Act::Move(one)));
        acts.extend(one.until_days_ago.map(|days| (days, Act::Wake(one))));
    }
    for one in &script.trial {
        acts.push((one.begin_days_ago, Act::Try(one)));
        for (number, indicator) in (1_i64..).zip(&one.indicator) {
            let measured = indicator.measurement.iter();
            acts.extend(measured.map(|value| (value.days_ago, Act::Measure(one, number, value))));
        }
        acts.extend(one.end_days_ago.map(|days| (days, Act::Conclude(one))));
    }
    acts.extend(super::fairness::acts(script));
    let told = script.diary.iter();
    acts.extend(told.map(|one| (one.days_ago, Act::Note(one))));
    let spent = script.cost.iter();
    acts.extend(spent.map(|one| (one.days_ago, Act::Spend(one))));
    let first = script.first_text.iter();
    acts.extend(first.map(|one| (one.days_ago, Act::WriteFirst(one))));
    acts.extend(
        script
            .reflection
            .iter()
            .map(|one| (one.days_ago, Act::Reflect(one))),
    );
    acts
}

/// A range of yen.
fn cost(ends: Option<[i64; 2]>) -> Option<Cost> {
    let [low, high] = ends?.map(Some);
    Cost::of(low, high)
}

/// What a part says beside its text.
fn terms(part: &script::PackagePart) -> Terms {
    Terms {
        who: part.who.clone(),
        payer: part.payer.as_deref().and_then(Payer::parse),
        cost: cost(part.cost),
        duration: part.duration.clone(),
        preconditions: part.preconditions.trim().to_owned(),
        pitfalls: part.pitfalls.trim().to_owned(),
    }
}

/// What a part is, and the least that is enough.
fn body(part: &script::PackagePart) -> String {
    format!("{}\n\n{}", part.what.trim(), part.minimal.trim())
}

impl<'s> Replay<'s> {
    pub(super) async fn make(&mut self, at: &Moment, one: &'s script::Package) -> anyhow::Result<()> {
        let mut tx = self.write(at, &one.author, "partner").await?;
        let bodies: Vec<String> = one.part.iter().map(body).collect();
        let parts: Vec<_> = one
            .part
            .iter()
            .zip(&bodies)
            .map(|(part, body)| store::package::NewPart {
                id: None,
                title: &part.title,
                body,
                terms: terms(part),
            })
            .collect();
        let new = NewPackage {
            title: &one.title,
            summary: one.summary.trim(),
            audience: coded(&one.audience)?,
            parts: &parts,
            news: "",
            from: None,
            takes: &[],
        };
        let id = store::package::insert(&mut tx, &new).await?;
        let written = store::package::parts(&mut tx, id, 1).await?;
        tx.commit().await?;
        self.packages.insert(&one.slug, id);
        for (part, row) in one.part.iter().zip(written) {
            self.parts.insert((&one.slug, &part.slug), row.id);
        }
        Ok(())
    }

    /// Writes the next version of a package: the parts named anew, the others as they stand.
    pub(super) async fn renew(&mut self, at: &Moment, one: &'s script::Renewal) -> anyhow::Result<()> {
        let mut tx = self.write(at, &one.author, "partner").await?;
        let id = *self.packages.get(one.package.as_str()).context("not made yet")?;
        let row = store::package::find(&mut tx, id).await?.context("not seen")?;
        let standing = store::package::parts(&mut tx, id, row.version).await?;
        let known = |slug: &str| self.parts.get(&(one.package.as_str(), slug)).copied();
        let mut parts: Vec<store::package::Part> = standing;
        let mut added: Vec<&script::PackagePart> = Vec::new();
        for part in &one.part {
            match parts.iter_mut().find(|row| known(&part.slug) == Some(row.id)) {
                Some(row) => {
                    (row.title, row.body, row.terms) = (part.title.clone(), body(part), terms(part));
                }
                None => added.push(part),
            }
        }
        let bodies: Vec<String> = added.iter().map(|part| body(part)).collect();
        let kept = parts.iter().map(|row| store::package::NewPart {
            id: Some(row.id),
            title: &row.title,
            body: &row.body,
            terms: row.terms.clone(),
        });
        let new = added
            .iter()
            .zip(&bodies)
            .map(|(part, body)| store::package::NewPart {
                id: None,
                title: &part.title,
                body,
                terms: terms(part),
            });
        let written: Vec<_> = kept.chain(new).collect();
        let new = NewPackage {
            title: &row.title,
            summary: &row.summary,
            audience: row.audience,
            parts: &written,
            news: one.news.trim(),
            from: None,
            takes: &[],
        };
        if !store::package::update(&mut tx, &row, &new).await? {
            bail!("somebody wrote a version meanwhile");
        }
        Ok(tx.commit().await?)
    }

    /// A transaction in which somebody of the circle acts; whoever is not in it yet comes in first.
    pub(super) async fn in_circle(
        &self,
        at: &Moment,
        slug: &str,
        person: &str,
        code: &str,
    ) -> anyhow::Result<(WriteTx, Challenge)> {
        let mut tx = self.write(at, person, code).await?;
        let id: ChallengeId = *self
            .challenges
            .get(slug)
            .with_context(|| format!("{slug} is not opened"))?;
        if !challenge::find(&mut tx, id)
            .await?
            .is_some_and(|row| row.in_circle)
        {
            let told = self.script.challenge.iter().find(|one| one.slug == slug);
            let town = self.world.town(&told.context("a challenge")?.town)?;
            let viewer: Viewer = *tx.viewer();
            let (Some(person), Some(seat)) = (viewer.person, viewer.seat()) else {
                bail!("{person} has no seat");
            };
            let new = NewMember {
                seat,
                person,
                side: side(code)?,
                owner: false,
            };
            store::circle::insert(&mut tx, town, id, &new).await?;
        }
        let row = challenge::find(&mut tx, id).await?.context("the challenge")?;
        Ok((tx, row))
    }

    fn because(&self, part: &script::Part) -> (Option<DialogueId>, Option<VoiceId>) {
        let dialogue = part
            .because_dialogue
            .as_deref()
            .and_then(|slug| self.dialogues.get(slug));
        let voice = part
            .because_voice
            .as_deref()
            .and_then(|slug| self.voices.get(slug));
        (dialogue.copied(), voice.copied())
    }

    pub(super) async fn reshape(
        &mut self,
        at: &Moment,
        one: &'s script::Adaptation,
        revision: &script::Reshaped,
    ) -> anyhow::Result<()> {
        let (mut tx, row) = self
            .in_circle(at, &one.challenge, &revision.author, &revision.side)
            .await?;
        let mut parts = Vec::new();
        for part in &revision.part {
            let from = match (&one.package, &part.of) {
                (Some(package), Some(slug)) => {
                    let id = self.parts.get(&(package.as_str(), slug.as_str()));
                    Some(*id.with_context(|| format!("no part {slug} of {package}"))?)
                }
                _ => None,
            };
            let (dialogue, voice) = self.because(part);
            parts.push(adaptation::NewPart {
                part: from,
                change: coded(&part.change)?,
                title: &part.title,
                body: part.body.trim(),
                reason: part.reason.trim(),
                dialogue,
                voice,
                terms: Terms {
                    payer: part.payer.as_deref().map(coded).transpose()?,
                    cost: cost(part.cost),
                    ..Terms::default()
                },
            });
        }
        let members = store::circle::list(&mut tx, row.town, row.id).await?;
        let circle: Vec<CircleMember> = members.iter().map(Member::place_in_circle).collect();
        let place = reshape(row.place, &circle).context("reshaping")?;
        let summary = revision.summary.trim();
        if revision.number == 1 {
            let package = one.package.as_deref().map(|slug| {
                let id = self.packages.get(slug).copied();
                id.map(|id| (id, 1)).with_context(|| format!("no package {slug}"))
            });
            let package = package.transpose()?;
            let id = adaptation::insert(&mut tx, &row, package, &one.title, summary, &parts).await?;
            self.adaptations.insert(&one.slug, id);
        } else {
            let on = self.adaptation(&mut tx, &one.slug).await?;
            if adaptation::reshape(&mut tx, &on, summary, &parts).await? != revision.number {
                bail!("version {} is out of place", revision.number);
            }
        }
        challenge::advance(&mut tx, row.town, row.id, place, "adapting").await?;
        Ok(tx.commit().await?)
    }

    pub(super) async fn adaptation(
        &self,
        tx: &mut WriteTx,
        slug: &str,
    ) -> anyhow::Result<adaptation::Adaptation> {
        let id = self
            .adaptations
            .get(slug)
            .with_context(|| format!("no adaptation {slug}"))?;
        adaptation::find(tx, *id)
            .await?
            .with_context(|| format!("{slug} is not seen"))
    }

    /// The challenge of an adaptation.
    pub(super) fn challenge_of(&self, adaptation: &str) -> anyhow::Result<&'s str> {
        let one = self.script.adaptation.iter().find(|one| one.slug == adaptation);
        one.map(|one| one.challenge.as_str())
            .with_context(|| format!("no adaptation {adaptation}"))
    }

    pub(super) async fn make_move(&self, at: &Moment, one: &script::Move) -> anyhow::Result<()> {
        let slug = self.challenge_of(&one.adaptation)?;
        let (mut tx, row) = self.in_circle(at, slug, &one.person, &one.side).await?;
        let on = self.adaptation(&mut tx, &one.adaptation).await?;
        if on.revision != one.revision {
            bail!("a move on version {}, which is not the current one", one.revision);
        }
        let until = one.until_days_ago.map(|days| self.base.plus(-days));
        let made = Move::of(coded::<Kind>(&one.kind)?, until, one.keep.trim(), at.today())?;
        if made.kind() == Kind::TrySmall {
            super::fairness::disclosed(&mut tx, &on).await?;
        }
        let place = made.place(row.place)?;
        store::moves::insert(&mut tx, &on, &made, one.words.trim()).await?;
        if place != row.place {
            challenge::rest(&mut tx, row.town, row.id, place, one.words.trim(), false).await?;
        }
        Ok(tx.commit().await?)
    }

    pub(super) async fn wake(&self, at: &Moment, one: &script::Move) -> anyhow::Result<()> {
        let slug = self.challenge_of(&one.adaptation)?;
        let (mut tx, row) = self.in_circle(at, slug, &one.person, &one.side).await?;
        let place = row.place.after(Step::Woken)?;
        challenge::advance(&mut tx, row.town, row.id, place, "woken").await?;
        Ok(tx.commit().await?)
    }

    /// Compares where the challenges stand with where their scripts say they stand.
    pub(super) async fn compare(&self) -> anyhow::Result<()> {
        for one in &self.script.challenge {
            let id = self.challenges.get(one.slug.as_str());
            let id = *id.with_context(|| format!("{} was never opened", one.slug))?;
            let owner = one.owner.iter().find(|owner| owner.to_days_ago.is_none());
            let owner = owner.with_context(|| format!("nobody owns {}", one.slug))?;
            let viewer = self.world.viewer(&owner.person, side(&owner.side)?, self.base)?;
            let mut tx = self.db.for_viewer(viewer).read().await?;
            let row = challenge::find(&mut tx, id).await?;
            let place = row.with_context(|| format!("{} is not seen", one.slug))?.place;
            if place.phase != coded::<Phase>(&one.expect_phase)? || place.round != one.expect_round {
                bail!("{} stands in {:?}, round {}", one.slug, place.phase, place.round);
            }
        }
        Ok(())
    }
}
