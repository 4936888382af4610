//! 部署 and 職: departments of a town, and who holds which post from when to when.

use domain::{
    Day, MunicipalityCode,
    event::{Change, RecordKind},
    id::{DepartmentId, PersonId, SeatId},
};

use crate::{Result, WriteTx, value::params};

const INSERT_DEPARTMENT: &str = "INSERT INTO departments (town, id, name, position) VALUES ($1, $2, $3, $4)";
const INSERT: &str = "INSERT INTO staff_posts (town, id, department, person, title, admin, begins, ends) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

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
