//! Taking a file: what it is, whether its name agrees, and for pictures the rebuilt file with its small picture.

use bytes::Bytes;
use domain::attachment::{MOST_BYTES, Media};
use sha2::{Digest, Sha256};

use crate::{
    Refusal, name,
    picture::{self, Picture},
    sniff,
};

/// A file that may be kept.
#[derive(Clone, Debug)]
pub struct Accepted {
    /// Its name, made safe.
    pub name: String,
    /// What it is.
    pub media: Media,
    /// The bytes to keep: for pictures not those that came.
    pub bytes: Bytes,
    /// Their SHA-256.
    pub digest: [u8; 32],
    /// For pictures: size and small picture.
    pub picture: Option<Picture>,
}

/// Looks at a file. Decoding a picture takes up to a second and 200 MB: call it where that may happen, one at a time.
pub fn accept(sent_name: &str, bytes: Bytes) -> Result<Accepted, Refusal> {
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Refusal::TooLarge);
    }
    let name = name::clean(sent_name);
    let media = sniff::kind(&bytes, name::ending(&name).as_deref())?;
    let name = name::agreeing(&name, media).ok_or(Refusal::Misnamed)?;
    let (bytes, picture) = if media.is_picture() {
        let (bytes, picture) = picture::rebuild(media, bytes)?;
        (bytes, Some(picture))
    } else {
        (bytes, None)
    };
    Ok(Accepted {
        name,
        media,
        digest: Sha256::digest(&bytes).into(),
        bytes,
        picture,
    })
}
