//! A merchant is told once when little is left, and again only after it was more.
use reqwest::{Method, multipart};
use serde_json::{Value, json};
use souk_events::{OrderId, catalog::v1::StockRanLow, orders::v1::OrderPlaced};

use crate::world::{World, variant};

async fn count(world: &World, product: &Value, units: i64) {
    let path = format!("/v1/catalog/variants/{}/stock", variant(product).as_str().unwrap());
    let _ = world.agent().put(&path, json!({ "on_hand": units })).await.expect(200);
}

async fn told(world: &World) -> Vec<(i64, i64)> {
    let all = world.app.told::<StockRanLow>().await;
    assert!(all.iter().all(|event| ["Miel", "Sel"].contains(&event.title.as_str())));
    all.into_iter().map(|event| (event.left, event.threshold)).collect()
}

async fn mark_of_store(world: &World, mark: Option<i64>) {
    let owner = world.owner();
    let stores = owner.get("/v1/catalog/stores").await.expect(200).json();
    let tag = format!("\"{}\"", stores["items"][0]["version"]);
    let path = format!("/v1/catalog/stores/{}", world.store);
    let put = owner.request(Method::PUT, &path).header("if-match", tag).json(&json!({ "low_stock": mark }));
    let _ = owner.send(put).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_told_once_and_again_only_after_it_was_more() {
    let world = World::start().await;
    let (honey, salt) = (world.product("Miel", 950, 5).await, world.product("Sel", 200, 4).await);
    count(&world, &honey, 1).await;
    assert_eq!(told(&world).await, [], "nobody asked to be told");
    count(&world, &honey, 5).await;
    mark_of_store(&world, Some(3)).await;
    let path = format!("/v1/catalog/variants/{}/low-stock", variant(&salt).as_str().unwrap());
    let own = world.owner().put(&path, json!({ "low_stock": 0 })).await.expect(200).json();
    assert_eq!((&own["low_stock"], &own["low"]), (&json!(0), &json!(false)));

    // Open checkouts come and go: two of five in one is no alert, an order is.
    let wish = world.wish(&[(variant(&honey), 2)]);
    let _ = world.hold(&wish).await.expect(200);
    assert_eq!(told(&world).await, []);
    let placed = OrderPlaced {
        order_id: OrderId::new().to_string(),
        hold_id: wish["hold_id"].as_str().unwrap().to_owned(),
        ..OrderPlaced::default()
    };
    let heard = world.app.hear(Some(world.tenant), &placed).await;
    world.app.handled(heard).await;
    assert_eq!(told(&world).await, [(3, 3)]);
    count(&world, &honey, 4).await;
    assert_eq!(told(&world).await, [(3, 3)], "not again while it stays low");
    count(&world, &honey, 10).await;
    count(&world, &honey, 5).await;
    assert_eq!(told(&world).await, [(3, 3), (3, 3)], "restocked in between");
    count(&world, &salt, 1).await;
    assert_eq!(told(&world).await.len(), 2, "salt has a number of its own");
    count(&world, &salt, 0).await;
    assert_eq!(told(&world).await.last(), Some(&(0, 0)));
    mark_of_store(&world, None).await;
    let listed = world.owner().get("/v1/catalog/products?status=low").await.expect(200).json();
    assert_eq!(listed["items"].as_array().unwrap().len(), 1, "only salt still has a mark");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_dashboard_lists_what_runs_low() {
    let world = World::start().await;
    let honey = world.product("Miel", 950, 5).await;
    let agent = world.agent();
    assert_eq!(agent.get("/slots/dashboard.home").await.expect(200).text(), "");
    let edit = format!("/dashboard/products/{}", honey["id"].as_str().unwrap());
    let form = |low: &str| {
        multipart::Form::new()
            .text("version", "1")
            .text("title", "Miel")
            .text("rows", "1")
            .text("v0.id", variant(&honey).as_str().unwrap().to_owned())
            .text("v0.price", "9.50")
            .text("v0.stock", "5")
            .text("v0.was", "5")
            .text("v0.low", low.to_owned())
            .text("do", "save")
    };
    let owner = world.owner();
    let post = |low: &str| owner.send(owner.request(Method::POST, &edit).multipart(form(low)));
    let wrong = post("few").await.expect(422).text();
    assert!(wrong.contains("error-summary") && wrong.contains("value=\"few\""));
    let _ = post("6").await.expect(303);
    let card = agent.get("/slots/dashboard.home").await.expect(200).text();
    assert!(card.contains(&edit) && card.contains("Running low") && card.contains("5 left"), "{card}");
    let stranger = world.app.as_owner(souk_events::TenantId::new());
    assert_eq!(stranger.get("/slots/dashboard.home").await.expect(200).text(), "");
}
