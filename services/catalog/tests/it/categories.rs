//! Categories: a tree that staff shape and products grow, as customers walk it.
use reqwest::Method;
use serde_json::{Value, json};
use souk_events::{StoreId, TenantId};
use souk_testkit::{Actor, Answer, eventually};

use crate::world::World;

async fn product(world: &World, title: &str, category: &str) -> Value {
    let new = json!({ "store_id": world.store, "title": title, "category": category, "published": true,
        "variants": [{ "price": 500, "stock": 3 }] });
    world.owner().post("/v1/catalog/products", new).await.expect(201).json()
}

async fn tree(world: &World) -> Vec<(String, i64, i64)> {
    let all = world.agent().get("/v1/catalog/categories").await.expect(200).json();
    let row = |c: &Value| {
        (
            c["name"].as_str().unwrap().to_owned(),
            c["depth"].as_i64().unwrap(),
            c["products"].as_i64().unwrap(),
        )
    };
    all.as_array().unwrap().iter().map(row).collect()
}

async fn named(world: &World, name: &str) -> Value {
    let all = world.agent().get("/v1/catalog/categories").await.expect(200).json();
    all.as_array().unwrap().iter().find(|c| c["name"] == name).unwrap_or_else(|| panic!("no {name}")).clone()
}

async fn put(actor: &Actor, category: &Value, body: Value) -> Answer {
    let path = format!("/v1/catalog/categories/{}", category["id"].as_str().unwrap());
    let tag = format!("\"{}\"", category["version"]);
    actor.send(actor.request(Method::PUT, &path).header("if-match", tag).json(&body)).await
}

async fn delete(actor: &Actor, category: &Value) -> Answer {
    let path = format!("/v1/catalog/categories/{}", category["id"].as_str().unwrap());
    let tag = format!("\"{}\"", category["version"]);
    actor.send(actor.request(Method::DELETE, &path).header("if-match", tag)).await
}

async fn shown(actor: &Actor, query: &str) -> Vec<String> {
    let page = actor.get(&format!("/v1/products?{query}")).await.expect(200).json();
    let mut titles: Vec<String> =
        page["items"].as_array().unwrap().iter().map(|i| i["title"].as_str().unwrap().to_owned()).collect();
    titles.sort();
    titles
}

