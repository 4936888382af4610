//! The wire between a browser and the demo, with a hand on it: it can be pulled, and it can lose an answer on its way back.

use std::sync::{
    Arc,
    atomic::{AtomicU8, AtomicUsize, Ordering},
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

use crate::demo::Demo;

const OPEN: u8 = 0;
const PULLED: u8 = 1;
const LOSING: u8 = 2;

/// A wire.
pub struct Plug {
    state: Arc<AtomicU8>,
    lost: Arc<AtomicUsize>,
    /// Where the browser finds the demo.
    pub address: String,
}

impl Plug {
    /// Lays a wire to a demo.
    pub async fn into(demo: &Demo) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let behind = demo.address.trim_start_matches("http://").to_owned();
        let (state, lost) = (Arc::new(AtomicU8::new(OPEN)), Arc::new(AtomicUsize::new(0)));
        let (held, counted) = (state.clone(), lost.clone());
        tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                if held.load(Ordering::SeqCst) != PULLED {
                    tokio::spawn(carry(near, behind.clone(), held.clone(), counted.clone()));
                }
            }
        });
        Self { state, lost, address }
    }

    /// Nothing gets through any more.
    pub fn pull(&self) {
        self.state.store(PULLED, Ordering::SeqCst);
    }

    /// Forms get through, and what is answered to them is lost.
    pub fn lose_answers(&self) {
        self.state.store(LOSING, Ordering::SeqCst);
    }

    /// Everything gets through.
    pub fn put_in(&self) {
        self.state.store(OPEN, Ordering::SeqCst);
    }

    /// How many answers were lost.
    pub fn lost(&self) -> usize {
        self.lost.load(Ordering::SeqCst)
    }
}

/// Carries one connection until either end, or the hand on the wire, ends it.
async fn carry(mut near: TcpStream, behind: String, state: Arc<AtomicU8>, lost: Arc<AtomicUsize>) {
    let Ok(mut far) = TcpStream::connect(behind).await else {
        return;
    };
    let (mut asked, mut answered) = (vec![0; 64 * 1024], vec![0; 64 * 1024]);
    let mut form = false;
    loop {
        tokio::select! {
            read = near.read(&mut asked) => {
                let Some(bytes) = read.ok().and_then(|size| asked.get(..size)).filter(|bytes| !bytes.is_empty()) else { return };
                form |= bytes.starts_with(b"POST /field");
                if state.load(Ordering::SeqCst) == PULLED || far.write_all(bytes).await.is_err() {
                    return;
                }
            }
            read = far.read(&mut answered) => {
                let Some(bytes) = read.ok().and_then(|size| answered.get(..size)).filter(|bytes| !bytes.is_empty()) else { return };
                match state.load(Ordering::SeqCst) {
                    PULLED => return,
                    LOSING if form => {
                        lost.fetch_add(1, Ordering::SeqCst);
                        return;
                    }
                    _ => {
                        form = false;
                        if near.write_all(bytes).await.is_err() {
                            return;
                        }
                    }
                }
            }
        }
    }
}
