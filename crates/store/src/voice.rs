//! 肉声: rows and SQL.
//!
//! Events of kind `voice`: `heard`, `opened` and `closed` (after: the reason or the audience).

use domain::{
    Coded, MunicipalityCode, Timestamp,
    audience::Audience,
    event::{Change, RecordKind},
    id::{ChallengeId, DialogueId, VoiceId},
    letter::{Channel, Standing},
    voice::{Consent, Speaker},
};

use uuid::Uuid;

use crate::{
    Cursor, Error, Page, ReadTx, Result, WriteTx,
    page::ROWS,
    scope::visible,
    value::{FromRow, Row, params},
};

/// A voice.
#[derive(Clone, Debug)]
pub struct Voice {
    /// The town.
    pub town: MunicipalityCode,
    /// The id.
    pub id: VoiceId,
    /// Where it was heard.
    pub dialogue: Option<DialogueId>,
    /// The challenge it belongs to.
    pub challenge: Option<ChallengeId>,
    /// The words, as they were said.
    pub words: String,
    /// Who spoke.
    pub speaker: Speaker,
    /// How they are told apart without being named: age, district; may be empty.
    pub described: String,
    /// What they agreed to.
    pub consent: Consent,
    /// To whom it is open.
    pub audience: Audience,
    /// When it was written down.
    pub recorded_at: Timestamp,
    /// How it came.
    pub channel: Channel,
    /// Where the town's look at it stands.
    pub standing: Standing,
}

impl FromRow for Voice {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            town: row.take()?,
            id: row.take()?,
            dialogue: row.take()?,
            challenge: row.take()?,
            words: row.take()?,
            speaker: row.code()?,
            described: row.take()?,
            consent: row.code()?,
            audience: row.code()?,
            recorded_at: row.take()?,
            channel: row.code()?,
            standing: row.code()?,
        })
    }
}

/// The columns of a [`Voice`] from the table `v`.
macro_rules! voices {
    () => {
        "SELECT v.town, v.id, v.dialogue, v.challenge, v.words, v.speaker, v.described, v.consent, v.audience, \
         v.recorded_at, v.channel, v.standing FROM voices v WHERE "
    };
}
pub(crate) use voices;

const FIND: &str = concat!(
    voices!(),
    "v.id = $4 AND ",
    visible!("v", dialogue = "v.dialogue", challenge = "v.challenge")
);
const OF_DIALOGUE: &str = concat!(
    voices!(),
    "v.town = $4 AND v.dialogue = $5 AND ",
    visible!("v", dialogue = "v.dialogue", challenge = "v.challenge"),
    " ORDER BY v.id LIMIT 50"
);
const OF_CHALLENGE: &str = concat!(
    "SELECT v.town, v.id, v.dialogue, v.challenge, v.words, v.speaker, v.described, v.consent, v.audience, \
     v.recorded_at, v.channel, v.standing, EXISTS (SELECT 1 FROM dialogues g WHERE g.town = v.town \
     AND g.id = v.dialogue AND ",
    visible!("g", dialogue = "g.id", challenge = "g.challenge"),
    ") FROM voices v WHERE v.town = $4 AND v.challenge = $5 AND ",
    visible!("v", dialogue = "v.dialogue", challenge = "v.challenge"),
    " AND v.id < $6 ORDER BY v.id DESC LIMIT $7"
);

/// One voice, if the viewer may hear it.
pub async fn find(tx: &mut ReadTx, id: VoiceId) -> Result<Option<Voice>> {
    tx.seen_one(FIND, params![id]).await
}

/// The voices of a dialogue the viewer may hear, in the order heard, at most 50.
pub async fn of_dialogue(tx: &mut ReadTx, town: MunicipalityCode, id: DialogueId) -> Result<Vec<Voice>> {
    tx.seen(OF_DIALOGUE, params![town, id]).await
}

/// A voice of a challenge.
#[derive(Clone, Debug)]
pub struct Heard {
    /// The voice.
    pub voice: Voice,
    /// Whether the viewer may read the dialogue it was heard in: a voice is opened without it.
    pub dialogue_open: bool,
}

