//! `GET /challenges/{challenge}`: the loop, the wording, the two hands, the circle, what happened.

use domain::{
    Coded, Day, MunicipalityCode, Viewer,
    audience::Audience,
    challenge::{CircleMember, Piece, Signature, co_owned, signed_by_all},
    dialogue::Kind,
    id::{ProcurementId, VoiceId},
    joint::Party,
    paragraph::Field,
    phase::Phase,
    procurement::State,
    voice::Speaker,
};
use pages::{
    Section, Words,
    challenges::{Entry, Heard, Person, Show, SideView},
    procurements::Short,
    publishing::opened,
    ring::Ring,
    text::Prose,
};
use store::{
    challenge::{self, Challenge, EntryKind},
    circle::{self, Signer},
    hand::PieceKey,
};

use crate::{
    Result,
    extract::{Seen, html},
    html::publishing::beside,
};

pub async fn get(Seen { mut at, row }: Seen<Challenge>) -> Result {
    let viewer = at.viewer();
    // A summary has no record; strangers learn no names.
    let record = if row.full {
        challenge::record(&mut at.tx, row.town, row.id).await?
    } else {
        Vec::new()
    };
    let people = if row.full && viewer.person.is_some() {
        circle::with_signatures(&mut at.tx, row.town, row.id, row.number).await?
    } else {
        Vec::new()
    };
    let here = people.iter().filter(|one| !one.left);
    let parties = parties(row.town, &people);
    let circle: Vec<CircleMember> = here.map(|one| one.member.place_in_circle()).collect();
    let signed = people.iter().filter(|one| one.signed_at.is_some());
    let signatures: Vec<Signature> = signed
        .map(|one| Signature {
            number: row.number,
            party: one.member.party,
        })
        .collect();
    let wording = PieceKey {
        kind: Piece::Wording,
        id: row.id.uuid(),
        number: row.number,
    };
    // What the reader sees of the wording is public if they would see it from outside.
    let public = row.audience == Audience::Public && row.shown_audience == Audience::Public;
    let beside = beside::of(&mut at.tx, (row.town, row.id), wording, public, row.in_circle).await?;
    let may_sign = row.owner && row.number == row.revision && row.place.phase != Phase::Resting;
    // A visit that is only planned is none yet.
    let today = at.today().to_string();
    let unvisited = !record
        .iter()
        .any(|one| one.kind == EntryKind::Dialogue && one.detail == Kind::Visit.code() && one.day <= today);
    let page = at.page(Section::Challenges);
    let w = page.w;
    let heard = record.iter().filter(|one| one.kind == EntryKind::Voice);
    let voices = heard
        .map(|one| Heard {
            id: VoiceId::from_uuid(one.id),
            words: Prose::of(&one.title),
            speaker: Speaker::parse(&one.detail).map_or("", |speaker| w.speaker(&speaker)),
            described: String::new(),
            dialogue: None,
        })
        .collect();
    let foreseen = record
        .iter()
        .filter(|one| one.kind == EntryKind::Procurement)
        .filter_map(|one| {
            Some(Short {
                id: ProcurementId::from_uuid(one.id),
                purpose: one.title.clone(),
                state: State::parse(&one.detail)?,
            })
        })
        .collect();
    Ok(html(&Show {
        card: super::card(&row),
        full: row.full,
        ring: Ring::of(row.place),
        rest_reason: row.rest_reason,
        everyday: row.everyday,
        gains_left_out: row.left_out.before(Field::Gains, 0).next().is_some(),
        gains: row.gains,
        wording: opened(w, &row.wording, &row.left_out, Field::Wording, 0),
        beside,
        number: row.number,
        in_circle: row.in_circle,
        owner: row.owner,
        co_owned: co_owned(&circle),
        signed: signed_by_all(row.revision, &signatures, &parties),
        sides: sides(w, &viewer, &parties, &people, may_sign),
        entries: record.into_iter().filter_map(|one| entry(w, one)).collect(),
        voices,
        unvisited,
        foreseen,
        page,
    }))
}

/// Who holds a challenge together: a town that joined always has somebody in the circle.
pub(super) fn parties(keeper: MunicipalityCode, people: &[Signer]) -> Vec<Party> {
    let mut joined: Vec<MunicipalityCode> = Vec::new();
    for town in people
        .iter()
        .filter(|one| !one.left)
        .filter_map(|one| one.member.party.town())
    {
        if !joined.contains(&town) {
            joined.push(town);
        }
    }
    Party::all(keeper, &joined)
}

/// The parties with their people and hands. A town is named where there is more than one.
pub(super) fn sides(
    w: Words,
    viewer: &Viewer,
    parties: &[Party],
    people: &[Signer],
    may_sign: bool,
) -> Vec<SideView> {
    let several = parties.len() > 2;
    let view = |party: &Party| {
        let of_party = || people.iter().filter(|one| one.member.party == *party);
        let first = of_party()
            .filter_map(|one| one.signed_at.map(|at| (one.member.name.clone(), at)))
            .min_by_key(|(_, at)| *at);
        let town = of_party().next().filter(|_| several && party.town().is_some());
        SideView {
            side: party.side(),
            name: town.map_or_else(
                || w.side(&party.side()).to_owned(),
                |one| one.member.organisation.clone(),
            ),
            people: of_party()
                .filter(|one| !one.left)
                .map(|one| Person {
                    seat: one.member.seat,
                    name: one.member.name.clone(),
                    organisation: one.member.organisation.clone(),
                    owner: one.member.owner,
                    me: viewer.seat() == Some(one.member.seat),
                })
                .collect(),
            can_sign: may_sign && first.is_none() && Party::acting(viewer) == Some(*party),
            signed: first,
        }
    };
    parties.iter().map(view).collect()
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
        EntryKind::Voice | EntryKind::Procurement => return None,
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
