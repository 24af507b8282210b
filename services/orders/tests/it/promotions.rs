//! Promotions from end to end: the cart says what the order will cost, uses are counted exactly, and given back.
use chrono::{Duration, TimeZone, Utc};
use futures_util::{StreamExt, future::join_all, stream};
use serde_json::{Value, json};
use souk_events::{GuestId, UserId, identity::v1::GuestMerged, orders::v1::OrderPlaced};
use souk_kit::{Clock, token::Role};
use souk_testkit::{Actor, eventually};

use crate::shop::{World, place, wish};

/// Makes a promotion of this world's merchant.
pub async fn promotion(w: &World, change: Value) -> Value {
    let mut body = json!({"title": "Bienvenue", "currency": "EUR", "codes": ["BIENVENUE10"],
        "effect": {"kind": "percent", "percent_bp": 1000}});
    for (key, value) in change.as_object().unwrap() {
        body[key] = value.clone();
    }
    w.app.as_owner(w.tenant).post("/v1/promotions", body).await.expect(201).json()
}

/// A cart of two tajines with a code.
async fn cart_with(w: &World, who: &Actor, code: &str) -> Value {
    w.fill(who, w.catalog.sells(w.tenant, w.store), 2).await;
    who.post("/v1/cart/codes", json!({"code": code})).await.expect(200).json()
}

async fn used(w: &World, promotion: &Value) -> i64 {
    let path = format!("/v1/promotions/{}", promotion["id"].as_str().unwrap());
    w.app.as_owner(w.tenant).get(&path).await.expect(200).json()["used"].as_i64().unwrap()
}

