//! `GET /challenges/{challenge}`: the loop, the wording, the two hands, the circle, what happened.

use domain::{
    Coded, Day, Viewer,
    challenge::{CircleMember, Signature, co_owned, signed_by_both},
    dialogue::Kind,
    phase::Phase,
    viewer::Side,
    voice::Speaker,
};
use pages::{
    Section, Words,
    challenges::{Entry, Heard, Person, Show, SideView},
    ring::Ring,
    text::Prose,
};
use store::{
    challenge::{self, Challenge, EntryKind, Signed},
    circle::Member,
};

use crate::{
    Result,
    extract::{Seen, html},
};

pub async fn get(Seen { mut at, row }: Seen<Challenge>) -> Result {
    let viewer = at.viewer();
    // A summary has no record; strangers learn no names.
    let record = if row.full {
        challenge::record(&mut at.tx, row.town, row.id).await?
    } else {
        Vec::new()
    };
    let (members, signed) = if row.full && viewer.person.is_some() {
        (
            store::circle::list(&mut at.tx, row.town, row.id).await?,
            challenge::signatures(&mut at.tx, row.town, row.id, row.number).await?,
        )
    } else {
        (Vec::new(), Vec::new())
    };
    let circle: Vec<CircleMember> = members.iter().map(Member::place_in_circle).collect();
    let signatures: Vec<Signature> = signed.iter().map(Signed::signature).collect();
    let may_sign = row.in_circle && row.number == row.revision && row.place.phase != Phase::Resting;
    let unvisited = !record
        .iter()
        .any(|one| one.kind == EntryKind::Dialogue && one.detail == Kind::Visit.code());
    let page = at.page(Section::Challenges);
    let w = page.w;
    let heard = record.iter().filter(|one| one.kind == EntryKind::Voice);
    let voices = heard
        .map(|one| Heard {
            words: Prose::of(&one.title),
            speaker: Speaker::parse(&one.detail).map_or("", |speaker| w.speaker(&speaker)),
        })
        .collect();
    Ok(html(&Show {
        card: super::card(&row),
        full: row.full,
        ring: Ring::of(row.place),
        rest_reason: row.rest_reason,
        everyday: row.everyday,
        gains: row.gains,
        wording: Prose::of(&row.wording),
        number: row.number,
        in_circle: row.in_circle,
        co_owned: co_owned(&circle),
        signed: signed_by_both(row.revision, &signatures),
        sides: sides(&viewer, &members, &signed, may_sign),
        entries: record.into_iter().filter_map(|one| entry(w, one)).collect(),
        voices,
        unvisited,
        page,
    }))
}

/// The two sides with their people and hands.
pub(super) fn sides(viewer: &Viewer, members: &[Member], signed: &[Signed], may_sign: bool) -> Vec<SideView> {
    [Side::Town, Side::Partner]
        .into_iter()
        .map(|side| {
            let people = members
                .iter()
                .filter(|one| one.side == side)
                .map(|one| Person {
                    seat: one.seat,
                    name: one.name.clone(),
                    organisation: one.organisation.clone(),
                    owner: one.owner,
                    me: viewer.seat() == Some(one.seat),
                })
                .collect();
            let hand = signed.iter().find(|one| one.side == side);
            SideView {
                side,
                people,
                signed: hand.map(|one| (one.name.clone(), one.at)),
                can_sign: may_sign && hand.is_none() && viewer.side() == Some(side),
            }
        })
        .collect()
}

/// An entry with its address; voices stand apart from the timeline.
fn entry(w: Words, one: challenge::Entry) -> Option<Entry> {
    let (folder, what) = match one.kind {
        EntryKind::Dialogue => (
            "dialogues",
            Kind::parse(&one.detail).map_or(w.entry_dialogue(), |kind| w.dialogue_kind(&kind)),
        ),
        EntryKind::Adaptation => ("adaptations", w.piece_adaptation()),
        EntryKind::Trial => ("trials", w.piece_trial()),
        EntryKind::Reflection => ("reflections", w.piece_reflection()),
        EntryKind::Voice => return None,
    };
    let day: Day = one.day.parse().unwrap_or_else(|_| one.at.day());
    Some(Entry {
        href: format!("/{folder}/{}", one.id),
        what,
        title: one.title,
        day,
        audience: one.audience,
    })
}
