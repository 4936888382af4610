//! 課題: the list, the page with its loop, wordings, circle, hands.

use askama::Template;
use domain::{
    Coded, Day, Timestamp,
    audience::Audience,
    challenge::Piece,
    id::{ChallengeId, DialogueId, SeatId, VoiceId},
    phase::Place,
    topic::Topics,
    viewer::Side,
};

use crate::{
    chrome::Chrome,
    corrections::Beside,
    form::{Choice, Form},
    ring::Ring,
    text::Prose,
    words::Words,
};

impl Words {
    /// The name of a side.
    pub fn side(self, side: &Side) -> &'static str {
        match side {
            Side::Town => self.side_town(),
            Side::Partner => self.side_partner(),
        }
    }

    /// The name of a kind of piece.
    pub fn piece(self, piece: &Piece) -> &'static str {
        match piece {
            Piece::Wording => self.piece_wording(),
            Piece::Adaptation => self.piece_adaptation(),
            Piece::Trial => self.piece_trial(),
            Piece::Reflection => self.piece_reflection(),
            Piece::Context => self.piece_context(),
        }
    }
}

/// A challenge as cards show it.
pub struct Card {
    /// The id.
    pub id: ChallengeId,
    /// The town's name.
    pub town: String,
    /// Where it stands.
    pub place: Place,
    /// To whom it is open.
    pub audience: Audience,
    /// The title.
    pub title: String,
    /// めざす姿.
    pub purpose: String,
    /// What it is about.
    pub topics: Topics,
    /// How many towns joined the one that keeps it, where the page says so.
    pub joined: i64,
}

/// `/challenges`.
#[derive(Template)]
#[template(path = "challenges/index.html")]
pub struct Index {
    /// The chrome.
    pub page: Chrome,
    /// The challenges of this page.
    pub cards: Vec<Card>,
    /// Whether only those of the reader's circles are shown.
    pub mine: bool,
    /// Whether only those about something or from somewhere are shown.
    pub filtered: bool,
    /// What is looked for.
    pub form: Form,
    /// The fields to choose from.
    pub fields: Vec<Choice>,
    /// The goals to choose from.
    pub goals: Vec<Choice>,
    /// The places to choose from.
    pub areas: Vec<Choice>,
    /// The address of the next page.
    pub next: Option<String>,
}

/// Somebody of the circle.
pub struct Person {
    /// Their seat.
    pub seat: SeatId,
    /// Their name.
    pub name: String,
    /// Town or partner.
    pub organisation: String,
    /// Whether they co-own the challenge.
    pub owner: bool,
    /// Whether it is the reader.
    pub me: bool,
}

impl Person {
    /// The first character of the name, for the avatar.
    pub fn initial(&self) -> String {
        self.name.chars().next().map(String::from).unwrap_or_default()
    }
}

/// One party: its people, and its signature under the current wording.
pub struct SideView {
    /// On which side.
    pub side: Side,
    /// What it is called: the side, or the town where there are several.
    pub name: String,
    /// Its people in the circle.
    pub people: Vec<Person>,
    /// Who signed, and when.
    pub signed: Option<(String, Timestamp)>,
    /// Whether the reader may sign for it now.
    pub can_sign: bool,
}

/// One entry of the record.
pub struct Entry {
    /// Its address.
    pub href: String,
    /// What kind of entry it is, in words.
    pub what: &'static str,
    /// The title.
    pub title: String,
    /// The day.
    pub day: Day,
    /// To whom it is open.
    pub audience: Audience,
}

/// A voice on the challenge's page.
pub struct Heard {
    /// Its id, which is also its anchor.
    pub id: VoiceId,
    /// The words.
    pub words: Prose,
    /// Who spoke.
    pub speaker: &'static str,
    /// How they are told apart without being named; may be empty.
    pub described: String,
    /// Where it was heard, where the page says so.
    pub dialogue: Option<DialogueId>,
}

