//! 法人番号: the thirteen digits by which a corporation is known in Japan.

use std::{fmt, str::FromStr};

/// The 法人番号 of an organisation: a check digit and twelve digits, assigned by the National Tax Agency (国税庁).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CorporateNumber([u8; 13]);

/// Why a text is not a 法人番号.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CorporateNumberError {
    /// Too few or too many digits, separators not counted.
    #[error("a corporate number has 13 digits; this has {actual}")]
    Length {
        /// Digits found.
        actual: usize,
    },
    /// A character that is neither a digit nor a separator.
    #[error("a corporate number has digits only; this has {0:?}")]
    NotADigit(char),
    /// The first digit does not follow from the other twelve: most likely a digit was mistyped.
    #[error("the first digit should be {expected} and is {actual}: a digit may be mistyped")]
    CheckDigit {
        /// The digit that the other twelve ask for.
        expected: char,
        /// The digit found.
        actual: char,
    },
}

impl CorporateNumber {
    /// Reads a number as people write it: half- or full-width digits, grouped by spaces or any kind of hyphen.
    pub fn parse(text: &str) -> Result<Self, CorporateNumberError> {
        let mut digits = [b'0'; 13];
        let mut actual = 0;
        for c in text.chars() {
            let digit = match c {
                '0'..='9' => c,
                '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
                _ if separates(c) => continue,
                _ => return Err(CorporateNumberError::NotADigit(c)),
            };
            if let (Some(place), Ok(digit)) = (digits.get_mut(actual), u8::try_from(digit)) {
                *place = digit;
            }
            actual += 1;
        }
        if actual != digits.len() {
            return Err(CorporateNumberError::Length { actual });
        }
        let (expected, found) = (check_digit(digits), digits[0]);
        if expected == found {
            Ok(Self(digits))
        } else {
            Err(CorporateNumberError::CheckDigit {
                expected: char::from(expected),
                actual: char::from(found),
            })
        }
    }

    /// The thirteen digits, ungrouped: how the number is stored and looked up.
    pub fn as_str(&self) -> &str {
        // The bytes are ASCII digits by construction; the empty text stands for the impossible.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// Hyphens and dashes as input methods produce them (the long-vowel mark too), and blanks.
fn separates(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '−' | '－' | '﹣' | 'ー' | 'ｰ')
}

/// 法人番号の指定等に関する省令 2条: 9 − (Σ Pn×Qn mod 9), Pn the n-th of the twelve digits from the lowest, Qn 1 where n is odd and 2
/// where it is even. Never 0.
fn check_digit(digits: [u8; 13]) -> u8 {
    let sum: u32 = digits[1..]
        .iter()
        .rev()
        .zip([1, 2].into_iter().cycle())
        .map(|(p, q)| u32::from(p - b'0') * q)
        .sum();
    let remainder = u8::try_from(sum % 9).unwrap_or_default();
    b'9' - remainder
}

impl fmt::Display for CorporateNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for CorporateNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CorporateNumber({})", self.as_str())
    }
}

impl FromStr for CorporateNumber {
    type Err = CorporateNumberError;
    fn from_str(text: &str) -> Result<Self, CorporateNumberError> {
        Self::parse(text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The number of the National Tax Agency itself, which assigns them.
    const TAX_AGENCY: &str = "7000012050002";

    #[test]
    fn the_agency_that_assigns_numbers_has_a_valid_one() {
        assert_eq!(
            CorporateNumber::parse(TAX_AGENCY).unwrap().to_string(),
            TAX_AGENCY
        );
    }

    #[test]
    fn people_group_digits_in_many_ways() {
        for typed in [
            "7-0000-1205-0002",
            " 7 0000 1205 0002\n",
            "７００００１２０５０００２",
            "７－００００－１２０５－０００２",
            "７ー００００ー１２０５ー０００２",
            "7‐0000–1205−0002\u{3000}",
        ] {
            assert_eq!(
                CorporateNumber::parse(typed).unwrap().as_str(),
                TAX_AGENCY,
                "{typed}"
            );
        }
    }

    #[test]
    fn what_is_wrong_is_told_apart() {
        use CorporateNumberError as E;
        for (typed, error) in [
            ("", E::Length { actual: 0 }),
            ("000012050002", E::Length { actual: 12 }),
            ("70000120500020", E::Length { actual: 14 }),
            ("T7000012050002", E::NotADigit('T')),
            ("七000012050002", E::NotADigit('七')),
            (
                "8000012050002",
                E::CheckDigit {
                    expected: '7',
                    actual: '8',
                },
            ),
            (
                "0000012050002",
                E::CheckDigit {
                    expected: '7',
                    actual: '0',
                },
            ),
        ] {
            assert_eq!(CorporateNumber::parse(typed), Err(error), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn twelve_digits_have_exactly_one_check_digit(base in 0..1_000_000_000_000_u64) {
            let valid: Vec<_> =
                (0..10).filter_map(|check| CorporateNumber::parse(&format!("{check}{base:012}")).ok()).collect();
            prop_assert_eq!(valid.len(), 1);
            prop_assert_ne!(&valid[0].as_str()[..1], "0");
        }

        #[test]
        fn no_text_breaks_the_reader(text in any::<String>()) {
            if let Ok(number) = CorporateNumber::parse(&text) {
                prop_assert_eq!(CorporateNumber::parse(number.as_str()), Ok(number));
            }
        }
    }
}
