//! 名刺: rows and SQL. A card belongs to a seat; what it shows of the person ends with the seat, decided by
//! `domain::card::face` whenever it is looked at.
//!
//! Events of kind `card` (the record is the seat): `written`, `renewed`.

use domain::{
    Coded, Day, MunicipalityCode,
    card::{Face, Term, Token, Visibility, face},
    event::{Change, RecordKind},
    id::{PartnerId, PersonId, SeatId},
    relationship::End,
};

use crate::{
    Error, ReadTx, Result, WriteTx,
    value::{FromRow, Row, params},
};

/// What its owner puts on a card.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Content {
    /// Who may see it.
    pub visibility: Visibility,
    /// 一言: what they do together with others.
    pub words: String,
    /// The languages they speak.
    pub languages: String,
    /// The telephone.
    pub phone: String,
    /// The address of mails.
    pub email: String,
    /// A page.
    pub site: String,
}

/// A card with whose it is.
#[derive(Clone, Debug)]
pub struct Card {
    /// The seat and what it belongs to.
    pub end: End,
    /// The person.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// Its reading; may be empty.
    pub kana: String,
    /// The town or partner.
    pub organisation: String,
    /// The department; empty for partners.
    pub department: String,
    /// The title; may be empty.
    pub title: String,
    /// The organisation's own page, where we know one.
    pub home: Option<String>,
    /// From when to when the seat is held.
    pub term: Term,
    /// The part of the address nobody can guess; none before the card was first written.
    pub token: Option<Token>,
    /// What its owner put on it.
    pub content: Content,
}

impl Card {
    /// The town whose staff it is of.
    pub const fn town(&self) -> Option<MunicipalityCode> {
        match self.end {
            End::Town(town, _) => Some(town),
            _ => None,
        }
    }
}

impl Card {
    /// Whether its owner hands it out on a day: it is not off, and the seat is held.
    pub fn is_handed_out(&self, today: Day) -> bool {
        self.content.visibility != Visibility::Off && self.term.holds(today)
    }
}

impl FromRow for Card {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        let (town, partner): (Option<MunicipalityCode>, Option<PartnerId>) = (row.take()?, row.take()?);
        let seat = row.take()?;
        let end = match (town, partner) {
            (Some(town), _) => End::Town(town, seat),
            (None, Some(partner)) => End::Partner(partner, seat),
            (None, None) => return Err(Error::internal("a card of no organisation")),
        };
        let (person, name, kana) = (row.take()?, row.take()?, row.take()?);
        let (organisation, department, title) = (row.take()?, row.take()?, row.take()?);
        let home = row.take()?;
        let term = Term {
            begins: row.take()?,
            ends: row.take()?,
        };
        let token: Option<String> = row.take()?;
        Ok(Self {
            end,
            person,
            name,
            kana,
            organisation,
            department,
            title,
            home,
            term,
            token: token.and_then(|token| token.parse().ok()),
            content: Content {
                visibility: row.code()?,
                words: row.take()?,
                languages: row.take()?,
                phone: row.take()?,
                email: row.take()?,
                site: row.take()?,
            },
        })
    }
}

/// A post or membership with the card that may lie on it.
macro_rules! select {
    ($cards:literal, $rest:literal) => {
        concat!(
            "SELECT s.town, b.partner, k.seat, n.id, n.name, n.kana, COALESCE(t.name, o.name), COALESCE(d.name, ''), \
             COALESCE(s.title, b.title), t.site, COALESCE(s.begins, b.begins), COALESCE(s.ends, b.ends), k.token, \
             COALESCE(k.visibility, 'off'), COALESCE(k.words, ''), COALESCE(k.languages, ''), COALESCE(k.phone, ''), \
             COALESCE(k.email, ''), COALESCE(k.site, '') FROM ",
            $cards,
            " k LEFT JOIN staff_posts s ON s.id = k.seat LEFT JOIN municipalities t ON t.code = s.town \
             LEFT JOIN departments d ON d.town = s.town AND d.id = s.department \
             LEFT JOIN partner_members b ON b.id = k.seat LEFT JOIN partners o ON o.id = b.partner \
             JOIN persons n ON n.id = COALESCE(s.person, b.person) ",
            $rest
        )
    };
}

