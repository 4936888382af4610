//! `tomoni check …`.

use std::io::Write;

use anyhow::{Context, ensure};
use clap::Subcommand;

use crate::{commands::Database, source};

/// What can be checked.
#[derive(Subcommand)]
pub enum Check {
    /// Prints what each role is answered on each route.
    Routes,
    /// Whether the database can be reached and has every migration.
    Database {
        #[command(flatten)]
        database: Database,
    },
    /// Whether the chains of the record hold.
    Audit {
        #[command(flatten)]
        database: Database,
    },
}

pub async fn run(check: Check) -> anyhow::Result<()> {
    match check {
        Check::Routes => routes(),
        Check::Database { database } => {
            let missing = store::migrate::missing(&database.open()?).await?;
            ensure!(
                missing.is_empty(),
                "missing migrations: {}; run `tomoni migrate`",
                missing.join(", ")
            );
            eprintln!("The database is reached and up to date.");
            Ok(())
        }
        Check::Audit { database } => {
            let mut tx = database.open()?.system_read(&source::moment()).await?;
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
