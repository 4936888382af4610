//! 作り変え: a package reshaped for one challenge, part by part, with the reason for each change.

use crate::coded::coded;

coded! {
    /// What became of a part in this town.
    pub enum Change {
        /// そのまま.
        Kept = "kept",
        /// 変えた.
        Changed = "changed",
        /// 外した.
        Dropped = "dropped",
        /// 加えた.
        Added = "added",
    }
}

impl Change {
    /// Whether the change must say why, and which dialogue or voice is the reason.
    pub const fn needs_reason(self) -> bool {
        !matches!(self, Self::Kept)
    }

    /// Whether a part that comes from the package can have this change (only new parts are added).
    pub const fn fits(self, from_package: bool) -> bool {
        from_package != matches!(self, Self::Added)
    }
}

coded! {
    /// Whether an adaptation is being worked on. Neither word is an outcome.
    pub enum Standing {
        /// People are on it.
        Open = "open",
        /// 手放した: this version was let go; what we keep is written in the move; the challenge stays.
        LetGo = "let_go",
    }
}
