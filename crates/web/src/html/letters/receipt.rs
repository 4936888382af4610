//! `GET /voice`, `POST /voice`, `GET /voice/{receipt}`: the author of a voice sees what became of it. Whoever has the
//! receipt is its author; nobody is asked who they are.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{Problem, audience::Audience};
use pages::{
    Form, Section,
    letters::{Ask, Came, Mine},
};
use store::{
    ReadTx,
    letter::{self, CameOf, CameOfKind},
    voice::Voice,
};

use super::show::look;
use crate::{
    App, Error, Result,
    extract::{Posted, Query, Reading, html, html_with},
    receipt::Receipt,
};

/// The voice of a receipt.
pub async fn found(app: &App, tx: &mut ReadTx, typed: &str) -> Result<Option<(Receipt, Voice)>> {
    let Some(receipt) = Receipt::read(typed) else {
        return Ok(None);
    };
    let voice = letter::find_by_receipt(tx, &receipt.digest(&app.secret)).await?;
    Ok(voice.map(|voice| (receipt, voice)))
}

pub async fn ask(at: Reading) -> Result {
    Ok(html(&Ask {
        form: Form::new(),
        page: at.page(Section::Elsewhere),
    }))
}

pub async fn find(posted: Posted) -> Result {
    let mut at = posted.begin().await?;
    let mut check = at.check();
    let typed = check.line("receipt", 100);
    let checked = check.finish();
    let app = at.app.clone();
    let mut form = match checked {
        Ok(()) => at.form.clone(),
        Err(form) => form,
    };
    if !form.is_refused() {
        if let Some((receipt, _)) = found(&app, &mut at.tx, &typed).await? {
            return Ok(Redirect::to(&format!("/voice/{}", receipt.shown())).into_response());
        }
        form.add("receipt", Problem::Said("problem-no-such-receipt"));
    }
    let page = Ask {
        form,
        page: at.page(Section::Elsewhere),
    };
    Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
}

fn came(one: CameOf) -> Came {
    let path = match one.kind {
        CameOfKind::Wording => format!("/challenges/{}", one.record.simple()),
        CameOfKind::Part => format!("/adaptations/{}", one.record.simple()),
    };
    let open = one.audience == Audience::Public;
    Came {
        wording: one.kind == CameOfKind::Wording,
        open: open.then_some((path, one.title)),
        day: one.at.day(),
    }
}

pub async fn get(Path(typed): Path<String>, mut at: Reading, query: Query) -> Result {
    let app = at.app.clone();
    let (receipt, voice) = found(&app, &mut at.tx, &typed).await?.ok_or(Error::NotFound)?;
    let looks = letter::reviews(&mut at.tx, voice.town, voice.id).await?;
    let came_of = letter::came_of(&mut at.tx, voice.town, voice.id).await?;
    Ok(html(&Mine {
        receipt: receipt.shown(),
        // The link and its code are told once, to be written down.
        fresh: query.value("done") == "voice-left",
        address: app.settings.public_url.clone(),
        voice: super::spoken(&voice),
        withdrawable: voice.standing.is_withdrawable(),
        town: voice.town,
        looks: looks.into_iter().map(look).collect(),
        came: came_of.into_iter().map(came).collect(),
        page: at.page(Section::Elsewhere),
    }))
}
