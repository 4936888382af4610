//! 利害関係の開示: rows and SQL. A later statement stands beside the earlier ones.
//!
//! Events of kind `adaptation`: `disclosed` (after: what was said).

use domain::{
    Coded, Id, MunicipalityCode, Timestamp,
    id::{AdaptationId, PartnerId},
    interest::{Party, Tie},
    procurement::State,
    viewer::Side,
};
use uuid::Uuid;

use crate::{
    Error, ReadTx, Result, WriteTx,
    adaptation::{Adaptation, note},
    procurement::{About, AboutPart},
    scope::visible,
    value::{FromRow, Row, params},
};

/// What an organisation says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Statement {
    /// In which revision of the adaptation it was written.
    pub revision: i64,
    /// What it gains.
    pub gains: String,
    /// What it bears.
    pub bears: String,
    /// How its people stand to those who decide.
    pub ties: Vec<Tie>,
    /// The same in words.
    pub words: String,
    /// Who wrote it.
    pub author: String,
    /// When.
    pub written_at: Timestamp,
}

/// An organisation with what it says; nothing where it owns the challenge and has not said anything.
#[derive(Clone, Debug)]
pub struct Line {
    /// Which.
    pub party: Party,
    /// Its name.
    pub name: String,
    /// Whether it is among the owners now.
    pub owner: bool,
    /// What it says.
    pub statement: Option<Statement>,
}

impl FromRow for Line {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        let (side, partner) = (row.code()?, row.take()?);
        let (name, owner) = (row.take()?, row.take::<i64>()? == 1);
        Self::read(row, (side, partner), name, owner)
    }
}

impl Line {
    fn read(
        row: &mut Row<'_>,
        (side, partner): (Side, Option<PartnerId>),
        name: String,
        owner: bool,
    ) -> Result<Self> {
        let revision: Option<i64> = row.take()?;
        let texts: [Option<String>; 5] = [row.take()?, row.take()?, row.take()?, row.take()?, row.take()?];
        let written_at: Option<Timestamp> = row.take()?;
        let town: Option<MunicipalityCode> = row.take()?;
        let [gains, bears, ties, words, author] = texts.map(Option::unwrap_or_default);
        let statement = revision.zip(written_at).map(|(revision, written_at)| Statement {
            revision,
            gains,
            bears,
            ties: ties.split(' ').filter_map(Tie::parse).collect(),
            words,
            author,
            written_at,
        });
        Ok(Self {
            party: Party { side, town, partner },
            name,
            owner,
            statement,
        })
    }
}

/// The owners of the challenge by organisation, each of its towns for itself, and whoever else made a statement, each with
/// its newest.
macro_rules! newest {
    ($town:literal, $challenge:literal, $adaptation:literal, $more:literal) => {
        concat!(
            "SELECT k.side, k.partner, COALESCE(o.name, t.name), k.owner, i.revision, i.gains, i.bears, i.ties, i.words, \
             n.name, i.written_at, k.of_town", $more, " FROM (SELECT u.side, u.of_town, u.partner, MAX(u.owner) AS owner \
             FROM (SELECT m.side, CASE WHEN m.side = 'town' THEN COALESCE(m.of_town, m.town) END AS of_town, b.partner, \
             1 AS owner FROM circle_members m LEFT JOIN partner_members b ON b.id = m.seat WHERE m.town = ", $town, " AND m.challenge = ", $challenge, " AND m.owner AND m.left_at IS NULL \
             UNION SELECT s.side, s.of_town, s.partner, 0 FROM interests s WHERE s.town = ", $town, " AND s.adaptation = ",
            $adaptation, ") u GROUP BY u.side, u.of_town, u.partner) k JOIN municipalities t ON t.code = COALESCE(k.of_town, ", $town,
            ") LEFT JOIN partners o ON o.id = k.partner LEFT JOIN interests i ON i.town = ", $town,
            " AND i.adaptation = ", $adaptation, " AND i.number = (SELECT MAX(j.number) FROM interests j WHERE j.town = ",
            $town, " AND j.adaptation = ", $adaptation, " AND j.side = k.side \
             AND COALESCE(j.of_town, '') = COALESCE(k.of_town, '') AND (j.partner = k.partner \
             OR (j.partner IS NULL AND k.partner IS NULL))) LEFT JOIN persons n ON n.id = i.person"
        )
    };
}

const NEWEST: &str = concat!(
    newest!("$1", "$2", "$3", ""),
    " ORDER BY k.side DESC, 3, k.partner LIMIT 50"
);

/// The same, and beside it the procedures about the adaptation that the viewer may see: one statement for one page. A
/// procedure stands in the columns of a statement: how far it is, its id, what it is for, `2` as the mark of it, …
const WITH_PROCEDURES: &str = concat!(
    "SELECT * FROM (SELECT * FROM (",
    newest!(
        "$4",
        "$5",
        "$6",
        ", CAST(NULL AS TEXT) AS until_on, NULLIF(k.partner, k.partner) AS part, '' AS about, 0 AS place"
    ),
    " LIMIT 50) one UNION ALL SELECT * FROM (SELECT p.state, p.id, p.purpose, 2, NULLIF(p.expected, p.expected), \
     CAST(NULL AS TEXT), CAST(NULL AS TEXT), CAST(NULL AS TEXT), CAST(NULL AS TEXT), CAST(NULL AS TEXT), \
     NULLIF(p.written_at, p.written_at), CAST(NULL AS TEXT), p.covers_until, x.part, COALESCE(x.title, ''), COALESCE(x.position, 0) \
     FROM procurements p LEFT JOIN procurement_parts x ON x.town = p.town AND x.procurement = p.id \
     WHERE p.town = $4 AND p.adaptation = $6 AND (p.town = $1 OR ",
    visible!("p", dialogue = "NULL", challenge = "p.challenge"),
    ") ORDER BY p.id DESC, x.position LIMIT 300) other) every ORDER BY 4, 1 DESC, 3, 2, 16"
);
const ALL: &str = "SELECT i.side, i.partner, COALESCE(o.name, t.name), 0, i.revision, i.gains, i.bears, i.ties, i.words, \
    n.name, i.written_at, i.of_town FROM interests i JOIN municipalities t ON t.code = COALESCE(i.of_town, i.town) \
    LEFT JOIN partners o ON o.id = i.partner JOIN persons n ON n.id = i.person \
    WHERE i.town = $1 AND i.adaptation = $2 ORDER BY i.number DESC LIMIT 50";
