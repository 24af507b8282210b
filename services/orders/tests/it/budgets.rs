//! What promotions may give in all, and those of the platform: at every merchant, paid by the platform.
use futures_util::future::join_all;
use serde_json::{Value, json};
use souk_events::{StoreId, TenantId, orders::v1::OrderPlaced};
use souk_kit::token::Role;
use souk_testkit::Actor;

use crate::{
    promotions::promotion,
    shop::{World, place, wish},
};

async fn standing(w: &World, promotion: &Value) -> (i64, i64) {
    let path = format!("/v1/promotions/{}", promotion["id"].as_str().unwrap());
    told(&w.app.as_owner(w.tenant).get(&path).await.expect(200).json())
}

/// How many orders use it and what it gives them.
fn told(promotion: &Value) -> (i64, i64) {
    (promotion["used"].as_i64().unwrap(), promotion["given"]["amount"].as_i64().unwrap())
}

async fn of_platform(w: &World, change: Value) -> Value {
    let mut body =
        json!({"title": "Souk offre", "currency": "EUR", "effect": {"kind": "amount", "amount": 500}});
    for (key, value) in change.as_object().unwrap() {
        body[key] = value.clone();
    }
    w.app.as_admin().post("/v1/admin/promotions", body).await.expect(201).json()
}

async fn platform_standing(w: &World, promotion: &Value) -> (i64, i64) {
    let path = format!("/v1/admin/promotions/{}", promotion["id"].as_str().unwrap());
    told(&w.app.as_admin().get(&path).await.expect(200).json())
}

