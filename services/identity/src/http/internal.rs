//! What the gateway and other modules ask.
use actix_web::{HttpResponse, Responder, get, post, web};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use souk_events::{SessionId, TenantId, UserId};
use souk_kit::{Caller, Json, Path, Problem, Query, Scope, caller::Module, token::Role};
use utoipa::{IntoParams, ToSchema};

use crate::{
    State,
    app::{api_keys, profile, sessions},
    store::{memberships::Rights, revocations},
};

/// A cookie's value, or a key.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExchangeRequest {
    /// What the browser or the program sent.
    #[schema(max_length = 128)]
    pub session: String,
}

/// A tenant that a person works for.
#[derive(Debug, Serialize, ToSchema)]
pub struct TenantBrief {
    /// Which.
    pub id: TenantId,
    /// Its name.
    pub name: String,
    /// As what.
    pub role: Role,
}

impl From<&Rights> for TenantBrief {
    fn from(rights: &Rights) -> Self {
        Self { id: rights.tenant, name: rights.name.clone(), role: rights.role }
    }
}

/// Whose cookie it is, with a token to go on.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExchangeAnswer {
    /// Access token.
    pub token: String,
    /// Its end.
    pub expires_at: DateTime<Utc>,
    /// Who.
    pub user_id: UserId,
    /// Which session.
    pub session_id: SessionId,
    /// How to call them.
    pub display_name: String,
    /// The tenant they work for at the moment.
    pub tenant_id: Option<TenantId>,
    /// Its name.
    pub tenant_name: Option<String>,
    /// Their role there.
    pub role: Option<Role>,
    /// Platform operator.
    pub admin: bool,
    /// Their language.
    pub language: Option<String>,
    /// All tenants they work for.
    pub tenants: Vec<TenantBrief>,
    /// An operator looks at what this person or shop sees, and changes nothing.
    pub looking: Option<LookAnswer>,
}

/// Whose view an operator looks at, and why.
#[derive(Debug, Serialize, ToSchema)]
pub struct LookAnswer {
    /// The merchant's or the person's name.
    pub whose: String,
    /// Who looks.
    pub operator: String,
    /// Why, in their words.
    pub reason: String,
    /// When it ends by itself.
    pub ends_at: DateTime<Utc>,
}

/// Exchanges a browser's cookie or a program's key for an access token.
#[utoipa::path(
    operation_id = "exchange_session", tag = "internal", security(("bearer" = [])), request_body = ExchangeRequest,
    responses((status = 200, body = ExchangeAnswer))
)]
#[post("/internal/sessions/exchange")]
pub async fn exchange_session(
    _caller: Caller<Module>,
    state: web::Data<State>,
    body: Json<ExchangeRequest>,
) -> Result<impl Responder, Problem> {
    if body.session.starts_with(api_keys::PREFIX) {
        let done = api_keys::exchange(&state, &body.session).await?;
        return Ok(HttpResponse::Ok().json(ExchangeAnswer {
            token: done.access.token,
            expires_at: done.access.expires_at,
            user_id: done.user,
            session_id: done.key,
            display_name: String::new(),
            tenant_id: Some(done.rights.tenant),
            tenant_name: Some(done.rights.name),
            role: Some(done.rights.role),
            admin: false,
            language: None,
            tenants: Vec::new(),
            looking: None,
        }));
    }
    let done = sessions::exchange(&state, &body.session).await?;
    let standing = done.standing;
    // The name is the operator's own; while they look, the shell greets whom they look at.
    let (display_name, looking) = match &standing.looking {
        None => (done.display_name, None),
        Some(look) => {
            let (whose, reason) = (look.whose.clone(), look.reason.clone());
            let look = LookAnswer { whose, operator: done.display_name, reason, ends_at: look.ends_at };
            (look.whose.clone(), Some(look))
        }
    };
    Ok(HttpResponse::Ok().json(ExchangeAnswer {
        token: done.access.token,
        expires_at: done.access.expires_at,
        user_id: standing.user,
        session_id: standing.session,
        display_name,
        looking,
        tenant_id: standing.tenant(),
        tenant_name: standing.current.as_ref().map(|r| r.name.clone()),
        role: standing.role(),
        admin: standing.admin,
        language: Some(done.language),
        tenants: standing.tenants.iter().map(TenantBrief::from).collect(),
    }))
}

