//! Modifiers: made by staff, asked of customers, priced with the goods, kept in holds.
use reqwest::Method;
use serde_json::{Value, json};
use souk_events::{LineId, ModifierId, StoreId, TenantId};
use souk_testkit::Actor;

use crate::world::{World, variant};

const GROUPS: &str = "/v1/catalog/modifier-groups";

/// A size that has to be chosen, with its answers.
async fn size(world: &World) -> Value {
    let group = json!({
        "store_id": world.store, "title": "Taille", "min": 1, "max": 1,
        "translations": [{ "language": "en", "title": "Size" }],
        "modifiers": [
            { "title": "Petite", "translations": [{ "language": "en", "title": "Small" }] },
            { "title": "Grande", "price_delta": 250, "translations": [{ "language": "en", "title": "Large" }] },
        ],
    });
    world.owner().post(GROUPS, group).await.expect(201).json()
}

/// Up to two extras.
async fn extras(world: &World) -> Value {
    let group = json!({
        "store_id": world.store, "title": "Suppléments", "min": 0, "max": 2,
        "modifiers": [{ "title": "Olives", "price_delta": 100 }, { "title": "Câpres", "price_delta": 80 },
            { "title": "Anchois", "price_delta": 150 }],
    });
    world.owner().post(GROUPS, group).await.expect(201).json()
}

/// A published product of two pieces that asks for both.
async fn pizza(world: &World, groups: &[&Value]) -> Value {
    let ids: Vec<_> = groups.iter().map(|group| &group["id"]).collect();
    let new = json!({ "store_id": world.store, "title": "Pizza", "published": true, "modifier_groups": ids,
        "variants": [{ "price": 1000, "stock": 2 }] });
    world.owner().post("/v1/catalog/products", new).await.expect(201).json()
}

fn answer(group: &Value, at: usize) -> &Value {
    &group["modifiers"][at]["id"]
}

/// A wish for one unit for each choice.
fn wish(world: &World, variant: &Value, choices: &[&[&Value]]) -> Value {
    let mut wish = world.wish(&vec![(variant, 1); choices.len()]);
    for (i, chosen) in choices.iter().enumerate() {
        wish["lines"][i]["modifiers"] = json!(chosen);
    }
    wish
}

async fn quote(world: &World, variant: &Value, chosen: &[&Value]) -> Value {
    let line = json!({ "line_id": LineId::new(), "variant_id": variant, "quantity": 1, "modifiers": chosen });
    let orders = world.orders().reading("en");
    orders.post("/internal/quotes", json!({ "lines": [line] })).await.expect(200).json()["lines"][0].clone()
}

