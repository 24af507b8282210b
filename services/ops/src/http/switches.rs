//! `/v1/ops/switches`: modules on or off; `/internal/switches`: the same for the gateway.
use actix_web::{get, put, web};
use serde::{Deserialize, Serialize};
use souk_events::TenantId;
use souk_kit::{
    Caller, Json, Path, Problem,
    caller::{Admin, Module},
    paging::Page,
    problem::ProblemBody,
};

use crate::{
    State,
    app::{
        record::OPERATOR,
        switch::{Wish, switch},
    },
    domain::input,
    store::switches::{self, Switch},
};

/// What an operator decides.
#[derive(Clone, Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SwitchRequest {
    /// On or off.
    pub on: bool,
    /// For one tenant; for everybody when it is left out.
    #[serde(default)]
    pub tenant_id: Option<TenantId>,
    /// Why.
    #[schema(min_length = 3, max_length = 500)]
    pub reason: String,
}

/// All decisions as the gateway wants them.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct SwitchList {
    /// Grows with every change.
    pub revision: i64,
    /// The decisions; what is not named is on.
    pub switches: Vec<SwitchState>,
}

/// One decision.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct SwitchState {
    /// The module.
    pub module: String,
    /// The tenant it is for; null: for everybody.
    pub tenant_id: Option<TenantId>,
    /// Whether the module is on.
    pub on: bool,
}

/// Every decision that stands, newest first.
#[utoipa::path(
    operation_id = "list_switches",
    tag = "ops",
    responses(
        (status = 200, description = "What is not named is on", body = Page<Switch>),
        (status = 403, description = "Not an operator", body = ProblemBody, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/v1/ops/switches")]
pub async fn list_switches(
    _: Caller<Admin>,
    state: web::Data<State>,
) -> Result<web::Json<Page<Switch>>, Problem> {
    let all = state.db.read(OPERATOR, async |conn| Ok::<_, Problem>(switches::all(conn).await?)).await?;
    Ok(web::Json(Page::whole(all)))
}

/// Switches a module on or off, for everybody or for one tenant. In effect within seconds.
#[utoipa::path(
    operation_id = "set_switch",
    tag = "ops",
    params(("module" = String, Path, description = "The module", max_length = 100)),
    request_body = SwitchRequest,
    responses(
        (status = 200, description = "Decided", body = Switch),
        (status = 403, description = "Not an operator", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "No such module", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "The platform does not work without it", body = ProblemBody, content_type = "application/problem+json"),
        (status = 503, description = "Whether it is required is not known: it never answered", body = ProblemBody, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[put("/v1/ops/switches/{module}")]
pub async fn set_switch(
    caller: Caller<Admin>,
    state: web::Data<State>,
    module: Path<String>,
    wish: Json<SwitchRequest>,
) -> Result<web::Json<Switch>, Problem> {
    let reason = input::reason(&wish.reason).map_err(|e| Problem::fields(vec![e]))?;
    let wish = Wish { module: module.0, tenant: wish.tenant_id, on: wish.on, reason };
    Ok(web::Json(switch(&state, caller.user()?, wish).await?))
}

/// Every decision, for the gateway's copy.
#[utoipa::path(
    operation_id = "internal_list_switches",
    tag = "internal",
    responses(
        (status = 200, description = "What is not named is on", body = SwitchList),
        (status = 403, description = "Not a module", body = ProblemBody, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/internal/switches")]
pub async fn internal_switches(
    _: Caller<Module>,
    state: web::Data<State>,
) -> Result<web::Json<SwitchList>, Problem> {
    let list = state
        .db
        .read(OPERATOR, async |conn| {
            let revision = switches::revision(conn).await?;
            let all = switches::all(conn).await?;
            let state = |s: Switch| SwitchState { module: s.module, tenant_id: s.tenant_id, on: s.on };
            Ok::<_, Problem>(SwitchList { revision, switches: all.into_iter().map(state).collect() })
        })
        .await?;
    Ok(web::Json(list))
}
