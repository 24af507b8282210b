//! Fetches the fragments of slots, all at once, under one deadline.
use std::{collections::HashMap, sync::Arc, time::Duration};

use actix_web::http::{Method, StatusCode, header};
use bytes::{Bytes, BytesMut};
use futures_util::{StreamExt as _, future::join_all};
use souk_kit::manifest::SlotEntry;
use souk_ui::{Markup, PreEscaped};
use tokio::time::{Instant, timeout_at};

use super::{
    cache::{Found, Key},
    shell,
};
use crate::{
    domain::{
        pass::{self, Pass},
        path,
        routes::Module,
    },
    proxy::{
        request::{self, Facts},
        upstream::address,
    },
    session::Who,
    visit::Visit,
};

/// Slots of the shell stand inside a line: their fragments get no element around them.
const SHELL: &str = "shell.";

/// Fills slots, each given by name and query.
pub async fn fill<'p>(
    visit: &Visit<'_>,
    wanted: &[(&'p str, &'p str)],
) -> HashMap<(&'p str, &'p str), String> {
    let deadline = Instant::now() + Duration::from_millis(visit.state.config.compose.deadline_ms);
    let filled = wanted
        .iter()
        .map(|&(name, query)| async move { ((name, query), slot(visit, name, query, deadline).await) });
    join_all(filled).await.into_iter().collect()
}

async fn slot(visit: &Visit<'_>, name: &str, query: &str, deadline: Instant) -> String {
    let table = visit.state.table.load_full();
    let switches = visit.state.switches.load_full();
    let pass = pass::read(query);
    let own = if path::staff_side(&visit.path) { visit.who.tenant() } else { None };
    let tenant = pass.tenant.clone().or(own);
    // Nobody has no cart, no notices and no menu of their own: the shell costs no question then.
    let nobody = name.starts_with(SHELL) && matches!(visit.who, Who::Nobody);
    let providers = table.providers(name);
    let asked = providers
        .iter()
        .filter(|(module, entry)| {
            module.on(&switches, tenant.as_deref()) && (entry.public_seconds > 0 || !nobody)
        })
        .map(|(module, entry)| fragment(visit, module, entry, &pass, deadline));
    let given = join_all(asked).await.into_iter().flatten();
    let mut fragments: Vec<Markup> =
        given.filter_map(|f| std::str::from_utf8(&f).ok().map(|f| PreEscaped(f.to_owned()))).collect();
    if fragments.iter().all(|f| f.0.trim().is_empty()) {
        fragments.extend(shell::fragment(visit, &table, name, query));
    }
    if name.starts_with(SHELL) {
        fragments.into_iter().map(|f| f.0).collect()
    } else {
        souk_ui::slot_section(name, &fragments).into_string()
    }
}

async fn fragment(
    visit: &Visit<'_>,
    module: &Arc<Module>,
    entry: &SlotEntry,
    pass: &Pass,
    deadline: Instant,
) -> Option<Bytes> {
    let public = entry.public_seconds > 0;
    let key = || Key {
        slot: entry.slot.clone(),
        module: module.name.clone(),
        lang: visit.lang(),
        query: pass.query.clone(),
    };
    let found = if public { visit.state.fragments.find(&key()) } else { Found::Nothing };
    let outdated = match found {
        Found::Fresh(body) => return Some(body),
        Found::Stale(body) => Some(body),
        Found::Nothing => None,
    };
    let breakers = &visit.state.breakers;
    if !breakers.closed(&module.name) {
        return outdated;
    }
    match timeout_at(deadline, fetch(visit, module, entry, pass, public)).await {
        Ok(Ok(body)) => {
            breakers.worked(&module.name);
            if public {
                visit.state.fragments.keep(key(), body.clone(), entry.public_seconds);
            }
            Some(body)
        }
        Ok(Err(why)) => {
            tracing::warn!(module = module.name, slot = entry.slot, why, "no fragment");
            breakers.failed(&module.name);
            outdated
        }
        Err(_) => {
            tracing::warn!(module = module.name, slot = entry.slot, "late");
            breakers.failed(&module.name);
            outdated
        }
    }
}

/// A fragment; nothing when the module has nothing to say. A public one is asked for by nobody in particular.
async fn fetch(
    visit: &Visit<'_>,
    module: &Module,
    entry: &SlotEntry,
    pass: &Pass,
    public: bool,
) -> Result<Bytes, String> {
    let query = pass.query.as_str();
    let mark = if query.is_empty() { "" } else { "?" };
    let address =
        address(module, &format!("{}{mark}{query}", entry.path)).map_err(|_| "no address".to_owned())?;
    let nobody = Who::Nobody;
    let who = if public { &nobody } else { &visit.who };
    let facts = Facts { who, client: &visit.client, lang: visit.lang() };
    let mut headers = request::headers(&header::HeaderMap::new(), &facts, visit.state);
    if let (false, Who::Api(_), Some(own)) = (public, who, visit.request.headers().get(header::AUTHORIZATION))
    {
        headers.insert(header::AUTHORIZATION, own.clone());
    }
    if let (false, Some(token)) = (public, &pass.bearer) {
        let own = header::HeaderValue::from_str(&format!("Bearer {token}")).map_err(|e| e.to_string())?;
        headers.insert(header::AUTHORIZATION, own);
    }
    headers.insert(header::ACCEPT, header::HeaderValue::from_static("text/html"));
    let settings = &visit.state.config.upstream;
    let answer = visit.upstream.send(settings, Method::GET, address, headers, Bytes::new()).await;
    let mut answer = answer.map_err(|e| e.to_string())?;
    match answer.status() {
        StatusCode::OK => {}
        StatusCode::NO_CONTENT | StatusCode::NOT_FOUND | StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => {
            return Ok(Bytes::new());
        }
        other => return Err(other.to_string()),
    }
    let mut body = BytesMut::new();
    while let Some(chunk) = answer.next().await {
        body.extend_from_slice(&chunk.map_err(|e| e.to_string())?);
        if body.len() > visit.state.config.compose.max_fragment {
            return Err("the fragment is too large".into());
        }
    }
    Ok(body.freeze())
}
