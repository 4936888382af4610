//! `…/adaptations/new`, `POST …/adaptations`: begins an adaptation, from a package or from a blank sheet.

use axum::http::StatusCode;
use domain::{
    Problem,
    challenge::{CircleMember, Refusal, reshape},
    id::{AdaptationId, PackageId},
    phase::Place,
    problem::limit,
};
use pages::{
    Chrome, Form, Section,
    adaptations::{Choose, Edit},
};
use store::{
    ReadTx,
    adaptation::{self, Adaptation, Origin, Part as Standing},
    challenge::{self, Challenge, Entry},
    circle::Member,
    package::{Package, Part},
};

use super::form;
use crate::{
    Error, Result,
    extract::{Acting, Query, Seen, back, html, html_with},
    html::{packages::card, reason},
};

/// What an adaptation is begun from, as an address or a form names it; empty where it does not.
#[derive(Clone, Copy)]
struct Chosen<'a> {
    package: &'a str,
    /// The version of the package that was shown.
    version: &'a str,
    like: &'a str,
    /// The revision of that adaptation that was shown.
    revision: &'a str,
}

/// The adaptation another one is made like: in the revision that was shown, in the newest the viewer may read where none was
/// or where that one was closed meanwhile. Its parts are bound by their ids either way.
async fn like_of(tx: &mut ReadTx, id: AdaptationId, revision: &str) -> Result<Adaptation> {
    if let Ok(number) = revision.parse::<i64>()
        && let Some(shown) = adaptation::find_revision(tx, id, number).await?
    {
        return Ok(shown);
    }
    adaptation::find(tx, id).await?.ok_or(Error::NotFound)
}

/// What the form needs.
struct Ground {
    package: Option<(PackageId, i64)>,
    title: Option<String>,
    like: Option<(Adaptation, Vec<Standing>)>,
    parts: Vec<Part>,
    record: Vec<Entry>,
}

impl Ground {
    /// Reads what was chosen: the version and the revision that were shown, the newest where none was shown yet. A version
    /// is never rewritten, so what was typed beside its parts stays beside them, whatever its keeper published meanwhile;
    /// the adaptation then stands on that version, and the newer one waits at `…/newer`.
    async fn read(tx: &mut ReadTx, row: &Challenge, chosen: Chosen<'_>) -> Result<Self> {
        let package = chosen.package;
        let like = match chosen.like.parse::<AdaptationId>() {
            Ok(id) => Some(like_of(tx, id, chosen.revision).await?),
            Err(_) => None,
        };
        let (package, title) = match (&like, package.parse::<PackageId>()) {
            // Whoever may read the other town's adaptation reads what it says of the package, too.
            (Some(like), _) => (like.package, Some(like.title.clone())),
            (None, Ok(id)) => {
                let found: Package = store::package::find(tx, id).await?.ok_or(Error::NotFound)?;
                let version = match chosen.version.parse::<i64>() {
                    Ok(shown) if (1..=found.version).contains(&shown) => shown,
                    Ok(_) => return Err(Error::NotFound),
                    Err(_) => found.version,
                };
                (Some((found.id, version)), Some(found.title))
            }
            (None, Err(_)) => (None, None),
        };
        let parts = match package {
            Some((id, version)) => store::package::parts(tx, id, version).await?,
            None => Vec::new(),
        };
        let (parts, like) = match like {
            Some(like) => {
                let standing = adaptation::parts(tx, &like).await?;
                (form::with_former(parts, &standing), Some((like, standing)))
            }
            None => (parts, None),
        };
        let record = challenge::record(tx, row.town, row.id).await?;
        Ok(Self {
            package,
            title,
            like,
            parts,
            record,
        })
    }

    fn page(&self, page: Chrome, typed: Form, row: &Challenge, hindrance: Option<&'static str>) -> Edit {
        let w = page.w;
        Edit {
            rows: form::rows(&typed, &self.parts),
            form: typed,
            action: format!("/challenges/{}/adaptations", row.id),
            leave: format!("/challenges/{}", row.id),
            first: true,
            sources: reason::choices(w, &self.record),
            changes: form::changes(w),
            hindrance,
            page,
        }
    }
}