const LAST: &str = "SELECT COALESCE(MAX(number), 0) FROM interests WHERE town = $1 AND adaptation = $2";
const INSERT: &str = "INSERT INTO interests (town, adaptation, number, revision, side, partner, gains, bears, ties, words, \
    person, written_at, of_town) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

/// Who owns the challenge of an adaptation the viewer was shown, and what each says.
pub async fn newest(tx: &mut ReadTx, row: &Adaptation) -> Result<Vec<Line>> {
    tx.all(NEWEST, params![row.town, row.challenge, row.id]).await
}

/// One row of either kind.
enum Either {
    Said(Line),
    Procedure(AboutPart),
}

impl FromRow for Either {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        let (code, id): (String, Option<Uuid>) = (row.take()?, row.take()?);
        let (name, mark): (String, i64) = (row.take()?, row.take()?);
        if mark < 2 {
            let side = Side::parse(&code).ok_or_else(|| Error::internal(format!("unknown side {code:?}")))?;
            let partner = id.map(Id::from_uuid);
            return Ok(Self::Said(Line::read(row, (side, partner), name, mark == 1)?));
        }
        let state = State::parse(&code).ok_or_else(|| Error::internal(format!("unknown state {code:?}")))?;
        let id = id.ok_or_else(|| Error::internal("a procedure without its id"))?;
        // What only a statement has.
        let _: [Option<i64>; 1] = [row.take()?];
        let _: [Option<String>; 5] = [row.take()?, row.take()?, row.take()?, row.take()?, row.take()?];
        let _: Option<Timestamp> = row.take()?;
        let _: Option<MunicipalityCode> = row.take()?;
        Ok(Self::Procedure(AboutPart {
            id: Id::from_uuid(id),
            state,
            purpose: name,
            covers_until: row.take()?,
            part: row.take()?,
            title: row.take()?,
        }))
    }
}

/// Who owns the challenge of an adaptation the viewer was shown and what each says, and the procedures about it that the
/// viewer may see, the newest of a state first. Whoever sits in the circle sees them all.
pub async fn with_procedures(tx: &mut ReadTx, row: &Adaptation) -> Result<(Vec<Line>, Vec<About>)> {
    let rows: Vec<Either> = tx
        .seen(WITH_PROCEDURES, params![row.town, row.challenge, row.id])
        .await?;
    let (mut lines, mut parts) = (Vec::new(), Vec::new());
    for one in rows {
        match one {
            Either::Said(line) => lines.push(line),
            Either::Procedure(part) => parts.push(part),
        }
    }
    Ok((lines, About::of(parts)))
}

/// Every statement on an adaptation the viewer was shown, newest first, at most 50.
pub async fn all(tx: &mut ReadTx, town: MunicipalityCode, id: AdaptationId) -> Result<Vec<Line>> {
    tx.all(ALL, params![town, id]).await
}

/// The organisations among the owners that have not said anything.
pub fn undisclosed(lines: &[Line]) -> Vec<Party> {
    let party = |line: &Line| line.party;
    let owners: Vec<Party> = lines.iter().filter(|line| line.owner).map(party).collect();
    let written: Vec<Party> = lines
        .iter()
        .filter(|line| line.statement.is_some())
        .map(party)
        .collect();
    domain::interest::undisclosed(&owners, &written)
}

/// A statement as it is written.
#[derive(Clone, Debug)]
pub struct NewStatement<'a> {
    /// What the organisation gains.
    pub gains: &'a str,
    /// What it bears.
    pub bears: &'a str,
    /// How its people stand to those who decide.
    pub ties: &'a [Tie],
    /// The same in words.
    pub words: &'a str,
}

/// Writes the statement of the viewer's organisation. `Conflict` when somebody wrote one at the same time.
pub async fn insert(tx: &mut WriteTx, row: &Adaptation, new: &NewStatement<'_>) -> Result<()> {
    let (now, viewer) = (tx.now(), *tx.viewer());
    let (Some(party), Some(person)) = (Party::of(&viewer), viewer.person) else {
        return Err(Error::Internal("a statement is an organisation's".to_owned()));
    };
    let last: Option<i64> = tx.one(LAST, params![row.town, row.id]).await?;
    let ties: Vec<&str> = new.ties.iter().map(|tie| tie.code()).collect();
    let ties = ties.join(" ");
    let values = params![
        row.town,
        row.id,
        last.unwrap_or(0) + 1,
        row.revision,
        party.side.code(),
        party.partner,
        new.gains,
        new.bears,
        &ties,
        new.words,
        person,
        now,
        party.town
    ];
    tx.run(INSERT, values).await?;
    let said = [new.gains, new.bears, &ties, new.words].join("\n");
    note(tx, row.town, row.id, "disclosed", &said).await
}
