//! Why a file is not taken.

use thiserror::Error;

/// Why not. Each has words for people (`key`), which say what to do instead.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum Refusal {
    /// Nothing in it.
    #[error("empty")]
    Empty,
    /// More bytes than one file may have.
    #[error("too large")]
    TooLarge,
    /// More bytes than the files of one form may have together.
    #[error("too large together")]
    TooLargeTogether,
    /// More files than one form may carry.
    #[error("too many")]
    TooMany,
    /// Not of the kinds that are taken.
    #[error("unknown kind")]
    Unknown,
    /// Its name says another kind than its bytes.
    #[error("the name says another kind")]
    Misnamed,
    /// Something browsers or machines run: HTML, SVG, scripts, programs.
    #[error("runs")]
    Runs,
    /// HEIC, as some telephones keep photos.
    #[error("heic")]
    Heic,
    /// An archive.
    #[error("archive")]
    Archive,
    /// A document in the formats before 2007.
    #[error("old office")]
    OldOffice,
    /// An office document with macros.
    #[error("macros")]
    Macros,
    /// Broken, or not really what it looks like.
    #[error("broken")]
    Broken,
    /// A picture with more pixels than can be looked at safely.
    #[error("too many pixels")]
    TooManyPixels,
}

impl Refusal {
    /// The key of its words.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Empty => "problem-file-empty",
            Self::TooLarge => "problem-file-too-large",
            Self::TooLargeTogether => "problem-file-too-large-together",
            Self::TooMany => "problem-file-too-many",
            Self::Unknown => "problem-file-unknown",
            Self::Misnamed => "problem-file-misnamed",
            Self::Runs => "problem-file-runs",
            Self::Heic => "problem-file-heic",
            Self::Archive => "problem-file-archive",
            Self::OldOffice => "problem-file-old-office",
            Self::Macros => "problem-file-macros",
            Self::Broken => "problem-file-broken",
            Self::TooManyPixels => "problem-file-pixels",
        }
    }
}
