//! Where files are kept: a folder on this machine, or a bucket of an S3-compatible store.
//!
//! A file has a key of 32 random hexadecimal digits; the object of a picture has its small picture beside it. Objects
//! are written once and never changed.

use std::{fmt, path::PathBuf, sync::Arc, time::Duration};

use bytes::Bytes;
use domain::{Moment, Timestamp};
use futures_util::{StreamExt, TryStreamExt, stream::BoxStream};
use object_store::{
    ClientOptions, ObjectStore, ObjectStoreExt, RetryConfig, aws::AmazonS3Builder, local::LocalFileSystem,
    memory::InMemory, path::Path,
};

/// Why something was not kept or not found. Never says how the store is entered.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The place cannot be reached or used now.
    #[error("the store of files: {0}")]
    Unavailable(String),
}

impl From<object_store::Error> for Error {
    fn from(error: object_store::Error) -> Self {
        Self::Unavailable(error.to_string())
    }
}

/// Where files are kept.
#[derive(Clone, PartialEq, Eq)]
pub enum Location {
    /// A folder.
    Folder(PathBuf),
    /// A bucket.
    S3 {
        /// The address of the store; none for Amazon's own.
        endpoint: Option<String>,
        /// The bucket.
        bucket: String,
        /// The region; many stores ignore it.
        region: String,
        /// The key's name.
        key: String,
        /// The key's secret.
        secret: String,
    },
}

/// Without the secret: this may be printed and logged.
impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(path) => write!(f, "folder {}", path.display()),
            Self::S3 {
                endpoint,
                bucket,
                region,
                ..
            } => {
                write!(
                    f,
                    "S3 bucket {bucket} at {} ({region})",
                    endpoint.as_deref().unwrap_or("Amazon")
                )
            }
        }
    }
}
impl fmt::Debug for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What names one file in the store.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Key(String);

impl Key {
    /// Draws a new one.
    pub fn new(moment: &Moment) -> Self {
        use fmt::Write;
        let mut key = String::with_capacity(32);
        for byte in moment.bytes::<16>() {
            let _ = write!(key, "{byte:02x}");
        }
        Self(key)
    }

    /// Reads a stored one.
    pub fn parse(text: &str) -> Option<Self> {
        let hex = text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
        (text.len() == 32 && hex).then(|| Self(text.to_owned()))
    }

    /// As it is stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn path(&self, part: Part) -> Path {
        let end = match part {
            Part::Whole => "",
            Part::Preview => ".preview",
        };
        Path::from(format!("{}/{}{end}", &self.0[..2], self.0))
    }
}

/// The file or its small picture.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// The file.
    Whole,
    /// The small picture.
    Preview,
}

/// An object being read.
pub struct Opened {
    /// How many bytes it has.
    pub length: u64,
    /// They, piece by piece.
    pub stream: BoxStream<'static, std::io::Result<Bytes>>,
}

/// The store of files; cheap to clone.
#[derive(Clone)]
pub struct Files(Arc<dyn ObjectStore>);

impl fmt::Debug for Files {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Files")
    }
}

impl Files {
    /// Opens a place; a folder is made if it is not there.
    pub fn open(location: &Location) -> Result<Self, Error> {
        Ok(match location {
            Location::Folder(path) => {
                std::fs::create_dir_all(path).map_err(|error| {
                    Error::Unavailable(format!("making the folder {}: {error}", path.display()))
                })?;
                Self(Arc::new(LocalFileSystem::new_with_prefix(path)?.with_fsync(true)))
            }
            Location::S3 {
                endpoint,
                bucket,
                region,
                key,
                secret,
            } => {
                let retry = RetryConfig {
                    max_retries: 3,
                    retry_timeout: Duration::from_secs(20),
                    ..RetryConfig::default()
                };
                let client = ClientOptions::new()
                    .with_timeout(Duration::from_mins(1))
                    .with_connect_timeout(Duration::from_secs(5));
                let mut builder = AmazonS3Builder::new()
                    .with_client_options(client)
                    .with_retry(retry)
                    .with_bucket_name(bucket)
                    .with_region(region)
                    .with_access_key_id(key)
                    .with_secret_access_key(secret);
                if let Some(endpoint) = endpoint {
                    builder = builder
                        .with_endpoint(endpoint)
                        .with_allow_http(endpoint.starts_with("http://"));
                }
                Self(Arc::new(builder.build()?))
            }
        })
    }

    /// A place in memory, for tests.
    pub fn in_memory() -> Self {
        Self(Arc::new(InMemory::new()))
    }

    /// Keeps something under a new key.
    pub async fn put(&self, key: &Key, part: Part, bytes: Bytes) -> Result<(), Error> {
        self.0.put(&key.path(part), bytes.into()).await?;
        Ok(())
    }

    /// Opens something; `None` if it is not there.
    pub async fn get(&self, key: &Key, part: Part) -> Result<Option<Opened>, Error> {
        match self.0.get(&key.path(part)).await {
            Ok(found) => Ok(Some(Opened {
                length: found.meta.size,
                stream: found.into_stream().map_err(std::io::Error::other).boxed(),
            })),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Deletes a file with its small picture; one that is gone is no error.
    pub async fn delete(&self, key: &Key) -> Result<(), Error> {
        for part in [Part::Preview, Part::Whole] {
            match self.0.delete(&key.path(part)).await {
                Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// The keys in one of the 256 rows of the store whose objects were written before an instant, at most 1,000. What was not put
    /// there by [`Files::put`] is left out.
    pub async fn older(&self, row: u8, before: Timestamp) -> Result<Vec<Key>, Error> {
        let prefix = Path::from(format!("{row:02x}"));
        let mut listed = self.0.list(Some(&prefix));
        let mut keys = Vec::new();
        while let Some(one) = listed.try_next().await? {
            let name = one.location.filename().unwrap_or_default();
            let key = Key::parse(name.strip_suffix(".preview").unwrap_or(name));
            if let Some(key) = key
                && one.last_modified.timestamp_micros() < before.0
                && keys.last() != Some(&key)
            {
                keys.push(key);
            }
            if keys.len() >= 1000 {
                break;
            }
        }
        Ok(keys)
    }

    /// Writes, reads and deletes something, to see whether the place can be used.
    pub async fn probe(&self, key: &Key) -> Result<(), Error> {
        let sent = Bytes::from_static(b"tomoni");
        self.put(key, Part::Whole, sent.clone()).await?;
        let opened = self.get(key, Part::Whole).await?;
        let opened = opened.ok_or_else(|| Error::Unavailable("what was written is not there".to_owned()))?;
        let parts: Vec<Bytes> = opened
            .stream
            .try_collect()
            .await
            .map_err(|error| Error::Unavailable(error.to_string()))?;
        self.delete(key).await?;
        if parts.concat() == sent {
            Ok(())
        } else {
            Err(Error::Unavailable(
                "what was read is not what was written".to_owned(),
            ))
        }
    }
}
