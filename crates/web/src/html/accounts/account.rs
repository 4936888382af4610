//! `GET /account`, `POST /account`: name, language, how years are written.

use axum::http::StatusCode;
use domain::{Coded, Problem, day::Calendar, problem::limit};
use pages::{Form, Locale, Section, accounts::Account};
use store::person::{self, Settings};

use crate::{
    Error, Result, cookies,
    extract::{Posted, SignedIn, back, html, html_with},
};

pub async fn get(SignedIn(mut at): SignedIn) -> Result {
    let me = at.viewer().person.ok_or(Error::NotFound)?;
    let set = person::find_settings(&mut at.tx, me)
        .await?
        .ok_or(Error::NotFound)?;
    let form = Form::new()
        .or("name", set.name)
        .or("kana", set.kana)
        .or("locale", set.locale)
        .or("calendar", set.calendar.code());
    Ok(html(&Account {
        page: at.page(Section::Elsewhere),
        form,
        email: set.email.unwrap_or_default(),
    }))
}

pub async fn post(posted: Posted) -> Result {
    let mut at = posted.begin().await?;
    let me = at.signed_in()?.person;
    let before = person::find_settings(&mut at.tx, me)
        .await?
        .ok_or(Error::NotFound)?;
    let mut check = at.check();
    let name = check.line("name", limit::LINE);
    let kana = check.line_or_none("kana", limit::LINE);
    let locale = Locale::parse(at.form.value("locale"));
    if locale.is_none() {
        check.add("locale", Problem::NotAChoice);
    }
    let calendar = check.choice::<Calendar>("calendar");
    let checked = check.finish();
    let (Ok(()), Some(locale), Some(calendar)) = (&checked, locale, calendar) else {
        let page = Account {
            page: at.page(Section::Elsewhere),
            form: checked.err().unwrap_or_default(),
            email: before.email.unwrap_or_default(),
        };
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let now = Settings {
        name,
        kana,
        locale: locale.as_str().to_owned(),
        calendar,
        email: before.email.clone(),
    };
    person::update(&mut at.tx, me, &before, &now).await?;
    at.tx.commit().await?;
    let mut response = back("/account", "settings-saved");
    // The browser's choice comes before the setting, so it must not contradict what was just chosen.
    cookies::set_locale(&at.app, &mut response, locale);
    Ok(response)
}
