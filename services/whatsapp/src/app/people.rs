//! Who wrote: found by phone or hidden id, made when new, merged when two turned out to be one.
use chrono::{DateTime, TimeDelta, Utc};
use souk_events::{
    ContactId, TenantId,
    whatsapp::v1::{ContactMerged, ContactOptedIn, ContactOptedOut},
};
use souk_kit::{Conn, Problem};

use crate::{
    domain::{inbound::Identity, number},
    state::State,
    store::{
        contacts::{self, Contact},
        senders::Sender,
        stores,
    },
};

/// How long nothing is read of somebody who writes too much.
const QUIET: TimeDelta = TimeDelta::minutes(2);

/// The keyed hashes under which somebody is found, each the newest key's first.
pub struct Hashes {
    /// Of the phone.
    pub phone: Vec<Vec<u8>>,
    /// Of the hidden id.
    pub bsuid: Vec<Vec<u8>>,
    /// Of the phone as WhatsApp writes it.
    pub wa_id: Vec<Vec<u8>>,
}

/// The hashes of a phone or hidden id with this tenant.
#[must_use]
pub fn hashes(state: &State, tenant: TenantId, what: &str, value: Option<&str>) -> Vec<Vec<u8>> {
    value.map(|value| state.sealer.lookup(&format!("{what} {tenant}"), value)).unwrap_or_default()
}

impl Hashes {
    /// Those of an identity.
    #[must_use]
    pub fn of(state: &State, tenant: TenantId, who: &Identity) -> Self {
        Self {
            phone: hashes(state, tenant, "phone", who.phone.as_deref()),
            bsuid: hashes(state, tenant, "bsuid", who.bsuid.as_deref()),
            wa_id: hashes(state, tenant, "phone", who.wa_id.as_deref()),
        }
    }
}

/// The contact that wrote, locked until the commit. `last` is the place of the merchant's last message: a STOP of one
/// who turned out to be another counts for both as of then.
///
/// # Errors
/// The database.
pub async fn identify(
    state: &State,
    conn: &mut Conn,
    (sender, last): (&Sender, i64),
    (who, hashes): (&Identity, &Hashes),
) -> Result<Contact, Problem> {
    let (tenant, now) = (sender.tenant_id, state.clock.now());
    let mut known = contacts::known(conn, tenant, &hashes.phone, &hashes.bsuid).await?.into_iter();
    let (mut contact, new) = match known.next() {
        Some(first) => (first, false),
        None => (nobody(conn, sender, now).await?, true),
    };
    for other in known {
        contacts::merge(conn, tenant, other.id, contact.id).await?;
        let before = contact.opted_out_at.is_some();
        contact.opted_in_at = contact.opted_in_at.max(other.opted_in_at);
        // Of a STOP and a START the later one counts, whichever of the two said it.
        let stop = contact.opted_out_at.max(other.opted_out_at);
        contact.opted_out_at = stop.filter(|at| contact.opted_in_at.is_none_or(|start| start <= *at));
        contact.out_told_at = contact.out_told_at.max(other.out_told_at);
        if contact.blocked_code.is_empty() {
            contact.blocked_code = other.blocked_code;
        }
        contact.privacy_told_at = contact.privacy_told_at.or(other.privacy_told_at);
        contact.handed_over_at = contact.handed_over_at.or(other.handed_over_at);
        let told =
            ContactMerged { contact_id: contact.id.to_string(), merged_contact_id: other.id.to_string() };
        souk_outbox::publish(conn, &souk_kit::meta(Some(tenant)), now, &told).await?;
        let (contact_id, message_id) = (contact.id.to_string(), String::new());
        let meta = souk_kit::meta(Some(tenant));
        match (before, contact.opted_out_at.is_some()) {
            (false, true) => {
                let told = ContactOptedOut { contact_id, message_id, seq: last };
                souk_outbox::publish(conn, &meta, now, &told).await?;
            }
            (true, false) => {
                let told = ContactOptedIn { contact_id, message_id, seq: last };
                souk_outbox::publish(conn, &meta, now, &told).await?;
            }
            _ => {}
        }
        if contact.bsuid.is_none() {
            (contact.bsuid, contact.bsuid_hash) = (other.bsuid, other.bsuid_hash);
        }
        if contact.phone.is_none() {
            (contact.phone, contact.phone_hash) = (other.phone, other.phone_hash);
            contact.phone_ending = other.phone_ending;
        }
    }
    let subject = contact.id.to_string();
    let is = |kept: &Option<Vec<u8>>, all: &[Vec<u8>]| kept.as_ref().is_some_and(|kept| all.contains(kept));
    if let Some(phone) =
        who.phone.as_deref().filter(|_| contact.phone.is_none() || !is(&contact.phone_hash, &hashes.phone))
    {
        contact.phone = Some(state.sealer.seal(conn, tenant, &subject, now, phone.as_bytes()).await?);
        contact.phone_hash = hashes.phone.first().cloned();
        contact.phone_ending = number::ending(phone).to_owned();
    }
    if let Some(bsuid) =
        who.bsuid.as_deref().filter(|_| contact.bsuid.is_none() || !is(&contact.bsuid_hash, &hashes.bsuid))
    {
        contact.bsuid = Some(state.sealer.seal(conn, tenant, &subject, now, bsuid.as_bytes()).await?);
        contact.bsuid_hash = hashes.bsuid.first().cloned();
    }
    if new {
        contacts::insert(conn, &contact).await?;
    }
    Ok(contact)
}

/// Somebody of whom nothing is known yet but where they write to.
async fn nobody(conn: &mut Conn, sender: &Sender, now: DateTime<Utc>) -> Result<Contact, Problem> {
    let store = stores::find(conn, sender.tenant_id, sender.store_id).await?;
    Ok(Contact {
        id: ContactId::new(),
        tenant_id: sender.tenant_id,
        phone: None,
        phone_hash: None,
        phone_ending: String::new(),
        bsuid: None,
        bsuid_hash: None,
        name: None,
        locale: store.map_or_else(|| "fr".to_owned(), |store| store.language),
        last_inbound_at: None,
        last_sender_id: None,
        opted_out_at: None,
        out_told_at: None,
        hint_told: false,
        privacy_told_at: None,
        none_told_at: None,
        blocked_code: String::new(),
        minute_at: None,
        minute_count: 0,
        quiet_until: None,
        handed_over_at: None,
        merged_into: None,
        created_at: now,
        opted_in_at: None,
    })
}

/// Whether somebody's message is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// It is.
    Fine,
    /// It is the first too many: one notice.
    TooMany,
    /// They were told.
    Quiet,
}

/// Counts a message of somebody in its minute.
pub fn count(contact: &mut Contact, per_minute: i32, now: DateTime<Utc>) -> Pace {
    if contact.quiet_until.is_some_and(|until| now < until) {
        return Pace::Quiet;
    }
    match contact.minute_at {
        Some(minute) if now - minute < TimeDelta::minutes(1) => contact.minute_count += 1,
        _ => (contact.minute_at, contact.minute_count) = (Some(now), 1),
    }
    if contact.minute_count <= per_minute {
        return Pace::Fine;
    }
    contact.quiet_until = Some(now + QUIET);
    Pace::TooMany
}
