//! A price is shown as reduced only beside the lowest one of the thirty days before.
use chrono::TimeDelta;
use reqwest::Method;
use serde_json::{Value, json};
use souk_kit::Clock;
use souk_testkit::TestApp;

use crate::world::{World, variant};

/// Saves a product of one variant at a price, compared with another.
async fn price(world: &World, product: &Value, price: i64, compare_at: Option<i64>) -> Value {
    let owner = world.owner();
    let path = format!("/v1/catalog/products/{}", product["id"].as_str().unwrap());
    let seen = owner.get(&path).await.expect(200);
    let body = json!({
        "title": product["title"],
        "variants": [{ "id": variant(product), "price": price, "compare_at": compare_at }],
    });
    let put = owner.request(Method::PUT, &path).header("if-match", seen.header("etag")).json(&body);
    owner.send(put).await.expect(200).json()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reduction_names_the_lowest_price_of_thirty_days() {
    let clock = Clock::fixed("2026-01-10T12:00:00Z".parse().unwrap());
    let world = World::with(TestApp::builder().clock(clock.clone())).await;
    let anyone = world.app.anyone().reading("fr");
    let shown = async || anyone.get("/v1/products/miel").await.expect(200).json();
    let made = world.product("Miel", 900, 5).await;
    let _ = price(&world, &made, 900, Some(1200)).await;
    assert_eq!(shown().await["compare_at"], Value::Null, "nobody ever paid 12.00");

    clock.advance(TimeDelta::days(40));
    let _ = price(&world, &made, 1000, None).await;
    clock.advance(TimeDelta::days(10));
    // 9.00 held until ten days ago: that is what 8.00 is compared with, not 10.00 and not 12.00.
    let saved = price(&world, &made, 800, Some(1200)).await;
    assert_eq!(saved["variants"][0]["lowest_before"]["amount"], 900);
    let now = shown().await;
    assert_eq!(
        (&now["compare_at"]["amount"], &now["variants"][0]["compare_at"]["amount"]),
        (&json!(900), &json!(900))
    );
    let page = anyone.get("/p/miel").await.expect(200).text();
    assert!(page.contains("Prix le plus bas des 30 jours précédents") && page.contains("StrikethroughPrice"));
    let card = anyone.get("/m/amina").await.expect(200).text();
    assert!(card.contains("9,00"), "{card}");

    // A reduction that goes on keeps what it was compared with, whatever else is saved.
    clock.advance(TimeDelta::days(60));
    let saved = price(&world, &made, 800, Some(1100)).await;
    assert_eq!(saved["variants"][0]["lowest_before"]["amount"], 900);
    // Raised and reduced again at once: the lower price of before counts.
    let _ = price(&world, &made, 1500, None).await;
    let saved = price(&world, &made, 850, Some(1500)).await;
    assert_eq!(saved["variants"][0]["lowest_before"], Value::Null);
    assert_eq!(shown().await["compare_at"], Value::Null);

    let path = format!("/v1/catalog/variants/{}/prices", variant(&made).as_str().unwrap());
    let history = world.agent().get(&path).await.expect(200).json();
    let prices: Vec<_> = history["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| c["price"]["amount"].as_i64().unwrap())
        .collect();
    assert_eq!(prices, [850, 1500, 800, 1000, 900], "every price once, newest first");
    let edit = world
        .owner()
        .get(&format!("/dashboard/products/{}", made["id"].as_str().unwrap()))
        .await
        .expect(200)
        .text();
    assert!(edit.contains("Not shown: it did not cost more"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_history_can_only_be_added_to() {
    use diesel_async::RunQueryDsl as _;
    let world = World::start().await;
    let made = world.product("Miel", 900, 5).await;
    let saved = price(&world, &made, 800, Some(1000)).await;
    assert_eq!(saved["variants"][0]["lowest_before"]["amount"], 900);
    let mut conn = world.app.login().await;
    let scope = format!(
        "SELECT set_config('souk.scope', 'tenant', false), set_config('souk.tenant', '{}', false)",
        world.tenant.0
    );
    let _ = diesel::sql_query(scope).execute(&mut conn).await.unwrap();
    for change in ["UPDATE price_change SET price = 1", "DELETE FROM price_change"] {
        let touched = diesel::sql_query(change).execute(&mut conn).await.unwrap();
        assert_eq!(touched, 0, "{change}");
    }
    // The release before sets prices and knows nothing of reductions.
    for now in [850, 950] {
        let raise = format!("UPDATE variant SET price = {now}");
        assert_eq!(diesel::sql_query(raise).execute(&mut conn).await.unwrap(), 1);
        let path = format!("/v1/catalog/products/{}", made["id"].as_str().unwrap());
        let shown = world.owner().get(&path).await.expect(200).json();
        let former = if now < 900 { json!(900) } else { Value::Null };
        assert_eq!(shown["variants"][0]["lowest_before"]["amount"], former);
    }
}
