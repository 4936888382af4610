//! `GET /challenges/{challenge}/wordings/compare?from=…&to=…`: what changed between two wordings. Without numbers: the
//! newest with the one before it.

use pages::{
    Section, Words,
    wordings::{Compare, Field, Number},
};
use store::challenge::{self, Challenge, Revision};

use super::wordings::told;
use crate::{
    Error, Result,
    extract::{Query, Seen, html},
    html::publishing::beside,
};

pub async fn get(Seen { mut at, row }: Seen<Challenge>, query: Query) -> Result {
    if !row.full {
        return Err(Error::NotFound);
    }
    let numbers = challenge::revision_numbers(&mut at.tx, row.town, row.id).await?;
    let chosen = chosen(&numbers, query.value("from"), query.value("to"))?;
    let (old, new) = challenge::two_revisions(&mut at.tx, row.town, row.id, chosen)
        .await?
        .ok_or(Error::NotFound)?;
    let beside = beside::whom_to_tell(&mut at.tx, (row.town, row.id), row.audience).await?;
    let (from, to) = (old.number, new.number);
    let page = at.page(Section::Challenges);
    let fields = fields(page.w, &old, &new);
    let before = |number: i64| numbers.iter().copied().find(|one| *one < number);
    let after = |number: i64| numbers.iter().rev().copied().find(|one| *one > number);
    Ok(html(&Compare {
        card: super::card(&row),
        beside,
        fields,
        previous: before(to).and_then(|one| Some((before(one)?, one))),
        next: after(to).map(|one| (to, one)),
        numbers: numbers
            .iter()
            .map(|one| Number {
                number: *one,
                from: *one == from,
                to: *one == to,
            })
            .collect(),
        old: told(row.id, old),
        new: told(row.id, new),
        page,
    }))
}

/// The two numbers asked for; what is not asked is the newest, and the one before. A word that is no number names nothing.
fn chosen(numbers: &[i64], from: &str, to: &str) -> Result<(i64, i64), Error> {
    let read = |typed: &str| typed.parse::<i64>().map_err(|_| Error::NotFound);
    let to = if to.is_empty() {
        *numbers.first().ok_or(Error::NotFound)?
    } else {
        read(to)?
    };
    let from = if from.is_empty() {
        numbers.iter().copied().find(|one| *one < to).unwrap_or(to)
    } else {
        read(from)?
    };
    Ok((from, to))
}

fn fields(w: Words, old: &Revision, new: &Revision) -> Vec<Field> {
    vec![
        Field::line(w.challenges_heading(), &old.title, &new.title),
        Field::of(w.challenges_purpose(), &old.purpose, &new.purpose),
        Field::of(w.challenges_gains(), &old.gains, &new.gains),
        Field::prose(w.challenges_wording(), &old.wording, &new.wording),
    ]
}
