//! What the account has at the stand-in: numbers, contents with buttons, messages that people sent.
use std::collections::HashMap;

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, Utc};
use serde_json::json;

use super::{Shared, Twilio, authorised, lock, refusal};

/// Two pages of what was received, whatever page size is wanted: whoever reads has to ask for the second.
pub(super) fn page(all: &[serde_json::Value], query: &HashMap<String, String>, path: &str) -> HttpResponse {
    let half = all.len().div_ceil(2);
    let (first, second) = all.split_at(half);
    let to: String = url::form_urlencoded::byte_serialize(query["To"].as_bytes()).collect();
    match query.get("Page").map(String::as_str) {
        Some("1") => HttpResponse::Ok().json(json!({ "messages": second, "next_page_uri": null })),
        _ => HttpResponse::Ok()
            .json(json!({ "messages": first, "next_page_uri": format!("{path}?To={to}&Page=1") })),
    }
}

/// What it took, or what people sent to a number of ours.
pub(super) async fn list(
    request: HttpRequest,
    query: web::Query<HashMap<String, String>>,
    inner: Shared,
) -> HttpResponse {
    let all = lock(&inner);
    if !authorised(&request, &all) {
        return refusal(401, 20003);
    }
    let to = query.get("To").map(String::as_str).unwrap_or_default();
    let inbound: Vec<_> = all.received.iter().rev().filter(|one| one["to"] == to).cloned().collect();
    if !inbound.is_empty() {
        return page(&inbound, &query, request.path());
    }
    #[expect(clippy::disallowed_methods, reason = "what it took, it took just now")]
    let now = Utc::now().to_rfc2822();
    let found = all.sent.iter().rev().filter(|sent| sent.field("To") == to);
    let rows: Vec<_> = found
        .map(|sent| json!({ "sid": sent.sid, "body": sent.field("Body"), "date_created": now }))
        .collect();
    HttpResponse::Ok().json(json!({ "messages": rows }))
}

/// The account's numbers: those it was told of, each with its id and how it stands.
pub(super) async fn channels(request: HttpRequest, inner: Shared) -> HttpResponse {
    let all = lock(&inner);
    if !authorised(&request, &all) {
        return refusal(401, 20003);
    }
    let rows: Vec<_> = all
        .numbers
        .iter()
        .enumerate()
        .map(|(n, (address, status))| json!({ "sid": format!("XE{n:032x}"), "sender_id": address, "status": status }))
        .collect();
    HttpResponse::Ok().json(json!({ "senders": rows, "meta": { "next_page_url": null } }))
}

pub(super) async fn enter_hooks(
    request: HttpRequest,
    hooks: web::Json<serde_json::Value>,
    inner: Shared,
) -> HttpResponse {
    let mut all = lock(&inner);
    if !authorised(&request, &all) {
        return refusal(401, 20003);
    }
    all.hooks = Some(hooks.into_inner());
    HttpResponse::Accepted().json(json!({}))
}

pub(super) async fn content(
    request: HttpRequest,
    body: web::Json<serde_json::Value>,
    inner: Shared,
) -> HttpResponse {
    let mut all = lock(&inner);
    if !authorised(&request, &all) {
        return refusal(401, 20003);
    }
    match &mut all.contents {
        None => refusal(403, 20003),
        Some(contents) => {
            contents.push(body.into_inner());
            HttpResponse::Created().json(json!({ "sid": format!("HX{:032x}", contents.len() + 0xC0) }))
        }
    }
}

impl Twilio {
    /// Somebody sent a message that it keeps in its list, whether or not its webhook arrives.
    pub fn keep_message(&self, sid: &str, from: &str, to: &str, (text, at): (&str, DateTime<Utc>)) {
        let row = json!({ "sid": sid, "from": from, "to": to, "body": text, "direction": "inbound",
            "num_media": "0", "status": "received", "date_sent": at.to_rfc2822(), "date_created": at.to_rfc2822() });
        lock(&self.inner).received.push(row);
    }

    /// A number of the account stands so from now on; none: the account has it no more.
    pub fn number_stands(&self, address: &str, status: Option<&str>) {
        let mut all = lock(&self.inner);
        match status {
            Some(status) => all.numbers.insert(address.to_owned(), status.to_owned()),
            None => all.numbers.remove(address),
        };
    }

    /// From now on it makes contents with buttons.
    pub fn make_contents(&self) {
        lock(&self.inner).contents = Some(Vec::new());
    }

    /// The contents that it made.
    #[must_use]
    pub fn contents(&self) -> Vec<serde_json::Value> {
        lock(&self.inner).contents.clone().unwrap_or_default()
    }

    /// The webhooks that were entered last.
    #[must_use]
    pub fn hooks(&self) -> Option<serde_json::Value> {
        lock(&self.inner).hooks.clone()
    }
}
