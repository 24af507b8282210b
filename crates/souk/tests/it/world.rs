//! Two merchants with everything a merchant can have, for tests that look over the fence between them.
use std::io::Cursor;

use reqwest::Method;
use serde_json::{Value, json};
use souk_events::{HoldId, LineId, OrderId, PaymentId};
use souk_testkit::{Actor, Answer, eventually};

use crate::{
    hotline::{self, Hotline},
    people::{Shop, add, place},
    platform::{Platform, Wire},
    sql,
};

/// The roles of a tenant's staff, lowest first.
pub const ROLES: [&str; 4] = ["agent", "seller", "manager", "owner"];

/// A merchant and a customer of theirs.
pub struct Side {
    pub shop: Shop,
    pub product: String,
    pub photo: String,
    pub variant: String,
    pub import: String,
    pub category: String,
    pub synonym: String,
    pub modifier_group: String,
    pub modifier: String,
    pub invitation: String,
    pub api_key: String,
    pub member: String,
    pub session: String,
    pub order: String,
    /// What is owed for it at the counter.
    pub payment: String,
    pub line: String,
    pub hold: String,
    pub promotion: String,
    pub code: String,
    pub hotline: Hotline,
    /// Signed in, works for nobody.
    pub customer: Actor,
}

/// Sends bytes that are no JSON.
pub async fn upload(actor: &Actor, path: &str, kind: &str, bytes: Vec<u8>) -> Answer {
    actor.send(actor.request(Method::POST, path).header("content-type", kind).body(bytes)).await
}

/// A small picture.
pub fn picture() -> Vec<u8> {
    let mut png = Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(64, 64).write_to(&mut png, image::ImageFormat::Png).unwrap();
    png.into_inner()
}

fn id(answer: &Value) -> String {
    answer["id"].as_str().unwrap_or_else(|| panic!("{answer} has no id")).to_owned()
}

impl Platform {
    /// Makes a signed-up person a member of a tenant's staff and returns a token for that work.
    pub async fn hire(&self, shop: &Shop, email: &str, role: &str) -> String {
        let person = self.bearer(&self.sign_in(email).await);
        let user = person.get("/v1/me").await.expect(200).json()["user_id"].as_str().unwrap().to_owned();
        let (tenant, user) = (uuid(&shop.tenant), uuid(&user));
        let mut identity = self.db.admin("identity").await;
        let now = self.clock.now().to_rfc3339();
        let sql = format!(
            "INSERT INTO membership (tenant_id, user_id, role, state, perm_ver, since, changed_at)
             VALUES ('{tenant}', '{user}', '{role}', 'active', 1, '{now}', '{now}')"
        );
        sql::run(&mut identity, &sql).await;
        self.token(email).await
    }
}

/// The UUID inside a public id.
pub fn uuid(public: &str) -> uuid::Uuid {
    let alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    let digits = public.rsplit('_').next().unwrap().chars();
    let number = digits.fold(0u128, |n, c| n << 5 | u128::try_from(alphabet.find(c).unwrap()).unwrap());
    uuid::Uuid::from_u128(number)
}

