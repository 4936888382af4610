//! Paragraph by paragraph: how the texts of a piece are divided, and which paragraphs are open to whom.
//!
//! A revision never changes, so a paragraph is named by its field, its place in it and the digest of its words. Where the
//! words under a name are others after all (a text that was changed, a rule of dividing that was), no hand raised before
//! counts for it: it is closed.

use std::{collections::BTreeMap, fmt::Write as _};

use sha2::{Digest, Sha256};

use crate::{
    audience::{Audience, Reach, Scope},
    challenge::{Hand, opened_to},
    coded::{Coded, coded},
    joint::Party,
};

coded! {
    /// The texts of pieces that are opened by paragraphs.
    pub enum Field {
        /// Who gains what, in a wording.
        Gains = "gains",
        /// The challenge in words.
        Wording = "wording",
        /// Why it was worded anew.
        Because = "because",
        /// What a revision of an adaptation is.
        Summary = "summary",
        /// How a part is in this town. A part without words of its own is one empty paragraph.
        Body = "body",
        /// Why a part is as it is.
        Reason = "reason",
        /// Who does a part, what it costs and the rest.
        Terms = "terms",
        /// What is tried.
        What = "what",
        /// Where it is tried.
        Where = "where",
        /// What is counted in a trial, with its values, its diary and its costs.
        Counted = "counted",
        /// What was learnt.
        Learnt = "learnt",
    }
}

/// Divides a text into its paragraphs: what stands between empty lines. Fenced blocks stay whole, and what is indented
/// goes on with the list or block before it.
pub fn divide(text: &str) -> Vec<&str> {
    let (mut found, mut begin, mut end) = (Vec::new(), None, 0);
    let (mut fence, mut gap, mut at): (Option<&str>, bool, usize) = (None, false, 0);
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        let here = at;
        at += line.len();
        if bare.trim_start().is_empty() && fence.is_none() {
            gap = true;
            continue;
        }
        let goes_on = line.starts_with("  ") || line.starts_with('\t');
        if gap
            && !goes_on
            && let Some(from) = begin.take()
        {
            found.push(&text[from..end]);
        }
        gap = false;
        begin = begin.or(Some(here));
        let mark = bare.trim_start();
        match fence {
            Some(open) if mark.starts_with(open) => fence = None,
            None => fence = ["```", "~~~"].into_iter().find(|one| mark.starts_with(one)),
            Some(_) => {}
        }
        if !mark.is_empty() {
            end = here + bare.len();
        }
    }
    if let Some(from) = begin {
        found.push(&text[from..end]);
    }
    found
}

/// One paragraph of a piece: which field, in which part (0 where it has none), the how manieth, and its words' digest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Place {
    /// The field.
    pub field: Field,
    /// The position of the part; 0 outside parts.
    pub part: i64,
    /// The ordinal in the field, from 0.
    pub ordinal: i64,
    /// The first eight bytes of the SHA-256 of its words.
    pub digest: i64,
}

impl Place {
    /// No paragraph of any piece.
    pub const NOWHERE: Self = Self {
        field: Field::Because,
        part: -1,
        ordinal: -1,
        digest: 0,
    };

    /// The place of a paragraph with these words.
    pub fn of(field: Field, part: i64, ordinal: i64, words: &str) -> Self {
        let mut first = [0; 8];
        for (to, from) in first.iter_mut().zip(Sha256::digest(words)) {
            *to = from;
        }
        Self {
            field,
            part,
            ordinal,
            digest: i64::from_be_bytes(first),
        }
    }

    /// As forms and rows have it: `body.3.0.1a2b3c4d5e6f7081`.
    pub fn code(&self) -> String {
        format!(
            "{}.{}.{}.{:016x}",
            self.field.code(),
            self.part,
            self.ordinal,
            self.digest
        )
    }

    /// Reads that; `None` for anything else.
    pub fn parse(code: &str) -> Option<Self> {
        let mut cells = code.split('.');
        let field = Field::parse(cells.next()?)?;
        let (part, ordinal) = (cells.next()?.parse().ok()?, cells.next()?.parse().ok()?);
        let digest = u64::from_str_radix(cells.next()?, 16).ok()?.cast_signed();
        cells.next().is_none().then_some(Self {
            field,
            part,
            ordinal,
            digest,
        })
    }
}

/// A paragraph with its words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Paragraph {
    /// Where it stands.
    pub place: Place,
    /// Its words; Markdown.
    pub words: String,
}

/// The paragraphs of one field.
pub fn paragraphs(field: Field, part: i64, text: &str) -> impl Iterator<Item = Paragraph> {
    (0..).zip(divide(text)).map(move |(ordinal, words)| Paragraph {
        place: Place::of(field, part, ordinal, words),
        words: words.to_owned(),
    })
}

/// How far the paragraphs of a piece are open. Nothing in it means: the piece is open as a whole, as far as its audience.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Opened {
    /// As far as the whole is open, where single paragraphs are open further.
    whole: Option<Audience>,
    places: BTreeMap<Place, Audience>,
}

/// A hand, for the whole piece (`None`) or for one paragraph.
pub type RaisedFor = (Option<Place>, Hand);

impl Opened {
    /// What these hands open of a piece with these paragraphs, and how far any of it is seen: a paragraph is open to an
    /// audience when a hand of every party reaches it, for the paragraph or for the whole.
    pub fn by(hands: &[RaisedFor], places: &[Place], parties: &[Party]) -> (Audience, Self) {
        Self::reaching(places, |place| reach(hands, place, parties))
    }

