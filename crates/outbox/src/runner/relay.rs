//! The relay: sends what waits in the outbox, in order, and marks it once the broker has it.
use std::sync::Arc;

use chrono::{DateTime, Utc};
use diesel::{define_sql_function, prelude::*, select, sql_types::BigInt, update};
use diesel_async::RunQueryDsl;
use serde_json::Value;
use souk_events::{EventId, RawEvent, TenantId};
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::context::{Context, Patience};
use crate::{Conn, OutboxError, Prepared, TransportError, db::connect, error::chain, schema::outbox};

define_sql_function! { fn pg_try_advisory_lock(key: BigInt) -> Bool; }

/// Holds the schema's relay lock as long as its own connection lives; without the lock it stands by.
pub(super) async fn run(ctx: Arc<Context>, stop: CancellationToken) -> Result<(), OutboxError> {
    let outcome = relay(&ctx, &stop).await;
    ctx.pulse.note(|r| r.relay_active = false);
    outcome
}

async fn relay(ctx: &Context, stop: &CancellationToken) -> Result<(), OutboxError> {
    let mut conn = connect(&ctx.db).await?;
    while !select(pg_try_advisory_lock(lock_key(ctx.module))).get_result::<bool>(&mut conn).await? {
        ctx.pulse.fine("relay");
        if rest(stop, sleep(ctx.settings.relay_poll())).await {
            return Ok(());
        }
    }
    ctx.pulse.note(|r| r.relay_active = true);
    let mut bell = ctx.told.listen();
    let mut patience = Patience::new();
    while !stop.is_cancelled() {
        bell.mark_unchanged();
        let rows = waiting(&mut conn, i64::from(ctx.batch())).await?;
        let oldest = rows.as_slice().first().map(|row| row.time);
        ctx.pulse.note(|r| {
            r.relay_looked_at = Some(ctx.clock.now());
            r.oldest_waiting = oldest;
        });
        let drained = rows.len() < usize::from(ctx.batch());
        if !rows.is_empty() && !pass_on(ctx, &mut conn, rows, &mut patience, stop).await? {
            continue;
        }
        ctx.pulse.fine("relay");
        if drained && rest(stop, timeout(ctx.settings.relay_poll(), bell.changed())).await {
            break;
        }
    }
    Ok(())
}

/// Sends rows and marks them; false when the transport did not take them.
async fn pass_on(
    ctx: &Context,
    conn: &mut Conn,
    rows: Vec<Waiting>,
    patience: &mut Patience,
    stop: &CancellationToken,
) -> Result<bool, OutboxError> {
    // No transaction is open while the broker is waited for.
    let (seqs, events): (Vec<_>, Vec<_>) = rows.into_iter().map(Waiting::split).unzip();
    let sent = timeout(ctx.settings.publish_timeout(), ctx.transport.publish(&events)).await;
    if let Err(error) = sent.map_err(|_| TransportError::Timeout).flatten() {
        let error = chain(&error);
        tracing::warn!(module = ctx.module, error, "facts wait: the transport does not take them");
        ctx.pulse.trouble("relay", error);
        rest(stop, sleep(patience.wait())).await;
        return Ok(false);
    }
    let now = ctx.clock.now();
    let mark = update(outbox::table.filter(outbox::seq.eq_any(&seqs))).set(outbox::published_at.eq(now));
    Prepared(mark).execute(conn).await?;
    *patience = Patience::new();
    let count = u64::try_from(seqs.len()).unwrap_or_default();
    ctx.pulse.note(|r| {
        r.published += count;
        r.published_at = Some(now);
    });
    if count < u64::from(ctx.batch()) {
        rest(stop, sleep(ctx.settings.gather())).await;
    }
    Ok(true)
}

/// Waits for the given thing; true when it is time to stop.
async fn rest<F: Future>(stop: &CancellationToken, until: F) -> bool {
    tokio::select! {
        () = stop.cancelled() => true,
        _ = until => false,
    }
}

/// One lock per module; the database belongs to the installation.
fn lock_key(module: &str) -> i64 {
    let name = format!("souk relay {module}");
    let (high, _) = Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes()).as_u64_pair();
    i64::from_be_bytes(high.to_be_bytes())
}

async fn waiting(conn: &mut Conn, limit: i64) -> QueryResult<Vec<Waiting>> {
    outbox::table
        .filter(outbox::published_at.is_null())
        .order(outbox::seq)
        .limit(limit)
        .select(Waiting::as_select())
        .load(conn)
        .await
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = outbox)]
struct Waiting {
    seq: i64,
    id: EventId,
    kind: String,
    source: String,
    time: DateTime<Utc>,
    tenant: Option<TenantId>,
    subject: String,
    correlation: String,
    traceparent: Option<String>,
    data: Value,
}

impl Waiting {
    fn split(self) -> (i64, RawEvent) {
        let Self { seq, id, kind, source, time, tenant, subject, correlation, traceparent, data } = self;
        (seq, RawEvent { id, kind, source, time, tenant, subject, correlation, traceparent, data })
    }
}
