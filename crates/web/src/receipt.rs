//! The receipt of a voice: twelve signs its author writes down, by which they find again what became of it. It is shown
//! once and kept as a digest that needs the installation's secret, so the database tells nobody who left what.

use domain::Moment;
use pages::Form;

use crate::{html::once, secret::Secret};

/// Crockford's 32 signs: no I, L, O or U, which people misread.
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// How many signs: 60 bits, too many to try.
const LENGTH: usize = 12;

/// A receipt.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Receipt(String);

impl Receipt {
    /// Draws a new one.
    pub fn draw(moment: &Moment) -> Self {
        let signs = moment.bytes::<LENGTH>();
        Self(signs.iter().map(|byte| sign(*byte)).collect())
    }

    /// The one of a form that carries a word of its own: sent twice, it has one receipt. Drawn where there is no word.
    pub fn of(secret: &Secret, moment: &Moment, form: &Form, path: &str) -> Self {
        let Some(key) = once::key(secret, form, path) else {
            return Self::draw(moment);
        };
        let signs = secret.sign("receipt", key.as_bytes());
        Self(signs[..LENGTH].iter().map(|byte| sign(*byte)).collect())
    }

    /// Reads one as people type it: small or wide letters, with or without hyphens, O for 0 and l for 1.
    pub fn read(typed: &str) -> Option<Self> {
        let mut signs = String::with_capacity(LENGTH);
        for one in typed.chars().take(100) {
            let one = match one {
                // Wide forms stand in the same order as ASCII.
                '！'..='～' => u32::from(one).checked_sub(0xFEE0).and_then(char::from_u32)?,
                other => other,
            };
            match one.to_ascii_uppercase() {
                '-' | ' ' | '　' | 'ー' | '－' | '‐' | '−' => {}
                'O' => signs.push('0'),
                'I' | 'L' => signs.push('1'),
                sign if u8::try_from(sign).is_ok_and(|sign| SIGNS.contains(&sign)) => signs.push(sign),
                _ => return None,
            }
        }
        (signs.len() == LENGTH).then_some(Self(signs))
    }

    /// In groups of four, as it is written down and stands in the link.
    pub fn shown(&self) -> String {
        [&self.0[..4], &self.0[4..8], &self.0[8..]].join("-")
    }

    /// What is kept of it.
    pub fn digest(&self, secret: &Secret) -> [u8; 32] {
        secret.sign("receipt", self.0.as_bytes())
    }
}

fn sign(byte: u8) -> char {
    SIGNS
        .get(usize::from(byte % 32))
        .map_or('0', |sign| char::from(*sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipt_is_read_as_it_was_written_down() {
        let moment = store::testing::moment();
        let receipt = Receipt::draw(&moment);
        assert_ne!(receipt, Receipt::draw(&moment));
        assert_eq!(receipt.shown().len(), 14);
        assert_eq!(Receipt::read(&receipt.shown()), Some(receipt.clone()));
        assert_eq!(
            Receipt::read(&receipt.shown().to_lowercase().replace('-', "")),
            Some(receipt.clone())
        );
        assert_eq!(
            Receipt::read("ｏ０ｌ1 ABCD－efgh"),
            Receipt::read("0011-ABCD-EFGH")
        );
        for broken in [
            "",
            "0011",
            "0011-ABCD-EFG",
            "0011-ABCD-EFGHJ",
            "あああああああああああ",
            "0.0",
        ] {
            assert_eq!(Receipt::read(broken), None, "{broken}");
        }
        let (ours, theirs) = (Secret::new([1; 32]), Secret::new([2; 32]));
        assert_ne!(receipt.digest(&ours), receipt.digest(&theirs));
    }
}
