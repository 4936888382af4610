//! `GET /towns`: every local government, by name, reading and prefecture. Open to everyone.

use domain::municipality::PrefectureCode;
use pages::{Form, Section, form::Choice, towns::Index};
use store::municipality::{self, Filter};

use crate::{
    Result,
    extract::{Query, Reading, html},
};

pub async fn get(mut at: Reading, query: Query) -> Result {
    let filter = Filter {
        words: text::fold(query.value("q")),
        prefecture: query.value("prefecture").to_owned(),
        joined: query.value("joined") == "1",
    };
    let count = municipality::count(&mut at.tx).await?;
    let found = municipality::list(&mut at.tx, &filter, query.cursor().as_ref()).await?;
    let fields = ["q", "prefecture", "joined"];
    let next = found.next.as_ref().map(|cursor| {
        let mut address = form_urlencoded::Serializer::new(String::new());
        for name in fields.iter().filter(|name| !query.value(name).is_empty()) {
            address.append_pair(name, query.value(name));
        }
        format!(
            "/towns?{}",
            address.append_pair("after", &cursor.encode()).finish()
        )
    });
    let prefectures = PrefectureCode::real()
        .map(|code| Choice {
            value: code.to_string(),
            label: code.name().unwrap_or_default().to_owned(),
        })
        .collect();
    Ok(html(&Index {
        prefectures,
        form: Form::filled(fields.map(|name| (name, query.value(name)))),
        all: count.all,
        joined: count.joined,
        towns: found.rows.into_iter().map(super::line).collect(),
        next,
        page: at.page(Section::Towns),
    }))
}
