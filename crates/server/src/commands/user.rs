//! `tomoni user …`: accounts that must exist before anybody can invite anybody.

use std::io::{BufRead, IsTerminal};

use anyhow::{Context, bail};
use clap::Subcommand;
use domain::{Viewer, email::Email};
use store::person::{self, NewPerson};
use web::Passwords;

use crate::{commands::Options, source};

/// What can be done with accounts.
#[derive(Subcommand)]
pub enum User {
    /// Makes an operator, who invites towns. Asks for the password, or reads it from standard input.
    CreateOperator {
        #[command(flatten)]
        options: Options,
        /// The address they sign in with.
        #[arg(long)]
        email: String,
        /// Their name.
        #[arg(long)]
        name: String,
    },
}

pub async fn run(user: User) -> anyhow::Result<()> {
    let User::CreateOperator { options, email, name } = user;
    let email: Email = email.parse().context("--email")?;
    let db = options.read()?.open()?;
    let missing = store::migrate::missing(&db).await?;
    anyhow::ensure!(missing.is_empty(), "run `tomoni migrate` first");
    let moment = source::moment();
    let mut tx = db.system_read(&moment).await?;
    let known = person::find_credentials(&mut tx, &email).await?;
    drop(tx);
    if let Some(known) = known {
        let mut tx = db.for_viewer(Viewer::ANYONE).write(&moment).await?;
        person::set_operator(&mut tx, known.id, true).await?;
        tx.commit().await?;
        eprintln!("{email} had an account and is an operator now, with the password they have.");
        return Ok(());
    }
    let password = ask()?;
    if domain::password::check(&password, email.as_str()).is_err() {
        bail!(
            "the password needs at least {} characters and must not be easy to guess",
            domain::password::LEAST
        );
    }
    let hash = Passwords::default().hash(&password, &moment).await;
    let hash = hash.map_err(|error| anyhow::anyhow!("hashing the password: {error:?}"))?;
    let mut tx = db.for_viewer(Viewer::ANYONE).write(&moment).await?;
    let new = NewPerson {
        name: &name,
        kana: "",
        email: Some(&email),
        password: Some(&hash),
        confirmed: true,
        locale: "ja",
    };
    let id = person::insert(&mut tx, &new).await?;
    person::set_operator(&mut tx, id, true).await?;
    tx.commit().await?;
    eprintln!("{email} is an operator now.");
    Ok(())
}

/// The password: typed twice without being shown, or the first line of standard input.
fn ask() -> anyhow::Result<String> {
    if std::io::stdin().is_terminal() {
        let first = rpassword::prompt_password("Password: ").context("reading the password")?;
        let second = rpassword::prompt_password("Once more: ").context("reading the password")?;
        anyhow::ensure!(first == second, "the two passwords differ");
        return Ok(first);
    }
    let mut line = String::new();
    std::io::stdin()
        .lock()
        .read_line(&mut line)
        .context("reading the password")?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
