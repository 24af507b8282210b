//! Open pages follow prices and stock.
use std::time::Duration;

use reqwest::Method;
use serde_json::json;
use souk_testkit::{Actor, TestApp};

use crate::world::{World, variant};

const LIMIT: Duration = Duration::from_secs(5);

/// A stream that is read until a text appears.
struct Stream {
    response: reqwest::Response,
    seen: String,
}

impl Stream {
    async fn open(who: &Actor, page: &str) -> Self {
        let page = who.get(page).await.expect(200).text();
        let url = page.split("sse-connect=\"").nth(1).unwrap().split('"').next().unwrap();
        let response = who.request(Method::GET, &url.replace("&amp;", "&")).send().await.unwrap();
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        assert_eq!(response.headers()["x-accel-buffering"], "no");
        Self { response, seen: String::new() }
    }

    async fn shows(&mut self, text: &str) -> String {
        let reading = async {
            while !self.seen.contains(text) {
                let chunk = self.response.chunk().await.unwrap().unwrap();
                self.seen.push_str(&String::from_utf8_lossy(&chunk));
            }
        };
        tokio::time::timeout(LIMIT, reading).await.unwrap_or_else(|_| panic!("waited {LIMIT:?} for {text}"));
        std::mem::take(&mut self.seen)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_product_and_store_follow_price_and_stock() {
    let world = World::start().await;
    let tea = world.product("Thé", 500, 9).await;
    let _ = world.product("Tasse", 900, 9).await;
    let anyone = world.app.anyone().reading("en");
    let mut page = Stream::open(&anyone, "/p/the").await;
    let mut list = Stream::open(&anyone, "/m/amina").await;

    let path = format!("/v1/catalog/variants/{}/stock", variant(&tea).as_str().unwrap());
    let _ = world.agent().put(&path, json!({ "change": -6 })).await.expect(200);
    let told = page.shows("3 left").await;
    assert!(
        told.starts_with("event: shelf\n") && told.contains("id=\"offer\" hx-swap-oob=\"innerHTML\""),
        "{told}"
    );
    assert!(told.trim_end().ends_with("€5.00 · Only 3 left"), "said aloud: {told}");
    let told = list.shows("3 left").await;
    assert!(told.contains(&format!("id=\"line-{}\"", tea["id"].as_str().unwrap())), "{told}");
    assert!(!told.contains("Tasse"), "what did not change is not told: {told}");

    let owner = world.owner();
    let changed = json!({ "title": "Thé", "variants": [{ "id": variant(&tea), "price": 650 }] });
    let put = owner.request(Method::PUT, &format!("/v1/catalog/products/{}", tea["id"].as_str().unwrap()));
    let _ = owner.send(put.header("if-match", "\"1\"").json(&changed)).await.expect(200);
    let _ = page.shows("6.50").await;
    let _ = list.shows("6.50").await;
    let _ = world.agent().put(&path, json!({ "on_hand": 0 })).await.expect(200);
    let told = page.shows("buy-action").await;
    assert!(told.contains("disabled"), "the button says so as well: {told}");
    let pause = owner.request(Method::PUT, &format!("/v1/catalog/stores/{}", world.store));
    let _ = owner
        .send(pause.header("if-match", "\"1\"").json(&json!({ "description": "Neuf" })))
        .await
        .expect(200);
    let gone = format!("/v1/catalog/products/{}/unpublish", tea["id"].as_str().unwrap());
    let _ = owner.post(&gone, ()).await.expect(200);
    let told = page.shows("No longer for sale").await;
    assert!(told.contains("disabled"), "{told}");
    let _ = list.shows("No longer for sale").await;
    let _ = anyone.get("/live/shelf").await.expect(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_late_is_told_what_the_page_missed() {
    let world = World::start().await;
    let tea = world.product("Thé", 500, 9).await;
    let anyone = world.app.anyone().reading("en");
    let page = anyone.get("/p/the").await.expect(200).text();
    let url = page.split("sse-connect=\"").nth(1).unwrap().split('"').next().unwrap().replace("&amp;", "&");
    let path = format!("/v1/catalog/variants/{}/stock", variant(&tea).as_str().unwrap());
    let _ = world.agent().put(&path, json!({ "on_hand": 2 })).await.expect(200);
    let response = anyone.request(Method::GET, &url).send().await.unwrap();
    let mut stream = Stream { response, seen: String::new() };
    let told = stream.shows("Only 2 left").await;
    assert!(told.trim_end().ends_with("</div>"), "silently: {told}");
    let gone = format!("/v1/catalog/products/{}/unpublish", tea["id"].as_str().unwrap());
    let _ = world.owner().post(&gone, ()).await.expect(200);
    let response = anyone.request(Method::GET, &url).send().await.unwrap();
    let _ = Stream { response, seen: String::new() }.shows("No longer for sale").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn when_too_many_watch_further_pages_stay_as_they_are() {
    let mut world = World::with(TestApp::builder().setting("live.max_streams", "1")).await;
    let _ = world.product("Thé", 500, 9).await;
    let anyone = world.app.anyone();
    let first = Stream::open(&anyone, "/p/the").await;
    let page = anyone.get("/p/the").await.expect(200).text();
    let url = page.split("sse-connect=\"").nth(1).unwrap().split('"').next().unwrap().replace("&amp;", "&");
    let _ = anyone.get(&url).await.expect(204);
    let stopping = world.app.running.take().expect("it runs").stop();
    tokio::time::timeout(LIMIT, stopping).await.expect("it stops although somebody watches");
    drop(first);
}
