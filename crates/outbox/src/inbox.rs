//! The inbox: one row per consumer and event, claimed in order, finished once.
use base64::{Engine as _, prelude::BASE64_STANDARD};
use chrono::{DateTime, Utc};
use diesel::{
    dsl::{exists, not},
    insert_into,
    prelude::*,
    update,
};
use diesel_async::RunQueryDsl;
use serde_json::{Value, json};
use souk_events::{EventId, RawEvent, TenantId};
use uuid::Uuid;

use crate::{
    Conn, Consumers, Delivery, Prepared,
    schema::{inbox, module_switch},
};

/// The consumer that keeps the module's copy of the switches; never parked.
pub(crate) const SWITCH_CONSUMER: &str = "outbox.on_module_switched";
/// Stands for a consumer where a message was no fact.
pub(crate) const UNREADABLE: &str = "unreadable";
/// Longest attribute or ordering key: an index must be able to hold it.
const LONGEST: usize = 1_000;
/// Rows of one INSERT: a statement holds 65,535 values.
const ROWS_AT_ONCE: usize = 2_000;

/// A row to be.
// As for the outbox: an absent tenant is NULL, not DEFAULT, so that the statement stays prepared.
#[derive(Insertable, Clone, Debug)]
#[diesel(table_name = inbox, treat_none_as_default_value = false)]
pub(crate) struct NewRow {
    consumer: String,
    event_id: EventId,
    kind: String,
    source: String,
    time: DateTime<Utc>,
    tenant: Option<TenantId>,
    subject: String,
    correlation: String,
    traceparent: Option<String>,
    data: Value,
    ordering_key: Option<String>,
    received_at: DateTime<Utc>,
    next_at: DateTime<Utc>,
    last_error: Option<String>,
    dead_at: Option<DateTime<Utc>>,
}

impl NewRow {
    fn new(consumer: &str, event: RawEvent, now: DateTime<Utc>) -> Self {
        Self {
            consumer: consumer.into(),
            event_id: event.id,
            kind: event.kind,
            source: event.source,
            time: event.time,
            tenant: event.tenant,
            subject: event.subject,
            correlation: event.correlation,
            traceparent: event.traceparent,
            data: event.data,
            ordering_key: None,
            received_at: now,
            next_at: now,
            last_error: None,
            dead_at: None,
        }
    }

    fn dead(self, reason: String) -> Self {
        Self { last_error: Some(clean(&reason)), dead_at: Some(self.received_at), ..self }
    }
}

/// The rows a delivery becomes: one per consumer that hears it, none when nobody does, a dead one when it
/// is no fact. The same bytes give the same rows again.
pub(crate) fn rows(consumers: &Consumers, delivery: Delivery, now: DateTime<Utc>) -> Vec<NewRow> {
    let event = match delivery {
        Delivery::Event(event) => event,
        Delivery::Malformed { topic, bytes, reason } => return vec![unreadable(&topic, &bytes, reason, now)],
    };
    if let Err(reason) = storable(&event) {
        let bytes = serde_json::to_vec(&event).unwrap_or_default();
        return vec![unreadable(&event.kind, &bytes, reason, now)];
    }
    let row = |handler: &std::sync::Arc<dyn crate::consumer::Handle>| {
        let row = NewRow::new(handler.name(), event.clone(), now);
        match handler.key(&event) {
            Ok(Some(key)) if key.len() > LONGEST || key.contains('\0') => {
                row.dead("its ordering key cannot be stored".into())
            }
            Ok(ordering_key) => NewRow { ordering_key, ..row },
            Err(reason) => row.dead(reason),
        }
    };
    consumers.hearing(&event.kind).map(row).collect()
}

fn unreadable(topic: &str, bytes: &[u8], reason: String, now: DateTime<Utc>) -> NewRow {
    let event = RawEvent {
        id: EventId(Uuid::new_v5(&Uuid::NAMESPACE_OID, bytes)),
        kind: clean(topic),
        source: String::new(),
        time: now,
        tenant: None,
        subject: String::new(),
        correlation: String::new(),
        traceparent: None,
        data: json!({ "base64": BASE64_STANDARD.encode(bytes) }),
    };
    NewRow::new(UNREADABLE, event, now).dead(reason)
}

