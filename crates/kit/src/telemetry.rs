//! Logs, traces and the one correlation id. The log filter sits on the log layer only, so that trace context
//! travels whatever is logged.
use actix_web::http::header::HeaderMap;
use opentelemetry::{
    global,
    propagation::{Extractor, Injector},
    trace::TracerProvider as _,
};
use opentelemetry_otlp::WithExportConfig as _;
use opentelemetry_sdk::{Resource, propagation::TraceContextPropagator, trace::SdkTracerProvider};
use tracing::Span;
use tracing_opentelemetry::OpenTelemetrySpanExt as _;
use tracing_subscriber::{EnvFilter, Layer, layer::SubscriberExt, util::SubscriberInitExt};

use crate::config;

/// Keeps the exporter alive; flush it at the end.
pub struct Telemetry(Option<SdkTracerProvider>);

impl Telemetry {
    /// Sends what is left.
    pub fn shutdown(&self) {
        if let Some(Err(error)) = self.0.as_ref().map(SdkTracerProvider::shutdown) {
            tracing::warn!(%error, "last spans could not be sent");
        }
    }
}

/// Starts logs and traces of a process. Only the first call of a process has an effect.
///
/// # Errors
/// An unreadable endpoint.
pub fn start(process: &'static str, settings: &config::Telemetry) -> anyhow::Result<Telemetry> {
    global::set_text_map_propagator(TraceContextPropagator::new());
    let resource = Resource::builder().with_service_name(format!("souk-{process}")).build();
    let mut provider = SdkTracerProvider::builder().with_resource(resource);
    if !settings.otlp_endpoint.is_empty() {
        let exporter = opentelemetry_otlp::SpanExporter::builder()
            .with_http()
            .with_endpoint(format!("{}/v1/traces", settings.otlp_endpoint.trim_end_matches('/')))
            .build()?;
        provider = provider.with_batch_exporter(exporter);
    }
    let provider = provider.build();
    let traces = tracing_opentelemetry::layer().with_tracer(provider.tracer("souk"));
    let filter = EnvFilter::try_new(&settings.log)?;
    let log = if settings.log_format == "json" {
        tracing_subscriber::fmt::layer().json().with_filter(filter).boxed()
    } else {
        tracing_subscriber::fmt::layer().with_filter(filter).boxed()
    };
    let first = tracing_subscriber::registry().with(traces).with(log).try_init().is_ok();
    Ok(Telemetry((first && !settings.otlp_endpoint.is_empty()).then_some(provider)))
}

struct Headers<'a>(&'a HeaderMap);
impl Extractor for Headers<'_> {
    fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key)?.to_str().ok()
    }
    fn keys(&self) -> Vec<&str> {
        self.0.keys().map(actix_web::http::header::HeaderName::as_str).collect()
    }
}

struct One(Option<String>);
impl Injector for One {
    fn set(&mut self, key: &str, value: String) {
        if key == "traceparent" {
            self.0 = Some(value);
        }
    }
}
impl Extractor for One {
    fn get(&self, key: &str) -> Option<&str> {
        self.0.as_deref().filter(|_| key == "traceparent")
    }
    fn keys(&self) -> Vec<&str> {
        vec!["traceparent"]
    }
}

/// Makes the span a child of the trace in the request's headers.
pub fn adopt_headers(span: &Span, headers: &HeaderMap) {
    let parent = global::get_text_map_propagator(|p| p.extract(&Headers(headers)));
    if span.set_parent(parent).is_err() {
        tracing::debug!("trace context could not be adopted");
    }
}

/// Makes the span a child of a trace that travelled as text.
pub fn adopt(span: &Span, traceparent: &str) {
    let parent = global::get_text_map_propagator(|p| p.extract(&One(Some(traceparent.to_owned()))));
    if span.set_parent(parent).is_err() {
        tracing::debug!("trace context could not be adopted");
    }
}

/// The span's trace context as `traceparent`.
#[must_use]
pub fn traceparent(span: &Span) -> Option<String> {
    let mut out = One(None);
    global::get_text_map_propagator(|p| p.inject_context(&span.context(), &mut out));
    out.0
}
