//! How an installation is told what to do: flags, then environment, then a file. What comes first counts.

use std::{net::SocketAddr, path::PathBuf};

use anyhow::{Context, bail, ensure};
use files::{Files, Location as Place};
use serde::Deserialize;
use store::{Db, Location};
use web::Secret;

use crate::workers::Smtp;

/// The choices of an installation. The file (TOML) has the same names with `_` for `-`, such as
/// `public_url = "https://tomoni.example.lg.jp"`.
#[derive(clap::Args, Clone, Default, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Options {
    /// A TOML file with any of these options; flags and environment come before it.
    #[arg(long, env = "TOMONI_CONFIG")]
    #[serde(skip)]
    config: Option<PathBuf>,
    /// `sqlite:PATH` or `postgres://user@host/database` [default: sqlite:tomoni-data/tomoni.sqlite].
    #[arg(long, env = "TOMONI_DATABASE", hide_env_values = true)]
    database: Option<String>,
    /// The address to listen on [default: 127.0.0.1:8080].
    #[arg(long, env = "TOMONI_LISTEN")]
    listen: Option<SocketAddr>,
    /// The address people type, such as `https://tomoni.example.lg.jp`.
    #[arg(long, env = "TOMONI_PUBLIC_URL")]
    public_url: Option<String>,
    /// Whether a proxy in front writes the client's address into X-Forwarded-For.
    #[arg(long, env = "TOMONI_BEHIND_PROXY", num_args = 0..=1, default_missing_value = "true")]
    behind_proxy: Option<bool>,
    /// 64 hexadecimal digits known to this installation only. `openssl rand -hex 32` makes them.
    #[arg(long, env = "TOMONI_SECRET", hide_env_values = true)]
    secret: Option<String>,
    /// A file with the secret, instead of `--secret`.
    #[arg(long, env = "TOMONI_SECRET_FILE")]
    secret_file: Option<PathBuf>,
    /// Where mails are handed over: `smtp://user:password@mail.example:587?tls=required`. Without it mails wait.
    #[arg(long, env = "TOMONI_SMTP", hide_env_values = true)]
    smtp: Option<String>,
    /// Whom mails are from, such as `ともに <tomoni@example.lg.jp>`.
    #[arg(long, env = "TOMONI_MAIL_FROM")]
    mail_from: Option<String>,
    /// Where photos and files are kept: a folder, or `s3://BUCKET` [default: `files` beside the SQLite file].
    #[arg(long, env = "TOMONI_FILES")]
    files: Option<String>,
    /// The address of an S3-compatible store, such as `https://s3.example.lg.jp`; without it, Amazon's.
    #[arg(long, env = "TOMONI_S3_ENDPOINT")]
    s3_endpoint: Option<String>,
    /// The region of the bucket [default: us-east-1, which stores without regions expect].
    #[arg(long, env = "TOMONI_S3_REGION")]
    s3_region: Option<String>,
    /// The name of the key to the bucket.
    #[arg(long, env = "TOMONI_S3_KEY")]
    s3_key: Option<String>,
    /// The secret of the key.
    #[arg(long, env = "TOMONI_S3_SECRET", hide_env_values = true)]
    s3_secret: Option<String>,
    /// A file with the secret of the key, instead of `--s3-secret`.
    #[arg(long, env = "TOMONI_S3_SECRET_FILE")]
    s3_secret_file: Option<PathBuf>,
}

/// What counts where nothing is said.
const DATABASE: &str = "sqlite:tomoni-data/tomoni.sqlite";
const LISTEN: &str = "127.0.0.1:8080";
const DATA: &str = "tomoni-data";
const REGION: &str = "us-east-1";

impl Options {
    /// Fills in from the file what flags and environment left open.
    pub fn read(self) -> anyhow::Result<Self> {
        let Some(path) = &self.config else {
            return Ok(self);
        };
        let text = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
        let file: Self =
            toml::from_str(&text).with_context(|| format!("understanding {}", path.display()))?;
        // A secret of either kind given outside the file comes before both kinds in it.
        let own = self.secret.is_some() || self.secret_file.is_some();
        let own_key = self.s3_secret.is_some() || self.s3_secret_file.is_some();
        Ok(Self {
            config: self.config,
            database: self.database.or(file.database),
            listen: self.listen.or(file.listen),
            public_url: self.public_url.or(file.public_url),
            behind_proxy: self.behind_proxy.or(file.behind_proxy),
            secret: self.secret.or(file.secret.filter(|_| !own)),
            secret_file: self.secret_file.or(file.secret_file.filter(|_| !own)),
            smtp: self.smtp.or(file.smtp),
            mail_from: self.mail_from.or(file.mail_from),
            files: self.files.or(file.files),
            s3_endpoint: self.s3_endpoint.or(file.s3_endpoint),
            s3_region: self.s3_region.or(file.s3_region),
            s3_key: self.s3_key.or(file.s3_key),
            s3_secret: self.s3_secret.or(file.s3_secret.filter(|_| !own_key)),
            s3_secret_file: self.s3_secret_file.or(file.s3_secret_file.filter(|_| !own_key)),
        })
    }

