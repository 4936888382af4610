//! What a password must be: long, not composed. (NIST SP 800-63B-4, 3.1.1.2: at least 15 alone, no composition rules;
//! we take 12 beside throttling, and passphrases up to 256 characters.)

use crate::problem::Problem;

/// The least number of characters.
pub const LEAST: usize = 12;
/// The most bytes we hash, so that nobody can make us hash megabytes.
pub const MOST_BYTES: usize = 1024;

/// Words that open too many doors. Compared in lower case within the password without its digits and signs.
const COMMON: [&str; 9] = [
    "password", "passw", "qwerty", "admin", "letmein", "tomoni", "yakuba", "asdfgh", "iloveyou",
];

/// Checks a new password for a person with this address.
pub fn check(password: &str, email: &str) -> Result<(), Problem> {
    if password.is_empty() {
        return Err(Problem::Missing);
    }
    if password.chars().count() < LEAST {
        return Err(Problem::TooShort { least: LEAST });
    }
    if password.len() > MOST_BYTES {
        return Err(Problem::TooLong {
            limit: MOST_BYTES,
            actual: password.len(),
        });
    }
    let lower = password.to_lowercase();
    let letters: String = lower.chars().filter(|c| c.is_alphabetic()).collect();
    let mut distinct: Vec<char> = lower.chars().collect();
    distinct.sort_unstable();
    distinct.dedup();
    let local = email.split('@').next().unwrap_or_default();
    let guessable = COMMON.contains(&letters.as_str())
        || distinct.len() < 5
        || (local.len() >= 4 && lower.contains(local))
        || "0123456789012345678901234567890".contains(&lower);
    if guessable {
        Err(Problem::Said("problem-password-guessable"))
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_counts_and_composition_does_not() {
        assert_eq!(check("みなとの朝市は七時から開く", "a@b.jp"), Ok(()));
        assert_eq!(check("correct horse battery", "a@b.jp"), Ok(()));
        assert_eq!(check("", "a@b.jp"), Err(Problem::Missing));
        assert_eq!(
            check("Short1!", "a@b.jp"),
            Err(Problem::TooShort { least: LEAST })
        );
        assert!(matches!(
            check(&"長".repeat(400), "a@b.jp"),
            Err(Problem::TooLong { .. })
        ));
    }

    #[test]
    fn the_first_guesses_are_refused() {
        for password in ["Password1234", "aaaaaaaaaaaa", "123456789012", "hanako-minato-1"] {
            let problem = check(password, "hanako-minato@town.example");
            assert_eq!(
                problem,
                Err(Problem::Said("problem-password-guessable")),
                "{password}"
            );
        }
    }
}