async fn put(by: &Actor, path: &str, version: i64, body: &Value) -> souk_testkit::Answer {
    by.send(by.request(Method::PUT, path).header("if-match", format!("\"{version}\"")).json(body)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_price_has_what_was_chosen_and_stock_is_one_row() {
    let world = World::start().await;
    let (size, extras) = (size(&world).await, extras(&world).await);
    let pizza = pizza(&world, &[&size, &extras]).await;
    let id = variant(&pizza);

    let line = quote(&world, id, &[answer(&extras, 0), answer(&size, 1)]).await;
    assert_eq!((&line["sellable"], &line["unit_price"]["amount"]), (&json!(true), &json!(1350)));
    let told: Vec<_> = line["modifiers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|m| (&m["group_title"], &m["title"], &m["price"]["amount"]))
        .collect();
    let expected = [("Size", "Large", 250), ("Suppléments", "Olives", 100)]
        .map(|(g, t, p)| (json!(g), json!(t), json!(p)));
    assert_eq!(
        told,
        expected.iter().map(|(g, t, p)| (g, t, p)).collect::<Vec<_>>(),
        "in the order of the questions"
    );
    for wrong in
        [&[][..], &[answer(&size, 0), answer(&size, 1)], &[answer(&size, 0), &json!(ModifierId::new())]]
    {
        let line = quote(&world, id, wrong).await;
        assert_eq!((&line["sellable"], &line["unsellable"]), (&json!(false), &json!("modifiers_wrong")));
    }

    let refused = world
        .hold(&wish(&world, id, &[&[answer(&size, 0)], &[]]))
        .await
        .problem(409, "modifiers_wrong")
        .json();
    assert_eq!(refused["errors"][0]["pointer"], "/lines/1");
    assert_eq!(world.books(id).await, (2, 0, 0));
    // Pitfall 1: two lines of one variant with other modifiers are one wish for its stock.
    let three = wish(
        &world,
        id,
        &[&[answer(&size, 0)], &[answer(&size, 1)], &[answer(&size, 1), answer(&extras, 2)]],
    );
    let _ = world.hold(&three).await.problem(409, "sold_out");
    let two = wish(&world, id, &[&[answer(&size, 0)], &[answer(&size, 1)]]);
    let held = world.hold(&two).await.expect(200).json();
    let prices: Vec<_> =
        held["lines"].as_array().unwrap().iter().map(|line| &line["unit_price"]["amount"]).collect();
    assert_eq!(prices, [1000, 1250]);
    assert_eq!(world.books(id).await, (2, 0, 2));
    assert_eq!(world.hold(&two).await.expect(200).json(), held, "the same wish, the same answer");
    let mut other = two.clone();
    other["lines"][0]["modifiers"] = json!([answer(&size, 1)]);
    let _ = world.hold(&other).await.problem(409, "hold_differs");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_sold_out_or_gone_is_not_to_be_had() {
    let world = World::start().await;
    let (size, extras) = (size(&world).await, extras(&world).await);
    let pizza = pizza(&world, &[&size, &extras]).await;
    let id = variant(&pizza);
    let path = format!("/v1/catalog/modifiers/{}/sold-out", answer(&extras, 0).as_str().unwrap());
    let agent = world.agent();
    let marked = agent.send(agent.request(Method::PUT, &path)).await.expect(200);
    assert_eq!((marked.header("etag"), &marked.json()["modifiers"][0]["sold_out"]), ("\"2\"", &json!(true)));
    let with = [answer(&size, 0), answer(&extras, 0)];
    assert_eq!(quote(&world, id, &with).await["unsellable"], "modifiers_wrong");
    let _ = world.hold(&wish(&world, id, &[&with])).await.problem(409, "modifiers_wrong");
    let shown = world.app.anyone().get("/v1/products/pizza").await.json();
    assert_eq!(shown["modifier_groups"][1]["modifiers"][0]["sold_out"], true);
    let _ = agent.send(agent.request(Method::DELETE, &path)).await.expect(200);
    assert_eq!(quote(&world, id, &with).await["sellable"], true);

    let gone = format!("{GROUPS}/{}", size["id"].as_str().unwrap());
    let owner = world.owner();
    let _ = agent.send(agent.request(Method::DELETE, &gone)).await.problem(403, "forbidden");
    let _ = owner.send(owner.request(Method::DELETE, &gone)).await.expect(204);
    let path = format!("/v1/catalog/products/{}", pizza["id"].as_str().unwrap());
    assert_eq!(
        owner.get(&path).await.json()["modifier_groups"],
        json!([extras["id"]]),
        "its products do without it"
    );
    assert_eq!(quote(&world, id, &[]).await["sellable"], true);
    let _ = owner.get(&gone).await.problem(404, "not_found");
}

#[tokio::test(flavor = "multi_thread")]
async fn groups_are_edited_and_stay_with_their_merchant() {
    let world = World::start().await;
    let group = size(&world).await;
    let path = format!("{GROUPS}/{}", group["id"].as_str().unwrap());
    let owner = world.owner();
    let answers =
        json!([{ "id": answer(&group, 1), "title": "Géante", "price_delta": 400 }, { "title": "Mini" }]);
    let edited = json!({ "title": "Format", "min": 1, "max": 1, "modifiers": answers });
    let saved = put(&owner, &path, 1, &edited).await.expect(200).json();
    assert_eq!(saved["modifiers"][0]["id"], *answer(&group, 1), "an answer keeps its id");
    assert_eq!(saved["modifiers"].as_array().unwrap().len(), 2);
    let _ = put(&owner, &path, 1, &edited).await.problem(412, "stale");
    let lost = json!({ "title": "Format", "min": 1, "max": 1, "modifiers": [{ "id": answer(&group, 0), "title": "x" }] });
    let lost = put(&owner, &path, 2, &lost).await.problem(422, "fields_wrong").json();
    assert_eq!(lost["errors"][0]["code"], "modifier_unknown");
    let wrong = json!({ "title": "", "min": 3, "max": 2, "modifiers": [] });
    let wrong = put(&owner, &path, 2, &wrong).await.problem(422, "fields_wrong").json();
    assert!(wrong["errors"].as_array().unwrap().iter().all(|e| e["detail"] != ""), "{wrong}");

    let stranger = TenantId::new();
    world.open(stranger, StoreId::new(), "ailleurs").await;
    let other = world.app.as_owner(stranger);
    let _ = other.get(&path).await.problem(404, "not_found");
    let _ = put(&other, &path, 2, &edited).await.problem(404, "not_found");
    let _ = other.send(other.request(Method::DELETE, &path)).await.problem(404, "not_found");
    let tap = format!("/v1/catalog/modifiers/{}/sold-out", answer(&group, 1).as_str().unwrap());
    let _ = other.send(other.request(Method::PUT, &tap)).await.problem(404, "not_found");
    assert_eq!(other.get(GROUPS).await.json(), json!([]));
    let new = json!({ "store_id": world.store, "title": "Intrus", "min": 0, "max": 1, "modifiers": [{ "title": "x" }] });
    let _ = other.post(GROUPS, new).await.problem(404, "not_found");

    // A group of another store does not go with this one's products.
    let second = StoreId::new();
    world.open(world.tenant, second, "deuxieme").await;
    let new = json!({ "store_id": second, "title": "Pizza", "modifier_groups": [group["id"]], "variants": [{ "price": 1 }] });
    let refused = owner.post("/v1/catalog/products", new).await.problem(422, "fields_wrong").json();
    assert_eq!(
        (&refused["errors"][0]["pointer"], &refused["errors"][0]["code"]),
        (&json!("/modifier_groups/0"), &json!("modifier_group_unknown"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn by_form_from_question_to_product_page() {
    let world = World::start().await;
    let owner = world.owner().reading("en");
    let empty = owner.get("/dashboard/modifiers").await.expect(200).text();
    assert!(empty.contains("No questions yet"));
    let form = |price: &'static str| {
        [
            ("title", "Lait"),
            ("title_en", "Milk"),
            ("min", "1"),
            ("max", "1"),
            ("rows", "3"),
            ("m0.title", "Vache"),
            ("m1.title", "Avoine"),
            ("m1.title_en", "Oat"),
            ("m1.price_delta", price),
            ("do", "save"),
        ]
    };
    let again = owner.form("/dashboard/modifiers/new", &form("cher")).await.expect(422).text();
    assert!(again.contains("value=\"Avoine\"") && again.contains("This is not a price"));
    let _ = owner.form("/dashboard/modifiers/new", &form("0,60")).await.expect(303);
    let groups = owner.get(GROUPS).await.json();
    let (id, oat) = (groups[0]["id"].as_str().unwrap(), answer(&groups[0], 1).as_str().unwrap());
    let list = owner.get("/dashboard/modifiers").await.expect(200).text();
    assert!(list.contains("Avoine") && list.contains("€0.60") && list.contains("Choose 1"));

    let product = [
        ("title", "Café"),
        ("v0.price", "2,50"),
        ("v0.stock", "9"),
        ("rows", "1"),
        ("mg0", id),
        ("do", "publish"),
    ];
    let product = product
        .into_iter()
        .fold(reqwest::multipart::Form::new(), |form, (name, value)| form.text(name, value.to_owned()));
    let made = owner
        .send(owner.request(Method::POST, "/dashboard/products/new").multipart(product))
        .await
        .expect(303);
    let edit = owner.get(made.header("location")).await.expect(200).text();
    assert!(edit.contains("name=\"mg1\""), "room for one question more");
    let page = world.app.anyone().reading("en").get("/p/cafe").await.expect(200).text();
    for part in ["Milk", "Oat", "+€0.60", "name=\"modifier\"", oat] {
        assert!(page.contains(part), "{part} in {page}");
    }

    let tapped =
        world.agent().form("/dashboard/modifiers", &[("do", "sold_out"), ("id", oat)]).await.expect(303);
    assert_eq!(tapped.header("location"), "/dashboard/modifiers?done=saved");
    let page = world.app.anyone().reading("en").get("/p/cafe").await.expect(200).text();
    assert!(page.contains("Sold out: Oat") && !page.contains(oat));
    let one = format!("/dashboard/modifiers/{id}");
    let page = owner.get(&one).await.expect(200).text();
    assert!(page.contains("value=\"0.60\"") && page.contains("value=\"Oat\""));
    let _ = world.agent().get(&one).await.problem(403, "forbidden");
    let more = owner.form(&one, &[&form("0,60")[..9], &[("do", "add")]].concat()).await.expect(200).text();
    assert!(more.contains("name=\"m3.title\""));
    let _ = owner.form(&one, &[("do", "remove")]).await.expect(303);
    assert_eq!(owner.get(GROUPS).await.json(), json!([]));
}
