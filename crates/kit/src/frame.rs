//! What surrounds every request: correlation id, language, span, numbers.
use std::{rc::Rc, sync::Arc};

use actix_web::{
    HttpMessage, HttpRequest,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::header::{self, HeaderName, HeaderValue},
    middleware::Next,
};
use tokio::time::Instant;
use tracing::{Instrument as _, Span, field::Empty};
use uuid::Uuid;

use crate::{
    Lang, Texts, View,
    context::{self, Context, Correlation, Route},
    metrics, telemetry,
};

/// What the frame knows of its module.
#[derive(Clone)]
pub(crate) struct Frame {
    pub texts: Arc<Texts>,
    pub module: &'static str,
    /// Traces are sent: spans then carry names for those who read traces.
    pub traced: bool,
}

const CORRELATION: HeaderName = HeaderName::from_static("x-correlation-id");
/// The route of a request that no route matches.
const NO_ROUTE: &str = "none";
/// How a pattern ends that takes every path.
const CATCH_ALL: &str = ":.*}";

fn language(request: &ServiceRequest) -> Lang {
    let from_query = || {
        url::form_urlencoded::parse(request.query_string().as_bytes())
            .find(|(k, _)| k == "lang")
            .and_then(|(_, v)| Lang::from_tag(&v))
    };
    let from_cookie = || request.cookie("souk_lang").and_then(|c| Lang::from_tag(c.value()));
    let from_header = || {
        request
            .headers()
            .get(header::ACCEPT_LANGUAGE)
            .and_then(|v| v.to_str().ok())
            .and_then(Lang::from_accept)
    };
    from_query().or_else(from_cookie).or_else(from_header).unwrap_or_default()
}

fn correlation(request: &ServiceRequest) -> Rc<str> {
    request
        .headers()
        .get(CORRELATION)
        .and_then(|v| v.to_str().ok())
        .filter(|v| (8..=64).contains(&v.len()) && v.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'))
        .map_or_else(|| Uuid::now_v7().simple().to_string().into(), Into::into)
}

/// Asked every few seconds by machines: not worth a trace.
fn is_probe(path: &str) -> bool {
    ["/internal/health/", "/internal/manifest", "/internal/openapi.json", "/internal/metrics"]
        .iter()
        .any(|probe| path.starts_with(probe))
}

fn span(
    frame: &Frame,
    request: &ServiceRequest,
    method: &'static str,
    route: Option<&str>,
    correlation: &str,
) -> Span {
    if is_probe(request.path()) {
        return Span::none();
    }
    let span = tracing::info_span!(
        "http",
        otel.kind = frame.traced.then_some("server"),
        otel.status_code = Empty,
        module = frame.module,
        method,
        route,
        correlation,
        status = Empty,
    );
    telemetry::adopt_headers(&span, request.headers());
    span
}

/// The pattern that matched, or what the module says instead.
fn said_route(request: &HttpRequest) -> Option<String> {
    let said = request.extensions().get::<Route>().map(|route| route.0.clone());
    said.or_else(|| request.match_pattern())
}

/// Surrounds one request.
pub(crate) async fn around(
    frame: Frame,
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let started = Instant::now();
    let id = correlation(&request);
    let lang = language(&request);
    let method = metrics::method(request.method());
    // What stands in front of all routes says nothing; after routing the right one is known.
    let guess = request.match_pattern().filter(|pattern| !pattern.ends_with(CATCH_ALL));
    let span = span(&frame, &request, method, guess.as_deref(), &id);
    let context = Context {
        lang,
        texts: Arc::clone(&frame.texts),
        correlation: Rc::clone(&id),
        traceparent: telemetry::traceparent(&span).map(Into::into),
    };
    let here = request.uri().path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string);
    request.extensions_mut().insert(View { lang, texts: frame.texts, here });
    request.extensions_mut().insert(Correlation(id.to_string()));
    let answer = context::within(context, next.call(request).instrument(span.clone())).await;
    let (status, route) = match &answer {
        Ok(response) => (response.status(), said_route(response.request())),
        Err(error) => (error.as_response_error().status_code(), None),
    };
    let route = route.unwrap_or_else(|| NO_ROUTE.to_owned());
    let took = started.elapsed();
    if frame.traced {
        telemetry::name(&span, format!("{method} {route}"));
        if guess.is_none() {
            span.record("route", &route);
        }
        span.record("status", status.as_u16());
        if status.is_server_error() {
            span.record("otel.status_code", "ERROR");
        }
    }
    span.in_scope(|| tracing::debug!(status = status.as_u16(), ?took, "answered"));
    metrics::get().answered(frame.module, method, route, status, took);
    let mut response = answer?.map_into_boxed_body();
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(CORRELATION, value);
    }
    if !response.headers().contains_key(header::CONTENT_LANGUAGE) {
        response.headers_mut().insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(lang.code()));
    }
    Ok(response)
}
