//! 作り変え: rows and SQL of adaptations and their revisions; what became of the parts is in `part`.
//!
//! Events of kind `adaptation`: `begun`, `reshaped`, `renewed` (on a newer version of its package), and those of `moves`.

use domain::{
    Coded, MunicipalityCode, Timestamp,
    adaptation::Standing,
    audience::Audience,
    event::{Change, RecordKind},
    id::{AdaptationId, ChallengeId, PackageId},
    paragraph::{Curtain, Field},
    phase::Phase,
    viewer::Side,
};

use crate::{
    ReadTx, Result, WriteTx,
    challenge::{Author, Challenge},
    scope::{curtain, seen_from, visible},
    value::{FromRow, Row, params},
};

mod part;

pub(crate) use part::terms_words;
pub use part::{NewPart, Part, open_parts, parts};

/// An adaptation with the newest revision the viewer may read, or the one asked for.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says one thing of the viewer; none depends on another"
)]
pub struct Adaptation {
    /// The town.
    pub town: MunicipalityCode,
    /// The id.
    pub id: AdaptationId,
    /// The challenge.
    pub challenge: ChallengeId,
    /// The package it is made from, and on which version of it this revision stands.
    pub package: Option<(PackageId, i64)>,
    /// The newest version of that package.
    pub newest: Option<i64>,
    /// The adaptation it was made after, and in which revision.
    pub like: Option<(AdaptationId, i64)>,
    /// The title.
    pub title: String,
    /// The number of the current revision.
    pub revision: i64,
    /// Whether people are on it.
    pub standing: Standing,
    /// The revision shown.
    pub number: i64,
    /// What this revision is.
    pub summary: String,
    /// Who wrote it.
    pub author: String,
    /// For which side.
    pub side: Side,
    /// When.
    pub written_at: Timestamp,
    /// To whom it is open.
    pub audience: Audience,
    /// For which of the challenge's towns it is; for all of them where none is named.
    pub for_towns: Vec<MunicipalityCode>,
    /// Their names.
    pub named_towns: Vec<String>,
    /// Whether the viewer sits in the challenge's circle.
    pub in_circle: bool,
    /// Whether the viewer co-owns the challenge.
    pub owns: bool,
    /// Where the challenge stands.
    pub phase: Phase,
    /// Whether several towns hold the challenge.
    pub joint: bool,
    /// Whether the viewer may see the package.
    pub package_open: bool,
    /// Whether the viewer may read the adaptation it was made after.
    pub like_open: bool,
    /// What stands between its texts and the viewer.
    pub curtain: Curtain,
}

impl FromRow for Adaptation {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        let (town, id, challenge) = (row.take()?, row.take()?, row.take()?);
        let (package, version): (Option<PackageId>, Option<i64>) = (row.take()?, row.take()?);
        let newest = row.take()?;
        let (like, revision): (Option<AdaptationId>, Option<i64>) = (row.take()?, row.take()?);
        let mut one = Self {
            town,
            id,
            challenge,
            package: package.zip(version),
            newest,
            like: like.zip(revision),
            title: row.take()?,
            revision: row.take()?,
            standing: row.code()?,
            number: row.take()?,
            summary: row.take()?,
            author: row.take()?,
            side: row.code()?,
            written_at: row.take()?,
            audience: row.code()?,
            for_towns: codes(&row.take::<String>()?),
            named_towns: names(&row.take::<String>()?),
            in_circle: row.take()?,
            owns: row.take()?,
            phase: row.code()?,
            joint: row.take()?,
            package_open: row.take()?,
            like_open: row.take()?,
            curtain: curtain(row)?,
        };
        one.summary = one.curtain.through(Field::Summary, 0, one.summary);
        Ok(one)
    }
}

/// Codes of towns with spaces between, as they are stored.
fn codes(stored: &str) -> Vec<MunicipalityCode> {
    stored.split(' ').filter_map(|code| code.parse().ok()).collect()
}

/// Names of towns with line breaks between, as one column of a statement.
fn names(joined: &str) -> Vec<String> {
    joined.lines().map(str::to_owned).collect()
}

