//! Stands in for Stripe, as far as Souk uses it: pages to pay on, refunds, events, signatures. Objects begin as copies
//! of Stripe's own fixtures when those are at hand, so that answers are whole.
use std::{
    collections::HashMap,
    path::Path,
    sync::{Mutex, MutexGuard, PoisonError},
};

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use aws_lc_rs::hmac;
use reqwest::StatusCode;
use serde_json::{Value, json};

/// The key that it takes.
pub const KEY: &str = "sk_test_1234567890abcdef";
/// The secret that it signs with.
pub const SECRET: &str = "whsec_test_secret";
/// Where Stripe's own objects may be, seen from a crate's folder.
const FIXTURES: &str = "../../../shared/fixtures/stripe/fixtures3.json";

#[derive(Default)]
struct Inner {
    seeds: Value,
    objects: HashMap<String, Value>,
    events: Vec<Value>,
    /// Answers by idempotency key: path and body, and what was said.
    answered: HashMap<String, (String, Value)>,
    counter: usize,
    /// Calls that answer 503 from now on.
    fail: usize,
    /// Refunds that are pending until they are told otherwise.
    slow: bool,
    calls: Vec<String>,
    base: String,
}

type Shared = web::Data<Mutex<Inner>>;

/// Stripe, on this machine.
#[derive(Clone)]
pub struct Stripe {
    base: String,
    inner: Shared,
}

fn lock(inner: &Shared) -> MutexGuard<'_, Inner> {
    inner.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The header under which a body is signed at a second.
#[must_use]
pub fn sign(secret: &str, at: i64, body: &[u8]) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    let text = [format!("{at}.").as_bytes(), body].concat();
    let hex: String = hmac::sign(&key, &text).as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("t={at},v1={hex}")
}

fn refuse(status: u16, kind: &str, code: &str) -> HttpResponse {
    let status = actix_web::http::StatusCode::from_u16(status).expect("a status");
    HttpResponse::build(status).json(json!({"error": {"type": kind, "code": code, "message": code}}))
}

fn put(object: &mut Value, fields: &Value) {
    for (name, value) in fields.as_object().into_iter().flatten() {
        object[name] = value.clone();
    }
}

impl Inner {
    fn id(&mut self, prefix: &str) -> String {
        self.counter += 1;
        format!("{prefix}_{:024}", self.counter)
    }

    /// A copy of Stripe's own object of a kind, without what was said about another one.
    fn seed(&self, kind: &str, fields: &Value) -> Value {
        let own = self.seeds.get("resources").and_then(|all| all.get(kind)).cloned();
        let mut object = own.unwrap_or_else(|| json!({"object": kind}));
        object["metadata"] = json!({});
        put(&mut object, fields);
        object
    }

    fn tell(&mut self, kind: &str, object: &Value) {
        let id = self.id("evt");
        self.events
            .push(json!({"id": id, "object": "event", "type": kind, "api_version": "2026-09-30.endive",
            "created": 1_790_000_000, "pending_webhooks": 1, "data": {"object": object}}));
    }

    fn merge(&mut self, id: &str, fields: &Value) -> Value {
        let object = self.objects.get_mut(id).expect("an object");
        put(object, fields);
        object.clone()
    }
}

/// What every call goes through: the key, failures on demand, the idempotency key.
fn gate(request: &HttpRequest, body: &str, all: &mut Inner) -> Option<HttpResponse> {
    all.calls.push(format!("{} {}", request.method(), request.path()));
    let header = |name: &str| request.headers().get(name).and_then(|v| v.to_str().ok()).unwrap_or_default();
    if header("authorization") != format!("Bearer {KEY}") {
        return Some(refuse(401, "invalid_request_error", "api_key_invalid"));
    }
    if all.fail > 0 {
        all.fail -= 1;
        return Some(refuse(503, "api_error", "unavailable"));
    }
    let (key, print) = (header("idempotency-key"), format!("{} {body}", request.path()));
    match all.answered.get(key) {
        Some((before, said)) if *before == print => {
            Some(HttpResponse::Ok().insert_header(("Idempotent-Replayed", "true")).json(said))
        }
        Some(_) => Some(refuse(400, "idempotency_error", "idempotency_key_in_use")),
        None => None,
    }
}

