//! Signing in: counted first, compared with even timing, then a session.
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use souk_events::{GuestId, SessionId, TenantId, UserId, identity::v1::GuestMerged};
use souk_kit::{Conn, Problem, Scope};

use super::{
    access::{self, Access, Standing},
    person, second_factor,
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

/// What comes of a right address and password.
pub enum Entry {
    /// The browser is signed in.
    In(Box<Browser>),
    /// The second factor is needed; with this ticket the password is not asked for again.
    Code(String),
}

/// Who has given the right password, and until when that counts; sealed on its way through the browser.
#[derive(Serialize, Deserialize)]
struct Ticket {
    user: UserId,
    until: DateTime<Utc>,
}

/// How long somebody may look for their phone.
const TICKET: TimeDelta = TimeDelta::minutes(5);

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

/// The row in which attempts from a network are counted.
pub(super) fn network_counter(state: &State, network: &str) -> Vec<u8> {
    state.sealer.lookup(Ladder::Network.word(), network).into_iter().next().unwrap_or_default()
}

impl Keys {
    fn new(state: &State, email: &Email, network: &str) -> Self {
        let pair = format!("{}\0{network}", email.as_str());
        let account = state.sealer.lookup(Ladder::Account.word(), &pair).into_iter().next();
        Self { account: account.unwrap_or_default(), network: network_counter(state, network) }
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
        confirmed_at: None,
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

/// Signs a browser in, or asks for the second factor.
///
/// # Errors
/// 401, 403 for an unconfirmed address, 422, 429, 503.
pub async fn browser(state: &State, email: &str, password: &str, client: &Client) -> Result<Entry, Problem> {
    let account = prove(state, email, password, client).await?;
    match second_factor::demand(state, account.id, None).await {
        Ok(()) => Ok(Entry::In(Box::new(enter(state, account, client).await?))),
        Err(problem) if problem.code == "second_factor_required" => {
            let ticket = Ticket { user: account.id, until: state.clock.now() + TICKET };
            let plain = serde_json::to_vec(&ticket).map_err(Problem::internal)?;
            Ok(Entry::Code(URL_SAFE_NO_PAD.encode(state.sealer.seal_platform(&plain)?)))
        }
        Err(problem) => Err(problem),
    }
}

/// Signs a browser in with the code that was asked for.
///
/// # Errors
/// 401 for a ticket that is over, 422 for a wrong code, 429.
pub async fn browser_with_code(
    state: &State,
    ticket: &str,
    code: &str,
    client: &Client,
) -> Result<Browser, Problem> {
    let sealed = URL_SAFE_NO_PAD.decode(ticket).map_err(|_| error::ticket_over())?;
    let plain = state.sealer.open_platform(&sealed).map_err(|_| error::ticket_over())?;
    let ticket: Ticket = serde_json::from_slice(&plain).map_err(|_| error::ticket_over())?;
    if ticket.until <= state.clock.now() {
        return Err(error::ticket_over());
    }
    second_factor::demand(state, ticket.user, Some(code)).await.map_err(|problem| {
        // An empty field is a wrong code here.
        if problem.code == "second_factor_required" { Problem::field("/code", "required") } else { problem }
    })?;
    let find = async |conn: &mut Conn| Ok::<_, Problem>(accounts::find(conn, ticket.user).await?);
    let account = state.db.read(Scope::Platform("sign in"), find).await?.ok_or_else(error::ticket_over)?;
    enter(state, account, client).await
}

/// Begins the session of a browser whose person has proved who they are.
///
/// # Errors
/// The database.
pub(super) async fn enter(state: &State, mut account: Account, client: &Client) -> Result<Browser, Problem> {
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

/// Signs an API client in, with the code of the second factor if the person has one.
///
/// # Errors
/// As [`browser`]; 401 when a code is needed; 404 for a tenant that the person does not work for.
pub async fn api(
    state: &State,
    email: &str,
    password: &str,
    code: Option<&str>,
    tenant: Option<TenantId>,
    client: &Client,
) -> Result<Tokens, Problem> {
    let account = prove(state, email, password, client).await?;
    second_factor::demand(state, account.id, code).await?;
    tokens(state, account, tenant, client).await
}

/// Begins the session of an API client whose person has proved who they are.
///
/// # Errors
/// 404 for a tenant that the person does not work for.
pub(super) async fn tokens(
    state: &State,
    mut account: Account,
    tenant: Option<TenantId>,
    client: &Client,
) -> Result<Tokens, Problem> {
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
