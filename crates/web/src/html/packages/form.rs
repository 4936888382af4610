//! `…/packages/new`, `…/edit`: a package as it is written, by those who keep it.

use axum::http::StatusCode;
use domain::{Coded, Problem, audience::Audience, id::PartId, package::MOST_PARTS, problem::limit};
use pages::{
    Chrome, Form, Section,
    form::Choice,
    packages::{Edit, field},
};
use store::package::{self, NewPackage, NewPart, Package};

use crate::{
    Error, Result,
    extract::{Acting, Check, Posted, Seen, SignedIn, Writing, back, html, html_with},
};

/// `GET /packages/new`.
pub async fn new(SignedIn(at): SignedIn) -> Result {
    if at.viewer().side().is_none() {
        return Err(Error::Forbidden);
    }
    let form = Form::new().or("audience", Audience::Network.code());
    Ok(html(&page(at.page(Section::Packages), form, None)))
}

/// `GET /packages/{package}/edit`.
pub async fn edit(Seen { mut at, row }: Seen<Package>) -> Result {
    if !super::keeps(&at.viewer(), &row) {
        return Err(Error::Forbidden);
    }
    let mut values = vec![
        ("version".to_owned(), row.version.to_string()),
        ("title".to_owned(), row.title.clone()),
        ("summary".to_owned(), row.summary.clone()),
        ("audience".to_owned(), row.audience.code().to_owned()),
    ];
    let parts = package::parts(&mut at.tx, row.id, row.version).await?;
    for (number, part) in (1..).zip(parts) {
        values.push((field("id", &number), part.id.to_string()));
        values.push((field("title", &number), part.title));
        values.push((field("body", &number), part.body));
    }
    let form = Form::filled(values);
    Ok(html(&page(at.page(Section::Packages), form, Some(&row))))
}

/// The rows that have something in them.
fn last_row(form: &Form) -> usize {
    let typed = |number: &usize| {
        ["title", "body"]
            .iter()
            .any(|name| !form.value(&field(name, number)).trim().is_empty())
    };
    (1..=MOST_PARTS).rev().find(typed).unwrap_or(0)
}

fn page(page: Chrome, form: Form, row: Option<&Package>) -> Edit {
    // Two rows beyond the last written one; no script is needed to add more.
    let rows = (last_row(&form) + 2).clamp(3, MOST_PARTS);
    let audiences = [Audience::Network, Audience::Public].map(|one| Choice {
        value: one.code().to_owned(),
        label: page.w.audience(&one).to_owned(),
    });
    Edit {
        page,
        form,
        id: row.map(|row| row.id),
        rows: (1..=rows).collect(),
        more: rows < MOST_PARTS,
        audiences: audiences.to_vec(),
    }
}

/// The fields as typed.
struct Typed {
    title: String,
    summary: String,
    audience: Option<Audience>,
    parts: Vec<(Option<PartId>, String, String)>,
}

impl Typed {
    fn read(check: &mut Check<'_>, form: &Form) -> Self {
        let title = check.title("title");
        let summary = check.prose("summary", limit::PARAGRAPH);
        let audience = check.choice::<Audience>("audience");
        if audience.is_some_and(|audience| audience < Audience::Network) {
            check.add("audience", Problem::NotAChoice);
        }
        let mut parts = Vec::new();
        for number in 1..=last_row(form) {
            let (name, body) = (field("title", &number), field("body", &number));
            if form.value(&name).trim().is_empty() && form.value(&body).trim().is_empty() {
                continue;
            }
            let id = form.value(&field("id", &number)).parse().ok();
            parts.push((id, check.title(&name), check.prose(&body, limit::PARAGRAPH)));
        }
        if parts.is_empty() {
            check.add("part-1", Problem::Said("problem-no-parts"));
        }
        Self {
            title,
            summary,
            audience,
            parts,
        }
    }
}

fn refused(at: Writing, form: Form, row: Option<&Package>) -> axum::response::Response {
    html_with(
        StatusCode::UNPROCESSABLE_ENTITY,
        &page(at.page(Section::Packages), form, row),
    )
}

/// `POST /packages`.
pub async fn create(posted: Posted) -> Result {
    let at = posted.begin().await?;
    at.signed_in()?;
    if at.viewer().side().is_none() {
        return Err(Error::Forbidden);
    }
    save(at, None).await
}

/// `POST /packages/{package}`.
pub async fn update(Acting { at, row }: Acting<Package>) -> Result {
    if !super::keeps(&at.viewer(), &row) {
        return Err(Error::Forbidden);
    }
    save(at, Some(row)).await
}

async fn save(mut at: Writing, row: Option<Package>) -> Result {
    if at.form.value("more") == "1" {
        let form = at.form.clone();
        return Ok(html(&page(at.page(Section::Packages), form, row.as_ref())));
    }
    // Parts keep their ids from version to version; an id that is not this package's is left aside.
    let known = match &row {
        Some(row) => package::parts(&mut at.tx, row.id, row.version).await?,
        None => Vec::new(),
    };
    let mut check = at.check();
    let typed = Typed::read(&mut check, &at.form);
    if let Some(row) = &row
        && at.form.value("version") != row.version.to_string()
    {
        check.add("title", Problem::Said("problem-newer-version"));
    }
    let checked = check.finish();
    let (Ok(()), Some(audience)) = (&checked, typed.audience) else {
        return Ok(refused(at, checked.err().unwrap_or_default(), row.as_ref()));
    };
    let parts: Vec<NewPart<'_>> = typed
        .parts
        .iter()
        .map(|(id, title, body)| NewPart {
            id: id.filter(|id| known.iter().any(|part| part.id == *id)),
            title,
            body,
        })
        .collect();
    let new = NewPackage {
        title: &typed.title,
        summary: &typed.summary,
        audience,
        parts: &parts,
    };
    let (id, done) = match row {
        None => (package::insert(&mut at.tx, &new).await?, "package-made"),
        Some(row) => {
            if !package::update(&mut at.tx, &row, &new).await? {
                return Err(Error::Contended);
            }
            (row.id, "package-changed")
        }
    };
    at.tx.commit().await?;
    Ok(back(&format!("/packages/{id}"), done))
}
