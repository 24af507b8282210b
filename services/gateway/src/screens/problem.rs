//! Refusals for people: what happened, in words, and where to go from here. Programs get problem+json.
use actix_web::{
    HttpResponse,
    http::{
        Method, StatusCode,
        header::{self, HeaderMap, HeaderName, HeaderValue},
    },
};
use serde::Deserialize;
use souk_ui::{Area, Button, EmptyState, Icon, Locale, Page, html};

use crate::{
    compose::{self, shell::encoded},
    domain::path,
    error::Refusal,
    proxy::response::Head,
    visit::Visit,
};

/// What a page needs of a problem; modules in any language may say less.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Said {
    title: String,
    detail: Option<String>,
    code: String,
    trace_id: String,
    retryable: bool,
    errors: Vec<Field>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Field {
    detail: String,
}

/// The gateway's own refusal, as a page or as JSON.
pub async fn refused(visit: &Visit<'_>, refusal: Refusal) -> HttpResponse {
    let (status, problem, mut headers) = refusal.parts();
    let body = serde_json::to_vec(&problem).unwrap_or_default();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let head = Head { status, headers, compose: false, signed_in: false };
    if visit.prefers_html() { page(visit, head, &body).await } else { head.with(body.into()) }
}

/// A problem as a page of the area the person is in. Who is not signed in is led to the sign-in page.
pub async fn page(visit: &Visit<'_>, mut head: Head, problem: &[u8]) -> HttpResponse {
    let said: Said = serde_json::from_slice(problem).unwrap_or_default();
    let login = visit.state.table.load().owner("/login").is_some();
    if head.status == StatusCode::UNAUTHORIZED && login && *visit.request.method() == Method::GET {
        let to = format!("/login?next={}", encoded(&visit.view.here));
        return HttpResponse::SeeOther()
            .insert_header((header::LOCATION, to))
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .finish();
    }
    if said.code == "step_up_required" && visit.state.table.load().owner("/confirm").is_some() {
        return HttpResponse::SeeOther()
            .insert_header((header::LOCATION, format!("/confirm?next={}", encoded(&asked_from(visit)))))
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .finish();
    }
    let markup = markup(visit, head.status, &said);
    let composed = compose::page(visit, &markup).await;
    keep_only(&mut head.headers);
    head.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    head.with(composed.into())
}

/// The page a person is on: the address itself, or for a form the page that it stands on.
fn asked_from(visit: &Visit<'_>) -> String {
    if *visit.request.method() == Method::GET {
        return visit.view.here.clone();
    }
    let referer = visit.request.headers().get(header::REFERER).and_then(|v| v.to_str().ok());
    referer.and_then(|r| url::Url::parse(r).ok()).map_or_else(
        || area(&visit.path).1.to_owned(),
        |page| page.query().map_or_else(|| page.path().to_owned(), |q| format!("{}?{q}", page.path())),
    )
}

/// A fragment cannot be followed to the sign-in page, so its page is told to go there.
pub fn lead_to_login(visit: &Visit<'_>, head: &mut Head) {
    let headers = visit.request.headers();
    let page = headers.get("hx-current-url").and_then(|v| url::Url::parse(v.to_str().ok()?).ok());
    if let Some(page) = page.filter(|_| headers.contains_key("hx-request")) {
        let query = page.query().map(|q| format!("?{q}")).unwrap_or_default();
        let to = format!("/login?next={}", encoded(&format!("{}{query}", page.path())));
        if let Ok(to) = HeaderValue::from_str(&to) {
            head.headers.insert(HeaderName::from_static("hx-redirect"), to);
        }
    }
}

/// Headers of the JSON answer that a page keeps.
fn keep_only(headers: &mut HeaderMap) {
    let kept = [
        "retry-after",
        "ratelimit-limit",
        "ratelimit-remaining",
        "ratelimit-reset",
        "cache-control",
        "set-cookie",
    ];
    headers.retain(|name, _| kept.contains(&name.as_str()));
}

fn markup(visit: &Visit<'_>, status: StatusCode, said: &Said) -> String {
    let (area, home) = area(&visit.path);
    let view = visit.view;
    let title = if said.title.is_empty() { view.t("page-failed") } else { said.title.clone() };
    let mut state =
        EmptyState::new(icon(status, &said.code), &title, said.detail.clone().unwrap_or_default());
    if !said.trace_id.is_empty() {
        state = state.code(view.t("page-reference"), &said.trace_id);
    }
    if said.retryable && *visit.request.method() == Method::GET {
        state = state.action(Button::primary(view.t("page-retry")).href(&view.here));
    }
    let back = if said.retryable {
        Button::secondary(view.t("page-home"))
    } else {
        Button::primary(view.t("page-home"))
    };
    let state = state.action(back.href(home));
    let body = html! {
        (souk_ui::error_page(&state))
        @if !said.errors.is_empty() {
            ul { @for field in &said.errors { li { (field.detail) } } }
        }
    };
    tracing::debug!(code = said.code, %status, "a page for a refusal");
    souk_ui::layout(Page::new(Locale::new(visit.lang().code()), area, title, body)).into_string()
}

fn area(at: &str) -> (Area, &'static str) {
    let under = |prefix| path::under(at, prefix);
    if under("/dashboard") {
        (Area::Dashboard, "/dashboard")
    } else if under("/ops") {
        (Area::Ops, "/ops")
    } else if under("/courier") {
        (Area::Courier, "/courier")
    } else {
        (Area::Public, "/")
    }
}

fn icon(status: StatusCode, code: &str) -> Icon {
    match status.as_u16() {
        _ if code == "module_disabled" => Icon::PowerOff,
        401 => Icon::LogIn,
        403 => Icon::Lock,
        404 | 410 => Icon::SearchX,
        429 => Icon::Timer,
        500 => Icon::TriangleAlert,
        502..=504 => Icon::CloudOff,
        _ => Icon::CircleAlert,
    }
}
