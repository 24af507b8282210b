//! Who works for whom, in which role.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::{TenantId, UserId};
use souk_kit::{Conn, token::Role};

use super::{revocations, role};
use crate::{
    domain::roles::State,
    schema::{account, membership, membership::dsl, tenant},
};

/// A membership.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = membership)]
pub struct Membership {
    /// Where.
    pub tenant_id: TenantId,
    /// Who.
    pub user_id: UserId,
    /// As what.
    pub role: String,
    /// `active`, `suspended` or `removed`.
    pub state: String,
    /// Version of the rights.
    pub perm_ver: i64,
    /// Since when.
    pub since: DateTime<Utc>,
}

/// Rights that count now: an active member of a tenant that is not suspended. Who waits for approval prepares the
/// shop meanwhile.
#[derive(Clone, Debug)]
pub struct Rights {
    /// Where.
    pub tenant: TenantId,
    /// Its name.
    pub name: String,
    /// As what.
    pub role: Role,
    /// Version of the rights.
    pub perm_ver: i64,
}

/// All rights of a person that count now, oldest first.
///
/// # Errors
/// The database.
pub async fn rights(conn: &mut Conn, user: UserId) -> QueryResult<Vec<Rights>> {
    let rows: Vec<(TenantId, String, String, i64)> = dsl::membership
        .inner_join(tenant::table)
        .filter(dsl::user_id.eq(user).and(dsl::state.eq(State::Active.as_str())))
        .filter(tenant::status.ne("suspended"))
        .order((dsl::since, dsl::tenant_id))
        .limit(100)
        .select((tenant::id, tenant::name, dsl::role, dsl::perm_ver))
        .load(conn)
        .await?;
    rows.into_iter()
        .map(|(tenant, name, word, perm_ver)| Ok(Rights { tenant, name, role: role(&word)?, perm_ver }))
        .collect()
}

/// A membership that was not removed.
///
/// # Errors
/// The database.
pub async fn find(conn: &mut Conn, tenant: TenantId, user: UserId) -> QueryResult<Option<Membership>> {
    dsl::membership
        .find((tenant, user))
        .filter(dsl::state.ne(State::Removed.as_str()))
        .select(Membership::as_select())
        .first(conn)
        .await
        .optional()
}

/// The active owners of a tenant.
///
/// # Errors
/// The database.
pub async fn owners(conn: &mut Conn, tenant: TenantId) -> QueryResult<Vec<UserId>> {
    dsl::membership
        .filter(dsl::tenant_id.eq(tenant).and(dsl::role.eq(Role::Owner.as_str())))
        .filter(dsl::state.eq(State::Active.as_str()))
        .select(dsl::user_id)
        .load(conn)
        .await
}

/// A member's place in the team: since when, and who.
pub type Place = (DateTime<Utc>, UserId);

/// The team with its sealed names and addresses, oldest first, after a place.
///
/// # Errors
/// The database.
pub async fn team(
    conn: &mut Conn,
    tenant: TenantId,
    after: Option<Place>,
    limit: i64,
) -> QueryResult<Vec<(Membership, Vec<u8>, Vec<u8>)>> {
    let (at, last) = after.unwrap_or((DateTime::UNIX_EPOCH, UserId(uuid::Uuid::nil())));
    dsl::membership
        .inner_join(account::table)
        .filter(dsl::tenant_id.eq(tenant).and(dsl::state.ne(State::Removed.as_str())))
        .filter(dsl::since.gt(at).or(dsl::since.eq(at).and(dsl::user_id.gt(last))))
        .order((dsl::since, dsl::user_id))
        .limit(limit)
        .select((Membership::as_select(), account::display_name, account::email))
        .load(conn)
        .await
}

/// Makes somebody a member, again if they were one before. None: they are one already.
///
/// # Errors
/// The database.
pub async fn join(
    conn: &mut Conn,
    tenant: TenantId,
    user: UserId,
    role: Role,
    now: DateTime<Utc>,
) -> QueryResult<Option<Membership>> {
    let upsert = diesel::insert_into(membership::table)
        .values((
            dsl::tenant_id.eq(tenant),
            dsl::user_id.eq(user),
            dsl::role.eq(role.as_str()),
            dsl::state.eq(State::Active.as_str()),
            dsl::perm_ver.eq(1),
            dsl::since.eq(now),
            dsl::changed_at.eq(now),
        ))
        .on_conflict((dsl::tenant_id, dsl::user_id))
        .do_update()
        .set((
            dsl::role.eq(role.as_str()),
            dsl::state.eq(State::Active.as_str()),
            dsl::perm_ver.eq(dsl::perm_ver + 1),
            dsl::since.eq(now),
            dsl::changed_at.eq(now),
        ));
    let was_removed = dsl::state.eq(State::Removed.as_str());
    let joined = diesel::query_dsl::methods::FilterDsl::filter(upsert, was_removed)
        .returning(Membership::as_returning())
        .get_result(conn)
        .await
        .optional()?;
    if joined.is_some() {
        revocations::insert(conn, user, None, now).await?;
    }
    Ok(joined)
}

/// Changes role and state, if both are still what the caller looked at. None: they are not.
///
/// # Errors
/// The database; constraint `membership_last_owner` for the last owner.
pub async fn change(
    conn: &mut Conn,
    from: &Membership,
    to: (Role, State),
    now: DateTime<Utc>,
) -> QueryResult<Option<Membership>> {
    let same = dsl::membership.find((from.tenant_id, from.user_id)).filter(dsl::perm_ver.eq(from.perm_ver));
    let changed = diesel::update(same)
        .set((
            dsl::role.eq(to.0.as_str()),
            dsl::state.eq(to.1.as_str()),
            dsl::perm_ver.eq(dsl::perm_ver + 1),
            dsl::changed_at.eq(now),
        ))
        .returning(Membership::as_returning())
        .get_result(conn)
        .await
        .optional()?;
    if changed.is_some() {
        revocations::insert(conn, from.user_id, None, now).await?;
    }
    Ok(changed)
}
