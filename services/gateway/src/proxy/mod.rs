//! The way of every request: cleaned, counted, identified, checked, sent to its module, and brought back.
pub mod body;
pub mod forward;
pub mod request;
pub mod response;
pub mod socket;
pub mod upstream;

use actix_web::{
    HttpMessage as _, HttpRequest, HttpResponse,
    http::{
        Method,
        header::{CACHE_CONTROL, HeaderValue, LOCATION, SET_COOKIE},
    },
    web,
};
use souk_kit::{Kind, Problem, Route, View};

use crate::{
    compose::shell,
    domain::{client, language, path, registry},
    edge::{cookies, csrf, headers},
    error::Refusal,
    finish,
    limits::Class,
    screens,
    session::{Who, guest},
    state::State,
    visit::Visit,
};
use upstream::Upstream;

/// Where people prove who they are; counted strictly.
const LOGIN: [&str; 11] = [
    "/login",
    "/confirm",
    "/signup",
    "/forgot",
    "/reset",
    "/verify",
    "/v1/auth/token",
    "/v1/auth/confirm",
    "/v1/auth/forgot",
    "/v1/auth/reset",
    "/v1/users",
];
/// Signed webhooks: their senders are no browsers.
const HOOKS: &str = "/hooks";
/// Pages that need a visitor's id even to be looked at.
const REMEMBERED: [&str; 2] = ["/cart", "/checkout"];

/// Answers everything that is not answered elsewhere.
pub async fn door(
    request: HttpRequest,
    payload: web::Payload,
    state: web::Data<State>,
    upstream: web::Data<Upstream>,
    view: View,
) -> HttpResponse {
    let mut visit = Visit::new(&request, &state, &upstream, &view);
    let answer = match pass(&mut visit, payload).await {
        Ok(answer) => answer,
        Err(refusal) => screens::problem::refused(&visit, refusal).await,
    };
    if let Some(route) = visit.route.take() {
        request.extensions_mut().insert(Route(route));
    }
    let mut answer = finish::secured(finish::compressed(&request, answer), &state);
    for cookie in &visit.cookies {
        if let Ok(value) = HeaderValue::from_str(cookie) {
            answer.headers_mut().append(SET_COOKIE, value);
        }
    }
    answer
}

async fn pass(visit: &mut Visit<'_>, payload: web::Payload) -> Result<HttpResponse, Refusal> {
    let request = visit.request;
    visit.path = path::clean(request.uri().path()).ok_or_else(Problem::not_found)?;
    if path::internal(&visit.path) {
        return Err(Problem::not_found().into());
    }
    if !headers::fits(request.headers(), visit.state.config.headers) {
        return Err(Refusal::HeadersTooLarge);
    }
    visit.route = registry::RESERVED.iter().find(|p| path::under(&visit.path, p)).map(|p| (*p).to_owned());
    if let Some(answer) = screens::fixed(visit) {
        return Ok(answer);
    }
    visit.identify().await?;
    limit(visit)?;
    if let Some(answer) = language(visit) {
        return Ok(answer);
    }
    if let Some(answer) = screens::composed(visit).await? {
        return Ok(answer);
    }
    let table = visit.state.table.load_full();
    // While modules are still looked for, what no other claims by name may be theirs.
    let open = visit.state.open();
    let nobody = || if open { Problem::not_found() } else { Problem::unavailable("module_unavailable") };
    let routed = table.route(&visit.path).filter(|(prefix, _)| open || *prefix != "/");
    let (prefix, module) = routed.ok_or_else(nobody)?;
    visit.route = Some(prefix.to_owned());
    let tenant = if path::staff_side(&visit.path) { visit.who.tenant() } else { None };
    // A webhook tells once what happened elsewhere: its module takes it and does nothing until it is on again.
    let hook = path::under(&visit.path, HOOKS);
    if !hook && !module.on(&visit.state.switches.load(), tenant.as_deref()) {
        return Err(Refusal::disabled());
    }
    same_origin(visit)?;
    only_looking(visit)?;
    remember(visit)?;
    forward::to(visit, module, payload).await
}

