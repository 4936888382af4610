//! Writes the mails that events lead to. Each event writes to each address once, so working on one twice does no harm.

use domain::{
    Coded, Id, Moment,
    event::RecordKind,
    id::{AnswerId, InvitationId, JoinRequestId, MailedSecretId, PersonId},
};
use pages::{
    Locale, Words,
    mails::{Asking, Letter, To},
};
use store::{
    Db, SystemTx,
    event::Event,
    invitation, join_request,
    join_request::{JoinRequest, Of},
    mail::{self, NewMail},
    mailed_secret::{self, Purpose},
    outbox, person,
    procurement::answer,
};
use web::{INVITATION, Secret};

mod consulting;
mod corrections;

/// The name of the consumer.
const CONSUMER: &str = "mail";

/// What writing mails needs beside the database.
#[derive(Clone)]
pub struct Desk {
    /// The installation's secret: links and codes are derived from it.
    pub secret: Secret,
    /// The address people type, without a slash at the end.
    pub site: String,
}

/// Writes the mails of the next events. Answers whether there were any events.
pub async fn work(db: &Db, desk: &Desk, moment: &Moment) -> store::Result<bool> {
    let mut tx = db.system(moment).await?;
    let events = outbox::next(&mut tx, CONSUMER).await?;
    let Some(last) = events.last() else {
        return Ok(false);
    };
    for event in &events {
        for one in letters(&mut tx, desk, event).await? {
            let new = NewMail {
                event: event.id,
                person: one.person,
                recipient: &one.email,
                subject: &one.letter.subject,
                body: &one.letter.body,
            };
            mail::insert(&mut tx, &new).await?;
        }
    }
    outbox::advance(&mut tx, CONSUMER, last).await?;
    tx.commit().await?;
    Ok(true)
}

/// A letter with where it goes.
struct Addressed {
    /// Whom it is for, where they have an account.
    person: Option<PersonId>,
    email: String,
    letter: Letter,
}

/// The letters an event leads to, with their addresses.
async fn letters(tx: &mut SystemTx, desk: &Desk, event: &Event) -> store::Result<Vec<Addressed>> {
    match (RecordKind::parse(&event.kind), event.verb.as_str()) {
        (Some(RecordKind::Person), "confirmation_asked" | "password_reset_asked") => {
            secret(tx, desk, Id::from_uuid(event.record)).await
        }
        (Some(RecordKind::Person), verb @ ("registered_again" | "password_changed")) => {
            account(tx, desk, Id::from_uuid(event.record), verb).await
        }
        (Some(RecordKind::Invitation), "invited" | "invited_again") => {
            invited(tx, desk, Id::from_uuid(event.record)).await
        }
        (Some(RecordKind::Dialogue), "asked") => {
            consulting::asked(tx, desk, Id::from_uuid(event.record)).await
        }
        (Some(RecordKind::Message), "said") => {
            consulting::answered(tx, desk, Id::from_uuid(event.record)).await
        }
        (Some(RecordKind::Introduction), verb) => {
            let actor = event.actor.map(Id::from_uuid);
            consulting::introduced(tx, desk, Id::from_uuid(event.record), verb, actor).await
        }
        (Some(RecordKind::JoinRequest), verb @ ("asked" | "admitted" | "declined")) => {
            request(tx, desk, Id::from_uuid(event.record), verb).await
        }
        (Some(RecordKind::Procurement), "shown") => shown(tx, desk, Id::from_uuid(event.record)).await,
        (Some(RecordKind::CorrectionRequest), verb @ ("asked" | "answered")) => {
            corrections::letters(tx, desk, Id::from_uuid(event.record), verb).await
        }
        _ => Ok(Vec::new()),
    }
}

/// What one was told about a procedure, to everyone who works with it or asked to be told.
async fn shown(tx: &mut SystemTx, desk: &Desk, id: AnswerId) -> store::Result<Vec<Addressed>> {
    let Some(found) = answer::find_any(tx, id).await? else {
        return Ok(Vec::new());
    };
    let (purpose, readers) = answer::readers(tx, &found).await?;
    let path = format!("/procurements/{}", found.procurement);
    let letter = |reader: person::Addressee| {
        let to = To {
            w: words(&reader.locale),
            name: &reader.name,
            site: &desk.site,
        };
        let letter = to.shown(&purpose, &found.told, &path);
        Addressed {
            person: Some(reader.id),
            email: reader.email,
            letter,
        }
    };
    Ok(readers.into_iter().map(letter).collect())
}

fn words(locale: &str) -> Words {
    Words::of(Locale::parse(locale).unwrap_or(Locale::Ja)).plain()
}

