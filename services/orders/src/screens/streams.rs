//! Server-sent events: a first picture, a new one after each change, a sign of life in between.
use std::{future::Future, time::Duration};

use actix_web::HttpResponse;
use bytes::Bytes;
use futures_util::stream;
use souk_kit::{Problem, sse};
use souk_ui::Markup;
use tokio::{
    sync::broadcast::{Receiver, error::RecvError},
    time::{Instant, sleep_until},
};

use crate::{live::Changed, state::State};

/// Something a page shows that changes by itself.
pub(super) trait Picture: 'static {
    /// What tells one picture from the next.
    type Mark: PartialEq + 'static;
    /// The name of its event.
    const EVENT: &'static str;
    /// Whether a change concerns it.
    fn concerns(&self, changed: Changed) -> bool;
    /// Reads the mark: cheap.
    fn mark(&self) -> impl Future<Output = Result<Self::Mark, Problem>>;
    /// Draws it.
    fn draw(&self) -> impl Future<Output = Result<Markup, Problem>>;
}

struct Stream<P: Picture> {
    picture: P,
    state: State,
    bell: Receiver<Changed>,
    seen: Option<P::Mark>,
    quiet_since: Instant,
    /// Seconds since 1970 at which the viewer's token ends.
    until: i64,
}

enum Turn {
    Rung,
    Look,
    Over,
}

/// A stream of a picture. It ends with the viewer's token; the browser then comes back with a new one.
pub(super) fn stream<P: Picture>(picture: P, state: State, until: i64) -> HttpResponse {
    let bell = state.bell.listen();
    let first = Stream { picture, state, bell, seen: None, quiet_since: Instant::now(), until };
    let body =
        stream::unfold(
            first,
            |mut stream| async move { Some((Ok::<_, Problem>(stream.next().await?), stream)) },
        );
    sse::answer(body)
}

impl<P: Picture> Stream<P> {
    async fn next(&mut self) -> Option<Bytes> {
        let mut due = self.seen.is_none();
        loop {
            if self.state.clock.now().timestamp() >= self.until {
                return None;
            }
            if let Some(event) = self.look(due).await {
                self.quiet_since = Instant::now();
                return Some(event);
            }
            if self.quiet_since.elapsed() >= self.state.live.heartbeat() {
                self.quiet_since = Instant::now();
                return Some(sse::STILL_HERE);
            }
            due = match self.turn(self.state.live.poll()).await {
                Turn::Rung => true,
                Turn::Look => false,
                Turn::Over => return None,
            };
        }
    }

    async fn turn(&mut self, pause: Duration) -> Turn {
        let deadline = Instant::now() + pause;
        loop {
            tokio::select! {
                () = self.state.closing.cancelled() => return Turn::Over,
                () = sleep_until(deadline) => return Turn::Look,
                rung = self.bell.recv() => match rung {
                    Ok(changed) if self.picture.concerns(changed) => return Turn::Rung,
                    Ok(_) => {}
                    Err(RecvError::Lagged(_)) => return Turn::Rung,
                    Err(RecvError::Closed) => return Turn::Over,
                },
            }
        }
    }

    /// The picture, when it changed or is due. What cannot be read now is tried again at the next look.
    async fn look(&mut self, due: bool) -> Option<Bytes> {
        let mark = self.picture.mark().await.inspect_err(|e| tracing::debug!(%e, "live page")).ok()?;
        if !due && self.seen.as_ref() == Some(&mark) {
            return None;
        }
        let markup = self.picture.draw().await.inspect_err(|e| tracing::debug!(%e, "live page")).ok()?;
        self.seen = Some(mark);
        Some(sse::event(P::EVENT, &markup.into_string()))
    }
}
