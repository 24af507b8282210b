//! Invitations.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::{TenantId, UserId};
use souk_kit::Conn;
use uuid::Uuid;

use crate::schema::{invitation, invitation::dsl};

/// An invitation.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = invitation)]
pub struct Invitation {
    /// Which.
    pub id: Uuid,
    /// Into which tenant.
    pub tenant_id: TenantId,
    /// Hash of the token in the mail.
    pub token: Vec<u8>,
    /// Keyed hash of the address.
    pub email_lookup: Vec<u8>,
    /// The address, sealed.
    pub email: Vec<u8>,
    /// As what.
    pub role: String,
    /// `sent`, `accepted`, `expired` or `revoked`.
    pub state: String,
    /// By whom.
    pub invited_by: UserId,
    /// Who took it.
    pub accepted_by: Option<UserId>,
    /// Until when.
    pub expires_at: DateTime<Utc>,
    /// Since when.
    pub created_at: DateTime<Utc>,
}

/// Sends a new one; an open one to the same address is revoked.
///
/// # Errors
/// The database.
pub async fn insert(conn: &mut Conn, new: &Invitation) -> QueryResult<()> {
    let open = dsl::invitation
        .filter(dsl::tenant_id.eq(new.tenant_id).and(dsl::email_lookup.eq(&new.email_lookup)))
        .filter(dsl::state.eq("sent"));
    diesel::update(open).set(dsl::state.eq("revoked")).execute(conn).await?;
    diesel::insert_into(invitation::table).values(new).execute(conn).await.map(drop)
}

/// A good one by the hash of its token.
///
/// # Errors
/// The database.
pub async fn by_token(conn: &mut Conn, token: &[u8], now: DateTime<Utc>) -> QueryResult<Option<Invitation>> {
    dsl::invitation
        .filter(dsl::token.eq(token))
        .filter(dsl::state.eq("sent").and(dsl::expires_at.gt(now)))
        .select(Invitation::as_select())
        .first(conn)
        .await
        .optional()
}

/// Takes it: one of many who try at once succeeds.
///
/// # Errors
/// The database.
pub async fn accept(conn: &mut Conn, id: Uuid, user: UserId, now: DateTime<Utc>) -> QueryResult<bool> {
    let good = dsl::invitation.find(id).filter(dsl::state.eq("sent").and(dsl::expires_at.gt(now)));
    let done = diesel::update(good)
        .set((dsl::state.eq("accepted"), dsl::accepted_by.eq(user)))
        .execute(conn)
        .await?;
    Ok(done == 1)
}

/// Takes an open one back. None: it is not open.
///
/// # Errors
/// The database.
pub async fn revoke(conn: &mut Conn, tenant: TenantId, id: Uuid) -> QueryResult<bool> {
    let open = dsl::invitation.find(id).filter(dsl::tenant_id.eq(tenant).and(dsl::state.eq("sent")));
    Ok(diesel::update(open).set(dsl::state.eq("revoked")).execute(conn).await? == 1)
}

/// One of a tenant, whatever its state.
///
/// # Errors
/// The database.
pub async fn find(conn: &mut Conn, tenant: TenantId, id: Uuid) -> QueryResult<Option<Invitation>> {
    dsl::invitation
        .find(id)
        .filter(dsl::tenant_id.eq(tenant))
        .select(Invitation::as_select())
        .first(conn)
        .await
        .optional()
}

/// An invitation's place in the list: since when, and which.
pub type Place = (DateTime<Utc>, Uuid);

/// The open ones of a tenant, newest first, after a place.
///
/// # Errors
/// The database.
pub async fn open(
    conn: &mut Conn,
    tenant: TenantId,
    now: DateTime<Utc>,
    after: Option<Place>,
    limit: i64,
) -> QueryResult<Vec<Invitation>> {
    let mut open = dsl::invitation
        .filter(dsl::tenant_id.eq(tenant).and(dsl::state.eq("sent")).and(dsl::expires_at.gt(now)))
        .order((dsl::created_at.desc(), dsl::id))
        .limit(limit)
        .select(Invitation::as_select())
        .into_boxed();
    if let Some((at, last)) = after {
        open = open.filter(dsl::created_at.lt(at).or(dsl::created_at.eq(at).and(dsl::id.gt(last))));
    }
    open.load(conn).await
}

/// Marks those that ended.
///
/// # Errors
/// The database.
pub async fn expire(conn: &mut Conn, now: DateTime<Utc>) -> QueryResult<usize> {
    diesel::update(dsl::invitation.filter(dsl::state.eq("sent").and(dsl::expires_at.le(now))))
        .set(dsl::state.eq("expired"))
        .execute(conn)
        .await
}