/// PostgreSQL keeps no NUL in texts; nothing else in a parsed event can make it refuse the row for good.
fn storable(event: &RawEvent) -> Result<(), String> {
    let texts = [&event.kind, &event.source, &event.subject, &event.correlation];
    if texts.into_iter().chain(&event.traceparent).any(|t| t.len() > LONGEST || t.contains('\0')) {
        return Err("an attribute is too long or holds a NUL".into());
    }
    if has_nul(&event.data) { Err("the body holds a NUL".into()) } else { Ok(()) }
}

fn has_nul(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::Array(items) => items.iter().any(has_nul),
        Value::Object(fields) => fields.iter().any(|(name, v)| name.contains('\0') || has_nul(v)),
        _ => false,
    }
}

fn clean(text: &str) -> String {
    text.chars().filter(|c| *c != '\0').take(LONGEST).collect()
}

/// Writes rows that are not there yet.
pub(crate) async fn insert(conn: &mut Conn, rows: &[NewRow]) -> QueryResult<()> {
    let target = (inbox::consumer, inbox::event_id);
    if let [row] = rows {
        insert_into(inbox::table).values(row).on_conflict(target).do_nothing().execute(conn).await?;
        return Ok(());
    }
    for some in rows.chunks(ROWS_AT_ONCE) {
        insert_into(inbox::table).values(some).on_conflict(target).do_nothing().execute(conn).await?;
    }
    Ok(())
}

/// A row somebody works on.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = inbox)]
pub(crate) struct Row {
    pub(crate) seq: i64,
    pub(crate) consumer: String,
    event_id: EventId,
    kind: String,
    source: String,
    time: DateTime<Utc>,
    pub(crate) tenant: Option<TenantId>,
    subject: String,
    correlation: String,
    traceparent: Option<String>,
    data: Value,
    ordering_key: Option<String>,
    pub(crate) received_at: DateTime<Utc>,
    pub(crate) attempt: i32,
}

impl Row {
    pub(crate) fn event(&self) -> RawEvent {
        RawEvent {
            id: self.event_id,
            kind: self.kind.clone(),
            source: self.source.clone(),
            time: self.time,
            tenant: self.tenant,
            subject: self.subject.clone(),
            correlation: self.correlation.clone(),
            traceparent: self.traceparent.clone(),
            data: self.data.clone(),
        }
    }
}

/// Who claims, and what.
pub(crate) struct Claim<'a> {
    pub(crate) module: &'a str,
    pub(crate) consumers: &'a [&'static str],
    /// Those of them whose dead letters hold back nobody.
    pub(crate) going_on: &'a [&'static str],
    pub(crate) now: DateTime<Utc>,
    /// First and last seq.
    pub(crate) among: (i64, i64),
    pub(crate) limit: i64,
}

/// Locks rows that are due, in order of arrival, and leaves alone: what others hold, what an earlier
/// unfinished row of its key holds back, and what waits for its module to be on again. Rows of one key may
/// come together: they are handled in order, in one transaction.
pub(crate) async fn claim(conn: &mut Conn, claim: &Claim<'_>) -> QueryResult<Vec<Row>> {
    let (mut first, last) = claim.among;
    loop {
        let rows = candidates(conn, claim, (first, last)).await?;
        let full = i64::try_from(rows.len()) == Ok(claim.limit);
        let reached = rows.iter().map(|row| row.seq).max();
        let free = without_held_back(conn, claim, rows).await?;
        match reached {
            // A whole batch waits behind rows that others hold: look further.
            Some(seq) if full && free.is_empty() => first = seq + 1,
            _ => return Ok(free),
        }
    }
}

