//! A contact is erased: at once nobody is found by it any more; its keys, words and files go when it was told so. A STOP
//! stays, as the keyed hash of a number that says nothing else.
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use souk_events::{ContactId, Envelope, TenantId, reservations::v1::ContactErased};
use souk_kit::{Conn, Problem, Scope, db, erasure};
use souk_outbox::{Consumer, HandlerError, Timer, TimerHandler, timers};

use crate::{
    state::State,
    store::{
        contacts::{self, Contact},
        erased, messages,
    },
};

/// How long the last word to the contact has, each time.
const FAREWELL: TimeDelta = TimeDelta::minutes(1);
/// How long it is waited for at most.
const LONGEST: TimeDelta = TimeDelta::hours(24);

/// Hears of it.
pub struct OnContactErased(pub State);

impl Consumer for OnContactErased {
    type Event = ContactErased;
    const NAME: &'static str = "whatsapp.on_contact_erased";

    fn ordered_by(&self, event: &Envelope<ContactErased>) -> Option<String> {
        Some(event.data.contact_id.clone())
    }

    async fn handle(&self, conn: &mut Conn, event: Envelope<ContactErased>) -> Result<(), HandlerError> {
        let Some(tenant) = event.meta.tenant else { return Ok(()) };
        let now = self.0.clock.now();
        db::enter(conn, Scope::Tenant(tenant)).await?;
        unfind(&self.0, conn, (tenant, event.data.contact_id.parse()?), now).await?;
        let since = json!({ "since": now });
        let kind = ForgetContact::KIND;
        Ok(timers::schedule(conn, kind, &event.data.contact_id, Some(tenant), now + FAREWELL, &since).await?)
    }
}

/// From now on who writes is somebody new; one who wants no messages is known to want none.
async fn unfind(
    state: &State,
    conn: &mut Conn,
    (tenant, id): (TenantId, ContactId),
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    // Contacts are made and merged under this row.
    messages::lock_arrival(conn, tenant).await?;
    let Some(row) = contacts::find(conn, tenant, id).await? else { return Ok(()) };
    let tombstone = state.sealer.lookup("erased contact", &id.to_string()).into_iter().next();
    if row.phone_hash == tombstone {
        return Ok(());
    }
    let gone = Contact {
        phone_hash: tombstone,
        bsuid_hash: None,
        phone_ending: String::new(),
        handed_over_at: None,
        ..row.clone()
    };
    contacts::save(conn, &gone).await?;
    if row.opted_out_at.is_some() && row.merged_into.is_none() {
        let heir = Contact {
            id: ContactId::new(),
            phone: None,
            bsuid: None,
            name: None,
            phone_ending: String::new(),
            last_inbound_at: None,
            last_sender_id: None,
            privacy_told_at: None,
            none_told_at: None,
            minute_at: None,
            minute_count: 0,
            quiet_until: None,
            handed_over_at: None,
            created_at: now,
            ..row
        };
        contacts::insert(conn, &heir).await?;
    }
    Ok(())
}

/// Destroys what is left, once nothing waits to be sent.
pub struct ForgetContact(pub State);

impl TimerHandler for ForgetContact {
    const KIND: &'static str = "whatsapp.forget_contact";

    async fn fire(&self, conn: &mut Conn, timer: Timer) -> Result<(), HandlerError> {
        let Some(tenant) = timer.tenant else { return Ok(()) };
        let (id, now): (ContactId, _) = (timer.key.parse()?, self.0.clock.now());
        db::enter(conn, Scope::Tenant(tenant)).await?;
        let since = timer.payload["since"].as_str().and_then(|at| at.parse::<DateTime<Utc>>().ok());
        if erased::is_awaited(conn, tenant, id).await? && since.is_some_and(|at| now < at + LONGEST) {
            let next = now + FAREWELL;
            return Ok(
                timers::schedule(conn, Self::KIND, &timer.key, Some(tenant), next, &timer.payload).await?
            );
        }
        erased::wipe(conn, tenant, id).await?;
        erasure::forget(conn, id).await?;
        Ok(())
    }
}
