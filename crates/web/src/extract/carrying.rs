//! A form about a record that may carry photos and files for it.

use std::time::Duration;

use axum::extract::{FromRequest, Request};
use domain::{Problem, attachment::Media, problem::limit};
use files::{Key, Part, Refusal};
use store::{
    ReadTx,
    attachment::{NewAttachment, On},
};

use super::{
    Check, Posted, Subject, Writing,
    multipart::{self, Sent, problem},
    posted::is_of_kind,
    subject::key,
};
use crate::{Error, app::App, secret::hex};

/// How long sending may take: slow lines have time, idle ones do not hold a place for ever.
const PATIENCE: Duration = Duration::from_mins(15);

/// A record that files can be hung on.
pub trait Carrier: Subject {
    /// Whether the viewer may add files to it; asked before any file is kept. The handler asks again for itself.
    fn may_carry(tx: &mut ReadTx, row: &Self) -> impl Future<Output = store::Result<bool>> + Send;
}

/// As [`super::Acting`], for forms with `enctype="multipart/form-data"`; without files it is the same.
///
/// The files were looked at and are kept before the transaction begins; [`Received::hang`] writes their rows in it. What
/// is not hung up, because the form comes back or was taken before, is swept away a day later.
pub struct Carrying<S> {
    /// The transaction and the form.
    pub at: Writing,
    /// The row.
    pub row: S,
    /// What was sent.
    pub files: Received,
}

/// A file that is kept and waits to be hung up.
struct Kept {
    field: String,
    name: String,
    media: Media,
    bytes: i64,
    digest: [u8; 32],
    size: Option<(i64, i64)>,
    object: Key,
}

/// The files of a form.
#[derive(Default)]
pub struct Received {
    kept: Vec<Kept>,
    refused: Vec<(String, Problem)>,
}

impl Received {
    /// Whether there are files in a field.
    pub fn any(&self, field: &str) -> bool {
        self.kept.iter().any(|one| one.field == field)
    }

    /// What the files are known by, one after the other.
    fn digests(&self) -> String {
        self.kept.iter().map(|one| hex(&one.digest)).collect()
    }

    /// Reads the field of files and its description, notes what is wrong and answers the description. Call it after the
    /// other fields: if one of them is wrong, it says that the files have to be chosen again.
    pub fn check(&self, check: &mut Check<'_>, field: &str) -> String {
        for (of, problem) in &self.refused {
            if of == field {
                check.add(field, problem.clone());
            }
        }
        let caption = check.line_or_none(&format!("{field}-caption"), limit::LINE * 2);
        if self.any(field) && !check.is_well() {
            check.add(field, Problem::Said("problem-file-again"));
        }
        caption
    }

    /// Hangs the files of a field on a record, in the transaction of the form.
    pub async fn hang(&self, at: &mut Writing, on: On, field: &str, caption: &str) -> Result<(), Error> {
        let new: Vec<NewAttachment<'_>> = self
            .kept
            .iter()
            .filter(|one| one.field == field)
            .map(|one| NewAttachment {
                name: &one.name,
                media: one.media,
                bytes: one.bytes,
                digest: &one.digest,
                size: one.size,
                caption,
                object: one.object.as_str(),
            })
            .collect();
        Ok(store::attachment::insert_all(&mut at.tx, on, &new).await?)
    }
}

impl<S: Carrier> FromRequest<App> for Carrying<S> {
    type Rejection = Error;

    async fn from_request(request: Request, app: &App) -> Result<Self, Error> {
        let (mut parts, body) = request.into_parts();
        let first = key::<S>(&mut parts).await?;
        let mut files = Received::default();
        let posted = if is_of_kind(&parts, "multipart/form-data") {
            let full = |_| Error::Unavailable("too many are sending files".to_owned());
            let _place = app.uploads.places.try_acquire().map_err(full)?;
            let reading = tokio::time::timeout(PATIENCE, multipart::read(app, &parts, body));
            let read = reading.await.map_err(|_| Error::BadRequest)??;
            let again = key::<S>(&mut parts).await?;
            let mut posted = Posted::of(parts, read.values, app).await?;
            if !read.files.is_empty() {
                expects::<S>(&posted, again).await?;
                files = receive(app, read.files).await?;
                // A form with other files is another form.
                posted.form = posted.form.or("files", files.digests());
            }
            posted
        } else {
            Posted::from_request(Request::from_parts(parts, body), app).await?
        };
        let mut at = posted.begin().await?;
        at.signed_in()?;
        let row = S::find(&mut at.tx, first).await?.ok_or(Error::NotFound)?;
        Ok(Self { at, row, files })
    }
}

/// Files are worth looking at when the record is there for whoever sends them, and they may add to it.
async fn expects<S: Carrier>(posted: &Posted, key: S::Key) -> Result<(), Error> {
    let mut system = posted.app.db.system_read(&posted.moment).await?;
    let visitor = posted.visitor(&mut system).await?;
    let first = || Error::SignInFirst("/".to_owned(), posted.form.typed().to_vec());
    let viewer = visitor.ok_or_else(first)?.viewer();
    let mut tx = system.read_as(viewer);
    let row = S::find(&mut tx, key).await?.ok_or(Error::NotFound)?;
    if S::may_carry(&mut tx, &row).await? {
        Ok(())
    } else {
        Err(Error::Forbidden)
    }
}

/// Looks at files and keeps them: all, or none if one of them is refused.
async fn receive(app: &App, sent: Vec<Sent>) -> Result<Received, Error> {
    let mut received = Received::default();
    for one in sent {
        let (field, name) = (one.field.clone(), one.name.clone());
        match keep(app, one).await? {
            Ok(kept) => received.kept.push(kept),
            Err(refusal) => received.refused.push((field, problem(&name, refusal))),
        }
    }
    if !received.refused.is_empty() {
        for kept in received.kept.drain(..) {
            // What stays is swept later.
            let _ = app.files.delete(&kept.object).await;
        }
    }
    Ok(received)
}

async fn keep(app: &App, sent: Sent) -> Result<Result<Kept, Refusal>, Error> {
    let spool = match sent.bytes {
        Ok(spool) => spool,
        Err(refusal) => return Ok(Err(refusal)),
    };
    // Few at a time: this is where a file is whole in memory, and a picture unpacked.
    let looking = app.uploads.looking.acquire().await;
    let _one = looking.map_err(|error| Error::Internal(error.to_string()))?;
    let looked = tokio::task::spawn_blocking(move || {
        let bytes = spool.read()?;
        Ok::<_, std::io::Error>(files::accept(&sent.name, bytes.into()))
    });
    let accepted = match looked.await {
        Ok(Ok(Ok(accepted))) => accepted,
        Ok(Ok(Err(refusal))) => return Ok(Err(refusal)),
        Ok(Err(error)) => return Err(Error::Unavailable(error.to_string())),
        Err(panic) => {
            tracing::error!(%panic, "a file could not be looked at");
            return Ok(Err(Refusal::Broken));
        }
    };
    let object = Key::new(&app.moment());
    let bytes = i64::try_from(accepted.bytes.len()).unwrap_or(i64::MAX);
    app.files.put(&object, Part::Whole, accepted.bytes).await?;
    let size = match accepted.picture {
        Some(picture) => {
            app.files.put(&object, Part::Preview, picture.preview).await?;
            Some((picture.width.into(), picture.height.into()))
        }
        None => None,
    };
    Ok(Ok(Kept {
        field: sent.field,
        name: accepted.name,
        media: accepted.media,
        bytes,
        digest: accepted.digest,
        size,
        object,
    }))
}
