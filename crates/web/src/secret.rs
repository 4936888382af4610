//! The installation's secret and what is derived from it.

use domain::Id;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

/// What an invitation's link is signed for.
pub const INVITATION: &str = "invitation";

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

    /// The last part of a mailed link: the id of a mailed secret or an invitation, and the proof that the mail was read.
    pub fn link<K>(&self, purpose: &str, id: Id<K>) -> String {
        let proof = self.token(purpose, id.uuid().as_bytes());
        format!("{}.{proof}", id.uuid().simple())
    }

    /// Which secret a link is about; `None` for anything we did not write.
    pub fn linked<K>(&self, purpose: &str, link: &str) -> Option<Id<K>> {
        let (id, _) = link.split_once('.')?;
        let id: Id<K> = id.parse().ok()?;
        same(link, &self.link(purpose, id)).then_some(id)
    }

    /// The eight digits of the same mail, for offices where a link in a mail cannot be pressed.
    pub fn code<K>(&self, purpose: &str, id: Id<K>) -> String {
        let sum = self.sign(purpose, [id.uuid().as_bytes(), &b"code"[..]].concat().as_slice());
        let number = sum[..8]
            .iter()
            .fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
        format!("{:08}", number % 100_000_000)
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

#[cfg(test)]
mod tests {
    use domain::id::MailedSecretId;

    use super::*;

    const CONFIRM: &str = "confirm";
    const RESET: &str = "reset";

    #[test]
    fn links_and_codes_belong_to_one_secret_one_purpose_and_one_installation() {
        let moment = store::testing::moment();
        let (one, other) = (MailedSecretId::new(&moment), MailedSecretId::new(&moment));
        let (ours, theirs) = (Secret::new([1; 32]), Secret::new([2; 32]));
        let link = ours.link(CONFIRM, one);
        assert_eq!(ours.linked(CONFIRM, &link), Some(one));
        assert_eq!(ours.linked::<()>(RESET, &link), None);
        assert_eq!(theirs.linked::<()>(CONFIRM, &link), None);
        for broken in [
            "",
            ".",
            "x.y",
            &link[1..],
            &link[..link.len() - 1],
            &format!("{link}0"),
        ] {
            assert_eq!(ours.linked::<()>(CONFIRM, broken), None, "{broken}");
        }
        let code = ours.code(CONFIRM, one);
        assert!(
            code.len() == 8 && code.bytes().all(|byte| byte.is_ascii_digit()),
            "{code}"
        );
        assert_ne!(code, ours.code(RESET, one));
        assert_ne!(code, ours.code(CONFIRM, other));
        assert_ne!(code, theirs.code(CONFIRM, one));
    }
}
