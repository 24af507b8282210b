//! Modifier groups of a merchant's stores: made, changed, removed, and which of them a product may have.
use std::collections::HashMap;

use diesel::result::Error as DieselError;
use souk_events::{ModifierGroupId, ModifierId, StoreId, TenantId};
use souk_kit::{Conn, FieldError, Problem, Scope};

use crate::{
    domain::modifier::{self, Group, GroupInput, PER_PRODUCT},
    error,
    state::State,
    store::{modifiers, stores},
};

/// The tenant's groups by store and age.
///
/// # Errors
/// The database.
pub async fn groups(state: &State, tenant: TenantId) -> Result<Vec<Group>, Problem> {
    state
        .db
        .read(Scope::Tenant(tenant), async |conn| {
            Ok(modifiers::all(conn, None).await?.into_iter().map(|(_, group)| group).collect())
        })
        .await
}

/// The same, each with how many products ask it.
///
/// # Errors
/// The database.
pub async fn list(state: &State, tenant: TenantId) -> Result<Vec<(Group, i64)>, Problem> {
    state
        .db
        .read(Scope::Tenant(tenant), async |conn| {
            let used = modifiers::used(conn).await?;
            let with_use = |(_, group): (TenantId, Group)| {
                let products = used.get(&group.id).copied().unwrap_or_default();
                (group, products)
            };
            Ok(modifiers::all(conn, None).await?.into_iter().map(with_use).collect())
        })
        .await
}

async fn known(conn: &Conn, id: ModifierGroupId) -> Result<Group, Problem> {
    modifiers::some(conn, &[id]).await?.pop().ok_or_else(Problem::not_found)
}

/// A group of the tenant.
///
/// # Errors
/// 404, or the database.
pub async fn get(state: &State, tenant: TenantId, id: ModifierGroupId) -> Result<Group, Problem> {
    state.db.read(Scope::Tenant(tenant), async |conn| known(conn, id).await).await
}

/// A new group of a store.
///
/// # Errors
/// 404 for a store that is not the tenant's, 422.
pub async fn create(
    state: &State,
    tenant: TenantId,
    store: StoreId,
    input: &GroupInput,
) -> Result<Group, Problem> {
    if input.modifiers.iter().any(|row| row.id.is_some()) {
        return Err(Problem::fields(unknown(input, |_| false)));
    }
    let group = Group::check(ModifierGroupId::new(), store, input).map_err(Problem::fields)?;
    let now = state.clock.now();
    state
        .db
        .write(Scope::Tenant(tenant), async |conn| {
            stores::get(conn, store).await?;
            let most = i64::try_from(modifier::GROUPS).unwrap_or(i64::MAX);
            if modifiers::count(conn, store).await? >= most {
                return Err(Problem::field("/title", "too_many"));
            }
            Ok::<_, Problem>(modifiers::insert(conn, tenant, &group, now).await?)
        })
        .await?;
    state.shelf.refresh_words(&state.db, tenant).await?;
    Ok(group)
}

/// Answers that name an id which the group has not.
fn unknown(input: &GroupInput, has: impl Fn(ModifierId) -> bool) -> Vec<FieldError> {
    let rows = input.modifiers.iter().enumerate().filter(|(_, row)| row.id.is_some_and(|id| !has(id)));
    rows.map(|(i, _)| FieldError::new(format!("/modifiers/{i}/id"), "modifier_unknown")).collect()
}

/// Saves a group if nobody else did since `expected`.
///
/// # Errors
/// 404, 412 stale, 422.
pub async fn save(
    state: &State,
    tenant: TenantId,
    id: ModifierGroupId,
    expected: i64,
    input: &GroupInput,
) -> Result<Group, Problem> {
    let now = state.clock.now();
    let saved = state
        .db
        .write(Scope::Tenant(tenant), async |conn| {
            let before = known(conn, id).await?;
            let mut group = Group::check(id, before.store, input).map_err(Problem::fields)?;
            if before.version != expected {
                return Err(error::stale(before.version));
            }
            let wrong = unknown(input, |id| before.modifiers.iter().any(|m| m.id == id));
            if !wrong.is_empty() {
                return Err(Problem::fields(wrong));
            }
            if !modifiers::update(conn, tenant, &group, expected, now).await? {
                return Err(error::stale(expected));
            }
            group.version = expected + 1;
            Ok(group)
        })
        .await?;
    state.shelf.refresh_words(&state.db, tenant).await?;
    Ok(saved)
}

/// Marks a modifier as sold out, or sells it again.
///
/// # Errors
/// 404, or the database.
pub async fn set_sold_out(
    state: &State,
    tenant: TenantId,
    id: ModifierId,
    on: bool,
) -> Result<Group, Problem> {
    let now = state.clock.now();
    let saved = state
        .db
        .write(Scope::Tenant(tenant), async |conn| {
            let group = modifiers::set_sold_out(conn, id, on, now).await?.ok_or_else(Problem::not_found)?;
            known(conn, group).await
        })
        .await?;
    state.shelf.refresh_words(&state.db, tenant).await?;
    Ok(saved)
}

/// Removes a group; its products do without it.
///
/// # Errors
/// 404, or the database.
pub async fn delete(state: &State, tenant: TenantId, id: ModifierGroupId) -> Result<(), Problem> {
    let had = state
        .db
        .write(Scope::Tenant(tenant), async |conn| {
            modifiers::delete(conn, id).await?.ok_or_else(Problem::not_found)
        })
        .await?;
    state.shelf.refresh(&state.db, &had).await?;
    Ok(state.shelf.refresh_words(&state.db, tenant).await?)
}

/// Which of the groups wished for a product of a store are not such of this store, or named twice.
///
/// # Errors
/// The database.
pub(super) async fn refused(
    conn: &Conn,
    store: StoreId,
    wished: &[ModifierGroupId],
) -> Result<Vec<FieldError>, DieselError> {
    if wished.is_empty() {
        return Ok(Vec::new());
    }
    let groups = modifiers::some(conn, wished).await?;
    let stores: HashMap<ModifierGroupId, StoreId> =
        groups.iter().map(|group| (group.id, group.store)).collect();
    let wrong = |(i, id): (usize, &ModifierGroupId)| {
        let twice = wished.iter().take(i).any(|known| known == id);
        let code = match (twice, stores.get(id) == Some(&store), i >= PER_PRODUCT) {
            (true, ..) => "modifier_twice",
            (_, false, _) => "modifier_group_unknown",
            (.., true) => "too_many",
            _ => return None,
        };
        Some(FieldError::new(format!("/modifier_groups/{i}"), code))
    };
    Ok(wished.iter().enumerate().filter_map(wrong).collect())
}
