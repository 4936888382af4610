//! `POST /introductions`: asks both, each for themselves.

use axum::http::StatusCode;
use domain::{
    Problem,
    introduction::{Fault, may_introduce, tells_name},
    problem::limit,
};
use pages::Section;
use store::{
    introduction::{NewIntroduction, NewParty, asked_already, insert},
    relationship::end_of,
};

use super::new::{Origin, page, town_of};
use crate::{
    Error, Result,
    extract::{Posted, back, html_with},
    html::once,
};

pub async fn post(posted: Posted) -> Result {
    let mut at = posted.begin().await?;
    let me = at.signed_in()?.person;
    if at.viewer().seat().is_none() {
        return Err(Error::Forbidden);
    }
    let (today, now) = (at.moment.today(), at.moment.now);
    let (dialogue, card) = (
        at.form.value("dialogue").to_owned(),
        at.form.value("card").to_owned(),
    );
    let origin = Origin::read(&mut at.tx, &dialogue, &card, today).await?;
    let chosen = |field: &str| origin.chosen(at.form.value(field)).cloned();
    let (first, second) = (chosen("first"), chosen("second"));
    let mut twice = false;
    let mut town = origin.town;
    if let (Some(first), Some(second)) = (&first, &second) {
        twice = asked_already(&mut at.tx, first.person, second.person, now).await?;
        if town.is_none() {
            let mut ends = Vec::new();
            for seat in [Some(first.seat), Some(second.seat), at.viewer().seat()]
                .into_iter()
                .flatten()
            {
                ends.push(end_of(&mut at.tx, seat).await?);
            }
            town = town_of(&ends);
        }
    }
    let mut check = at.check();
    for (field, found) in [("first", &first), ("second", &second)] {
        if found.is_none() {
            let empty = at.form.value(field).is_empty();
            check.add(
                field,
                if empty {
                    Problem::Missing
                } else {
                    Problem::NotAChoice
                },
            );
        }
    }
    let about_first = check.line("about_first", limit::LINE);
    let about_second = check.line("about_second", limit::LINE);
    let words = check.prose("words", limit::PARAGRAPH);
    if let (Some(first), Some(second)) = (&first, &second) {
        match may_introduce(me, first.person, second.person) {
            Ok(()) if twice => check.add("second", Problem::Said("problem-introduction-twice")),
            Ok(()) => {}
            Err(Fault::Same) => check.add("second", Problem::Said("problem-introduction-same")),
            Err(_) => check.add("first", Problem::Said("problem-introduction-oneself")),
        }
        if town.is_none() {
            check.add("second", Problem::Said("problem-introduction-town"));
        }
        let texts = [
            ("about_first", &about_first),
            ("about_second", &about_second),
            ("words", &words),
        ];
        for (field, text) in texts {
            if tells_name(text, &first.name) || tells_name(text, &second.name) {
                check.add(field, Problem::Said("problem-introduction-named"));
            }
        }
    }
    let checked = check.finish();
    let (Ok(()), Some(first), Some(second), Some(town)) = (&checked, first, second, town) else {
        let form = checked.err().unwrap_or_default();
        let page = page(at.page(Section::Elsewhere), form, &origin.people);
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let new = NewIntroduction {
        town,
        dialogue: origin.dialogue,
        words: &words,
        first: NewParty {
            seat: first.seat,
            person: first.person,
            about: &about_first,
        },
        second: NewParty {
            seat: second.seat,
            person: second.person,
            about: &about_second,
        },
    };
    let id = insert(&mut at.tx, &new).await?;
    let path = format!("/introductions/{id}");
    once::led_to(&mut at, &path).await?;
    at.tx.commit().await?;
    Ok(back(&path, "introduction-asked"))
}
