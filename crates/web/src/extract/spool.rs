//! A file on its way: kept on this machine's disk without a name until it has been looked at, never whole in memory.

use std::{
    fs::{File, OpenOptions},
    io::{Read, Seek, Write},
    os::unix::fs::OpenOptionsExt,
};

use domain::Moment;

use crate::{Error, secret::hex};

/// How many bytes are gathered before they are written.
const GATHERED: usize = 256 * 1024;

/// The bytes that came so far.
pub struct Spool {
    file: File,
    gathered: Vec<u8>,
    /// How many came.
    pub length: u64,
}

impl Spool {
    /// An empty one. Its file has no name: it is gone when it is closed, also after a crash.
    pub async fn new(moment: &Moment) -> Result<Self, Error> {
        let name = format!("tomoni-{}", hex(&moment.bytes::<16>()));
        let file = blocking(move || {
            let path = std::env::temp_dir().join(name);
            let mut options = OpenOptions::new();
            options.read(true).write(true).create_new(true).mode(0o600);
            let file = options.open(&path)?;
            std::fs::remove_file(&path)?;
            Ok(file)
        });
        Ok(Self {
            file: file.await?,
            gathered: Vec::new(),
            length: 0,
        })
    }

    /// Adds what came.
    pub async fn push(mut self, bytes: &[u8]) -> Result<Self, Error> {
        self.length += bytes.len() as u64;
        self.gathered.extend_from_slice(bytes);
        if self.gathered.len() < GATHERED {
            return Ok(self);
        }
        blocking(move || {
            self.file.write_all(&self.gathered)?;
            self.gathered.clear();
            Ok(self)
        })
        .await
    }

    /// All of it. Blocks: call it where that may happen.
    pub fn read(mut self) -> std::io::Result<Vec<u8>> {
        self.file.write_all(&self.gathered)?;
        self.file.rewind()?;
        let mut whole = Vec::with_capacity(usize::try_from(self.length).unwrap_or_default());
        self.file.read_to_end(&mut whole)?;
        Ok(whole)
    }
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> std::io::Result<T> + Send + 'static,
) -> Result<T, Error> {
    let failed = |cause: String| Error::Unavailable(format!("a file on its way: {cause}"));
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done.map_err(|error| failed(error.to_string())),
        Err(error) => Err(failed(error.to_string())),
    }
}
