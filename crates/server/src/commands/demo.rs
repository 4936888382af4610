//! `tomoni demo`: everything in one folder, nothing to prepare.

use std::{net::SocketAddr, path::Path};

use anyhow::Context;
use files::Files;
use store::{Db, Location};
use web::{Secret, Settings, app::Demo};

use crate::{commands::import, commands::serve, demo, source, towns};

pub async fn run(data: &Path, listen: SocketAddr) -> anyhow::Result<()> {
    std::fs::create_dir_all(data).with_context(|| format!("making the folder {}", data.display()))?;
    let db =
        Db::open(&Location::Sqlite(data.join("tomoni.sqlite")), 1).context("opening the demo's database")?;
    store::migrate::run(&db).await.context("migrating")?;
    let towns = towns::builtin().map_err(|problems| import::report(&problems))?;
    import::write(&db, &towns).await?;
    let moment = source::moment();
    demo::load(&db, &moment).await.context("writing the demo world")?;
    let kept =
        Files::open(&files::Location::Folder(data.join("files"))).context("the demo's store of files")?;
    demo::keep(&kept).await.context("keeping the demo's pictures")?;
    let personas = demo::resolve(&db, &moment)
        .await
        .context("finding who can sign in; remove the folder to begin anew")?;
    for one in &personas {
        let shown = &one.shown;
        eprintln!(
            "{}（{}　{}）：{}",
            shown.name, shown.organisation, shown.title, shown.who[0]
        );
    }
    let guide = demo::guide()?;
    let settings = Settings {
        public_url: String::new(),
        demo: Some(Demo { personas, guide }),
        behind_proxy: false,
    };
    // A demo's forms need not outlive it.
    serve::run(
        db,
        kept,
        settings,
        Secret::new(source::moment().bytes()),
        None,
        listen,
    )
    .await
}
