//! `GET /towns/{code}/contacts.csv`: the newest lines of the same log, for a spreadsheet.

use axum::{http::header, response::IntoResponse};
use store::{contact, municipality::Town};

use crate::{
    Result,
    extract::{Query, Seen},
};

pub async fn get(Seen { mut at, row }: Seen<Town>, query: Query) -> Result {
    let code = row.line.code;
    let (filter, _) = super::filter(&at, code, &query)?;
    let lines = contact::export(&mut at.tx, code, &filter).await?;
    let w = at.w;
    let rows: Vec<_> = lines.into_iter().map(super::shown).collect();
    let days: Vec<String> = rows.iter().map(|line| line.day.to_string()).collect();
    let heading = vec![
        w.contacts_column_day(),
        w.contacts_column_how(),
        w.contacts_column_partner(),
        w.contacts_column_who(),
        w.contacts_column_subject(),
        w.contacts_column_told(),
    ];
    let cells = days.iter().zip(&rows).map(|(day, line)| {
        vec![
            day.as_str(),
            line.how.words(&w),
            &line.partner,
            &line.who,
            &line.subject,
            &line.told,
        ]
    });
    let text = text::csv::table(std::iter::once(heading).chain(cells));
    let disposition = format!("attachment; filename=\"contacts-{code}-{}.csv\"", at.today());
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, text).into_response())
}
