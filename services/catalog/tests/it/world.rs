//! A merchant with a store, ready to sell.
use reqwest::Method;
use serde_json::{Value, json};
use souk_catalog::Catalog;
use souk_events::{GuestId, HoldId, LineId, StoreId, TenantId, identity::v1::StoreSaved};
use souk_kit::token::Role;
use souk_testkit::{Actor, Answer, Builder, TestApp, eventually};

pub struct World {
    pub app: TestApp<Catalog>,
    pub tenant: TenantId,
    pub store: StoreId,
}

pub fn told_store(tenant: TenantId, store: StoreId, slug: &str, version: i64) -> StoreSaved {
    StoreSaved {
        store_id: store.to_string(),
        tenant_id: tenant.to_string(),
        slug: slug.into(),
        name: format!("Chez {slug}"),
        currency: "EUR".into(),
        country: "FR".into(),
        timezone: "Europe/Paris".into(),
        language: "fr".into(),
        version,
        active: true,
    }
}

impl World {
    pub async fn start() -> Self {
        Self::with(TestApp::builder()).await
    }

    pub async fn with(builder: Builder<Catalog>) -> Self {
        let app = builder.setting("shelf.poll_ms", "50").start().await;
        let world = Self { app, tenant: TenantId::new(), store: StoreId::new() };
        world.open(world.tenant, world.store, "amina").await;
        world
    }

    /// Lets a store exist and waits until it is on the shelf.
    pub async fn open(&self, tenant: TenantId, store: StoreId, slug: &str) {
        self.app.hear(Some(tenant), &told_store(tenant, store, slug, 1)).await;
        let anyone = self.app.anyone();
        eventually("the store is shown", || async {
            let answer = anyone.get(&format!("/v1/stores/{store}")).await;
            (answer.status == 200).then_some(())
        })
        .await;
    }

    pub fn owner(&self) -> Actor {
        self.app.as_owner(self.tenant)
    }
    pub fn agent(&self) -> Actor {
        self.app.as_staff(self.tenant, Role::Agent)
    }
    pub fn orders(&self) -> Actor {
        self.app.as_module("orders")
    }

    /// A published product with one variant; its JSON.
    pub async fn product(&self, title: &str, price: i64, stock: i64) -> Value {
        let new = json!({
            "store_id": self.store, "title": title, "published": true,
            "variants": [{ "price": price, "stock": stock }],
        });
        self.owner().post("/v1/catalog/products", new).await.expect(201).json()
    }

    /// A wish for units of variants, by their JSON ids.
    pub fn wish(&self, lines: &[(&Value, i64)]) -> Value {
        let lines: Vec<_> = lines
            .iter()
            .map(|(variant, quantity)| json!({ "line_id": LineId::new(), "variant_id": variant, "quantity": quantity }))
            .collect();
        json!({ "hold_id": HoldId::new(), "store_id": self.store, "subject": GuestId::new(), "lines": lines, "ttl_seconds": 900 })
    }

    pub async fn hold(&self, wish: &Value) -> Answer {
        self.orders().post("/internal/holds", wish).await
    }

    /// Gives a hold back.
    pub async fn release(&self, hold: &str) -> Answer {
        let wish = json!({ "store_id": self.store, "subject": GuestId::new() });
        self.orders().post(&format!("/internal/holds/{hold}/release"), wish).await
    }

    pub async fn stock(&self, variant: &Value) -> Value {
        let path = format!("/v1/catalog/variants/{}/stock", variant.as_str().unwrap());
        self.agent().get(&path).await.expect(200).json()
    }

    /// on_hand, allocated, held of a variant, after checking that its ledger adds up to them.
    pub async fn books(&self, variant: &Value) -> (i64, i64, i64) {
        let stock = self.stock(variant).await;
        let count = |key: &str| stock[key].as_i64().unwrap();
        let sum = |key: &str| -> i64 {
            stock["movements"].as_array().unwrap().iter().map(|m| m["change"][key].as_i64().unwrap()).sum()
        };
        for key in ["on_hand", "allocated", "held"] {
            assert_eq!(count(key), sum(key), "the ledger of {key}: {stock}");
        }
        (count("on_hand"), count("allocated"), count("held"))
    }
}

/// The only variant of a product.
pub fn variant(product: &Value) -> &Value {
    &product["variants"][0]["id"]
}

/// Sends bytes as they are.
pub async fn send(actor: &Actor, path: &str, content_type: &str, bytes: Vec<u8>) -> Answer {
    actor.send(actor.request(Method::POST, path).header("content-type", content_type).body(bytes)).await
}

/// The one line of a quote of a variant, now or for a moment.
pub async fn quote(world: &World, variant: &Value, at: Option<&str>) -> Value {
    let mut wish = json!({ "lines": [{ "line_id": LineId::new(), "variant_id": variant, "quantity": 1 }] });
    if let Some(at) = at {
        wish["at"] = at.into();
    }
    world.orders().post("/internal/quotes", wish).await.expect(200).json()["lines"][0].clone()
}
