//! 広域: the towns that hold a challenge together, and how each came to it. What a town says of itself is in `context`.
//!
//! Events of kind `challenge`, in the chain of the town that keeps it: `town_offered`, `town_asked`, `town_joined`,
//! `town_apart` and `town_left` (after: the code of the town and what was said).

use domain::{
    Coded, Day, MunicipalityCode, Timestamp,
    id::{ChallengeId, DialogueId, PersonId, SeatId},
    joint::{Party, Standing, Way},
    viewer::Side,
};

use crate::{
    ReadTx, Result, WriteTx,
    challenge::{Author, Challenge, note, shelf},
    circle::{self, NewMember},
    context, hand,
    scope::visible,
    value::{FromRow, Row, params},
};

const JOINED: &str = "SELECT joining FROM joint_towns WHERE town = $1 AND challenge = $2 AND standing = 'joined' \
    ORDER BY answered_at, joining";

/// Whose hands a challenge needs: its own town, each town that joined and did not leave, and the partners.
pub async fn parties(tx: &mut ReadTx, town: MunicipalityCode, id: ChallengeId) -> Result<Vec<Party>> {
    let joined: Vec<MunicipalityCode> = tx.all(JOINED, params![town, id]).await?;
    Ok(Party::all(town, &joined))
}

const NAMES: &str = "SELECT m.code, m.name FROM municipalities m WHERE m.code = $1 OR m.code IN \
    (SELECT j.joining FROM joint_towns j WHERE j.town = $1 AND j.challenge = $2 AND j.standing = 'joined') \
    ORDER BY m.code LIMIT 100";

/// The towns that hold a challenge, with their names.
pub async fn names(
    tx: &mut ReadTx,
    town: MunicipalityCode,
    id: ChallengeId,
) -> Result<Vec<Choice<MunicipalityCode>>> {
    let found: Vec<Named<MunicipalityCode>> = tx.all(NAMES, params![town, id]).await?;
    Ok(found.into_iter().map(|one| one.0).collect())
}

/// A town beside the one that keeps the challenge.
#[derive(Clone, Debug)]
pub struct JointTown {
    /// The town.
    pub town: MunicipalityCode,
    /// Its name.
    pub name: String,
    /// How it came.
    pub way: Way,
    /// Where it stands.
    pub standing: Standing,
    /// What it says of its own situation in its offer, or what the circle said in asking.
    pub words: String,
    /// The dialogue of that town which is the reason; its title, where the viewer may read it.
    pub dialogue: Option<(DialogueId, Option<String>)>,
    /// The seat of who offered or asked.
    pub asked_seat: SeatId,
    /// Who offered or asked.
    pub asked_by: PersonId,
    /// Their name.
    pub asked_name: String,
    /// When.
    pub asked_at: Timestamp,
    /// When that was answered, or when the town left.
    pub answered_at: Option<Timestamp>,
    /// Why it is not there, or not any more.
    pub reason: String,
}

impl FromRow for JointTown {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            town: row.take()?,
            name: row.take()?,
            way: row.code()?,
            standing: row.code()?,
            words: row.take()?,
            dialogue: {
                let id: Option<DialogueId> = row.take()?;
                let title: Option<String> = row.take()?;
                id.map(|id| (id, title))
            },
            asked_seat: row.take()?,
            asked_by: row.take()?,
            asked_name: row.take()?,
            asked_at: row.take()?,
            answered_at: row.take()?,
            reason: row.take()?,
        })
    }
}

// Who takes part is part of the challenge; who offered, was asked or left is for the circle and that town's staff.
const LIST: &str = concat!(
    "SELECT j.joining, m.name, j.way, j.standing, j.words, j.dialogue, d.title, j.asked_seat, j.asked_by, p.name, \
     j.asked_at, j.answered_at, j.reason FROM joint_towns j JOIN municipalities m ON m.code = j.joining \
     JOIN persons p ON p.id = j.asked_by LEFT JOIN dialogues d ON d.town = j.joining AND d.id = j.dialogue AND ",
    visible!("d", dialogue = "d.id", challenge = "d.challenge"),
    " WHERE j.town = $4 AND j.challenge = $5 AND (j.standing = 'joined' OR j.joining = $1 OR EXISTS (SELECT 1 \
     FROM circle_members c WHERE c.town = j.town AND c.challenge = j.challenge AND c.seat = $2 AND c.left_at IS NULL)) \
     ORDER BY j.asked_at, j.joining LIMIT 100"
);

