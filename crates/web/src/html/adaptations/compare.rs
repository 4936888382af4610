//! `GET /adaptations/{adaptation}/compare?revision=N`: what changed, part by part, from the revision before that the reader
//! may read.

use pages::{
    Section, Words,
    adaptations::{Compare, PartChange},
    wordings::Field,
};
use store::adaptation::{self, Adaptation, Part};

use crate::{
    Error, Result,
    extract::{Query, Seen, html},
    html::publishing::beside,
};

pub async fn get(Seen { mut at, row }: Seen<Adaptation>, query: Query) -> Result {
    let number = match query.value("revision") {
        "" => row.number,
        typed => typed.parse().map_err(|_| Error::NotFound)?,
    };
    let revisions = adaptation::revisions(&mut at.tx, row.id).await?;
    let mut from = revisions.into_iter().skip_while(|one| one.number != number);
    let new = from.next().ok_or(Error::NotFound)?;
    let old = from.next().ok_or(Error::NotFound)?;
    let before = adaptation::parts(&mut at.tx, &old).await?;
    let after = adaptation::parts(&mut at.tx, &new).await?;
    let page = at.page(Section::Challenges);
    Ok(html(&Compare {
        id: new.id,
        title: new.title,
        old: old.number,
        new: new.number,
        summary: Field::prose(page.w.adaptations_summary(), &old.summary, &new.summary),
        parts: parts(page.w, &before, &after),
        // Five queries stand before this: the way to ask is enough here, the page of the adaptation names the office.
        beside: beside::way_to_ask(row.challenge, new.audience),
        page,
    }))
}

/// Whether two rows are one part, in the order in which that is looked for: the same of the package; added under the same
/// title; added with the same words under another title.
const SAME: [fn(&Part, &Part) -> bool; 3] = [
    |one, other| one.part.is_some() && one.part == other.part,
    |one, other| one.part.is_none() && other.part.is_none() && one.title == other.title,
    |one, other| one.part.is_none() && other.part.is_none() && !one.body.is_empty() && one.body == other.body,
];

/// Every part with what it was before, those that are gone at the end. Each stands once.
fn pairs<'p>(before: &'p [Part], after: &'p [Part]) -> Vec<(Option<&'p Part>, Option<&'p Part>)> {
    let mut earlier: Vec<Option<&Part>> = vec![None; after.len()];
    let mut taken = vec![false; before.len()];
    for same in SAME {
        for (new, found) in after.iter().zip(&mut earlier) {
            if found.is_some() {
                continue;
            }
            let at = (0..before.len()).find(|at| !taken[*at] && same(&before[*at], new));
            if let Some(at) = at {
                taken[at] = true;
                *found = Some(&before[at]);
            }
        }
    }
    let now = earlier.into_iter().zip(after.iter().map(Some));
    let gone = before
        .iter()
        .zip(taken)
        .filter(|(_, taken)| !taken)
        .map(|(old, _)| (Some(old), None));
    now.chain(gone).collect()
}

fn parts(w: Words, before: &[Part], after: &[Part]) -> Vec<PartChange> {
    let pairs = pairs(before, after).into_iter();
    pairs
        .map(|(old, new)| PartChange {
            title: new.or(old).map(|part| part.title.clone()).unwrap_or_default(),
            change: new.map(|part| part.change),
            fields: fields(w, old, new),
            source: old
                .zip(new)
                .is_some_and(|(old, new)| (old.dialogue, old.voice) != (new.dialogue, new.voice)),
        })
        .collect()
}

/// One thing a part says, as words.
type Said = fn(Words, &Part) -> String;

/// All that differs between a part then and now.
fn fields(w: Words, old: Option<&Part>, new: Option<&Part>) -> Vec<Field> {
    let both = |said: Said| [old, new].map(|part| part.map(|part| said(w, part)).unwrap_or_default());
    let line = |label: &'static str, said: Said| {
        let [was, is] = both(said);
        Field::line(label, &was, &is)
    };
    let lines = |label: &'static str, said: Said| {
        let [was, is] = both(said);
        Field::of(label, &was, &is)
    };
    let prose = |label: &'static str, said: Said| {
        let [was, is] = both(said);
        Field::prose(label, &was, &is)
    };
    let mut all = Vec::new();
    // Of a part that came or went the heading says these.
    if old.is_some() && new.is_some() {
        all.push(line(w.adaptations_part(), |_, part| part.title.clone()));
        all.push(line(w.adaptations_became(), |w, part| {
            w.change(&part.change).to_owned()
        }));
    }
    all.extend([
        prose(w.adaptations_then(), |_, part| part.then.clone()),
        prose(w.adaptations_here(), |_, part| part.body.clone()),
        prose(w.adaptations_why(), |_, part| part.reason.clone()),
        line(w.terms_who(), |_, part| part.terms.who.clone()),
        line(w.terms_cost(), |w, part| {
            part.terms.cost.map(|cost| w.cost(cost)).unwrap_or_default()
        }),
        line(w.terms_payer(), |w, part| {
            let payer = part.terms.payer;
            payer.map(|payer| w.payer(&payer).to_owned()).unwrap_or_default()
        }),
        line(w.terms_duration(), |_, part| part.terms.duration.clone()),
        lines(w.terms_preconditions(), |_, part| {
            part.terms.preconditions.clone()
        }),
        lines(w.terms_pitfalls(), |_, part| part.terms.pitfalls.clone()),
    ]);
    all.retain(|field| !field.is_same());
    all
}
