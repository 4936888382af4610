//! Voices left with a town: rows and SQL. They are voices like those heard in dialogues; what they have beside them is a
//! receipt, a standing and the town's looks at them.
//!
//! Events of kind `voice`: `left` (after: the words), `looked_at` (after: outcome, criterion and reason), `tied` (to a
//! challenge), `withdrawn`.

use domain::{
    Coded, MunicipalityCode, Timestamp,
    audience::Audience,
    event::{Change, RecordKind},
    id::{ChallengeId, PersonId, VoiceId},
    letter::{Anonymity, Channel, Criterion, Outcome, Standing},
    voice::{Consent, Speaker},
};
use uuid::Uuid;

use crate::{
    Cursor, Error, Page, ReadTx, Result, WriteTx,
    page::ROWS,
    scope::visible,
    value::{FromRow, Row, params},
    voice::{Voice, by_id, voices},
};

/// A voice being left.
#[derive(Clone, Debug)]
pub struct NewLetter<'a> {
    /// The town.
    pub town: MunicipalityCode,
    /// How it came.
    pub channel: Channel,
    /// The words.
    pub words: &'a str,
    /// Who spoke.
    pub speaker: Speaker,
    /// How much of them is told.
    pub anonymity: Anonymity,
    /// What is told: nothing, age and district, or a name.
    pub described: &'a str,
    /// What they agreed to.
    pub consent: Consent,
    /// The digest of their receipt.
    pub receipt: &'a [u8; 32],
}

const INSERT: &str = "INSERT INTO voices (town, id, words, speaker, described, consent, audience, recorded_by, recorded_at, \
    channel, anonymity, standing, receipt) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

/// Keeps a voice. Until somebody has looked at it, the town's staff alone reads it.
pub async fn insert(tx: &mut WriteTx, new: &NewLetter<'_>) -> Result<VoiceId> {
    let (id, now, person) = (VoiceId::new(tx.moment()), tx.now(), tx.viewer().person);
    let standing = Standing::Waiting;
    let values = params![
        new.town,
        id,
        new.words,
        new.speaker.code(),
        new.described,
        new.consent.code(),
        standing.audience(new.consent, false).code(),
        person,
        now,
        new.channel.code(),
        new.anonymity.code(),
        standing.code(),
        new.receipt.as_slice()
    ];
    tx.run(INSERT, values).await?;
    tx.note(change(new.town, id, "left").to(new.words.to_owned()))
        .await?;
    Ok(id)
}

const BY_RECEIPT: &str = concat!(voices!(), "v.receipt = $1");

/// The voice of a receipt. Whoever has the receipt is its author: this asks nobody else's leave.
pub async fn find_by_receipt(tx: &mut ReadTx, digest: &[u8; 32]) -> Result<Option<Voice>> {
    tx.one(BY_RECEIPT, params![digest.as_slice()]).await
}

const LIST: &str = concat!(
    voices!(),
    "v.town = $4 AND v.standing = $5 AND ",
    visible!("v", dialogue = "v.dialogue", challenge = "v.challenge"),
    " AND v.id > $6 ORDER BY v.id LIMIT $7"
);

/// The voices left with a town that stand at one point, the longest waiting first.
pub async fn list(
    tx: &mut ReadTx,
    town: MunicipalityCode,
    standing: Standing,
    after: Option<&Cursor>,
) -> Result<Page<Voice>> {
    let last = after.map_or(Uuid::nil(), |cursor| cursor.id);
    let values = params![town, standing.code(), last, ROWS + 1];
    Ok(Page::cut(tx.seen(LIST, values).await?, by_id))
}

/// One look of the town's staff at a voice.
#[derive(Clone, Debug)]
pub struct Review {
    /// What it came to.
    pub outcome: Outcome,
    /// The criterion it was kept back by.
    pub criterion: Option<Criterion>,
    /// Why, in words for its author.
    pub reason: String,
    /// Whose look it was.
    pub person: PersonId,
    /// Their name, for the town's staff.
    pub name: String,
    /// When.
    pub at: Timestamp,
}

impl FromRow for Review {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            outcome: row.code()?,
            criterion: row
                .take::<Option<String>>()?
                .as_deref()
                .and_then(Criterion::parse),
            reason: row.take()?,
            person: row.take()?,
            name: row.take()?,
            at: row.take()?,
        })
    }
}

const REVIEWS: &str = "SELECT r.outcome, r.criterion, r.reason, r.person, p.name, r.reviewed_at FROM voice_reviews r \
    JOIN persons p ON p.id = r.person WHERE r.town = $1 AND r.voice = $2 ORDER BY r.number DESC LIMIT 50";

/// The looks at a voice, the last first, at most 50.
pub async fn reviews(tx: &mut ReadTx, town: MunicipalityCode, id: VoiceId) -> Result<Vec<Review>> {
    tx.all(REVIEWS, params![town, id]).await
}

/// A look to be noted.
#[derive(Clone, Debug)]
pub struct NewReview<'a> {
    /// What it came to.
    pub outcome: Outcome,
    /// The criterion, where it is kept back.
    pub criterion: Option<Criterion>,
    /// Why, in words for its author.
    pub reason: &'a str,
    /// Where the voice stands then.
    pub standing: Standing,
}

const REVIEW: &str = "INSERT INTO voice_reviews (town, voice, number, outcome, criterion, reason, person, reviewed_at) \
    SELECT $1, $2, COALESCE(MAX(r.number), 0) + 1, $3, $4, $5, $6, $7 FROM voice_reviews r \
    WHERE r.town = $1 AND r.voice = $2";
const STAND: &str =
    "UPDATE voices SET standing = $3, audience = $4 WHERE town = $1 AND id = $2 AND standing = $5";

