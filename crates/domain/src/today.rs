//! 今日: what waits for somebody, found in the record rather than kept as a list of tasks.

use crate::coded::coded;

coded! {
    /// What waits.
    pub enum Waiting {
        /// A dialogue in which one is said to have taken part: was it so?
        Presence = "presence",
        /// A dialogue one takes part in, where somebody wrote since one last read it.
        Words = "words",
        /// 相談: somebody asks the viewer, or the staff of their town, for advice.
        Consultation = "consultation",
        /// つなぐ: somebody would introduce the viewer to another.
        Introduction = "introduction",
        /// A wording that the other owners signed, or changed, and one has not signed.
        Signature = "signature",
        /// A revision of an adaptation by the other side: the next step.
        Move = "move",
        /// A trial under way: values to write down.
        Measure = "measure",
        /// A trial whose last day has passed.
        Conclude = "conclude",
        /// A trial to look back on: each writes first.
        Reflect = "reflect",
        /// One text to make of what each wrote, or to put one's hand to.
        Together = "together",
        /// A hand the other side raised to open something.
        Hand = "hand",
        /// A challenge whose rest ends soon.
        Wake = "wake",
        /// A town that offers to join one's challenge, or one's own town that was asked to join another's.
        Town = "town",
        /// A request to join the town or partner one administers.
        Join = "join",
        /// A voice left with one's town, for a look by its criteria.
        Letter = "letter",
        /// Something told about a procedure that is not yet shown to all.
        Told = "told",
        /// Something about a procedure that was shown to all lately.
        Shown = "shown",
        /// What somebody asks one's town to put right.
        CorrectionRequest = "correction_request",
    }
}

/// How many days before the end of a rest it is spoken of.
pub const SOON: i64 = 14;

/// For how many days what was shown to all is spoken of.
pub const LATELY: i64 = 7;