/// Since when.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Since {
    /// `now` of the answer before; everything that is kept when left out.
    pub since: Option<DateTime<Utc>>,
}

/// Whose cached tokens are out of date.
#[derive(Debug, Serialize, ToSchema)]
pub struct Revocations {
    /// Pass it as `since` next time.
    pub now: DateTime<Utc>,
    /// The notes, the newest first.
    pub items: Vec<Revoked>,
}

/// One note.
#[derive(Debug, Serialize, ToSchema)]
pub struct Revoked {
    /// Tells a note that was seen already from a new one.
    pub seq: i64,
    /// Whose.
    pub user_id: UserId,
    /// The session that ended or switched tenant; none: all of the person's, whose rights changed.
    pub session_id: Option<SessionId>,
}

/// Notes overlap by so much: a transaction may commit after a later one.
const OVERLAP: TimeDelta = TimeDelta::seconds(20);

/// Tells whoever caches tokens which ones to drop. Answers overlap on purpose; `seq` tells what is new.
#[utoipa::path(
    operation_id = "list_revocations", tag = "internal", security(("bearer" = [])), params(Since),
    responses((status = 200, body = Revocations))
)]
#[get("/internal/revocations")]
pub async fn list_revocations(
    _caller: Caller<Module>,
    state: web::Data<State>,
    query: Query<Since>,
) -> Result<impl Responder, Problem> {
    let now = state.clock.now();
    let oldest = now - TimeDelta::minutes(15);
    let since = query.since.unwrap_or(oldest).max(oldest) - OVERLAP;
    let rows = state
        .db
        .read(Scope::Platform("revocations"), async |conn| {
            Ok::<_, Problem>(revocations::since(conn, since).await?)
        })
        .await?;
    let items = rows.into_iter().map(|(seq, user_id, session_id)| Revoked { seq, user_id, session_id });
    Ok(HttpResponse::Ok().json(Revocations { now, items: items.collect() }))
}

/// What it is needed for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Purpose {
    /// A word for the audit log, `dispute` for example.
    #[param(required = true, nullable = false, pattern = "^[a-z_]{1,40}$")]
    pub purpose: Option<String>,
}

/// What identity knows of a person.
#[derive(Debug, Serialize, ToSchema)]
pub struct Personal {
    /// Who.
    pub user_id: UserId,
    /// Name.
    pub display_name: String,
    /// Address.
    pub email: String,
    /// Language.
    pub language: String,
}

/// A person's name and address, for a stated purpose.
#[utoipa::path(
    operation_id = "get_personal", tag = "internal", security(("bearer" = [])),
    params(("user_id" = UserId, Path), Purpose),
    responses((status = 200, body = Personal))
)]
#[get("/internal/users/{user_id}/personal")]
pub async fn get_personal(
    caller: Caller<Module>,
    state: web::Data<State>,
    path: Path<UserId>,
    query: Query<Purpose>,
) -> Result<impl Responder, Problem> {
    let word = query.purpose.as_deref().unwrap_or_default();
    if !(1..=40).contains(&word.len()) || !word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_') {
        return Err(Problem {
            kind: souk_kit::Kind::Invalid,
            ..Problem::field("/purpose", "choice_unknown")
        });
    }
    let found = profile::find(&state, *path).await?;
    tracing::info!(asker = caller.claims().sub, user = %found.user, purpose = word, "personal data read");
    Ok(HttpResponse::Ok().json(Personal {
        user_id: found.user,
        display_name: found.display_name,
        email: found.email,
        language: found.language,
    }))
}
