//! What merchants want to be shown first stands on the home page: while it can be had, and a few of each shop.
use reqwest::{Method, multipart};
use serde_json::{Value, json};
use souk_events::{StoreId, TenantId};

use crate::world::{World, variant};

/// The titles of a section of the home page's fragment, in their order.
async fn featured(world: &World) -> Vec<String> {
    let home = world.app.anyone().reading("en").get("/slots/home.main").await.expect(200).text();
    let Some(section) = home.split("Featured").nth(1) else { return Vec::new() };
    let section = section.split("New products").next().unwrap();
    let titles = ["Miel", "Sel", "Pain", "Poivre"].into_iter();
    let mut found: Vec<(usize, &str)> = titles.filter_map(|t| Some((section.find(t)?, t))).collect();
    found.sort_unstable();
    found.into_iter().map(|(_, title)| title.to_owned()).collect()
}

async fn feature(world: &World, product: &Value, on: bool) -> Value {
    let owner = world.owner();
    let path = format!("/v1/catalog/products/{}", product["id"].as_str().unwrap());
    let now = owner.get(&path).await.expect(200);
    let id = variant(product);
    let body = json!({"title": product["title"], "featured": on, "variants": [{"id": id, "price": 500}]});
    let put = owner.request(Method::PUT, &path).header("if-match", now.header("etag")).json(&body);
    owner.send(put).await.expect(200).json()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_merchant_features_is_on_the_home_page_two_of_a_shop_while_there_is_some() {
    let world = World::start().await;
    assert!(featured(&world).await.is_empty(), "nothing is featured by itself");
    let honey = world.product("Miel", 500, 1).await;
    assert_eq!(feature(&world, &honey, true).await["featured"], true);
    let (salt, bread) = (world.product("Sel", 500, 5).await, world.product("Pain", 500, 5).await);
    assert_eq!(featured(&world).await, ["Miel"], "what is not featured is not there");
    let _ = feature(&world, &salt, true).await;
    let _ = feature(&world, &bread, true).await;
    assert_eq!(featured(&world).await, ["Pain", "Sel"], "two of a shop, the newest first");

    // Another shop has its own two.
    let (tenant, store) = (TenantId::new(), StoreId::new());
    world.open(tenant, store, "bruno").await;
    let new = json!({"store_id": store, "title": "Poivre", "published": true, "featured": true,
        "variants": [{"price": 300, "stock": 1}]});
    let _ = world.app.as_owner(tenant).post("/v1/catalog/products", new).await.expect(201);
    assert_eq!(featured(&world).await, ["Poivre", "Pain", "Sel"]);

    // Sold out or no longer featured makes room.
    let path = format!("/v1/catalog/variants/{}/stock", variant(&bread).as_str().unwrap());
    let _ = world.agent().put(&path, json!({"on_hand": 0})).await.expect(200);
    assert_eq!(featured(&world).await, ["Poivre", "Sel", "Miel"]);
    assert_eq!(feature(&world, &salt, false).await["featured"], false);
    assert_eq!(featured(&world).await, ["Poivre", "Miel"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_form_features_and_who_says_nothing_changes_nothing() {
    let world = World::start().await;
    let honey = world.product("Miel", 500, 5).await;
    let owner = world.owner().reading("en");
    let page = format!("/dashboard/products/{}", honey["id"].as_str().unwrap());
    let save = |version: &'static str, featured: bool| {
        let id = variant(&honey).as_str().unwrap().to_owned();
        let fields =
            [("title", "Miel"), ("version", version), ("rows", "1"), ("do", "save"), ("v0.price", "5")];
        let mut form = fields.iter().fold(multipart::Form::new(), |form, (k, v)| form.text(*k, *v));
        form = form.text("v0.id", id);
        if featured {
            form = form.text("featured", "1");
        }
        owner.send(owner.request(Method::POST, &page).multipart(form))
    };
    let _ = save("1", true).await.expect(303);
    let shown = owner.get(&page).await.expect(200).text();
    let box_of = shown.split("name=\"featured\"").nth(1).unwrap().split('>').next().unwrap();
    assert!(box_of.contains("checked"), "{box_of}");
    assert_eq!(featured(&world).await, ["Miel"]);
    // A program that knows nothing of it, and a file, leave it.
    let path = format!("/v1/catalog/products/{}", honey["id"].as_str().unwrap());
    let body = json!({"title": "Miel", "variants": [{"id": variant(&honey), "price": 500}]});
    let put = owner.request(Method::PUT, &path).header("if-match", "\"2\"").json(&body);
    assert_eq!(owner.send(put).await.expect(200).json()["featured"], true);
    let _ = save("3", false).await.expect(303);
    assert!(featured(&world).await.is_empty());
}
