//! 部署 and 職: departments of a town, and who holds which post from when to when.

use domain::{
    Day, MunicipalityCode,
    event::{Change, RecordKind},
    id::{DepartmentId, PersonId, SeatId},
};

use crate::{
    ReadTx, Result, WriteTx,
    value::{FromRow, Row, params},
};

const INSERT_DEPARTMENT: &str = "INSERT INTO departments (town, id, name, position) VALUES ($1, $2, $3, $4)";
const INSERT: &str = "INSERT INTO staff_posts (town, id, department, person, title, admin, begins, ends) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

const DEPARTMENTS: &str = "SELECT id, name FROM departments WHERE town = $1 ORDER BY position, id LIMIT 200";
const LIST: &str = "SELECT s.id, s.person, n.name, d.name, s.title, s.admin, s.begins, s.ends FROM staff_posts s \
    JOIN persons n ON n.id = s.person JOIN departments d ON d.town = s.town AND d.id = s.department \
    WHERE s.town = $1 ORDER BY d.position, s.department, s.id LIMIT 500";
const END: &str =
    "UPDATE staff_posts SET ends = $3 WHERE town = $1 AND id = $2 AND (ends IS NULL OR ends > $3)";

/// A department.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Department {
    /// The id.
    pub id: DepartmentId,
    /// The name.
    pub name: String,
}

impl FromRow for Department {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.take()?,
            name: row.take()?,
        })
    }
}

/// Who holds a post or membership.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Holder {
    /// The seat.
    pub seat: SeatId,
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// The department; empty for partners.
    pub department: String,
    /// The title; may be empty.
    pub title: String,
    /// Whether they administer the people.
    pub admin: bool,
    /// The first day.
    pub begins: Day,
    /// The last day, if it is known.
    pub ends: Option<Day>,
}

impl Holder {
    /// Whether it gives rights on a day.
    pub fn is_held_on(&self, day: Day) -> bool {
        self.begins <= day && self.ends.is_none_or(|ends| day <= ends)
    }
}

impl FromRow for Holder {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            seat: row.take()?,
            person: row.take()?,
            name: row.take()?,
            department: row.take()?,
            title: row.take()?,
            admin: row.take()?,
            begins: row.take()?,
            ends: row.take()?,
        })
    }
}

/// The departments of a town, in its order; public.
pub async fn departments(tx: &mut ReadTx, town: MunicipalityCode) -> Result<Vec<Department>> {
    tx.all(DEPARTMENTS, params![town]).await
}

/// Who holds and held the posts of a town, by department. For the town's own staff; others are shown nobody.
pub async fn list(tx: &mut ReadTx, town: MunicipalityCode) -> Result<Vec<Holder>> {
    if tx.viewer().town() != Some(town) {
        return Ok(Vec::new());
    }
    tx.all(LIST, params![town]).await
}

/// Ends a post with a day: it is the last one with its rights. `false` when it ends no later already.
pub async fn end(tx: &mut WriteTx, town: MunicipalityCode, seat: SeatId, last: Day) -> Result<bool> {
    if tx.run(END, params![town, seat, last]).await? == 0 {
        return Ok(false);
    }
    let change = Change::new(RecordKind::Post, seat, "ended").of_town(town);
    tx.note(change.to(last.to_string())).await?;
    Ok(true)
}

/// Makes a department; `position` orders the list.
pub async fn insert_department(
    tx: &mut WriteTx,
    town: MunicipalityCode,
    name: &str,
    position: i64,
) -> Result<DepartmentId> {
    let id = DepartmentId::new(tx.moment());
    tx.run(INSERT_DEPARTMENT, params![town, id, name, position])
        .await?;
    tx.note(
        Change::new(RecordKind::Department, id, "founded")
            .of_town(town)
            .to(name.to_owned()),
    )
    .await?;
    Ok(id)
}

/// A post to be held.
#[derive(Clone, Debug)]
pub struct NewPost<'a> {
    /// The town.
    pub town: MunicipalityCode,
    /// The department.
    pub department: DepartmentId,
    /// Who holds it.
    pub person: PersonId,
    /// The title: 主任, 係長, 課長補佐.
    pub title: &'a str,
    /// Whether it administers the town's people.
    pub admin: bool,
    /// The first day.
    pub begins: Day,
    /// The last day, if it is known.
    pub ends: Option<Day>,
}

/// Begins a post.
pub async fn insert(tx: &mut WriteTx, new: &NewPost<'_>) -> Result<SeatId> {
    let id = SeatId::new(tx.moment());
    let values = params![
        new.town,
        id,
        new.department,
        new.person,
        new.title,
        new.admin,
        new.begins,
        new.ends
    ];
    tx.run(INSERT, values).await?;
    tx.note(
        Change::new(RecordKind::Post, id, "begun")
            .of_town(new.town)
            .to(new.title.to_owned()),
    )
    .await?;
    Ok(id)
}

const SET_ADMIN: &str = "UPDATE staff_posts SET admin = $3 WHERE town = $1 AND id = $2";

/// Gives somebody the keys to the people, or takes them.
pub async fn set_admin(tx: &mut WriteTx, town: MunicipalityCode, seat: SeatId, admin: bool) -> Result<()> {
    tx.run(SET_ADMIN, params![town, seat, admin]).await?;
    let verb = if admin { "keys_given" } else { "keys_taken" };
    tx.note(Change::new(RecordKind::Post, seat, verb).of_town(town))
        .await
}