/// The towns beside the one that keeps a challenge the viewer was shown, in the order they came, at most 100.
pub async fn list(tx: &mut ReadTx, challenge: &Challenge) -> Result<Vec<JointTown>> {
    tx.seen(LIST, params![challenge.town, challenge.id]).await
}

/// A town that comes or is asked.
#[derive(Clone, Copy, Debug)]
pub struct NewTown<'a> {
    /// The town.
    pub town: MunicipalityCode,
    /// How.
    pub way: Way,
    /// What `domain::joint` said: where it stands then.
    pub standing: Standing,
    /// What it says of its own situation, or what the circle says in asking.
    pub words: &'a str,
    /// The dialogue that is the reason, where it comes by itself.
    pub dialogue: Option<DialogueId>,
}

const PUT: &str = "INSERT INTO joint_towns (town, challenge, joining, way, standing, words, dialogue, asked_seat, asked_by, \
    asked_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (town, challenge, joining) DO UPDATE SET \
    way = excluded.way, standing = excluded.standing, words = excluded.words, dialogue = excluded.dialogue, \
    asked_seat = excluded.asked_seat, asked_by = excluded.asked_by, asked_at = excluded.asked_at, answered_by = NULL, \
    answered_at = NULL, reason = ''";

/// Notes that a town offers to join, takes up that it was asked (then it is in), or is asked.
pub async fn insert(tx: &mut WriteTx, challenge: &Challenge, new: &NewTown<'_>) -> Result<()> {
    let (author, now) = (Author::of(tx)?, tx.now());
    let values = params![
        challenge.town,
        challenge.id,
        new.town,
        new.way.code(),
        new.standing.code(),
        new.words,
        new.dialogue,
        author.seat,
        author.person,
        now
    ];
    tx.run(PUT, values).await?;
    let said = format!("{}: {}", new.town, new.words);
    if new.standing == Standing::Joined {
        return come_in(tx, challenge, new.town, (author.seat, author.person), new.words).await;
    }
    let verb = match new.way {
        Way::Offered => "town_offered",
        Way::Asked => "town_asked",
    };
    note(tx, challenge.town, challenge.id, verb, None, &said).await
}

const SET: &str = "UPDATE joint_towns SET standing = $4, answered_by = $5, answered_at = $6, reason = $7 \
    WHERE town = $1 AND challenge = $2 AND joining = $3";

async fn set(
    tx: &mut WriteTx,
    challenge: &Challenge,
    town: MunicipalityCode,
    standing: Standing,
    reason: &str,
) -> Result<()> {
    let (author, now) = (Author::of(tx)?, tx.now());
    let values = params![
        challenge.town,
        challenge.id,
        town,
        standing.code(),
        author.person,
        now,
        reason
    ];
    tx.run(SET, values).await?;
    Ok(())
}

/// Welcomes a town that offered: who offered comes into the circle as its first co-owner, and what it said of itself is
/// the first wording of its context.
pub async fn welcome(tx: &mut WriteTx, challenge: &Challenge, one: &JointTown) -> Result<()> {
    come_in(
        tx,
        challenge,
        one.town,
        (one.asked_seat, one.asked_by),
        &one.words,
    )
    .await
}