    /// What a piece is open to after its hands changed, `before` being how far any of it was open, and how.
    ///
    /// A hand that goes up closes nothing: what was open stays open, also where a town that joined since has no hand for
    /// it. Only where `lowered` took hands down it closes, as far as the hands left to that party do not reach.
    pub fn after(
        (audience, before): (Audience, &Self),
        hands: &[RaisedFor],
        places: &[Place],
        parties: &[Party],
        lowered: Option<Party>,
    ) -> (Audience, Self) {
        Self::reaching(places, |place| {
            let was = before.open_at(place, audience);
            let stays = lowered.map_or(was, |party| was.min(reach(hands, place, &[party])));
            reach(hands, place, parties).max(stays)
        })
    }

    /// How far a paragraph is open, or the whole (`None`), of a piece any of which is open to `audience`.
    fn open_at(&self, place: Option<Place>, audience: Audience) -> Audience {
        let whole = self.whole.unwrap_or(audience);
        let further = place.and_then(|place| self.places.get(&place));
        further.map_or(whole, |further| whole.max(*further))
    }

    /// From how far each paragraph, and the whole (`None`), is open.
    fn reaching(places: &[Place], open: impl Fn(Option<Place>) -> Audience) -> (Audience, Self) {
        let whole = open(None);
        let further: BTreeMap<Place, Audience> = places
            .iter()
            .map(|place| (*place, open(Some(*place))))
            .filter(|(_, audience)| *audience > whole)
            .collect();
        let widest = further.values().copied().max().unwrap_or(whole).max(whole);
        let whole = (widest > whole).then_some(whole);
        (
            widest,
            Self {
                whole,
                places: further,
            },
        )
    }

    /// As it is stored; empty where the piece is open as a whole.
    pub fn code(&self) -> String {
        let Some(whole) = self.whole else {
            return String::new();
        };
        let mut code = whole.code().to_owned();
        for (place, audience) in &self.places {
            // Writing into a String cannot fail.
            let _ = write!(code, " {}:{}", place.code(), audience.code());
        }
        code
    }

    /// Reads that. What cannot be read opens nothing.
    pub fn parse(code: &str) -> Self {
        if code.is_empty() {
            return Self::default();
        }
        let mut cells = code.split(' ');
        let whole = cells
            .next()
            .and_then(Audience::parse)
            .unwrap_or(Audience::Circle)
            .max(Audience::Circle);
        let places = cells.filter_map(|cell| {
            let (place, audience) = cell.split_once(':')?;
            Some((Place::parse(place)?, Audience::parse(audience)?))
        });
        Self {
            whole: Some(whole),
            places: places.collect(),
        }
    }

    /// Whether single paragraphs are open further than the whole.
    pub const fn is_partial(&self) -> bool {
        self.whole.is_some()
    }

    /// Whether somebody who sees the piece from `from` sees this paragraph of it.
    pub fn shows(&self, place: &Place, from: Audience) -> bool {
        self.whole.is_none_or(|whole| whole >= from)
            || self.places.get(place).is_some_and(|audience| *audience >= from)
    }
}

/// The audience which a hand of every party reaches for a paragraph, or for the whole (`None`).
fn reach(hands: &[RaisedFor], place: Option<Place>, parties: &[Party]) -> Audience {
    let for_it = hands.iter().filter(|(of, _)| of.is_none() || *of == place);
    opened_to(&for_it.map(|(_, hand)| *hand).collect::<Vec<_>>(), parties)
}

/// From where somebody looks at a piece of a challenge's record: its circle, the network, or outside.
pub const fn seen_from(scope: Scope, in_circle: bool) -> Audience {
    match scope.reach {
        _ if in_circle => Audience::Circle,
        Reach::Inside => Audience::Network,
        Reach::Summaries | Reach::Outside => Audience::Public,
    }
}

/// Where something was left out, so that a page can say so: never how much.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LeftOut(Vec<(Field, i64, usize)>);

impl LeftOut {
    /// Whether anything was.
    pub const fn anything(&self) -> bool {
        !self.0.is_empty()
    }

    /// Before which of the paragraphs shown of a field; as many as are shown means after the last.
    pub fn before(&self, field: Field, part: i64) -> impl Iterator<Item = usize> + '_ {
        let of_field = move |one: &&(Field, i64, usize)| one.0 == field && one.1 == part;
        self.0.iter().filter(of_field).map(|one| one.2)
    }
}

/// What stands between the texts of one piece and one reader. Every text that leaves the store passes through it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Curtain {
    opened: Opened,
    from: Audience,
    left_out: LeftOut,
}

impl Curtain {
    /// Before a piece that is open like this, seen from there.
    pub const fn new(opened: Opened, from: Audience) -> Self {
        Self {
            opened,
            from,
            left_out: LeftOut(Vec::new()),
        }
    }

    /// Whether there may be something behind it that this reader does not see.
    pub fn hides(&self) -> bool {
        self.opened.is_partial() && self.from > Audience::Circle
    }

    /// A text as its reader may have it.
    pub fn through(&mut self, field: Field, part: i64, text: String) -> String {
        if !self.hides() {
            return text;
        }
        let (mut shown, mut gap) = (Vec::new(), false);
        for one in paragraphs(field, part, &text) {
            if self.opened.shows(&one.place, self.from) {
                shown.push(one.words);
                gap = false;
            } else if !gap {
                self.left_out.0.push((field, part, shown.len()));
                gap = true;
            }
        }
        shown.join("\n\n")
    }

    /// Whether something that is one paragraph by itself may be had; `words` is what its digest is of.
    pub fn shows(&self, field: Field, part: i64, words: &str) -> bool {
        self.opened.shows(&Place::of(field, part, 0, words), self.from)
    }

    /// What was left out so far.
    pub fn left_out(&self) -> LeftOut {
        self.left_out.clone()
    }
}

#[cfg(test)]
mod tests;