/// Counts the request; refuses it when its bucket is empty. Webhooks are not counted: a few addresses speak for all
/// customers of all merchants, and their module believes nothing that is not signed.
fn limit(visit: &Visit<'_>) -> Result<(), Refusal> {
    if path::under(&visit.path, HOOKS) {
        return Ok(());
    }
    let class = class(visit.request.method(), &visit.path);
    let rates = &visit.state.config.rates;
    let exempt = !visit.client.claimed && client::within(visit.client.address, &rates.exempt);
    if exempt && class != Class::Login {
        return Ok(());
    }
    let address = visit.client.address.to_string();
    let client = visit.who.subject().filter(|_| class != Class::Login).unwrap_or(&address);
    let verdict = visit.state.limiter.take(class, client);
    if verdict.allowed { Ok(()) } else { Err(Refusal::Limited(visit.state.limiter.rate(class), verdict)) }
}

fn class(method: &Method, at: &str) -> Class {
    if csrf::safe(method) {
        Class::Read
    } else if LOGIN.iter().any(|p| path::under(at, p)) {
        Class::Login
    } else {
        Class::Write
    }
}

/// Unsafe requests and sockets that cookies speak for must come from our own pages; so must those of browsers
/// that say where they come from.
fn same_origin(visit: &Visit<'_>) -> Result<(), Refusal> {
    let headers = visit.request.headers();
    let harmless = csrf::safe(visit.request.method()) && !socket::asked(visit.request);
    if harmless || matches!(visit.who, Who::Api(_) | Who::Key(_)) || path::under(&visit.path, HOOKS) {
        return Ok(());
    }
    let browser = headers.contains_key("sec-fetch-site") || headers.contains_key("origin");
    if (visit.by_cookie() || browser) && !csrf::same_origin(headers, &visit.state.public_url) {
        return Err(Problem::new(Kind::Forbidden, "cross_site").into());
    }
    Ok(())
}

/// An operator who looks at somebody's view changes nothing, whatever module would let them, but may end it or leave.
fn only_looking(visit: &Visit<'_>) -> Result<(), Refusal> {
    let Who::Session(session) = &visit.who else { return Ok(()) };
    let harmless = csrf::safe(visit.request.method()) && !socket::asked(visit.request);
    if session.looking.is_none() || harmless || [shell::END, "/logout"].contains(&visit.path.as_str()) {
        return Ok(());
    }
    Err(Problem::new(Kind::Forbidden, "read_only").into())
}

/// Gives a visitor an id as soon as there is something to remember.
fn remember(visit: &mut Visit<'_>) -> Result<(), Problem> {
    let method = visit.request.method();
    let class = class(method, &visit.path);
    let looks = *method == Method::GET && REMEMBERED.iter().any(|p| path::under(&visit.path, p));
    let wanted = looks || (class == Class::Write && !path::under(&visit.path, HOOKS));
    if !wanted || !matches!(visit.who, Who::Nobody) {
        return Ok(());
    }
    let days = visit.state.config.session.guest_days;
    let visitor = guest::make(&visit.state.verifier, &visit.state.clock, days)?;
    let age = u64::from(days) * 86_400;
    visit.cookies.retain(|c| !c.starts_with(cookies::GUEST));
    visit.cookies.push(cookies::set(cookies::GUEST, &visitor.token, age, visit.state.secure, true));
    visit.who = Who::Guest(visitor);
    Ok(())
}

/// `?lang=xx` on a page: remembered; chosen on one of our own pages, it then leaves the address. Who comes from
/// elsewhere, such as a search engine that keeps the languages apart, gets the page under the address asked for.
fn language(visit: &mut Visit<'_>) -> Option<HttpResponse> {
    let request = visit.request;
    if *request.method() != Method::GET || !visit.prefers_html() {
        return None;
    }
    let (lang, rest) = language::chosen(request.query_string())?;
    visit.cookies.push(cookies::set(cookies::LANG, lang.code(), 31_536_000, visit.state.secure, false));
    if request.headers().get("sec-fetch-site").is_none_or(|site| site != "same-origin") {
        return None;
    }
    let mark = if rest.is_empty() { "" } else { "?" };
    let to = format!("{}{mark}{rest}", request.uri().path());
    Some(
        HttpResponse::SeeOther()
            .insert_header((LOCATION, to))
            .insert_header((CACHE_CONTROL, "no-store"))
            .finish(),
    )
}
