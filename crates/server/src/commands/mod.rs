//! What `tomoni` can be told to do, a file for each command.

mod check;
mod demo;
mod import;
mod serve;

use std::{net::SocketAddr, path::PathBuf};

use anyhow::Context;
use clap::{Parser, Subcommand};
use store::{Db, Location};

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
        database: Database,
        /// The address to listen on.
        #[arg(long, env = "TOMONI_LISTEN", default_value = "127.0.0.1:8080")]
        listen: SocketAddr,
        /// The address people type, such as `https://tomoni.example.lg.jp`.
        #[arg(long, env = "TOMONI_PUBLIC_URL")]
        public_url: Option<String>,
        /// A proxy in front writes the client's address into X-Forwarded-For.
        #[arg(long, env = "TOMONI_BEHIND_PROXY")]
        behind_proxy: bool,
        /// 64 hexadecimal digits known to this installation only. `openssl rand -hex 32` makes them.
        #[arg(long, env = "TOMONI_SECRET", hide_env_values = true)]
        secret: String,
    },
    /// Brings the database's schema up to date.
    Migrate {
        #[command(flatten)]
        database: Database,
    },
    /// Imports data from files.
    #[command(subcommand)]
    Import(import::Import),
    /// Looks whether something is as it should be. Exits with 1 if it is not.
    #[command(subcommand)]
    Check(check::Check),
}

/// Which database.
#[derive(clap::Args, Clone)]
pub struct Database {
    /// `sqlite:PATH` or `postgres://user@host/database`.
    #[arg(
        long,
        env = "TOMONI_DATABASE",
        hide_env_values = true,
        default_value = "sqlite:tomoni-data/tomoni.sqlite"
    )]
    database: String,
}

impl Database {
    /// Opens it; the folder of an SQLite file is made if it is not there.
    pub fn open(&self) -> anyhow::Result<Db> {
        let location: Location = self.database.parse().context("--database")?;
        if let Location::Sqlite(path) = &location
            && let Some(folder) = path.parent()
        {
            std::fs::create_dir_all(folder)
                .with_context(|| format!("making the folder {}", folder.display()))?;
        }
        Db::open(&location, 16).context("opening the database")
    }
}

/// Runs a command to its end.
pub fn run(cli: Cli) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Runtime::new().context("starting")?;
    runtime.block_on(async {
        match cli.command {
            Command::Demo { data, listen } => demo::run(&data, listen).await,
            Command::Serve {
                database,
                listen,
                public_url,
                behind_proxy,
                secret,
            } => {
                let db = database.open()?;
                let missing = store::migrate::missing(&db).await?;
                anyhow::ensure!(
                    missing.is_empty(),
                    "the database lacks the migrations {}; run `tomoni migrate` first",
                    missing.join(", ")
                );
                let secret = serve::secret(&secret)?;
                let public_url = public_url.unwrap_or_default().trim_end_matches('/').to_owned();
                let settings = web::Settings {
                    public_url,
                    demo: None,
                    behind_proxy,
                };
                serve::run(db, settings, secret, listen).await
            }
            Command::Migrate { database } => {
                let applied = store::migrate::run(&database.open()?).await?;
                match applied.as_slice() {
                    [] => eprintln!("The schema is up to date."),
                    names => eprintln!("Applied {}.", names.join(", ")),
                }
                Ok(())
            }
            Command::Import(import) => import::run(import).await,
            Command::Check(check) => check::run(check).await,
        }
    })
}
