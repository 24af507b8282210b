//! What this module answers by itself: STOP and START, that no live is on, that somebody writes too much.
use souk_events::{
    TenantId,
    whatsapp::v1::{ContactOptedIn, ContactOptedOut},
};
use souk_kit::{Conn, Problem};

use super::{
    enqueue::{self, NotSaid, Wish},
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
    Wish {
        id: souk_events::MessageRequestId::new(),
        contact: row.contact_id,
        class,
        parts: vec![Part::new(key, &[])],
        lang: None,
        dedupe_key: format!("{key}:{}", row.id),
        in_reply_to: Some(row.id),
        not_before: None,
        valid_until: None,
        payloads: Vec::new(),
    }
}

async fn say(state: &State, conn: &mut Conn, tenant: TenantId, wish: Wish) -> Result<(), Problem> {
    let correlation = souk_kit::meta(None).correlation;
    match enqueue::enqueue(state, conn, (tenant, &correlation), wish).await {
        Ok(_) => Ok(()),
        Err(NotSaid::Problem(problem)) => Err(problem),
        Err(other) => Err(Problem::internal(other)),
    }
}

/// Somebody said STOP: told once, answered once a day.
///
/// # Errors
/// The database.
pub async fn stop(state: &State, conn: &mut Conn, row: &Message) -> Result<(), Problem> {
    let (tenant, now) = (row.tenant_id, state.clock.now());
    if contacts::opt_out(conn, row.contact_id, now).await? {
        let told = ContactOptedOut {
            contact_id: row.contact_id.to_string(),
            message_id: row.id.to_string(),
            seq: row.seq,
        };
        souk_outbox::publish(conn, &souk_kit::meta(Some(tenant)), now, &told).await?;
    }
    if contacts::may_answer_stop(conn, row.contact_id, now).await? {
        say(state, conn, tenant, answer("opt.out", Class::Optout, row)).await?;
    }
    Ok(())
}

/// Somebody said START.
///
/// # Errors
/// The database.
pub async fn start(state: &State, conn: &mut Conn, row: &Message) -> Result<(), Problem> {
    let (tenant, now) = (row.tenant_id, state.clock.now());
    if contacts::opt_in(conn, row.contact_id).await? {
        let told = ContactOptedIn {
            contact_id: row.contact_id.to_string(),
            message_id: row.id.to_string(),
            seq: row.seq,
        };
        souk_outbox::publish(conn, &souk_kit::meta(Some(tenant)), now, &told).await?;
    }
    say(state, conn, tenant, answer("opt.in", Class::Optout, row)).await
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
        say(state, conn, tenant, Wish { in_reply_to: None, ..answer("live.none", Class::Reply, row) })
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
    let wish = Wish {
        id: souk_events::MessageRequestId::new(),
        contact: contact.id,
        class: Class::Reply,
        parts: vec![Part::new("limit.rate", &[])],
        lang: None,
        dedupe_key: format!("limit.rate:{}:{}", contact.id, now.timestamp()),
        in_reply_to: None,
        not_before: None,
        valid_until: None,
        payloads: Vec::new(),
    };
    tracing::warn!(contact = %contact.id, "too many messages in a minute");
    say(state, conn, contact.tenant_id, wish).await
}