    /// Where the database is.
    pub fn location(&self) -> anyhow::Result<Location> {
        self.database
            .as_deref()
            .unwrap_or(DATABASE)
            .parse()
            .context("the option `database`")
    }

    /// Opens the database; the folder of an SQLite file is made if it is not there.
    pub fn open(&self) -> anyhow::Result<Db> {
        let location = self.location()?;
        if let Location::Sqlite(path) = &location
            && let Some(folder) = path.parent()
        {
            std::fs::create_dir_all(folder)
                .with_context(|| format!("making the folder {}", folder.display()))?;
        }
        Db::open(&location, 16).context("opening the database")
    }

    /// The address to listen on.
    pub fn listen(&self) -> anyhow::Result<SocketAddr> {
        match self.listen {
            Some(listen) => Ok(listen),
            None => LISTEN.parse().context("the option `listen`"),
        }
    }

    /// The address people type, without a slash at the end; empty where nothing is said: then it is the one listened on.
    pub fn public_url(&self) -> anyhow::Result<String> {
        let url = self
            .public_url
            .as_deref()
            .unwrap_or_default()
            .trim_end_matches('/');
        ensure!(
            url.is_empty() || url.starts_with("https://") || url.starts_with("http://"),
            "the option `public-url` begins with https:// (or http:// inside an office network); this is {url}"
        );
        Ok(url.to_owned())
    }

    /// Whether a proxy stands in front.
    pub fn behind_proxy(&self) -> bool {
        self.behind_proxy.unwrap_or_default()
    }

    /// The installation's secret.
    pub fn secret(&self) -> anyhow::Result<Secret> {
        let text = match (&self.secret, &self.secret_file) {
            (Some(_), Some(_)) => bail!("give `secret` or `secret-file`, not both"),
            (Some(text), None) => text.clone(),
            (None, Some(path)) => std::fs::read_to_string(path)
                .with_context(|| format!("reading the secret in {}", path.display()))?,
            (None, None) => bail!(
                "an installation needs a secret: write one with `openssl rand -hex 32 > secret` and give `--secret-file secret`"
            ),
        };
        secret(&text)
    }

    /// Where photos and files are kept.
    pub fn place(&self) -> anyhow::Result<Place> {
        let Some(files) = self.files.as_deref() else {
            ensure!(
                self.s3_endpoint.is_none() && self.s3_key.is_none(),
                "with the options `s3-…` give `files` too: `s3://BUCKET`"
            );
            let beside = match self.location()? {
                Location::Sqlite(path) => path.parent().map(PathBuf::from).unwrap_or_default(),
                Location::Postgres(_) => PathBuf::from(DATA),
            };
            return Ok(Place::Folder(beside.join("files")));
        };
        let Some(bucket) = files.strip_prefix("s3://") else {
            return Ok(Place::Folder(PathBuf::from(files)));
        };
        ensure!(
            !bucket.is_empty() && !bucket.contains('/'),
            "the option `files` names a bucket as `s3://BUCKET`; this is {files}"
        );
        if let Some(endpoint) = &self.s3_endpoint {
            ensure!(
                endpoint.starts_with("https://") || endpoint.starts_with("http://"),
                "the option `s3-endpoint` begins with https:// (or http:// inside a closed network); this is {endpoint}"
            );
        }
        let secret = match (&self.s3_secret, &self.s3_secret_file) {
            (Some(_), Some(_)) => bail!("give `s3-secret` or `s3-secret-file`, not both"),
            (Some(text), None) => text.clone(),
            (None, Some(path)) => std::fs::read_to_string(path)
                .with_context(|| format!("reading the secret of the bucket in {}", path.display()))?
                .trim()
                .to_owned(),
            (None, None) => bail!("with `files = s3://…` give `s3-secret-file` too: the secret of the key"),
        };
        let key = self.s3_key.clone();
        Ok(Place::S3 {
            endpoint: self.s3_endpoint.clone(),
            bucket: bucket.to_owned(),
            region: self.s3_region.clone().unwrap_or_else(|| REGION.to_owned()),
            key: key.context("with `files = s3://…` give `s3-key` too: the name of the key")?,
            secret,
        })
    }

    /// Opens the place where photos and files are kept.
    pub fn files(&self) -> anyhow::Result<Files> {
        Files::open(&self.place()?).context("opening the store of files")
    }

