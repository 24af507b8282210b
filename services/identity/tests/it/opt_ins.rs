//! Consents that were given at a checkout: in the ledger, in the merchant's list, and taken back.
use actix_web::{App, HttpResponse, HttpServer, web};
use serde_json::{Value, json};
use souk_events::{
    GuestId, OrderId, StoreId,
    identity::v1::StoreSaved,
    orders::v1::{OptIn, OptInGiven},
};
use souk_testkit::eventually;

use crate::town::{Person, Town};

const EMAIL: &str = "camille@example.com";
const TEXT: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

async fn personal() -> HttpResponse {
    HttpResponse::Ok()
        .json(json!({"name": "=Camille", "phone": "+33612345678", "email": "Camille@Example.com",
        "note": "green door", "language": "fr"}))
}

/// A town beside a module that knows whom to write to.
async fn town() -> Town {
    let server =
        HttpServer::new(|| App::new().route("/internal/orders/{id}/personal", web::get().to(personal)))
            .workers(1)
            .disable_signals()
            .bind(("127.0.0.1", 0))
            .unwrap();
    let url = format!("http://{}", server.addrs()[0]);
    tokio::spawn(server.run());
    Town::with(&[("peers.orders", &url)]).await
}

/// A shop with its owner, as the facts of orders name it.
struct Shop {
    owner: Person,
    tenant: String,
    store: StoreId,
}

async fn shop(town: &Town) -> Shop {
    let (owner, tenant) = town.merchant("amina@example.com", "Le Souk").await;
    let told = town.app.told::<StoreSaved>().await;
    let store = told.iter().find(|s| s.tenant_id == tenant).unwrap().store_id.parse().unwrap();
    Shop { owner, tenant, store }
}

impl Shop {
    /// Somebody agreed to everything at the checkout of an order.
    async fn agreed(&self, town: &Town, customer: &str) -> OrderId {
        let order = OrderId::new();
        let agreed = ["marketing_whatsapp", "marketing_email", "of_tomorrow"];
        let agreed = agreed.map(|p| OptIn { purpose: p.into(), text_sha256: TEXT.into() });
        let fact = OptInGiven {
            order_id: order.to_string(),
            store_id: self.store.to_string(),
            customer: customer.into(),
            text_version: "1/fr".into(),
            agreed: agreed.into(),
        };
        let heard = town.app.hear(Some(self.tenant.parse().unwrap()), &fact).await;
        town.app.handled(heard).await;
        order
    }

    async fn rows(&self) -> Vec<String> {
        let list = self.owner.actor.get("/v1/consents/export").await.expect(200).text();
        list.lines().skip(1).map(str::to_owned).collect()
    }

    async fn listed(&self, n: usize) -> Vec<String> {
        eventually("the list", || async { Some(self.rows().await).filter(|rows| rows.len() == n) }).await
    }
}

async fn ledger(town: &Town) -> Value {
    town.app.as_module("ops").get("/internal/consents/verify").await.expect(200).json()
}

/// How many contacts are kept.
async fn contacts(town: &Town) -> i64 {
    let mut conn = town.app.admin().await;
    let sql = "SELECT count(*) FROM opt_in WHERE contact IS NOT NULL OR email_lookup IS NOT NULL";
    let sql = diesel::dsl::sql::<diesel::sql_types::BigInt>(sql);
    diesel_async::RunQueryDsl::get_result(sql, &mut conn).await.unwrap()
}

