//! What every handler may use.

use std::sync::Arc;

use domain::{Entropy, Moment, Timestamp, id::PersonId};
use files::Files;
use store::Db;
use tokio::sync::Semaphore;

use crate::{cache::PublicPages, live::Live, password::Passwords, picture::Pictures, secret::Secret};

/// Somebody visitors of a demo may sign in as with one click.
#[derive(Clone, Debug)]
pub struct Persona {
    /// The person.
    pub person: PersonId,
    /// The code of the hat they wear.
    pub hat: String,
    /// How the start page shows them.
    pub shown: pages::start::Persona,
}

/// What a demo has beside an ordinary installation.
#[derive(Clone, Debug, Default)]
pub struct Demo {
    /// Who can be signed in as.
    pub personas: Vec<Persona>,
    /// The steps of a first visit.
    pub guide: Vec<pages::start::Step>,
}

/// Choices of the installation.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The address people type, without a slash at the end: `https://tomoni.example.lg.jp`.
    pub public_url: String,
    /// The demo's part; none in an ordinary installation.
    pub demo: Option<Demo>,
    /// Whether a proxy in front writes the client's address into `X-Forwarded-For`.
    pub behind_proxy: bool,
}

impl Settings {
    /// Settings as tests begin with them.
    pub fn for_tests() -> Self {
        Self {
            public_url: "http://localhost:8080".to_owned(),
            demo: None,
            behind_proxy: false,
        }
    }

    /// Whether cookies can be `Secure` (and so carry the `__Host-` prefix): https, or a loopback address, which
    /// browsers trust as much.
    pub fn secure_cookies(&self) -> bool {
        let host = self
            .public_url
            .strip_prefix("http://")
            .map(|rest| rest.split([':', '/']).next().unwrap_or(""));
        host.is_none_or(|host| matches!(host, "localhost" | "127.0.0.1" | "[" | "::1"))
    }
}

/// How many files are on their way at once in one process.
#[derive(Debug)]
pub(crate) struct Uploads {
    /// Forms with files being sent: their files are on the disk, at most 100 MB each.
    pub(crate) places: Semaphore,
    /// Files being looked at: each is whole in memory, a picture unpacked beside it.
    pub(crate) looking: Semaphore,
}

/// The application: cheap to clone, handed to every handler.
#[derive(Clone)]
pub struct App {
    /// The database.
    pub db: Db,
    /// The installation's choices.
    pub settings: Arc<Settings>,
    /// The installation's secret.
    pub secret: Secret,
    /// Hashes passwords, few at a time.
    pub passwords: Passwords,
    /// The pages that are open and wait for what comes.
    pub live: Live,
    /// Where photos and files are kept.
    pub files: Files,
    pub(crate) uploads: Arc<Uploads>,
    pub(crate) public_pages: PublicPages,
    pub(crate) pictures: Pictures,
    clock: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    entropy: Arc<dyn Entropy>,
}

impl App {
    /// Puts the parts together. The clock and the randomness come from outside: `server` has the real ones.
    pub fn new(
        db: Db,
        files: Files,
        settings: Settings,
        secret: Secret,
        clock: Arc<dyn Fn() -> Timestamp + Send + Sync>,
        entropy: Arc<dyn Entropy>,
    ) -> Self {
        Self {
            db,
            settings: Arc::new(settings),
            secret,
            passwords: Passwords::default(),
            live: Live::default(),
            files,
            uploads: Arc::new(Uploads {
                places: Semaphore::new(32),
                looking: Semaphore::new(2),
            }),
            public_pages: PublicPages::default(),
            pictures: Pictures::default(),
            clock,
            entropy,
        }
    }

    /// Now, with the randomness to do something.
    pub fn moment(&self) -> Moment {
        Moment::new((self.clock)(), self.entropy.clone())
    }
}
