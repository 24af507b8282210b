//! An operator looks at what a merchant or a person sees: with a reason, for a quarter of an hour, and nothing can be
//! changed so. Those concerned are written to.
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use souk_events::{
    SessionId, TenantId, UserId,
    identity::v1::{ImpersonationEnded, ImpersonationStarted},
};
use souk_kit::{Conn, Problem, Scope, token::Role};
use souk_outbox::timers;
use uuid::Uuid;

use super::{access::Standing, mailing, person};
use crate::{
    State,
    domain::{email::Email, reason},
    store::{
        accounts::{self, Account},
        impersonations::{self, Impersonation},
        memberships::{self, Rights},
        revocations, sessions, tenants,
    },
};

/// The timer that ends one.
pub const TIMER: &str = "identity.end_impersonation";
/// How long one lasts.
pub const LASTS: TimeDelta = TimeDelta::minutes(15);
const SCOPE: Scope = Scope::Platform("an operator looks at somebody's view");

/// At whose view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A merchant's, as its owner.
    Tenant(TenantId),
    /// A person's.
    Person(UserId),
}

/// Finds a person by id or address, as an operator types it.
///
/// # Errors
/// 422 for nobody.
pub async fn person_named(state: &State, typed: &str) -> Result<UserId, Problem> {
    let nobody = || Problem::field("/person", "person_unknown");
    if let Ok(user) = typed.trim().parse::<UserId>() {
        return Ok(user);
    }
    let email = Email::parse(typed).ok_or_else(nobody)?;
    let hashes = person::lookups(&state.sealer, &email);
    let find = async |conn: &mut Conn| Ok::<_, Problem>(accounts::by_email(conn, &hashes).await?);
    state.db.read(SCOPE, find).await?.map(|account| account.id).ok_or_else(nobody)
}

/// Begins. From the next request on, the operator's browser sees what the other sees.
///
/// # Errors
/// 409 without a browser's session, or while another one is open; 422 for nobody, an operator, or without a reason.
pub async fn begin(
    state: &State,
    operator: UserId,
    session: SessionId,
    target: &Target,
    why: &str,
) -> Result<Impersonation, Problem> {
    let reason = reason::parse(why).map_err(|code| Problem::field("/reason", code))?;
    let now = state.clock.now();
    let (tenant, whom) = match target {
        Target::Tenant(tenant) => (Some(*tenant), None),
        Target::Person(user) => (None, Some(*user)),
    };
    let new = Impersonation {
        id: Uuid::now_v7(),
        operator,
        session_id: session,
        tenant,
        person: whom,
        reason,
        started_at: now,
        ends_at: now + LASTS,
        ended_at: None,
        ended_by: None,
    };
    state
        .db
        .write(SCOPE, async |conn| {
            let own = sessions::find(conn, session).await?;
            if !own.is_some_and(|s| s.kind == "browser" && s.revoked_at.is_none() && s.user_id == operator) {
                return Err(Problem::conflict("browser_needed"));
            }
            let people = concerned(conn, target).await?;
            if !impersonations::insert(conn, &new).await? {
                return Err(Problem::conflict("impersonation_open"));
            }
            let key = new.id.to_string();
            timers::schedule(conn, TIMER, &key, None, new.ends_at, &serde_json::Value::Null).await?;
            revocations::insert(conn, operator, Some(session), now).await?;
            let minutes = LASTS.num_minutes().to_string();
            let args = [("reason", new.reason.as_str()), ("minutes", &minutes)];
            mailing::queue_to(conn, state, &people, "looked-at", &args).await?;
            let told = ImpersonationStarted {
                impersonation_id: key,
                operator_id: operator.to_string(),
                tenant_id: tenant.map(|t| t.to_string()).unwrap_or_default(),
                subject_id: whom.map(|u| u.to_string()).unwrap_or_default(),
                ends_at: new.ends_at.to_rfc3339_opts(SecondsFormat::Secs, true),
            };
            souk_outbox::publish(conn, &souk_kit::meta(None), now, &told).await?;
            Ok(())
        })
        .await?;
    mailing::ring(state);
    tracing::info!(%operator, impersonation = %new.id, "an operator looks at somebody's view");
    Ok(new)
}

