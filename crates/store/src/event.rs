//! Events: append-only notes that commit with the change, chained by digests afterwards.
//!
//! The row says who, when, under which hat and what; the texts before and after stand apart with their salt, so that
//! they can be erased while the chain still holds: it carries only their salted digest.

use domain::{Moment, Timestamp, Viewer, event::Change, id::EventId};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    error::Result,
    tx::{Connection, SystemTx},
    value::{FromRow, Row, params},
};

const INSERT: &str = "INSERT INTO events (id, at, chain, actor, hat, kind, record, verb, text_digest) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
const INSERT_TEXT: &str = "INSERT INTO event_texts (event, salt, before, after) VALUES ($1, $2, $3, $4)";

pub(crate) async fn insert(
    connection: &mut Connection,
    moment: &Moment,
    viewer: &Viewer,
    change: &Change,
) -> Result<()> {
    use domain::Coded;
    let id = EventId::new(moment);
    let salt: [u8; 16] = moment.bytes();
    let digest = text_digest(&salt, change.before.as_deref(), change.after.as_deref());
    let hat = viewer.hat.map(|hat| hat.code()).unwrap_or_default();
    let chain = change
        .town
        .map(|town| town.as_str().to_owned())
        .unwrap_or_default();
    connection
        .run(
            INSERT,
            params![
                id,
                moment.now,
                chain,
                viewer.person,
                hat,
                change.kind.code(),
                change.record,
                change.verb,
                &digest[..]
            ],
        )
        .await?;
    if change.before.is_some() || change.after.is_some() {
        let texts = params![id, &salt[..], change.before.as_deref(), change.after.as_deref()];
        connection.run(INSERT_TEXT, texts).await?;
    }
    Ok(())
}

/// The salted digest of what an event was about. Each text is preceded by its length, so that no two pairs read alike.
fn text_digest(salt: &[u8], before: Option<&str>, after: Option<&str>) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(salt);
    for text in [before, after] {
        match text {
            None => hash.update([0]),
            Some(text) => {
                hash.update([1]);
                hash.update((text.len() as u64).to_be_bytes());
                hash.update(text.as_bytes());
            }
        }
    }
    hash.finalize().into()
}

/// One event as the workers read it.
#[derive(Clone, Debug)]
pub struct Event {
    /// The order of commit, with `position`.
    pub tx: i64,
    /// The order of writing.
    pub position: i64,
    /// The id.
    pub id: EventId,
    /// When.
    pub at: Timestamp,
    /// The town whose chain it stands in; empty for what belongs to no town.
    pub chain: String,
    /// Who.
    pub actor: Option<Uuid>,
    /// Under which hat.
    pub hat: String,
    /// The kind of record.
    pub kind: String,
    /// The record.
    pub record: Uuid,
    /// What was done.
    pub verb: String,
    /// The salted digest of the texts.
    pub text_digest: Vec<u8>,
}

/// The columns of [`Event`], for statements that read events.
macro_rules! event_columns {
    () => {
        "e.tx, e.position, e.id, e.at, e.chain, e.actor, e.hat, e.kind, e.record, e.verb, e.text_digest"
    };
}
pub(crate) use event_columns;

impl FromRow for Event {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            tx: row.take()?,
            position: row.take()?,
            id: row.take()?,
            at: row.take()?,
            chain: row.take()?,
            actor: row.take()?,
            hat: row.take()?,
            kind: row.take()?,
            record: row.take()?,
            verb: row.take()?,
            text_digest: row.take()?,
        })
    }
}

impl Event {
    /// The digest of this event in its chain, after the digest before it.
    fn link(&self, previous: &[u8]) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(previous);
        hash.update(self.id.uuid().as_bytes());
        hash.update(self.at.0.to_be_bytes());
        hash.update(self.record.as_bytes());
        if let Some(actor) = self.actor {
            hash.update(actor.as_bytes());
        }
        for text in [&self.chain, &self.hat, &self.kind, &self.verb] {
            hash.update((text.len() as u64).to_be_bytes());
            hash.update(text.as_bytes());
        }
        hash.update(&self.text_digest);
        hash.finalize().into()
    }
}

const LAST_LINK: &str =
    "SELECT number, digest FROM event_digests WHERE chain = $1 ORDER BY number DESC LIMIT 1";
const INSERT_LINK: &str =
    "INSERT INTO event_digests (chain, number, event, digest) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";

struct Link {
    number: i64,
    digest: Vec<u8>,
}

impl FromRow for Link {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            number: row.take()?,
            digest: row.take()?,
        })
    }
}

/// Adds an event to the chain of its town. The worker calls it in commit order, once an event.
pub async fn chain(tx: &mut SystemTx, event: &Event) -> Result<()> {
    let last: Option<Link> = tx.one(LAST_LINK, params![&event.chain]).await?;
    let (number, previous) = last.map_or((0, Vec::new()), |link| (link.number, link.digest));
    let digest = event.link(&previous);
    tx.run(
        INSERT_LINK,
        params![&event.chain, number + 1, event.id, &digest[..]],
    )
    .await?;
    Ok(())
}

/// What was found when a chain was checked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Verdict {
    /// How many links were checked.
    pub links: u64,
    /// The first links that do not hold: chain and number.
    pub broken: Vec<(String, i64)>,
}

const LINKS: &str = concat!(
    "SELECT d.chain, d.number, d.digest, t.salt, t.before, t.after, ",
    event_columns!(),
    " FROM event_digests d JOIN events e ON e.id = d.event LEFT JOIN event_texts t ON t.event = e.id \
     WHERE (d.chain, d.number) > ($1, $2) ORDER BY d.chain, d.number LIMIT 1000"
);

struct Checked {
    chain: String,
    number: i64,
    digest: Vec<u8>,
    salt: Option<Vec<u8>>,
    before: Option<String>,
    after: Option<String>,
    event: Event,
}

impl FromRow for Checked {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            chain: row.take()?,
            number: row.take()?,
            digest: row.take()?,
            salt: row.take()?,
            before: row.take()?,
            after: row.take()?,
            event: Event::from_row(row)?,
        })
    }
}

/// Walks every chain and compares each link, and each text that is still there, with what was noted.
pub async fn verify(tx: &mut SystemTx) -> Result<Verdict> {
    let mut verdict = Verdict {
        links: 0,
        broken: Vec::new(),
    };
    let (mut chain, mut number, mut previous) = (String::new(), 0_i64, Vec::new());
    loop {
        let links: Vec<Checked> = tx.all(LINKS, params![&chain, number]).await?;
        let Some(last) = links.last() else {
            return Ok(verdict);
        };
        let end = (last.chain.clone(), last.number);
        for link in links {
            if link.chain != chain {
                (chain, number, previous) = (link.chain.clone(), 0, Vec::new());
            }
            let texts = link.salt.is_none_or(|salt| {
                text_digest(&salt, link.before.as_deref(), link.after.as_deref())[..]
                    == link.event.text_digest[..]
            });
            let holds =
                texts && link.number == number + 1 && link.event.link(&previous)[..] == link.digest[..];
            if !holds {
                verdict.broken.push((link.chain.clone(), link.number));
            }
            verdict.links += 1;
            (number, previous) = (link.number, link.digest);
        }
        (chain, number) = end;
    }
}