macro_rules! adaptations {
    ($where:literal) => {
        concat!(
            "SELECT a.town, a.id, a.challenge, r.package, r.package_version, k.version, a.like_adaptation, \
             a.like_revision, a.title, a.revision, a.standing, r.number, r.summary, p.name, r.side, r.written_at, \
             r.audience, a.for_towns, CASE WHEN a.for_towns = '' THEN '' ELSE COALESCE((SELECT string_agg(u.name, '\n' \
             ORDER BY u.code) FROM municipalities u WHERE a.for_towns LIKE '%' || u.code || '%' AND (u.code = a.town \
             OR u.code IN (SELECT j.joining FROM joint_towns j WHERE j.town = a.town AND j.challenge = a.challenge \
             AND j.standing = 'joined'))), '') END, m.seat IS NOT NULL, COALESCE(m.owner, FALSE), c.phase, EXISTS (SELECT 1 \
             FROM joint_towns j WHERE j.town = a.town AND j.challenge = a.challenge AND j.standing = 'joined'), \
             COALESCE(k.audience = 'public' OR (k.audience = 'network' AND $3 >= 1) OR k.town = $1 \
             OR EXISTS (SELECT 1 FROM partner_members b WHERE b.partner = k.partner AND b.id = $2), FALSE), \
             EXISTS (SELECT 1 FROM adaptations q JOIN adaptation_revisions s ON s.town = q.town AND s.adaptation = q.id \
             WHERE q.id = a.like_adaptation AND ",
            visible!("s", dialogue = "NULL", challenge = "q.challenge"),
            "), r.opened, ",
            seen_from!("a", "a.challenge"),
            " FROM adaptations a JOIN challenges c ON c.town = a.town AND c.id = a.challenge \
             JOIN adaptation_revisions r ON r.town = a.town AND r.adaptation = a.id JOIN persons p ON p.id = r.author \
             LEFT JOIN packages k ON k.id = a.package \
             LEFT JOIN circle_members m ON m.town = a.town AND m.challenge = a.challenge AND m.seat = $2 \
             AND m.left_at IS NULL WHERE ",
            $where,
            " AND ",
            visible!("r", dialogue = "NULL", challenge = "a.challenge"),
            " ORDER BY a.id DESC, r.number DESC LIMIT $5"
        )
    };
}

const FIND: &str = adaptations!("a.id = $4");
const FIND_REVISION: &str = adaptations!("a.id = $4 AND r.number = $6");

/// One adaptation with the newest revision the viewer may read.
pub async fn find(tx: &mut ReadTx, id: AdaptationId) -> Result<Option<Adaptation>> {
    tx.seen_one(FIND, params![id, 1]).await
}

/// One adaptation with one revision, if the viewer may read that.
pub async fn find_revision(tx: &mut ReadTx, id: AdaptationId, number: i64) -> Result<Option<Adaptation>> {
    tx.seen_one(FIND_REVISION, params![id, 1, number]).await
}

/// The revisions of an adaptation the viewer may read, newest first, at most 50.
pub async fn revisions(tx: &mut ReadTx, id: AdaptationId) -> Result<Vec<Adaptation>> {
    tx.seen(FIND, params![id, 50]).await
}

/// What an adaptation begins with.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Origin {
    /// The package and its version.
    pub package: Option<(PackageId, i64)>,
    /// The adaptation it is made after, and its revision.
    pub like: Option<(AdaptationId, i64)>,
}

impl From<Option<(PackageId, i64)>> for Origin {
    fn from(package: Option<(PackageId, i64)>) -> Self {
        Self { package, like: None }
    }
}

const INSERT: &str = "INSERT INTO adaptations (town, id, challenge, package, package_version, title, revision, standing, \
    made_at, changed_at, like_adaptation, like_revision) VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $8, $8, $9, $10)";
const INSERT_REVISION: &str = "INSERT INTO adaptation_revisions (town, adaptation, number, summary, author, side, \
    written_at, package, package_version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
