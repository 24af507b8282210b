//! `/live/reservations/board`: the live page as server-sent events: a picture at first, a new one after each change.
use std::{sync::Arc, time::Duration};

use actix_web::{HttpResponse, web};
use bytes::Bytes;
use futures_util::stream;
use souk_events::TenantId;
use souk_kit::{Caller, Problem, View, caller::Agent, sse, token::Role};
use tokio::{
    sync::OwnedSemaphorePermit,
    time::{Instant, sleep},
};

use super::live_cards;
use crate::{app::board, state::State};

struct Follower {
    state: State,
    view: View,
    tenant: TenantId,
    role: Role,
    /// How long the record was when the last picture was drawn.
    seen: Option<i64>,
    quiet_since: Instant,
    /// Seconds since 1970 at which the viewer's token ends; the browser then comes back with a new one.
    until: i64,
    _place: OwnedSemaphorePermit,
}

/// The stream. Whoever comes when too many are open stays with asking every half minute.
pub async fn follow(
    caller: Caller<Agent>,
    state: web::Data<State>,
    view: View,
) -> Result<HttpResponse, Problem> {
    let (tenant, until) = (caller.tenant()?, caller.claims().exp);
    let role = caller.claims().role.ok_or_else(Problem::forbidden)?;
    let Ok(place) = Arc::clone(&state.streams).try_acquire_owned() else {
        return Ok(HttpResponse::NoContent().finish());
    };
    let state = state.get_ref().clone();
    let quiet_since = Instant::now();
    let first = Follower { state, view, tenant, role, seen: None, quiet_since, until, _place: place };
    let body =
        stream::unfold(first, |mut one| async move { Some((Ok::<_, Problem>(one.next().await?), one)) });
    Ok(sse::answer(body))
}

impl Follower {
    async fn next(&mut self) -> Option<Bytes> {
        loop {
            if self.state.clock.now().timestamp() >= self.until || self.state.closing.is_cancelled() {
                return None;
            }
            if let Some(event) = self.look().await {
                self.quiet_since = Instant::now();
                return Some(event);
            }
            if self.quiet_since.elapsed() >= self.state.live.heartbeat() {
                self.quiet_since = Instant::now();
                return Some(sse::STILL_HERE);
            }
            self.pause(self.state.live.poll()).await;
        }
    }

    async fn pause(&self, time: Duration) {
        tokio::select! {
            () = self.state.closing.cancelled() => {}
            () = sleep(time) => {}
        }
    }

    /// The picture, when something changed. What cannot be read now is tried again at the next look.
    async fn look(&mut self) -> Option<Bytes> {
        let mark = board::changes(&self.state, self.tenant).await.inspect_err(said).ok()?;
        if self.seen == Some(mark) {
            return None;
        }
        let board = board::look(&self.state, self.tenant).await.inspect_err(said).ok()?;
        self.seen = Some(mark);
        Some(sse::event("live", &live_cards::draw(&self.view, &board, self.role).into_string()))
    }
}

fn said(error: &Problem) {
    tracing::debug!(%error, "live page");
}
