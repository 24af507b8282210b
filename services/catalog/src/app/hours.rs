//! Opening hours of a store, set by its staff.
use chrono_tz::Tz;
use souk_events::{StoreId, TenantId};
use souk_kit::{Problem, Scope};

use crate::{
    domain::hours::{Hours, HoursInput},
    error,
    state::State,
    store::stores::{self, StoreRow},
};

/// The hours of a store's row.
#[must_use]
pub fn of(row: &StoreRow) -> Hours {
    Hours::read(row.hours.as_ref(), &row.timezone)
}

/// A store of the tenant.
///
/// # Errors
/// 404, or the database.
pub async fn get(state: &State, tenant: TenantId, id: StoreId) -> Result<StoreRow, Problem> {
    state.db.read(Scope::Tenant(tenant), async |conn| Ok(stores::get(conn, id).await?)).await
}

/// Sets the hours if nobody changed the store's profile since `expected`.
///
/// # Errors
/// 404, 412 stale, 422.
pub async fn save(
    state: &State,
    tenant: TenantId,
    id: StoreId,
    expected: i64,
    input: &HoursInput,
) -> Result<StoreRow, Problem> {
    // The rules are the same in every time zone.
    let hours = Hours::check(input, Tz::UTC).map_err(Problem::fields)?;
    let kept = if hours.is_always() { None } else { Some(serde_json::to_value(HoursInput::from(&hours))) };
    let kept = kept.transpose().map_err(Problem::internal)?;
    let now = state.clock.now();
    let saved = state
        .db
        .write(Scope::Tenant(tenant), async |conn| {
            match stores::save_hours(conn, id, expected, kept, now).await? {
                Some(row) => Ok(row),
                None => Err(error::stale(stores::get(conn, id).await?.version)),
            }
        })
        .await?;
    state.shelf.refresh_store(&state.db, id).await?;
    Ok(saved)
}
