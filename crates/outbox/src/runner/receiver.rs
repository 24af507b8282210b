//! The receiver: what the transport hands over becomes inbox rows, and only then it is acknowledged.
use std::sync::Arc;

use tokio::{select, time::sleep};
use tokio_util::sync::CancellationToken;

use super::context::{Context, Patience};
use crate::{
    OutboxError, Subscription,
    error::chain,
    inbox::{self, NewRow},
};

pub(super) async fn run(ctx: Arc<Context>, stop: CancellationToken) -> Result<(), OutboxError> {
    let queue = format!("{}.v1", ctx.module);
    ctx.transport.declare(&queue, &ctx.consumers.bindings()).await?;
    ctx.pulse.note(|r| r.queue_there = true);
    let mut incoming = ctx.transport.subscribe(&queue).await?;
    ctx.pulse.fine("receiver");
    ctx.pulse.note(|r| r.receiver_connected = true);
    let outcome = receive(&ctx, incoming.as_mut(), &stop).await;
    ctx.pulse.note(|r| r.receiver_connected = false);
    incoming.close().await;
    outcome
}

async fn receive(
    ctx: &Context,
    incoming: &mut dyn Subscription,
    stop: &CancellationToken,
) -> Result<(), OutboxError> {
    loop {
        let batch = select! {
            () = stop.cancelled() => return Ok(()),
            batch = incoming.next(ctx.batch()) => batch?,
        };
        let count = u64::try_from(batch.len()).unwrap_or_default();
        let now = ctx.clock.now();
        let rows: Vec<_> = batch.into_iter().flat_map(|d| inbox::rows(&ctx.consumers, d, now)).collect();
        if !hold(ctx, &rows, stop).await {
            return Ok(());
        }
        incoming.ack().await?;
        ctx.pulse.note(|r| r.received += count);
        ctx.heard.ring();
        if count < u64::from(ctx.batch()) {
            select! {
                () = stop.cancelled() => return Ok(()),
                () = sleep(ctx.settings.gather()) => {}
            }
        }
    }
}

/// Keeps the batch until the database has it; false when it is time to stop and the batch goes back.
async fn hold(ctx: &Context, rows: &[NewRow], stop: &CancellationToken) -> bool {
    let mut patience = Patience::new();
    while let Err(error) = store(ctx, rows).await {
        let error = chain(&error);
        tracing::warn!(module = ctx.module, error, "a batch is held: the inbox cannot be written");
        ctx.pulse.trouble("receiver", error);
        select! {
            () = stop.cancelled() => return false,
            () = sleep(patience.wait()) => {}
        }
    }
    ctx.pulse.fine("receiver");
    true
}

async fn store(ctx: &Context, rows: &[NewRow]) -> Result<(), OutboxError> {
    if rows.is_empty() {
        return Ok(());
    }
    let mut conn = ctx.pool.get().await?;
    Ok(inbox::insert(&mut conn, rows).await?)
}
