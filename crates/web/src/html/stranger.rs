//! What people send without an account: programs are held back by a field people do not see, and everybody by how much came
//! from one address and to one town.

use domain::{MunicipalityCode, Problem, Timestamp};
use pages::Form;
use store::{SystemTx, throttle};

use crate::{
    Error,
    extract::{Check, Posted},
};

/// A field people do not see. Programs that fill in everything fill it in too.
const TRAP: &str = "website";

/// What is sent.
#[derive(Clone, Copy)]
pub enum Sent {
    /// A voice: twenty an hour from one address (a school or an office shares one), five hundred a day to one town.
    Voice,
    /// A request for a correction: ten an hour from one address, two hundred a day to one town.
    Correction,
}

impl Sent {
    const fn name(self) -> &'static str {
        match self {
            Self::Voice => "voice",
            Self::Correction => "correction",
        }
    }

    const fn most(self) -> (i64, i64) {
        match self {
            Self::Voice => (20, 500),
            Self::Correction => (10, 200),
        }
    }
}

/// Notes beside the words that the unseen field was filled in.
pub fn check_trap(check: &mut Check<'_>, form: &Form) {
    if !form.value(TRAP).is_empty() {
        check.add("words", Problem::Said("problem-letter-trap"));
    }
}

/// Counts one more and answers whether it may be taken.
pub async fn may_send(
    tx: &mut SystemTx,
    posted: &Posted,
    sent: Sent,
    town: MunicipalityCode,
) -> Result<bool, Error> {
    let (of_address, of_town) = sent.most();
    // The subject carries a digest, so that the table names nobody.
    let address = posted.app.secret.token("throttle", posted.address.as_bytes());
    let (address, town) = (
        format!("{}:address:{address}", sent.name()),
        format!("{}:town:{town}", sent.name()),
    );
    // Whoever is held back does not use up the town's.
    Ok(
        throttle::count(tx, &address, Timestamp::HOUR).await? <= of_address
            && throttle::count(tx, &town, Timestamp::DAY).await? <= of_town,
    )
}
