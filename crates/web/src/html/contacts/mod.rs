//! 接触記録: a town's contacts with its partners: a page, a form, an export.

mod csv;
mod index;
mod new;

use domain::{
    Day, MunicipalityCode,
    contact::{Reach, reach},
    id::{ChallengeId, PartnerId},
};
use pages::{
    contacts::{How, Line},
    form::Choice,
};
use store::{
    ReadTx,
    contact::{self, Filter},
};

use crate::{
    Error,
    extract::{Query, Reading},
    routes::Route,
};

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/towns/{code}/contacts", index::get),
        Route::get("/towns/{code}/contacts.csv", csv::get),
        Route::get("/towns/{code}/contacts/new", new::get),
        Route::post("/towns/{code}/contacts", new::post),
    ]
}

/// What the query asks for, within what the reader may see; 404 for whoever reads nothing of the log.
fn filter(at: &Reading, town: MunicipalityCode, query: &Query) -> Result<(Filter, bool), Error> {
    let reach = reach(&at.viewer(), town).ok_or(Error::NotFound)?;
    let partner = match reach {
        Reach::All => query.value("partner").parse::<PartnerId>().ok(),
        Reach::With(partner) => Some(partner),
    };
    let day = |name| query.value(name).parse::<Day>().ok();
    let filter = Filter {
        partner,
        challenge: query.value("challenge").parse::<ChallengeId>().ok(),
        from: day("from"),
        until: day("until"),
    };
    Ok((filter, reach == Reach::All))
}

/// The query of a filter, for the addresses of the next page and of the export.
fn address(filter: &Filter, after: Option<&store::Cursor>) -> String {
    let mut address = form_urlencoded::Serializer::new(String::new());
    let named = [
        ("partner", filter.partner.map(|id| id.to_string())),
        ("challenge", filter.challenge.map(|id| id.to_string())),
        ("from", filter.from.map(|day| day.to_string())),
        ("until", filter.until.map(|day| day.to_string())),
        ("after", after.map(store::Cursor::encode)),
    ];
    for (name, value) in named {
        if let Some(value) = value {
            address.append_pair(name, &value);
        }
    }
    address.finish()
}

/// A line as the page shows it.
fn shown(line: contact::Line) -> Line {
    Line {
        day: line.held_on,
        how: match line.how {
            contact::How::Dialogue(kind) => How::Dialogue(kind),
            contact::How::Means(means) => How::Means(means),
        },
        partner: line.partner,
        who: line.who,
        subject: line.subject,
        told: line.told,
        dialogue: line.dialogue,
    }
}

/// The partners a town knows, as choices.
async fn partners(tx: &mut ReadTx, town: MunicipalityCode) -> store::Result<Vec<Choice>> {
    let known = contact::partners(tx, town).await?;
    let choice = |one: contact::Known| Choice {
        value: one.id.to_string(),
        label: one.name,
    };
    Ok(known.into_iter().map(choice).collect())
}
