//! The installation's secret and what is derived from it.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

/// 32 bytes known to the server only. Codes in mails and form tokens are derived from it, so that none is stored.
#[derive(Clone)]
pub struct Secret([u8; 32]);

impl Secret {
    /// Takes the bytes.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The HMAC-SHA-256 of a purpose and a message.
    pub fn sign(&self, purpose: &str, message: &[u8]) -> [u8; 32] {
        // HMAC takes keys of any length; 32 bytes never fail.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0) else {
            return [0; 32];
        };
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(message);
        mac.finalize().into_bytes().into()
    }

    /// The same as 32 hexadecimal digits (128 bits).
    pub fn token(&self, purpose: &str, message: &[u8]) -> String {
        hex(&self.sign(purpose, message)[..16])
    }
}

/// Compares without telling how much was right.
pub fn same(left: &str, right: &str) -> bool {
    left.as_bytes().ct_eq(right.as_bytes()).into()
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            // Writing into a String cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}
