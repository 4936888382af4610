//! Small closed vocabularies that are stored, sent and put into URLs by a code.

/// A closed set of values, each with a stable lower-case code.
pub trait Coded: Copy + Sized + 'static {
    /// Every value, in the order in which people read them.
    const ALL: &'static [Self];
    /// The stored code.
    fn code(self) -> &'static str;
    /// The value of a code; `None` for anything else.
    fn parse(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.code() == code)
    }
}

/// Declares an enum whose variants have codes.
macro_rules! coded {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$doc:meta])* $variant:ident = $code:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum $name { $($(#[$doc])* $variant,)+ }
        impl $crate::coded::Coded for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),+];
            fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }
        }
    };
}
pub(crate) use coded;
