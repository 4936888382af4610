//! Both wished to talk: a strand between the two, and a talk of three that is planned.

use domain::{
    audience::Audience,
    dialogue::{Kind, Participant},
    id::{DialogueId, PartnerId},
    relationship::{End, Origin},
};

use super::{Introduction, open};
use crate::{
    Error, Result, WriteTx,
    dialogue::{self, NewDialogue},
    relationship::{Meeting, end_of, exchange},
};

/// The day a first talk is planned for, counted from the answer; the three settle another.
const DAYS: i64 = 7;

/// Draws the strand and plans the talk. Nobody is said to have taken part in it yet, so no challenge grows from it before.
pub async fn meet(tx: &mut WriteTx, row: &Introduction, title: &str, agenda: &str) -> Result<DialogueId> {
    let today = tx.now().day();
    let mut there = Vec::new();
    let mut ends = Vec::new();
    for (name, seat, person) in [
        (Some(&row.introducer_name), row.introducer, row.introducer_person),
        (row.first.name.as_ref(), row.first.seat, row.first.person),
        (row.second.name.as_ref(), row.second.seat, row.second.person),
    ] {
        let end = end_of(tx, seat).await?;
        let end = end.ok_or_else(|| Error::internal("a seat that belongs to nothing"))?;
        ends.push(end);
        there.push(Participant {
            name: name.cloned().unwrap_or_default(),
            presence: end.presence(),
            account: Some((person, seat)),
            confirmed: false,
        });
    }
    if let [_, one, other] = ends[..] {
        let meeting = Meeting {
            one,
            other,
            on: today,
            origin: Origin::Introduction,
            record: Some(row.id.uuid()),
            place: "",
        };
        exchange(tx, &meeting).await?;
    }
    let new = NewDialogue {
        town: row.town,
        partner: ends.iter().find_map(partner),
        challenge: None,
        kind: Kind::Meeting,
        held_on: today.plus(DAYS),
        starts: None,
        place: "",
        title,
        notes: "",
        agenda,
        spot: None,
        audience: Audience::Participants,
        participants: &there,
    };
    let id = dialogue::insert(tx, &new).await?;
    open(tx, row, id).await?;
    Ok(id)
}

fn partner(end: &End) -> Option<PartnerId> {
    match end {
        End::Partner(partner, _) => Some(*partner),
        _ => None,
    }
}
