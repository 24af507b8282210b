//! Words that mean the same to a merchant's customers.
use serde::{Deserialize, Serialize};
use souk_events::TenantId;
use souk_kit::{Problem, Scope};
use uuid::Uuid;

use crate::{
    domain::synonym,
    error,
    state::State,
    store::synonyms::{self, SynonymRow},
};

/// A group of words as somebody writes it.
#[derive(Clone, Debug, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SynonymInput {
    /// Words or short phrases that mean the same.
    #[schema(min_items = 2, max_items = 12)]
    pub terms: Vec<String>,
}

/// The tenant's groups, oldest first.
///
/// # Errors
/// The database.
pub async fn list(state: &State, tenant: TenantId) -> Result<Vec<SynonymRow>, Problem> {
    state.db.read(Scope::Tenant(tenant), async |conn| Ok(synonyms::all(conn).await?)).await
}

/// A new group.
///
/// # Errors
/// 422: fewer than two terms, or too many groups.
pub async fn create(state: &State, tenant: TenantId, input: &SynonymInput) -> Result<SynonymRow, Problem> {
    let terms = synonym::check(&input.terms).map_err(Problem::fields)?;
    let row = SynonymRow {
        tenant_id: tenant,
        id: Uuid::now_v7(),
        terms,
        version: 1,
        changed_at: state.clock.now(),
    };
    state
        .db
        .write(Scope::Tenant(tenant), async |conn| {
            let most = i64::try_from(synonym::MOST).unwrap_or(i64::MAX);
            if synonyms::count(conn).await? >= most {
                return Err(Problem::field("/terms", "too_many"));
            }
            Ok::<_, Problem>(synonyms::insert(conn, &row).await?)
        })
        .await?;
    state.shelf.refresh_words(&state.db, tenant).await?;
    Ok(row)
}

/// Saves a group if nobody else did since `expected`.
///
/// # Errors
/// 404, 412 stale, 422.
pub async fn save(
    state: &State,
    tenant: TenantId,
    id: Uuid,
    expected: i64,
    input: &SynonymInput,
) -> Result<SynonymRow, Problem> {
    let terms = synonym::check(&input.terms).map_err(Problem::fields)?;
    let now = state.clock.now();
    let saved = state
        .db
        .write(Scope::Tenant(tenant), async |conn| {
            match synonyms::update(conn, id, expected, &terms, now).await? {
                Some(row) => Ok(row),
                None => Err(error::stale(synonyms::get(conn, id).await?.version)),
            }
        })
        .await?;
    state.shelf.refresh_words(&state.db, tenant).await?;
    Ok(saved)
}

/// Removes a group.
///
/// # Errors
/// 404.
pub async fn delete(state: &State, tenant: TenantId, id: Uuid) -> Result<(), Problem> {
    let done = state
        .db
        .write::<_, Problem, _>(Scope::Tenant(tenant), async |conn| Ok(synonyms::delete(conn, id).await?))
        .await?;
    if !done {
        return Err(Problem::not_found());
    }
    Ok(state.shelf.refresh_words(&state.db, tenant).await?)
}
