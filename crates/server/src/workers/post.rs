//! Sends mails by SMTP. A mail leaves at least once: if the process ends between the server's answer and our note of it,
//! it is sent again with the same Message-ID, by which mailboxes know it.

use anyhow::Context;
use domain::{Moment, id::MailId};
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, header::ContentType},
};
use store::{
    Db,
    jobs::{self, Job},
    mail::{self, Mail},
};

/// How many mails are claimed at once.
const BATCH: i64 = 10;

/// Where mails are handed over, and whom they are from.
#[derive(Clone)]
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Smtp {
    /// Reads an address such as `smtp://user:password@mail.example:587?tls=required` and a sender such as
    /// `ともに <tomoni@example.lg.jp>`.
    pub fn new(url: &str, from: &str) -> anyhow::Result<Self> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .context("the address of the mail server; write it like smtp://user:password@mail.example:587?tls=required")?
            .build();
        let from = from
            .parse()
            .context("the sender of mails; write it like \"ともに <tomoni@example.lg.jp>\"")?;
        Ok(Self { transport, from })
    }

    async fn send(&self, mail: &Mail) -> anyhow::Result<()> {
        let host = self.from.email.domain();
        let message = Message::builder()
            .from(self.from.clone())
            .to(mail.recipient.parse().context("the recipient's address")?)
            .subject(&mail.subject)
            .message_id(Some(format!("<{}@{host}>", mail.id)))
            .header(ContentType::TEXT_PLAIN)
            .body(mail.body.clone())
            .context("putting the mail together")?;
        self.transport.send(message).await.context("handing it over")?;
        Ok(())
    }
}

/// Sends the mails that are due. Answers whether there were any.
pub async fn work(db: &Db, smtp: &Smtp, moment: &Moment) -> store::Result<bool> {
    let mut tx = db.system(moment).await?;
    let jobs = jobs::claim(&mut tx, mail::QUEUE, BATCH).await?;
    tx.commit().await?;
    for job in &jobs {
        deliver(db, smtp, moment, job).await?;
    }
    Ok(!jobs.is_empty())
}

