//! E-mail addresses as identities: one account, one address.

use std::{fmt, str::FromStr};

/// An address in the form in which it is compared: trimmed, lower case, ASCII.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Email(String);

/// The text is not an address we can send to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not an e-mail address")]
pub struct NotAnEmail;

impl Email {
    /// The longest address `SMTP` carries (RFC 5321, 4.5.3.1.3: a path of 256 with its brackets).
    pub const LONGEST: usize = 254;

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part after the `@`.
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }

    /// Whether it lies on a registered domain. A sub-domain is another domain: it must be registered itself.
    pub fn is_on(&self, domain: &str) -> bool {
        self.domain().eq_ignore_ascii_case(domain)
    }
}

/// A host name of at least two labels, lower case. Used for a town's registered domains too.
pub fn domain_name(text: &str) -> Option<String> {
    let name = text.trim().to_ascii_lowercase();
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    (name.len() <= 253 && name.split('.').count() >= 2 && name.split('.').all(label)).then_some(name)
}

impl FromStr for Email {
    type Err = NotAnEmail;

    fn from_str(text: &str) -> Result<Self, NotAnEmail> {
        let text = text.trim().to_ascii_lowercase();
        let (local, domain) = text.rsplit_once('@').ok_or(NotAnEmail)?;
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte);
        let dots = local.starts_with('.') || local.ends_with('.') || local.contains("..");
        if local.is_empty()
            || local.len() > 64
            || dots
            || !local.bytes().all(plain)
            || text.len() > Self::LONGEST
        {
            return Err(NotAnEmail);
        }
        domain_name(domain).ok_or(NotAnEmail)?;
        Ok(Self(text))
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_compared_in_one_form() {
        let email: Email = " Hanako.Minato@Town.Nagiura.Example ".parse().unwrap();
        assert_eq!(email.as_str(), "hanako.minato@town.nagiura.example");
        assert!(email.is_on("town.nagiura.example"));
        assert!(!email.is_on("nagiura.example"));
        assert!(!email.is_on("evil-town.nagiura.example"));
    }

    #[test]
    fn what_cannot_be_sent_to_is_refused() {
        let long = format!("{}@town.example", "a".repeat(65));
        for text in [
            "",
            "a",
            "a@",
            "@b.jp",
            "a@b",
            "a b@c.jp",
            "a@b.jp\r\nBcc: x@y.jp",
            "あ@b.jp",
            "a@-b.jp",
            "a..b@c.jp",
            &long,
        ] {
            assert_eq!(text.parse::<Email>(), Err(NotAnEmail), "{text:?}");
        }
    }
}
