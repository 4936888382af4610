//! `GET /towns/{code}/contacts.csv`: the newest lines of the same log, for a spreadsheet.

use pages::csv::Cell;
use store::{contact, municipality::Town};

use crate::{
    Result,
    extract::{Query, Seen, table},
};

pub async fn get(Seen { mut at, row }: Seen<Town>, query: Query) -> Result {
    let code = row.line.code;
    let (filter, _) = super::filter(&at, code, &query)?;
    let found = contact::export(&mut at.tx, code, &filter).await?;
    let w = at.w;
    let names = [
        w.contacts_column_day(),
        w.contacts_column_how(),
        w.contacts_column_partner(),
        w.contacts_column_who(),
        w.contacts_column_subject(),
        w.contacts_column_told(),
    ];
    let lines = found.into_iter().map(super::shown).map(|line| {
        vec![
            Cell::Plain(line.day.to_string()),
            Cell::Plain(line.how.words(&w).to_owned()),
            Cell::Text(line.partner),
            Cell::Text(line.who),
            Cell::Text(line.subject),
            Cell::Text(line.told),
        ]
    });
    let file = format!("contacts-{code}-{}.csv", at.today());
    Ok(table(&file, &names, lines))
}
