//! Exports: the products of a store as a file of our own format, read page by page while it is sent.
use souk_events::{StoreId, TenantId};
use souk_kit::{Problem, Scope};
use uuid::Uuid;

use super::{products::complete, said};
use crate::{
    domain::csv::write::{self, Style},
    state::State,
    store::{
        exports::{self, ExportRow},
        stores::{self, StoreRow},
    },
};

/// Products read at once.
const PAGE: i64 = 200;

/// Notes who takes the products of a store home.
///
/// # Errors
/// 404 for a store that is not the tenant's, or the database.
pub async fn begin(
    state: &State,
    tenant: TenantId,
    actor: &str,
    store: StoreId,
) -> Result<StoreRow, Problem> {
    let at = state.clock.now();
    state
        .db
        .write(Scope::Tenant(tenant), async |conn| {
            let store = stores::get(conn, store).await?;
            let products = exports::count(conn, store.id).await?;
            let (id, actor) = (Uuid::now_v7(), actor.to_owned());
            let row = ExportRow { tenant_id: tenant, id, store_id: store.id, actor, products, at };
            exports::insert(conn, &row).await?;
            Ok(store)
        })
        .await
}

/// The latest exports of the tenant, newest first.
///
/// # Errors
/// The database.
pub async fn list(state: &State, tenant: TenantId) -> Result<Vec<ExportRow>, Problem> {
    state.db.read(Scope::Tenant(tenant), async |conn| Ok(exports::list(conn, 10).await?)).await
}

/// The products after a handle as bytes of the file, and the last handle; none at its end.
///
/// # Errors
/// The database.
pub async fn page(
    state: &State,
    store: &StoreRow,
    after: &str,
    style: Style,
) -> Result<Option<(Vec<u8>, String)>, Problem> {
    let found = state
        .db
        .read::<_, Problem, _>(Scope::Tenant(store.tenant_id), async |conn| {
            let rows = exports::products(conn, store.id, after, PAGE).await?;
            let questions = match rows.iter().any(|row| !row.modifier_groups.is_empty()) {
                true => said::questions(conn, store.id).await?,
                false => said::Questions::new(),
            };
            let whole = complete(conn, rows).await?;
            Ok(whole.iter().map(|whole| said::said(whole, &questions)).collect::<Vec<_>>())
        })
        .await?;
    let Some(last) = found.last().map(|said| said.handle.clone()) else { return Ok(None) };
    let currency = store.currency();
    let rows: Vec<_> = found.iter().flat_map(|said| write::rows(said, currency, style)).collect();
    let bytes = write::bytes(&rows, style).map_err(Problem::internal)?;
    Ok(Some((bytes, last)))
}
