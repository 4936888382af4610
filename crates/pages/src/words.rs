//! The words on pages, in every language.
//!
//! Each message of `locales/{ja,en,easy}/*.ftl` is a method of [`Words`], written at build time: `dialogue-new-title`
//! is `words.dialogue_new_title()`. A missing message, or arguments that differ between the languages, stop the
//! build with file and key. Easy Japanese (`easy`) is for the pages that everybody reads: what it lacks is the Japanese
//! message, and `locales/easy/borrowed.txt` names all of that. Its words carry readings, see [`crate::readings`].
//!
//! - Without arguments the method gives a `&'static str`; with arguments it gives a `String` and takes them in
//!   **alphabetical order of their names**, whatever the order in the text.
//! - An argument is `impl Display`; one that a choice compares with numbers or plural categories
//!   (`[0]`, `[one]`) is `impl Count`, which every integer type is.
//! - Numbers are shown as they are. Nothing is escaped: that is the template's work.
//!
//! Of fluent there is: text (also over several lines), `{ $argument }`, `{ other-message }`, `{ -term }`,
//! `{ "literal" }`, and choices by number or by word. Attributes and functions are not supported.

use std::fmt::Display;

/// A language the pages are written in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Locale {
    /// Japanese, the language a page has when nothing says otherwise.
    Ja,
    /// English.
    En,
    /// やさしい日本語: short sentences in easy words, with the readings of the kanji.
    Easy,
}

impl Locale {
    /// Every language, the first one first.
    pub const ALL: [Self; 3] = [Self::Ja, Self::En, Self::Easy];

    /// Its name in cookies, settings and addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::En => "en",
            Self::Easy => "easy",
        }
    }

    /// Its BCP 47 tag for `lang` attributes. Easy Japanese is read aloud, broken into lines and hyphenated as Japanese;
    /// a private tag such as `ja-x-easy` would say no more to any reader, and less to some.
    pub const fn lang(self) -> &'static str {
        match self {
            Self::Ja | Self::Easy => "ja",
            Self::En => "en",
        }
    }

    /// The language of this tag or the full language that it is an easy form of: for texts that are written in the full
    /// languages alone, such as mails and documents.
    #[must_use]
    pub const fn full(self) -> Self {
        match self {
            Self::Ja | Self::Easy => Self::Ja,
            Self::En => Self::En,
        }
    }

    /// The language of exactly this name.
    pub fn parse(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|locale| locale.as_str() == tag)
    }
}

/// The words in one language: a method for each message.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Words {
    /// The language they are in.
    pub locale: Locale,
}

impl Words {
    /// The words in this language.
    pub const fn of(locale: Locale) -> Self {
        Self { locale }
    }

    /// The words where no page shows readings, such as in mails and documents: Japanese for easy Japanese.
    #[must_use]
    pub const fn plain(self) -> Self {
        Self::of(self.locale.full())
    }
}

/// A whole number that a message may be chosen by. References count as what they refer to, since templates
/// pass references.
pub trait Count {
    /// The number; beyond the range of `i64` its nearest end.
    fn count(&self) -> i64;
}

impl<T: Count + ?Sized> Count for &T {
    fn count(&self) -> i64 {
        T::count(self)
    }
}

macro_rules! counts {
    ($($integer:ty: $beyond:expr),*) => {$(
        impl Count for $integer {
            fn count(&self) -> i64 {
                i64::try_from(*self).unwrap_or($beyond)
            }
        }
    )*};
}

counts!(u64: i64::MAX, usize: i64::MAX, isize: i64::MAX);

macro_rules! counts_exactly {
    ($($integer:ty),*) => {$(
        impl Count for $integer {
            fn count(&self) -> i64 {
                i64::from(*self)
            }
        }
    )*};
}

counts_exactly!(u8, u16, u32, i8, i16, i32, i64);

/// How the written methods show an argument.
trait Put {
    fn put(&mut self, value: &dyn Display);
}

impl Put for String {
    fn put(&mut self, value: &dyn Display) {
        use std::fmt::Write as _;
        // Writing into a String cannot fail.
        let _ = write!(self, "{value}");
    }
}

mod written {
    #![allow(
        clippy::all,
        clippy::pedantic,
        unused_variables,
        reason = "written by the build script"
    )]

    use std::fmt::Display;

    use super::{Count, Locale, Put, Words};

    include!(concat!(env!("OUT_DIR"), "/words.rs"));

    impl Words {
        /// The message of this key, if there is one without arguments. For keys that arrive as data, such as
        /// codes of errors.
        pub fn lookup(self, key: &str) -> Option<&'static str> {
            let at = PLAIN.binary_search_by(|(plain, _)| (*plain).cmp(key)).ok()?;
            PLAIN.get(at)?.1.get(self.locale as usize).copied()
        }
    }
}

#[cfg(test)]
mod tests;
