//! `…/revise`, `POST …/revisions`: the next revision of an adaptation.

use axum::http::StatusCode;
use domain::{Problem, problem::limit};
use pages::{Chrome, Form, Section, adaptations::Edit};
use store::{
    ReadTx,
    adaptation::{self, Adaptation, Part as Standing},
    challenge::{self, Entry},
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
    parts: Vec<Part>,
    now: Vec<Standing>,
    record: Vec<Entry>,
}

impl Ground {
    async fn read(tx: &mut ReadTx, row: &Adaptation) -> Result<Self> {
        let parts = match row.package {
            Some((id, version)) => store::package::parts(tx, id, version).await?,
            None => Vec::new(),
        };
        let now = adaptation::parts(tx, row).await?;
        let record = challenge::record(tx, row.town, row.challenge).await?;
        Ok(Self {
            parts: form::with_former(parts, &now),
            now,
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
    let mut values = vec![("base".to_owned(), row.revision.to_string())];
    values.extend(form::values(&ground.parts, &ground.now, true));
    let page = ground.page(at.page(Section::Challenges), Form::filled(values), &row);
    Ok(html(&page))
}

/// `POST /adaptations/{adaptation}/revisions`.
pub async fn post(Acting { mut at, row }: Acting<Adaptation>) -> Result {
    if !row.in_circle {
        return Err(Error::Forbidden);
    }
    let ground = Ground::read(&mut at.tx, &row).await?;
    let on = challenge::find(&mut at.tx, row.challenge)
        .await?
        .ok_or(Error::NotFound)?;
    let place = place(&mut at.tx, &on).await?;
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
