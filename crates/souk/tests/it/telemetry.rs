//! One trace and one correlation id from the door to the last consumer, through processes of their own, as a real
//! OTLP receiver sees them.
use std::{
    collections::HashSet,
    fs,
    io::Write as _,
    path::PathBuf,
    process::{Child, Command, Stdio},
};

use serde_json::Value;
use souk_testkit::eventually;
use tempfile::NamedTempFile;

use crate::{
    people::{add, contact},
    platform::{Platform, Wire, free_port},
};

/// Those that take part in an order, each in a process of its own.
const MODULES: [&str; 5] = ["identity", "catalog", "orders", "ops", "gateway"];
const CORRELATION: &str = "souk-telemetry-test";

/// A program that ends with this value.
struct Program {
    child: Child,
    output: NamedTempFile,
}

impl Program {
    fn start(command: &mut Command) -> Self {
        let output = NamedTempFile::new().unwrap();
        let write = || Stdio::from(output.as_file().try_clone().unwrap());
        let child = command.stdin(Stdio::null()).stdout(write()).stderr(write()).spawn().unwrap();
        Self { child, output }
    }

    fn said(&self) -> String {
        fs::read_to_string(self.output.path()).unwrap_or_default()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if std::thread::panicking() {
            let _ = std::io::stderr().write_all(self.said().as_bytes());
        }
    }
}

/// The receiver; what comes in stands in its output, one JSON object a line.
fn receiver(port: u16) -> Program {
    let program = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../.souk/py/bin/oteltap"));
    assert!(program.exists(), "{} is missing; run deploy/dev/setup.sh python", program.display());
    Program::start(Command::new(program).args(["--port", &port.to_string()]).env("PYTHONUNBUFFERED", "1"))
}

/// Puts a module that runs in this process into one of its own.
async fn move_out(platform: &mut Platform, module: &str) -> Program {
    platform.stop(module).await;
    let program = Program::start(
        Command::new(env!("CARGO_BIN_EXE_souk"))
            .args(["up", module])
            .envs(platform.environment(module))
            .env("OTEL_BSP_SCHEDULE_DELAY", "100")
            .env("OTEL_BLRP_SCHEDULE_DELAY", "100"),
    );
    let door = platform.inside(module, None);
    eventually("the process is ready", || async {
        let answer = door.request(reqwest::Method::GET, "/internal/health/ready").send().await.ok()?;
        answer.status().is_success().then_some(())
    })
    .await;
    program
}

