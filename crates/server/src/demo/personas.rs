//! Who can be signed in as with one click, found again by their addresses after a restart.

use anyhow::Context;
use domain::{Hat, Moment, email::Email};
use pages::start::{Persona, Step};
use store::Db;

use super::script::Script;

/// The personas with the hats they wear.
pub async fn resolve(db: &Db, moment: &Moment) -> anyhow::Result<Vec<web::app::Persona>> {
    let script = Script::read()?;
    let mut tx = db.system_read(moment).await?;
    let mut personas = Vec::new();
    for one in &script.persona {
        let person = script.person.iter().find(|person| person.slug == one.person);
        let person = person.with_context(|| format!("no person {}", one.person))?;
        let email: Email = person.email.parse().context("an e-mail address")?;
        let account = store::person::find_credentials(&mut tx, &email).await?;
        let account = account.with_context(|| format!("{email} has no account"))?;
        let hats = store::hat::list(&mut tx, account.id, moment.today()).await?;
        let worn = hats.into_iter().find(|worn| {
            matches!(
                (one.hat.as_str(), worn.hat),
                ("post", Hat::Staff { .. })
                    | ("membership", Hat::Member { .. })
                    | ("operator", Hat::Operator)
            )
        });
        let worn = worn.with_context(|| format!("{} holds no {}", one.person, one.hat))?;
        personas.push(web::app::Persona {
            person: account.id,
            hat: worn.hat.code(),
            shown: Persona {
                slug: one.slug.clone(),
                name: person.name.clone(),
                side: match worn.hat {
                    Hat::Staff { .. } => "town",
                    Hat::Member { .. } => "partner",
                    Hat::Professional { .. } | Hat::Operator => "pro",
                },
                organisation: worn.organisation,
                title: worn.title,
                who: [one.who_ja.clone(), one.who_en.clone()],
                hint: [one.try_ja.clone(), one.try_en.clone()],
            },
        });
    }
    Ok(personas)
}

/// The steps of the first visit.
pub fn guide() -> anyhow::Result<Vec<Step>> {
    let steps = Script::read()?.guide.into_iter().map(|one| Step {
        title: [one.title_ja, one.title_en],
        text: [one.text_ja, one.text_en],
    });
    Ok(steps.collect())
}
