//! A form that is sent twice is taken once: each carries a word of its own in the field `once`.

use domain::Moment;

use crate::{
    Error, Result,
    extract::{Writing, back},
    secret::hex,
};

/// A new word for a form.
pub fn word(moment: &Moment) -> String {
    hex(&moment.bytes::<12>())
}

fn sent(at: &Writing) -> Option<&str> {
    let word = at.form.value("once");
    let plain = (8..=64).contains(&word.len())
        && word
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    plain.then_some(word)
}

/// Where a form that was taken before led.
pub async fn led(at: &mut Writing) -> Result<Option<String>> {
    let Some(word) = sent(at).map(str::to_owned) else {
        return Ok(None);
    };
    Ok(store::submission::find(&mut at.tx, &word).await?)
}

/// The answer to a form that was taken before; `None` goes on.
pub async fn taken(at: &mut Writing) -> Result<Option<axum::response::Response>> {
    Ok(led(at).await?.map(|path| back(&path, "already-taken")))
}

/// Remembers where the form led, in the same transaction.
pub async fn take(at: &mut Writing, path: &str) -> Result<(), Error> {
    if let Some(word) = sent(at).map(str::to_owned) {
        store::submission::insert(&mut at.tx, &word, path).await?;
    }
    Ok(())
}
