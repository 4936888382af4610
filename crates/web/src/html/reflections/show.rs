//! `GET /reflections/{reflection}`: what was learnt, the question it leaves, and the hands of all who hold the challenge.

use domain::{
    MunicipalityCode,
    audience::Audience,
    challenge::Piece,
    joint::{Party, every_hand},
    paragraph::Field,
    reflection::may_change,
};
use pages::{
    Section,
    publishing::opened,
    reflections::{Hand, Show},
};
use store::{
    challenge,
    hand::PieceKey,
    joint,
    reflection::{Reflection, Signed, signatures},
    trial,
};

use crate::{
    Result,
    extract::{Seen, html},
    html::publishing::beside,
};

pub async fn get(Seen { mut at, row }: Seen<Reflection>) -> Result {
    let viewer = at.viewer();
    let (signed, towns) = if row.in_circle {
        let signed = signatures(&mut at.tx, &row).await?;
        (signed, joint::names(&mut at.tx, row.town, row.challenge).await?)
    } else {
        (Vec::new(), Vec::new())
    };
    let settled = row.settled_at.is_some();
    let can_change = may_change(row.in_circle, settled, row.on, row.round);
    let owner = can_change && super::signature::may_sign(&mut at.tx, &row).await?;
    let parties = parties(&row, &signed, &towns);
    let several = parties.len() > 2;
    // Every hand can be there before it is settled: when the town whose hand was missing leaves.
    let complete = every_hand(signed.iter().map(|one| one.party), &parties);
    let acting = Party::acting(&viewer);
    let hand = |party: &Party| {
        let of_party = || signed.iter().filter(move |one: &&Signed| one.party == *party);
        let mine = of_party().any(|one| viewer.seat() == Some(one.seat));
        let first = of_party().next();
        let town = towns.iter().find(|(code, _)| party.town() == Some(*code));
        Hand {
            side: party.side(),
            town: town.filter(|_| several).map(|(_, name)| name.clone()),
            can_sign: owner && acting == Some(*party) && (first.is_none() || complete),
            can_unsign: owner && mine,
            signed: first.map(|one| (one.name.clone(), one.at)),
        }
    };
    let hands = parties.iter().map(hand).collect();
    let key = PieceKey {
        kind: Piece::Reflection,
        id: row.id.uuid(),
        number: 0,
    };
    let public = row.audience == Audience::Public;
    let beside = beside::of(&mut at.tx, (row.town, row.challenge), key, public, row.in_circle).await?;
    let around = if row.in_circle {
        (true, true)
    } else {
        (
            challenge::find(&mut at.tx, row.challenge).await?.is_some(),
            trial::find(&mut at.tx, row.trial).await?.is_some(),
        )
    };
    Ok(html(&Show {
        id: row.id,
        around,
        challenge: row.challenge,
        trial: row.trial,
        round: row.round,
        learnt: opened(at.w, &row.learnt, &row.left_out, Field::Learnt, 0),
        beside,
        question: row.next_question,
        onward: row.onward,
        until: row.until,
        everyday: row.everyday,
        revision: row.revision,
        author: row.author,
        at: row.written_at,
        audience: row.audience,
        settled,
        in_circle: row.in_circle,
        can_change,
        owner,
        hands,
        page: at.page(Section::Challenges),
    }))
}

/// Whose hands stand under it: of all who hold the challenge now, or, where it is settled, of those who settled it.
fn parties(row: &Reflection, signed: &[Signed], towns: &[joint::Choice<MunicipalityCode>]) -> Vec<Party> {
    if row.settled_at.is_some() && !signed.is_empty() {
        let mut settled: Vec<Party> = signed.iter().map(|one| one.party).collect();
        settled.sort();
        settled.dedup();
        return settled;
    }
    let joined: Vec<MunicipalityCode> = towns.iter().map(|(code, _)| *code).collect();
    Party::all(row.town, &joined)
}
