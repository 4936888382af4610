//! The hats a person may wear today: posts and memberships in effect, a professional's seat, the operator's key.

use domain::{
    Day, Hat, MunicipalityCode,
    id::{DepartmentId, PartnerId, PersonId, SeatId},
};

use crate::{
    Error, Result, SystemTx,
    value::{FromRow, Row, params},
};

/// A hat with the words that tell it from the others.
#[derive(Clone, Debug)]
pub struct Worn {
    /// The hat.
    pub hat: Hat,
    /// The town or partner; empty for professionals and operators.
    pub organisation: String,
    /// Department and title.
    pub title: String,
}

pub(crate) struct Line {
    kind: String,
    town: Option<MunicipalityCode>,
    seat: Option<SeatId>,
    department: Option<DepartmentId>,
    partner: Option<PartnerId>,
    admin: bool,
    pub(crate) organisation: String,
    title: String,
}

impl FromRow for Line {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            kind: row.take()?,
            town: row.take()?,
            seat: row.take()?,
            department: row.take()?,
            partner: row.take()?,
            admin: row.take()?,
            organisation: row.take()?,
            title: row.take()?,
        })
    }
}

/// The hats of whoever `holder` holds (its columns `person` and `today`), each with `$rest` behind its own columns.
macro_rules! hats_of_holder {
    ($rest:literal) => {
        concat!(
            "SELECT 'staff' AS kind, p.town AS town, p.id AS seat, p.department AS department, \
             NULLIF(p.id, p.id) AS partner, p.admin AS admin, m.name AS organisation, d.name || '　' || p.title AS title",
            $rest,
            " FROM holder h JOIN staff_posts p ON p.person = h.person JOIN municipalities m ON m.code = p.town \
             JOIN departments d ON d.town = p.town AND d.id = p.department \
             WHERE p.begins <= h.today AND (p.ends IS NULL OR p.ends >= h.today) \
             UNION ALL SELECT 'member', NULL, b.id, NULL, b.partner, b.admin, o.name, b.title",
            $rest,
            " FROM holder h JOIN partner_members b ON b.person = h.person JOIN partners o ON o.id = b.partner \
             WHERE b.begins <= h.today AND (b.ends IS NULL OR b.ends >= h.today) \
             UNION ALL SELECT 'professional', NULL, f.id, NULL, NULL, FALSE, '', ''",
            $rest,
            " FROM holder h JOIN professionals f ON f.person = h.person \
             UNION ALL SELECT 'operator', NULL, NULL, NULL, NULL, TRUE, '', ''",
            $rest,
            " FROM holder h JOIN persons n ON n.id = h.person WHERE n.operator"
        )
    };
}
pub(crate) use hats_of_holder;

const LIST: &str = concat!(
    "WITH holder AS (SELECT id AS person, $2 AS today FROM persons WHERE id = $1) ",
    hats_of_holder!("")
);

/// The hats of a person on a day. A post that has ended is no hat any more: access ends with it.
pub async fn list(tx: &mut SystemTx, person: PersonId, today: Day) -> Result<Vec<Worn>> {
    let lines: Vec<Line> = tx.all(LIST, params![person, today]).await?;
    lines.into_iter().map(worn).collect()
}

pub(crate) fn worn(line: Line) -> Result<Worn> {
    let Line {
        kind,
        town,
        seat,
        department,
        partner,
        admin,
        organisation,
        title,
    } = line;
    let hat = match (kind.as_str(), town, seat, department, partner) {
        ("staff", Some(town), Some(seat), Some(department), _) => Hat::Staff {
            town,
            seat,
            department,
            admin,
        },
        ("member", _, Some(seat), _, Some(partner)) => Hat::Member { partner, seat, admin },
        ("professional", _, Some(seat), ..) => Hat::Professional { seat },
        ("operator", ..) => Hat::Operator,
        _ => return Err(Error::Internal(format!("a hat of kind {kind} lacks its parts"))),
    };
    Ok(Worn {
        hat,
        organisation,
        title,
    })
}