fn answer(request: &HttpRequest, body: &str, all: &mut Inner, said: Value) -> HttpResponse {
    if let Some(key) = request.headers().get("idempotency-key").and_then(|v| v.to_str().ok()) {
        all.answered.insert(key.to_owned(), (format!("{} {body}", request.path()), said.clone()));
    }
    HttpResponse::Ok().json(said)
}

fn fields(body: &str) -> HashMap<String, String> {
    url::form_urlencoded::parse(body.as_bytes()).into_owned().collect()
}

/// `metadata[a]=b` as an object.
fn metadata(form: &HashMap<String, String>) -> Value {
    let own = form.iter().filter_map(|(name, value)| {
        Some((name.strip_prefix("metadata[")?.strip_suffix(']')?.to_owned(), json!(value)))
    });
    Value::Object(own.collect())
}

async fn create_session(request: HttpRequest, body: String, inner: Shared) -> HttpResponse {
    let mut all = lock(&inner);
    if let Some(said) = gate(&request, &body, &mut all) {
        return said;
    }
    let form = fields(&body);
    let line = |place: usize, name: &str| form.get(&format!("line_items[{place}]{name}")).cloned();
    let amounts = (0..100).map_while(|place| line(place, "[price_data][unit_amount]")?.parse::<i64>().ok());
    let total: i64 = amounts.sum();
    let Some(currency) = line(0, "[price_data][currency]") else {
        return refuse(400, "invalid_request_error", "parameter_missing");
    };
    let id = all.id("cs_test");
    let fields = json!({"id": id, "object": "checkout.session", "mode": "payment", "status": "open", "payment_status": "unpaid", "amount_total": total,
        "amount_subtotal": total, "currency": currency, "payment_intent": null, "metadata": metadata(&form),
        "client_reference_id": form.get("client_reference_id"), "success_url": form.get("success_url"),
        "cancel_url": form.get("cancel_url"), "url": format!("{}/c/pay/{id}", all.base)});
    let session = all.seed("checkout.session", &fields);
    all.objects.insert(id, session.clone());
    answer(&request, &body, &mut all, session)
}

async fn retrieve(request: HttpRequest, id: web::Path<String>, inner: Shared) -> HttpResponse {
    let mut all = lock(&inner);
    if let Some(said) = gate(&request, "", &mut all) {
        return said;
    }
    match all.objects.get(id.as_str()) {
        Some(object) => HttpResponse::Ok().json(object),
        None => refuse(404, "invalid_request_error", "resource_missing"),
    }
}

async fn expire(request: HttpRequest, body: String, id: web::Path<String>, inner: Shared) -> HttpResponse {
    let mut all = lock(&inner);
    if let Some(said) = gate(&request, &body, &mut all) {
        return said;
    }
    match all.objects.get(id.as_str()).map(|one| one["status"] == "open") {
        None => refuse(404, "invalid_request_error", "resource_missing"),
        Some(false) => refuse(400, "invalid_request_error", "checkout_session_not_open"),
        Some(true) => {
            let session = all.merge(&id, &json!({"status": "expired"}));
            all.tell("checkout.session.expired", &session);
            answer(&request, &body, &mut all, session)
        }
    }
}

