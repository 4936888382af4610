//! `GET /relationships/{relationship}`: the people of both sides, the strands between them, what they share.

use domain::{
    Day,
    relationship::{Origin, With},
};
use pages::{
    Section,
    relationships::{Drawing, Entry, Person, Show, Strand},
};
use store::relationship::{self, EntryKind, Relationship, entries, strands};

use crate::{
    Result,
    extract::{Query, Seen, html},
};

pub async fn get(Seen { mut at, row }: Seen<Relationship>, query: Query) -> Result {
    let today = at.today();
    let found = strands(&mut at.tx, &row, query.cursor().as_ref()).await?;
    let shared = entries(&mut at.tx, &row).await?;
    let next = found
        .next
        .as_ref()
        .map(|cursor| format!("/relationships/{}?after={}", row.id, cursor.encode()));
    // Only a dialogue the viewer may read is led to.
    let strands: Vec<Strand> = found
        .rows
        .into_iter()
        .map(|one| {
            let led = shared.iter().any(|entry| one.record == Some(entry.id));
            strand(one, today, led)
        })
        .collect();
    let (mut talks, mut challenges) = (Vec::new(), Vec::new());
    for one in shared {
        match one.kind {
            EntryKind::Dialogue(kind) => talks.push(Entry {
                path: format!("/dialogues/{}", one.id.simple()),
                title: one.title,
                day: one.day,
                kind: Some(kind),
            }),
            EntryKind::Challenge => challenges.push(Entry {
                path: format!("/challenges/{}", one.id.simple()),
                title: one.title,
                day: one.day,
                kind: None,
            }),
        }
    }
    let ask = match (at.viewer().town(), row.with) {
        (Some(_), With::Partner(partner)) => format!("/consultations/new?partner={partner}"),
        (Some(_), With::Professional(_)) => "/consultations/new".to_owned(),
        (None, _) => format!("/consultations/new?town={}", row.town),
    };
    Ok(html(&Show {
        drawing: Drawing::of(&strands),
        strands,
        next,
        town: row.town_name,
        with: row.with_name,
        since: row.since,
        ask,
        talks,
        challenges,
        page: at.page(Section::Elsewhere),
    }))
}

fn strand(row: relationship::Strand, today: Day, led: bool) -> Strand {
    let path = row.record.filter(|_| led && row.origin == Origin::Dialogue);
    Strand {
        staff: person(row.staff, today),
        other: person(row.other, today),
        since: row.since,
        last_on: row.last_on,
        origin: row.origin,
        path: path.map(|id| format!("/dialogues/{}", id.simple())),
        place: row.place,
    }
}

fn person(row: relationship::Person, today: Day) -> Person {
    Person {
        seat: row.seat,
        name: row.name,
        post: row.post,
        past: row.term.is_some_and(|term| term.is_over(today)),
    }
}
