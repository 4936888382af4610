//! `tomoni check …`.

use std::io::Write;

use anyhow::{Context, ensure};
use clap::Subcommand;

use crate::{commands::Options, source};

/// What can be checked.
#[derive(Subcommand)]
pub enum Check {
    /// Prints what each role is answered on each route.
    Routes,
    /// Whether the options of `serve` make sense together. Prints those that count, without secrets.
    Config {
        #[command(flatten)]
        options: Options,
    },
    /// Whether the database can be reached and has every migration.
    Database {
        #[command(flatten)]
        options: Options,
    },
    /// Whether the store of photos and files can be written, read and cleared. Leaves nothing there.
    Files {
        #[command(flatten)]
        options: Options,
    },
    /// Whether the chains of the record hold.
    Audit {
        #[command(flatten)]
        options: Options,
    },
}

pub async fn run(check: Check) -> anyhow::Result<()> {
    match check {
        Check::Routes => routes(),
        Check::Config { options } => config(&options.read()?),
        Check::Database { options } => {
            let missing = store::migrate::missing(&options.read()?.open()?).await?;
            ensure!(
                missing.is_empty(),
                "missing migrations: {}; run `tomoni migrate`",
                missing.join(", ")
            );
            eprintln!("The database is reached and up to date.");
            Ok(())
        }
        Check::Files { options } => {
            let options = options.read()?;
            let place = options.place()?;
            let key = files::Key::new(&source::moment());
            let probed = options.files()?.probe(&key).await;
            probed.with_context(|| place.to_string())?;
            eprintln!("The store of files is written and read: {place}.");
            Ok(())
        }
        Check::Audit { options } => {
            let mut tx = options.read()?.open()?.system_read(&source::moment()).await?;
            let verdict = store::event::verify(&mut tx).await?;
            let broken: Vec<_> = verdict
                .broken
                .iter()
                .map(|(chain, number)| format!("{chain}#{number}"))
                .collect();
            ensure!(
                broken.is_empty(),
                "{} links checked; broken: {}",
                verdict.links,
                broken.join(", ")
            );
            // Silence about an empty chain would read as proof.
            ensure!(
                verdict.links > 0,
                "no event is chained yet, so there is nothing to check and nothing is proven"
            );
            eprintln!("{} links checked; all hold.", verdict.links);
            Ok(())
        }
    }
}

fn config(options: &Options) -> anyhow::Result<()> {
    let database = match options.location()? {
        store::Location::Sqlite(path) => format!("SQLite, {}", path.display()),
        store::Location::Postgres(_) => "PostgreSQL".to_owned(),
    };
    options.secret()?;
    let mail = match options.smtp()? {
        Some(_) => "sent by SMTP",
        None => "waiting: no mail server is given (--smtp, --mail-from)",
    };
    let files = options.place()?;
    let (listen, url) = (options.listen()?, options.public_url()?);
    let url = if url.is_empty() {
        format!("http://{listen}")
    } else {
        url
    };
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "database\t{database}\nlisten\t{listen}\npublic-url\t{url}\nbehind-proxy\t{}\nsecret\tgiven\nmail\t{mail}\nfiles\t{files}",
        options.behind_proxy()
    )
    .context("printing")
}

fn routes() -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    let table = web::access::table();
    let mut unlisted = 0;
    writeln!(out, "method\tpath\t{}", web::access::ROLES.join("\t")).context("printing")?;
    for route in web::routes() {
        let entry = table
            .iter()
            .find(|entry| entry.method == route.method.as_str() && entry.path == route.path);
        let statuses = entry.map_or_else(
            || "NOT IN THE TABLE".to_owned(),
            |entry| {
                entry
                    .statuses
                    .iter()
                    .map(u16::to_string)
                    .collect::<Vec<_>>()
                    .join("\t")
            },
        );
        unlisted += usize::from(entry.is_none());
        writeln!(out, "{}\t{}\t{statuses}", route.method, route.path).context("printing")?;
    }
    ensure!(
        unlisted == 0,
        "{unlisted} routes are not in crates/web/access/*.tsv"
    );
    Ok(())
}
