//! 利害関係の開示: rows and SQL. A later statement stands beside the earlier ones.
//!
//! Events of kind `adaptation`: `disclosed` (after: what was said).

use domain::{
    Coded, MunicipalityCode, Timestamp,
    id::AdaptationId,
    interest::{Party, Tie},
};

use crate::{
    Error, ReadTx, Result, WriteTx,
    adaptation::{Adaptation, note},
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
        let party = Party {
            side: row.code()?,
            partner: row.take()?,
        };
        let (name, owner) = (row.take()?, row.take::<i64>()? == 1);
        let revision: Option<i64> = row.take()?;
        let texts: [Option<String>; 5] = [row.take()?, row.take()?, row.take()?, row.take()?, row.take()?];
        let written_at: Option<Timestamp> = row.take()?;
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
            party,
            name,
            owner,
            statement,
        })
    }
}

/// The owners of the challenge by organisation, and whoever else made a statement, each with its newest.
const NEWEST: &str = "SELECT k.side, k.partner, COALESCE(o.name, t.name), k.owner, i.revision, i.gains, i.bears, i.ties, \
    i.words, n.name, i.written_at FROM (SELECT u.side, u.partner, MAX(u.owner) AS owner FROM (\
    SELECT m.side, b.partner, 1 AS owner FROM circle_members m LEFT JOIN partner_members b ON b.id = m.seat \
    WHERE m.town = $1 AND m.challenge = $2 AND m.owner AND m.left_at IS NULL \
    UNION SELECT s.side, s.partner, 0 FROM interests s WHERE s.town = $1 AND s.adaptation = $3) u \
    GROUP BY u.side, u.partner) k JOIN municipalities t ON t.code = $1 LEFT JOIN partners o ON o.id = k.partner \
    LEFT JOIN interests i ON i.town = $1 AND i.adaptation = $3 AND i.number = (SELECT MAX(j.number) FROM interests j \
    WHERE j.town = $1 AND j.adaptation = $3 AND j.side = k.side AND (j.partner = k.partner \
    OR (j.partner IS NULL AND k.partner IS NULL))) LEFT JOIN persons n ON n.id = i.person \
    ORDER BY k.side DESC, 3, k.partner LIMIT 50";
const ALL: &str = "SELECT i.side, i.partner, COALESCE(o.name, t.name), 0, i.revision, i.gains, i.bears, i.ties, i.words, \
    n.name, i.written_at FROM interests i JOIN municipalities t ON t.code = i.town \
    LEFT JOIN partners o ON o.id = i.partner JOIN persons n ON n.id = i.person \
    WHERE i.town = $1 AND i.adaptation = $2 ORDER BY i.number DESC LIMIT 50";
const LAST: &str = "SELECT COALESCE(MAX(number), 0) FROM interests WHERE town = $1 AND adaptation = $2";
const INSERT: &str = "INSERT INTO interests (town, adaptation, number, revision, side, partner, gains, bears, ties, words, \
    person, written_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

/// Who owns the challenge of an adaptation the viewer was shown, and what each says.
pub async fn newest(tx: &mut ReadTx, row: &Adaptation) -> Result<Vec<Line>> {
    tx.all(NEWEST, params![row.town, row.challenge, row.id]).await
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
        now
    ];
    tx.run(INSERT, values).await?;
    let said = [new.gains, new.bears, &ties, new.words].join("\n");
    note(tx, row.town, row.id, "disclosed", &said).await
}
