//! Finding things: accents, beginnings of words, typos, categories, pages.
use serde_json::{Value, json};
use souk_testkit::Actor;

use crate::world::World;

async fn titles(actor: &Actor, query: &str) -> Vec<String> {
    let pairs: String = query.replace(' ', "%20");
    let page = actor.get(&format!("/v1/products?q={pairs}")).await.expect(200).json();
    page["items"].as_array().unwrap().iter().map(|i| i["title"].as_str().unwrap().to_owned()).collect()
}

async fn shop() -> World {
    let world = World::start().await;
    for (title, category, description) in [
        ("Crème brûlée", "Desserts", "Vanille de Madagascar"),
        ("Tomates cerises", "Légumes", "Sucrées"),
        ("Sauce tomate", "Épicerie", "Tomates du jardin"),
        ("Couscous royal", "Plats", "Agneau, légumes"),
        ("أرز بسمتي", "Épicerie", "Riz parfumé"),
    ] {
        let new = json!({ "store_id": world.store, "title": title, "category": category, "description": description,
            "published": true, "variants": [{ "price": 500, "stock": 3 }] });
        let _ = world.owner().post("/v1/catalog/products", new).await.expect(201);
    }
    world
}

#[tokio::test(flavor = "multi_thread")]
async fn accents_beginnings_plurals_and_typos_are_forgiven() {
    let world = shop().await;
    let anyone = world.app.anyone();
    assert_eq!(titles(&anyone, "creme brulee").await, ["Crème brûlée"]);
    assert_eq!(titles(&anyone, "CRÈME").await, ["Crème brûlée"]);
    assert_eq!(titles(&anyone, "cous").await, ["Couscous royal"]);
    assert_eq!(titles(&anyone, "cuoscous").await, ["Couscous royal"]);
    assert_eq!(titles(&anyone, "vanile").await, ["Crème brûlée"]);
    assert_eq!(titles(&anyone, "ارز").await, ["أرز بسمتي"]);
    assert_eq!(titles(&anyone, "tomate jardin").await, ["Sauce tomate"], "every word must answer");
    let mut tomatoes = titles(&anyone, "tomate").await;
    assert_eq!(tomatoes[0], "Sauce tomate", "in title and text");
    tomatoes.sort();
    assert_eq!(tomatoes, ["Sauce tomate", "Tomates cerises"]);
    assert_eq!(titles(&anyone, "zzzz").await, Vec::<String>::new());
    assert_eq!(titles(&anyone, "%00%F0%9F%A5%96'\\").await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn categories_narrow_and_pages_follow_each_other() {
    let world = shop().await;
    let anyone = world.app.anyone();
    let found = anyone.get("/v1/products?q=legume").await.expect(200).json();
    assert_eq!(found["facets"]["categories"].as_array().unwrap().len(), 2);
    let narrowed = anyone.get("/v1/products?q=legume&category=plats").await.expect(200).json();
    assert_eq!(narrowed["items"][0]["title"], "Couscous royal");
    assert_eq!(
        anyone.get("/v1/products?category=epicerie").await.json()["items"].as_array().unwrap().len(),
        2
    );

    for query in ["limit=2", "limit=2&q=e", "limit=1&q=tomate"] {
        let mut seen: Vec<Value> = Vec::new();
        let mut after = String::new();
        loop {
            let page = anyone.get(&format!("/v1/products?{query}{after}")).await.expect(200).json();
            seen.extend(page["items"].as_array().unwrap().iter().map(|i| i["id"].clone()));
            match page["next_cursor"].as_str() {
                Some(cursor) => after = format!("&after={cursor}"),
                None => break,
            }
        }
        let mut unique = seen.clone();
        unique.sort_by_key(ToString::to_string);
        unique.dedup();
        assert_eq!(unique.len(), seen.len(), "{query}");
        let whole = anyone
            .get(&format!("/v1/products?limit=100&{}", query.split_once('&').map_or("", |(_, q)| q)))
            .await
            .json();
        let all: Vec<Value> = whole["items"].as_array().unwrap().iter().map(|i| i["id"].clone()).collect();
        assert_eq!(seen, all, "{query}");
    }
    let _ = anyone.get("/v1/products?after=xyz").await.problem(400, "fields_wrong");
    let _ = anyone.get("/v1/products?limit=0").await.problem(400, "fields_wrong");
    let _ = anyone.get("/v1/products?store=nowhere").await.problem(404, "not_found");
}
