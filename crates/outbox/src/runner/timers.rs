//! The timer loop: fires what is due, each in its own transaction, and sleeps until the next one.
use std::{sync::Arc, time::Duration};

use diesel_async::AsyncConnection as _;
use tokio::{select, time::sleep};
use tokio_util::sync::CancellationToken;
use tracing::Instrument as _;

use super::context::{Context, set_scope};
use crate::{
    Conn, HandlerError, OutboxError, TimersWhenOff,
    timers::{self, Due, Row},
};

pub(super) async fn run(ctx: Arc<Context>, stop: CancellationToken) -> Result<(), OutboxError> {
    if ctx.consumers.timers.is_empty() {
        return Ok(());
    }
    let kinds: Vec<_> = ctx.consumers.timers.iter().map(|t| t.kind()).collect();
    while !stop.is_cancelled() {
        if fire_next(&ctx, &kinds).await? {
            continue;
        }
        ctx.pulse.fine("timers");
        let pause = until_next(&ctx, &kinds).await?;
        select! {
            () = stop.cancelled() => {}
            () = sleep(pause) => {}
        }
    }
    Ok(())
}

/// Time until the next timer, at most one poll. What is due but was not to be had (held elsewhere, or its
/// module is off) is looked at with the next poll.
async fn until_next(ctx: &Context, kinds: &[&'static str]) -> Result<Duration, OutboxError> {
    let mut conn = ctx.pool.get().await?;
    let poll = ctx.settings.timer_poll();
    let next = timers::next_due(&mut conn, kinds).await?;
    let wait = next.and_then(|at| (at - ctx.clock.now()).to_std().ok()).filter(|wait| !wait.is_zero());
    Ok(wait.map_or(poll, |wait| wait.min(poll)))
}

/// True: look again at once.
async fn fire_next(ctx: &Context, kinds: &[&'static str]) -> Result<bool, OutboxError> {
    let mut conn = ctx.pool.get().await?;
    let run_when_off = ctx.consumers.when_off == TimersWhenOff::Run;
    let due = Due { module: ctx.module, kinds, now: ctx.clock.now(), run_when_off };
    let mut taken = None;
    let done = conn
        .transaction::<_, HandlerError, _>(async |c| {
            // Taken out first, so that the handler may set the same timer anew.
            taken = timers::take(c, &due).await?;
            match &taken {
                Some(row) => fire(ctx, c, row).await,
                None => Ok(()),
            }
        })
        .await;
    match (done, taken) {
        (Ok(()), None) => Ok(false),
        (Ok(()), Some(_)) => {
            ctx.told.ring();
            ctx.pulse.note(|r| r.fired += 1);
            Ok(true)
        }
        (Err(error), None) => Err(OutboxError::Setup(error.to_string())),
        (Err(error), Some(row)) => {
            failed(ctx, &mut conn, &row, &error).await?;
            Ok(true)
        }
    }
}

async fn fire(ctx: &Context, conn: &mut Conn, row: &Row) -> Result<(), HandlerError> {
    let Some(handler) = ctx.consumers.timers.iter().find(|t| t.kind() == row.kind) else {
        return Err(HandlerError::refused("no handler of this kind"));
    };
    set_scope(conn, row.timer.tenant).await?;
    let span = tracing::info_span!("timer", kind = row.kind, key = row.timer.key);
    ctx.guarded(handler.fire(conn, row.timer.clone())).instrument(span).await
}

async fn failed(ctx: &Context, conn: &mut Conn, row: &Row, error: &HandlerError) -> Result<(), OutboxError> {
    let again_at = ctx.backoff(row.attempt + 1, error);
    let text = error.to_string();
    timers::fail(conn, row, &text, again_at, ctx.clock.now()).await?;
    tracing::warn!(
        kind = row.kind,
        key = row.timer.key,
        attempt = row.attempt + 1,
        dead = again_at.is_none(),
        error = text,
        "a timer failed"
    );
    ctx.pulse.note(|r| {
        r.failed += 1;
        r.dead += u64::from(again_at.is_none());
    });
    Ok(())
}
