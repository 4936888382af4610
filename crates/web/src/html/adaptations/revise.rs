//! `…/revise`, `POST …/revisions`: the next revision of an adaptation.

use axum::http::StatusCode;
use domain::{Coded, Problem, problem::limit};
use pages::{Chrome, Form, Section, adaptations::Edit, packages::field};
use store::{
    ReadTx,
    adaptation::{self, Adaptation},
    challenge::{self, Challenge, Entry},
    package::Part,
};

use super::{form, new::place};
use crate::{
    Error, Result,
    extract::{Acting, Seen, back, html, html_with},
    html::reason,
};

/// What the form needs.
struct Ground {
    challenge: Challenge,
    parts: Vec<Part>,
    record: Vec<Entry>,
}

impl Ground {
    async fn read(tx: &mut ReadTx, row: &Adaptation) -> Result<Self> {
        let challenge = challenge::find(tx, row.challenge).await?.ok_or(Error::NotFound)?;
        let parts = match row.package {
            Some((id, version)) => store::package::parts(tx, id, version).await?,
            None => Vec::new(),
        };
        let record = challenge::record(tx, row.town, row.challenge).await?;
        Ok(Self {
            challenge,
            parts,
            record,
        })
    }

    fn page(&self, page: Chrome, typed: Form, row: &Adaptation) -> Edit {
        let w = page.w;
        Edit {
            rows: form::rows(&typed, &self.parts),
            form: typed,
            action: format!("/adaptations/{}/revisions", row.id),
            leave: format!("/adaptations/{}", row.id),
            first: false,
            sources: reason::choices(w, &self.record),
            changes: form::changes(w),
            hindrance: None,
            page,
        }
    }
}

/// `GET /adaptations/{adaptation}/revise`: begins with the current revision.
pub async fn get(Seen { mut at, row }: Seen<Adaptation>) -> Result {
    if !row.in_circle {
        return Err(Error::Forbidden);
    }
    let ground = Ground::read(&mut at.tx, &row).await?;
    let now = adaptation::parts(&mut at.tx, &row).await?;
    let mut values = vec![("base".to_owned(), row.revision.to_string())];
    let from_package = ground
        .parts
        .iter()
        .map(|part| now.iter().find(|one| one.part == Some(part.id)));
    let added = now.iter().filter(|one| one.part.is_none()).map(Some);
    for (number, part) in (1..).zip(from_package.chain(added)) {
        let Some(part) = part else { continue };
        let source = match (part.dialogue, part.voice) {
            (Some(id), _) => format!("dialogue:{id}"),
            (None, Some(id)) => format!("voice:{id}"),
            (None, None) => String::new(),
        };
        values.extend([
            (field("title", &number), part.title.clone()),
            (field("change", &number), part.change.code().to_owned()),
            (field("body", &number), part.body.clone()),
            (field("reason", &number), part.reason.clone()),
            (field("source", &number), source),
        ]);
    }
    let page = ground.page(at.page(Section::Challenges), Form::filled(values), &row);
    Ok(html(&page))
}

/// `POST /adaptations/{adaptation}/revisions`.
pub async fn post(Acting { mut at, row }: Acting<Adaptation>) -> Result {
    if !row.in_circle {
        return Err(Error::Forbidden);
    }
    let ground = Ground::read(&mut at.tx, &row).await?;
    let place = place(&mut at.tx, &ground.challenge).await?;
    if at.form.value("more") == "1" {
        let typed = at.form.clone();
        return Ok(html(&ground.page(at.page(Section::Challenges), typed, &row)));
    }
    let mut check = at.check();
    let summary = check.prose("summary", limit::PARAGRAPH);
    let parts = form::read(&mut check, &at.form, &ground.parts, &ground.record);
    if at.form.value("base") != row.revision.to_string() {
        check.add("summary", Problem::Said("problem-newer-version"));
    }
    if let Err(key) = place {
        check.add("summary", Problem::Said(key));
    }
    let checked = check.finish();
    let (Ok(()), Ok(place)) = (&checked, place) else {
        let page = ground.page(
            at.page(Section::Challenges),
            checked.err().unwrap_or_default(),
            &row,
        );
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let new: Vec<_> = parts.iter().map(form::Typed::new_part).collect();
    adaptation::reshape(&mut at.tx, &row, &summary, &new).await?;
    challenge::advance(&mut at.tx, row.town, row.challenge, place, "adapting").await?;
    at.tx.commit().await?;
    Ok(back(&format!("/adaptations/{}", row.id), "adaptation-reshaped"))
}