#[tokio::test(flavor = "multi_thread")]
async fn one_trace_leads_from_the_door_to_the_last_consumer() {
    let port = free_port();
    let tap = receiver(port);
    let endpoint = format!("http://127.0.0.1:{port}");
    let settings = [
        ("telemetry.otlp_endpoint", endpoint.as_str()),
        ("telemetry.metrics_seconds", "1"),
        ("telemetry.metrics_token", "for-the-scraper"),
    ];
    let mut platform = Platform::start_with(Wire::Embedded, &settings).await;
    let mut programs = Vec::new();
    for module in MODULES {
        programs.push(move_out(&mut platform, module).await);
    }
    platform.until_open().await;
    let shop = platform.shop("La Lunette").await;
    let (_, variant) = platform.product(&shop, "Longue-vue", 9900, 5).await;
    let guest = platform.visitor();
    add(&guest, &variant, 1).await;
    let checkout = guest
        .request(reqwest::Method::POST, "/v1/checkouts")
        .header("idempotency-key", "telemetry")
        .header("x-correlation-id", CORRELATION)
        .json(&contact());
    let placed = guest.send(checkout).await.expect(201);
    assert_eq!(placed.header("x-correlation-id"), CORRELATION);
    let order = placed.json()["orders"][0]["id"].as_str().unwrap().to_owned();

    let spans = eventually("the whole way has arrived", || async {
        let spans = spans_of(&tap, CORRELATION);
        STATIONS.iter().all(|station| spans.iter().any(|span| span.is(station))).then_some(spans)
    })
    .await;
    let traces: HashSet<&str> = spans.iter().map(|span| span.trace.as_str()).collect();
    assert_eq!(traces.len(), 1, "one trace: {spans:#?}");
    let find = |name: &str, who: &str| {
        spans.iter().find(|s| s.name == name && s.who == who).unwrap_or_else(|| panic!("no {name} of {who}"))
    };
    let door = find("POST /v1/checkouts", "gateway");
    let checkout = find("POST /v1/checkouts", "orders");
    assert!(door.parent.is_empty(), "the door begins the trace");
    assert_eq!(checkout.parent, door.id);
    assert_eq!(find("POST /internal/holds", "catalog").parent, checkout.id);
    assert_eq!(find("publish", "orders").parent, checkout.id);
    assert_eq!(find("consume", "catalog.on_order_placed").parent, checkout.id);

    eventually("metrics and logs have arrived", || async {
        let said = tap.said();
        let counted = said.contains("http.server.request.duration") && said.contains("\"/v1/checkouts\"");
        let levels = said.contains("souk.outbox.unsent") && said.contains("process.memory.usage");
        let logged = said.contains("\"severityText\":\"INFO\"") && said.contains("\"stringValue\":\"ready\"");
        (counted && levels && logged).then_some(())
    })
    .await;
    let scraped =
        platform.inside("orders", Some("for-the-scraper")).get("/internal/metrics").await.expect(200);
    let gateway = platform.inside("gateway", None).get("/internal/metrics").await.expect(401);
    assert!(!gateway.text().contains("souk_"));
    let _ = platform.inside("gateway", Some("for-the-scraper")).get("/internal/metrics").await.expect(200);
    for secret in PERSONAL.into_iter().chain([order.as_str(), shop.tenant.as_str()]) {
        assert!(!scraped.text().contains(secret), "{secret} stands in the metrics");
    }
    for secret in PERSONAL {
        assert!(!tap.said().contains(secret), "{secret} was sent");
    }
}

/// What the telemetry of these people must not hold.
const PERSONAL: [&str; 3] = ["612345678", "Canari", "@test.souk"];

/// Span and who says it: a module, or a consumer.
const STATIONS: [(&str, &str); 7] = [
    ("POST /v1/checkouts", "gateway"),
    ("POST /v1/checkouts", "orders"),
    ("POST /internal/holds", "catalog"),
    ("publish", "orders"),
    ("publish", "catalog"),
    ("consume", "ops.keep_every_fact"),
    ("consume", "catalog.on_order_placed"),
];

/// A span as the receiver wrote it down.
#[derive(Debug)]
struct Span {
    trace: String,
    id: String,
    parent: String,
    name: String,
    who: String,
}

impl Span {
    fn is(&self, (name, who): &(&str, &str)) -> bool {
        self.name == *name && self.who == *who
    }
}

/// Every span that carries this correlation id. A line that is being written is read the next time.
fn spans_of(tap: &Program, correlation: &str) -> Vec<Span> {
    let said = tap.said();
    let lines = said.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    lines
        .filter(|line| line["parentSpanId"].is_string())
        .filter(|line| attribute(line, "correlation") == Some(correlation))
        .map(|line| {
            let text = |key: &str| line[key].as_str().unwrap_or_default().to_owned();
            let who = attribute(&line, "module").or_else(|| attribute(&line, "consumer"));
            Span {
                trace: text("traceId"),
                id: text("spanId"),
                parent: text("parentSpanId"),
                name: text("name"),
                who: who.unwrap_or_default().to_owned(),
            }
        })
        .collect()
}

fn attribute<'a>(line: &'a Value, name: &str) -> Option<&'a str> {
    let all = line["attributes"].as_array()?;
    all.iter().find(|a| a["key"] == name)?["value"]["stringValue"].as_str()
}