fn link(town: &Town, order: OrderId) -> String {
    let word = town.app.sealer().link_word("opt_out", &order.to_string()).unwrap();
    format!("/opt-out/{order}/{word}")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_is_on_the_merchants_list_until_the_link_is_used() {
    let town = town().await;
    let shop = shop(&town).await;
    let order = shop.agreed(&town, &GuestId::new().to_string()).await;
    let rows = shop.listed(2).await;
    assert!(rows[0].starts_with("marketing_email,'=Camille,Camille@Example.com,,"), "{}", rows[0]);
    assert!(rows[1].starts_with("marketing_whatsapp,'=Camille,,+33612345678,"), "{}", rows[1]);
    assert!(rows.iter().all(|r| r.contains(TEXT) && r.contains("1/fr")), "the proof stands beside it");
    // The same browser orders again: one person, one line each.
    let again = shop.agreed(&town, &GuestId::new().to_string()).await;
    eventually("both contacts are known", || async { (contacts(&town).await == 2).then_some(()) }).await;
    assert_eq!(shop.listed(2).await.len(), 2);

    let anyone = town.app.anyone();
    let path = link(&town, order);
    anyone.get(&link(&town, OrderId::new())).await.problem(404, "not_found");
    anyone
        .get(&format!("/opt-out/{again}/{}", path.rsplit('/').next().unwrap()))
        .await
        .problem(404, "not_found");
    let page = anyone.get(&path).await.expect(200).text();
    assert!(page.contains("Offers from Le Souk") && page.contains("Offers by WhatsApp"), "{page}");
    assert_eq!(shop.rows().await.len(), 2, "looking at the link takes nothing back");
    let done = anyone.form(&path, &[]).await.expect(303);
    let page = anyone.get(done.header("location")).await.expect(200).text();
    assert!(page.contains("Done."), "{page}");
    assert!(shop.rows().await.is_empty(), "with every order of that address");
    anyone.form(&path, &[]).await.expect(303);
    assert_eq!(ledger(&town).await, json!({"entries": 8, "broken": []}), "twice is once");
    assert_eq!(contacts(&town).await, 0, "nobody is left to write to");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_signs_in_with_the_address_takes_it_back_in_the_account() {
    let town = town().await;
    let shop = shop(&town).await;
    shop.agreed(&town, &GuestId::new().to_string()).await;
    shop.listed(2).await;
    let other = town.citizen("other@example.com").await;
    assert_eq!(other.actor.get("/v1/me/consents").await.json()["items"], json!([]));
    let camille = town.citizen(EMAIL).await;
    let known = camille.actor.get("/v1/me/consents").await.expect(200).json();
    assert_eq!(known["items"].as_array().unwrap().len(), 2, "{known}");
    let page = camille.actor.get("/account/consents?shop=le-souk").await.expect(200).text();
    assert!(page.contains("You have said yes to:") && page.matches("checked").count() >= 2, "{page}");
    let form = [("shop", "le-souk"), ("marketing_email", "on"), ("phone", "")];
    camille.actor.form("/account/consents", &form).await.expect(303);
    let rows = shop.listed(1).await;
    assert!(rows[0].starts_with("marketing_email,"), "{}", rows[0]);
    let none = json!({"tenant_id": shop.tenant, "purposes": []});
    assert_eq!(camille.actor.put("/v1/me/consents", none).await.expect(200).json()["items"], json!([]));
    assert!(shop.rows().await.is_empty());
    assert_eq!(ledger(&town).await["broken"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_who_is_signed_in_agrees_as_themselves() {
    let town = town().await;
    let shop = shop(&town).await;
    let camille = town.citizen(EMAIL).await;
    let order = shop.agreed(&town, &camille.id).await;
    let rows = shop.listed(2).await;
    assert!(rows[1].contains("+33612345678"), "{rows:?}");
    shop.agreed(&town, &camille.id).await;
    assert_eq!(ledger(&town).await["entries"], 2, "said again is nothing new");
    assert_eq!(camille.actor.get("/v1/me/consents").await.json()["items"].as_array().unwrap().len(), 2);
    town.app.anyone().form(&link(&town, order), &[]).await.expect(303);
    assert!(shop.rows().await.is_empty());
    assert_eq!(camille.actor.get("/v1/me/consents").await.json()["items"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_account_says_which_number_counts_and_takes_the_contact_along() {
    let town = town().await;
    let shop = shop(&town).await;
    let camille = town.citizen(EMAIL).await;
    shop.agreed(&town, &camille.id).await;
    shop.listed(2).await;
    let say = |purposes: Value| {
        let body = json!({"tenant_id": shop.tenant, "purposes": purposes, "phone": "+33699999999"});
        camille.actor.put("/v1/me/consents", body)
    };
    say(json!(["marketing_whatsapp", "marketing_email"])).await.expect(200);
    let rows = shop.rows().await;
    assert!(rows[0].contains("Camille@Example.com") && rows[1].contains("+33699999999"), "{rows:?}");
    assert_eq!(contacts(&town).await, 1, "the address of the checkout is still needed");
    say(json!([])).await.expect(200);
    assert!(shop.rows().await.is_empty());
    assert_eq!(contacts(&town).await, 0);
}