#[tokio::test(flavor = "multi_thread")]
async fn products_grow_the_tree_and_customers_walk_it() {
    let world = World::start().await;
    let tea = product(&world, "Sencha", "Épicerie > Thé").await;
    let _ = product(&world, "Cumin", "epicerie>Épices").await;
    let _ = product(&world, "Miche", "Pains").await;
    assert_eq!((&tea["category"], tea["category_id"].is_string()), (&"Épicerie > Thé".into(), true));
    let names: Vec<_> = tree(&world).await;
    assert_eq!(
        names,
        [("Épicerie".into(), 0, 0), ("Thé".into(), 1, 1), ("Épices".into(), 1, 1), ("Pains".into(), 0, 1)]
    );

    let anyone = world.app.anyone();
    let detail = anyone.get("/v1/products/sencha").await.expect(200).json();
    assert_eq!(
        detail["category_path"],
        json!([{ "slug": "epicerie", "name": "Épicerie" }, { "slug": "the", "name": "Thé" }])
    );
    assert_eq!(detail["category"], "Thé");
    assert_eq!(shown(&anyone, "store=amina&category=epicerie").await, ["Cumin", "Sencha"]);
    assert_eq!(shown(&anyone, "store=amina&category=the").await, ["Sencha"]);
    assert_eq!(shown(&anyone, "category=%C3%89PICERIE").await, ["Cumin", "Sencha"], "by name, everywhere");
    assert_eq!(shown(&anyone, "q=epicerie").await, ["Cumin", "Sencha"], "found by what stands above");
    assert_eq!(shown(&anyone, "store=amina&category=nowhere").await, Vec::<String>::new());
    for (query, level, above) in [
        ("x=1", json!([{ "value": "Épicerie", "count": 2 }, { "value": "Pains", "count": 1 }]), json!([])),
        (
            "category=epicerie",
            json!([{ "value": "Thé", "count": 1 }, { "value": "Épices", "count": 1 }]),
            json!([]),
        ),
        ("store=amina&category=the", json!([]), json!(["Épicerie"])),
        ("category=th%C3%A9", json!([]), json!(["Épicerie"])),
    ] {
        let page = anyone.get(&format!("/v1/products?facets=true&{query}")).await.expect(200).json();
        assert_eq!((&page["facets"]["level"], &page["facets"]["above"]), (&level, &above), "{query}");
    }
    let public = anyone.get("/v1/stores/amina/categories").await.expect(200).json();
    assert_eq!((&public[0]["slug"], &public[0]["products"]), (&"epicerie".into(), &2.into()));

    let page = anyone.clone().reading("fr").get("/p/sencha").await.expect(200).text();
    for step in ["/m/amina?category=epicerie", "/m/amina?category=the"] {
        assert!(page.contains(step), "{step}");
    }
    let page = anyone.clone().reading("fr").get("/m/amina?category=epicerie").await.expect(200).text();
    assert!(page.contains("category=epices") && !page.contains("/p/miche"), "on to what is below");
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_name_move_order_and_remove_categories() {
    let world = World::start().await;
    let owner = world.owner();
    let _ = product(&world, "Sencha", "Thé").await;
    let new = json!({ "name": "Boissons" });
    let drinks = owner.post("/v1/catalog/categories", &new).await.expect(201).json();
    assert_eq!(drinks["slug"], "boissons");
    let twice = owner.post("/v1/catalog/categories", json!({ "name": "BOISSONS" })).await;
    assert_eq!(twice.problem(422, "fields_wrong").json()["errors"][0]["code"], "category_taken");
    let far = json!({ "name": "Loin", "position": 1_001 });
    let far = owner.post("/v1/catalog/categories", far).await;
    assert_eq!(far.problem(422, "fields_wrong").json()["errors"][0]["pointer"], "/position");

    let tea = named(&world, "Thé").await;
    let moved =
        put(&owner, &tea, json!({ "name": "Thés", "parent_id": drinks["id"] })).await.expect(200).json();
    assert_eq!((&moved["slug"], &moved["parent_id"]), (&"the".into(), &drinks["id"]));
    let anyone = world.app.anyone();
    assert_eq!(shown(&anyone, "q=boissons").await, ["Sencha"], "the shelf heard of it");
    let detail = anyone.get("/v1/products/sencha").await.expect(200).json();
    assert_eq!(detail["category"], "Thés", "under its new name");
    let whole = owner.get("/v1/catalog/products?q=boissons").await.expect(200).json();
    assert_eq!(whole["items"].as_array().unwrap().len(), 0, "the word stands above, not on it");
    let whole = owner.get("/v1/catalog/products?q=thes").await.expect(200).json();
    assert_eq!(whole["items"][0]["category"], "Boissons > Thés");

    let _ = put(&owner, &tea, json!({ "name": "Thé" })).await.problem(412, "stale");
    let knot = put(&owner, &drinks, json!({ "name": "Boissons", "parent_id": tea["id"] })).await;
    assert_eq!(knot.problem(422, "fields_wrong").json()["errors"][0]["code"], "category_into_itself");
    let _ =
        world.agent().post("/v1/catalog/categories", json!({ "name": "X" })).await.problem(403, "forbidden");

    let first = owner.post("/v1/catalog/categories", json!({ "name": "Avant", "position": 0 })).await;
    let _ = first.expect(201);
    assert_eq!(tree(&world).await[0].0, "Avant");
    let _ = delete(&owner, &drinks).await.problem(409, "category_not_empty");
    let tea = named(&world, "Thés").await;
    let _ = delete(&owner, &tea).await.expect(204);
    let left = owner.get("/v1/catalog/products").await.expect(200).json();
    assert_eq!(left["items"][0]["category"], "Boissons", "its products stand above now");
    eventually("the shelf heard of it", || async {
        (shown(&world.app.anyone(), "store=amina&category=boissons").await == ["Sencha"]).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_category_made_at_once_is_made_once() {
    let world = World::start().await;
    let each = (0..8).map(|n| {
        let world = &world;
        async move { product(world, &format!("P{n}"), "Racine > Feuille").await }
    });
    let _ = futures_util::future::join_all(each).await;
    assert_eq!(tree(&world).await, [("Racine".into(), 0, 0), ("Feuille".into(), 1, 8)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_merchant_sees_and_changes_only_its_own_tree() {
    let world = World::start().await;
    let _ = product(&world, "Sencha", "Thé").await;
    let tea = named(&world, "Thé").await;
    let stranger = TenantId::new();
    world.open(stranger, StoreId::new(), "ailleurs").await;
    let other = world.app.as_owner(stranger);
    assert_eq!(other.get("/v1/catalog/categories").await.expect(200).json(), json!([]));
    let _ = put(&other, &tea, json!({ "name": "X" })).await.problem(404, "not_found");
    let _ = delete(&other, &tea).await.problem(404, "not_found");
    let below = other.post("/v1/catalog/categories", json!({ "name": "X", "parent_id": tea["id"] })).await;
    assert_eq!(below.problem(422, "fields_wrong").json()["errors"][0]["code"], "category_unknown");
    let _ = world.app.anyone().get("/v1/catalog/categories").await.problem(401, "unauthenticated");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_dashboard_shapes_the_tree_by_forms_alone() {
    let world = World::start().await;
    let owner = world.owner();
    for name in ["Un", "Deux"] {
        let _ = owner.form("/dashboard/categories", &[("do", "new"), ("name", name)]).await.expect(303);
    }
    let wrong =
        owner.form("/dashboard/categories", &[("do", "new"), ("name", "deux")]).await.expect(422).text();
    assert!(
        wrong.contains("error-summary") && wrong.contains("value=\"deux\""),
        "the form keeps what was typed"
    );
    let two = named(&world, "Deux").await;
    let (id, version) = (two["id"].as_str().unwrap(), two["version"].to_string());
    let up = [("do", "up"), ("id", id), ("version", version.as_str())];
    let _ = owner.form("/dashboard/categories", &up).await.expect(303);
    assert_eq!(tree(&world).await[0].0, "Deux");

    let one = named(&world, "Un").await;
    let path = format!("/dashboard/categories/{}", one["id"].as_str().unwrap());
    assert!(owner.get(&path).await.expect(200).text().contains("value=\"Un\""));
    let version = one["version"].to_string();
    let save = [("do", "save"), ("name", "Premier"), ("parent_id", id), ("version", version.as_str())];
    let _ = owner.form(&path, &save).await.expect(303);
    assert_eq!(tree(&world).await, [("Deux".into(), 0, 0), ("Premier".into(), 1, 0)]);
    let stale = owner.form(&path, &save).await.expect(422).text();
    assert!(stale.contains("error-summary"));
    let version = named(&world, "Premier").await["version"].to_string();
    let remove = [("do", "remove"), ("version", version.as_str())];
    let gone = owner.form(&path, &remove).await.expect(303);
    assert_eq!(gone.header("location"), "/dashboard/categories?done=removed");
    assert_eq!(tree(&world).await.len(), 1);
    let page = world.agent().get("/dashboard/categories").await.expect(200).text();
    assert!(!page.contains("name=\"name\""), "agents look");
}
