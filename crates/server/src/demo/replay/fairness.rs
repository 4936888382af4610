//! Interests, dated rules, procedures with what was told about them, and contacts.

use anyhow::{Context, ensure};
use domain::{
    Day, Moment,
    interest::Tie,
    procurement::{
        Ground, Way,
        ceiling::{Rule, class_of, national, ruling_on},
        fiscal_year,
        gate::{Spent, missing},
    },
};
use store::{
    WriteTx,
    adaptation::{self, Adaptation},
    contact::{How, NewContact},
    interest::{self, NewStatement},
    procurement::{
        self, NewProcurement, Procurement,
        answer::{self, NewAnswer},
    },
    procurement_rule,
};

use super::{Act, Replay, coded};
use crate::demo::script;

/// What happened of it, in no order.
pub(super) fn acts(script: &script::Script) -> Vec<(i64, Act<'_>)> {
    let mut acts: Vec<(i64, Act<'_>)> = Vec::new();
    acts.extend(script.rule.iter().map(|one| (one.days_ago, Act::Rule(one))));
    acts.extend(
        script
            .interest
            .iter()
            .map(|one| (one.days_ago, Act::Disclose(one))),
    );
    acts.extend(script.contact.iter().map(|one| (one.days_ago, Act::Log(one))));
    for one in &script.procurement {
        acts.push((one.days_ago, Act::Foresee(one)));
        acts.extend(one.announced_days_ago.map(|days| (days, Act::Announce(one))));
        acts.extend(
            one.answer
                .iter()
                .map(|told| (told.days_ago, Act::Show(one, told))),
        );
    }
    acts
}

/// As the pages have it: every owner has disclosed their interests first.
pub(super) async fn disclosed(tx: &mut WriteTx, on: &Adaptation) -> anyhow::Result<()> {
    let said = interest::newest(tx, on).await?;
    ensure!(
        interest::undisclosed(&said).is_empty(),
        "interests are not disclosed"
    );
    Ok(())
}

/// As the pages have it: interests are disclosed, and public money has its procedure.
pub(super) async fn may_spend(tx: &mut WriteTx, on: &Adaptation, begins: Day) -> anyhow::Result<()> {
    disclosed(tx, on).await?;
    let parts = adaptation::parts(tx, on).await?;
    let (_, about) = interest::with_procedures(tx, on).await?;
    let about: Vec<_> = about.into_iter().map(|one| one.procedure).collect();
    let missing = missing(&procurement::spent(&parts), &about, begins);
    ensure!(missing.is_empty(), "before money is spent: {missing:?}");
    Ok(())
}

impl<'s> Replay<'s> {
    pub(super) async fn rule(&self, at: &Moment, one: &script::Rule) -> anyhow::Result<()> {
        let mut tx = self.write(at, &one.person, "town").await?;
        let rule = Rule {
            kind: coded(&one.kind)?,
            yen: one.yen,
            from: one.from.parse().context("a first day")?,
            until: None,
            article: one.article.clone(),
        };
        procurement_rule::insert(&mut tx, self.world.town(&one.town)?, &rule, &one.note).await?;
        Ok(tx.commit().await?)
    }

    pub(super) async fn disclose(&self, at: &Moment, one: &script::Interest) -> anyhow::Result<()> {
        let slug = self.challenge_of(&one.adaptation)?;
        let (mut tx, _) = self.in_circle(at, slug, &one.person, &one.side).await?;
        let on = self.adaptation(&mut tx, &one.adaptation).await?;
        let ties = one.ties.iter().map(|code| coded::<Tie>(code));
        let ties: Vec<Tie> = ties.collect::<anyhow::Result<_>>()?;
        domain::interest::check(&ties, &one.words, false)?;
        let said = NewStatement {
            gains: one.gains.trim(),
            bears: one.bears.trim(),
            ties: &ties,
            words: one.words.trim(),
        };
        interest::insert(&mut tx, &on, &said).await?;
        Ok(tx.commit().await?)
    }

    pub(super) async fn foresee(&mut self, at: &Moment, one: &'s script::Procurement) -> anyhow::Result<()> {
        let slug = self.challenge_of(&one.adaptation)?;
        let (mut tx, _) = self.in_circle(at, slug, &one.person, "town").await?;
        let on = self.adaptation(&mut tx, &one.adaptation).await?;
        let parts = adaptation::parts(&mut tx, &on).await?;
        let spent = procurement::spent(&parts);
        let chosen: Vec<&Spent> = spent
            .iter()
            .filter(|part| part.is_public() && one.parts.contains(&part.title))
            .collect();
        ensure!(chosen.len() == one.parts.len(), "parts that cost public money");
        let town = store::municipality::find(&mut tx, on.town)
            .await?
            .context("a town")?;
        let rules: Vec<Rule> = procurement_rule::list(&mut tx, on.town)
            .await?
            .into_iter()
            .map(|line| line.rule)
            .collect();
        let (today, kind) = (at.today(), coded(&one.kind)?);
        let class = class_of(town.line.kind, on.town, today);
        let ruling = ruling_on(&rules, national(), kind, class, today);
        let way = Way {
            selection: coded(&one.selection)?,
            method: coded(&one.method)?,
            ground: one.ground.as_deref().map(coded::<Ground>).transpose()?,
        };
        way.check(one.expected, ruling.as_ref().map(|one| one.yen), &one.why)?;
        let new = NewProcurement {
            purpose: &one.purpose,
            kind,
            expected: one.expected,
            fiscal_year: fiscal_year(today),
            way,
            why: one.why.trim(),
            rule: (today, ruling.as_ref()),
            approval: &one.approval,
            foreseen_on: today,
            parts: &chosen,
        };
        let id = procurement::insert(&mut tx, &on, &new).await?;
        tx.commit().await?;
        self.procurements.insert(&one.purpose, id);
        Ok(())
    }

    async fn procurement(
        &self,
        at: &Moment,
        one: &script::Procurement,
    ) -> anyhow::Result<(WriteTx, Procurement)> {
        let mut tx = self.write(at, &one.person, "town").await?;
        let id = self.procurements.get(one.purpose.as_str());
        let id = *id.with_context(|| format!("{} is not foreseen", one.purpose))?;
        let row = procurement::find(&mut tx, id).await?.context("not seen")?;
        Ok((tx, row))
    }

    pub(super) async fn announce(&self, at: &Moment, one: &script::Procurement) -> anyhow::Result<()> {
        let (mut tx, row) = self.procurement(at, one).await?;
        ensure!(
            procurement::announce(&mut tx, &row, at.today(), &one.announced_where).await?,
            "out of order"
        );
        if let Some(audience) = &one.audience {
            procurement::open(&mut tx, &row, coded(audience)?).await?;
        }
        Ok(tx.commit().await?)
    }

    pub(super) async fn answer(
        &self,
        at: &Moment,
        one: &script::Procurement,
        told: &script::Exchange,
    ) -> anyhow::Result<()> {
        let (mut tx, row) = self.procurement(at, one).await?;
        let new = NewAnswer {
            question: told.question.trim(),
            told: told.told.trim(),
            told_to: &told.told_to,
            told_on: at.today(),
            dialogue: None,
        };
        let id = answer::insert(&mut tx, &row, &new).await?;
        if told.shown {
            let written = answer::find(&mut tx, id).await?.context("what was told")?;
            answer::show(&mut tx, &written).await?;
        }
        Ok(tx.commit().await?)
    }

    pub(super) async fn log(&self, at: &Moment, one: &script::Contact) -> anyhow::Result<()> {
        let (mut tx, row) = self.in_circle(at, &one.challenge, &one.person, "town").await?;
        let new = NewContact {
            town: row.town,
            partner: Some(self.world.partner(&one.partner)?),
            partner_name: "",
            challenge: Some(row.id),
            dialogue: None,
            how: How::Means(coded(&one.means)?),
            held_on: at.today(),
            who: &one.who,
            subject: &one.subject,
            told: &one.told,
        };
        store::contact::insert(&mut tx, &new).await?;
        Ok(tx.commit().await?)
    }
}
