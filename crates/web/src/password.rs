//! Passwords: argon2id with the least parameters OWASP's Password Storage Cheat Sheet names (19 MiB, 2 passes, 1 lane).
//!
//! Hashing takes tens of milliseconds and 19 MiB, so it runs on a blocking thread, few at a time, and never while a
//! write transaction is open.

use std::sync::Arc;

use argon2::{
    Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version, password_hash::phc::PasswordHash,
};
use domain::Moment;
use tokio::sync::Semaphore;

use crate::error::Error;

/// How many passwords are hashed at the same time.
const AT_ONCE: usize = 2;

/// What an account without a password is compared with, so that it takes as long as any other.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5LW5vYm9keS1ubw$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Hashes and compares passwords.
#[derive(Clone)]
pub struct Passwords {
    turns: Arc<Semaphore>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self {
            turns: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }
}

fn argon() -> Result<Argon2<'static>, Error> {
    let params =
        Params::new(19_456, 2, 1, None).map_err(|error| Error::Internal(format!("argon2: {error}")))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

impl Passwords {
    /// The hash of a password as a PHC string.
    pub async fn hash(&self, password: &str, moment: &Moment) -> Result<String, Error> {
        let (password, salt) = (password.to_owned(), moment.bytes::<16>());
        self.turn(move || {
            let hash: PasswordHash = argon()?
                .hash_password_with_salt(password.as_bytes(), &salt)
                .map_err(|error| Error::Internal(format!("argon2: {error}")))?;
            Ok(hash.to_string())
        })
        .await
    }

    /// Whether a password is the one a hash was made of. Without a hash it is not, after the same time.
    pub async fn verify(&self, password: &str, hash: Option<&str>) -> Result<bool, Error> {
        let known = hash.is_some();
        let (password, hash) = (password.to_owned(), hash.unwrap_or(NOBODY).to_owned());
        self.turn(move || {
            let hash = PasswordHash::new(&hash)
                .map_err(|error| Error::Internal(format!("a stored hash: {error}")))?;
            let right = argon()?.verify_password(password.as_bytes(), &hash).is_ok();
            Ok(right && known)
        })
        .await
    }

    async fn turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let _turn = self
            .turns
            .acquire()
            .await
            .map_err(|error| Error::Internal(error.to_string()))?;
        tokio::task::spawn_blocking(work)
            .await
            .map_err(|error| Error::Internal(error.to_string()))?
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_hash_is_argon2id_knows_its_password_and_no_other() {
        let passwords = Passwords::default();
        let moment = store::testing::moment();
        let hash = passwords.hash("みなとの朝市は朝七時から", &moment).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert_ne!(
            hash,
            passwords.hash("みなとの朝市は朝七時から", &moment).await.unwrap()
        );
        assert!(
            passwords
                .verify("みなとの朝市は朝七時から", Some(&hash))
                .await
                .unwrap()
        );
        assert!(
            !passwords
                .verify("みなとの朝市は八時から", Some(&hash))
                .await
                .unwrap()
        );
        assert!(!passwords.verify("みなとの朝市は朝七時から", None).await.unwrap());
    }
}