const FIND: &str = select!("cards", "WHERE k.token = $1");
const OF_SEAT: &str = select!(
    "(SELECT x.id AS seat, c.token AS token, c.visibility AS visibility, c.words AS words, c.languages AS languages, \
     c.phone AS phone, c.email AS email, c.site AS site FROM (SELECT id FROM staff_posts WHERE id = $1 \
     UNION ALL SELECT id FROM partner_members WHERE id = $1) x LEFT JOIN cards c ON c.seat = x.id)",
    ""
);

/// The card of a token and how much of it the viewer sees on a day; `None` when it is nothing.
pub async fn find(tx: &mut ReadTx, token: &Token, today: Day) -> Result<Option<(Card, Face)>> {
    let found: Option<Card> = tx.one(FIND, params![token.as_str()]).await?;
    let viewer = *tx.viewer();
    Ok(found.and_then(|card| {
        let seen = face(
            &viewer,
            card.end.seat(),
            card.content.visibility,
            card.term,
            today,
        );
        (seen != Face::Nothing).then_some((card, seen))
    }))
}

/// The viewer's own card under the hat they wear, written or not. `None` for hats without one.
pub async fn own(tx: &mut ReadTx) -> Result<Option<Card>> {
    let seat = tx.viewer().seat();
    tx.one(OF_SEAT, params![seat]).await
}

/// The card of a seat, written or not; who may see it is the caller's to decide.
pub(crate) async fn of_seat(tx: &mut ReadTx, seat: SeatId) -> Result<Option<Card>> {
    tx.one(OF_SEAT, params![seat]).await
}

const WRITE: &str = "INSERT INTO cards (seat, person, token, visibility, words, languages, phone, email, site, changed_at) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (seat) DO UPDATE SET visibility = excluded.visibility, \
    words = excluded.words, languages = excluded.languages, phone = excluded.phone, email = excluded.email, \
    site = excluded.site, changed_at = excluded.changed_at";
const RENEW: &str = "UPDATE cards SET token = $2, changed_at = $3 WHERE seat = $1";

/// Writes the viewer's own card.
pub async fn write(tx: &mut WriteTx, content: &Content) -> Result<()> {
    let (now, viewer) = (tx.now(), *tx.viewer());
    let Some(seat) = viewer.seat() else {
        return Err(Error::internal("a card belongs to a seat"));
    };
    let token = Token::draw(tx.moment());
    let values = params![
        seat,
        viewer.person,
        token.as_str(),
        content.visibility.code(),
        &content.words,
        &content.languages,
        &content.phone,
        &content.email,
        &content.site,
        now
    ];
    tx.run(WRITE, values).await?;
    let change = change(&viewer, seat, "written");
    tx.note(change.to(content.visibility.code().to_owned())).await
}

/// Gives the viewer's own card a new address: what was printed leads nowhere from now on.
pub async fn renew(tx: &mut WriteTx) -> Result<()> {
    let (now, viewer) = (tx.now(), *tx.viewer());
    let Some(seat) = viewer.seat() else {
        return Err(Error::internal("a card belongs to a seat"));
    };
    let token = Token::draw(tx.moment());
    tx.run(RENEW, params![seat, token.as_str(), now]).await?;
    tx.note(change(&viewer, seat, "renewed")).await
}

fn change(viewer: &domain::Viewer, seat: SeatId, verb: &'static str) -> Change {
    let change = Change::new(RecordKind::Card, seat, verb);
    match viewer.town() {
        Some(town) => change.of_town(town),
        None => change,
    }
}