async fn secret(tx: &mut SystemTx, desk: &Desk, id: MailedSecretId) -> store::Result<Vec<Addressed>> {
    // A newer mail has taken its place, or it was used already: nothing to send.
    let Some(found) = mailed_secret::find(tx, id).await? else {
        return Ok(Vec::new());
    };
    let purpose = found.purpose.code();
    let (link, code) = (desk.secret.link(purpose, id), desk.secret.code(purpose, id));
    let to = To {
        w: words(&found.locale),
        name: &found.name,
        site: &desk.site,
    };
    let letter = match found.purpose {
        Purpose::Confirm => to.confirmation(&link, &code),
        Purpose::Reset => to.reset(&link, &code),
    };
    Ok(vec![Addressed {
        person: Some(found.person),
        email: found.email,
        letter,
    }])
}

async fn account(tx: &mut SystemTx, desk: &Desk, id: PersonId, verb: &str) -> store::Result<Vec<Addressed>> {
    let Some(found) = person::find_addressee(tx, id).await? else {
        return Ok(Vec::new());
    };
    let to = To {
        w: words(&found.locale),
        name: &found.name,
        site: &desk.site,
    };
    let letter = if verb == "registered_again" {
        to.registered_again()
    } else {
        to.password_changed()
    };
    Ok(vec![Addressed {
        person: Some(found.id),
        email: found.email,
        letter,
    }])
}

async fn invited(tx: &mut SystemTx, desk: &Desk, id: InvitationId) -> store::Result<Vec<Addressed>> {
    let Some(found) = invitation::find(tx, id).await? else {
        return Ok(Vec::new());
    };
    if !found.is_open(tx.moment().now) {
        return Ok(Vec::new());
    }
    let to = To {
        w: words("ja"),
        name: &found.name,
        site: &desk.site,
    };
    let until = to.w.civil(&found.expires_at.day());
    let link = desk.secret.link(INVITATION, id);
    let letter = to.invitation(&found.town_name, &found.department, &found.title, &link, &until);
    Ok(vec![Addressed {
        person: None,
        email: found.email,
        letter,
    }])
}

async fn request(
    tx: &mut SystemTx,
    desk: &Desk,
    id: JoinRequestId,
    verb: &str,
) -> store::Result<Vec<Addressed>> {
    let Some(found) = join_request::find_any(tx, id).await? else {
        return Ok(Vec::new());
    };
    let mut letters = Vec::new();
    if let Some(asker) = person::find_addressee(tx, found.person).await? {
        let to = To {
            w: words(&asker.locale),
            name: &asker.name,
            site: &desk.site,
        };
        let letter = match verb {
            "asked" => to.asking(&asking(&found)),
            "admitted" => to.admitted(&asking(&found)),
            _ => to.declined(&asking(&found), &found.reason),
        };
        letters.push(Addressed {
            person: Some(asker.id),
            email: asker.email,
            letter,
        });
    }
    if verb == "asked" {
        let path = match found.of {
            Of::Town(town, _) => format!("/towns/{town}/people"),
            Of::Partner(partner) => format!("/partners/{partner}/people"),
        };
        for admin in join_request::admins(tx, id).await? {
            let to = To {
                w: words(&admin.locale),
                name: &admin.name,
                site: &desk.site,
            };
            let letter = to.asked(&asking(&found), &path);
            letters.push(Addressed {
                person: Some(admin.id),
                email: admin.email,
                letter,
            });
        }
    }
    Ok(letters)
}

fn asking(found: &JoinRequest) -> Asking<'_> {
    Asking {
        name: &found.name,
        email: &found.email,
        organisation: &found.organisation,
        department: &found.department,
        title: &found.title,
        message: &found.message,
    }
}

#[cfg(test)]
mod tests {
    use domain::{
        Hat, Viewer,
        email::Email,
        organisation::{Answer, Kind},
    };
    use store::{
        invitation::NewInvitation,
        join_request::NewRequest,
        partner::{self, NewMember, NewPartner},
        person::NewPerson,
        testing,
    };

    use super::*;

    async fn somebody(db: &Db, moment: &Moment, name: &str, email: &str, locale: &str) -> Viewer {
        let email: Email = email.parse().unwrap();
        let new = NewPerson {
            name,
            kana: "",
            email: Some(&email),
            password: None,
            confirmed: true,
            locale,
        };
        let mut tx = db.for_viewer(Viewer::ANYONE).write(moment).await.unwrap();
        let person = person::insert(&mut tx, &new).await.unwrap();
        tx.commit().await.unwrap();
        Viewer {
            person: Some(person),
            hat: None,
        }
    }

    /// A mail: to whom, its subject, its text.
    type Told = (String, String, String);

