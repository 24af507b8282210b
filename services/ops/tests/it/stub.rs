//! A stand-in for another module: its manifest, its health, its dead letters, and what it was asked.
use std::sync::{Arc, Mutex};

use actix_web::{App, HttpResponse, HttpServer, web};
use chrono::DateTime;
use serde_json::{Value, json};
use souk_events::{EventId, TenantId};
use souk_kit::Manifest;

/// How the stand-in is.
#[derive(Clone)]
pub struct Stub {
    pub name: &'static str,
    pub required: bool,
    pub ready: bool,
    pub counts: Option<Value>,
    pub dead: Vec<Value>,
    /// What it knows of whatever is traced, and what did not arrive.
    pub known: Value,
    pub waiting: Value,
    /// What is dead now: `dead`, without what was replayed, with what died later.
    pub now: Arc<Mutex<Vec<Value>>>,
    pub asked: Arc<Mutex<Vec<(String, Value)>>>,
}

/// A running stand-in.
pub struct Running {
    /// `name=url` for `ops.modules`.
    pub entry: String,
    pub now: Arc<Mutex<Vec<Value>>>,
    pub asked: Arc<Mutex<Vec<(String, Value)>>>,
}

impl Running {
    /// What it was told to do so far: path and body.
    pub fn asked(&self) -> Vec<(String, Value)> {
        self.asked.lock().unwrap().clone()
    }

    /// The letters it was told to replay so far, request by request.
    pub fn replayed(&self) -> Vec<Value> {
        let asked = self.asked();
        asked.iter().filter(|(deed, _)| deed == "replay").map(|(_, body)| body["ids"].clone()).collect()
    }
}

impl Stub {
    pub fn new(name: &'static str) -> Self {
        Self {
            name,
            required: false,
            ready: true,
            counts: None,
            dead: vec![],
            known: json!({}),
            waiting: json!([]),
            now: Arc::default(),
            asked: Arc::default(),
        }
    }

    pub fn start(self) -> Running {
        let (asked, now) = (Arc::clone(&self.asked), Arc::clone(&self.now));
        now.lock().unwrap().clone_from(&self.dead);
        let name = self.name;
        let server = HttpServer::new(move || {
            App::new()
                .app_data(web::Data::new(self.clone()))
                .route("/internal/manifest", web::get().to(manifest))
                .route("/internal/health/ready", web::get().to(ready))
                .route("/internal/events/counts", web::get().to(counts))
                .route("/internal/events/dead", web::get().to(dead))
                .route("/internal/events/dead/{deed}", web::post().to(act))
                .route("/internal/trace", web::post().to(trace))
                .route("/internal/problems", web::get().to(waiting))
                .route("/internal/problems", web::post().to(deal))
                .route("/internal/events/standing", web::post().to(standing))
        })
        .workers(1)
        .disable_signals()
        .bind(("127.0.0.1", 0))
        .unwrap();
        let address = server.addrs()[0];
        tokio::spawn(server.run());
        Running { entry: format!("{name}=http://{address}"), now, asked }
    }
}

/// A dead letter of `orders.on_stock`.
pub fn letter(seq: i64, error: &str) -> Value {
    let at = DateTime::from_timestamp(1_790_000_000, 0).unwrap();
    json!({
        "seq": seq, "consumer": "orders.on_stock", "event_id": EventId::new(), "kind": "catalog.stock_changed.v1",
        "source": "catalog", "time": at, "tenant": TenantId::new(), "subject": "var_1", "correlation": "abc",
        "data": {"variant_id": "var_1"}, "ordering_key": null, "attempt": 8, "last_error": error,
        "received_at": at, "dead_at": at,
    })
}

/// Nobody listens here.
pub const SILENT: &str = "silent=http://127.0.0.1:9";

async fn manifest(stub: web::Data<Stub>) -> HttpResponse {
    let manifest = Manifest::new(stub.name, "1.2.3", &[]);
    HttpResponse::Ok().json(if stub.required { manifest.required() } else { manifest })
}

async fn ready(stub: web::Data<Stub>) -> HttpResponse {
    let detail = if stub.ready { "" } else { "connection refused" };
    let body = json!({
        "module": stub.name, "version": "1.2.3", "ready": stub.ready,
        "checks": [{ "name": "database", "ok": stub.ready, "detail": detail }],
    });
    if stub.ready { HttpResponse::Ok().json(body) } else { HttpResponse::ServiceUnavailable().json(body) }
}

async fn counts(stub: web::Data<Stub>) -> HttpResponse {
    match &stub.counts {
        Some(counts) => HttpResponse::Ok().json(counts),
        None => nothing(),
    }
}

async fn dead(
    stub: web::Data<Stub>,
    query: web::Query<std::collections::HashMap<String, String>>,
) -> HttpResponse {
    if stub.counts.is_none() {
        return nothing();
    }
    // Pages as a module gives them: `after` is the base64url of the last place.
    let after = query.get("after").filter(|a| !a.is_empty()).map_or(0, |cursor| {
        use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
        String::from_utf8(URL_SAFE_NO_PAD.decode(cursor).unwrap()).unwrap().parse::<i64>().unwrap()
    });
    let limit = query["limit"].parse::<usize>().unwrap();
    let now = stub.now.lock().unwrap();
    let page: Vec<_> = now.iter().filter(|l| l["seq"].as_i64() > Some(after)).take(limit).collect();
    HttpResponse::Ok().json(page)
}

async fn act(stub: web::Data<Stub>, deed: web::Path<String>, body: web::Json<Value>) -> HttpResponse {
    stub.asked.lock().unwrap().push((deed.to_string(), body.0.clone()));
    let ids = body["ids"].as_array().unwrap();
    if *deed != "replay" {
        return HttpResponse::Ok().json(json!({ "archived": ids.len() }));
    }
    let mut now = stub.now.lock().unwrap();
    let before = now.len();
    now.retain(|letter| !ids.contains(&letter["seq"]));
    HttpResponse::Ok().json(json!({ "replayed": before - now.len() }))
}

async fn trace(stub: web::Data<Stub>, body: web::Json<Value>) -> HttpResponse {
    stub.asked.lock().unwrap().push(("trace".to_owned(), body.0));
    HttpResponse::Ok().json(&stub.known)
}

async fn waiting(stub: web::Data<Stub>) -> HttpResponse {
    HttpResponse::Ok().json(json!({ "items": stub.waiting }))
}

async fn deal(stub: web::Data<Stub>, body: web::Json<Value>) -> HttpResponse {
    let count = body["ids"].as_array().unwrap().len();
    stub.asked.lock().unwrap().push(("deal".to_owned(), body.0));
    HttpResponse::Ok().json(json!({ "count": count }))
}

/// Everything that is not dead was handled.
async fn standing(stub: web::Data<Stub>, body: web::Json<Value>) -> HttpResponse {
    let now = stub.now.lock().unwrap();
    let rows = body["ids"].as_array().unwrap().iter().map(|seq| {
        let dead = now.iter().any(|letter| letter["seq"] == *seq);
        json!({ "seq": seq, "attempt": 1, "dead": dead, "finished": !dead })
    });
    HttpResponse::Ok().json(rows.collect::<Vec<_>>())
}

fn nothing() -> HttpResponse {
    HttpResponse::NotFound()
        .content_type("application/problem+json")
        .body(json!({ "type": "/problems/not_found", "title": "Not found", "status": 404, "code": "not_found", "trace_id": "x", "retryable": false }).to_string())
}