fn order_id(placed: &Value) -> String {
    placed["orders"][0]["id"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_order_costs_what_the_cart_said() {
    let w = World::start().await;
    let made = promotion(&w, json!({"min_subtotal": 3000})).await;
    let guest = w.guest();
    let cart = cart_with(&w, &guest, " bienvenue10 ").await;
    assert_eq!(
        (cart["total"]["amount"].as_i64(), cart["discount"]["amount"].as_i64()),
        (Some(2500), Some(0))
    );
    assert_eq!(
        (&cart["codes"][0], &cart["refused"][0]["verdict"]),
        (&json!("BIENVENUE10"), &json!("promo_minimum_missing"))
    );
    assert_eq!(cart["refused"][0]["amount"]["amount"], 500);
    assert!(cart["refused"][0]["text"].as_str().unwrap().contains("€5.00 more"), "{cart}");

    w.fill(&guest, w.catalog.sells_at(w.tenant, w.store, 555, "EUR", 9), 1).await;
    let cart = guest.get("/v1/cart").await.expect(200).json();
    // 30.55 less ten per cent, half up: 3.06, shared out by largest remainder.
    assert_eq!(
        (cart["subtotal"]["amount"].as_i64(), cart["discount"]["amount"].as_i64()),
        (Some(3055), Some(306))
    );
    let off: Vec<_> =
        cart["lines"].as_array().unwrap().iter().map(|l| l["discount"]["amount"].as_i64().unwrap()).collect();
    assert_eq!(off, [250, 56]);
    assert_eq!(cart["stores"][0]["promotions"][0]["applied"], true);

    let mut body = wish();
    body["expected_total"] = cart["total"].clone();
    let placed = guest.post_once("/v1/checkouts", "k", &body).await.expect(201).json();
    assert_eq!(
        (placed["total"]["amount"].as_i64(), placed["orders"][0]["discount"]["amount"].as_i64()),
        (Some(2749), Some(306))
    );
    let order = guest.get(&format!("/v1/orders/{}", order_id(&placed))).await.expect(200).json();
    assert_eq!(
        (order["subtotal"]["amount"].as_i64(), order["total"]["amount"].as_i64()),
        (Some(3055), Some(2749))
    );
    // The tax is inside what remains: 27.49 at ten per cent holds 2.50.
    assert_eq!(order["tax"]["amount"], 250);
    let sum: i64 =
        order["lines"].as_array().unwrap().iter().map(|l| l["discount"]["amount"].as_i64().unwrap()).sum();
    assert_eq!(sum, 306);
    assert_eq!(order["discounts"][0]["code"], "BIENVENUE10");
    assert_eq!(guest.get("/v1/cart").await.json()["codes"], json!([]), "a code is entered for one cart");

    let fact = w.app.told::<OrderPlaced>().await.remove(0);
    let amount = |m: &Option<souk_events::common::v1::Money>| m.as_ref().unwrap().amount;
    assert_eq!((amount(&fact.subtotal), amount(&fact.discount), amount(&fact.total)), (3055, 306, 2749));
    assert_eq!(
        (fact.discounts[0].promotion_id.as_str(), amount(&fact.discounts[0].platform_amount)),
        (made["id"].as_str().unwrap(), 0)
    );
    assert_eq!(fact.lines.iter().map(|l| amount(&l.discount)).sum::<i64>(), 306);
    assert_eq!(used(&w, &made).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_at_once_share_a_hundred_uses() {
    let w = World::patient().await;
    let made = promotion(&w, json!({"total_limit": 100})).await;
    let tajine = w.catalog.sells_at(w.tenant, w.store, 1000, "EUR", 10_000);
    let guests: Vec<Actor> = (0..1000).map(|_| w.guest()).collect();
    let ready = |guest: &'_ Actor| {
        let (guest, w) = (guest.clone(), &w);
        async move {
            w.fill(&guest, tajine, 1).await;
            let _ = guest.post("/v1/cart/codes", json!({"code": "BIENVENUE10"})).await.expect(200);
        }
    };
    stream::iter(&guests).map(ready).buffer_unordered(16).collect::<Vec<_>>().await;

    let answers = join_all(guests.iter().map(|guest| place(guest, "k"))).await;
    let (mut with, mut told, mut paid) = (0, 0, 0);
    for answer in answers {
        if answer.status == 201 {
            with += 1;
            paid += answer.json()["total"]["amount"].as_i64().unwrap();
        } else {
            told += 1;
            let problem = answer.problem(409, "promotion_used_up").json();
            assert_eq!(problem["current_state"], "1000", "the price they would pay");
        }
    }
    assert_eq!((with, told, paid), (100, 900, 100 * 900), "nobody was charged more");
    assert_eq!(used(&w, &made).await, 100);
    assert_eq!(w.app.told::<OrderPlaced>().await.len(), 100);
    // Nothing is lost from the carts of the others, and they may order at the price they were told.
    let mut left = Vec::new();
    for guest in &guests {
        if guest.get("/v1/cart").await.json()["count"] == 1 {
            left.push(guest);
        }
    }
    assert_eq!(left.len(), 900);
    let cart = left[0].get("/v1/cart").await.json();
    assert_eq!(
        (&cart["codes"][0], &cart["refused"][0]["verdict"]),
        (&json!("BIENVENUE10"), &json!("promo_used_up"))
    );
    let mut body = wish();
    body["expected_total"] = cart["total"].clone();
    let placed = left[0].post_once("/v1/checkouts", "again", &body).await.expect(201).json();
    assert_eq!(placed["total"]["amount"], 1000);
    assert_eq!(w.catalog.shop().held.len(), 101, "what was refused was given back");
}

#[tokio::test(flavor = "multi_thread")]
async fn uses_come_back_when_an_order_ends_early_and_stay_when_it_is_completed() {
    let clock = Clock::fixed(Utc.with_ymd_and_hms(2026, 7, 1, 12, 0, 0).unwrap());
    let w = World::at(clock.clone()).await;
    let made = promotion(&w, json!({"total_limit": 1, "customer_limit": 1})).await;
    let (guest, seller) = (w.guest(), w.app.as_staff(w.tenant, Role::Seller));
    let state = async |id: &str| {
        guest.get(&format!("/v1/orders/{id}")).await.json()["discounts"][0]["state"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    for (n, end) in ["cancel", "reject", "expire", "complete"].into_iter().enumerate() {
        cart_with(&w, &guest, "BIENVENUE10").await;
        let id = order_id(&place(&guest, &format!("k{n}")).await.expect(201).json());
        assert_eq!((used(&w, &made).await, state(&id).await.as_str()), (1, "reserved"));
        let of_shop = |step: &str| format!("/v1/store-orders/{id}/{step}");
        match end {
            "cancel" => drop(guest.post(&format!("/v1/orders/{id}/cancel"), ()).await.expect(200)),
            "reject" => {
                drop(seller.post(&of_shop("reject"), json!({"reason": "too_busy"})).await.expect(200))
            }
            "expire" => {
                clock.advance(Duration::minutes(11));
                eventually("nobody answered", || async {
                    let order = guest.get(&format!("/v1/orders/{id}")).await.json();
                    (order["status"] == "expired").then_some(())
                })
                .await;
            }
            _ => {
                for step in ["accept", "ready", "complete"] {
                    let _ = seller.post(&of_shop(step), ()).await.expect(200);
                }
            }
        }
        let kept = end == "complete";
        assert_eq!(used(&w, &made).await, i64::from(kept), "{end}");
        assert_eq!(state(&id).await, if kept { "committed" } else { "released" }, "{end}");
    }
    let cart = cart_with(&w, &guest, "BIENVENUE10").await;
    assert_eq!(cart["refused"][0]["verdict"], "promo_used_by_you");
    let _ = place(&guest, "late").await.problem(409, "promotion_used_up");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_order_and_automatic_groups() {
    let w = World::start().await;
    promotion(&w, json!({"codes": [], "first_order": true, "title": "Premier"})).await;
    promotion(
        &w,
        json!({"codes": [], "title": "Deux pour un", "stack_group": "menu",
        "effect": {"kind": "buy_get", "buy": 1, "get": 1}}),
    )
    .await;
    promotion(&w, json!({"codes": [], "title": "Moins", "effect": {"kind": "amount", "amount": 100}})).await;
    let guest = w.guest();
    w.fill(&guest, w.catalog.sells(w.tenant, w.store), 2).await;
    // Of the usual group ten per cent is the best, then one of two is free of what is left.
    let placed = place(&guest, "one").await.expect(201).json();
    assert_eq!(placed["total"]["amount"], 1125);
    w.fill(&guest, w.catalog.sells(w.tenant, w.store), 1).await;
    let placed = place(&guest, "two").await.expect(201).json();
    assert_eq!(placed["total"]["amount"], 1150, "the second order is not the first");
}

#[tokio::test(flavor = "multi_thread")]
async fn pitfall_07_an_order_may_cost_nothing() {
    let w = World::start().await;
    promotion(&w, json!({"codes": [], "effect": {"kind": "percent", "percent_bp": 10_000}})).await;
    let guest = w.guest();
    let order = w.order(&guest).await;
    let order = guest.get(&format!("/v1/orders/{}", order["id"].as_str().unwrap())).await.json();
    assert_eq!((order["total"]["amount"].as_i64(), order["tax"]["amount"].as_i64()), (Some(0), Some(0)));
    assert_eq!(order["payment"], "none");
}

#[tokio::test(flavor = "multi_thread")]
async fn merchants_make_change_stop_and_end_their_promotions() {
    let w = World::start().await;
    let made = promotion(&w, json!({})).await;
    let (owner, manager) = (w.app.as_owner(w.tenant), w.app.as_staff(w.tenant, Role::Manager));
    let path = format!("/v1/promotions/{}", made["id"].as_str().unwrap());
    for role in [Role::Agent, Role::Seller] {
        let _ = w.app.as_staff(w.tenant, role).get("/v1/promotions").await.problem(403, "forbidden");
        let _ =
            w.app.as_staff(w.tenant, role).post(&format!("{path}/pause"), ()).await.problem(403, "forbidden");
    }
    let rival = w.app.as_owner(souk_events::TenantId::new());
    let _ = rival.get(&path).await.problem(404, "not_found");
    let _ = rival.post(&format!("{path}/end"), ()).await.problem(404, "not_found");
    assert_eq!(rival.get("/v1/promotions").await.json()["items"], json!([]));

    let mut body = json!({"title": "Soldes", "currency": "EUR", "codes": ["SOLDES"],
        "effect": {"kind": "amount", "amount": 300}});
    let put = |actor: &Actor, tag: &str, body: &Value| {
        let request = actor.request(reqwest::Method::PUT, &path).header("if-match", tag).json(body);
        let actor = actor.clone();
        async move { actor.send(request).await }
    };
    let _ = owner.put(&path, &body).await.problem(400, "if_match_needed");
    let changed = put(&manager, "\"1\"", &body).await.expect(200);
    assert_eq!((changed.header("etag"), changed.json()["version"].as_i64()), ("\"2\"", Some(2)));
    let _ = put(&manager, "\"1\"", &body).await.problem(412, "stale");
    let other = promotion(&w, json!({"codes": ["AUTRE"]})).await;
    body["codes"] = json!(["AUTRE"]);
    let wrong = put(&manager, "\"2\"", &body).await.problem(422, "fields_wrong").json();
    assert_eq!(wrong["errors"][0]["code"], "code_taken");
    let page = owner.get("/v1/promotions?limit=1").await.expect(200).json();
    assert_eq!((&page["items"][0]["id"], page["has_more"].as_bool()), (&other["id"], Some(true)));
    let next = format!("/v1/promotions?limit=1&after={}", page["next_cursor"].as_str().unwrap());
    assert_eq!(owner.get(&next).await.expect(200).json()["items"][0]["codes"], json!(["SOLDES"]));

    let guest = w.guest();
    let cart = cart_with(&w, &guest, "SOLDES").await;
    assert_eq!(cart["discount"]["amount"], 300);
    let _ = owner.post(&format!("{path}/pause"), ()).await.expect(200);
    let cart = guest.get("/v1/cart").await.json();
    assert_eq!(
        (cart["discount"]["amount"].as_i64(), &cart["refused"][0]["verdict"]),
        (Some(0), &json!("promo_paused"))
    );
    let problem = place(&guest, "k").await.problem(409, "code_not_applied").json();
    assert_eq!(
        (&problem["errors"][0]["code"], &problem["current_state"]),
        (&json!("promo_paused"), &json!("2500"))
    );
    let late = owner.post(&format!("{path}/pause"), ()).await.problem(409, "promotion_moved_on").json();
    assert_eq!(late["current_state"], "paused");
    let _ = owner.post(&format!("{path}/resume"), ()).await.expect(200);
    let _ = owner.post(&format!("{path}/end"), ()).await.expect(200);
    let _ = put(&owner, "\"5\"", &body).await.problem(409, "promotion_ended");
    let _ = place(&guest, "k").await.problem(409, "code_not_applied");
    // The code is free again.
    promotion(&w, json!({"codes": ["SOLDES"]})).await;
    assert_eq!(guest.get("/v1/cart").await.json()["discount"]["amount"], 250);
    let _ = guest.delete("/v1/cart/codes/soldes").await.expect(204);
    let _ = guest.delete("/v1/cart/codes/soldes").await.problem(404, "not_found");
    let wrong = guest.post("/v1/cart/codes", json!({"code": "RIEN"})).await.problem(422, "fields_wrong");
    assert_eq!(wrong.json()["errors"][0]["code"], "code_unknown");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_who_signs_in_keeps_codes_and_uses() {
    let w = World::start().await;
    let made = promotion(&w, json!({"customer_limit": 1})).await;
    let (guest_id, user_id) = (GuestId::new(), UserId::new());
    let (guest, user) = (w.app.as_guest(guest_id), w.app.as_user(user_id));
    cart_with(&w, &guest, "BIENVENUE10").await;
    let id = order_id(&place(&guest, "k").await.expect(201).json());
    cart_with(&w, &guest, "BIENVENUE10").await;
    let fact = GuestMerged { guest_id: guest_id.to_string(), user_id: user_id.to_string() };
    let heard = w.app.hear(None, &fact).await;
    w.app.handled(heard).await;
    let cart = user.get("/v1/cart").await.json();
    assert_eq!(
        (&cart["codes"][0], &cart["refused"][0]["verdict"]),
        (&json!("BIENVENUE10"), &json!("promo_used_by_you"))
    );
    let _ = user.post(&format!("/v1/orders/{id}/cancel"), ()).await.expect(200);
    assert_eq!(used(&w, &made).await, 0);
    assert_eq!(user.get("/v1/cart").await.json()["discount"]["amount"], 250);
}