/// `/challenges/{challenge}/voices`.
#[derive(Template)]
#[template(path = "challenges/voices.html")]
pub struct Voices {
    /// The chrome.
    pub page: Chrome,
    /// The challenge.
    pub card: Card,
    /// Its town, where everybody can leave one.
    pub town: domain::MunicipalityCode,
    /// The voices of this page, the newest first.
    pub voices: Vec<Heard>,
    /// The address of the next page.
    pub next: Option<String>,
    /// Whom to tell of a mistake, where everyone may read this.
    pub beside: Beside,
}

/// `/challenges/{challenge}`.
#[derive(Template)]
#[template(path = "challenges/show.html")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each shows or hides one part of the page"
)]
pub struct Show {
    /// The chrome.
    pub page: Chrome,
    /// Its card.
    pub card: Card,
    /// Whether more than the summary is shown.
    pub full: bool,
    /// The loop.
    pub ring: Ring,
    /// While resting: why.
    pub rest_reason: String,
    /// Whether it rests because it became everyday life.
    pub everyday: bool,
    /// Who among the residents gains what.
    pub gains: String,
    /// Whether something of that is left out.
    pub gains_left_out: bool,
    /// The challenge in words.
    pub wording: Prose,
    /// What stands beside it where it is public.
    pub beside: Beside,
    /// The number of the wording shown.
    pub number: i64,
    /// Whether the reader sits in the circle.
    pub in_circle: bool,
    /// Whether the reader co-owns it: only then a hand is theirs to give.
    pub owner: bool,
    /// Whether both sides co-own it.
    pub co_owned: bool,
    /// Whether both sides signed the current wording.
    pub signed: bool,
    /// The two sides.
    pub sides: Vec<SideView>,
    /// The record.
    pub entries: Vec<Entry>,
    /// Voices, the newest first.
    pub voices: Vec<Heard>,
    /// Whether nobody has visited yet.
    pub unvisited: bool,
    /// The procedures foreseen or under way for it.
    pub foreseen: Vec<crate::procurements::Short>,
}

/// `/challenges/new` and `/challenges/{challenge}/wordings/new`.
#[derive(Template)]
#[template(path = "challenges/form.html")]
pub struct Edit {
    /// The chrome.
    pub page: Chrome,
    /// What is typed.
    pub form: Form,
    /// The challenge being worded anew; none for a new one.
    pub id: Option<ChallengeId>,
    /// The dialogue it grows out of: its id and title.
    pub origin: Option<(DialogueId, String)>,
    /// The voices and dialogues that can be the reason.
    pub reasons: Vec<Choice>,
}

impl Edit {
    /// The labels of the fields.
    pub fn labels(&self) -> Vec<(&'static str, &'static str)> {
        let w = self.page.w;
        vec![
            ("title", w.challenges_heading()),
            ("purpose", w.challenges_purpose()),
            ("gains", w.challenges_gains()),
            ("wording", w.challenges_wording()),
            ("because", w.challenges_because()),
            ("reason", w.challenges_reason()),
        ]
    }
}

/// `/challenges/{challenge}/circle`.
#[derive(Template)]
#[template(path = "challenges/circle.html")]
pub struct CirclePage {
    /// The chrome.
    pub page: Chrome,
    /// The challenge.
    pub card: Card,
    /// The two sides.
    pub sides: Vec<SideView>,
    /// Who may be asked in.
    pub candidates: Vec<Choice>,
    /// Whether the reader co-owns it.
    pub owner: bool,
    /// What went wrong.
    pub form: Form,
}

impl CirclePage {
    /// The labels of the fields.
    pub fn labels(&self) -> Vec<(&'static str, &'static str)> {
        let w = self.page.w;
        vec![("owner", w.challenges_ownership()), ("seat", w.challenges_who())]
    }
}

/// `/challenges/{challenge}/rest`.
#[derive(Template)]
#[template(path = "challenges/rest.html")]
pub struct Rest {
    /// The chrome.
    pub page: Chrome,
    /// The challenge.
    pub card: Card,
    /// What is typed.
    pub form: Form,
}

impl Rest {
    /// The labels of the fields.
    pub fn labels(&self) -> Vec<(&'static str, &'static str)> {
        let w = self.page.w;
        vec![
            ("until", w.challenges_rest_until()),
            ("reason", w.challenges_rest_reason()),
        ]
    }
}
