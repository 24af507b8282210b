//! Services and plans: in the catalogue like everything else, sold elsewhere.
use serde_json::{Value, json};
use souk_events::{LineId, StoreId, TenantId};
use souk_testkit::eventually;

use crate::world::{World, send, variant};

async fn haircut(world: &World) -> Value {
    let new = json!({
        "store_id": world.store, "title": "Coupe", "published": true, "kind": "service", "duration_minutes": 45,
        "options": ["Cheveux"], "translations": [{ "language": "en", "title": "Haircut" }],
        "variants": [{ "values": ["Courts"], "price": 2500 }, { "values": ["Longs"], "price": 3500, "sku": "LONG" }],
    });
    world.owner().post("/v1/catalog/products", new).await.expect(201).json()
}

async fn basket(world: &World) -> Value {
    let new = json!({
        "store_id": world.store, "title": "Panier", "published": true, "kind": "plan",
        "every": { "unit": "month", "count": 1 }, "variants": [{ "price": 2900 }],
    });
    world.owner().post("/v1/catalog/products", new).await.expect(201).json()
}

#[tokio::test(flavor = "multi_thread")]
async fn they_are_listed_found_and_shown_but_not_put_into_carts() {
    let world = World::start().await;
    let (cut, plan) = (haircut(&world).await, basket(&world).await);
    let _ = world.product("Peigne", 300, 0).await;
    let anyone = world.app.anyone().reading("en");
    let shown = anyone.get("/v1/products/coupe").await.expect(200).json();
    assert_eq!(
        (&shown["kind"], &shown["duration_minutes"], &shown["price_unit"], &shown["title"]),
        (&json!("service"), &json!(45), &json!("· 45 min"), &json!("Haircut"))
    );
    let shown = anyone.get("/v1/products/panier").await.json();
    assert_eq!(
        (&shown["every"], &shown["price_unit"]),
        (&json!({ "unit": "month", "count": 1 }), &json!("per month"))
    );
    let all = anyone.get("/v1/products?facets=true").await.json();
    assert_eq!(
        all["facets"]["kinds"],
        json!([{ "kind": "goods", "count": 1 }, { "kind": "service", "count": 1 }, { "kind": "plan", "count": 1 }])
    );
    let some = anyone.get("/v1/products?kind=service&facets=true&in_stock=true").await.json();
    assert_eq!((some["items"].as_array().unwrap().len(), &some["items"][0]["slug"]), (1, &json!("coupe")));
    assert_eq!(some["facets"]["kinds"].as_array().unwrap().len(), 2, "counted as if it were free: {some}");
    let _ = anyone.get("/v1/products?kind=nothing").await.expect(400);

    let page = anyone.get("/p/coupe").await.expect(200).text();
    for part in ["souk:slot product.book?product=prd_", "Make an appointment with", "45 min"] {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert!(!page.contains("/cart/lines") && !page.contains("Out of stock"), "{page}");
    let page = anyone.get("/p/panier").await.expect(200).text();
    assert!(page.contains("souk:slot product.subscribe?") && page.contains("per month"), "{page}");

    for product in [&cut, &plan] {
        let line = json!({ "line_id": LineId::new(), "variant_id": variant(product), "quantity": 1 });
        let quote = world.orders().post("/internal/quotes", json!({ "lines": [line] })).await.json();
        assert_eq!(quote["lines"][0]["unsellable"], "not_for_carts");
        let refused = world.hold(&world.wish(&[(variant(product), 1)])).await;
        let refused = refused.problem(409, "not_for_carts").json();
        assert_eq!(refused["errors"][0]["pointer"], "/lines/0");
    }
    let list = world.agent().reading("en").get("/dashboard/products").await.expect(200).text();
    assert!(list.contains("Service by appointment") && list.contains("Subscription"), "{list}");
    let out = world.agent().get("/v1/catalog/products?status=sold_out").await.json();
    assert_eq!(out["items"].as_array().unwrap().len(), 1, "nothing of a service can be sold out");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_kind_says_what_it_needs() {
    let world = World::start().await;
    let owner = world.owner();
    let refused = async |mut body: Value| {
        body["store_id"] = json!(world.store);
        body["title"] = json!("X");
        let problem = owner.post("/v1/catalog/products", body).await.problem(422, "fields_wrong").json();
        let all = problem["errors"].as_array().unwrap().clone();
        all.into_iter().map(|e| e["pointer"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let one = json!([{ "price": 100 }]);
    assert_eq!(refused(json!({ "kind": "service", "variants": one })).await, ["/duration_minutes"]);
    assert_eq!(
        refused(json!({ "kind": "service", "duration_minutes": 0, "variants": one })).await,
        ["/duration_minutes"]
    );
    assert_eq!(refused(json!({ "kind": "plan", "variants": one })).await, ["/every"]);
    let stock = json!([{ "price": 100, "stock": 3 }]);
    let every = json!({ "unit": "week", "count": 2 });
    assert_eq!(
        refused(json!({ "kind": "plan", "every": every, "variants": stock })).await,
        ["/variants/0/stock"]
    );
    assert_eq!(refused(json!({ "every": every, "variants": one })).await, ["/every"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_is_made_by_form() {
    let world = World::start().await;
    let tea = world.product("Thé", 500, 9).await;
    let owner = world.owner().reading("en");
    let made = async |more: &[(&str, &str)]| {
        let form = [&[("rows", "1"), ("v0.price", "29"), ("do", "publish")][..], more].concat();
        owner.form("/dashboard/products/new", &form).await
    };
    let empty = made(&[("title", "Cours"), ("kind", "service")]).await.expect(422).text();
    assert!(empty.contains("error-summary") && empty.contains("value=\"Cours\""), "{empty}");
    let form = owner.get("/dashboard/products/new").await.expect(200).text();
    assert!(
        form.contains("data-choice=\"bundle\"")
            && form.contains("data-choice=\"goods service plan\"")
            && form.contains(variant(&tea).as_str().unwrap()),
        "{form}"
    );

    let _ = made(&[("title", "Cours"), ("kind", "service"), ("duration", "90")]).await.expect(303);
    let plan = [("title", "Abonnement"), ("kind", "plan"), ("every_count", "3"), ("every_unit", "month")];
    let _ = made(&plan).await.expect(303);
    let part = variant(&tea).as_str().unwrap();
    let hidden = ("option0", "Taille");
    let set = [("title", "Coffret"), ("kind", "bundle"), hidden, ("p0.variant", part), ("p0.quantity", "3")];
    let set = made(&set).await.expect(303);
    let anyone = world.app.anyone().reading("en");
    assert_eq!(anyone.get("/v1/products/cours").await.json()["duration_minutes"], 90);
    assert_eq!(anyone.get("/v1/products/abonnement").await.json()["price_unit"], "every 3 months");
    assert_eq!(anyone.get("/v1/products/coffret").await.json()["available"], 3);
    let page = owner.get(set.header("location")).await.expect(200).text();
    assert!(page.contains("name=\"p0.variant\"") && !page.contains("name=\"v0.stock\""), "{page}");
    assert!(
        !page.contains("name=\"option0\"") && !page.contains("value=\"add\""),
        "one price, no options: {page}"
    );
    let grid = owner.get("/dashboard/products/grid").await.expect(200).text();
    assert_eq!(grid.matches("name=\"stock.").count(), 1, "only goods are counted: {grid}");
}

#[tokio::test(flavor = "multi_thread")]
async fn parts_are_found_by_words_and_those_chosen_stay() {
    let world = World::start().await;
    let mut ids = Vec::new();
    for title in ["Thé vert", "Tasse", "Miel"] {
        ids.push(variant(&world.product(title, 500, 9).await).as_str().unwrap().to_owned());
    }
    let owner = world.owner().reading("en");
    let edited =
        [("title", "Coffret"), ("rows", "1"), ("kind", "bundle"), ("do", "find"), ("part_find", "THE")];
    let form = [&edited[..], &[("p0.variant", ids[1].as_str()), ("p0.quantity", "2")]].concat();
    let page = owner.form("/dashboard/products/new", &form).await.expect(200).text();
    assert!(page.contains(&ids[0]) && page.contains(&format!("value=\"{}\" selected", ids[1])), "{page}");
    assert!(
        !page.contains(&ids[2]) && page.contains("value=\"THE\"") && page.contains("value=\"Coffret\""),
        "{page}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_goes_out_as_a_file_and_comes_back() {
    let world = World::start().await;
    let tea = json!({ "store_id": world.store, "title": "Zen", "published": true,
        "variants": [{ "price": 500, "stock": 9, "sku": "ZEN" }] });
    let tea = world.owner().post("/v1/catalog/products", tea).await.expect(201).json();
    let (_, _) = (haircut(&world).await, basket(&world).await);
    let set = json!({ "store_id": world.store, "title": "Coffret", "published": true, "kind": "bundle",
        "parts": [{ "variant_id": variant(&tea), "quantity": 2 }], "variants": [{ "price": 900 }] });
    let _ = world.owner().post("/v1/catalog/products", set).await.expect(201);
    let export = async |tenant: TenantId, store: StoreId| {
        let owner = world.app.as_owner(tenant);
        owner.get(&format!("/v1/catalog/export?store={store}")).await.expect(200).text()
    };
    let import = async |tenant: TenantId, store: StoreId, file: &str| {
        let owner = world.app.as_owner(tenant);
        let path = format!("/v1/imports?store={store}");
        let started = send(&owner, &path, "text/csv", file.as_bytes().to_vec()).await.expect(202).json();
        eventually("the import is done", || async {
            let now = owner.get(&format!("/v1/imports/{}", started["id"].as_str().unwrap())).await.json();
            (now["status"] == "done").then_some(now)
        })
        .await
    };
    let file = export(world.tenant, world.store).await;
    assert!(
        file.contains("bundle,2 x ZEN,,,")
            && file.contains("service,,45,,")
            && file.contains("plan,,,1 month"),
        "{file}"
    );
    let same = import(world.tenant, world.store, &file).await;
    assert_eq!((&same["updated"], &same["errors"]), (&json!(4), &json!(0)), "{same}");
    let (tenant, store) = (TenantId::new(), StoreId::new());
    world.open(tenant, store, "zohra").await;
    let elsewhere = import(tenant, store, &file).await;
    assert_eq!((&elsewhere["created"], &elsewhere["errors"]), (&json!(4), &json!(0)), "{elsewhere}");
    assert_eq!(export(tenant, store).await, file, "the bundle stands above its part in the file");
    let wrong = file.replace("2 x ZEN", "2 x NOBODY");
    let refused = import(world.tenant, world.store, &wrong).await;
    assert_eq!((&refused["refused"], &refused["errors"]), (&json!(1), &json!(1)), "{refused}");
    let path = format!("/v1/imports/{}/errors", refused["id"].as_str().unwrap());
    let wrong = world.owner().get(&path).await.expect(200).json()["items"][0].clone();
    assert_eq!((&wrong["column"], &wrong["code"]), (&json!("parts"), &json!("part_unknown")), "{wrong}");
}
