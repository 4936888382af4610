//! `GET /dev/mail`, `GET /dev/mail/{mail}`: what a demo would have sent. 404 outside a demo.

use axum::extract::Path;
use domain::id::MailId;
use pages::{
    Section,
    mailbox::{Index, Line, Show},
};
use store::mail::{self, Mail};

use crate::{
    Error, Result,
    extract::{Query, Reading, html},
};

fn line(mail: &Mail) -> Line {
    Line {
        id: mail.id,
        recipient: mail.recipient.clone(),
        subject: mail.subject.clone(),
        made_at: mail.made_at,
    }
}

pub async fn index(at: Reading, query: Query) -> Result {
    if at.app.settings.demo.is_none() {
        return Err(Error::NotFound);
    }
    let mut tx = at.app.db.system_read(&at.moment).await?;
    let found = mail::list(&mut tx, query.cursor().as_ref()).await?;
    Ok(html(&Index {
        mails: found.rows.iter().map(line).collect(),
        next: found
            .next
            .map(|cursor| format!("/dev/mail?after={}", cursor.encode())),
        page: at.page(Section::Elsewhere),
    }))
}

pub async fn show(Path(id): Path<String>, at: Reading) -> Result {
    let id: MailId = id.parse().map_err(|_| Error::NotFound)?;
    if at.app.settings.demo.is_none() {
        return Err(Error::NotFound);
    }
    let mut tx = at.app.db.system_read(&at.moment).await?;
    let mail = mail::find(&mut tx, id).await?.ok_or(Error::NotFound)?;
    Ok(html(&Show {
        mail: line(&mail),
        body: mail.body,
        page: at.page(Section::Elsewhere),
    }))
}
