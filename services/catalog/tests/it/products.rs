//! From a draft to the shop window, edited by two people, with a photo.
use std::io::Cursor;

use reqwest::Method;
use serde_json::{Value, json};
use souk_events::catalog::v1::{ProductPublished, ProductUnpublished};
use souk_testkit::eventually;

use crate::world::{World, send, told_store};

fn tea(world: &World) -> Value {
    json!({
        "store_id": world.store, "title": "Thé vert à la menthe", "description": "Récolté au printemps.",
        "category": "Thés", "brand": "Atlas", "tags": ["bio"], "tax_class": "reduced", "options": ["Poids"],
        "variants": [
            { "values": ["100 g"], "sku": "T-100", "price": 450, "compare_at": 500, "stock": 10 },
            { "values": ["250 g"], "sku": "T-250", "price": 990, "stock": 0 },
        ],
        "translations": [{ "language": "ar", "title": "شاي أخضر بالنعناع" }],
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_product_goes_from_draft_to_the_shop_window_and_back() {
    let world = World::start().await;
    let (owner, anyone) = (world.owner(), world.app.anyone());
    let made = owner.post("/v1/catalog/products", tea(&world)).await.expect(201);
    assert_eq!(made.header("etag"), "\"1\"");
    let made = made.json();
    assert_eq!(made["slug"], "the-vert-a-la-menthe");
    let id = made["id"].as_str().unwrap();
    let _ = anyone.get("/v1/products/the-vert-a-la-menthe").await.problem(404, "not_found");

    let _ = owner.post(&format!("/v1/catalog/products/{id}/publish"), json!({})).await.expect(200);
    let shown = anyone.get("/v1/products/the-vert-a-la-menthe").await.expect(200).json();
    assert_eq!(shown["price_from"], json!({ "amount": 450, "currency": "EUR" }));
    assert_eq!(shown["compare_at"], Value::Null, "nobody ever paid 5.00: no reduction");
    assert_eq!(shown["available"], 10);
    assert_eq!(shown["variants"][0]["title"], "100 g");
    assert_eq!(shown["title"], "Thé vert à la menthe", "no English text: the store's own");
    let arabic = anyone.clone().reading("ar").get(&format!("/v1/products/{id}")).await.expect(200).json();
    assert_eq!(arabic["title"], "شاي أخضر بالنعناع");
    assert_eq!(arabic["description"], "Récolté au printemps.");
    let list = anyone.get("/v1/products?store=amina").await.expect(200).json();
    assert_eq!(list["items"].as_array().unwrap().len(), 1);

    let _ = owner.post(&format!("/v1/catalog/products/{id}/unpublish"), json!({})).await.expect(200);
    let _ = anyone.get("/v1/products/the-vert-a-la-menthe").await.problem(404, "not_found");
    assert_eq!(world.app.told::<ProductPublished>().await.len(), 1);
    assert_eq!(world.app.told::<ProductUnpublished>().await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_second_of_two_editors_is_told() {
    let world = World::start().await;
    let owner = world.owner();
    let made = owner.post("/v1/catalog/products", tea(&world)).await.expect(201).json();
    let path = format!("/v1/catalog/products/{}", made["id"].as_str().unwrap());
    let mut edit = tea(&world);
    let body = edit.as_object_mut().unwrap();
    body.remove("store_id");
    body["title"] = "Thé noir".into();
    body["variants"] = json!([{ "id": made["variants"][0]["id"], "values": ["100 g"], "sku": "T-250", "price": 470 }, { "values": ["1 kg"], "price": 3000, "stock": 2 }]);
    let put = |tag: &str| owner.send(owner.request(Method::PUT, &path).header("if-match", tag).json(&edit));
    let saved = put("\"1\"").await.expect(200).json();
    assert_eq!(saved["version"], 2);
    assert_eq!(saved["variants"].as_array().unwrap().len(), 2);
    assert_eq!(saved["variants"][0]["stock"]["on_hand"], 10, "stock stays with its variant");
    let stale = put("\"1\"").await.problem(412, "stale");
    assert_eq!(stale.json()["current_state"], "2");
    let _ = owner.put(&path, &edit).await.problem(400, "if_match_needed");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_named_by_field_in_the_callers_language() {
    let world = World::start().await;
    let mut new = tea(&world);
    new["title"] = " ".into();
    new["variants"][1]["price"] = json!(-1);
    let refused = world
        .owner()
        .reading("fr")
        .post("/v1/catalog/products", &new)
        .await
        .problem(422, "fields_wrong")
        .json();
    let pointers: Vec<_> =
        refused["errors"].as_array().unwrap().iter().map(|e| e["pointer"].as_str().unwrap()).collect();
    assert_eq!(pointers, ["/title", "/variants/1/price"]);
    assert_eq!(refused["errors"][1]["detail"], "Un prix ne peut pas être négatif");
    new["title"] = "a\u{0}b".into();
    let _ = world.owner().post("/v1/catalog/products", &new).await.problem(422, "fields_wrong");
    new["unheard_of"] = json!(1);
    let _ = world.owner().post("/v1/catalog/products", &new).await.problem(422, "fields_wrong");
    let twice = tea(&world);
    let _ = world.owner().post("/v1/catalog/products", &twice).await.expect(201);
    let taken = world.owner().post("/v1/catalog/products", &twice).await.problem(422, "fields_wrong").json();
    assert_eq!(taken["errors"][0]["code"], "sku_taken");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agent_counts_stock_but_publishes_nothing() {
    let world = World::start().await;
    let made = world.owner().post("/v1/catalog/products", tea(&world)).await.expect(201).json();
    let id = made["id"].as_str().unwrap();
    let agent = world.agent();
    let _ =
        agent.post(&format!("/v1/catalog/products/{id}/publish"), json!({})).await.problem(403, "forbidden");
    let _ = agent.post("/v1/catalog/products", tea(&world)).await.problem(403, "forbidden");
    let _ = agent.get(&format!("/v1/catalog/products/{id}")).await.expect(200);
    let stock = format!("/v1/catalog/variants/{}/stock", made["variants"][0]["id"].as_str().unwrap());
    let counted = agent.put(&stock, json!({ "change": -3, "note": "cassés" })).await.expect(200).json();
    assert_eq!((&counted["on_hand"], &counted["movements"][0]["note"]), (&json!(7), &json!("cassés")));
    let _ = agent.put(&stock, json!({ "on_hand": 1, "change": 1 })).await.problem(422, "fields_wrong");
    let _ = agent.put(&stock, json!({ "change": -8 })).await.problem(409, "stock_promised");
    assert_eq!(world.books(&made["variants"][0]["id"]).await, (7, 0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn photos_are_shrunk_and_what_is_none_is_refused() {
    let world = World::start().await;
    let owner = world.owner();
    let product = world.product("Tajine", 2500, 3).await;
    let path = format!("/v1/catalog/products/{}/photos", product["id"].as_str().unwrap());
    let mut png = Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(900, 600).write_to(&mut png, image::ImageFormat::Png).unwrap();
    let png = png.into_inner();
    let with = send(&owner, &path, "image/png", png.clone()).await.expect(201).json();
    let small = with["images"][0]["small"].as_str().unwrap();
    let photo = world.app.anyone().get(small).await.expect(200);
    assert!(photo.header("cache-control").contains("immutable"));
    assert_eq!(photo.header("content-type"), "image/jpeg");
    assert_eq!(image::load_from_memory(&photo.body).unwrap().width(), 320);
    let anyone = world.app.anyone();
    let asked =
        anyone.request(reqwest::Method::GET, small).header("accept", "image/avif,image/webp;q=0.9,*/*");
    let modern = anyone.send(asked).await.expect(200);
    assert_eq!((modern.header("content-type"), modern.header("vary")), ("image/webp", "Accept"));
    assert_eq!(image::load_from_memory(&modern.body).unwrap().width(), 320);
    for (accept, kind) in [("image/webp;q=0, */*", "image/jpeg"), ("image/webp; q=0.1", "image/webp")] {
        let asked = anyone.request(reqwest::Method::GET, small).header("accept", accept);
        assert_eq!(anyone.send(asked).await.expect(200).header("content-type"), kind, "{accept}");
    }
    let shown = world.app.anyone().get("/v1/products/tajine").await.expect(200).json();
    assert_eq!(shown["image"]["small"], small);

    let _ = send(&owner, &path, "image/svg+xml", b"<svg onload=alert(1)>".to_vec())
        .await
        .problem(415, "picture_type");
    let _ = send(&owner, &path, "image/png", png[..60].to_vec()).await.problem(422, "picture_unreadable");
    let _ = send(&owner, &path, "image/png", vec![0; 10_485_761]).await.problem(413, "body_too_large");
    let _ = send(&owner, &path, "image/png", Vec::new()).await.problem(422, "fields_wrong");
    let _ = world.app.anyone().get("/media/../../etc/passwd").await.problem(404, "not_found");
    let name = small.rsplit('/').next().unwrap().strip_suffix("-320.jpg").unwrap();
    let without = owner.delete(&format!("{path}/{name}")).await.expect(200).json();
    assert_eq!(without["images"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn stores_follow_identity_and_the_newest_word_counts() {
    let world = World::start().await;
    let _ = world.product("Miel", 900, 4).await;
    let mut newer = told_store(world.tenant, world.store, "amina", 5);
    newer.name = "Épicerie Amina".into();
    let id = world.app.hear(Some(world.tenant), &newer).await;
    world.app.handled(id).await;
    let id = world.app.hear(Some(world.tenant), &told_store(world.tenant, world.store, "amina", 4)).await;
    world.app.handled(id).await;
    let anyone = world.app.anyone();
    eventually("the new name is shown", || async {
        let store = anyone.get("/v1/stores/amina").await.json();
        (store["name"] == "Épicerie Amina").then_some(())
    })
    .await;
    newer.version = 6;
    newer.active = false;
    let _ = world.app.hear(Some(world.tenant), &newer).await;
    eventually("the store is hidden with its products", || async {
        (anyone.get("/v1/products/miel").await.status == 404).then_some(())
    })
    .await;
    newer.version = 7;
    newer.active = true;
    let _ = world.app.hear(Some(world.tenant), &newer).await;
    eventually("and back", || async { (anyone.get("/v1/products/miel").await.status == 200).then_some(()) })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restart_and_another_writer_are_seen() {
    let mut world = World::start().await;
    let made = world.product("Miel", 900, 4).await;
    world.app.restart().await;
    let anyone = world.app.anyone();
    eventually("the shelf is filled again", || async {
        (anyone.get("/v1/products/miel").await.status == 200).then_some(())
    })
    .await;
    // Another process writes: this one only sees it through the change table.
    use diesel_async::SimpleAsyncConnection as _;
    let mut conn = world.app.admin().await;
    let id: souk_events::ProductId = made["id"].as_str().unwrap().parse().unwrap();
    conn.batch_execute(&format!(
        "UPDATE product SET title = 'Miel de thym', version = version + 1 WHERE id = '{}'",
        id.0
    ))
    .await
    .unwrap();
    eventually("the other writer's title is shown", || async {
        (anyone.get("/v1/products/miel").await.json()["title"] == "Miel de thym").then_some(())
    })
    .await;
}
