//! How often one may try: passwords per account and per address, mails likewise. Counted before the work is done and
//! committed at once, so that tries made at the same time see each other.

use domain::{Timestamp, email::Email};
use store::throttle;

use crate::{Error, extract::Posted};

/// What is counted.
#[derive(Clone, Copy)]
pub enum Tried {
    /// A password, in a quarter of an hour: ten of one account, a hundred from one address (an office shares one).
    Password,
    /// Something that sends a mail, in an hour: five to one account, fifty from one address.
    Mail,
}

impl Tried {
    const fn name(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Mail => "mail",
        }
    }

    const fn window(self) -> i64 {
        match self {
            Self::Password => 15 * Timestamp::MINUTE,
            Self::Mail => Timestamp::HOUR,
        }
    }

    const fn most(self) -> (i64, i64) {
        match self {
            Self::Password => (10, 100),
            Self::Mail => (5, 50),
        }
    }
}

/// The subjects carry digests, so that the table names nobody.
fn subjects(posted: &Posted, what: Tried, email: &str) -> [String; 2] {
    let secret = &posted.app.secret;
    let subject = |of: &str, whom: &str| {
        format!(
            "{}:{of}:{}",
            what.name(),
            secret.token("throttle", whom.as_bytes())
        )
    };
    [subject("account", email), subject("address", &posted.address)]
}

/// Counts a try and answers whether it may be made.
pub async fn may(posted: &Posted, what: Tried, email: &Email) -> Result<bool, Error> {
    let [account, address] = subjects(posted, what, email.as_str());
    let mut tx = posted.app.db.system(&posted.moment).await?;
    let of_account = throttle::count(&mut tx, &account, what.window()).await?;
    let of_address = throttle::count(&mut tx, &address, what.window()).await?;
    tx.commit().await?;
    let (most_of_account, most_of_address) = what.most();
    Ok(of_account <= most_of_account && of_address <= most_of_address)
}

/// Forgets the tries of an account after a right one, and takes this one back from its address.
pub async fn right(posted: &Posted, tx: &mut store::SystemTx, email: &str) -> Result<(), Error> {
    let [account, address] = subjects(posted, Tried::Password, email);
    throttle::delete(tx, &account).await?;
    throttle::give_back(tx, &address).await?;
    Ok(())
}
