//! Numbers of a running process, told apart by `module`; read as Prometheus text and, with an endpoint, sent by
//! OTLP. No label names a tenant, a person or the value of a path parameter.
use std::{sync::OnceLock, time::Duration};

use actix_web::http::{Method, StatusCode};
use opentelemetry::{
    KeyValue,
    metrics::{Counter, Gauge, Histogram, MeterProvider as _},
};
use opentelemetry_otlp::MetricExporter;
use opentelemetry_sdk::{
    Resource,
    metrics::{PeriodicReader, SdkMeterProvider},
};
use prometheus::{Registry, TextEncoder, proto::MetricFamily};
use souk_outbox::{Reading, admin::Counts};

use crate::db::Usage;

/// Upper bounds of the buckets of durations, seconds.
const BOUNDS: [f64; 13] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];

const MODULE: &str = "module";

static METRICS: OnceLock<Metrics> = OnceLock::new();

/// The instruments of this process.
pub(crate) fn get() -> &'static Metrics {
    METRICS.get_or_init(|| Metrics::new(Resource::builder().build(), None))
}

/// Makes the instruments also send; only before anything was measured.
pub(crate) fn send(resource: Resource, sender: PeriodicReader<MetricExporter>) {
    if METRICS.set(Metrics::new(resource, Some(sender))).is_err() {
        tracing::warn!("metrics were in use before they could be sent");
    }
}

/// Everything this process measures.
pub(crate) struct Metrics {
    registry: Registry,
    provider: SdkMeterProvider,
    requests: Histogram<f64>,
    asks: Histogram<f64>,
    connections: Gauge<u64>,
    connections_wanted: Gauge<u64>,
    outbox: Gauge<i64>,
    outbox_oldest: Gauge<i64>,
    inbox: Gauge<i64>,
    timers: Gauge<i64>,
    events: Counter<u64>,
}

impl Metrics {
    fn new(resource: Resource, sender: Option<PeriodicReader<MetricExporter>>) -> Self {
        let registry = Registry::new();
        let mut provider = SdkMeterProvider::builder().with_resource(resource);
        let text = opentelemetry_prometheus::exporter()
            .with_registry(registry.clone())
            .scope_info_enabled(false)
            .without_target_info();
        match text.build() {
            Ok(reader) => provider = provider.with_reader(reader),
            Err(error) => tracing::error!(%error, "/internal/metrics stays empty"),
        }
        if let Some(sender) = sender {
            provider = provider.with_reader(sender);
        }
        let provider = provider.build();
        let meter = provider.meter("souk");
        let duration = |name: &'static str, what: &'static str| {
            meter
                .f64_histogram(name)
                .with_unit("s")
                .with_description(what)
                .with_boundaries(BOUNDS.to_vec())
                .build()
        };
        let level =
            |name: &'static str, what: &'static str| meter.i64_gauge(name).with_description(what).build();
        let connections =
            |name: &'static str, what: &'static str| meter.u64_gauge(name).with_description(what).build();
        // Lives in the provider: it is asked whenever somebody reads.
        let _ = meter
            .u64_observable_gauge("process.memory.usage")
            .with_unit("By")
            .with_description("Memory of the process that is in RAM")
            .with_callback(|seen| {
                if let Some(bytes) = resident_bytes() {
                    seen.observe(bytes, &[]);
                }
            })
            .build();
        Self {
            requests: duration("http.server.request.duration", "From a request to the head of its answer"),
            asks: duration("souk.ask.duration", "Questions to other modules, by peer and result"),
            connections: connections(
                "db.client.connection.count",
                "Database connections of requests, by state",
            ),
            connections_wanted: connections(
                "db.client.connection.pending_requests",
                "Requests that wait for a database connection",
            ),
            outbox: level("souk.outbox.unsent", "Facts not sent yet"),
            outbox_oldest: meter
                .i64_gauge("souk.outbox.oldest")
                .with_unit("s")
                .with_description("Age of the oldest fact not sent yet")
                .build(),
            inbox: level("souk.inbox.rows", "Facts received and not handled, by state"),
            timers: level("souk.timers", "Timers that are due or given up, by state"),
            events: meter
                .u64_counter("souk.events")
                .with_description("Facts and timers this process has dealt with, by step")
                .build(),
            registry,
            provider,
        }
    }

