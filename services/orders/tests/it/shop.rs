//! A catalogue for tests: it quotes, holds and releases as the real one promises, and can be made to fail.
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use actix_web::{App, HttpResponse, HttpServer, web};
use serde_json::{Value, json};
use souk_events::{GuestId, ModifierId, ProductId, StoreId, TenantId, VariantId};
use souk_kit::Clock;
use souk_orders::Orders;
use souk_testkit::{Actor, TestApp};

/// What is sold.
#[derive(Clone, Debug)]
pub struct Ware {
    pub variant: VariantId,
    pub product: ProductId,
    pub tenant: TenantId,
    pub store: StoreId,
    pub price: i64,
    pub currency: &'static str,
    pub left: i64,
    pub title: String,
    /// What can be chosen with it, each adding its price; none chosen is fine.
    pub modifiers: Vec<(ModifierId, i64)>,
    /// Why it is not for sale.
    pub unsellable: Option<&'static str>,
}

#[derive(Default)]
pub struct Shop {
    pub wares: Vec<Ware>,
    /// Units held by hold and variant.
    pub held: HashMap<String, Vec<(VariantId, i64)>>,
    pub asked: usize,
    pub released: Vec<String>,
    /// Answers 503 to everything.
    pub down: bool,
    /// When stores are open; none: they never said.
    pub hours: Option<Value>,
    /// The moments that were asked about.
    pub moments: Vec<Value>,
    /// Answers `store_closed` to holds.
    pub closed: bool,
}

#[derive(Clone, Default)]
pub struct Catalog(Arc<Mutex<Shop>>);

impl Catalog {
    pub fn shop(&self) -> MutexGuard<'_, Shop> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A new ware at 12.50 EUR; ten are left.
    pub fn sells(&self, tenant: TenantId, store: StoreId) -> VariantId {
        self.sells_at(tenant, store, 1250, "EUR", 10)
    }

    pub fn sells_at(
        &self,
        tenant: TenantId,
        store: StoreId,
        price: i64,
        currency: &'static str,
        left: i64,
    ) -> VariantId {
        let variant = VariantId::new();
        let title = format!("Tajine {price}");
        let product = ProductId::new();
        self.shop().wares.push(Ware {
            variant,
            product,
            tenant,
            store,
            price,
            currency,
            left,
            title,
            modifiers: Vec::new(),
            unsellable: None,
        });
        variant
    }

    pub async fn serve(&self) -> String {
        let data = web::Data::new(self.clone());
        let server = HttpServer::new(move || {
            App::new()
                .app_data(data.clone())
                .route("/internal/quotes", web::post().to(quotes))
                .route("/internal/holds", web::post().to(hold))
                .route("/internal/holds/{id}/release", web::post().to(release))
                .route("/internal/stores/{id}/hours", web::get().to(hours))
        })
        .workers(1)
        .disable_signals()
        .bind(("127.0.0.1", 0))
        .expect("a port");
        let url = format!("http://{}", server.addrs()[0]);
        tokio::spawn(server.run());
        url
    }
}