#[tokio::test(flavor = "multi_thread")]
async fn pitfall_09_a_budget_hit_by_many_carts_at_once_is_never_overspent() {
    let w = World::patient().await;
    // Ten per cent of 15 euros is 1.50: six fit into ten euros, and one euro is left that no cart may have.
    let made = promotion(&w, json!({"codes": [], "budget": 1000})).await;
    let tajine = w.catalog.sells_at(w.tenant, w.store, 1500, "EUR", 1000);
    let guests: Vec<Actor> = (0..40).map(|_| w.guest()).collect();
    for guest in &guests {
        w.fill(guest, tajine, 1).await;
    }
    let all = join_all(guests.iter().map(|guest| async {
        let mut body = wish();
        body["expected_total"] = json!({"amount": 1350, "currency": "EUR"});
        guest.post_once("/v1/checkouts", "k", &body).await
    }))
    .await;
    let with = all.iter().filter(|answer| answer.status == 201).count();
    for answer in all.into_iter().filter(|answer| answer.status != 201) {
        assert_eq!(answer.status, 409, "nobody pays another price than was shown");
    }
    assert_eq!((with, standing(&w, &made).await), (6, (6, 900)));
    let late = w.guest();
    w.fill(&late, tajine, 1).await;
    let cart = late.get("/v1/cart").await.expect(200).json();
    assert_eq!((&cart["total"]["amount"], &cart["discount"]["amount"]), (&json!(1500), &json!(0)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_budget_gets_back_what_an_order_does_not_take() {
    let w = World::start().await;
    let made = promotion(&w, json!({"budget": 250})).await;
    let (guest, seller) = (w.guest(), w.app.as_staff(w.tenant, Role::Seller));
    w.fill(&guest, w.catalog.sells(w.tenant, w.store), 2).await;
    let _ = guest.post("/v1/cart/codes", json!({"code": "BIENVENUE10"})).await.expect(200);
    let placed = place(&guest, "one").await.expect(201).json();
    assert_eq!(standing(&w, &made).await, (1, 250));
    // Another cart meets a spent budget, and is told so.
    let other = w.guest();
    w.fill(&other, w.catalog.sells(w.tenant, w.store), 1).await;
    let cart = other.post("/v1/cart/codes", json!({"code": "BIENVENUE10"})).await.expect(200).json();
    assert_eq!(cart["refused"][0]["verdict"], "promo_budget_spent");
    // One of two pieces is taken off: half of the discount is there again.
    let id = placed["orders"][0]["id"].as_str().unwrap();
    let order = guest.get(&format!("/v1/orders/{id}")).await.json();
    let lines = json!([{"line_id": order["lines"][0]["id"], "quantity": 1}]);
    let body = json!({"lines": lines, "reason": "sold_out"});
    let path = format!("/v1/store-orders/{id}/reduce");
    let request = seller.request(reqwest::Method::POST, &path).header("if-match", "\"1\"").json(&body);
    let _ = seller.send(request).await.expect(200);
    assert_eq!(standing(&w, &made).await, (1, 125));
    let placed = place(&other, "two").await.expect(201).json();
    assert_eq!((&placed["total"]["amount"], standing(&w, &made).await), (&json!(1125), (2, 250)));
    let _ = guest.post(&format!("/v1/orders/{id}/cancel"), ()).await.expect(200);
    assert_eq!(standing(&w, &made).await, (1, 125));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_platform_gives_at_every_merchant_and_pays_for_it() {
    let w = World::start().await;
    let made = of_platform(&w, json!({"codes": ["SOUK5"], "budget": 1500})).await;
    assert_eq!((&made["funder"], &made["stack_group"]), (&json!("platform"), &json!("platform")));
    promotion(&w, json!({"codes": []})).await;
    // Two merchants in one cart: both take five euros off, one of them its own ten per cent first.
    let guest = w.guest();
    w.fill(&guest, w.catalog.sells(w.tenant, w.store), 2).await;
    w.fill(&guest, w.catalog.sells(TenantId::new(), StoreId::new()), 2).await;
    let cart = guest.post("/v1/cart/codes", json!({"code": "souk5"})).await.expect(200).json();
    assert_eq!(cart["discount"]["amount"], 250 + 500 + 500);
    let mut body = wish();
    body["expected_total"] = cart["total"].clone();
    let placed = guest.post_once("/v1/checkouts", "k", &body).await.expect(201).json();
    assert_eq!(platform_standing(&w, &made).await, (2, 1000));
    for fact in w.app.told::<OrderPlaced>().await {
        let paid: i64 = fact.discounts.iter().map(|d| d.platform_amount.as_ref().unwrap().amount).sum();
        assert_eq!(paid, 500, "what the platform owes for it");
    }
    // A merchant that rejects gives the use back, though the promotion is not its own.
    let mine = placed["orders"].as_array().unwrap().iter().find(|o| o["total"]["amount"] == 1750).unwrap();
    let reject = format!("/v1/store-orders/{}/reject", mine["id"].as_str().unwrap());
    let seller = w.app.as_staff(w.tenant, Role::Seller);
    let _ = seller.post(&reject, json!({"reason": "too_busy"})).await.expect(200);
    assert_eq!(platform_standing(&w, &made).await, (1, 500));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_operators_have_the_platforms_promotions() {
    let w = World::start().await;
    let made = of_platform(&w, json!({"codes": ["SOUK5"]})).await;
    let (owner, admin) = (w.app.as_owner(w.tenant), w.app.as_admin());
    let path = format!("/v1/admin/promotions/{}", made["id"].as_str().unwrap());
    let _ = owner.get("/v1/admin/promotions").await.problem(403, "forbidden");
    let _ = owner.get(&path).await.problem(403, "forbidden");
    let _ = owner.post(&format!("{path}/end"), ()).await.problem(403, "forbidden");
    let own = format!("/v1/promotions/{}", made["id"].as_str().unwrap());
    let _ = owner.get(&own).await.problem(404, "not_found");
    assert_eq!(owner.get("/v1/promotions").await.json()["items"], json!([]));
    let _ = owner.get("/ops/promotions").await.problem(403, "forbidden");
    // A merchant cannot make the platform pay.
    let mine = promotion(&w, json!({"platform_bp": 5000})).await;
    assert_eq!((&mine["funder"], &mine["platform_bp"]), (&json!("merchant"), &json!(0)));
    // Whoever shares must be named.
    let share = json!({"title": "A deux", "currency": "EUR", "platform_bp": 4000,
        "effect": {"kind": "amount", "amount": 500}});
    let wrong = admin.post("/v1/admin/promotions", share).await.problem(422, "fields_wrong").json();
    assert_eq!(wrong["errors"][0]["pointer"], "/stores");
    let shared = of_platform(&w, json!({"platform_bp": 4000, "stores": [w.store]})).await;
    assert_eq!((&shared["funder"], &shared["platform_bp"]), (&json!("share"), &json!(4000)));
    let list = admin.get("/v1/admin/promotions").await.expect(200).json();
    assert_eq!(list["items"].as_array().unwrap().len(), 2);
    let body = json!({"title": "Souk donne", "currency": "EUR", "codes": ["SOUK6"],
        "effect": {"kind": "amount", "amount": 600}});
    let request = admin.request(reqwest::Method::PUT, &path).header("if-match", "\"1\"").json(&body);
    let changed = admin.send(request).await.expect(200).json();
    assert_eq!((&changed["title"], &changed["funder"]), (&json!("Souk donne"), &json!("platform")));
    let _ = admin.post(&format!("{path}/pause"), ()).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_order_for_the_platform_is_the_first_at_any_merchant() {
    let w = World::start().await;
    of_platform(&w, json!({"first_order": true})).await;
    let guest = w.guest();
    w.fill(&guest, w.catalog.sells(TenantId::new(), StoreId::new()), 2).await;
    assert_eq!(place(&guest, "one").await.expect(201).json()["total"]["amount"], 2000);
    w.fill(&guest, w.catalog.sells(w.tenant, w.store), 2).await;
    let cart = guest.get("/v1/cart").await.json();
    assert_eq!(cart["discount"]["amount"], 0, "known at another merchant");
}

#[tokio::test(flavor = "multi_thread")]
async fn operators_make_the_platforms_promotions_on_a_page() {
    let w = World::start().await;
    let admin = w.app.as_admin().reading("fr");
    let empty = admin.get("/ops/promotions").await.expect(200).text();
    assert!(empty.contains("s’ajoute aux leurs") && empty.contains("/ops/promotions/new"), "{empty}");
    let form = admin.get("/ops/promotions/new").await.expect(200).text();
    assert!(
        form.contains("name=\"platform_share\"") && form.contains("action=\"/ops/promotions/new\""),
        "{form}"
    );
    let store = w.store.to_string();
    let mut fields = vec![
        ("title", "Bienvenue sur Souk"),
        ("effect", "percent"),
        ("percent", "10"),
        ("platform_share", "40"),
        ("stores", "pas-une-boutique"),
        ("budget", "1500,50"),
        ("exclusive", "1"),
    ];
    let wrong = admin.form("/ops/promotions/new", &fields).await.expect(422).text();
    assert!(wrong.contains("identifiant d’une boutique") && wrong.contains("1500,50"), "{wrong}");
    fields[4] = ("stores", &store);
    let made = admin.form("/ops/promotions/new", &fields).await.expect(303);
    let page = admin.get(made.header("location")).await.expect(200).text();
    assert!(page.contains("1\u{202f}500,50\u{a0}€") && page.contains(&store), "{page}");
    let id = made.header("location").split(['/', '?']).nth(3).unwrap().to_owned();
    let saved = admin.get(&format!("/v1/admin/promotions/{id}")).await.expect(200).json();
    assert_eq!((&saved["platform_bp"], &saved["exclusive"]), (&json!(4000), &json!(true)));
    let paused = admin.form(&format!("/ops/promotions/{id}/pause"), &[]).await.expect(303);
    assert!(paused.header("location").starts_with("/ops/promotions/"));
}