async fn candidates(conn: &mut Conn, claim: &Claim<'_>, among: (i64, i64)) -> QueryResult<Vec<Row>> {
    // Keys behind a failed row are left out here, so that a long queue behind one costs little.
    let failed = diesel::alias!(inbox as failed);
    let stuck_keys = failed
        .filter(
            failed
                .field(inbox::finished_at)
                .is_null()
                .and(failed.field(inbox::ordering_key).is_not_null())
                .and(failed.field(inbox::last_error).is_not_null())
                .and(
                    failed
                        .field(inbox::dead_at)
                        .is_not_null()
                        .and(failed.field(inbox::consumer).ne_all(claim.going_on))
                        .or(failed
                            .field(inbox::dead_at)
                            .is_null()
                            .and(failed.field(inbox::next_at).gt(claim.now))),
                ),
        )
        .select(
            failed
                .field(inbox::consumer)
                .concat(" ")
                .concat(failed.field(inbox::ordering_key).assume_not_null()),
        );
    let off = module_switch::table.filter(
        module_switch::module
            .eq(claim.module)
            .and(not(module_switch::on))
            .and(module_switch::tenant.is_null().or(module_switch::tenant.eq(inbox::tenant))),
    );
    inbox::table
        .filter(inbox::finished_at.is_null().and(inbox::dead_at.is_null()))
        .filter(inbox::next_at.le(claim.now))
        .filter(inbox::seq.between(among.0, among.1))
        .filter(inbox::consumer.eq_any(claim.consumers))
        .filter(
            inbox::ordering_key.is_null().or(inbox::consumer
                .concat(" ")
                .concat(inbox::ordering_key.assume_not_null())
                .ne_all(stuck_keys)),
        )
        .filter(inbox::consumer.eq(SWITCH_CONSUMER).or(not(exists(off))))
        .order(inbox::seq)
        .limit(claim.limit)
        .for_update()
        .skip_locked()
        .select(Row::as_select())
        .load(conn)
        .await
}

/// Drops rows whose key has an earlier unfinished row that is not among them: one that failed, that waits
/// for its module, or that another worker holds.
async fn without_held_back(conn: &mut Conn, claim: &Claim<'_>, mut rows: Vec<Row>) -> QueryResult<Vec<Row>> {
    let keyed: Vec<i64> = rows.iter().filter(|row| row.ordering_key.is_some()).map(|row| row.seq).collect();
    if keyed.is_empty() {
        return Ok(rows);
    }
    let earlier = diesel::alias!(inbox as earlier);
    let before = earlier.filter(
        earlier
            .field(inbox::consumer)
            .eq(inbox::consumer)
            .and(earlier.field(inbox::ordering_key).eq(inbox::ordering_key))
            .and(earlier.field(inbox::seq).lt(inbox::seq))
            .and(earlier.field(inbox::finished_at).is_null())
            .and(
                earlier
                    .field(inbox::dead_at)
                    .is_null()
                    .or(earlier.field(inbox::consumer).ne_all(claim.going_on)),
            )
            .and(earlier.field(inbox::seq).ne_all(&keyed)),
    );
    let held_back: Vec<i64> = inbox::table
        .filter(inbox::seq.eq_any(&keyed).and(exists(before)))
        .select(inbox::seq)
        .load(conn)
        .await?;
    rows.retain(|row| !held_back.contains(&row.seq));
    Ok(rows)
}

/// Marks rows as handled, in the transaction of their effects.
pub(crate) async fn finish(conn: &mut Conn, seqs: &[i64], now: DateTime<Utc>) -> QueryResult<()> {
    let done = (inbox::finished_at.eq(now), inbox::outcome.eq("done"), inbox::last_error.eq(None::<String>));
    Prepared(update(inbox::table.filter(inbox::seq.eq_any(seqs))).set(done)).execute(conn).await?;
    Ok(())
}

/// What to do with a row that failed.
pub(crate) struct Failure<'a> {
    pub(crate) error: &'a str,
    /// When to try again; none: never.
    pub(crate) again_at: Option<DateTime<Utc>>,
    /// Whether it was an attempt.
    pub(crate) counts: bool,
    pub(crate) now: DateTime<Utc>,
}

/// Counts a failed attempt, unless somebody else has dealt with the row meanwhile.
pub(crate) async fn fail(conn: &mut Conn, row: &Row, failure: &Failure<'_>) -> QueryResult<()> {
    let same = inbox::table.filter(
        inbox::seq
            .eq(row.seq)
            .and(inbox::attempt.eq(row.attempt))
            .and(inbox::finished_at.is_null())
            .and(inbox::dead_at.is_null()),
    );
    let dead_at = failure.again_at.is_none().then_some(failure.now);
    update(same)
        .set((
            inbox::attempt.eq(row.attempt + i32::from(failure.counts)),
            inbox::next_at.eq(failure.again_at.unwrap_or(failure.now)),
            inbox::last_error.eq(clean(failure.error)),
            inbox::dead_at.eq(dead_at),
        ))
        .execute(conn)
        .await?;
    Ok(())
}
