//! What every page of the module needs: layout, redirects, cookies, the person behind the request.
use actix_web::{
    HttpResponse,
    cookie::{Cookie, SameSite, time::Duration},
    http::{StatusCode, header},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use serde::{Serialize, de::DeserializeOwned};
pub use souk_kit::page::encoded;
use souk_kit::{Caller, Kind, Problem, View, format};
use souk_ui::{
    Area, Card, Locale, Markup, Page, PageHeader, ShellTexts, account_nav, html, layout, time_exact,
};

use crate::State;

/// What a handler of a page answers.
pub type Answer = Result<HttpResponse, Problem>;

/// A page in the shared layout, never cached: all of them are personal.
pub fn page(view: &View, area: Area, status: StatusCode, title: &str, body: Markup) -> HttpResponse {
    let page = Page::new(Locale::new(view.lang.code()), area, title, body).keep_query(query(&view.here));
    souk_kit::page::composed(status)
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((header::REFERRER_POLICY, "same-origin"))
        .body(layout(page).into_string())
}

/// A page of the account, with the account's menu: title and lead are the texts `nav-<name>` and `<name>-lead`.
pub fn account(view: &View, status: StatusCode, name: &str, body: &Markup) -> HttpResponse {
    let title = view.t(&format!("nav-{name}"));
    let lead = view.t(&format!("{name}-lead"));
    let body = html! { (PageHeader::new(&title).lead(lead)) (account_nav()) (body) };
    page(view, Area::Public, status, &title, body)
}

/// A page of one form: title, one sentence, the form, and where else one may want to go.
pub fn narrow(view: &View, status: StatusCode, title: &str, lead: &str, body: &Markup) -> HttpResponse {
    let card = Card::bare().body(html! {
        h1 { (title) }
        @if !lead.is_empty() { p class="lead" { (lead) } }
        (body)
    });
    page(view, Area::Auth, status, title, html! { (card) })
}

/// The query without the language, which the language links set themselves.
fn query(here: &str) -> String {
    let query = here.split_once('?').map_or("", |(_, q)| q);
    let kept = url::form_urlencoded::parse(query.as_bytes()).filter(|(k, _)| k != "lang");
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(kept).finish()
}

/// The design system's few words.
pub fn texts(view: &View) -> &'static ShellTexts {
    ShellTexts::of(view.lang.code())
}

/// A moment, in the reader's words.
pub fn when(view: &View, at: DateTime<Utc>) -> Markup {
    time_exact(&at.to_rfc3339(), &format::date_time(view.lang, chrono_tz::UTC, at))
}

/// Post, redirect, get.
pub fn redirect(to: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, to))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .finish()
}

/// What was typed, sealed for the address of a page: a person's address does not stand there.
///
/// # Errors
/// No master key.
pub fn kept(state: &State, typed: &impl Serialize) -> Result<String, Problem> {
    let plain = serde_json::to_vec(typed).map_err(Problem::internal)?;
    Ok(URL_SAFE_NO_PAD.encode(state.sealer.seal_platform(&plain)?))
}

/// What was typed before the person had to prove who they are; none when it cannot be read.
pub fn typed<T: DeserializeOwned>(state: &State, kept: &str) -> Option<T> {
    let plain = state.sealer.open_platform(&URL_SAFE_NO_PAD.decode(kept).ok()?).ok()?;
    serde_json::from_slice(&plain).ok()
}

/// A path of ours to go on to; anything else becomes the fallback.
pub fn safe<'a>(next: Option<&'a str>, fallback: &'a str) -> &'a str {
    let ours = |n: &&str| {
        n.starts_with('/')
            && !n.starts_with("//")
            && n.len() <= 2000
            && !n.contains(|c: char| c == '\\' || c.is_control())
    };
    next.filter(ours).unwrap_or(fallback)
}

/// The caller a page needs. Nobody is sent to sign in and comes back.
///
/// # Errors
/// The answer to give instead of the page.
pub fn known<D>(caller: Result<Caller<D>, Problem>, view: &View) -> Result<Caller<D>, Answer> {
    caller.map_err(|problem| {
        if problem.kind == Kind::Unauthenticated {
            Ok(redirect(&format!("/login?next={}", encoded(&view.here))))
        } else {
            Err(problem)
        }
    })
}

/// Name of the session cookie: bound to host and HTTPS where there is HTTPS.
fn cookie_name(state: &State) -> &'static str {
    if state.secure_cookies { "__Host-souk_session" } else { "souk_session" }
}

fn cookie(state: &State, value: &str, age: Duration) -> Cookie<'static> {
    Cookie::build(cookie_name(state), value.to_owned())
        .path("/")
        .http_only(true)
        .secure(state.secure_cookies)
        .same_site(SameSite::Lax)
        .max_age(age)
        .finish()
}

/// Gives the browser its session.
///
/// # Errors
/// A cookie that cannot be written.
pub fn signed_in(state: &State, secret: &str, mut response: HttpResponse) -> Answer {
    let age = Duration::days(state.config.sessions.idle_days);
    response.add_cookie(&cookie(state, secret, age)).map_err(Problem::internal)?;
    Ok(response)
}

/// Takes the session from the browser.
///
/// # Errors
/// A cookie that cannot be written.
pub fn signed_out(state: &State, mut response: HttpResponse) -> Answer {
    response.add_cookie(&cookie(state, "", Duration::ZERO)).map_err(Problem::internal)?;
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_ours_are_gone_on_to() {
        for bad in ["https://evil.example", "//evil.example", "/\\evil.example", "evil", "", "/a\r\nb"] {
            assert_eq!(safe(Some(bad), "/home"), "/home", "{bad:?}");
        }
        assert_eq!(safe(Some("/cart?x=1"), "/"), "/cart?x=1");
        assert_eq!(safe(None, "/"), "/");
    }

    #[test]
    fn language_links_keep_the_rest_of_the_query() {
        assert_eq!(query("/verify?token=abc&lang=fr&next=%2Fx"), "token=abc&next=%2Fx");
        assert_eq!(query("/login"), "");
    }
}
