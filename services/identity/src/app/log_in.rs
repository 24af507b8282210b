//! Signing in: counted first, compared with even timing, then a session.
use chrono::{DateTime, Utc};
use souk_events::{GuestId, SessionId, TenantId, UserId, identity::v1::GuestMerged};
use souk_kit::{Conn, Problem, Scope};

use super::{
    access::{self, Access, Standing},
    person,
};
use crate::{
    State,
    domain::{
        email::Email,
        secret::{self, Secret},
        throttle::Ladder,
    },
    error,
    store::{
        accounts::{self, Account},
        memberships, refresh_tokens,
        sessions::{self, Session},
        throttle,
    },
};

/// Where a request comes from.
#[derive(Clone, Debug)]
pub struct Client {
    /// The network that attempts are counted for.
    pub network: String,
    /// What the person knows the device by.
    pub device: String,
    /// Hash of the user agent.
    pub agent: Vec<u8>,
    /// The visitor who becomes a user.
    pub guest: Option<GuestId>,
}

/// What a browser gets: the value of its cookie.
pub struct Browser {
    /// The cookie.
    pub cookie: Secret,
    /// The session and its rights.
    pub standing: Standing,
}

/// What an API client gets.
pub struct Tokens {
    /// The access token.
    pub access: Access,
    /// The refresh token.
    pub refresh: String,
    /// The session and its rights.
    pub standing: Standing,
}

/// Compares address and password. Attempts are counted before, and taken back for the right person.
async fn prove(state: &State, email: &str, password: &str, client: &Client) -> Result<Account, Problem> {
    let email = Email::parse(email).ok_or_else(|| Problem::field("/email", "email_wrong"))?;
    let now = state.clock.now();
    let hashes = person::lookups(&state.sealer, &email);
    let keys = Keys::new(state, &email, &client.network);
    let (known, stored) = state
        .db
        .write(Scope::Platform("sign in"), async |conn| {
            if let Err(until) = keys.count(conn, now).await? {
                return Err(error::throttled(until, now));
            }
            let known = accounts::by_email(conn, &hashes).await?;
            // Nobody's row is looked for as well, so that an unknown address costs the same.
            let who = known.as_ref().map_or(UserId(uuid::Uuid::nil()), |account| account.id);
            let stored = accounts::password(conn, who).await?;
            Ok((known, stored))
        })
        .await?;
    let right = password.chars().count() <= crate::domain::password::MAX
        && state.passwords.verify(password, stored.as_deref()).await?;
    let account = known.filter(|_| right).ok_or_else(error::credentials_wrong)?;
    let anew = match stored.filter(|s| state.passwords.outdated(s)) {
        Some(_) => Some(state.passwords.hash(password).await?),
        None => None,
    };
    state
        .db
        .write(Scope::Platform("sign in"), async |conn| {
            keys.settle(conn).await?;
            if let Some(hash) = anew {
                accounts::set_password(conn, account.id, &hash, now).await?;
            }
            if let Some(newest) = hashes.first().filter(|h| **h != account.email_lookup) {
                accounts::set_lookup(conn, account.id, newest).await?;
            }
            Ok::<_, Problem>(())
        })
        .await?;
    if account.verified_at.is_none() {
        return Err(error::email_unverified());
    }
    Ok(account)
}

/// The rows that attempts are counted in.
struct Keys {
    account: Vec<u8>,
    network: Vec<u8>,
}

impl Keys {
    fn new(state: &State, email: &Email, network: &str) -> Self {
        let key = |ladder: Ladder, value: &str| {
            state.sealer.lookup(ladder.word(), value).into_iter().next().unwrap_or_default()
        };
        let pair = format!("{}\0{network}", email.as_str());
        Self { account: key(Ladder::Account, &pair), network: key(Ladder::Network, network) }
    }
    async fn count(&self, conn: &mut Conn, now: DateTime<Utc>) -> Result<Result<(), DateTime<Utc>>, Problem> {
        let network = throttle::count(conn, Ladder::Network, &self.network, now).await?;
        if network.is_err() {
            return Ok(network);
        }
        Ok(throttle::count(conn, Ladder::Account, &self.account, now).await?)
    }
    async fn settle(&self, conn: &mut Conn) -> Result<(), Problem> {
        throttle::forgive(conn, &self.network).await?;
        Ok(throttle::clear(conn, &self.account).await?)
    }
}