    /// The mails written, the first first, as soon as they are all there. On PostgreSQL the newest events wait until
    /// no older transaction runs, also those of other tests; so the oldest mails alone may come first.
    async fn mails(db: &Db, moment: &Moment, all_there: impl Fn(&[Told]) -> bool) -> Vec<Told> {
        let desk = Desk {
            secret: Secret::new([7; 32]),
            site: "https://tomoni.example".to_owned(),
        };
        loop {
            while work(db, &desk, moment).await.unwrap() {}
            let mut tx = db.system_read(moment).await.unwrap();
            let rows = mail::list(&mut tx, None).await.unwrap().rows;
            let told: Vec<Told> = rows
                .into_iter()
                .rev()
                .map(|mail| (mail.recipient, mail.subject, mail.body))
                .collect();
            if all_there(&told) {
                return told;
            }
            tokio::task::yield_now().await;
        }
    }

    store::on_both_databases! {
        async fn every_wait_and_every_answer_is_told_in_its_readers_language(db: Db) {
            let moment = testing::moment();
            let admin = somebody(&db, &moment, "縁側 望", "nozomi@engawa.example", "ja").await;
            let asker = somebody(&db, &moment, "Shio Arai", "shio@mail.example", "en").await;
            let mut tx = db.for_viewer(admin).write(&moment).await.unwrap();
            let new = NewPartner { name: "えんがわ研究会", kana: "", kind: Kind::Group, number: None, about: "" };
            let id = partner::insert(&mut tx, &new).await.unwrap();
            let member = NewMember { partner: id, person: admin.person.unwrap(), title: "", admin: true, begins: moment.today() };
            let seat = partner::insert_member(&mut tx, &member).await.unwrap();
            tx.commit().await.unwrap();

            let mut tx = db.for_viewer(asker).write(&moment).await.unwrap();
            let new = NewRequest { of: Of::Partner(id), title: "研究員", message: "一緒に歩きたいです" };
            let request = join_request::insert(&mut tx, &new).await.unwrap().unwrap();
            tx.commit().await.unwrap();
            let told = mails(&db, &moment, |told| told.len() >= 2).await;
            let to = |address: &str| told.iter().find(|(to, ..)| to == address).unwrap();
            let (_, subject, body) = to("nozomi@engawa.example");
            assert_eq!(subject, "【ともに】参加の申請：Shio Araiさん（えんがわ研究会）");
            assert!(body.contains("一緒に歩きたいです") && body.contains("えんがわ研究会　研究員")
                && body.contains(&format!("https://tomoni.example/partners/{id}/people")), "{body}");
            let (_, subject, body) = to("shio@mail.example");
            assert_eq!(subject, "[tomoni] We have received your request to join えんがわ研究会");
            assert!(body.starts_with("Dear Shio Arai,"), "{body}");

            let hat = Hat::Member { partner: id, seat, admin: true };
            let mut tx = db.for_viewer(Viewer::wearing(admin.person.unwrap(), hat)).write(&moment).await.unwrap();
            let row = join_request::find(&mut tx, request).await.unwrap().unwrap();
            join_request::answer(&mut tx, &row, Answer::Declined, "春にもう一度").await.unwrap();
            tx.commit().await.unwrap();
            let told = mails(&db, &moment, |told| told.len() >= 3).await;
            assert!(told.iter().any(|(to, _, body)| to == "shio@mail.example" && body.contains("Reason: 春にもう一度")), "{told:?}");
        }

        async fn an_invitation_says_where_and_until_when(db: Db) {
            let moment = testing::moment();
            crate::demo::load(&db, &moment).await.unwrap();
            let operator = somebody(&db, &moment, "運営", "operator@tomoni.example", "ja").await;
            let mut tx = db.for_viewer(Viewer::wearing(operator.person.unwrap(), Hat::Operator)).write(&moment).await.unwrap();
            let new = NewInvitation {
                town: "993417".parse().unwrap(), email: &"first@town.example".parse().unwrap(), name: "港 一",
                department: "総務課", title: "係長", domain: "town.example",
            };
            let id = invitation::insert(&mut tx, &new).await.unwrap();
            tx.commit().await.unwrap();
            // The invitation is written last; what the demo wrote comes before it.
            let told = mails(&db, &moment, |told| told.iter().any(|(to, ..)| to == "first@town.example")).await;
            // What the demo's town showed to all about a procedure went to the partner in the circle.
            let shown = told.iter().find(|(_, subject, _)| subject.contains("調達のお知らせ"));
            let (to, _, body) = shown.unwrap();
            assert!(to.ends_with(".example") && body.contains("前の日の夕方5時") && body.contains("/procurements/"), "{to} {body}");
            let link = Secret::new([7; 32]).link(INVITATION, id);
            let (_, _, body) = told.iter().find(|(to, ..)| to == "first@town.example").unwrap();
            assert!(body.contains(&format!("/invitations/{link}")) && body.contains("総務課　係長")
                && body.contains("令和"), "{body}");
        }
    }
}
