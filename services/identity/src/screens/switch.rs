//! Working for another tenant.
use actix_web::web;
use serde::Deserialize;
use souk_kit::{Caller, Problem, View, caller::User};

use super::page::{Answer, known, redirect, safe};
use crate::{State, app::sessions, http::auth::session};

/// Which one, and where to go on.
#[derive(Debug, Deserialize)]
pub struct Typed {
    tenant_id: String,
    #[serde(default)]
    next: String,
}

/// Switches, and goes on where the person was.
pub async fn submit(
    view: View,
    caller: Result<Caller<User>, Problem>,
    state: web::Data<State>,
    typed: web::Form<Typed>,
) -> Answer {
    let caller = match known(caller, &view) {
        Ok(caller) => caller,
        Err(answer) => return answer,
    };
    let tenant = typed.tenant_id.parse().map_err(|_| Problem::not_found())?;
    sessions::switch(&state, caller.user()?, session(&caller)?, tenant).await?;
    Ok(redirect(safe(Some(&typed.next), "/dashboard")))
}