/// Begins a session in a transaction that already knows the person; tells that the visitor became a user.
///
/// # Errors
/// The database.
pub async fn begin(
    conn: &mut Conn,
    state: &State,
    account: &Account,
    client: &Client,
    cookie: Option<&Secret>,
    wanted: Option<TenantId>,
) -> Result<Session, Problem> {
    let now = state.clock.now();
    let tenant_id = match wanted {
        Some(tenant) => Some(tenant),
        None => sessions::last_tenant(conn, account.id).await?,
    };
    let waiting = account.verified_at.is_none();
    let session = Session {
        id: SessionId::new(),
        user_id: account.id,
        kind: if cookie.is_some() { "browser" } else { "api" }.into(),
        token: cookie.map(Secret::hash),
        tenant_id,
        device: client.device.chars().take(80).collect(),
        agent: client.agent.clone(),
        guest: client.guest.filter(|_| waiting),
        created_at: now,
        last_seen_at: now,
        expires_at: now + state.config.sessions.idle(),
        revoked_at: None,
        reason: None,
    };
    sessions::insert(conn, &session).await?;
    if let Some(guest) = client.guest.filter(|_| !waiting) {
        merge(conn, state, guest, account.id).await?;
    }
    Ok(session)
}

/// Tells that a visitor is this user.
///
/// # Errors
/// The database.
pub async fn merge(conn: &mut Conn, state: &State, guest: GuestId, user: UserId) -> Result<(), Problem> {
    let told = GuestMerged { guest_id: guest.to_string(), user_id: user.to_string() };
    souk_outbox::publish(conn, &souk_kit::meta(None), state.clock.now(), &told).await?;
    Ok(())
}

/// Makes operators of those whom the settings name, once their address is confirmed.
///
/// # Errors
/// The database.
pub async fn appoint(conn: &mut Conn, state: &State, account: &mut Account) -> Result<(), Problem> {
    if !account.admin && account.verified_at.is_some() {
        let email = person::email(conn, &state.sealer, account).await?;
        if email.is_in(&state.config.identity.admins) {
            accounts::make_admin(conn, account.id).await?;
            account.admin = true;
            tracing::warn!(user = %account.id, "became a platform operator by setting");
        }
    }
    Ok(())
}

/// Signs a browser in.
///
/// # Errors
/// 401, 403 for an unconfirmed address, 422, 429, 503.
pub async fn browser(
    state: &State,
    email: &str,
    password: &str,
    client: &Client,
) -> Result<Browser, Problem> {
    let mut account = prove(state, email, password, client).await?;
    let cookie = Secret::new().map_err(Problem::internal)?;
    let standing = state
        .db
        .write(Scope::Platform("sign in"), async |conn| {
            appoint(conn, state, &mut account).await?;
            let session = begin(conn, state, &account, client, Some(&cookie), None).await?;
            let rights = memberships::rights(conn, account.id).await?;
            Ok::<_, Problem>(Standing::new(&account, &session, rights))
        })
        .await?;
    Ok(Browser { cookie, standing })
}

/// Signs an API client in.
///
/// # Errors
/// As [`browser`]; 404 for a tenant that the person does not work for.
pub async fn api(
    state: &State,
    email: &str,
    password: &str,
    tenant: Option<TenantId>,
    client: &Client,
) -> Result<Tokens, Problem> {
    let mut account = prove(state, email, password, client).await?;
    let refresh = Secret::new().map_err(Problem::internal)?;
    let standing = state
        .db
        .write(Scope::Platform("sign in"), async |conn| {
            appoint(conn, state, &mut account).await?;
            let rights = memberships::rights(conn, account.id).await?;
            if tenant.is_some_and(|t| rights.iter().all(|r| r.tenant != t)) {
                return Err(Problem::not_found());
            }
            let session = begin(conn, state, &account, client, None, tenant).await?;
            refresh_tokens::insert(conn, session.id, &refresh.hash(), None, state.clock.now()).await?;
            Ok(Standing::new(&account, &session, rights))
        })
        .await?;
    Ok(Tokens {
        access: access::grant(state, &standing).await?,
        refresh: refresh.as_str().to_owned(),
        standing,
    })
}

/// The hash of a user agent.
#[must_use]
pub fn agent_hash(agent: &str) -> Vec<u8> {
    secret::hash(agent)
}