const SET_REVISION: &str = "UPDATE adaptations SET revision = $3, changed_at = $4, package_version = $5 \
    WHERE town = $1 AND id = $2 AND revision = $3 - 1";

/// Begins an adaptation for a challenge. The place the challenge goes to is the caller's to write.
pub async fn insert(
    tx: &mut WriteTx,
    challenge: &Challenge,
    origin: impl Into<Origin>,
    title: &str,
    summary: &str,
    parts: &[NewPart<'_>],
) -> Result<AdaptationId> {
    let (id, now, origin) = (AdaptationId::new(tx.moment()), tx.now(), origin.into());
    let (package, version) = origin.package.unzip();
    let (like, revision) = origin.like.unzip();
    let values = params![
        challenge.town,
        id,
        challenge.id,
        package,
        version,
        title,
        Standing::Open.code(),
        now,
        like,
        revision
    ];
    tx.run(INSERT, values).await?;
    insert_revision(tx, (challenge.town, id, 1), origin.package, summary, parts).await?;
    note(tx, challenge.town, id, "begun", title).await?;
    Ok(id)
}

/// Writes the next revision and answers its number. `Conflict` when somebody wrote one meanwhile.
pub async fn reshape(
    tx: &mut WriteTx,
    row: &Adaptation,
    summary: &str,
    parts: &[NewPart<'_>],
) -> Result<i64> {
    let version = row.package.map(|(_, version)| version);
    next(tx, row, version, summary, parts, "reshaped").await
}

/// Writes the next revision on a newer version of the package and answers its number.
pub async fn renew(
    tx: &mut WriteTx,
    row: &Adaptation,
    version: i64,
    summary: &str,
    parts: &[NewPart<'_>],
) -> Result<i64> {
    next(tx, row, Some(version), summary, parts, "renewed").await
}

async fn next(
    tx: &mut WriteTx,
    row: &Adaptation,
    version: Option<i64>,
    summary: &str,
    parts: &[NewPart<'_>],
    verb: &'static str,
) -> Result<i64> {
    let (number, now) = (row.revision + 1, tx.now());
    let package = row.package.map(|(id, _)| id).zip(version);
    insert_revision(tx, (row.town, row.id, number), package, summary, parts).await?;
    tx.run(SET_REVISION, params![row.town, row.id, number, now, version])
        .await?;
    note(tx, row.town, row.id, verb, summary).await?;
    Ok(number)
}

async fn insert_revision(
    tx: &mut WriteTx,
    (town, id, number): (MunicipalityCode, AdaptationId, i64),
    package: Option<(PackageId, i64)>,
    summary: &str,
    parts: &[NewPart<'_>],
) -> Result<()> {
    let (author, now) = (Author::of(tx)?, tx.now());
    let (package, version) = package.unzip();
    let values = params![
        town,
        id,
        number,
        summary,
        author.person,
        author.side.code(),
        now,
        package,
        version
    ];
    tx.run(INSERT_REVISION, values).await?;
    part::insert(tx, (town, id, number), parts).await
}

const SET_TOWNS: &str = "UPDATE adaptations SET for_towns = $3 WHERE town = $1 AND id = $2";

/// Says for which of the challenge's towns an adaptation is; for all of them where none is named.
pub async fn set_towns(tx: &mut WriteTx, row: &Adaptation, towns: &[MunicipalityCode]) -> Result<()> {
    let named: Vec<String> = towns.iter().map(ToString::to_string).collect();
    let named = named.join(" ");
    tx.run(SET_TOWNS, params![row.town, row.id, &named]).await?;
    note(tx, row.town, row.id, "towns_named", &named).await
}

/// Notes something that happened to an adaptation.
pub(crate) async fn note(
    tx: &mut WriteTx,
    town: MunicipalityCode,
    id: AdaptationId,
    verb: &'static str,
    after: &str,
) -> Result<()> {
    let change = Change::new(RecordKind::Adaptation, id, verb)
        .of_town(town)
        .to(after.to_owned());
    tx.note(change).await
}
