//! `GET /towns/{code}/contacts`: for the town's staff, and for a partner the lines about itself.

use pages::{Form, Section, contacts::Index};
use store::{contact, municipality::Town};

use crate::{
    Result,
    extract::{Query, Seen, html},
};

pub async fn get(Seen { mut at, row }: Seen<Town>, query: Query) -> Result {
    let code = row.line.code;
    let (filter, staff) = super::filter(&at, code, &query)?;
    let found = contact::list(&mut at.tx, code, &filter, query.cursor().as_ref()).await?;
    let partners = if staff {
        super::partners(&mut at.tx, code).await?
    } else {
        Vec::new()
    };
    let next = found.next.as_ref().map(|cursor| {
        let query = super::address(&filter, Some(cursor));
        format!("/towns/{code}/contacts?{query}")
    });
    let fields = ["partner", "challenge", "from", "until"];
    Ok(html(&Index {
        code,
        town: row.line.name,
        form: Form::filled(fields.map(|name| (name, query.value(name)))),
        partners,
        lines: found.rows.into_iter().map(super::shown).collect(),
        export: format!("/towns/{code}/contacts.csv?{}", super::address(&filter, None)),
        next,
        staff,
        page: at.page(Section::Towns),
    }))
}
