//! 自治体.

mod index;
mod show;

use pages::towns::TownLine;
use store::municipality::Line;

use crate::routes::Route;

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/towns", index::get),
        Route::get("/towns/{code}", show::get),
    ]
}

/// A town as the pages show it.
fn line(line: Line) -> TownLine {
    TownLine {
        code: line.code,
        kind: line.kind,
        prefecture: line.prefecture,
        name: line.name,
        kana: line.kana,
        joined: line.joined_at.is_some(),
        fictional: line.code.is_fictional(),
    }
}
