//! What variants cost before: read by staff, and what a reduced price is compared with.
use std::collections::HashMap;

use chrono::{DateTime, Utc};
use souk_events::{TenantId, VariantId};
use souk_kit::{Conn, Problem, Scope};

use crate::{
    domain::reduction::{self, Change},
    state::State,
    store::{
        prices,
        products::{self, VariantRow},
    },
};

/// A variant with what it cost and from when on, newest first.
#[derive(Clone, Debug)]
pub struct History {
    /// The variant.
    pub variant: VariantRow,
    /// The currency of its store.
    pub currency: souk_events::Currency,
    /// Moments and prices.
    pub changes: Vec<Change>,
}

/// What a variant cost.
///
/// # Errors
/// 404, or the database.
pub async fn history(state: &State, tenant: TenantId, variant: VariantId) -> Result<History, Problem> {
    state
        .db
        .read(Scope::Tenant(tenant), async |conn| {
            let variant = products::variant(conn, variant).await?;
            let store = crate::store::stores::get(conn, variant.store_id).await?;
            let mut changes: Vec<Change> = prices::of(conn, &[variant.id])
                .await?
                .into_iter()
                .map(|(_, at, price)| (at, price))
                .collect();
            changes.reverse();
            Ok(History { variant, currency: store.currency(), changes })
        })
        .await
}

/// Says of variants that are about to be saved what their price is compared with. A reduction that goes on keeps what
/// it was compared with when it began; only one that begins asks what was paid before.
///
/// # Errors
/// The database.
pub(super) async fn compare(
    conn: &mut Conn,
    known: &[VariantRow],
    saved: &mut [VariantRow],
    now: DateTime<Utc>,
) -> Result<(), diesel::result::Error> {
    let known: HashMap<VariantId, &VariantRow> = known.iter().map(|row| (row.id, row)).collect();
    let mut begins = Vec::new();
    for row in saved.iter_mut().filter(|row| row.compare_at.is_some()) {
        match known.get(&row.id) {
            Some(before) if before.compare_at.is_some() && before.price == row.price => {
                row.former = before.former
            }
            Some(_) => begins.push(row.id),
            None => {}
        }
    }
    if begins.is_empty() {
        return Ok(());
    }
    let mut changes: HashMap<VariantId, Vec<Change>> = HashMap::new();
    for (id, at, price) in prices::of(conn, &begins).await? {
        changes.entry(id).or_default().push((at, price));
    }
    for row in saved.iter_mut().filter(|row| begins.contains(&row.id)) {
        row.former = changes.get(&row.id).and_then(|changes| reduction::former(changes, row.price, now));
    }
    Ok(())
}
