//! Tells the open pages of this process what was said, wherever it was said.

use std::time::Duration;

use web::App;

/// How long it rests when this process took no form: another one may have.
const PAUSE: Duration = Duration::from_secs(1);

/// Passes on what is written from now on, until it is dropped.
pub async fn work(app: App) {
    loop {
        if let Err(error) = follow(&app).await {
            tracing::warn!(%error, "live pages begin anew");
            tokio::time::sleep(PAUSE).await;
        }
    }
}

async fn follow(app: &App) -> store::Result<()> {
    let mut mark = {
        let mut tx = app.db.system_read(&app.moment()).await?;
        store::outbox::end(&mut tx).await?
    };
    loop {
        while web::live::pass_on(app, &mut mark).await? {}
        tokio::select! {
            () = app.live.nudged() => {}
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}
