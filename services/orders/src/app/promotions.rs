//! A merchant's promotions: made, changed under their version, stopped, ended; and what they gave so far.
use std::collections::HashMap;

use souk_events::{Currency, PromotionId, TenantId};
use souk_kit::{Conn, Kind, Problem, Scope};

use crate::{
    domain::promotion::{Running, Step, Terms},
    state::State,
    store::{
        promotion_rows::PromotionRow,
        promotions::{self, CodeTaken},
        stores::{self, Store},
    },
};

/// A promotion with its codes and uses.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The promotion.
    pub row: PromotionRow,
    /// Its codes.
    pub codes: Vec<String>,
    /// How many orders use it.
    pub used: i64,
    /// What it takes off them, minor units.
    pub given: i64,
}

fn taken(_: CodeTaken) -> Problem {
    Problem::field("/codes", "code_taken")
}

async fn filled(conn: &mut Conn, tenant: TenantId, rows: Vec<PromotionRow>) -> Result<Vec<Offer>, Problem> {
    let ids: Vec<PromotionId> = rows.iter().map(|r| r.id).collect();
    let mut codes: HashMap<PromotionId, Vec<String>> = HashMap::new();
    for (id, code) in promotions::codes(conn, tenant, &ids).await? {
        codes.entry(id).or_default().push(code);
    }
    let used: HashMap<PromotionId, (i64, i64)> = promotions::used(conn, tenant, &ids)
        .await?
        .into_iter()
        .map(|(id, n, given)| (id, (n, given)))
        .collect();
    let offer = |row: PromotionRow| {
        let (used, given) = used.get(&row.id).copied().unwrap_or_default();
        Offer { codes: codes.remove(&row.id).unwrap_or_default(), used, given, row }
    };
    Ok(rows.into_iter().map(offer).collect())
}

/// A merchant's promotions, newest first, one more than asked for when there are more.
///
/// # Errors
/// The database.
pub async fn list(
    state: &State,
    tenant: TenantId,
    after: Option<PromotionId>,
    limit: i64,
) -> Result<Vec<Offer>, Problem> {
    state
        .db
        .read(Scope::Tenant(tenant), async |conn| {
            let rows = promotions::of_tenant(conn, tenant, after, limit).await?;
            filled(conn, tenant, rows).await
        })
        .await
}

async fn one(conn: &mut Conn, tenant: TenantId, id: PromotionId) -> Result<Offer, Problem> {
    let row = promotions::find(conn, tenant, id).await?.ok_or_else(Problem::not_found)?;
    filled(conn, tenant, vec![row]).await?.into_iter().next().ok_or_else(Problem::not_found)
}

/// One promotion, with what it gave so far.
///
/// # Errors
/// 404 when it is another merchant's.
pub async fn get(state: &State, tenant: TenantId, id: PromotionId) -> Result<Offer, Problem> {
    state.db.read(Scope::Tenant(tenant), async |conn| one(conn, tenant, id).await).await
}

/// The merchant's stores, for choosing and for the currency.
///
/// # Errors
/// The database.
pub async fn stores(state: &State, tenant: TenantId) -> Result<Vec<Store>, Problem> {
    state.db.read(Scope::Tenant(tenant), async |conn| Ok(stores::all(conn, tenant).await?)).await
}

/// What the merchant's first store sells in.
///
/// # Errors
/// 422 while no store is known.
pub async fn currency(state: &State, tenant: TenantId) -> Result<Currency, Problem> {
    let stores = stores(state, tenant).await?;
    let first = stores.first().and_then(|s| s.currency.parse().ok());
    first.ok_or_else(|| Problem::field("/currency", "required"))
}

/// Makes a promotion; it applies from its start on.
///
/// # Errors
/// 422 for a code that another promotion of the merchant has.
pub async fn create(state: &State, tenant: TenantId, terms: &Terms) -> Result<Offer, Problem> {
    let row = PromotionRow::new(tenant, PromotionId::new(), terms, state.clock.now());
    let made = state
        .db
        .write(Scope::Tenant(tenant), async |conn| {
            promotions::insert(conn, &row, &terms.codes).await?.map_err(taken)?;
            one(conn, tenant, row.id).await
        })
        .await?;
    known(state).await;
    Ok(made)
}

/// Puts new terms in place of a version's. Orders that were placed keep what they were given.
///
/// # Errors
/// 404, 409 when it is over, 412 at another version, 422 for a code that is taken.
pub async fn replace(
    state: &State,
    tenant: TenantId,
    id: PromotionId,
    version: i64,
    terms: &Terms,
) -> Result<Offer, Problem> {
    let now = state.clock.now();
    let changed = state
        .db
        .write(Scope::Tenant(tenant), async |conn| {
            match promotions::replace(conn, tenant, id, version, terms, now).await? {
                Some(written) => {
                    written.map_err(taken)?;
                    one(conn, tenant, id).await
                }
                None => Err(refusal(conn, tenant, id, Some(version)).await?),
            }
        })
        .await?;
    known(state).await;
    Ok(changed)
}

/// Stops it, lets it run again, or ends it for good.
///
/// # Errors
/// 404, 409 with the state as it is, 412 at another version.
pub async fn take_step(
    state: &State,
    tenant: TenantId,
    id: PromotionId,
    step: Step,
    version: Option<i64>,
) -> Result<Offer, Problem> {
    let now = state.clock.now();
    let moved = state
        .db
        .write(Scope::Tenant(tenant), async |conn| {
            match promotions::take_step(conn, tenant, id, step, version, now).await? {
                Some(_) => one(conn, tenant, id).await,
                None => Err(refusal(conn, tenant, id, version).await?),
            }
        })
        .await?;
    known(state).await;
    Ok(moved)
}

/// Why a change did not happen.
async fn refusal(
    conn: &mut Conn,
    tenant: TenantId,
    id: PromotionId,
    version: Option<i64>,
) -> Result<Problem, Problem> {
    let there = promotions::find(conn, tenant, id).await?.ok_or_else(Problem::not_found)?;
    if version.is_some_and(|v| v != there.version) {
        return Ok(Problem::new(Kind::Stale, "stale"));
    }
    let code = if there.running() == Running::Ended { "promotion_ended" } else { "promotion_moved_on" };
    Ok(Problem::conflict(code).state(there.running))
}

/// This process knows at once, others within their poll.
async fn known(state: &State) {
    if let Err(error) = state.offers.refresh(&state.db).await {
        tracing::warn!(%error, "the change is known with the next look");
    }
}
