//! The audience table as one SQL predicate. `domain::audience::Scope::sight` is the rule; this is its only
//! implementation, and `tests/store/scope.rs` compares the two.

use domain::paragraph::{Curtain, Opened};

use crate::{Result, value::Row};

/// The rows of `$row` the viewer sees in full. `$1` is the viewer's town, `$2` their seat, `$3` their reach (0–2).
///
/// `dialogue` and `challenge` name the columns holding the record's dialogue (whose participants are the people named in
/// it) and its challenge (whose circle may see it); write `NULL` where it has none.
macro_rules! visible {
    ($row:literal, dialogue = $dialogue:literal, challenge = $challenge:literal) => {
        $crate::scope::audible!($row, $dialogue, $challenge, "2")
    };
}

macro_rules! audible {
    ($row:literal, $dialogue:literal, $challenge:literal, $reach:literal) => {
        concat!(
            "(",
            $row,
            ".audience = 'public' OR (",
            $row,
            ".audience = 'network' AND $3 >= ",
            $reach,
            ") OR (",
            $row,
            ".audience = 'town' AND ",
            $row,
            ".town = $1) OR EXISTS (SELECT 1 FROM dialogue_participants sp WHERE sp.seat = $2 AND sp.town = ",
            $row,
            ".town AND sp.dialogue = ",
            $dialogue,
            ") OR (",
            $row,
            ".audience IN ('circle', 'network') AND EXISTS (SELECT 1 FROM circle_members sc WHERE sc.seat = $2 AND ",
            "sc.left_at IS NULL AND sc.town = ",
            $row,
            ".town AND sc.challenge = ",
            $challenge,
            ")))"
        )
    };
}

/// From where the viewer looks at a row of a challenge's record, as a code of `Audience`: `domain::paragraph::seen_from`
/// in SQL. What a reader of paragraphs may have follows from it, see [`Curtain`].
macro_rules! seen_from {
    ($row:literal, $challenge:literal) => {
        concat!(
            "CASE WHEN EXISTS (SELECT 1 FROM circle_members sf WHERE sf.seat = $2 AND sf.left_at IS NULL AND sf.town = ",
            $row,
            ".town AND sf.challenge = ",
            $challenge,
            ") THEN 'circle' WHEN $3 >= 2 THEN 'network' ELSE 'public' END"
        )
    };
}

/// Whether a piece whose texts are opened by paragraphs is open to the viewer as a whole, in SQL: what belongs to all of it
/// and is no paragraph by itself.
macro_rules! entire {
    ($row:literal, $challenge:literal) => {
        concat!(
            "(",
            $row,
            ".opened = '' OR ",
            $row,
            ".opened LIKE 'public%' OR ($3 >= 2 AND ",
            $row,
            ".opened LIKE 'network%') OR EXISTS (SELECT 1 FROM circle_members se WHERE se.seat = $2 AND se.left_at IS NULL \
             AND se.town = ",
            $row,
            ".town AND se.challenge = ",
            $challenge,
            "))"
        )
    };
}

/// Whether what is counted in a trial the viewer sees is open to them, with the diary and the costs that go with it:
/// [`Curtain::shows`] of that one paragraph, in SQL. Whatever hangs on a trial and is no text of its own asks this.
macro_rules! counted {
    ($trial:literal, $challenge:literal) => {
        concat!(
            "(",
            $crate::scope::entire!($trial, $challenge),
            " OR ",
            $trial,
            ".opened LIKE '% counted.0.0.e3b0c44298fc1c14:public%' OR ($3 >= 2 AND ",
            $trial,
            ".opened LIKE '% counted.0.0.e3b0c44298fc1c14:network%'))"
        )
    };
}

pub(crate) use {audible, counted, entire, seen_from, visible};

/// Reads the columns `opened` and [`seen_from!`] of a piece: the curtain between its texts and the viewer.
pub(crate) fn curtain(row: &mut Row<'_>) -> Result<Curtain> {
    let opened = Opened::parse(&row.take::<String>()?);
    Ok(Curtain::new(opened, row.code()?))
}