fn quote(ware: &Ware, line: &Value) -> Value {
    let asked: Vec<&str> =
        line["modifiers"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let chosen: Vec<_> =
        ware.modifiers.iter().filter(|(id, _)| asked.contains(&id.to_string().as_str())).collect();
    let added: i64 = chosen.iter().map(|(_, price)| price).sum();
    let wrong = (chosen.len() < asked.len()).then_some("modifiers_wrong");
    let unsellable = ware.unsellable.or(wrong);
    let modifiers: Vec<Value> = chosen
        .iter()
        .map(|(id, price)| {
            json!({"modifier_id": id, "group_title": "Sauce",
        "title": format!("Harissa {price}"), "words": {"own": format!("Harissa {price}"), "further": {"ar": "هريسة"}}, "price": {"amount": price, "currency": ware.currency}})
        })
        .collect();
    json!({
        "modifiers": modifiers, "unsellable": unsellable,
        "line_id": line["line_id"], "variant_id": ware.variant, "product_id": ware.product,
        "product_slug": "tajine", "store_id": ware.store, "tenant_id": ware.tenant,
        "store_name": "Chez Nour", "store_slug": "chez-nour", "title": ware.title,
        "variant_title": if ware.modifiers.is_empty() { "" } else { "Grand" },
        "variant_words": (!ware.modifiers.is_empty()).then(|| json!({"own": "Grand", "further": {"ar": "كبير"}})),
        "words": {"own": ware.title, "further": {"ar": "طاجين"}},
        "image_url": null, "unit_price": {"amount": ware.price + added, "currency": ware.currency},
        "tax_rate_bp": 1000, "tax_class": "standard", "available": ware.left, "sellable": unsellable.is_none(),
    })
}

fn refuse(status: u16, code: &str, errors: Value) -> HttpResponse {
    let status = actix_web::http::StatusCode::from_u16(status).expect("a status");
    HttpResponse::build(status).content_type("application/problem+json").json(json!({
        "type": format!("/problems/{code}"), "title": code, "status": status.as_u16(), "code": code,
        "errors": errors, "trace_id": "t", "retryable": false,
    }))
}

async fn quotes(catalog: web::Data<Catalog>, body: web::Json<Value>) -> HttpResponse {
    let shop = catalog.shop();
    if shop.down {
        return HttpResponse::ServiceUnavailable().finish();
    }
    let (mut lines, mut unknown) = (Vec::new(), Vec::new());
    for line in body["lines"].as_array().expect("lines") {
        match shop.wares.iter().find(|w| line["variant_id"] == w.variant.to_string()) {
            Some(ware) => lines.push(quote(ware, line)),
            None => unknown.push(line["line_id"].clone()),
        }
    }
    HttpResponse::Ok().json(json!({ "lines": lines, "unknown": unknown }))
}

async fn hold(catalog: web::Data<Catalog>, body: web::Json<Value>) -> HttpResponse {
    let mut shop = catalog.shop();
    shop.asked += 1;
    shop.moments.extend(body.get("at").cloned());
    if shop.down {
        return HttpResponse::ServiceUnavailable().finish();
    }
    if shop.closed {
        return refuse(409, "store_closed", json!([]));
    }
    let id = body["hold_id"].as_str().expect("hold_id").to_owned();
    let wanted = body["lines"].as_array().expect("lines").clone();
    let mut lines = Vec::new();
    let mut taken = Vec::new();
    let again = shop.held.contains_key(&id);
    for (place, line) in wanted.iter().enumerate() {
        let pieces = line["quantity"].as_i64().expect("quantity");
        let Some(ware) = shop.wares.iter_mut().find(|w| line["variant_id"] == w.variant.to_string()) else {
            return refuse(
                404,
                "not_found",
                json!([{"pointer": format!("/lines/{place}"), "code": "unknown", "detail": ""}]),
            );
        };
        if !again && ware.left < pieces {
            let detail = format!("{} left", ware.left);
            return refuse(
                409,
                "sold_out",
                json!([{"pointer": format!("/lines/{place}"), "code": "sold_out", "detail": detail}]),
            );
        }
        taken.push((ware.variant, pieces));
        lines.push(quote(ware, line));
    }
    let tenant = lines[0]["tenant_id"].clone();
    if !again {
        for (variant, pieces) in &taken {
            for ware in shop.wares.iter_mut().filter(|w| w.variant == *variant) {
                ware.left -= pieces;
            }
        }
        shop.held.insert(id.clone(), taken);
    }
    HttpResponse::Ok().json(json!({
        "hold_id": id, "store_id": body["store_id"], "tenant_id": tenant, "expires_at": "2099-01-01T00:00:00Z",
        "store": {"id": body["store_id"], "name": "Chez Nour", "slug": "chez-nour", "currency": "EUR",
                  "country": "FR", "timezone": "Europe/Paris", "language": "fr", "address": null},
        "lines": lines,
    }))
}

async fn hours(catalog: web::Data<Catalog>) -> HttpResponse {
    let shop = catalog.shop();
    match &shop.hours {
        _ if shop.down => HttpResponse::ServiceUnavailable().finish(),
        Some(hours) => HttpResponse::Ok().json(hours),
        None => refuse(404, "not_found", json!([])),
    }
}

async fn release(catalog: web::Data<Catalog>, id: web::Path<String>) -> HttpResponse {
    let mut shop = catalog.shop();
    let id = id.into_inner();
    for (variant, pieces) in shop.held.remove(&id).unwrap_or_default() {
        for ware in shop.wares.iter_mut().filter(|w| w.variant == variant) {
            ware.left += pieces;
        }
    }
    shop.released.push(id);
    HttpResponse::NoContent().finish()
}

/// The module with a catalogue beside it.
pub struct World {
    pub app: TestApp<Orders>,
    pub catalog: Catalog,
    pub tenant: TenantId,
    pub store: StoreId,
}

impl World {
    pub async fn start() -> Self {
        Self::at(Clock::system()).await
    }

    pub async fn at(clock: Clock) -> Self {
        Self::waiting(clock, "20").await
    }

    /// For crowds: everybody may wait for their turn.
    pub async fn patient() -> Self {
        Self::patient_at(Clock::system()).await
    }

    pub async fn patient_at(clock: Clock) -> Self {
        Self::waiting(clock, "300").await
    }

    /// With a mail server.
    pub async fn posting(clock: Clock, smtp_url: &str) -> Self {
        Self::with(clock, "20", &[("mail.smtp_url", smtp_url), ("mail_queue.look_seconds", "1")]).await
    }

    async fn waiting(clock: Clock, seconds: &str) -> Self {
        Self::with(clock, seconds, &[]).await
    }

    pub async fn with(clock: Clock, seconds: &str, settings: &[(&str, &str)]) -> Self {
        let catalog = Catalog::default();
        let url = catalog.serve().await;
        // A machine that builds and tests at once is slow; what is tested here is not how fast it answers.
        let mut builder = TestApp::<Orders>::builder();
        for (key, value) in settings {
            builder = builder.setting(key, *value);
        }
        let app = builder
            .peer("catalog", url)
            .setting("orders.catalog_ms", format!("{seconds}000"))
            .setting("database.acquire_seconds", seconds)
            .clock(clock)
            .start()
            .await;
        Self { app, catalog, tenant: TenantId::new(), store: StoreId::new() }
    }

    pub fn guest(&self) -> Actor {
        self.app.as_guest(GuestId::new())
    }

    /// Puts pieces of a variant into somebody's cart.
    pub async fn fill(&self, who: &Actor, variant: VariantId, pieces: i32) -> Value {
        who.post("/v1/cart/lines", json!({"variant_id": variant, "quantity": pieces}))
            .await
            .expect(201)
            .json()
    }

    /// One order of one ware of this world's store.
    pub async fn order(&self, who: &Actor) -> Value {
        let variant = self.catalog.sells(self.tenant, self.store);
        self.fill(who, variant, 1).await;
        let placed = place(who, &VariantId::new().to_string()).await.expect(201).json();
        placed["orders"][0].clone()
    }
}

/// The body of a checkout.
pub fn wish() -> Value {
    json!({"contact": {"name": "Nour", "phone": "0612345678"}})
}

/// Places the cart.
pub async fn place(who: &Actor, key: &str) -> souk_testkit::Answer {
    who.post_once("/v1/checkouts", key, wish()).await
}
