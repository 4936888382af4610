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

struct Line {
    kind: String,
    town: Option<MunicipalityCode>,
    seat: Option<SeatId>,
    department: Option<DepartmentId>,
    partner: Option<PartnerId>,
    admin: bool,
    organisation: String,
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

const LIST: &str = "\
    SELECT 'staff' AS kind, p.town AS town, p.id AS seat, p.department AS department, NULLIF(p.id, p.id) AS partner, \
        p.admin AS admin, m.name AS organisation, d.name || '　' || p.title AS title \
    FROM staff_posts p JOIN municipalities m ON m.code = p.town \
    JOIN departments d ON d.town = p.town AND d.id = p.department \
    WHERE p.person = $1 AND p.begins <= $2 AND (p.ends IS NULL OR p.ends >= $2) \
    UNION ALL SELECT 'member', NULL, b.id, NULL, b.partner, b.admin, o.name, b.title \
    FROM partner_members b JOIN partners o ON o.id = b.partner \
    WHERE b.person = $1 AND b.begins <= $2 AND (b.ends IS NULL OR b.ends >= $2) \
    UNION ALL SELECT 'professional', NULL, f.id, NULL, NULL, FALSE, '', '' FROM professionals f WHERE f.person = $1 \
    UNION ALL SELECT 'operator', NULL, NULL, NULL, NULL, TRUE, '', '' FROM persons WHERE id = $1 AND operator";

/// The hats of a person on a day. A post that has ended is no hat any more: access ends with it.
pub async fn list(tx: &mut SystemTx, person: PersonId, today: Day) -> Result<Vec<Worn>> {
    let lines: Vec<Line> = tx.all(LIST, params![person, today]).await?;
    lines.into_iter().map(worn).collect()
}

fn worn(line: Line) -> Result<Worn> {
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
