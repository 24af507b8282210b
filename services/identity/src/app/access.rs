//! Access tokens: what a person may do at this moment, signed.
use chrono::{DateTime, TimeDelta, Utc};
use souk_events::{SessionId, TenantId, UserId};
use souk_kit::{
    Problem,
    token::{Bearer, Claims, IDENTITY, Role},
};

use super::{impersonations::Look, keyring};
use crate::{
    State,
    store::{accounts::Account, memberships::Rights, sessions::Session},
};

/// What a session may do now.
#[derive(Clone, Debug)]
pub struct Standing {
    /// Whose session.
    pub user: UserId,
    /// Which.
    pub session: SessionId,
    /// When the person proved last who they are.
    pub proved_at: DateTime<Utc>,
    /// Platform operator.
    pub admin: bool,
    /// The tenant the person works for in it.
    pub current: Option<Rights>,
    /// All tenants they could switch to.
    pub tenants: Vec<Rights>,
    /// An operator looks at what this person or shop sees.
    pub looking: Option<Look>,
}

impl Standing {
    /// The session's tenant while the rights there count, else the first one.
    #[must_use]
    pub fn new(account: &Account, session: &Session, tenants: Vec<Rights>) -> Self {
        let chosen = tenants.iter().find(|r| Some(r.tenant) == session.tenant_id);
        let current = chosen.or_else(|| tenants.first()).cloned();
        let proved_at = session.confirmed_at.unwrap_or(session.created_at);
        let (user, session) = (account.id, session.id);
        Self { user, session, proved_at, admin: account.admin, current, tenants, looking: None }
    }
    /// The tenant's id.
    #[must_use]
    pub fn tenant(&self) -> Option<TenantId> {
        self.current.as_ref().map(|r| r.tenant)
    }
    /// The role there.
    #[must_use]
    pub fn role(&self) -> Option<Role> {
        self.current.as_ref().map(|r| r.role)
    }
}

/// A signed token and its end.
pub struct Access {
    /// The token.
    pub token: String,
    /// Its end.
    pub expires_at: DateTime<Utc>,
}

/// Signs a token for a session.
///
/// # Errors
/// No signing key.
pub async fn grant(state: &State, standing: &Standing) -> Result<Access, Problem> {
    let now = state.clock.now();
    let looking = standing.looking.as_ref();
    let expires_at = now + state.config.sessions.access();
    let expires_at = looking.map_or(expires_at, |look| look.ends_at.min(expires_at));
    let (iat, exp) = (now.timestamp(), expires_at.timestamp());
    let claims = Claims {
        tid: standing.tenant(),
        role: standing.role(),
        admin: standing.admin,
        perm_ver: standing.current.as_ref().map_or(0, |r| r.perm_ver),
        act: looking.map(|look| look.operator.to_string()),
        fresh_until: (standing.proved_at + state.config.sessions.step_up()).timestamp(),
        sid: Some(standing.session.to_string()),
        ..Claims::new(Bearer::User, IDENTITY, standing.user.to_string(), iat, exp)
    };
    Ok(Access { token: keyring::sign(state, &claims).await?, expires_at })
}

/// How long a page may take to ask modules about one of several shops.
const GLANCE: TimeDelta = TimeDelta::seconds(30);

/// Signs a token for a glance at one of a person's shops, whichever they work for at the moment. It is never fresh and
/// ends at once; the door takes it out of the page.
///
/// # Errors
/// No signing key.
pub async fn glance(
    state: &State,
    user: UserId,
    session: SessionId,
    rights: &Rights,
) -> Result<String, Problem> {
    let now = state.clock.now();
    let (iat, exp) = (now.timestamp(), (now + GLANCE).timestamp());
    let claims = Claims {
        tid: Some(rights.tenant),
        role: Some(rights.role),
        perm_ver: rights.perm_ver,
        sid: Some(session.to_string()),
        ..Claims::new(Bearer::User, IDENTITY, user.to_string(), iat, exp)
    };
    keyring::sign(state, &claims).await
}
