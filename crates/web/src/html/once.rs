//! A form that is sent twice is taken once: each carries a word of its own in the field `once`.
//!
//! A form of a page is the same when its word and everything typed are the same: whoever goes back, writes something else
//! and sends it says something new. [`crate::extract::Posted::begin`] claims it in the transaction of the form. A telephone
//! that was without a network names each piece for good, with words that begin with [`PIECE`]; its pieces stay the same
//! piece however they are reworded, and the pages of field notes look for themselves what became of them.

use std::fmt::Write;

use domain::Moment;
use pages::Form;

use crate::{
    Error, Result,
    extract::Writing,
    secret::{Secret, hex},
};

/// What a telephone's words begin with.
const PIECE: &str = "k-";

/// A new word for a form.
pub fn word(moment: &Moment) -> String {
    hex(&moment.bytes::<12>())
}

/// An empty form with a new word.
pub fn form(moment: &Moment) -> Form {
    Form::new().or("once", word(moment))
}

fn sent(form: &Form) -> Option<&str> {
    let word = form.value("once");
    let plain = (8..=64).contains(&word.len())
        && word
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    plain.then_some(word)
}

/// By what a page's form is known: its word, where it was sent to, and everything typed. Who knows it can see it again, so
/// it is a secret of the installation.
pub fn key(secret: &Secret, form: &Form, path: &str) -> Option<String> {
    let word = sent(form).filter(|word| !word.starts_with(PIECE))?;
    let mut all = format!("{word}\n{path}");
    for (name, value) in form.typed().iter().filter(|(name, _)| name != "csrf") {
        // Lengths keep fields apart whatever is typed in them. Writing into a String cannot fail.
        let _ = write!(all, "\n{}:{name}{}:{value}", name.len(), value.len());
    }
    Some(secret.token("once", all.as_bytes()))
}

/// Says where the form that is being taken leads, for whoever sends it again.
pub async fn led_to(at: &mut Writing, path: &str) -> Result<(), Error> {
    if let Some(key) = at.once.clone() {
        store::submission::lead(&mut at.tx, &key, path).await?;
    }
    Ok(())
}

fn piece(at: &Writing) -> Option<String> {
    sent(&at.form)
        .filter(|word| word.starts_with(PIECE))
        .map(str::to_owned)
}

/// What became of a telephone's piece that was taken before.
pub async fn became(at: &mut Writing) -> Result<Option<String>> {
    let Some(word) = piece(at) else {
        return Ok(None);
    };
    Ok(store::submission::find(&mut at.tx, &word).await?)
}

/// Remembers what became of a telephone's piece, in the same transaction.
pub async fn remember(at: &mut Writing, became: &str) -> Result<(), Error> {
    if let Some(word) = piece(at) {
        store::submission::insert(&mut at.tx, &word, became).await?;
    }
    Ok(())
}