async fn deliver(db: &Db, smtp: &Smtp, moment: &Moment, job: &Job) -> store::Result<()> {
    let id = MailId::from_uuid(job.subject);
    let mut tx = db.system_read(moment).await?;
    let found = mail::find(&mut tx, id).await?;
    drop(tx);
    let outcome = match &found {
        Some(mail) if mail.sent_at.is_none() => smtp.send(mail).await,
        _ => Ok(()),
    };
    let mut tx = db.system(moment).await?;
    match outcome {
        Ok(()) => {
            mail::sent(&mut tx, id).await?;
            jobs::delete(&mut tx, job).await?;
        }
        Err(error) => {
            let again = jobs::retry(&mut tx, job, &format!("{error:#}")).await?;
            tracing::warn!(mail = %id, again, "a mail was not sent: {error:#}");
        }
    }
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use std::{
        io::{BufRead, BufReader},
        process::{Child, ChildStdout, Command, Stdio},
    };

    use domain::{Timestamp, Viewer, email::Email};
    use store::{
        mailed_secret::{self, Purpose},
        person::{self, NewPerson},
        testing,
    };
    use web::Secret;

    use super::*;
    use crate::workers::letters::{self, Desk};

    /// A real mail server beside the test.
    struct Server {
        child: Child,
        out: BufReader<ChildStdout>,
        port: u16,
    }

    impl Server {
        fn start() -> Self {
            let program = concat!(env!("CARGO_MANIFEST_DIR"), "/../../scripts/test-smtp");
            let child = Command::new(program)
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .spawn();
            let mut child = child.expect("scripts/test-smtp; install python3-aiosmtpd");
            let mut out = BufReader::new(child.stdout.take().unwrap());
            let mut line = String::new();
            out.read_line(&mut line).unwrap();
            let port = line.trim().parse().expect("a port; install python3-aiosmtpd");
            Self { child, out, port }
        }

        fn smtp(&self) -> Smtp {
            Smtp::new(
                &format!("smtp://127.0.0.1:{}", self.port),
                "ともに <tomoni@town.example>",
            )
            .unwrap()
        }

        fn mail(&mut self) -> serde_json::Value {
            let mut line = String::new();
            self.out.read_line(&mut line).unwrap();
            serde_json::from_str(&line).unwrap()
        }
    }

    impl Drop for Server {
        fn drop(&mut self) {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }

    async fn registered(db: &Db, moment: &Moment, email: &str) -> String {
        let email: Email = email.parse().unwrap();
        let new = NewPerson {
            name: "新井 汐",
            kana: "",
            email: Some(&email),
            password: None,
            confirmed: false,
            locale: "ja",
        };
        let mut tx = db.for_viewer(Viewer::ANYONE).write(moment).await.unwrap();
        let person = person::insert(&mut tx, &new).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = db.system(moment).await.unwrap();
        let id = mailed_secret::insert(&mut tx, Purpose::Confirm, person)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        desk().secret.link("confirm", id)
    }

    fn desk() -> Desk {
        Desk {
            secret: Secret::new([7; 32]),
            site: "https://tomoni.example".to_owned(),
        }
    }

    async fn mails(db: &Db, moment: &Moment) -> Vec<Mail> {
        let mut tx = db.system_read(moment).await.unwrap();
        mail::list(&mut tx, None).await.unwrap().rows
    }

    /// Lets the mails be written. On PostgreSQL the newest events wait until no older transaction runs, also those of
    /// other tests.
    async fn write(db: &Db, moment: &Moment, expected: usize) {
        while mails(db, moment).await.len() < expected {
            letters::work(db, &desk(), moment).await.unwrap();
            tokio::task::yield_now().await;
        }
    }

    store::on_both_databases! {
        async fn a_mail_is_written_once_sent_by_smtp_and_then_forgotten(db: Db) {
            let moment = testing::moment();
            let mut server = Server::start();
            let link = registered(&db, &moment, "shio@town.example").await;
            write(&db, &moment, 1).await;
            assert!(!letters::work(&db, &desk(), &moment).await.unwrap());
            assert!(work(&db, &server.smtp(), &moment).await.unwrap());
            let mail = server.mail();
            assert_eq!(mail["to"][0].as_str(), Some("shio@town.example"));
            assert_eq!(mail["from"].as_str(), Some("ともに <tomoni@town.example>"));
            assert_eq!(mail["subject"].as_str(), Some("【ともに】メールアドレスの確認をお願いします"));
            let body = mail["body"].as_str().unwrap();
            assert!(body.starts_with("新井 汐 様") && body.contains(&format!("https://tomoni.example/confirm/{link}")), "{body}");
            assert!(!work(&db, &server.smtp(), &moment).await.unwrap());
            let kept = mails(&db, &moment).await;
            assert_eq!((kept.len(), kept[0].body.as_str(), kept[0].sent_at), (1, "", Some(moment.now)));
        }

        async fn a_mail_waits_while_the_server_is_away_and_refusals_are_set_aside(db: Db) {
            let moment = testing::moment();
            registered(&db, &moment, "shio@town.example").await;
            registered(&db, &moment, "refused@town.example").await;
            write(&db, &moment, 2).await;
            let away = Smtp::new("smtp://127.0.0.1:1", "tomoni@town.example").unwrap();
            assert!(work(&db, &away, &moment).await.unwrap());
            assert!(!work(&db, &away, &moment).await.unwrap(), "it pauses before it tries again");
            let mut server = Server::start();
            let mut later = moment.at(moment.now.plus(Timestamp::MINUTE));
            assert!(work(&db, &server.smtp(), &later).await.unwrap());
            assert_eq!(server.mail()["to"][0].as_str(), Some("shio@town.example"));
            let mut tries = 0;
            for _ in 0..20 {
                later = later.at(later.now.plus(Timestamp::DAY));
                tries += u32::from(work(&db, &server.smtp(), &later).await.unwrap());
            }
            assert_eq!(tries, 6, "eight tries in all, then it is set aside");
            let unsent: Vec<_> = mails(&db, &moment).await.into_iter().filter(|mail| mail.sent_at.is_none()).collect();
            assert_eq!(unsent.len(), 1);
            assert_eq!(unsent[0].recipient, "refused@town.example");
        }
    }
}