/// Notes a look. `false` when somebody else looked, or the author took it back, meanwhile: then nothing may be
/// committed.
pub async fn review(tx: &mut WriteTx, voice: &Voice, new: &NewReview<'_>) -> Result<bool> {
    let (now, person) = (tx.now(), tx.viewer().person);
    let person = person.ok_or_else(|| Error::Internal("a voice is looked at by a person".to_owned()))?;
    if !stand(tx, voice, new.standing).await? {
        return Ok(false);
    }
    let criterion = new.criterion.map(Coded::code);
    let values = params![
        voice.town,
        voice.id,
        new.outcome.code(),
        criterion,
        new.reason,
        person,
        now
    ];
    tx.run(REVIEW, values).await?;
    let after = format!(
        "{} {}: {}",
        new.outcome.code(),
        criterion.unwrap_or_default(),
        new.reason
    );
    let before = voice.standing.code().to_owned();
    tx.note(change(voice.town, voice.id, "looked_at").from(before).to(after))
        .await?;
    Ok(true)
}

async fn stand(tx: &mut WriteTx, voice: &Voice, standing: Standing) -> Result<bool> {
    let audience = standing.audience(voice.consent, voice.challenge.is_some());
    let values = params![
        voice.town,
        voice.id,
        standing.code(),
        audience.code(),
        voice.standing.code()
    ];
    Ok(tx.run(STAND, values).await? > 0)
}

const TIE: &str =
    "UPDATE voices SET challenge = $3, audience = $4 WHERE town = $1 AND id = $2 AND standing = $5";

/// Says to which challenge a voice belongs, or to none; who hears it follows. `false` when it changed meanwhile.
pub async fn tie(tx: &mut WriteTx, voice: &Voice, challenge: Option<ChallengeId>) -> Result<bool> {
    let audience = voice.standing.audience(voice.consent, challenge.is_some());
    let values = params![
        voice.town,
        voice.id,
        challenge,
        audience.code(),
        voice.standing.code()
    ];
    if tx.run(TIE, values).await? == 0 {
        return Ok(false);
    }
    let after = challenge.map(|id| id.to_string()).unwrap_or_default();
    tx.note(change(voice.town, voice.id, "tied").to(after)).await?;
    Ok(true)
}

/// Its author takes a voice back: nobody reads it any more. `false` when it changed meanwhile.
pub async fn withdraw(tx: &mut WriteTx, voice: &Voice) -> Result<bool> {
    if !stand(tx, voice, Standing::Withdrawn).await? {
        return Ok(false);
    }
    let before = voice.standing.code().to_owned();
    tx.note(change(voice.town, voice.id, "withdrawn").from(before))
        .await?;
    Ok(true)
}

/// What came of a voice.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CameOfKind {
    /// A wording of a challenge changed.
    Wording,
    /// A part of an adaptation changed.
    Part,
}

/// Something a voice is the reason for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CameOf {
    /// What.
    pub kind: CameOfKind,
    /// The challenge or the adaptation.
    pub record: Uuid,
    /// The challenge's or the part's title.
    pub title: String,
    /// To whom it is open; titles of what is not public are not for its author's eyes.
    pub audience: Audience,
    /// When it was written.
    pub at: Timestamp,
}

impl FromRow for CameOf {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            kind: match row.take::<String>()?.as_str() {
                "wording" => CameOfKind::Wording,
                "part" => CameOfKind::Part,
                other => return Err(Error::Internal(format!("what came of a voice: {other}"))),
            },
            record: row.take()?,
            title: row.take()?,
            audience: row.code()?,
            at: row.take()?,
        })
    }
}

// A part keeps its reason from revision to revision: the newest public one counts, or else the newest.
const CAME_OF: &str = "SELECT k.* FROM (SELECT 'wording' AS kind, r.challenge AS record, r.title AS title, \
    CASE WHEN c.audience = 'public' THEN r.audience ELSE c.audience END AS audience, r.written_at AS at \
    FROM challenge_revisions r JOIN challenges c ON c.town = r.town AND c.id = r.challenge \
    WHERE r.town = $1 AND r.voice = $2 ORDER BY r.challenge, r.number LIMIT 25) k \
    UNION ALL SELECT k.* FROM (SELECT 'part', p.adaptation, p.title, \
    CASE WHEN c.audience = 'public' AND w.opened = '' THEN w.audience ELSE 'circle' END, w.written_at \
    FROM adaptation_parts p \
    JOIN adaptation_revisions w ON w.town = p.town AND w.adaptation = p.adaptation AND w.number = p.number \
    JOIN adaptations a ON a.town = p.town AND a.id = p.adaptation \
    JOIN challenges c ON c.town = a.town AND c.id = a.challenge \
    WHERE p.town = $1 AND p.voice = $2 AND p.number = COALESCE((SELECT MAX(q.number) FROM adaptation_parts q \
    JOIN adaptation_revisions x ON x.town = q.town AND x.adaptation = q.adaptation AND x.number = q.number \
    WHERE q.town = p.town AND q.voice = p.voice AND q.adaptation = p.adaptation AND x.audience = 'public'), \
    (SELECT MAX(q.number) FROM adaptation_parts q WHERE q.town = p.town AND q.voice = p.voice \
    AND q.adaptation = p.adaptation)) ORDER BY p.adaptation, p.position LIMIT 25) k ORDER BY 5, 2, 3";

/// What a voice is the reason for, the earliest first: at most 25 wordings and 25 parts.
pub async fn came_of(tx: &mut ReadTx, town: MunicipalityCode, id: VoiceId) -> Result<Vec<CameOf>> {
    tx.all(CAME_OF, params![town, id]).await
}

fn change(town: MunicipalityCode, id: VoiceId, verb: &'static str) -> Change {
    Change::new(RecordKind::Voice, id, verb).of_town(town)
}
