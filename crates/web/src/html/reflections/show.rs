//! `GET /reflections/{reflection}`: what was learnt, the question it leaves, and the hands of both sides.

use domain::{Coded, Side, audience::Audience, challenge::Piece, paragraph::Field, reflection::may_change};
use pages::{
    Section,
    publishing::opened,
    reflections::{Hand, Show},
};
use store::{
    challenge,
    hand::PieceKey,
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
    let signed = if row.in_circle {
        signatures(&mut at.tx, &row).await?
    } else {
        Vec::new()
    };
    let settled = row.settled_at.is_some();
    let can_change = may_change(row.in_circle, settled, row.on, row.round);
    let owner = can_change && super::signature::may_sign(&mut at.tx, &row).await?;
    let hand = |side: &Side| {
        let of_side = || signed.iter().filter(move |one: &&Signed| one.side == *side);
        let mine = of_side().any(|one| viewer.seat() == Some(one.seat));
        let first = of_side().next();
        Hand {
            side: *side,
            can_sign: owner && first.is_none() && viewer.side() == Some(*side),
            can_unsign: owner && mine,
            signed: first.map(|one| (one.name.clone(), one.at)),
        }
    };
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
        hands: Side::ALL.iter().map(hand).collect(),
        page: at.page(Section::Challenges),
    }))
}
