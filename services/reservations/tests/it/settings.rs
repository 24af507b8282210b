//! What a merchant sets: who may, what is refused, and what of it reaches the next message.
use reqwest::Method;
use serde_json::{Value, json};
use souk_events::{ContactId, StoreId, TenantId};
use souk_kit::token::Role;
use souk_testkit::{Actor, Answer};

use crate::world::World;

async fn put(who: &Actor, what: &str, version: i64, body: &Value) -> Answer {
    let request = who.request(Method::PUT, &format!("/v1/live/{what}"));
    who.send(request.header("if-match", format!("\"{version}\"")).json(body)).await
}

fn grid(prices: &[(&str, i64)]) -> Value {
    let price = |(letters, amount): &(&str, i64)| json!({ "letters": letters, "amount": amount });
    json!({ "currency": "EUR", "prices": prices.iter().map(price).collect::<Vec<_>>() })
}

fn labels(letters: &str, from: u16, to: u16) -> Value {
    json!({ "ranges": [{ "letters": letters, "from": from, "to": to }] })
}

#[tokio::test(flavor = "multi_thread")]
async fn the_grid_prices_new_codes_by_their_longest_letters_and_old_ones_keep_theirs() {
    let world = World::start().await;
    let owner = world.app.as_owner(world.tenant);
    assert_eq!(world.seller("Z9").await.is("sel.no_price").param("letter"), "Z");
    let _ = put(&owner, "price-grid", 0, &grid(&[("A", 1500), ("AB", 3000)])).await.expect(200);
    assert_eq!(world.seller("A12").await.is("sel.item").param("price"), "15,00\u{a0}€");
    assert_eq!(world.seller("AB3").await.is("sel.item").param("price"), "30,00\u{a0}€");
    assert_eq!(world.seller("A4 22").await.is("sel.item").param("price"), "22,00\u{a0}€");
    let _ = put(&owner, "price-grid", 1, &grid(&[("A", 1800)])).await.expect(200);
    let said = world.write(ContactId::new(), "A12").await.is("rsv.held");
    assert_eq!(said.param("total"), "15,00\u{a0}€");
    assert_eq!(world.seller("A13").await.is("sel.item").param("price"), "18,00\u{a0}€");
    world.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seller_sets_prices_of_letters_in_the_chat() {
    let world = World::start().await;
    let said = world.seller("GRILLE A 15 B 25").await.is("sel.modified");
    assert_eq!(said.param("changes"), "A 15,00\u{a0}€, B 25,00\u{a0}€");
    let _ = world.seller("GRILLE A 16").await.is("sel.modified");
    assert_eq!(world.seller("A1").await.is("sel.item").param("price"), "16,00\u{a0}€");
    assert_eq!(world.seller("B1").await.is("sel.item").param("price"), "25,00\u{a0}€");
    let kept = world.app.as_owner(world.tenant).get("/v1/live/price-grid").await.expect(200).json();
    assert_eq!(kept["prices"], grid(&[("A", 1600), ("B", 2500)])["prices"]);
    assert_eq!(kept["version"], 2);
    assert_eq!(world.count("FROM audit WHERE action = 'settings.changed'").await, 2);
    world.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_printed_label_makes_a_piece_and_begins_the_live_and_other_codes_do_not() {
    let world = World::start().await;
    let owner = world.app.as_owner(world.tenant);
    let (camille, awa) = (ContactId::new(), ContactId::new());
    let _ = put(&owner, "label-ranges", 0, &labels("a", 1, 100)).await.expect(200);
    let _ = world.write(camille, "A12").await.is("code.unknown");
    let _ = put(&owner, "price-grid", 0, &grid(&[("A", 1500)])).await.expect(200);
    let said = world.write(camille, "A12").await.is("rsv.held");
    assert_eq!(said.param("total"), "15,00\u{a0}€");
    assert_eq!(world.count("FROM live_session WHERE state = 'active'").await, 1);
    assert_eq!(world.count("FROM live_item WHERE origin = 'customer' AND is_unique").await, 1);
    let _ = world.write(awa, "a 012").await.is("wl.joined");
    let _ = world.write(awa, "A501").await.is("code.unknown");
    let strict = json!({ "unknown_code_policy": "strict" });
    let _ = put(&owner, "settings", 0, &strict).await.expect(200);
    let _ = world.write(awa, "A77").await.is("code.unknown");
    assert_eq!(world.count("FROM live_item").await, 1);
    world.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn times_and_fees_are_those_of_the_moment_a_hold_begins() {
    let world = World::start().await;
    let owner = world.app.as_owner(world.tenant);
    let (camille, awa) = (ContactId::new(), ContactId::new());
    let _ = world.seller("A1 10").await;
    let _ = world.seller("A2 20").await;
    assert_eq!(world.write(camille, "A1").await.is("rsv.held").param("minutes"), "5");
    let set = json!({ "ttl_soft_min": 7, "delivery_fee": 500, "max_live_holds_per_customer": 1 });
    let kept = put(&owner, "settings", 0, &set).await.expect(200).json();
    assert_eq!(
        (&kept["ttl_soft_min"], &kept["waitlist_max"], &kept["version"]),
        (&json!(7), &json!(50), &json!(1))
    );
    let said = world.write(awa, "A2").await.is("rsv.held");
    assert_eq!((said.param("minutes"), said.param("total")), ("7", "25,00\u{a0}€"));
    let _ = world.seller("A3 5").await;
    let _ = world.write(awa, "A3").await.is("limit.holds");
    let ends = "FROM reservation WHERE expires_at = held_at + make_interval(mins =>";
    assert_eq!(world.count(&format!("{ends} 5)")).await, 1);
    assert_eq!(world.count(&format!("{ends} 7)")).await, 1);
    world.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_named_and_an_old_version_changes_nothing() {
    let world = World::start().await;
    let owner = world.app.as_owner(world.tenant);
    let wrong = json!({ "ttl_soft_min": 0, "currency": "euro", "waitlist_max": 501 });
    let said = put(&owner, "settings", 0, &wrong).await.problem(422, "fields_wrong").json();
    let named: Vec<&str> =
        said["errors"].as_array().unwrap().iter().filter_map(|e| e["pointer"].as_str()).collect();
    assert_eq!(named, ["/ttl_soft_min", "/waitlist_max", "/currency"]);
    let said = put(&owner, "price-grid", 0, &grid(&[("A1", 0)])).await.problem(422, "fields_wrong").json();
    assert_eq!(said["errors"][0]["pointer"], "/prices/0/letters");
    let said = put(&owner, "label-ranges", 0, &labels("A", 9, 3)).await.problem(422, "fields_wrong").json();
    assert_eq!(said["errors"][0]["pointer"], "/ranges/0/to");
    let _ = owner.put("/v1/live/settings", json!({})).await.problem(400, "if_match_needed");
    let _ = put(&owner, "settings", 1, &json!({})).await.problem(412, "stale");
    let first = put(&owner, "settings", 0, &json!({})).await.expect(200);
    assert_eq!(first.json()["version"], 1);
    let _ = put(&owner, "settings", 0, &json!({})).await.problem(412, "stale");
}

#[tokio::test(flavor = "multi_thread")]
async fn managers_set_times_sellers_prices_and_nobody_sees_another_shops() {
    let world = World::start().await;
    let (seller, agent) =
        (world.app.as_staff(world.tenant, Role::Seller), world.app.as_staff(world.tenant, Role::Agent));
    let _ = put(&seller, "price-grid", 0, &grid(&[("A", 1500)])).await.expect(200);
    let _ = seller.get("/v1/live/settings").await.problem(403, "forbidden");
    let _ = put(&seller, "settings", 0, &json!({})).await.problem(403, "forbidden");
    let _ = agent.get("/v1/live/price-grid").await.problem(403, "forbidden");
    let other = TenantId::new();
    world.open(other, StoreId::new()).await;
    let theirs = world.app.as_owner(other).get("/v1/live/price-grid").await.expect(200).json();
    assert_eq!((&theirs["prices"], &theirs["version"]), (&json!([]), &json!(0)));
    let nobody = world.app.as_owner(TenantId::new());
    let _ = put(&nobody, "price-grid", 0, &grid(&[("A", 1)])).await.problem(404, "not_found");
}

#[tokio::test(flavor = "multi_thread")]
async fn c11_invited_sellers_set_prices_and_the_fee_only_where_the_shop_lets_them() {
    let world = World::start().await;
    let owner = world.app.as_owner(world.tenant);
    let (seller, manager) =
        (world.app.as_staff(world.tenant, Role::Seller), world.app.as_staff(world.tenant, Role::Manager));
    let fee = |amount: i64| json!({ "currency": "EUR", "delivery_fee": amount });
    let form = [("do", "fee"), ("version", "1"), ("currency", "EUR"), ("delivery_fee", "6")];
    let grid_form = [("do", "prices"), ("version", "1"), ("currency", "EUR"), ("prices", "A 19")];
    // It is so by itself.
    let _ = put(&seller, "price-grid", 0, &grid(&[("A", 1500)])).await.expect(200);
    let kept = put(&seller, "delivery-fee", 0, &fee(500)).await.expect(200).json();
    assert_eq!((&kept["delivery_fee"], &kept["version"]), (&json!(500), &json!(1)));
    let _ = put(&seller, "delivery-fee", 0, &fee(600)).await.problem(412, "stale");
    let _ = put(&seller, "delivery-fee", 1, &fee(-1)).await.problem(422, "fields_wrong");
    let _ = seller.form("/dashboard/live/prices", &form).await.expect(303);
    assert_eq!(seller.get("/v1/live/delivery-fee").await.expect(200).json()["delivery_fee"], 600);
    let _ = world.seller("GRILLE A 16").await.is("sel.modified");
    let own = json!({ "seller_can_configure": false, "delivery_fee": 600 });
    let _ = put(&owner, "settings", 2, &own).await.expect(200);
    let _ = put(&seller, "price-grid", 2, &grid(&[("A", 1700)])).await.problem(403, "forbidden");
    let _ = put(&seller, "delivery-fee", 3, &fee(700)).await.problem(403, "forbidden");
    let _ = seller.form("/dashboard/live/prices", &grid_form).await.expect(403);
    let page = seller.get("/dashboard/live/prices").await.expect(200).text();
    assert!(!page.contains("name=\"prices\"") && page.contains("name=\"ranges\""), "labels are theirs");
    let _ = world.seller("GRILLE A 17").await.is("sel.modify_blocked");
    let manages = world.message_with(world.seller, json!({ "text": "GRILLE A 18", "manager": true }));
    let _ = world.send(manages).await.is("sel.modified");
    let _ = put(&manager, "price-grid", 3, &grid(&[("A", 2000)])).await.expect(200);
    let _ = put(&manager, "delivery-fee", 3, &fee(0)).await.expect(200);
    let agent = world.app.as_staff(world.tenant, Role::Agent);
    let _ = put(&agent, "delivery-fee", 4, &fee(1)).await.problem(403, "forbidden");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_forms_work_without_scripts_and_keep_what_was_typed() {
    let world = World::start().await;
    let owner = world.app.as_owner(world.tenant);
    let page = owner.get("/dashboard/live/prices").await.expect(200).text();
    assert!(page.contains("name=\"prices\"") && page.contains("name=\"ranges\""));
    let prices = [("do", "prices"), ("version", "0"), ("currency", "EUR"), ("prices", "A 15\nB 25,50")];
    let _ = owner.form("/dashboard/live/prices", &prices).await.expect(303);
    let kept = owner.get("/v1/live/price-grid").await.expect(200).json();
    assert_eq!(kept["prices"], grid(&[("A", 1500), ("B", 2550)])["prices"]);
    let bad = [("do", "prices"), ("version", "1"), ("currency", "EUR"), ("prices", "A quinze")];
    let page = owner.form("/dashboard/live/prices", &bad).await.expect(422).text();
    assert!(page.contains("A quinze"));
    let ranges = [("do", "labels"), ("version", "0"), ("ranges", "A 1-100\nb 5 - 9")];
    let _ = owner.form("/dashboard/live/prices", &ranges).await.expect(303);
    let kept = owner.get("/v1/live/label-ranges").await.expect(200).json();
    assert_eq!(kept["ranges"][1], json!({ "letters": "B", "from": 5, "to": 9 }));
    let bad = [("do", "labels"), ("version", "1"), ("ranges", "A 1-x")];
    let page = owner.form("/dashboard/live/prices", &bad).await.expect(422).text();
    assert!(page.contains("A 1-x"));

    let page = owner.get("/dashboard/live/settings").await.expect(200).text();
    assert!(page.contains("name=\"ttl_soft_min\""));
    let fields = |soft: &'static str| {
        [
            ("version", "0"),
            ("currency", "EUR"),
            ("delivery_fee", "4,50"),
            ("ttl_soft_min", soft),
            ("ttl_locked_min", "20"),
            ("reminder_before_min", "2"),
            ("expiry_grace_ms", "2000"),
            ("t_inactive_min", "45"),
            ("hold_policy", "blocking"),
            ("waitlist_max", "50"),
            ("max_live_holds_per_customer", "5"),
            ("unknown_code_policy", "open"),
            ("partial_fill", "hold_only"),
        ]
    };
    let page = owner.form("/dashboard/live/settings", &fields("99")).await.expect(422).text();
    assert!(page.contains("value=\"99\"") && page.contains("4,50"));
    let _ = owner.form("/dashboard/live/settings", &fields("8")).await.expect(303);
    let kept = owner.get("/v1/live/settings").await.expect(200).json();
    assert_eq!((&kept["ttl_soft_min"], &kept["delivery_fee"]), (&json!(8), &json!(450)));
    assert_eq!((&kept["waitlist_enabled"], &kept["unknown_code_policy"]), (&json!(false), &json!("open")));
}
