//! Serving: a listener, the router, and an end when told to stop.

use std::{net::SocketAddr, sync::Arc};

use anyhow::{Context, ensure};
use store::Db;
use web::{App, Secret, Settings};

use crate::{source, workers};

/// Reads 64 hexadecimal digits.
pub fn secret(text: &str) -> anyhow::Result<Secret> {
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

/// Serves until SIGTERM or Ctrl-C. Prints the address on stdout once it answers; it is the public one too, unless the
/// settings name another.
pub async fn run(db: Db, mut settings: Settings, secret: Secret, listen: SocketAddr) -> anyhow::Result<()> {
    let listener = tokio::net::TcpListener::bind(listen)
        .await
        .with_context(|| format!("listening on {listen}; choose another address with --listen"))?;
    let address = listener.local_addr().context("the address listened on")?;
    if settings.public_url.is_empty() {
        settings.public_url = format!("http://{address}");
    }
    let app = App::new(
        db,
        settings,
        secret,
        Arc::new(source::now),
        Arc::new(source::System),
    );
    let working = tokio::spawn(workers::run(app.db.clone()));
    announce(address)?;
    let service = web::router(app).into_make_service_with_connect_info::<SocketAddr>();
    let served = axum::serve(listener, service)
        .with_graceful_shutdown(stopped())
        .await
        .context("serving");
    // What was not derived yet is derived after the next start: the outbox remembers.
    working.abort();
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
