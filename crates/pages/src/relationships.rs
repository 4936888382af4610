//! つながり: a town with a partner or a professional, their people on both sides and the strands between them.

use askama::Template;
use domain::{
    Day,
    dialogue::Kind,
    id::{RelationshipId, SeatId},
    relationship::Origin,
};

use crate::{chrome::Chrome, words::Words};

impl Words {
    /// How two people met.
    pub fn strand_origin(self, origin: &Origin) -> &'static str {
        match origin {
            Origin::Dialogue => self.relationships_by_dialogue(),
            Origin::Introduction => self.relationships_by_introduction(),
            Origin::Card => self.relationships_by_card(),
        }
    }
}

/// A relationship in the list.
pub struct Line {
    /// The id.
    pub id: RelationshipId,
    /// The town.
    pub town: String,
    /// The partner or professional.
    pub with: String,
    /// The first day.
    pub since: Day,
    /// The last one.
    pub last_on: Day,
}

/// `/relationships`.
#[derive(Template)]
#[template(path = "relationships/index.html")]
pub struct Index {
    /// The chrome.
    pub page: Chrome,
    /// The lines, those lately met first.
    pub lines: Vec<Line>,
    /// The address of the next page.
    pub next: Option<String>,
    /// Whether the reader is a town's staff, for whom the other side's name says more.
    pub staff: bool,
}

/// Somebody at the end of a strand.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Person {
    /// The seat.
    pub seat: SeatId,
    /// The name.
    pub name: String,
    /// Department and title.
    pub post: String,
    /// Whether their time on the seat is over.
    pub past: bool,
}

/// A strand.
pub struct Strand {
    /// Who of the town.
    pub staff: Person,
    /// Who of the other side.
    pub other: Person,
    /// The first day.
    pub since: Day,
    /// The last one.
    pub last_on: Day,
    /// How they met.
    pub origin: Origin,
    /// The address of the dialogue they met in.
    pub path: Option<String>,
    /// Where; may be empty.
    pub place: String,
}

/// A dialogue or challenge both share.
pub struct Entry {
    /// Its address.
    pub path: String,
    /// Its title.
    pub title: String,
    /// The day.
    pub day: Day,
    /// The kind of dialogue; none for challenges.
    pub kind: Option<Kind>,
}

/// `/relationships/{relationship}`.
#[derive(Template)]
#[template(path = "relationships/show.html")]
pub struct Show {
    /// The chrome.
    pub page: Chrome,
    /// The town.
    pub town: String,
    /// The partner or professional.
    pub with: String,
    /// The first day.
    pub since: Day,
    /// The address for asking the other side for advice.
    pub ask: String,
    /// The strands of this page, those lately met first.
    pub strands: Vec<Strand>,
    /// The address of the next page.
    pub next: Option<String>,
    /// The drawing of them.
    pub drawing: Option<Drawing>,
    /// The last dialogues.
    pub talks: Vec<Entry>,
    /// The challenges shared.
    pub challenges: Vec<Entry>,
}

/// How many people a drawing shows on each side.
const MOST: usize = 8;
/// How much of a name fits beside it.
const NAME: usize = 9;
/// The height of one person in the drawing.
const STEP: usize = 36;

/// The strands as lines from one side to the other; the list says the same.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Drawing {
    /// The height.
    pub height: usize,
    /// Who of the town, with the height of the line of their name.
    pub left: Vec<(usize, Person)>,
    /// Who of the other side.
    pub right: Vec<(usize, Person)>,
    /// The strands: from which height to which, and whether one of both has moved on.
    pub lines: Vec<(usize, usize, bool)>,
}

impl Drawing {
    /// Draws strands; `None` when there is nothing to draw.
    pub fn of(strands: &[Strand]) -> Option<Self> {
        if strands.is_empty() {
            return None;
        }
        let mut left: Vec<(usize, Person)> = Vec::new();
        let mut right = Vec::new();
        let mut lines = Vec::new();
        for strand in strands {
            let (from, to) = (place(&mut left, &strand.staff), place(&mut right, &strand.other));
            if let Some((from, to)) = from.zip(to) {
                lines.push((from, to, strand.staff.past || strand.other.past));
            }
        }
        let height = left.len().max(right.len()) * STEP + 8;
        Some(Self {
            height,
            left,
            right,
            lines,
        })
    }
}

/// Where somebody stands on their side, put there if there is room.
fn place(side: &mut Vec<(usize, Person)>, person: &Person) -> Option<usize> {
    if let Some((at, _)) = side.iter().find(|(_, one)| one.seat == person.seat) {
        return Some(*at);
    }
    let at = side.len() * STEP + STEP / 2 + 4;
    (side.len() < MOST).then(|| {
        let name = text::excerpt(&person.name, NAME);
        side.push((
            at,
            Person {
                name,
                ..person.clone()
            },
        ));
        at
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(seat: u128) -> Person {
        Person {
            seat: format!("{seat:032x}").parse().unwrap(),
            name: format!("人{seat}"),
            post: String::new(),
            past: seat == 3,
        }
    }

    fn strand(staff: u128, other: u128) -> Strand {
        let day: Day = "2026-01-05".parse().unwrap();
        Strand {
            staff: person(staff),
            other: person(other),
            since: day,
            last_on: day,
            origin: Origin::Card,
            path: None,
            place: String::new(),
        }
    }

    #[test]
    fn a_drawing_is_bounded_and_every_line_ends_at_somebody() {
        assert_eq!(Drawing::of(&[]), None);
        let few = Drawing::of(&[strand(1, 11), strand(1, 12), strand(3, 11)]).unwrap();
        assert_eq!((few.left.len(), few.right.len(), few.lines.len()), (2, 2, 3));
        assert_eq!(few.lines.iter().filter(|(.., past)| *past).count(), 1);
        let many: Vec<Strand> = (1..50).map(|number| strand(number, 100 + number % 9)).collect();
        let drawn = Drawing::of(&many).unwrap();
        assert!(drawn.left.len() <= MOST && drawn.right.len() <= MOST);
        for (from, to, _) in &drawn.lines {
            assert!(
                drawn.left.iter().any(|(at, _)| at == from) && drawn.right.iter().any(|(at, _)| at == to)
            );
            assert!(*from < drawn.height && *to < drawn.height);
        }
    }
}
