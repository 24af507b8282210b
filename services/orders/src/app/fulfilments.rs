//! How a merchant's stores hand over orders: seen and changed under a version.
use souk_events::{StoreId, TenantId};
use souk_kit::{Kind, Problem, Scope};

use crate::{
    domain::fulfilment::{Rule, check},
    state::State,
    store::{
        fulfilments::{self, FulfilmentRow},
        stores::{self, Store},
    },
};

/// A store and its rule.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The store.
    pub store: Store,
    /// What the merchant says, or what holds while they say nothing.
    pub rule: Rule,
    /// Of the rule's amounts; deliveries stop when the store sells in another one, until the rule is said anew.
    pub currency: String,
    /// Counts its changes; 0 while nothing was said.
    pub version: i64,
}

/// All stores of a merchant, by name.
///
/// # Errors
/// The database.
pub async fn list(state: &State, tenant: TenantId) -> Result<Vec<Setting>, Problem> {
    let (stores, rows) = state
        .db
        .read(Scope::Tenant(tenant), async |conn| {
            Ok::<_, Problem>((stores::all(conn, tenant).await?, fulfilments::of_tenant(conn, tenant).await?))
        })
        .await?;
    let setting = |store: Store| {
        let row = rows.iter().find(|r| r.store_id == store.store_id);
        let terms = row.cloned().and_then(FulfilmentRow::terms);
        let version = row.map_or(0, |r| r.version);
        let currency = row.map_or_else(|| store.currency.clone(), |r| r.currency.clone());
        Setting { store, rule: terms.map(|t| t.rule).unwrap_or_default(), currency, version }
    };
    Ok(stores.into_iter().map(setting).collect())
}

/// One store of a merchant.
///
/// # Errors
/// 404 for a store that is not theirs.
pub async fn get(state: &State, tenant: TenantId, store: StoreId) -> Result<Setting, Problem> {
    let all = list(state, tenant).await?;
    all.into_iter().find(|s| s.store.store_id == store).ok_or_else(Problem::not_found)
}

/// Puts a rule in place of a version's; version 0 is that of a store without one.
///
/// # Errors
/// 404 for a store that is not theirs, 412 at another version, 422 with every field that is wrong.
pub async fn replace(
    state: &State,
    tenant: TenantId,
    store: StoreId,
    version: i64,
    asked: Rule,
) -> Result<Setting, Problem> {
    let rule = check::rule(asked).map_err(Problem::fields)?;
    let before = get(state, tenant, store).await?;
    let row = FulfilmentRow {
        tenant_id: tenant,
        store_id: store,
        rule: serde_json::to_value(&rule).map_err(Problem::internal)?,
        currency: before.store.currency.clone(),
        timezone: before.store.timezone.clone(),
        version: version.saturating_add(1),
        updated_at: state.clock.now(),
    };
    let saved = state
        .db
        .write(Scope::Tenant(tenant), async |conn| {
            Ok::<_, Problem>(row.version > 0 && fulfilments::save(conn, &row).await?)
        })
        .await?;
    if !saved {
        return Err(Problem::new(Kind::Stale, "stale"));
    }
    // This process knows at once, others within their poll.
    if let Err(error) = state.ways.refresh(&state.db).await {
        tracing::warn!(%error, "the change is known with the next look");
    }
    Ok(Setting { rule, version: row.version, currency: row.currency, ..before })
}
