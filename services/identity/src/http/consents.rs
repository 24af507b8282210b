//! What one agrees to, and the merchant's list of who agrees.
use actix_web::{HttpResponse, Responder, get, put, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use souk_events::TenantId;
use souk_kit::{
    Caller, FieldError, Json, Problem, Scope, View,
    caller::{Fresh, Manager, Module, User},
    spreadsheet,
};
use utoipa::ToSchema;

use crate::{
    State,
    app::consents::{self, OptIn, PLATFORM, Said},
    domain::consent::Purpose,
};

/// Something one agrees to.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConsentAnswer {
    /// The merchant; null for the platform.
    pub tenant_id: Option<TenantId>,
    /// `order_whatsapp`, `marketing_whatsapp` or `marketing_email`.
    pub purpose: String,
    /// Which text was shown, with its language.
    pub text_version: String,
    /// Since when.
    pub at: DateTime<Utc>,
}

/// Everything one agrees to.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConsentList {
    /// What counts now.
    pub items: Vec<ConsentAnswer>,
    /// The number for WhatsApp.
    pub phone: Option<String>,
}

async fn listed(state: &State, caller: &Caller<User>) -> Result<ConsentList, Problem> {
    let (found, phone) = consents::current(state, caller.user()?).await?;
    let items = found.into_iter().map(|c| ConsentAnswer {
        tenant_id: (c.tenant_id != PLATFORM).then_some(TenantId(c.tenant_id)),
        purpose: c.purpose,
        text_version: c.text_version,
        at: c.at,
    });
    Ok(ConsentList { items: items.collect(), phone })
}

/// What one agrees to now.
#[utoipa::path(
    operation_id = "list_consents", tag = "me", security(("bearer" = [])),
    responses((status = 200, body = ConsentList))
)]
#[get("/v1/me/consents")]
pub async fn list_consents(caller: Caller<User>, state: web::Data<State>) -> Result<impl Responder, Problem> {
    Ok(HttpResponse::Ok().json(listed(&state, &caller).await?))
}

/// What one agrees to from now on with one merchant, or with the platform.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConsentChange {
    /// The merchant; the platform when left out.
    pub tenant_id: Option<TenantId>,
    /// Everything agreed to; what is left out is taken back.
    #[schema(max_items = 3)]
    pub purposes: Vec<String>,
    /// The number for WhatsApp, `+33612345678`; the one that is known when left out.
    #[schema(max_length = 40)]
    pub phone: Option<String>,
}

/// Says what one agrees to. The text of each purpose was shown in the request's language.
#[utoipa::path(
    operation_id = "replace_consents", tag = "me", security(("bearer" = [])), request_body = ConsentChange,
    responses((status = 200, body = ConsentList))
)]
#[put("/v1/me/consents")]
pub async fn replace_consents(
    caller: Caller<User>,
    view: View,
    state: web::Data<State>,
    body: Json<ConsentChange>,
) -> Result<impl Responder, Problem> {
    let mut granted = Vec::new();
    for (n, word) in body.purposes.iter().enumerate() {
        let wrong = || Problem::fields(vec![FieldError::new(format!("/purposes/{n}"), "choice_unknown")]);
        granted.push(Purpose::parse(word).ok_or_else(wrong)?);
    }
    let user = caller.user()?;
    let tenant = match body.tenant_id {
        None => PLATFORM,
        Some(tenant) if consents::shops(&state, user).await?.iter().any(|(_, _, t)| *t == tenant.0) => {
            tenant.0
        }
        Some(_) => return Err(Problem::field("/tenant_id", "choice_unknown")),
    };
    let said = Said { tenant, granted, phone: body.phone.clone(), source: "api" };
    consents::say(&state, user, &said, view.lang).await?;
    Ok(HttpResponse::Ok().json(listed(&state, &caller).await?))
}

/// The list as CSV.
///
/// # Errors
/// Never in practice: it is written into memory.
pub fn csv(found: &[OptIn]) -> Result<Vec<u8>, Problem> {
    let mut out = csv::Writer::from_writer(spreadsheet::MARK.to_string().into_bytes());
    let head =
        ["purpose", "name", "email", "phone", "since", "text_version", "text_sha256", "place", "sha256"];
    out.write_record(head).map_err(Problem::internal)?;
    for one in found {
        let proof = &one.proof;
        let (at, seq) = (proof.at.to_rfc3339(), proof.seq.to_string());
        let (text, hash) = (hex::encode(&proof.text_hash), hex::encode(&proof.hash));
        let (name, email) = (spreadsheet::text(&one.name), spreadsheet::text(&one.email));
        let row: [&str; 9] =
            [&one.purpose, &name, &email, &one.phone, &at, &proof.text_version, &text, &seq, &hash];
        out.write_record(row).map_err(Problem::internal)?;
    }
    out.into_inner().map_err(Problem::internal)
}

/// Who agrees to what with the shop, as CSV with the proof of each.
#[utoipa::path(
    operation_id = "export_consents", tag = "consents", security(("bearer" = [])),
    responses((status = 200, description = "The list", body = String, content_type = "text/csv"))
)]
#[get("/v1/consents/export")]
pub async fn export_consents(
    caller: Caller<Fresh<Manager>>,
    state: web::Data<State>,
) -> Result<impl Responder, Problem> {
    let tenant = caller.tenant()?;
    let found = consents::opt_ins(&state, tenant).await?;
    tracing::info!(%tenant, user = %caller.user()?, rows = found.len(), "opt-ins exported");
    Ok(spreadsheet::file("opt-ins.csv").body(csv(&found)?))
}

/// Whether the ledger is as it was written.
#[derive(Debug, Serialize, ToSchema)]
pub struct LedgerAnswer {
    /// Entries that were looked at.
    pub entries: i64,
    /// Where chains do not fit: merchant, place.
    pub broken: Vec<String>,
}

/// Computes every chain of consents anew and compares.
#[utoipa::path(
    operation_id = "verify_consents", tag = "internal", security(("bearer" = [])),
    responses((status = 200, body = LedgerAnswer))
)]
#[get("/internal/consents/verify")]
pub async fn verify_consents(
    _caller: Caller<Module>,
    state: web::Data<State>,
) -> Result<impl Responder, Problem> {
    let found = state
        .db
        .read(Scope::Platform("check the ledger of consents"), async |conn| {
            Ok::<_, Problem>(consents::verify(conn).await?)
        })
        .await?;
    let broken = found.broken.iter().map(|b| format!("{} at {}", TenantId(b.tenant), b.seq)).collect();
    Ok(HttpResponse::Ok().json(LedgerAnswer { entries: found.links, broken }))
}