/// Builds one side: products, photo, import with an error, invitation, member, orders, cart, an open hold.
pub async fn side(platform: &Platform, name: &str) -> Side {
    let shop = platform.shop(name).await;
    let (product, variant) = platform.product(&shop, &format!("Pain de {name}"), 420, 50).await;
    let new = json!({ "store_id": shop.store, "title": format!("Secret de {name}"), "published": false,
        "translations": [{ "language": "en", "title": "Secret" }], "variants": [{ "price": 990, "stock": 3 }] });
    let _ = shop.owner.post("/v1/catalog/products", new).await.expect(201);
    let path = format!("/v1/catalog/products/{product}/photos");
    let with = upload(&shop.owner, &path, "image/png", picture()).await.expect(201).json();
    let photo = name_of_photo(&with);

    let path = format!("/v1/imports?store={}", shop.store);
    let csv =
        format!("Handle,Title,Variant Price\nbon-{0},Bon,3.50\nmauvais-{0},Mauvais,gratuit\n", shop.slug);
    let import = id(&upload(&shop.owner, &path, "text/csv", csv.into_bytes()).await.expect(202).json());
    eventually("the import is done", || async {
        let now = shop.owner.get(&format!("/v1/imports/{import}")).await.json();
        (now["status"] == "done").then_some(())
    })
    .await;

    let category = json!({ "name": "Pains" });
    let category = id(&shop.owner.post("/v1/catalog/categories", category).await.expect(201).json());
    let synonym = json!({ "terms": ["pain", "khobz"] });
    let synonym = id(&shop.owner.post("/v1/catalog/synonyms", synonym).await.expect(201).json());

    let group = json!({ "store_id": shop.store, "title": "Secret", "min": 0, "max": 1, "modifiers": [{ "title": "Secret" }] });
    let group = shop.owner.post("/v1/catalog/modifier-groups", group).await.expect(201).json();
    let (modifier_group, modifier) = (id(&group), id(&group["modifiers"][0]));

    let invited = json!({ "email": format!("invited@{}.souk", shop.slug), "role": "agent" });
    let invitation = id(&shop.owner.post("/v1/invitations", invited).await.expect(201).json());
    let key = json!({ "name": "Secret", "scopes": ["orders:read"] });
    let key = shop.owner.post("/v1/api-keys", key).await.expect(201).json();
    let api_key = id(&key["key"]);
    let email = format!("member@{}.souk", shop.slug);
    let member = platform.bearer(&platform.hire(&shop, &email, "seller").await);
    let member = member.get("/v1/me").await.expect(200).json()["user_id"].as_str().unwrap().to_owned();
    let session = id(&shop.owner.get("/v1/sessions").await.expect(200).json()["items"][0]);

    let code = shop.slug.to_uppercase();
    let new = json!({ "title": "Secret", "currency": "EUR", "codes": [code],
        "effect": { "kind": "percent", "percent_bp": 1000 } });
    let promotion = id(&shop.owner.post("/v1/promotions", new).await.expect(201).json());

    let rule = format!("/v1/fulfilments/{}", shop.store);
    eventually("orders knows the store", || async {
        let now = shop.owner.get(&rule).await;
        (now.status == 200).then_some(())
    })
    .await;
    let first = shop.owner.request(Method::PUT, &rule).header("if-match", "\"0\"");
    let _ = shop.owner.send(first.json(&json!({ "postal_codes": ["13001"] }))).await.expect(200);

    let customer = platform.bearer(&platform.sign_in(&format!("customer@{}.souk", shop.slug)).await);
    let _ = customer.post("/v1/me/second-factor", json!({})).await.expect(201);
    add(&customer, &variant, 2).await;
    let enter = || customer.post("/v1/cart/codes", json!({ "code": code }));
    let _ = enter().await.expect(200);
    let order = place(&customer).await;
    let payment = at_the_counter(&shop, &order).await;
    let line = id(&add(&customer, &variant, 1).await);
    let _ = enter().await.expect(200);
    let orders = platform.inside("catalog", Some(&platform.service_token("orders")));
    let hold = HoldId::new().to_string();
    let wish = json!({ "hold_id": hold, "store_id": shop.store, "subject": "gst_00000000000000000000000000",
        "lines": [{ "line_id": LineId::new(), "variant_id": variant, "quantity": 1 }], "ttl_seconds": 900 });
    let _ = orders.post("/internal/holds", wish).await.expect(200);
    let hotline = hotline::connect(platform, &shop).await;
    Side {
        shop,
        hotline,
        product,
        photo,
        variant,
        import,
        category,
        synonym,
        modifier_group,
        modifier,
        invitation,
        api_key,
        member,
        session,
        order,
        payment,
        line,
        hold,
        promotion,
        code,
        customer,
    }
}

/// What payments calls the money of an order that is paid at the counter, once it has heard of it.
async fn at_the_counter(shop: &Shop, order: &str) -> String {
    let path = format!("/v1/store-payments/{order}");
    eventually("payments knows the order", || async {
        (shop.owner.get(&path).await.status == 200).then_some(())
    })
    .await;
    PaymentId(uuid::Uuid::new_v5(&order.parse::<OrderId>().unwrap().0, b"cash")).to_string()
}

/// The name in `/media/…/<name>-320.jpg` of a product's first photo.
fn name_of_photo(product: &Value) -> String {
    let address = product["images"][0]["small"].as_str().unwrap_or_else(|| panic!("no photo in {product}"));
    address.rsplit('/').next().and_then(|file| file.split('-').next()).unwrap().to_owned()
}

/// A platform with two sides. The strict counting of sign-ins is not what these tests are about.
pub async fn two_sides() -> (Platform, Side, Side) {
    let platform = Platform::start_with(Wire::Embedded, &[("gateway:limits.login_burst", "10000")]).await;
    let ours = side(&platform, "Notre Four").await;
    let theirs = side(&platform, "Leur Cave").await;
    (platform, ours, theirs)
}

/// A claim of a token's middle part.
pub fn claim(middle: &str, name: &str) -> String {
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let bits: String = middle.chars().map(|c| format!("{:06b}", alphabet.find(c).unwrap())).collect();
    let byte = |at: usize| bits.get(at * 8..at * 8 + 8).map(|b| u8::from_str_radix(b, 2).unwrap());
    let bytes: Vec<u8> = (0..).map_while(byte).collect();
    let claims: Value = serde_json::from_slice(&bytes).unwrap();
    claims[name].as_str().unwrap().to_owned()
}
