//! Live pages: what was said is passed on to whoever has the page open.
//!
//! One tailer per process reads the outbox and says which dialogue has something new; each open page then looks for
//! itself, in a snapshot of its reader, whether they may still see it. An open page holds no database connection.

use std::{
    collections::{HashSet, VecDeque},
    convert::Infallible,
    sync::Arc,
    time::Duration,
};

use axum::response::sse::{Event, KeepAlive, Sse};
use domain::{Coded, Moment, Timestamp, event::RecordKind, id::DialogueId};
use futures_util::{Stream, stream::unfold};
use pages::{
    Section,
    messages::{MessageLine, One},
};
use store::{message::AT_ONCE, outbox::Mark, session::Visitor};
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore, broadcast, watch};

use crate::{app::App, cookies::Cookies, error::Error, extract::chrome, html::said};

/// How many pages may listen at once in one process; the rest look again by themselves.
const MOST: usize = 2_000;
/// What a reconnecting page is sent again: transactions do not commit in the order of their instants. Microseconds.
const OVERLAP: i64 = 10_000_000;
/// A sign of life, so that proxies keep the connection.
const PULSE: Duration = Duration::from_secs(20);

struct Inner {
    said: broadcast::Sender<DialogueId>,
    closed: watch::Sender<bool>,
    nudge: Notify,
    seats: Arc<Semaphore>,
}

/// The open pages of this process.
#[derive(Clone)]
pub struct Live(Arc<Inner>);

impl Default for Live {
    fn default() -> Self {
        Self(Arc::new(Inner {
            said: broadcast::channel(256).0,
            closed: watch::channel(false).0,
            nudge: Notify::new(),
            seats: Arc::new(Semaphore::new(MOST)),
        }))
    }
}

impl Live {
    /// Says that something may have been written just now.
    pub fn nudge(&self) {
        self.0.nudge.notify_one();
    }

    /// Waits for the next nudge.
    pub async fn nudged(&self) {
        self.0.nudge.notified().await;
    }

    /// Ends every open page's stream, so that the process can end.
    pub fn close(&self) {
        self.0.closed.send_replace(true);
    }
}

/// Reads what was written since the mark and says in which dialogues. Answers whether there was anything.
pub async fn pass_on(app: &App, mark: &mut Mark) -> store::Result<bool> {
    let mut tx = app.db.system_read(&app.moment()).await?;
    let events = store::outbox::after(&mut tx, mark).await?;
    let listened = app.live.0.said.receiver_count() > 0;
    for event in events
        .iter()
        .filter(|event| listened && event.kind == RecordKind::Message.code())
    {
        if let Some(dialogue) = store::message::dialogue_of(&mut tx, event.record).await? {
            // Nobody listening any more is no error.
            let _ = app.live.0.said.send(dialogue);
        }
    }
    Ok(!events.is_empty())
}

/// One open page.
struct Listener {
    app: App,
    cookies: Cookies,
    dialogue: DialogueId,
    since: Timestamp,
    sent: HashSet<(i64, Timestamp)>,
    ready: VecDeque<Event>,
    said: broadcast::Receiver<DialogueId>,
    closed: watch::Receiver<bool>,
    looked: bool,
    _seat: OwnedSemaphorePermit,
}

/// The stream of one page: what was said or changed since an instant, then whatever comes.
pub fn stream(
    app: &App,
    cookies: Cookies,
    dialogue: DialogueId,
    since: Timestamp,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>> + use<>>, Error> {
    let seat = app.live.0.seats.clone().try_acquire_owned();
    let seat = seat.map_err(|_| Error::Unavailable("every seat of the live pages is taken".to_owned()))?;
    let listener = Listener {
        said: app.live.0.said.subscribe(),
        closed: app.live.0.closed.subscribe(),
        app: app.clone(),
        cookies,
        dialogue,
        since,
        sent: HashSet::new(),
        ready: VecDeque::new(),
        looked: false,
        _seat: seat,
    };
    let events = unfold(listener, |mut listener| async move {
        loop {
            if let Some(event) = listener.ready.pop_front() {
                return Some((Ok(event), listener));
            }
            if listener.looked && !listener.wait().await {
                return None;
            }
            listener.looked = true;
            match listener.look().await {
                Ok(true) => {}
                Ok(false) => return None,
                Err(error) => {
                    // The page connects again and is told what it missed.
                    tracing::debug!(?error, "a live page ends");
                    return None;
                }
            }
        }
    });
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(PULSE)))
}

