//! "Sold out today": one tap, over by itself in the morning.
use chrono::TimeDelta;
use reqwest::Method;
use serde_json::{Value, json};
use souk_kit::Clock;
use souk_testkit::TestApp;

use crate::world::{World, quote, variant};

#[tokio::test(flavor = "multi_thread")]
async fn what_an_agent_marks_is_not_sold_until_the_morning() {
    let clock = Clock::fixed("2026-11-23T12:00:00Z".parse().unwrap());
    let world = World::with(TestApp::builder().clock(clock.clone())).await;
    let soup = world.product("Soupe du jour", 700, 20).await;
    let _ = world.product("Pain", 200, 20).await;
    let id = soup["id"].as_str().unwrap();
    let path = format!("/v1/catalog/products/{id}/sold-out-today");
    let agent = world.agent();
    let put = || agent.send(agent.request(Method::PUT, &path));
    let marked = put().await.expect(200);
    assert_eq!(marked.json()["sold_out_until"], "2026-11-24T03:00:00Z", "four in the morning in Paris");
    assert_eq!(marked.header("etag"), "\"1\"", "who edits it meanwhile loses nothing");

    let anyone = world.app.anyone().reading("en");
    let shown = anyone.get("/v1/products/soupe-du-jour").await.json();
    assert_eq!((&shown["sold_out_today"], &shown["available"]), (&json!(true), &json!(0)));
    let page = anyone.get("/p/soupe-du-jour").await.expect(200).text();
    assert!(page.contains("Sold out today") && page.contains("schema.org/OutOfStock"), "{page}");
    let found = anyone.get("/v1/products?in_stock=true&facets=true").await.json();
    assert_eq!((found["items"].as_array().unwrap().len(), &found["facets"]["in_stock"]), (1, &json!(1)));

    let line = quote(&world, variant(&soup), None).await;
    assert_eq!((&line["sellable"], &line["unsellable"]), (&json!(false), &json!("sold_out_today")));
    assert_eq!(quote(&world, variant(&soup), Some("2026-11-24T12:00:00Z")).await["sellable"], true);
    let wish = world.wish(&[(variant(&soup), 1)]);
    let refused = world.hold(&wish).await.problem(409, "sold_out_today").json();
    assert_eq!(refused["errors"][0]["pointer"], "/lines/0");
    assert_eq!(world.books(variant(&soup)).await, (20, 0, 0));

    clock.advance(TimeDelta::hours(15));
    assert_eq!(anyone.get("/v1/products/soupe-du-jour").await.json()["available"], 20, "a new day");
    let _ = world.hold(&wish).await.expect(200);

    let agent = world.agent();
    let _ = agent.send(agent.request(Method::PUT, &path)).await.expect(200);
    let undone = agent.send(agent.request(Method::DELETE, &path)).await.expect(200).json();
    assert_eq!(undone["sold_out_until"], Value::Null);
    assert_eq!(quote(&world, variant(&soup), None).await["sellable"], true);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_tap_in_the_list_and_on_the_product() {
    let world = World::start().await;
    let soup = world.product("Soupe", 700, 20).await;
    let id = soup["id"].as_str().unwrap();
    let agent = world.agent().reading("en");
    let mark = format!("sold_out.{id}");
    let fields = [("do", mark.as_str()), ("back", "/dashboard/products?q=soupe")];
    let tapped = agent.form("/dashboard/products", &fields).await.expect(303);
    assert_eq!(tapped.header("location"), "/dashboard/products?q=soupe&done=sold-out");
    let here = format!("/dashboard/products/{id}");
    for path in ["/dashboard/products", here.as_str()] {
        let page = agent.get(path).await.expect(200).text();
        assert!(page.contains("Sold out today") && page.contains(&format!("back_on.{id}")), "{path}");
    }
    let undo = format!("back_on.{id}");
    let undone = agent
        .form("/dashboard/products", &[("do", undo.as_str()), ("back", here.as_str())])
        .await
        .expect(303);
    assert_eq!(undone.header("location"), format!("{here}?done=back-on"));
    assert_eq!(world.app.anyone().get("/v1/products/soupe").await.json()["available"], 20);
}
