//! What a part says beside its text, as people read it.

use domain::package::{Cost, Payer, Terms};

use crate::words::Words;

/// What a part says beside its text: label and words, nothing where nothing is said.
pub type TermLines = Vec<(&'static str, String)>;

impl Words {
    /// A cost in yen.
    pub fn cost(self, cost: Cost) -> String {
        match cost {
            Cost { high: 0, .. } => self.terms_free().to_owned(),
            Cost { low, high } if low == high => self.terms_yen(grouped(low)),
            Cost { low, high } => self.terms_yen_range(grouped(low), grouped(high)),
        }
    }

    /// Terms that were written one under another, with a cost as people read it.
    pub fn terms_said(self, words: &str) -> String {
        let line = |line: &str| {
            let cost = line.split_once('〜').and_then(|(low, high)| {
                let (low, high) = (low.parse().ok()?, high.parse().ok()?);
                Some(self.cost(Cost::of(Some(low), Some(high))?))
            });
            cost.unwrap_or_else(|| line.to_owned())
        };
        words.lines().map(line).collect::<Vec<_>>().join("\n")
    }

    /// Who pays.
    pub fn payer(self, payer: &Payer) -> &'static str {
        match payer {
            Payer::Public => self.payer_public(),
            Payer::Partner => self.payer_partner(),
            Payer::Users => self.payer_users(),
            Payer::Gift => self.payer_gift(),
        }
    }

    /// The lines of a part's terms.
    pub fn terms(self, terms: &Terms) -> TermLines {
        let lines = [
            (self.terms_who(), terms.who.clone()),
            (
                self.terms_cost(),
                terms.cost.map(|cost| self.cost(cost)).unwrap_or_default(),
            ),
            (
                self.terms_payer(),
                terms
                    .payer
                    .map(|payer| self.payer(&payer).to_owned())
                    .unwrap_or_default(),
            ),
            (self.terms_duration(), terms.duration.clone()),
            (self.terms_preconditions(), terms.preconditions.clone()),
            (self.terms_pitfalls(), terms.pitfalls.clone()),
        ];
        lines
            .into_iter()
            .filter(|(_, words)| !words.trim().is_empty())
            .collect()
    }
}

/// A number with a comma after every third digit.
fn grouped(number: i64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yen_are_grouped_by_three() {
        let read: Vec<_> = [0, 999, 1_000, 1_234_567].map(grouped).into();
        assert_eq!(read, ["0", "999", "1,000", "1,234,567"]);
    }

    #[test]
    fn a_cost_among_terms_is_said_as_money() {
        let w = Words::of(crate::Locale::Ja);
        let said = w.terms_said("電話を受ける人1人\n150000〜300000\n朝〜夕\n0〜0");
        assert_eq!(
            said.lines().collect::<Vec<_>>(),
            [
                "電話を受ける人1人",
                "150,000円から300,000円",
                "朝〜夕",
                "かかりません"
            ]
        );
    }
}
