//! Sends a request to its module and turns the answer into the client's.
use actix_web::{
    HttpResponse,
    http::{Method, StatusCode, header},
    web,
};
use awc::{ClientResponse, error::SendRequestError};
use bytes::Bytes;
use std::{sync::Arc, time::Duration};

use super::{
    body::{self, Body},
    request::{self, Facts},
    response::{self, Answer, Head},
    socket,
    upstream::{address, nobody_home},
};
use crate::{
    compose,
    domain::routes::Module,
    edge::{cookies, csrf},
    error::Refusal,
    screens,
    visit::Visit,
};

/// To the module and back.
///
/// # Errors
/// The body is too large, or the module does not answer.
pub async fn to(
    visit: &mut Visit<'_>,
    module: &Arc<Module>,
    payload: web::Payload,
) -> Result<HttpResponse, Refusal> {
    let request = visit.request;
    let target = request.uri().path_and_query().map_or("/", |p| p.as_str());
    let address = address(module, target)?;
    let facts = Facts { who: &visit.who, client: &visit.client, lang: visit.lang() };
    let headers = request::headers(request.headers(), &facts, visit.state);
    if socket::asked(request) {
        return Ok(socket::relay(visit, payload, address, headers).await?);
    }
    let settings = &visit.state.config.upstream;
    // Modules answer GET; a HEAD is the same without its body.
    let bodiless = *request.method() == Method::HEAD;
    let method = if bodiless { Method::GET } else { request.method().clone() };
    let answer = match body::take(request, &visit.path, payload, &visit.state.config.bodies).await? {
        Body::Whole(body) => visit.upstream.send(settings, method, address, headers, body).await,
        Body::Flow(flow, length, exceeded) => {
            let call = visit.upstream.request(settings, method, address, headers);
            let call = call.timeout(Duration::from_millis(settings.upload_ms));
            let sent = match length {
                Some(length) => call.send_body(body::sized(flow, length)).await,
                None => call.send_stream(flow).await,
            };
            if exceeded.get() {
                return Err(body::too_large().into());
            }
            sent
        }
    };
    back(visit, module, answer, bodiless).await
}

async fn back(
    visit: &mut Visit<'_>,
    module: &Module,
    answer: Result<ClientResponse, SendRequestError>,
    bodiless: bool,
) -> Result<HttpResponse, Refusal> {
    let answer = answer.map_err(|error| nobody_home(&module.name, &error))?;
    let answer = response::take(visit, answer, &module.name, bodiless).await;
    let (Answer::Whole(head, _) | Answer::Flow(head, _)) = &answer;
    if head.signed_in {
        visit.drop_cookie(cookies::GUEST);
    }
    if module.name == "identity" && !csrf::safe(visit.request.method()) {
        // The session may just have been closed or switched to another tenant.
        visit.session_cookie().inspect(|session| visit.state.sessions.forget(session));
    }
    Ok(match answer {
        Answer::Flow(_, response) => response,
        Answer::Whole(head, body) => whole(visit, head, body).await,
    })
}

async fn whole(visit: &Visit<'_>, mut head: Head, body: Bytes) -> HttpResponse {
    if head.kind() == "application/problem+json" && visit.prefers_html() {
        return screens::problem::page(visit, head, &body).await;
    }
    if head.status == StatusCode::UNAUTHORIZED {
        screens::problem::lead_to_login(visit, &mut head);
    }
    if !head.compose {
        return head.with(body);
    }
    let composed = match std::str::from_utf8(&body) {
        Ok(page) => Bytes::from(compose::page(visit, page).await),
        Err(_) => body,
    };
    // A composed page is nobody else's, and its tag said nothing about what was put in.
    head.headers.remove(header::ETAG);
    head.headers.remove(header::LAST_MODIFIED);
    if !head.headers.contains_key(header::CACHE_CONTROL) {
        let value = header::HeaderValue::from_static("private, no-cache");
        head.headers.insert(header::CACHE_CONTROL, value);
    }
    head.with(composed)
}
