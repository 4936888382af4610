//! The same in a folder and in an S3-compatible store: s3s-fs, a real server over HTTP on this machine.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use domain::{Entropy, Moment, Timestamp};
use files::{Files, Key, Location, Part};
use futures_util::TryStreamExt;
use hyper_util::{
    rt::{TokioExecutor, TokioIo},
    server::conn::auto,
};
use s3s::{auth::SimpleAuth, service::S3ServiceBuilder};
use s3s_fs::FileSystem;

/// A folder that goes with the test.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let name = format!(
            "tomoni-files-{}-{}",
            std::process::id(),
            COUNT.fetch_add(1, Ordering::SeqCst)
        );
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

struct Counted(AtomicU64);

impl Entropy for Counted {
    fn fill(&self, bytes: &mut [u8]) {
        for byte in bytes {
            *byte = (self.0.fetch_add(7, Ordering::SeqCst) % 251) as u8;
        }
    }
}

fn moment() -> Moment {
    Moment::new(
        Timestamp(1_800_000_000_000_000),
        Arc::new(Counted(AtomicU64::new(3))),
    )
}

/// Starts the server with one bucket and answers how to reach it.
async fn s3(folder: &Folder, secret: &str) -> Location {
    std::fs::create_dir_all(folder.0.join("tomoni")).unwrap();
    let mut builder = S3ServiceBuilder::new(FileSystem::new(&folder.0).unwrap());
    builder.set_auth(SimpleAuth::from_single("town", "the-secret-of-the-town"));
    let service = builder.build();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let service = service.clone();
            tokio::spawn(async move {
                let server = auto::Builder::new(TokioExecutor::new());
                let _ = server.serve_connection(TokioIo::new(stream), service).await;
            });
        }
    });
    Location::S3 {
        endpoint: Some(format!("http://{address}")),
        bucket: "tomoni".to_owned(),
        region: "ap-northeast-1".to_owned(),
        key: "town".to_owned(),
        secret: secret.to_owned(),
    }
}

async fn read(files: &Files, key: &Key, part: Part) -> Option<Vec<u8>> {
    let opened = files.get(key, part).await.unwrap()?;
    let length = opened.length;
    let parts: Vec<bytes::Bytes> = opened.stream.try_collect().await.unwrap();
    let whole = parts.concat();
    assert_eq!(whole.len() as u64, length);
    Some(whole)
}

/// Everything tomoni does with a store.
async fn used(files: Files) {
    let moment = moment();
    files.probe(&Key::new(&moment)).await.unwrap();
    let (one, two) = (Key::new(&moment), Key::new(&moment));
    // More than one piece on the way.
    let large = vec![7; 6 << 20];
    files.put(&one, Part::Whole, large.clone().into()).await.unwrap();
    files.put(&one, Part::Preview, "small".into()).await.unwrap();
    files.put(&two, Part::Whole, "two".into()).await.unwrap();
    assert_eq!(read(&files, &one, Part::Whole).await.unwrap(), large);
    assert_eq!(read(&files, &one, Part::Preview).await.unwrap(), b"small");
    assert_eq!(read(&files, &two, Part::Preview).await, None);
    let shelf = u8::from_str_radix(&one.as_str()[..2], 16).unwrap();
    let always = Timestamp(i64::MAX);
    assert_eq!(
        files.older(shelf, always).await.unwrap(),
        std::slice::from_ref(&one)
    );
    assert_eq!(files.older(shelf, Timestamp(0)).await.unwrap(), []);
    assert_eq!(files.older(shelf.wrapping_add(1), always).await.unwrap(), []);
    files.delete(&one).await.unwrap();
    files.delete(&one).await.unwrap();
    assert_eq!(read(&files, &one, Part::Whole).await, None);
    assert_eq!(read(&files, &one, Part::Preview).await, None);
    assert_eq!(read(&files, &two, Part::Whole).await.unwrap(), b"two");
}

#[tokio::test]
async fn in_a_folder() {
    let folder = Folder::new();
    let location = Location::Folder(folder.0.join("made/on/the/way"));
    used(Files::open(&location).unwrap()).await;
}

#[tokio::test]
async fn in_an_s3_compatible_store() {
    let folder = Folder::new();
    used(Files::open(&s3(&folder, "the-secret-of-the-town").await).unwrap()).await;
}

#[tokio::test]
async fn a_store_that_refuses_says_so_without_its_secret() {
    let folder = Folder::new();
    let location = s3(&folder, "not-the-secret-at-all").await;
    assert!(!format!("{location:?} {location}").contains("secret-at-all"));
    let error = Files::open(&location)
        .unwrap()
        .probe(&Key::new(&moment()))
        .await
        .unwrap_err();
    assert!(!format!("{error:?} {error}").contains("secret-at-all"), "{error}");
}