impl Listener {
    /// Waits until there is something in this dialogue; false when the stream ends.
    async fn wait(&mut self) -> bool {
        loop {
            tokio::select! {
                _ = self.closed.wait_for(|closed| *closed) => return false,
                said = self.said.recv() => match said {
                    Ok(dialogue) if dialogue == self.dialogue => return true,
                    // Too much at once: some of it may have been ours.
                    Err(broadcast::error::RecvError::Lagged(_)) => return true,
                    Err(broadcast::error::RecvError::Closed) => return false,
                    Ok(_) => {}
                },
            }
        }
    }

    /// Reads what is new as the reader sees it now; false when they may no longer look.
    async fn look(&mut self) -> Result<bool, Error> {
        let mut after = (self.since.plus(-OVERLAP), -1);
        // Whoever was away for long is told everything, a page of messages at a time.
        while let Some(last) = self.look_after(&mut after).await? {
            if last {
                let floor = self.since.plus(-2 * OVERLAP);
                self.sent.retain(|(_, at)| *at >= floor);
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// One page of what is new after an instant and a position, which then stand at its end. Answers whether it was the
    /// last; `None` when the reader may no longer look.
    async fn look_after(&mut self, after: &mut (Timestamp, i64)) -> Result<Option<bool>, Error> {
        let moment = self.app.moment();
        let mut system = self.app.db.system_read(&moment).await?;
        let Some(token) = &self.cookies.session else {
            return Ok(None);
        };
        let Some(visitor) = store::session::find(&mut system, token).await? else {
            return Ok(None);
        };
        let mut tx = system.read_as(visitor.viewer());
        let Some(row) = store::dialogue::find(&mut tx, self.dialogue).await? else {
            return Ok(None);
        };
        let new = store::message::since(&mut tx, &row, *after).await?;
        let viewer = *tx.viewer();
        let positions = || new.iter().map(|one| one.position);
        let files = match positions().min().zip(positions().max()) {
            Some((first, last)) => store::attachment::on_page(&mut tx, &row, first, last).await?.said,
            None => Vec::new(),
        };
        drop(tx);
        if let Some(last) = new.last() {
            *after = (last.changed_at, last.position);
        }
        let was_last = i64::try_from(new.len()).unwrap_or(i64::MAX) < AT_ONCE;
        let changes: Vec<_> = new.iter().map(|one| one.changed_at).collect();
        for (line, changed_at) in said(new, files, &viewer).into_iter().zip(changes) {
            self.since = self.since.max(changed_at);
            if self.sent.insert((line.position, changed_at)) {
                self.say(&visitor, &moment, line, changed_at)?;
            }
        }
        Ok(Some(was_last))
    }

    /// Makes one message ready to be sent.
    fn say(
        &mut self,
        visitor: &Visitor,
        moment: &Moment,
        message: MessageLine,
        changed_at: Timestamp,
    ) -> Result<(), Error> {
        let w = crate::extract::words_for(visitor, &self.cookies);
        let page = chrome(
            &self.app,
            Some(visitor),
            w,
            None,
            moment,
            Section::Dialogues,
            String::new(),
            String::new(),
            None,
        );
        let one = One { page, message };
        let html = askama::Template::render(&one).map_err(|error| Error::Internal(error.to_string()))?;
        // Lines of the page are lines of the event; a carriage return is none of its own and is not allowed there.
        let html = pages::readings::ruby(html).replace('\r', "");
        let id = changed_at.0.to_string();
        self.ready.push_back(Event::default().id(id).data(html));
        Ok(())
    }
}
