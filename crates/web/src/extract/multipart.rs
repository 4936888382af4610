//! Forms that carry files, read piece by piece: text is kept, files go to the disk, what is too much is read on and left.
//!
//! Nothing of a file is kept before it is known that the form is ours and that somebody signed in sends it, who has not
//! sent too many: on our pages the token and the text stand before the files.

use axum::{body::Body, http::request::Parts};
use domain::{Problem, Timestamp, attachment};
use files::Refusal;
use multer::{Constraints, Field, Multipart, SizeLimit};
use store::throttle;

use super::{
    posted::{MOST_BYTES, MOST_FIELDS, as_text, is_ours},
    spool::Spool,
};
use crate::{Error, app::App, cookies::Cookies};

/// What one body may have in all. Files beyond [`attachment::MOST_TOGETHER`] are read and left, so that the browser gets
/// its answer with the text in it; beyond this the connection ends.
const MOST_READ: u64 = 300 << 20;
/// How many forms with files somebody may send in an hour.
const MOST_FORMS: i64 = 60;

/// A file as it was sent.
pub struct Sent {
    /// The field.
    pub field: String,
    /// What its sender calls it.
    pub name: String,
    /// Its bytes, or why they were not kept.
    pub bytes: Result<Spool, Refusal>,
}

/// What a form carried.
#[derive(Default)]
pub struct Read {
    /// The text.
    pub values: Vec<(String, String)>,
    /// The files.
    pub files: Vec<Sent>,
    text: usize,
    together: u64,
}

/// Reads a form.
pub async fn read(app: &App, parts: &Parts, body: Body) -> Result<Read, Error> {
    let kind = parts.headers.get(http::header::CONTENT_TYPE);
    let boundary = kind
        .and_then(|kind| kind.to_str().ok())
        .and_then(|kind| multer::parse_boundary(kind).ok())
        .ok_or(Error::BadRequest)?;
    let limits = Constraints::new().size_limit(SizeLimit::new().whole_stream(MOST_READ));
    let mut form = Multipart::with_constraints(body.into_data_stream(), boundary, limits);
    let mut read = Read::default();
    let mut busy = None;
    while let Some(field) = form.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        let Some(file) = field.file_name().map(str::to_owned) else {
            read.text(name, field).await?;
            continue;
        };
        // A field for files in which nothing was chosen.
        if file.is_empty() {
            skip(field).await?;
            continue;
        }
        if read.files.is_empty() && busy.is_none() {
            busy = Some(!may_send(app, parts, &read.values).await?);
        }
        if busy == Some(true) {
            skip(field).await?;
        } else {
            read.file(app, name, file, field).await?;
        }
    }
    if busy == Some(true) {
        if let Some(typed) = parts.extensions.get::<super::Typed>() {
            typed.keep(&read.values);
        }
        return Err(Error::TooMany);
    }
    Ok(read)
}

impl Read {
    async fn text(&mut self, name: String, mut field: Field<'_>) -> Result<(), Error> {
        let mut bytes = Vec::new();
        while let Some(piece) = field.chunk().await.map_err(broken)? {
            self.text += piece.len();
            if self.text > MOST_BYTES {
                return Err(Error::TooLarge);
            }
            bytes.extend_from_slice(&piece);
        }
        if self.values.len() >= MOST_FIELDS {
            return Err(Error::TooLarge);
        }
        let value = as_text(&name, String::from_utf8_lossy(&bytes).into_owned());
        self.values.push((name, value));
        Ok(())
    }

    async fn file(
        &mut self,
        app: &App,
        name: String,
        file: String,
        mut field: Field<'_>,
    ) -> Result<(), Error> {
        let mut bytes = if self.files.len() < attachment::MOST_FILES {
            Ok(Spool::new(&app.moment()).await?)
        } else {
            Err(Refusal::TooMany)
        };
        while let Some(piece) = field.chunk().await.map_err(broken)? {
            let Ok(spool) = bytes else { continue };
            self.together += piece.len() as u64;
            bytes = if spool.length + piece.len() as u64 > attachment::MOST_BYTES {
                self.together -= spool.length + piece.len() as u64;
                Err(Refusal::TooLarge)
            } else if self.together > attachment::MOST_TOGETHER {
                Err(Refusal::TooLargeTogether)
            } else {
                Ok(spool.push(&piece).await?)
            };
        }
        // Of more files than are taken one is enough to say so.
        let told = self
            .files
            .last()
            .is_some_and(|last| matches!(last.bytes, Err(Refusal::TooMany)));
        if !told {
            self.files.push(Sent {
                field: name,
                name: file,
                bytes,
            });
        }
        Ok(())
    }
}

/// Reads on without keeping anything.
async fn skip(mut field: Field<'_>) -> Result<(), Error> {
    while field.chunk().await.map_err(broken)?.is_some() {}
    Ok(())
}

/// Whether files may be sent with this form, by whoever sends it; counted before it is done.
async fn may_send(app: &App, parts: &Parts, values: &[(String, String)]) -> Result<bool, Error> {
    if let Some(typed) = parts.extensions.get::<super::Typed>() {
        typed.keep(values);
    }
    if !is_ours(parts, values, app) {
        return Err(Error::Forged(values.to_vec()));
    }
    let moment = app.moment();
    let token = parts
        .extensions
        .get::<Cookies>()
        .and_then(|cookies| cookies.session.as_ref());
    let mut tx = app.db.system(&moment).await?;
    let visitor = match token {
        Some(token) => store::session::find(&mut tx, token).await?,
        None => None,
    };
    let Some(visitor) = visitor else {
        return Err(Error::SignInFirst("/".to_owned(), values.to_vec()));
    };
    let whom = app.secret.token("throttle", visitor.person.uuid().as_bytes());
    let count = throttle::count(&mut tx, &format!("files:person:{whom}"), Timestamp::HOUR).await?;
    tx.commit().await?;
    Ok(count <= MOST_FORMS)
}

#[expect(clippy::needless_pass_by_value, reason = "`map_err` hands it over")]
fn broken(error: multer::Error) -> Error {
    match error {
        multer::Error::StreamSizeExceeded { .. } | multer::Error::FieldSizeExceeded { .. } => Error::TooLarge,
        _ => Error::BadRequest,
    }
}

/// A refusal beside its field.
pub fn problem(name: &str, refusal: Refusal) -> Problem {
    Problem::OfFile {
        name: files::clean_name(name),
        why: refusal.key(),
    }
}