async fn come_in(
    tx: &mut WriteTx,
    challenge: &Challenge,
    town: MunicipalityCode,
    (seat, person): (SeatId, PersonId),
    words: &str,
) -> Result<()> {
    set(tx, challenge, town, Standing::Joined, "").await?;
    let member = NewMember {
        seat,
        person,
        side: Side::Town,
        owner: true,
    };
    circle::insert(tx, challenge.town, challenge.id, &member).await?;
    let new = context::NewContext {
        town,
        words,
        because: "",
        author: person,
    };
    context::insert(tx, challenge, &new).await?;
    shelf::shelve(tx, challenge.town, challenge.id).await?;
    let code = town.to_string();
    note(tx, challenge.town, challenge.id, "town_joined", None, &code).await
}

const CIRCLE_LEAVES: &str = "UPDATE circle_members SET left_at = $4, owner = FALSE WHERE town = $1 AND challenge = $2 \
    AND of_town = $3 AND left_at IS NULL";

/// A town is not, or not any more, part of a challenge. Its people leave the circle; what was written stays, and what
/// waited for its hand alone opens.
pub async fn part(
    tx: &mut WriteTx,
    challenge: &Challenge,
    town: MunicipalityCode,
    standing: Standing,
    reason: &str,
) -> Result<()> {
    set(tx, challenge, town, standing, reason).await?;
    let now = tx.now();
    tx.run(CIRCLE_LEAVES, params![challenge.town, challenge.id, town, now])
        .await?;
    shelf::shelve(tx, challenge.town, challenge.id).await?;
    if standing == Standing::Left {
        hand::settle_all(tx, challenge, town).await?;
    }
    let verb = if standing == Standing::Left {
        "town_left"
    } else {
        "town_apart"
    };
    let said = format!("{town}: {reason}");
    note(tx, challenge.town, challenge.id, verb, None, &said).await
}

/// A choice: an id or a code, and what it is called.
pub type Choice<T> = (T, String);

struct Named<T>(Choice<T>);
impl FromRow for Named<MunicipalityCode> {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self((row.take()?, row.take()?)))
    }
}
impl FromRow for Named<DialogueId> {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self((row.take()?, row.take()?)))
    }
}

const REASONS: &str = "SELECT d.id, d.title FROM dialogue_participants p JOIN dialogues d ON d.town = p.town \
    AND d.id = p.dialogue WHERE p.seat = $1 AND p.town = $2 AND p.confirmed_at IS NOT NULL AND d.held_on <= $3 \
    ORDER BY d.held_on DESC, d.id DESC LIMIT 50";

/// The dialogues of the viewer's own town in which they took part themselves: what a town's joining can grow out of. The
/// latest first, at most 50.
pub async fn reasons(tx: &mut ReadTx, town: MunicipalityCode, today: Day) -> Result<Vec<Choice<DialogueId>>> {
    let seat = tx.viewer().seat();
    let found: Vec<Named<DialogueId>> = tx.all(REASONS, params![seat, town, today]).await?;
    Ok(found.into_iter().map(|one| one.0).collect())
}

// The newest two hundred dialogues of a person are enough to know with which towns they talk now.
const TALKED_WITH: &str = "SELECT DISTINCT m.code, m.name FROM (SELECT town, dialogue FROM dialogue_participants \
    WHERE seat = $3 ORDER BY dialogue DESC LIMIT 200) k JOIN dialogue_participants o ON o.town = k.town \
    AND o.dialogue = k.dialogue JOIN staff_posts s ON s.id = o.seat JOIN municipalities m ON m.code = s.town \
    WHERE m.code <> $1 AND NOT EXISTS (SELECT 1 FROM joint_towns j WHERE j.town = $1 AND j.challenge = $2 \
    AND j.joining = m.code AND j.standing IN ('joined', 'offered', 'asked')) ORDER BY m.code LIMIT 50";

/// The towns whose staff the viewer talked with, that are not at this challenge yet: whom a circle can ask in.
pub async fn talked_with(tx: &mut ReadTx, challenge: &Challenge) -> Result<Vec<Choice<MunicipalityCode>>> {
    let seat = tx.viewer().seat();
    let found: Vec<Named<MunicipalityCode>> = tx
        .all(TALKED_WITH, params![challenge.town, challenge.id, seat])
        .await?;
    Ok(found.into_iter().map(|one| one.0).collect())
}
