//! Keys for a shop's programs: shown once, good for some areas, taken back at once.
use chrono::TimeDelta;
use souk_events::{SessionId, TenantId, UserId};
use souk_kit::{
    Conn, FieldError, Problem, Scope,
    token::{Bearer, Claims, IDENTITY},
};
use uuid::Uuid;

use super::{access::Access, keyring};
use crate::{
    State,
    domain::{
        name, scope,
        secret::{self, Secret},
    },
    error,
    store::{
        accounts,
        api_keys::{self, ApiKey},
        memberships::{self, Rights},
        revocations,
    },
};

/// How a key begins, so that people and leak scanners know one when they see it.
pub const PREFIX: &str = "souk_key_";
/// Longest life that can be asked for, days.
pub const DAYS: i64 = 366;
const SEEN_EVERY: TimeDelta = TimeDelta::minutes(5);

/// A key as somebody described it.
#[derive(Clone, Debug)]
pub struct Draft {
    /// What people know it by.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<String>,
    /// Its life; for ever when none.
    pub days: Option<i64>,
}

impl Draft {
    fn check(&self) -> Result<(String, Vec<String>), Problem> {
        let mut wrong = Vec::new();
        let name = name::parse(&self.name).map_err(|code| wrong.push(FieldError::new("/name", code)));
        let scopes = scope::parse(&self.scopes).map_err(|(place, code)| {
            let pointer = place.map_or_else(|| "/scopes".to_owned(), |n| format!("/scopes/{n}"));
            wrong.push(FieldError::new(pointer, code));
        });
        if self.days.is_some_and(|days| !(1..=DAYS).contains(&days)) {
            wrong.push(FieldError::new("/expires_in_days", "days_range"));
        }
        match (name, scopes) {
            (Ok(name), Ok(scopes)) if wrong.is_empty() => Ok((name, scopes)),
            _ => Err(Problem::fields(wrong)),
        }
    }
}

/// Makes a key; the secret is told this once.
///
/// # Errors
/// 422 with the fields that are wrong.
pub async fn create(
    state: &State,
    tenant: TenantId,
    user: UserId,
    draft: &Draft,
) -> Result<(ApiKey, String), Problem> {
    let (name, scopes) = draft.check()?;
    let now = state.clock.now();
    let secret = format!("{PREFIX}{}", Secret::new().map_err(Problem::internal)?.as_str());
    let hint = secret.get(secret.len().saturating_sub(4)..).unwrap_or_default().to_owned();
    let new = ApiKey {
        id: Uuid::now_v7(),
        tenant_id: tenant,
        user_id: user,
        name,
        token: secret::hash(&secret),
        hint,
        scopes,
        expires_at: draft.days.map(|days| now + TimeDelta::days(days)),
        created_at: now,
        last_used_at: None,
        revoked_at: None,
    };
    let keep = async |conn: &mut Conn| api_keys::insert(conn, &new).await.map_err(error::quota);
    state.db.write(Scope::Tenant(tenant), keep).await?;
    tracing::info!(%tenant, %user, key = %new.id, scopes = new.scopes.join(" "), "key made");
    Ok((new, secret))
}

/// The keys of a tenant that were not taken back, newest first.
///
/// # Errors
/// The database.
pub async fn list(state: &State, tenant: TenantId) -> Result<Vec<ApiKey>, Problem> {
    state.db.read(Scope::Tenant(tenant), async |conn| Ok(api_keys::list(conn, tenant).await?)).await
}

/// Takes a key back; the door drops what it keeps of it.
///
/// # Errors
/// 404 when it is not there.
pub async fn revoke(state: &State, tenant: TenantId, id: Uuid) -> Result<(), Problem> {
    let now = state.clock.now();
    state
        .db
        .write(Scope::Tenant(tenant), async |conn| {
            let user = api_keys::revoke(conn, tenant, id, now).await?.ok_or_else(Problem::not_found)?;
            tracing::info!(%tenant, key = %id, "key taken back");
            Ok(revocations::insert(conn, user, Some(SessionId(id)), now).await?)
        })
        .await
}

/// What the door learns about a key.
pub struct Exchanged {
    /// The token to go on with.
    pub access: Access,
    /// The key, as the session that it stands for.
    pub key: SessionId,
    /// Who made it.
    pub user: UserId,
    /// The shop it works for, and as what.
    pub rights: Rights,
}

/// Exchanges a key for an access token. It may do what its maker may in that shop now, and no more than its scopes.
///
/// # Errors
/// 401 for a key that is unknown, over or taken back, or whose maker works there no more.
pub async fn exchange(state: &State, typed: &str) -> Result<Exchanged, Problem> {
    let now = state.clock.now();
    let token = secret::hash(typed);
    let (key, rights) = state
        .db
        .write(Scope::Platform("key exchange"), async |conn| {
            let key = api_keys::by_token(conn, &token, now).await?.ok_or_else(error::session_unknown)?;
            let account = accounts::find(conn, key.user_id).await?.filter(|a| a.verified_at.is_some());
            account.ok_or_else(error::session_unknown)?;
            let rights = memberships::rights(conn, key.user_id).await?;
            let rights = rights.into_iter().find(|r| r.tenant == key.tenant_id);
            let rights = rights.ok_or_else(error::session_unknown)?;
            if key.last_used_at.is_none_or(|at| now - at > SEEN_EVERY) {
                api_keys::touch(conn, key.id, now).await?;
            }
            Ok::<_, Problem>((key, rights))
        })
        .await?;
    let longest = now + state.config.sessions.access();
    let expires_at = key.expires_at.map_or(longest, |end| end.min(longest));
    let (iat, exp) = (now.timestamp(), expires_at.timestamp());
    let claims = Claims {
        tid: Some(rights.tenant),
        role: Some(rights.role),
        perm_ver: rights.perm_ver,
        scope: Some(key.scopes),
        sid: Some(SessionId(key.id).to_string()),
        ..Claims::new(Bearer::User, IDENTITY, key.user_id.to_string(), iat, exp)
    };
    let access = Access { token: keyring::sign(state, &claims).await?, expires_at };
    Ok(Exchanged { access, key: SessionId(key.id), user: key.user_id, rights })
}