impl FromRow for Heard {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            voice: Voice::from_row(row)?,
            dialogue_open: row.take()?,
        })
    }
}

/// The voices of a challenge the viewer may hear, newest first.
pub async fn of_challenge(
    tx: &mut ReadTx,
    town: MunicipalityCode,
    id: ChallengeId,
    after: Option<&Cursor>,
) -> Result<Page<Heard>> {
    let before = after.map_or(Uuid::max(), |cursor| cursor.id);
    let rows: Vec<Heard> = tx.seen(OF_CHALLENGE, params![town, id, before, ROWS + 1]).await?;
    Ok(Page::cut(rows, |one| by_id(&one.voice)))
}

const OPEN_OF_TOWN: &str = concat!(
    voices!(),
    "v.town = $4 AND v.audience = 'public' AND ",
    visible!("v", dialogue = "v.dialogue", challenge = "v.challenge"),
    " AND v.id < $5 ORDER BY v.id DESC LIMIT $6"
);

/// The voices of a town that are open to everyone, newest first.
pub async fn open_of_town(
    tx: &mut ReadTx,
    town: MunicipalityCode,
    after: Option<&Cursor>,
) -> Result<Page<Voice>> {
    let before = after.map_or(Uuid::max(), |cursor| cursor.id);
    let rows: Vec<Voice> = tx.seen(OPEN_OF_TOWN, params![town, before, ROWS + 1]).await?;
    Ok(Page::cut(rows, by_id))
}

/// Where the page of [`of_challenge`] begins that has this voice first.
pub fn page_from(id: VoiceId) -> Cursor {
    Cursor {
        key: String::new(),
        id: Uuid::from_u128(id.uuid().as_u128().saturating_add(1)),
    }
}

/// Where a page of voices ends.
pub(crate) fn by_id(voice: &Voice) -> Cursor {
    Cursor {
        key: String::new(),
        id: voice.id.uuid(),
    }
}

/// A voice to be written down.
#[derive(Clone, Debug)]
pub struct NewVoice<'a> {
    /// The town.
    pub town: MunicipalityCode,
    /// Where it was heard.
    pub dialogue: Option<DialogueId>,
    /// The challenge it belongs to.
    pub challenge: Option<ChallengeId>,
    /// The words.
    pub words: &'a str,
    /// Who spoke.
    pub speaker: Speaker,
    /// Age and district, no name; may be empty.
    pub described: &'a str,
    /// What they agreed to.
    pub consent: Consent,
}

const INSERT: &str = "INSERT INTO voices (town, id, dialogue, challenge, words, speaker, described, consent, audience, \
    recorded_by, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

/// Writes a voice down. It starts with the audience its consent gives at first.
pub async fn insert(tx: &mut WriteTx, new: &NewVoice<'_>) -> Result<VoiceId> {
    let (id, now) = (VoiceId::new(tx.moment()), tx.now());
    let person = tx
        .viewer()
        .person
        .ok_or_else(|| Error::Internal("a voice is written down by a person".to_owned()))?;
    let values = params![
        new.town,
        id,
        new.dialogue,
        new.challenge,
        new.words,
        new.speaker.code(),
        new.described,
        new.consent.code(),
        new.consent.at_first().code(),
        person,
        now
    ];
    tx.run(INSERT, values).await?;
    tx.note(
        Change::new(RecordKind::Voice, id, "heard")
            .of_town(new.town)
            .to(new.words.to_owned()),
    )
    .await?;
    Ok(id)
}

const OPEN: &str = "UPDATE voices SET audience = $3 WHERE town = $1 AND id = $2";

/// Gives a voice another audience after the town's moderation; `reason` says why.
pub async fn open(tx: &mut WriteTx, voice: &Voice, audience: Audience, reason: &str) -> Result<()> {
    tx.run(OPEN, params![voice.town, voice.id, audience.code()])
        .await?;
    let verb = if audience > voice.audience {
        "opened"
    } else {
        "closed"
    };
    tx.note(
        Change::new(RecordKind::Voice, voice.id, verb)
            .of_town(voice.town)
            .from(voice.audience.code().to_owned())
            .to(format!("{}: {reason}", audience.code())),
    )
    .await
}
