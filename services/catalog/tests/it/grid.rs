//! Many products in one table: one save, one transaction, and nobody writes over what he has not seen.
use serde_json::{Value, json};
use souk_events::catalog::v1::ProductPublished;
use souk_testkit::{Actor, Answer};

use crate::world::{World, variant};

const GRID: &str = "/dashboard/products/grid";

/// The fields that the page would send for some cells, each with what stood there.
async fn post(actor: &Actor, products: &[&Value], cells: &[(&str, &Value, &str, &str)]) -> Answer {
    let mut fields: Vec<(String, String)> = vec![("back".into(), format!("{GRID}?q=x"))];
    fields.extend(products.iter().map(|p| (format!("row.{}", p["id"].as_str().unwrap()), "1".to_owned())));
    for (kind, id, was, now) in cells {
        let cell = format!("{kind}.{}", id.as_str().unwrap());
        fields.push((format!("was.{cell}"), (*was).to_owned()));
        if !now.is_empty() {
            fields.push((cell, (*now).to_owned()));
        }
    }
    let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    actor.form(GRID, &fields).await
}

async fn own(world: &World, product: &Value) -> Value {
    let path = format!("/v1/catalog/products/{}", product["id"].as_str().unwrap());
    world.owner().get(&path).await.expect(200).json()
}

