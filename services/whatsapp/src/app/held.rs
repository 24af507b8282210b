//! What came while the module was off for a merchant, or never came: told in its order, unless it is too old to be
//! acted on (`live-commerce.md` §12.5, §3.4).
use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use souk_events::{ContactId, TenantId};
use souk_kit::{Conn, Problem, Scope, Service as _, db};

use super::{
    enqueue::{self, Wish},
    receive,
    said::Part,
};
use crate::{
    Whatsapp,
    domain::class::Class,
    state::State,
    store::messages::{self, Message},
};

/// What is older than this is not acted on any more: the live has gone on.
const LATE: TimeDelta = TimeDelta::minutes(10);

/// Whether a message is too old to be acted on.
#[must_use]
pub fn late(row: &Message, now: DateTime<Utc>) -> bool {
    now - row.received_at > LATE
}

/// Whether the module is on for the merchant; then what was held is let go first. The order of arrival is locked.
///
/// # Errors
/// The database.
pub async fn open(state: &State, conn: &mut Conn, tenant: TenantId) -> Result<bool, Problem> {
    let on = souk_outbox::switches::is_on(conn, Whatsapp::NAME, Some(tenant)).await?;
    if on {
        let_go(state, conn, tenant).await?;
    }
    Ok(on)
}

/// Tells what was held, in its order. Those whose messages are too old get one apology.
async fn let_go(state: &State, conn: &mut Conn, tenant: TenantId) -> Result<(), Problem> {
    let now = state.clock.now();
    let mut sorry: BTreeMap<ContactId, Message> = BTreeMap::new();
    for row in messages::let_go(conn, tenant).await? {
        if late(&row, now) {
            sorry.insert(row.contact_id, row);
        } else {
            souk_outbox::publish(conn, &souk_kit::meta(Some(tenant)), now, &receive::told(&row)).await?;
        }
    }
    for row in sorry.values() {
        apologise(state, conn, row, &row.id.to_string()).await?;
    }
    Ok(())
}

/// One apology for all of somebody's messages that came too late together.
///
/// # Errors
/// The database.
pub async fn apologise(state: &State, conn: &mut Conn, row: &Message, together: &str) -> Result<(), Problem> {
    let key = format!("late.sorry:{}:{together}", row.contact_id);
    let wish = Wish::new(Class::Reply, row.contact_id, Part::new("late.sorry", &[]), key);
    enqueue::own(state, conn, row.tenant_id, wish).await
}

/// The module is on again, for a merchant or for all.
///
/// # Errors
/// The database.
pub async fn on_again(state: &State, conn: &mut Conn, tenant: Option<TenantId>) -> Result<(), Problem> {
    let tenants = match tenant {
        Some(tenant) => vec![tenant],
        None => {
            db::enter(conn, Scope::Platform("who has messages that were held")).await?;
            messages::holding(conn).await?
        }
    };
    for tenant in tenants {
        db::enter(conn, Scope::Tenant(tenant)).await?;
        messages::lock_arrival(conn, tenant).await?;
        open(state, conn, tenant).await?;
    }
    Ok(())
}