    /// A request was answered.
    pub(crate) fn answered(
        &self,
        module: &'static str,
        method: &'static str,
        route: String,
        status: StatusCode,
        took: Duration,
    ) {
        let labels = [
            KeyValue::new(MODULE, module),
            KeyValue::new("http.request.method", method),
            KeyValue::new("http.route", route),
            KeyValue::new("http.response.status_code", i64::from(status.as_u16())),
        ];
        self.requests.record(took.as_secs_f64(), &labels);
    }

    /// A peer was asked.
    pub(crate) fn asked(&self, module: &'static str, peer: &str, result: &'static str, took: Duration) {
        let labels = [
            KeyValue::new(MODULE, module),
            KeyValue::new("peer", peer.to_owned()),
            KeyValue::new("result", result),
        ];
        self.asks.record(took.as_secs_f64(), &labels);
    }

    /// How many database connections there are.
    pub(crate) fn connections(&self, module: &'static str, usage: Usage) {
        for (state, count) in [("used", usage.used), ("idle", usage.idle)] {
            self.connections.record(number(count), &by(module, "state", state));
        }
        self.connections_wanted.record(number(usage.waiting), &[KeyValue::new(MODULE, module)]);
    }

    /// What waits in the module's tables.
    pub(crate) fn backlog(&self, module: &'static str, counts: &Counts) {
        self.outbox.record(counts.outbox_waiting, &[KeyValue::new(MODULE, module)]);
        self.outbox_oldest.record(counts.outbox_oldest_s, &[KeyValue::new(MODULE, module)]);
        let rows = [("pending", counts.inbox_pending), ("parked", counts.parked), ("dead", counts.dead)];
        for (state, count) in rows {
            self.inbox.record(count, &by(module, "state", state));
        }
        for (state, count) in [("due", counts.timers_due), ("dead", counts.timers_dead)] {
            self.timers.record(count, &by(module, "state", state));
        }
    }

    /// What the event machinery did between two readings.
    pub(crate) fn events(&self, module: &'static str, before: &Reading, now: &Reading) {
        let steps = [
            ("sent", now.published, before.published),
            ("received", now.received, before.received),
            ("handled", now.handled, before.handled),
            ("failed", now.failed, before.failed),
            ("given_up", now.dead, before.dead),
            ("timer_fired", now.fired, before.fired),
        ];
        for (step, now, before) in steps {
            self.events.add(now.saturating_sub(before), &by(module, "step", step));
        }
    }

    /// The numbers of one module and of the process, as Prometheus reads them.
    ///
    /// # Errors
    /// The encoder found a number that cannot be written.
    pub(crate) fn text(&self, module: &str) -> Result<String, prometheus::Error> {
        let mut families = self.registry.gather();
        for family in &mut families {
            family.mut_metric().retain(|metric| {
                metric.get_label().iter().all(|label| label.name() != MODULE || label.value() == module)
            });
        }
        families.retain(|family: &MetricFamily| !family.get_metric().is_empty());
        TextEncoder::new().encode_to_string(&families)
    }

    /// Sends what is left.
    pub(crate) fn shutdown(&self) {
        if let Err(error) = self.provider.shutdown() {
            tracing::warn!(%error, "last metrics could not be sent");
        }
    }
}

fn by(module: &'static str, name: &'static str, value: &'static str) -> [KeyValue; 2] {
    [KeyValue::new(MODULE, module), KeyValue::new(name, value)]
}

fn number(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

/// The method as a label; clients may invent methods, labels may not.
pub(crate) fn method(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::HEAD => "HEAD",
        Method::OPTIONS => "OPTIONS",
        _ => "_OTHER",
    }
}

/// Linux says it; elsewhere the number is missing.
fn resident_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kib: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib * 1024)
}
