//! A merchant's own words for what is said, and what is sent after a STOP.
use std::collections::HashMap;

use souk_events::TenantId;
use souk_kit::{Lang, Problem, Scope};

use super::said;
use crate::{
    domain::catalogue::{self, Entry},
    state::State,
    store::{stores, texts},
};

const TEXT_MAX: usize = 600;

/// A person's words and the try of a connection are no texts of the merchant's.
fn is_text(entry: &Entry) -> bool {
    !["free", "test"].contains(&entry.key)
}

/// One text.
pub struct Text {
    /// Which.
    pub entry: &'static Entry,
    /// The catalogue's words.
    pub original: String,
    /// The merchant's own.
    pub own: Option<String>,
}

/// Every text in a language.
///
/// # Errors
/// The database.
pub async fn list(state: &State, tenant: TenantId, lang: Lang) -> Result<Vec<Text>, Problem> {
    let own: HashMap<_, _> = state
        .db
        .read(Scope::Tenant(tenant), async |conn| {
            Ok::<_, Problem>(texts::wordings(conn, tenant, lang.code()).await?)
        })
        .await?
        .into_iter()
        .collect();
    let all = catalogue::ENTRIES.iter().filter(|entry| is_text(entry));
    let text = |entry: &'static Entry| Text {
        entry,
        original: said::pattern(&state.texts, lang, entry),
        own: own.get(entry.key).cloned(),
    };
    Ok(all.map(text).collect())
}

fn known(key: &str) -> Result<&'static Entry, Problem> {
    catalogue::find(key).filter(|entry| is_text(entry)).ok_or_else(|| Problem::field("/key", "key_unknown"))
}

/// Keeps the merchant's own words. What is in braces must be what the original fills in.
///
/// # Errors
/// What is wrong with the words; no such text; the database.
pub async fn replace(
    state: &State,
    tenant: TenantId,
    (lang, key): (Lang, &str),
    text: &str,
) -> Result<(), Problem> {
    let entry = known(key)?;
    let text = text.replace("\r\n", "\n");
    let text = text.trim();
    if text.is_empty() {
        return Err(Problem::field("/text", "required"));
    }
    if text.chars().count() > TEXT_MAX {
        return Err(Problem::field("/text", "too_long"));
    }
    if !catalogue::names(text).iter().all(|name| entry.params.contains(&name.as_str())) {
        return Err(Problem::field("/text", "placeholder_wrong"));
    }
    let now = state.clock.now();
    state
        .db
        .read(Scope::Tenant(tenant), async |conn| {
            Ok(texts::set_wording(conn, (tenant, lang.code(), entry.key), text, now).await?)
        })
        .await
}

/// Goes back to the catalogue's words.
///
/// # Errors
/// No such text; the database.
pub async fn restore(state: &State, tenant: TenantId, (lang, key): (Lang, &str)) -> Result<(), Problem> {
    let entry = known(key)?;
    state
        .db
        .read(Scope::Tenant(tenant), async |conn| {
            texts::drop_wording(conn, (tenant, lang.code(), entry.key)).await?;
            Ok(())
        })
        .await
}

/// Decides what people who said STOP still get.
///
/// # Errors
/// No such policy; the database.
pub async fn set_stop_policy(state: &State, tenant: TenantId, policy: &str) -> Result<(), Problem> {
    if !["transactional_only", "silent"].contains(&policy) {
        return Err(Problem::field("/stop_policy", "policy_unknown"));
    }
    state
        .db
        .read(Scope::Tenant(tenant), async |conn| Ok(stores::set_stop_policy(conn, tenant, policy).await?))
        .await
}