async fn create_refund(request: HttpRequest, body: String, inner: Shared) -> HttpResponse {
    let mut all = lock(&inner);
    if let Some(said) = gate(&request, &body, &mut all) {
        return said;
    }
    let form = fields(&body);
    let payment = form.get("payment_intent").cloned().unwrap_or_default();
    let amount: i64 = form.get("amount").and_then(|n| n.parse().ok()).unwrap_or_default();
    let Some(paid) = all.objects.get(&payment).and_then(|p| p["amount_received"].as_i64()) else {
        return refuse(404, "invalid_request_error", "resource_missing");
    };
    let back: i64 = refunds(&all, &payment).iter().filter_map(|one| one["amount"].as_i64()).sum();
    if amount <= 0 || back + amount > paid {
        return refuse(400, "invalid_request_error", "charge_already_refunded");
    }
    let id = all.id("re");
    let status = if all.slow { "pending" } else { "succeeded" };
    let said = json!({"id": id, "object": "refund", "amount": amount, "payment_intent": payment, "status": status, "metadata": metadata(&form)});
    let refund = all.seed("refund", &said);
    all.objects.insert(id, refund.clone());
    all.tell("refund.created", &refund);
    answer(&request, &body, &mut all, refund)
}

fn refunds(all: &Inner, payment: &str) -> Vec<Value> {
    let ours = |one: &&Value| {
        one["object"] == "refund" && one["payment_intent"] == payment && one["status"] != "failed"
    };
    all.objects.values().filter(ours).cloned().collect()
}

async fn list_refunds(
    request: HttpRequest,
    query: web::Query<HashMap<String, String>>,
    inner: Shared,
) -> HttpResponse {
    let mut all = lock(&inner);
    if let Some(said) = gate(&request, "", &mut all) {
        return said;
    }
    let data = refunds(&all, query.get("payment_intent").map_or("", String::as_str));
    HttpResponse::Ok().json(json!({"object": "list", "url": "/v1/refunds", "has_more": false, "data": data}))
}

async fn list_events(request: HttpRequest, inner: Shared) -> HttpResponse {
    let mut all = lock(&inner);
    if let Some(said) = gate(&request, "", &mut all) {
        return said;
    }
    let data: Vec<Value> = all.events.iter().rev().cloned().collect();
    HttpResponse::Ok().json(json!({"object": "list", "url": "/v1/events", "has_more": false, "data": data}))
}

/// The page to pay on, for browsers.
async fn page(id: web::Path<String>, inner: Shared) -> HttpResponse {
    let all = lock(&inner);
    let Some(session) = all.objects.get(id.as_str()) else { return HttpResponse::NotFound().finish() };
    HttpResponse::Ok().content_type("text/html; charset=utf-8").body(format!(
        "<!doctype html><title>Stripe stand-in</title><p>{} {}</p><form method=post><button name=do value=pay>Pay</button>\
         <button name=do value=decline>Decline</button></form>",
        session["amount_total"], session["currency"]
    ))
}

async fn pressed(
    id: web::Path<String>,
    form: web::Form<HashMap<String, String>>,
    inner: Shared,
) -> HttpResponse {
    let stripe = Stripe { base: lock(&inner).base.clone(), inner: inner.clone() };
    if form.get("do").is_some_and(|what| what == "pay") && stripe.pay(&id) {
        let all = lock(&inner);
        let place = all.objects[id.as_str()]["success_url"].as_str().unwrap_or_default().to_owned();
        return HttpResponse::SeeOther().insert_header(("location", place)).finish();
    }
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .body("<p role=alert>Your card was declined.</p>")
}

impl Stripe {
    /// Starts on a free port of this machine.
    pub async fn start() -> Self {
        let text = std::fs::read(Path::new(FIXTURES)).unwrap_or_default();
        let seeds = serde_json::from_slice(&text).unwrap_or(Value::Null);
        let inner: Shared = web::Data::new(Mutex::new(Inner { seeds, ..Inner::default() }));
        let data = inner.clone();
        let server = HttpServer::new(move || {
            App::new()
                .app_data(data.clone())
                .route("/v1/checkout/sessions", web::post().to(create_session))
                .route("/v1/checkout/sessions/{id}", web::get().to(retrieve))
                .route("/v1/checkout/sessions/{id}/expire", web::post().to(expire))
                .route("/v1/refunds", web::post().to(create_refund))
                .route("/v1/refunds", web::get().to(list_refunds))
                .route("/v1/refunds/{id}", web::get().to(retrieve))
                .route("/v1/events", web::get().to(list_events))
                .route("/c/pay/{id}", web::get().to(page))
                .route("/c/pay/{id}", web::post().to(pressed))
        })
        .workers(1)
        .disable_signals()
        .bind(("127.0.0.1", 0))
        .expect("a port");
        let base = format!("http://{}", server.addrs()[0]);
        tokio::spawn(server.run());
        lock(&inner).base.clone_from(&base);
        Self { base, inner }
    }

