//! Serving: a listener, the router, and an end when told to stop.

use std::{net::SocketAddr, sync::Arc};

use anyhow::Context;
use files::Files;
use store::Db;
use web::{App, Secret, Settings};

use crate::{
    source,
    workers::{self, Desk, Smtp},
};

/// Serves until SIGTERM or Ctrl-C. Prints the address on stdout once it answers; it is the public one too, unless the
/// settings name another.
pub async fn run(
    db: Db,
    files: Files,
    mut settings: Settings,
    secret: Secret,
    smtp: Option<Smtp>,
    listen: SocketAddr,
) -> anyhow::Result<()> {
    let listener = tokio::net::TcpListener::bind(listen)
        .await
        .with_context(|| format!("listening on {listen}; choose another address with --listen"))?;
    let address = listener.local_addr().context("the address listened on")?;
    if settings.public_url.is_empty() {
        settings.public_url = format!("http://{address}");
    }
    let desk = Desk {
        secret: secret.clone(),
        site: settings.public_url.clone(),
    };
    let app = App::new(
        db,
        files,
        settings,
        secret,
        Arc::new(source::now),
        Arc::new(source::System),
    );
    let mut working = workers::start(&app.db, &app.files, desk, smtp);
    working.spawn(workers::pass_on(app.clone()));
    let live = app.live.clone();
    announce(address)?;
    let service = web::router(app).into_make_service_with_connect_info::<SocketAddr>();
    let served = axum::serve(listener, service)
        .with_graceful_shutdown(async move {
            stopped().await;
            // Open pages wait for ever: without this the process would wait for them.
            live.close();
        })
        .await
        .context("serving");
    // What was not derived yet is derived after the next start: the outbox remembers.
    drop(working);
    served
}

/// Says where it answers, at once, so that whoever waits for the line may go on.
fn announce(address: SocketAddr) -> anyhow::Result<()> {
    use std::io::Write;
    let mut out = std::io::stdout();
    writeln!(out, "http://{address}")
        .and_then(|()| out.flush())
        .context("saying the address")
}

async fn stopped() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
        }
        Err(_) => {
            let _ = tokio::signal::ctrl_c().await;
        }
    }
}
