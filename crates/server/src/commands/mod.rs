//! What `tomoni` can be told to do, a file for each command.

mod check;
mod demo;
mod import;
mod options;
mod serve;
mod user;

use std::{net::SocketAddr, path::PathBuf};

use anyhow::Context;
use clap::{Parser, Subcommand};

pub use options::Options;

/// tomoni (ともに): the workplace in which local governments and their partners co-create.
#[derive(Parser)]
#[command(
    version,
    after_help = "Begin with `tomoni demo` and open the address it prints."
)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Runs tomoni with all local governments, for looking around. Nothing leaves this machine.
    Demo {
        /// Where the demo keeps its data.
        #[arg(long, default_value = "tomoni-data/demo")]
        data: PathBuf,
        /// The address to listen on.
        #[arg(long, default_value = "127.0.0.1:8080")]
        listen: SocketAddr,
    },
    /// Serves an installation. Migrate its database first.
    Serve {
        #[command(flatten)]
        options: Options,
    },
    /// Brings the database's schema up to date.
    Migrate {
        #[command(flatten)]
        options: Options,
    },
    /// Makes accounts from the command line.
    #[command(subcommand)]
    User(user::User),
    /// Imports data from files.
    #[command(subcommand)]
    Import(import::Import),
    /// Looks whether something is as it should be. Exits with 1 if it is not.
    #[command(subcommand)]
    Check(check::Check),
}

/// Runs a command to its end.
pub fn run(cli: Cli) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Runtime::new().context("starting")?;
    runtime.block_on(async {
        match cli.command {
            Command::Demo { data, listen } => demo::run(&data, listen).await,
            Command::Serve { options } => {
                let options = options.read()?;
                let db = options.open()?;
                let missing = store::migrate::missing(&db).await?;
                anyhow::ensure!(
                    missing.is_empty(),
                    "the database lacks the migrations {}; run `tomoni migrate` first",
                    missing.join(", ")
                );
                let smtp = options.smtp()?;
                if smtp.is_none() {
                    tracing::warn!("no mail server is given (--smtp, --mail-from): mails wait until one is");
                }
                let settings = web::Settings {
                    public_url: options.public_url()?,
                    demo: None,
                    behind_proxy: options.behind_proxy(),
                };
                let kept = options.files()?;
                serve::run(db, kept, settings, options.secret()?, smtp, options.listen()?).await
            }
            Command::Migrate { options } => {
                let applied = store::migrate::run(&options.read()?.open()?).await?;
                match applied.as_slice() {
                    [] => eprintln!("The schema is up to date."),
                    names => eprintln!("Applied {}.", names.join(", ")),
                }
                Ok(())
            }
            Command::User(user) => user::run(user).await,
            Command::Import(import) => import::run(import).await,
            Command::Check(check) => check::run(check).await,
        }
    })
}
