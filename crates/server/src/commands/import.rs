//! `tomoni import towns FILE…`: all of it, or nothing and every problem by its line.

use std::path::PathBuf;

use anyhow::Context;
use clap::Subcommand;
use domain::municipality::Municipality;
use indicatif::ProgressBar;
use store::Db;

use crate::{commands::Options, source, towns};

/// What can be imported.
#[derive(Subcommand)]
pub enum Import {
    /// The local governments, from the public CSVs or our compact TSV; without files from what is inside the program.
    Towns {
        #[command(flatten)]
        options: Options,
        /// Prints the compact TSV instead of importing.
        #[arg(long)]
        print_compact: bool,
        /// The files, together one list.
        files: Vec<PathBuf>,
    },
}

pub async fn run(import: Import) -> anyhow::Result<()> {
    let Import::Towns {
        options,
        print_compact,
        files,
    } = import;
    let read = if files.is_empty() {
        towns::builtin()
    } else {
        towns::read_files(&files)
    };
    let found = read.map_err(|problems| report(&problems))?;
    if print_compact {
        use std::io::Write;
        let compact = towns::write_compact(&found).context("writing the compact list")?;
        return std::io::stdout()
            .write_all(compact.as_bytes())
            .context("printing");
    }
    let db = options.read()?.open()?;
    let missing = store::migrate::missing(&db).await?;
    anyhow::ensure!(
        missing.is_empty(),
        "the database is not migrated; run `tomoni migrate` first"
    );
    write(&db, &found).await?;
    eprintln!("Imported {}.", towns::Tally::of(&found));
    Ok(())
}

/// Every problem, a line each.
pub fn report(problems: &[towns::Problem]) -> anyhow::Error {
    let lines: Vec<_> = problems.iter().map(ToString::to_string).collect();
    anyhow::anyhow!("nothing was imported; correct this first:\n{}", lines.join("\n"))
}

/// Writes all governments in one transaction.
pub async fn write(db: &Db, towns: &[Municipality]) -> anyhow::Result<()> {
    let bar = ProgressBar::new(towns.len() as u64);
    let mut tx = db.system(&source::moment()).await?;
    for town in towns {
        store::municipality::import(&mut tx, town)
            .await
            .with_context(|| format!("writing {}", town.code))?;
        bar.inc(1);
    }
    tx.commit().await.context("committing the import")?;
    bar.finish_and_clear();
    Ok(())
}
