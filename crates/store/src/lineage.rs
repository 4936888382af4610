//! How a package was reshaped: its adaptations the viewer may read, with what each was made after.
//!
//! Each list takes at most a page from each of three indexes before anything is joined: a package with five hundred
//! adaptations opens like one with five.

use domain::{
    MunicipalityCode, Timestamp,
    adaptation::Standing,
    id::{AdaptationId, PackageId},
};
use uuid::Uuid;

use crate::{
    Cursor, Page, ReadTx, Result,
    page::ROWS,
    scope::visible,
    value::{FromRow, Row, params},
};

/// One adaptation of a package.
#[derive(Clone, Debug)]
pub struct Descendant {
    /// The id.
    pub id: AdaptationId,
    /// The town.
    pub town: MunicipalityCode,
    /// Its name.
    pub town_name: String,
    /// The title.
    pub title: String,
    /// Whether people are on it.
    pub standing: Standing,
    /// The version of the package on which the newest revision the viewer may read stands.
    pub version: i64,
    /// The adaptation it was made after.
    pub like: Option<AdaptationId>,
    /// The name of that one's town, where the viewer may read the adaptation.
    pub like_town: Option<String>,
    /// When that revision was written.
    pub written_at: Timestamp,
}

impl FromRow for Descendant {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.take()?,
            town: row.take()?,
            town_name: row.take()?,
            title: row.take()?,
            standing: row.code()?,
            version: row.take()?,
            like: row.take()?,
            like_town: row.take()?,
            written_at: row.take()?,
        })
    }
}

const OF_PACKAGE: &str = concat!(
    "SELECT a.id, a.town, t.name, a.title, a.standing, COALESCE(r.package_version, 0), \
    a.like_adaptation, (SELECT u.name FROM adaptations q JOIN municipalities u ON u.code = q.town \
    WHERE q.id = a.like_adaptation AND EXISTS (SELECT 1 FROM adaptation_revisions s WHERE s.town = q.town \
    AND s.adaptation = q.id AND ",
    visible!("s", dialogue = "NULL", challenge = "q.challenge"),
    ")), r.written_at FROM (\
    SELECT n.id, MAX(n.number) AS number FROM (\
    SELECT p.id, p.number FROM (SELECT adaptation AS id, MAX(number) AS number FROM adaptation_revisions \
    WHERE package = $4 AND audience = 'public' AND adaptation < $5 GROUP BY adaptation \
    ORDER BY adaptation DESC LIMIT $6) p \
    UNION ALL SELECT w.id, w.number FROM (SELECT adaptation AS id, MAX(number) AS number FROM adaptation_revisions \
    WHERE package = $4 AND audience = 'network' AND $3 >= 2 AND adaptation < $5 GROUP BY adaptation \
    ORDER BY adaptation DESC LIMIT $6) w \
    UNION ALL SELECT c.id, c.number FROM (SELECT o.id, o.revision AS number FROM circle_members m \
    JOIN adaptations o ON o.town = m.town AND o.challenge = m.challenge WHERE m.seat = $2 AND m.left_at IS NULL \
    AND o.package = $4 AND o.id < $5 ORDER BY o.id DESC LIMIT $6) c\
    ) n GROUP BY n.id ORDER BY n.id DESC LIMIT $6) k \
    JOIN adaptations a ON a.id = k.id JOIN municipalities t ON t.code = a.town \
    JOIN adaptation_revisions r ON r.town = a.town AND r.adaptation = a.id AND r.number = k.number \
    WHERE r.audience <> 'town' OR r.town = $1 ORDER BY a.id DESC LIMIT $6"
);

/// The adaptations of a package the viewer may read, newest first.
pub async fn of_package(tx: &mut ReadTx, id: PackageId, after: Option<&Cursor>) -> Result<Page<Descendant>> {
    let before = after.map_or(Uuid::max(), |cursor| cursor.id);
    let rows: Vec<Descendant> = tx.seen(OF_PACKAGE, params![id, before, ROWS + 1]).await?;
    Ok(Page::cut(rows, |one| Cursor {
        key: "id".to_owned(),
        id: one.id.uuid(),
    }))
}
