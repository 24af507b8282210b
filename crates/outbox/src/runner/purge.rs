//! Clean-up: old rows go in small batches, so that nobody waits for it.
use std::{sync::Arc, time::Duration};

use chrono::{DateTime, TimeDelta, Utc};
use diesel::{delete, prelude::*};
use diesel_async::RunQueryDsl;
use tokio::{select, time::sleep};
use tokio_util::sync::CancellationToken;

use super::context::Context;
use crate::{
    Conn, OutboxError,
    schema::{inbox, outbox},
};

const AT_ONCE: i64 = 500;

pub(super) async fn run(ctx: Arc<Context>, stop: CancellationToken) -> Result<(), OutboxError> {
    while !stop.is_cancelled() {
        let kept = TimeDelta::days(i64::from(ctx.settings.retention_days));
        let now = ctx.clock.now();
        let more = {
            let mut conn = ctx.pool.get().await?;
            let sent = sent_before(&mut conn, now - kept).await?;
            // Twice as long, so that a fact told again from the outbox is still known here.
            let finished = finished_before(&mut conn, now - kept * 2).await?;
            sent || finished
        };
        ctx.pulse.fine("purge");
        if more {
            continue;
        }
        select! {
            () = stop.cancelled() => {}
            () = sleep(Duration::from_millis(ctx.settings.purge_every_ms)) => {}
        }
    }
    Ok(())
}

/// True when there may be more.
async fn sent_before(conn: &mut Conn, cut: DateTime<Utc>) -> QueryResult<bool> {
    let old: Vec<i64> = outbox::table
        .filter(outbox::published_at.lt(cut))
        .order(outbox::published_at)
        .limit(AT_ONCE)
        .select(outbox::seq)
        .load(conn)
        .await?;
    // Asked again: a replay may have put it back among the waiting.
    delete(outbox::table.filter(outbox::seq.eq_any(&old).and(outbox::published_at.lt(cut))))
        .execute(conn)
        .await?;
    Ok(!old.is_empty())
}

async fn finished_before(conn: &mut Conn, cut: DateTime<Utc>) -> QueryResult<bool> {
    let old: Vec<i64> = inbox::table
        .filter(inbox::finished_at.lt(cut))
        .order(inbox::finished_at)
        .limit(AT_ONCE)
        .select(inbox::seq)
        .load(conn)
        .await?;
    delete(inbox::table.filter(inbox::seq.eq_any(&old))).execute(conn).await?;
    Ok(!old.is_empty())
}