    /// Where its API is.
    #[must_use]
    pub fn url(&self) -> String {
        self.base.clone()
    }

    /// The pages that were opened, by id.
    #[must_use]
    pub fn sessions(&self) -> Vec<String> {
        let all = lock(&self.inner);
        let mut ids: Vec<String> = all
            .objects
            .iter()
            .filter(|(_, o)| o["object"] == "checkout.session")
            .map(|(id, _)| id.clone())
            .collect();
        ids.sort();
        ids
    }

    /// An object as it is now.
    #[must_use]
    pub fn object(&self, id: &str) -> Value {
        lock(&self.inner).objects.get(id).cloned().unwrap_or_default()
    }

    /// All refunds that did not fail.
    #[must_use]
    pub fn refunds(&self) -> Vec<Value> {
        let all = lock(&self.inner);
        all.objects.values().filter(|o| o["object"] == "refund" && o["status"] != "failed").cloned().collect()
    }

    /// Somebody pays on a page. False: it is open no more.
    #[must_use]
    pub fn pay(&self, session: &str) -> bool {
        let mut all = lock(&self.inner);
        let Some(page) = all.objects.get(session).filter(|o| o["status"] == "open").cloned() else {
            return false;
        };
        let id = all.id("pi");
        let said = json!({"id": id, "object": "payment_intent", "status": "succeeded", "amount": page["amount_total"],
            "amount_received": page["amount_total"], "currency": page["currency"]});
        let payment = all.seed("payment_intent", &said);
        all.objects.insert(id.clone(), payment.clone());
        let done = json!({"status": "complete", "payment_status": "paid", "payment_intent": id});
        let page = all.merge(session, &done);
        all.tell("payment_intent.succeeded", &payment);
        all.tell("checkout.session.completed", &page);
        true
    }

    /// What a page costs becomes something else: as if somebody had changed it there.
    pub fn reprice(&self, session: &str, amount: i64) {
        let _ = lock(&self.inner).merge(session, &json!({"amount_total": amount}));
    }

    /// A refund stands somewhere else now.
    pub fn move_refund(&self, refund: &str, status: &str) {
        let mut all = lock(&self.inner);
        let said =
            all.merge(refund, &json!({"status": status, "failure_reason": "expired_or_canceled_card"}));
        let kind = if status == "failed" { "refund.failed" } else { "refund.updated" };
        all.tell(kind, &said);
    }

    /// The next calls answer 503.
    pub fn fail_next(&self, calls: usize) {
        lock(&self.inner).fail = calls;
    }

    /// Refunds take their time from now on.
    pub fn refund_slowly(&self) {
        lock(&self.inner).slow = true;
    }

    /// Forgets the idempotency keys, as Stripe does after a day.
    pub fn forget_keys(&self) {
        lock(&self.inner).answered.clear();
    }

    /// What it would tell, oldest first.
    #[must_use]
    pub fn events(&self) -> Vec<Value> {
        lock(&self.inner).events.clone()
    }

    /// The calls so far.
    #[must_use]
    pub fn calls(&self) -> Vec<String> {
        lock(&self.inner).calls.clone()
    }

    /// Tells an event to a module's webhook, signed at a second; the status that it answers.
    pub async fn tell(&self, url: &str, event: &Value, at: i64) -> StatusCode {
        let body = event.to_string();
        let signature = sign(SECRET, at, body.as_bytes());
        let http = reqwest::Client::builder().no_proxy().build().expect("a client");
        let request = http.post(url).header("stripe-signature", signature).body(body);
        request.send().await.expect("the module answers").status()
    }
}