    /// How mails are sent; `None` where nothing is said: then they wait.
    pub fn smtp(&self) -> anyhow::Result<Option<Smtp>> {
        match (&self.smtp, &self.mail_from) {
            (Some(url), Some(from)) => Smtp::new(url, from).map(Some),
            (None, None) => Ok(None),
            (Some(_), None) => bail!("with `smtp` give `mail-from` too: whom mails are from"),
            (None, Some(_)) => bail!("with `mail-from` give `smtp` too: where mails are handed over"),
        }
    }
}

/// Reads 64 hexadecimal digits.
fn secret(text: &str) -> anyhow::Result<Secret> {
    let text = text.trim();
    let wrong = "the secret must be 64 hexadecimal digits; make one with `openssl rand -hex 32`";
    ensure!(
        text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit()),
        wrong
    );
    let mut bytes = [0; 32];
    for (index, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[index * 2..index * 2 + 2], 16).context(wrong)?;
    }
    Ok(Secret::new(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> Options {
        toml::from_str(text).unwrap()
    }

    #[test]
    fn flags_come_before_the_file_and_the_file_before_what_goes_without_saying() {
        let folder = std::env::temp_dir().join(format!("tomoni-options-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("tomoni.toml");
        std::fs::write(
            &path,
            "listen = \"0.0.0.0:80\"\npublic_url = \"https://tomoni.example/\"\nbehind_proxy = true\n",
        )
        .unwrap();
        let given = Options {
            config: Some(path.clone()),
            listen: Some("127.0.0.1:9".parse().unwrap()),
            ..Options::default()
        };
        let read = given.read().unwrap();
        assert_eq!(read.listen().unwrap().to_string(), "127.0.0.1:9");
        assert_eq!(read.public_url().unwrap(), "https://tomoni.example");
        assert!(read.behind_proxy());
        assert!(matches!(read.location().unwrap(), Location::Sqlite(_)));
        std::fs::write(&path, "lissen = 1").unwrap();
        let misspelt = Options {
            config: Some(path),
            ..Options::default()
        };
        let error = format!("{:#}", misspelt.read().unwrap_err());
        assert!(error.contains("lissen"), "{error}");
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn files_are_beside_the_database_or_where_it_is_said() {
        let place = |text| file(text).place().unwrap();
        assert_eq!(place(""), Place::Folder("tomoni-data/files".into()));
        assert_eq!(
            place("database = \"sqlite:/var/a/b.db\""),
            Place::Folder("/var/a/files".into())
        );
        assert_eq!(
            place("database = \"postgres://x/y\""),
            Place::Folder("tomoni-data/files".into())
        );
        assert_eq!(
            place("files = \"/srv/files\""),
            Place::Folder("/srv/files".into())
        );
        let bucket = place("files = \"s3://town\"\ns3_key = \"k\"\ns3_secret = \"hush\"");
        assert_eq!(bucket.to_string(), "S3 bucket town at Amazon (us-east-1)");
        assert!(!format!("{bucket:?}").contains("hush"));
    }

    #[test]
    fn what_contradicts_itself_is_said() {
        for (text, said) in [
            ("", "needs a secret"),
            ("secret = \"12\"", "64 hexadecimal digits"),
            ("secret = \"12\"\nsecret_file = \"x\"", "not both"),
            ("secret_file = \"/nowhere/secret\"", "/nowhere/secret"),
        ] {
            let error = format!("{:#}", file(text).secret().err().unwrap());
            assert!(error.contains(said), "{error}");
        }
        for text in [
            "smtp = \"smtp://localhost\"",
            "mail_from = \"a@b.example\"",
            "smtp = \"x\"\nmail_from = \"a@b.example\"",
            "smtp = \"smtp://localhost\"\nmail_from = \"nobody\"",
        ] {
            assert!(file(text).smtp().is_err(), "{text}");
        }
        assert!(
            file("smtp = \"smtp://localhost:25\"\nmail_from = \"ともに <tomoni@b.example>\"")
                .smtp()
                .unwrap()
                .is_some()
        );
        for text in [
            "files = \"s3://\"",
            "files = \"s3://a/b\"",
            "files = \"s3://a\"",
            "files = \"s3://a\"\ns3_key = \"k\"",
            "files = \"s3://a\"\ns3_secret = \"s\"",
            "files = \"s3://a\"\ns3_key = \"k\"\ns3_secret = \"s\"\ns3_secret_file = \"x\"",
            "files = \"s3://a\"\ns3_key = \"k\"\ns3_secret = \"s\"\ns3_endpoint = \"s3.example\"",
            "s3_key = \"k\"",
        ] {
            assert!(file(text).place().is_err(), "{text}");
        }
        assert!(file("public_url = \"tomoni.example\"").public_url().is_err());
        assert!(file("database = \"mysql://x\"").location().is_err());
    }
}