/// Where the challenge goes when it is reshaped, or the key of why it cannot.
pub(super) async fn place(
    tx: &mut ReadTx,
    row: &Challenge,
) -> Result<std::result::Result<Place, &'static str>> {
    let members = store::circle::list(tx, row.town, row.id).await?;
    let circle: Vec<CircleMember> = members.iter().map(Member::place_in_circle).collect();
    Ok(reshape(row.place, &circle).map_err(|refusal| match refusal {
        Refusal::OneSideOnly => "problem-one-side-only",
        _ => "problem-not-now",
    }))
}

/// `GET /challenges/{challenge}/adaptations/new?package=…`.
pub async fn get(Seen { mut at, row }: Seen<Challenge>, query: Query) -> Result {
    if !row.in_circle {
        return Err(Error::Forbidden);
    }
    let package = query.value("package");
    if package.is_empty() && query.value("like").is_empty() {
        let found = store::package::list(&mut at.tx, query.cursor().as_ref()).await?;
        let next = found
            .next
            .as_ref()
            .map(|cursor| format!("/challenges/{}/adaptations/new?after={}", row.id, cursor.encode()));
        return Ok(html(&Choose {
            challenge: row.id,
            cards: found.rows.iter().map(card).collect(),
            next,
            page: at.page(Section::Challenges),
        }));
    }
    let chosen = Chosen {
        package,
        version: "",
        like: query.value("like"),
        revision: "",
    };
    let ground = Ground::read(&mut at.tx, &row, chosen).await?;
    let hindrance = place(&mut at.tx, &row).await?.err();
    let mut values = match &ground.like {
        Some((like, standing)) => {
            let mut values = form::values(&ground.parts, standing, false);
            values.push(("like".to_owned(), like.id.to_string()));
            values.push(("revision".to_owned(), like.number.to_string()));
            values
        }
        None => form::first_values(&ground.parts),
    };
    values.push(("package".to_owned(), package.to_owned()));
    if let Some((_, version)) = ground.package {
        values.push(("version".to_owned(), version.to_string()));
    }
    if let Some(title) = &ground.title {
        values.push(("title".to_owned(), title.clone()));
    }
    let hindrance = hindrance.and_then(|key| at.w.lookup(key));
    let page = ground.page(
        at.page(Section::Challenges),
        Form::filled(values),
        &row,
        hindrance,
    );
    Ok(html(&page))
}

/// `POST /challenges/{challenge}/adaptations`.
pub async fn post(Acting { mut at, row }: Acting<Challenge>) -> Result {
    if !row.in_circle {
        return Err(Error::Forbidden);
    }
    let chosen = Chosen {
        package: at.form.value("package"),
        version: at.form.value("version"),
        like: at.form.value("like"),
        revision: at.form.value("revision"),
    };
    let ground = Ground::read(&mut at.tx, &row, chosen).await?;
    let place = place(&mut at.tx, &row).await?;
    if at.form.value("more") == "1" {
        let typed = at.form.clone();
        return Ok(html(&ground.page(
            at.page(Section::Challenges),
            typed,
            &row,
            None,
        )));
    }
    let mut check = at.check();
    let title = check.title("title");
    let summary = check.prose("summary", limit::PARAGRAPH);
    let parts = form::read(&mut check, &at.form, &ground.parts, &ground.record);
    if parts.is_empty() {
        check.add("summary", Problem::Said("problem-no-parts"));
    }
    if let Err(key) = place {
        check.add("title", Problem::Said(key));
    }
    let checked = check.finish();
    let (Ok(()), Ok(place)) = (&checked, place) else {
        let page = ground.page(
            at.page(Section::Challenges),
            checked.err().unwrap_or_default(),
            &row,
            None,
        );
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let origin = Origin {
        package: ground.package,
        like: ground.like.map(|(like, _)| (like.id, like.number)),
    };
    let new: Vec<_> = parts.iter().map(form::Typed::new_part).collect();
    let id = adaptation::insert(&mut at.tx, &row, origin, &title, &summary, &new).await?;
    challenge::advance(&mut at.tx, row.town, row.id, place, "adapting").await?;
    at.tx.commit().await?;
    Ok(back(&format!("/adaptations/{id}"), "adaptation-begun"))
}
