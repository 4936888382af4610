//! Who does a part, what it costs and the rest, read from the numbered fields of a form.

use domain::{
    Coded, Problem,
    package::{Cost, Payer, Terms},
    problem::limit,
};
use pages::{Form, packages::field};

use crate::extract::{Check, yen_digits};

/// The names of the fields.
pub const NAMES: [&str; 7] = [
    "who",
    "low",
    "high",
    "payer",
    "duration",
    "preconditions",
    "pitfalls",
];

/// Reads the fields of one part.
pub fn read(check: &mut Check<'_>, form: &Form, number: usize) -> Terms {
    let name = |name| field(name, &number);
    let mut yen = |end: &str| {
        let plain = yen_digits(form.value(&field(end, &number)));
        let read = plain.parse::<i64>().ok();
        let faulty = !plain.is_empty() && read.is_none();
        if faulty {
            check.add(&field(end, &number), Problem::Said("problem-not-a-cost"));
        }
        (read, faulty)
    };
    let ((low, one), (high, other)) = (yen("low"), yen("high"));
    let cost = Cost::of(low, high);
    if cost.is_none() && !one && !other && (low.is_some() || high.is_some()) {
        check.add(&name("low"), Problem::Said("problem-not-a-cost"));
    }
    let payer = Payer::parse(form.value(&name("payer")));
    if payer.is_none() && !form.value(&name("payer")).is_empty() {
        check.add(&name("payer"), Problem::NotAChoice);
    }
    Terms {
        payer,
        who: check.line_or_none(&name("who"), limit::LINE),
        cost,
        duration: check.line_or_none(&name("duration"), limit::LINE),
        preconditions: check.prose_or_none(&name("preconditions"), limit::PARAGRAPH),
        pitfalls: check.prose_or_none(&name("pitfalls"), limit::PARAGRAPH),
    }
}

/// The fields of one part with its terms in them.
pub fn values(number: usize, terms: &Terms) -> Vec<(String, String)> {
    let yen = |end: Option<i64>| end.map(|yen| yen.to_string()).unwrap_or_default();
    let values = [
        terms.who.clone(),
        yen(terms.cost.map(|cost| cost.low)),
        yen(terms.cost.map(|cost| cost.high)),
        terms.payer.map(Coded::code).unwrap_or_default().to_owned(),
        terms.duration.clone(),
        terms.preconditions.clone(),
        terms.pitfalls.clone(),
    ];
    let named = NAMES.iter().map(|name| field(name, &number));
    named.zip(values).collect()
}