/// Whom to tell: the owners of the shop, or the person. Nobody looks at what another operator sees.
async fn concerned(conn: &mut Conn, target: &Target) -> Result<Vec<UserId>, Problem> {
    match target {
        Target::Tenant(tenant) => {
            let wrong = || Problem::field("/tenant_id", "choice_unknown");
            tenants::find(conn, *tenant).await?.ok_or_else(wrong)?;
            Ok(memberships::owners(conn, *tenant).await?)
        }
        Target::Person(user) => {
            let wrong = |code| Problem::field("/person", code);
            let account = accounts::find(conn, *user).await?.ok_or_else(|| wrong("person_unknown"))?;
            if account.admin { Err(wrong("person_operator")) } else { Ok(vec![*user]) }
        }
    }
}

/// Ends one, unless it has ended.
///
/// # Errors
/// The database.
pub async fn end(conn: &mut Conn, id: Uuid, by: &str, now: DateTime<Utc>) -> Result<(), Problem> {
    let Some(one) = impersonations::end(conn, id, by, now).await? else { return Ok(()) };
    revocations::insert(conn, one.operator, Some(one.session_id), now).await?;
    let told = ImpersonationEnded {
        impersonation_id: one.id.to_string(),
        operator_id: one.operator.to_string(),
        tenant_id: one.tenant.map(|t| t.to_string()).unwrap_or_default(),
        subject_id: one.person.map(|u| u.to_string()).unwrap_or_default(),
        by: by.to_owned(),
    };
    souk_outbox::publish(conn, &souk_kit::meta(None), now, &told).await?;
    Ok(())
}

/// Ends what a session looks at.
///
/// # Errors
/// The database.
pub async fn end_of(state: &State, session: SessionId) -> Result<(), Problem> {
    let now = state.clock.now();
    state
        .db
        .write(SCOPE, async |conn| match impersonations::of_session(conn, session, now).await? {
            Some(one) => end(conn, one.id, "operator", now).await,
            None => Ok(()),
        })
        .await
}

/// What the door is told about an operator who looks.
#[derive(Clone, Debug)]
pub struct Look {
    /// Who looks.
    pub operator: UserId,
    /// The merchant's or the person's name.
    pub whose: String,
    /// Why.
    pub reason: String,
    /// When it ends by itself.
    pub ends_at: DateTime<Utc>,
}

/// What a session is while its operator looks at another's view: their rights, to look only.
///
/// # Errors
/// The database.
pub async fn view(
    conn: &mut Conn,
    state: &State,
    own: &Account,
    standing: &Standing,
) -> Result<Option<Standing>, Problem> {
    if !own.admin {
        return Ok(None);
    }
    let found = impersonations::of_session(conn, standing.session, state.clock.now()).await?;
    let Some(one) = found else { return Ok(None) };
    let (user, current, whose) = match (one.tenant, one.person) {
        (Some(tenant), _) => {
            let Some(shop) = tenants::find(conn, tenant).await? else { return Ok(None) };
            let rights = Rights { tenant, name: shop.name.clone(), role: Role::Owner, perm_ver: 0 };
            (own.id, Some(rights), shop.name)
        }
        (None, Some(user)) => {
            let account = accounts::find(conn, user).await?.filter(|account| !account.admin);
            let Some(account) = account else { return Ok(None) };
            (user, None, person::open(conn, &state.sealer, &account.display_name).await?)
        }
        (None, None) => return Ok(None),
    };
    let look = Look { operator: own.id, whose, reason: one.reason, ends_at: one.ends_at };
    Ok(Some(Standing {
        user,
        session: standing.session,
        proved_at: DateTime::UNIX_EPOCH,
        admin: false,
        current,
        tenants: Vec::new(),
        looking: Some(look),
    }))
}

/// The record, newest first.
///
/// # Errors
/// The database.
pub async fn list(state: &State, before: Option<Uuid>, limit: i64) -> Result<Vec<Impersonation>, Problem> {
    let work = async |conn: &mut Conn| Ok(impersonations::list(conn, before, limit).await?);
    state.db.read(SCOPE, work).await
}
