//! `…/packages/new`, `…/edit`: a package as it is written, by those who keep it.

use axum::http::StatusCode;
use domain::{
    Coded, Problem,
    adaptation::Change,
    audience::Audience,
    id::{AdaptationId, PartId},
    package::{MOST_PARTS, Terms, may_become},
    problem::limit,
};
use pages::{
    Chrome, Form, Section,
    form::Choice,
    packages::{Edit, field},
};
use store::{
    ReadTx,
    adaptation::{self, Adaptation},
    offer::Offer,
    package::{self, NewPackage, NewPart, Package},
};

use crate::{
    Error, Result,
    extract::{Acting, Check, Posted, Query, Seen, SignedIn, Writing, back, html, html_with},
    html::{once, terms},
};

/// How much of an offer a choice shows.
const SHORT: usize = 60;

/// `GET /packages/new`; `?from=…` begins with what an adaptation came to.
pub async fn new(SignedIn(mut at): SignedIn, query: Query) -> Result {
    if at.viewer().side().is_none() {
        return Err(Error::Forbidden);
    }
    let Some(row) = origin(&mut at.tx, query.value("from")).await? else {
        let form = once::form(&at.moment).or("audience", Audience::Network.code());
        return Ok(html(&page(at.page(Section::Packages), form, None, &[])));
    };
    may_become(&at.viewer(), row.in_circle, row.audience, Audience::Network).map_err(|_| Error::Forbidden)?;
    let mut values = vec![
        ("from".to_owned(), row.id.to_string()),
        ("title".to_owned(), row.title.clone()),
        ("summary".to_owned(), row.summary.clone()),
        ("audience".to_owned(), Audience::Network.code().to_owned()),
    ];
    let parts = adaptation::parts(&mut at.tx, &row).await?;
    let used = parts.into_iter().filter(|part| part.change != Change::Dropped);
    for (number, part) in (1..).zip(used) {
        let body = if part.body.trim().is_empty() {
            part.then
        } else {
            part.body
        };
        values.push((field("title", &number), part.title));
        values.push((field("body", &number), body));
        values.extend(terms::values(number, &part.terms));
    }
    let form = Form::filled(values).or("once", once::word(&at.moment));
    Ok(html(&page(at.page(Section::Packages), form, None, &[])))
}

/// The adaptation a package grows out of, if one is named.
async fn origin(tx: &mut ReadTx, named: &str) -> Result<Option<Adaptation>> {
    match named.parse::<AdaptationId>() {
        Ok(id) => Ok(Some(adaptation::find(tx, id).await?.ok_or(Error::NotFound)?)),
        Err(_) => Ok(None),
    }
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
        values.extend(terms::values(number, &part.terms));
    }
    let offers = store::offer::open(&mut at.tx, row.id).await?;
    let form = Form::filled(values);
    Ok(html(&page(at.page(Section::Packages), form, Some(&row), &offers)))
}

/// Whether nothing is typed in a row.
fn row_is_empty(form: &Form, number: usize) -> bool {
    ["title", "body"]
        .iter()
        .chain(&terms::NAMES)
        .all(|name| form.value(&field(name, &number)).trim().is_empty())
}

/// The rows that have something in them.
fn last_row(form: &Form) -> usize {
    let last = (1..=MOST_PARTS).rev().find(|number| !row_is_empty(form, *number));
    last.unwrap_or(0)
}

fn page(page: Chrome, form: Form, row: Option<&Package>, offers: &[Offer]) -> Edit {
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
        offers: offers.iter().map(choice).collect(),
    }
}

fn choice(offer: &Offer) -> Choice {
    let words = text::markdown::to_plain(&offer.words, SHORT);
    Choice {
        value: offer.id.to_string(),
        label: format!("{}　{words}", offer.town_name),
    }
}

/// The fields as typed.
struct Typed {
    title: String,
    summary: String,
    audience: Option<Audience>,
    news: String,
    parts: Vec<(Option<PartId>, String, String, Terms)>,
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
            if row_is_empty(form, number) {
                continue;
            }
            let id = form.value(&field("id", &number)).parse().ok();
            let (title, body) = (check.title(&name), check.prose(&body, limit::PARAGRAPH));
            parts.push((id, title, body, terms::read(check, form, number)));
        }
        if parts.is_empty() {
            check.add("part-1", Problem::Said("problem-no-parts"));
        }
        Self {
            title,
            summary,
            audience,
            news: check.prose_or_none("news", limit::PARAGRAPH),
            parts,
        }
    }
}

fn refused(at: Writing, form: Form, row: Option<&Package>, offers: &[Offer]) -> axum::response::Response {
    html_with(
        StatusCode::UNPROCESSABLE_ENTITY,
        &page(at.page(Section::Packages), form, row, offers),
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
    // Parts keep their ids from version to version; an id that is not this package's is left aside.
    let (known, offers) = match &row {
        Some(row) => (
            package::parts(&mut at.tx, row.id, row.version).await?,
            store::offer::open(&mut at.tx, row.id).await?,
        ),
        None => (Vec::new(), Vec::new()),
    };
    if at.form.value("more") == "1" {
        let form = at.form.clone();
        return Ok(html(&page(
            at.page(Section::Packages),
            form,
            row.as_ref(),
            &offers,
        )));
    }
    let from = match &row {
        Some(_) => None,
        None => origin(&mut at.tx, at.form.value("from")).await?,
    };
    let mut check = at.check();
    let typed = Typed::read(&mut check, &at.form);
    if let Some(row) = &row
        && at.form.value("version") != row.version.to_string()
    {
        check.add("title", Problem::Said("problem-newer-version"));
    }
    if let (Some(from), Some(audience)) = (&from, typed.audience)
        && may_become(&at.viewer(), from.in_circle, from.audience, audience).is_err()
    {
        check.add("audience", Problem::Said("problem-both-hands-first"));
    }
    let checked = check.finish();
    let (Ok(()), Some(audience)) = (&checked, typed.audience) else {
        let form = checked.err().unwrap_or_default();
        return Ok(refused(at, form, row.as_ref(), &offers));
    };
    let parts: Vec<NewPart<'_>> = typed
        .parts
        .iter()
        .map(|(id, title, body, terms)| NewPart {
            id: id.filter(|id| known.iter().any(|part| part.id == *id)),
            title,
            body,
            terms: terms.clone(),
        })
        .collect();
    let chosen = offers
        .iter()
        .filter(|offer| at.form.has("offer", &offer.id.to_string()));
    let takes: Vec<_> = chosen.map(|offer| offer.id).collect();
    let new = NewPackage {
        title: &typed.title,
        summary: &typed.summary,
        audience,
        parts: &parts,
        news: &typed.news,
        from: from.map(|from| from.id),
        takes: &takes,
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
