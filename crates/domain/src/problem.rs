//! What can be wrong with something a person typed, and the reading of typed text.

/// A problem with one field. `pages` renders it in the reader's language, beside the field.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Problem {
    /// Nothing was typed where something is needed.
    Missing,
    /// More characters than fit.
    TooLong {
        /// How many fit.
        limit: usize,
        /// How many there are.
        actual: usize,
    },
    /// Fewer characters than needed.
    TooShort {
        /// How many are needed.
        least: usize,
    },
    /// Not a date, or one out of reach.
    NotADay,
    /// A date that should lie after today (or after a first date) and does not.
    NotLater,
    /// A date in the future where only the past makes sense.
    NotYet,
    /// Not a time of day such as 13:30.
    NotATime,
    /// Not a number the field can take.
    NotANumber,
    /// Not one of the choices offered.
    NotAChoice,
    /// Not an e-mail address.
    NotAnEmail,
    /// A file that is not taken: its name, and the key of the reason (`problem-file-…`, without arguments).
    OfFile {
        /// The name as it was sent, made safe.
        name: String,
        /// The key of the reason.
        why: &'static str,
    },
    /// Anything else, by the key of its message (`problem-…` in the language files, without arguments).
    Said(&'static str),
}

/// How many people-visible characters fit in the kinds of fields.
pub mod limit {
    /// Titles of things.
    pub const TITLE: usize = 60;
    /// Names, places, units: one short line.
    pub const LINE: usize = 100;
    /// A paragraph: reasons, purposes, words of a move.
    pub const PARAGRAPH: usize = 600;
    /// A long text: notes of a dialogue, the wording of a challenge.
    pub const PROSE: usize = 4000;
}
