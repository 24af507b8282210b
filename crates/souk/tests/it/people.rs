//! The people of a platform, as its API sees them.
use std::time::Duration;

use reqwest::{Client, Method, redirect::Policy};
use serde_json::{Value, json};
use souk_events::GuestId;
use souk_kit::{
    keys::ModuleKeys,
    token::{self, Bearer, Claims, GATEWAY},
};
use souk_testkit::{Actor, eventually};

use crate::platform::Platform;

/// A connection idle for longer is not used again: the door closes it after five seconds, maybe at that very moment.
const IDLE: Duration = Duration::from_secs(2);
const PASSWORD: &str = "a long enough word";

/// A merchant with a shop.
pub struct Shop {
    pub owner: Actor,
    pub tenant: String,
    pub store: String,
    pub slug: String,
}

impl Platform {
    fn actor(&self, http: Client, token: Option<String>) -> Actor {
        Actor::new(http, &self.url, token)
    }

    /// Somebody with a browser of their own: cookies are kept, redirects are not followed.
    pub fn visitor(&self) -> Actor {
        let http = Client::builder()
            .cookie_store(true)
            .redirect(Policy::none())
            .no_proxy()
            .pool_idle_timeout(IDLE)
            .default_headers([(reqwest::header::ORIGIN, self.url.parse().unwrap())].into_iter().collect())
            .build()
            .unwrap();
        self.actor(http, None)
    }

    /// Somebody with this access token and no cookies.
    pub fn bearer(&self, token: &str) -> Actor {
        let http =
            Client::builder().redirect(Policy::none()).no_proxy().pool_idle_timeout(IDLE).build().unwrap();
        self.actor(http, Some(token.to_owned()))
    }

    /// Somebody who stands behind the door, at a module's own port.
    pub fn inside(&self, module: &str, token: Option<&str>) -> Actor {
        let http = Client::builder().redirect(Policy::none()).no_proxy().build().unwrap();
        Actor::new(http, &self.address(module), token.map(str::to_owned))
    }

    /// A token that a module signed: its own service token, or a visitor's when the gateway signs it.
    fn signed(&self, module: &str, kind: Bearer, sub: String) -> String {
        let keys = ModuleKeys::load(&self.keys(), module).unwrap();
        let now = self.clock.now().timestamp();
        let claims = Claims::new(kind, module, sub, now, now + 300);
        token::sign(&claims, &format!("module:{module}"), &keys.own).unwrap()
    }

    /// A module's service token.
    pub fn service_token(&self, module: &str) -> String {
        self.signed(module, Bearer::Service, module.into())
    }

    /// A visitor's token.
    pub fn guest_token(&self) -> String {
        self.signed(GATEWAY, Bearer::Guest, GuestId::new().to_string())
    }

    /// Signs somebody up and in; returns the access token.
    pub async fn sign_in(&self, email: &str) -> String {
        let visitor = self.visitor();
        let new = json!({ "email": email, "password": PASSWORD, "display_name": "Test", "language": "en" });
        let _ = visitor.post("/v1/users", new).await.expect(201);
        self.token(email).await
    }

    /// A fresh access token of somebody who signed up.
    pub async fn token(&self, email: &str) -> String {
        let login = json!({ "email": email, "password": PASSWORD });
        let answer = self.visitor().post("/v1/auth/token", login).await.expect(200);
        answer.json()["access_token"].as_str().unwrap().to_owned()
    }

    /// The platform's operator.
    pub async fn admin(&self) -> Actor {
        let token = self.sign_in("admin@test.souk").await;
        self.bearer(&token)
    }

    /// A merchant who signed up and opened a shop that the catalogue knows.
    pub async fn shop(&self, name: &str) -> Shop {
        let email = format!("{}@test.souk", name.to_lowercase().replace(' ', "-"));
        let owner = self.bearer(&self.sign_in(&email).await);
        let new = json!({ "name": name, "country": "FR", "currency": "EUR", "city": "Marseille", "language": "fr" });
        let made = owner.post("/v1/tenants", new).await.expect(201).json();
        let owner = self.bearer(&self.token(&email).await);
        let word = |key: &str| made[key].as_str().unwrap().to_owned();
        let shop = Shop { tenant: word("tenant_id"), store: word("store_id"), slug: word("slug"), owner };
        eventually("catalog and orders know the store", || async {
            let stores = shop.owner.get("/v1/catalog/stores").await;
            let known = stores.status == 200 && stores.text().contains(&shop.store);
            known.then_some(())
        })
        .await;
        shop
    }

    /// A published product with one variant; returns (product id, variant id).
    pub async fn product(&self, shop: &Shop, title: &str, price: i64, stock: i64) -> (String, String) {
        let new = json!({ "store_id": shop.store, "title": title, "published": true,
            "variants": [{ "price": price, "stock": stock }] });
        let made = shop.owner.post("/v1/catalog/products", new).await.expect(201).json();
        let variant = made["variants"][0]["id"].as_str().unwrap().to_owned();
        let product = made["id"].as_str().unwrap().to_owned();
        eventually("the product is in the shop window", || async {
            (self.visitor().get(&format!("/v1/products/{product}")).await.status == 200).then_some(())
        })
        .await;
        (product, variant)
    }
}

/// Puts pieces into the visitor's cart.
pub async fn add(visitor: &Actor, variant: &str, quantity: u32) -> Value {
    let line = json!({ "variant_id": variant, "quantity": quantity });
    visitor.post("/v1/cart/lines", line).await.expect(201).json()
}

/// The body of a checkout.
pub fn contact() -> Value {
    json!({ "contact": { "name": "Camille Canari", "phone": "+33612345678" } })
}

/// Orders what is in the cart; returns the first order's id.
pub async fn place(visitor: &Actor) -> String {
    let key = uuid::Uuid::new_v4().to_string();
    let answer = visitor.post_once("/v1/checkouts", &key, contact()).await.expect(201).json();
    answer["orders"][0]["id"].as_str().unwrap().to_owned()
}

/// A request without a body.
pub async fn press(actor: &Actor, path: &str) -> souk_testkit::Answer {
    actor.send(actor.request(Method::POST, path)).await
}
