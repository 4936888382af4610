//! `…/contexts`: what one's own town says of its situation, and how that changed.

use std::collections::HashMap;

use axum::{extract::Path, http::StatusCode};
use domain::{MunicipalityCode, Problem, joint::may_tell, problem::limit};
use pages::{
    Chrome, Form, Section,
    joint::{Edit, History, Purpose, Revision},
    wordings::Field,
};
use store::{
    ReadTx,
    challenge::Challenge,
    context::{self, NewContext},
    joint,
};

use super::{index::told, offer::name, town};
use crate::{
    Error, Result,
    extract::{Acting, Query, Seen, back, html, html_with},
    html::publishing::beside,
};

fn view(page: Chrome, row: &Challenge, town: String, form: Form) -> Edit {
    Edit {
        card: crate::html::challenges::card(row),
        purpose: Purpose::Tell,
        town,
        form,
        choices: Vec::new(),
        page,
    }
}

/// The viewer's town, if they may write for it, and the newest revision of its text.
async fn telling(tx: &mut ReadTx, row: &Challenge) -> Result<(MunicipalityCode, Option<context::Context>)> {
    let parties = joint::parties(tx, row.town, row.id).await?;
    let town = may_tell(tx.viewer(), &parties, row.in_circle).ok_or(Error::Forbidden)?;
    let newest = context::of_town(tx, row, town, None).await?.into_iter().next();
    Ok((town, newest))
}

/// `GET /challenges/{challenge}/contexts/new`: begins with the current text.
pub async fn new(Seen { mut at, row }: Seen<Challenge>) -> Result {
    let (town, newest) = telling(&mut at.tx, &row).await?;
    let name = name(&mut at.tx, town).await?;
    let (base, words) = newest.map_or((0, String::new()), |one| (one.number, one.words));
    let form = Form::filled([("base", base.to_string()), ("words", words)]);
    Ok(html(&view(at.page(Section::Challenges), &row, name, form)))
}

/// `POST /challenges/{challenge}/contexts`.
pub async fn post(acting: Acting<Challenge>) -> Result {
    let Acting { mut at, row } = acting;
    let (town, newest) = telling(&mut at.tx, &row).await?;
    let author = at.viewer().person.ok_or(Error::Forbidden)?;
    let base = newest.map_or(0, |one| one.number);
    let mut check = at.check();
    let words = check.prose("words", limit::PROSE);
    let because = if base > 0 {
        check.prose("because", limit::PARAGRAPH)
    } else {
        String::new()
    };
    if at.form.value("base") != base.to_string() {
        check.add("words", Problem::Said("problem-newer-context"));
    }
    if let Err(form) = check.finish() {
        let name = name(&mut at.tx, town).await?;
        let page = view(
            at.page(Section::Challenges),
            &row,
            name,
            form.or("base", base.to_string()),
        );
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    let new = NewContext {
        town,
        words: &words,
        because: &because,
        author,
    };
    context::insert(&mut at.tx, &row, &new).await?;
    at.tx.commit().await?;
    Ok(back(&format!("/challenges/{}/towns", row.id), "context-told"))
}

/// `GET /challenges/{challenge}/contexts/{code}`: how one town's text changed, the newest first.
pub async fn history(
    Path(path): Path<HashMap<String, String>>,
    Seen { mut at, row }: Seen<Challenge>,
    query: Query,
) -> Result {
    let town = town(&path)?;
    if !row.full {
        return Err(Error::NotFound);
    }
    let before = query.value("before").parse().ok();
    let found = context::of_town(&mut at.tx, &row, town, before).await?;
    let name = found.first().map(|one| one.name.clone()).ok_or(Error::NotFound)?;
    let beside = beside::whom_to_tell(&mut at.tx, (row.town, row.id), row.audience).await?;
    let page = at.page(Section::Challenges);
    let label = page.w.joint_words_short();
    let shown = usize::try_from(context::SHOWN).unwrap_or(usize::MAX);
    let next = (found.len() > shown).then(|| {
        let last = found.get(shown - 1).map_or(1, |one| one.number);
        format!("/challenges/{}/contexts/{town}?before={last}", row.id)
    });
    let earlier: Vec<Option<String>> = found
        .iter()
        .skip(1)
        .map(|one| Some(one.words.clone()))
        .chain([None])
        .collect();
    let revisions = found
        .into_iter()
        .zip(earlier)
        .take(shown)
        .map(|(one, earlier)| Revision {
            changes: earlier.map(|earlier| Field::prose(label, &earlier, &one.words)),
            because: one.because.clone(),
            context: told(one),
        });
    Ok(html(&History {
        card: crate::html::challenges::card(&row),
        town: name,
        revisions: revisions.collect(),
        beside,
        next,
        page,
    }))
}
