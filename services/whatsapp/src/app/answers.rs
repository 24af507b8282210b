//! What this module answers by itself: STOP and START, that no live is on, that somebody writes too much.
use souk_events::whatsapp::v1::{ContactOptedIn, ContactOptedOut};
use souk_kit::{Conn, Problem};

use super::{
    enqueue::{self, Wish},
    said::Part,
};
use crate::{
    domain::class::Class,
    state::State,
    store::{
        contacts::{self, Contact},
        messages::Message,
    },
};

/// An answer of this module's own.
fn answer(key: &str, class: Class, row: &Message) -> Wish {
    let key_of_it = format!("{key}:{}", row.id);
    Wish { in_reply_to: Some(row.id), ..Wish::new(class, row.contact_id, Part::new(key, &[]), key_of_it) }
}

/// Somebody said STOP: told once, answered once a day.
///
/// # Errors
/// The database.
pub async fn stop(state: &State, conn: &mut Conn, row: &Message) -> Result<(), Problem> {
    let (tenant, now) = (row.tenant_id, state.clock.now());
    let known = contacts::find(conn, tenant, row.contact_id).await?;
    // One that was lost and found again is older than the START that came meanwhile.
    if known.and_then(|contact| contact.opted_in_at).is_some_and(|at| at > row.received_at) {
        return Ok(());
    }
    if contacts::opt_out(conn, row.contact_id, row.received_at).await? {
        let told = ContactOptedOut {
            contact_id: row.contact_id.to_string(),
            message_id: row.id.to_string(),
            seq: row.seq,
        };
        souk_outbox::publish(conn, &souk_kit::meta(Some(tenant)), now, &told).await?;
    }
    if contacts::may_answer_stop(conn, row.contact_id, now).await? {
        enqueue::own(state, conn, tenant, answer("opt.out", Class::Optout, row)).await?;
    }
    Ok(())
}

/// Somebody said START.
///
/// # Errors
/// The database.
pub async fn start(state: &State, conn: &mut Conn, row: &Message) -> Result<(), Problem> {
    let (tenant, now) = (row.tenant_id, state.clock.now());
    let known = contacts::find(conn, tenant, row.contact_id).await?;
    if known.and_then(|contact| contact.opted_out_at).is_some_and(|at| at > row.received_at) {
        return Ok(());
    }
    if contacts::opt_in(conn, row.contact_id).await? {
        let told = ContactOptedIn {
            contact_id: row.contact_id.to_string(),
            message_id: row.id.to_string(),
            seq: row.seq,
        };
        souk_outbox::publish(conn, &souk_kit::meta(Some(tenant)), now, &told).await?;
    }
    enqueue::own(state, conn, tenant, answer("opt.in", Class::Optout, row)).await
}

/// Reservations is off for this merchant: a polite word, at most once an hour. The message waits there.
///
/// # Errors
/// The database.
pub async fn nobody_reads(state: &State, conn: &mut Conn, row: &Message) -> Result<(), Problem> {
    let (tenant, now) = (row.tenant_id, state.clock.now());
    let off = !souk_outbox::switches::is_on(conn, "reservations", Some(tenant)).await?;
    if off && row.role == "customer" && contacts::may_say_none(conn, row.contact_id, now).await? {
        // Not as the answer to the message: that one comes when reservations is on again.
        enqueue::own(
            state,
            conn,
            tenant,
            Wish { in_reply_to: None, ..answer("live.none", Class::Reply, row) },
        )
        .await?;
    }
    Ok(())
}

/// Somebody wrote too much at once: one notice.
///
/// # Errors
/// The database.
pub async fn too_many(state: &State, conn: &mut Conn, contact: &Contact) -> Result<(), Problem> {
    let now = state.clock.now();
    let key = format!("limit.rate:{}:{}", contact.id, now.timestamp());
    let wish = Wish::new(Class::Reply, contact.id, Part::new("limit.rate", &[]), key);
    tracing::warn!(contact = %contact.id, "too many messages in a minute");
    enqueue::own(state, conn, contact.tenant_id, wish).await
}
