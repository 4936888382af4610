//! 訂正: remarks on published pieces by one hand, and whom a town names for them. Remarks are never changed.
//!
//! Events of kind `correction`: `corrected` (after: the words). Of kind `municipality`: `contact_named`.

use domain::{
    Coded, MunicipalityCode, Timestamp,
    correction::Remark,
    event::{Change, RecordKind},
    id::{ChallengeId, CorrectionId},
    viewer::Side,
};

use crate::{
    ReadTx, Result, WriteTx,
    challenge::Author,
    hand::PieceKey,
    municipality, publication,
    value::{FromRow, Row, params},
};

/// A remark on a piece.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Correction {
    /// The id.
    pub id: CorrectionId,
    /// What kind of remark.
    pub remark: Remark,
    /// What it says.
    pub words: String,
    /// Why.
    pub reason: String,
    /// The side whose hand made it.
    pub side: Side,
    /// When.
    pub made_at: Timestamp,
}

/// Whom a town names for corrections. At least one of the ways is there.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Contact {
    /// The office.
    pub office: String,
    /// Its address for mail; may be empty.
    pub email: String,
    /// Its telephone; may be empty.
    pub telephone: String,
    /// A page of the town's; may be empty.
    pub site: String,
}

/// What stands beside a published piece: its remarks, the latest first, and whom to tell of a mistake.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Beside {
    /// Whom the town names; none while it names nobody.
    pub contact: Option<Contact>,
    /// The remarks.
    pub corrections: Vec<Correction>,
}

impl FromRow for Contact {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            office: row.take()?,
            email: row.take()?,
            telephone: row.take()?,
            site: row.take()?,
        })
    }
}

/// The contact, and with it a remark.
pub(crate) struct Line(Contact, Option<Correction>);

impl Beside {
    /// Takes one more line in.
    pub(crate) fn add(&mut self, Line(contact, correction): Line) {
        self.contact = (!contact.office.is_empty()).then_some(contact);
        self.corrections.extend(correction);
    }
}

impl FromRow for Line {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        let contact = Contact::from_row(row)?;
        let id: Option<CorrectionId> = row.take()?;
        let Some(id) = id else {
            return Ok(Self(contact, None));
        };
        let correction = Correction {
            id,
            remark: row.code()?,
            words: row.take()?,
            reason: row.take()?,
            side: row.code()?,
            made_at: row.take()?,
        };
        Ok(Self(contact, Some(correction)))
    }
}

/// The lines of a piece. `$1` is the town, `$2` the challenge, `$3` to `$5` the piece.
macro_rules! lines_beside {
    ($first:literal) => {
        concat!(
            "SELECT ", $first, "COALESCE(c.office, '') AS office, COALESCE(c.email, '') AS email, \
             COALESCE(c.telephone, '') AS telephone, COALESCE(c.site, '') AS site, x.id AS id, x.remark, x.words, \
             x.reason, x.side, x.made_at FROM municipalities t LEFT JOIN correction_contacts c ON c.town = t.code \
             LEFT JOIN corrections x ON x.town = t.code AND x.challenge = $2 AND x.kind = $3 AND x.piece = $4 \
             AND x.number = $5 WHERE t.code = $1 ORDER BY x.id DESC LIMIT 50"
        )
    };
}
pub(crate) use lines_beside;

const BESIDE: &str = lines_beside!("");

/// What stands beside a piece the viewer was shown; of remarks at most 50.
pub async fn beside(
    tx: &mut ReadTx,
    town: MunicipalityCode,
    challenge: ChallengeId,
    key: PieceKey,
) -> Result<Beside> {
    let values = params![town, challenge, key.kind.code(), key.id, key.number];
    let mut beside = Beside::default();
    for line in tx.all(BESIDE, values).await? {
        beside.add(line);
    }
    Ok(beside)
}

/// A remark to be made.
#[derive(Clone, Copy, Debug)]
pub struct NewCorrection<'a> {
    /// What kind.
    pub remark: Remark,
    /// What it says.
    pub words: &'a str,
    /// Why.
    pub reason: &'a str,
}

const INSERT: &str = "INSERT INTO corrections (town, id, challenge, kind, piece, number, remark, words, reason, seat, \
    person, side, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

/// Makes a remark on a published piece; that the viewer's hand is enough is the caller's question to the domain.
pub async fn insert(
    tx: &mut WriteTx,
    town: MunicipalityCode,
    challenge: ChallengeId,
    key: PieceKey,
    new: &NewCorrection<'_>,
) -> Result<CorrectionId> {
    let (id, now, author) = (CorrectionId::new(tx.moment()), tx.now(), Author::of(tx)?);
    let values = params![
        town,
        id,
        challenge,
        key.kind.code(),
        key.id,
        key.number,
        new.remark.code(),
        new.words,
        new.reason,
        author.seat,
        author.person,
        author.side.code(),
        now
    ];
    tx.run(INSERT, values).await?;
    publication::insert_correction(tx, (town, challenge), key, id).await?;
    let change = Change::new(RecordKind::Correction, id, "corrected")
        .of_town(town)
        .to(new.words.to_owned());
    tx.note(change).await?;
    Ok(id)
}

const CONTACT: &str = "SELECT office, email, telephone, site FROM correction_contacts WHERE town = $1";
const NAME: &str = "INSERT INTO correction_contacts (town, office, email, telephone, site, changed_at) \
    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (town) DO UPDATE SET office = excluded.office, \
    email = excluded.email, telephone = excluded.telephone, site = excluded.site, changed_at = excluded.changed_at";

/// Whom a town names for corrections; public.
pub async fn contact(tx: &mut ReadTx, town: MunicipalityCode) -> Result<Option<Contact>> {
    tx.one(CONTACT, params![town]).await
}

/// Names them.
pub async fn name_contact(tx: &mut WriteTx, town: MunicipalityCode, new: &Contact) -> Result<()> {
    let now = tx.now();
    let values = params![town, &new.office, &new.email, &new.telephone, &new.site, now];
    tx.run(NAME, values).await?;
    let said = [&new.office, &new.email, &new.telephone, &new.site].map(String::as_str);
    tx.note(municipality::change(town, "contact_named").to(said.join("\n")))
        .await
}
