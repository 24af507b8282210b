//! Logs, traces, metrics and the one correlation id. The log filter sits on the log layers only, so that trace
//! context travels whatever is logged; of the traces, libraries have no part: their events may show data.
use std::time::Duration;

use actix_web::http::header::HeaderMap;
use opentelemetry::{
    global,
    propagation::{Extractor, Injector},
    trace::{TraceContextExt as _, TracerProvider as _},
};
use opentelemetry_appender_tracing::layer::{OpenTelemetryTracingBridge, TracingSpanAttributes};
use opentelemetry_otlp::{LogExporter, MetricExporter, SpanExporter, WithExportConfig as _};
use opentelemetry_sdk::{
    Resource,
    logs::SdkLoggerProvider,
    metrics::PeriodicReader,
    propagation::TraceContextPropagator,
    trace::{Sampler, SdkTracerProvider},
};
use tracing::{Level, Span};
use tracing_opentelemetry::OpenTelemetrySpanExt as _;
use tracing_subscriber::{
    EnvFilter, Layer,
    filter::{Directive, Targets},
    layer::SubscriberExt,
    util::SubscriberInitExt,
};

use crate::{config, metrics};

/// Fields of spans that every log record carries, so that it can be read alone.
const CARRIED: [&str; 4] = ["module", "correlation", "consumer", "event"];
/// What sending itself uses: its words are not sent, or they would never end.
const SENDERS: [&str; 5] = ["opentelemetry=off", "reqwest=off", "hyper=off", "hyper_util=off", "h2=off"];

/// Keeps the exporters alive; flush them at the end.
pub struct Telemetry(Option<(SdkTracerProvider, SdkLoggerProvider)>);

impl Telemetry {
    /// Sends what is left.
    pub fn shutdown(&self) {
        let Some((traces, logs)) = &self.0 else { return };
        metrics::get().shutdown();
        if let Err(error) = traces.shutdown() {
            tracing::warn!(%error, "last spans could not be sent");
        }
        if let Err(error) = logs.shutdown() {
            tracing::warn!(%error, "last log records could not be sent");
        }
    }
}

/// Starts logs, traces and metrics of a process. Only the first call of a process has an effect.
///
/// # Errors
/// An unreadable endpoint or log filter.
pub fn start(process: &'static str, settings: &config::Telemetry) -> anyhow::Result<Telemetry> {
    global::set_text_map_propagator(TraceContextPropagator::new());
    let resource = Resource::builder().with_service_name(format!("souk-{process}")).build();
    let address = |signal| format!("{}/v1/{signal}", settings.otlp_endpoint.trim_end_matches('/'));
    let mut traces = SdkTracerProvider::builder().with_resource(resource.clone());
    let mut logs = None;
    if settings.sends() {
        let spans = SpanExporter::builder().with_http().with_endpoint(address("traces")).build()?;
        let share = Sampler::TraceIdRatioBased(settings.sampled);
        traces = traces.with_batch_exporter(spans).with_sampler(Sampler::ParentBased(Box::new(share)));
        let records = LogExporter::builder().with_http().with_endpoint(address("logs")).build()?;
        let records = SdkLoggerProvider::builder().with_batch_exporter(records);
        logs = Some(records.with_resource(resource.clone()).build());
        let numbers = MetricExporter::builder().with_http().with_endpoint(address("metrics")).build()?;
        let every = Duration::from_secs(settings.metrics_seconds.max(1));
        metrics::send(resource, PeriodicReader::builder(numbers).with_interval(every).build());
    } else {
        // Trace context still travels; nothing is recorded for nobody.
        traces = traces.with_sampler(Sampler::ParentBased(Box::new(Sampler::AlwaysOff)));
    }
    let traces = traces.build();
    let spans = tracing_opentelemetry::layer()
        .with_tracer(traces.tracer("souk"))
        .with_context_activation(settings.sends())
        .with_location(false)
        .with_target(false)
        .with_threads(false)
        .with_tracked_inactivity(false)
        .with_filter(Targets::new().with_target("souk", Level::INFO));
    let log = if settings.log_format == "json" {
        tracing_subscriber::fmt::layer().json().with_filter(EnvFilter::try_new(&settings.log)?).boxed()
    } else {
        tracing_subscriber::fmt::layer().with_filter(EnvFilter::try_new(&settings.log)?).boxed()
    };
    let mut filter = EnvFilter::try_new(&settings.log)?;
    for sender in SENDERS {
        filter = filter.add_directive(sender.parse::<Directive>()?);
    }
    let sent = logs.as_ref().map(|logs| {
        OpenTelemetryTracingBridge::builder(logs)
            .with_tracing_span_attributes(TracingSpanAttributes::allowlist(CARRIED))
            .build()
            .with_filter(filter)
    });
    let first = tracing_subscriber::registry().with(spans).with(log).with(sent).try_init().is_ok();
    Ok(Telemetry(logs.filter(|_| first).map(|logs| (traces, logs))))
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

/// Gives the span another name for those who read traces.
pub(crate) fn name(span: &Span, name: String) {
    span.context().span().update_name(name);
}

/// The span's trace context as `traceparent`.
#[must_use]
pub fn traceparent(span: &Span) -> Option<String> {
    let mut out = One(None);
    global::get_text_map_propagator(|p| p.inject_context(&span.context(), &mut out));
    out.0
}