#[tokio::test(flavor = "multi_thread")]
async fn one_save_changes_many_cells_of_many_products() {
    let world = World::start().await;
    let owner = world.owner();
    let (honey, salt) = (world.product("Miel", 950, 5).await, world.product("Sel", 200, 7).await);
    let page = owner.get(GRID).await.expect(200).text();
    let price = format!("name=\"price.{}\"", variant(&honey).as_str().unwrap());
    assert!(page.contains(&price) && page.contains("data-grid") && page.contains("value=\"9.50\""), "{page}");
    let told = world.app.told::<ProductPublished>().await.len();
    // Two are sold while the page is open: what is counted is a difference.
    let path = format!("/v1/catalog/variants/{}/stock", variant(&salt).as_str().unwrap());
    let _ = world.agent().put(&path, json!({ "change": -2 })).await.expect(200);
    let saved = post(
        &owner,
        &[&honey, &salt],
        &[
            ("price", variant(&honey), "950", "10,20"),
            ("category", &honey["id"], "", "Épicerie > Miels"),
            ("tax_class", &honey["id"], "standard", "reduced"),
            ("sold_out", &honey["id"], "", "1"),
            ("published", &salt["id"], "1", ""),
            ("stock", variant(&salt), "7", "9"),
            ("price", variant(&salt), "200", "2.00"),
        ],
    )
    .await
    .expect(303);
    assert_eq!(saved.header("location"), format!("{GRID}?q=x&done=saved"));
    let (honey, salt) = (own(&world, &honey).await, own(&world, &salt).await);
    assert_eq!(honey["variants"][0]["price"]["amount"], 1020);
    assert_eq!((&honey["category"], &honey["tax_class"]), (&json!("Épicerie > Miels"), &json!("reduced")));
    assert!(honey["sold_out_until"].is_string());
    assert_eq!((&salt["published"], &salt["version"]), (&json!(false), &json!(2)));
    assert_eq!(world.books(variant(&salt)).await, (7, 0, 0));
    assert_eq!(world.app.told::<ProductPublished>().await.len(), told + 1);
    let shown = world.app.anyone().get("/v1/products/miel").await.expect(200).json();
    assert_eq!((&shown["price_from"]["amount"], &shown["category"]), (&json!(1020), &json!("Miels")));
    let _ = world.app.anyone().get("/v1/products/sel").await.problem(404, "not_found");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_cell_keeps_everything_as_it_was_and_as_it_was_typed() {
    let world = World::start().await;
    let owner = world.owner().reading("fr");
    let (honey, salt) = (world.product("Miel", 950, 5).await, world.product("Sel", 200, 7).await);
    let cells = [
        ("price", variant(&honey), "950", "gratuit"),
        ("stock", variant(&salt), "7", "9"),
        ("category", &salt["id"], "", "a>b>c>d>e"),
    ];
    let again = post(&owner, &[&honey, &salt], &cells).await.expect(422).text();
    assert!(
        again.contains("pas un prix") && again.contains("value=\"gratuit\"") && again.contains("value=\"9\"")
    );
    let deep = post(&owner, &[&honey, &salt], &cells[1..]).await.expect(422).text();
    assert!(deep.contains("error-summary") && deep.contains("value=\"9\""));
    assert_eq!(world.books(variant(&salt)).await, (7, 0, 0), "all or nothing");
    let _ = world.hold(&world.wish(&[(variant(&salt), 6)])).await.expect(200);
    let short = post(&owner, &[&salt], &[("stock", variant(&salt), "7", "5")]).await.expect(422).text();
    assert!(short.contains("error-summary"));
    assert_eq!(world.books(variant(&salt)).await, (7, 0, 6));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_second_of_two_who_edit_a_cell_is_shown_what_stands_there() {
    let world = World::start().await;
    let owner = world.owner();
    let honey = world.product("Miel", 950, 5).await;
    let _ = post(&owner, &[&honey], &[("price", variant(&honey), "950", "9.90")]).await.expect(303);
    let late = [("price", variant(&honey), "950", "8.80"), ("tax_class", &honey["id"], "standard", "zero")];
    let again = post(&owner, &[&honey], &late).await.expect(409).text();
    assert!(again.contains("It is now: 9.90") && again.contains("value=\"8.80\""), "{again}");
    let was = format!("name=\"was.price.{}\" value=\"990\"", variant(&honey).as_str().unwrap());
    assert!(again.contains(&was), "saved again, it counts");
    assert_eq!(own(&world, &honey).await["tax_class"], "standard", "all or nothing");
    // The other cell of the same product was not touched by anybody else: no conflict.
    let _ = post(&owner, &[&honey], &[("category", &honey["id"], "", "Miels")]).await.expect(303);
    let _ = post(&owner, &[&honey], &[("price", variant(&honey), "990", "8.80")]).await.expect(303);
    assert_eq!(own(&world, &honey).await["variants"][0]["price"]["amount"], 880);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conflict_undoes_nothing_that_others_wrote_meanwhile() {
    let world = World::start().await;
    let owner = world.owner();
    let (honey, salt) = (world.product("Miel", 950, 5).await, world.product("Sel", 200, 7).await);
    let page = owner.get(GRID).await.expect(200).text();
    assert!(page.contains("value=\"2.00\""));
    let first = [("price", variant(&honey), "950", "9.90"), ("price", variant(&salt), "200", "2.50")];
    let _ = post(&owner, &[&honey, &salt], &first).await.expect(303);
    let path = format!("/v1/catalog/variants/{}/stock", variant(&salt).as_str().unwrap());
    let _ = world.agent().put(&path, json!({ "change": -2 })).await.expect(200);
    let late = [
        ("price", variant(&honey), "950", "8.80"),
        ("price", variant(&salt), "200", "2.00"),
        ("stock", variant(&salt), "7", "9"),
    ];
    let again = post(&owner, &[&honey, &salt], &late).await.expect(409).text();
    let was = |kind: &str, value: &str| {
        format!("name=\"was.{kind}.{}\" value=\"{value}\"", variant(&salt).as_str().unwrap())
    };
    assert!(again.contains(&was("price", "250")) && again.contains("value=\"2.50\""), "{again}");
    assert!(!again.contains("value=\"2.00\""), "nobody typed it");
    assert!(again.contains(&was("stock", "7")) && again.contains("value=\"9\""), "two more than were seen");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agent_counts_the_stock_of_every_variant_and_changes_nothing_else() {
    let world = World::start().await;
    let new = json!({
        "store_id": world.store, "title": "Tunique", "published": true, "options": ["Taille"],
        "variants": [{ "values": ["M"], "price": 100, "stock": 1 }, { "values": ["L"], "price": 100, "stock": 2 }],
    });
    let made = world.owner().post("/v1/catalog/products", new).await.expect(201).json();
    let large = &made["variants"][1]["id"];
    let agent = world.agent();
    let page = agent.get(GRID).await.expect(200).text();
    assert!(
        page.contains(&format!("name=\"stock.{}\"", large.as_str().unwrap())) && page.contains("Tunique · L")
    );
    assert!(!page.contains("name=\"price.") && !page.contains("name=\"published."));
    let cells = [
        ("stock", large, "2", "8"),
        ("price", large, "100", "1"),
        ("published", &made["id"], "1", ""),
        ("tax_class", &made["id"], "standard", "zero"),
    ];
    let _ = post(&agent, &[&made], &cells).await.expect(303);
    assert_eq!(world.books(large).await, (8, 0, 0));
    let now = own(&world, &made).await;
    assert_eq!(
        (&now["published"], &now["version"], &now["tax_class"]),
        (&json!(true), &json!(1), &json!("standard"))
    );
    let stranger = world.app.as_owner(souk_events::TenantId::new());
    let _ = post(&stranger, &[&made], &[("stock", large, "8", "0")]).await;
    assert_eq!(world.books(large).await, (8, 0, 0));
}
