//! The plan's number of products: the last place is given once, and an import names what did not fit.
use futures_util::future::join_all;
use serde_json::{Value, json};
use souk_events::{TenantId, identity::v1::PlanChanged};
use souk_testkit::eventually;

use crate::world::{World, send};

async fn told(world: &World, tenant: TenantId, products: i32, version: i64) {
    let plan = PlanChanged {
        tenant_id: tenant.to_string(),
        plan: "free".into(),
        products,
        version,
        ..PlanChanged::default()
    };
    let id = world.app.hear(None, &plan).await;
    world.app.handled(id).await;
}

fn product(world: &World, n: usize) -> Value {
    json!({"store_id": world.store, "title": format!("Thé {n}"), "variants": [{"price": 100, "stock": 1}]})
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_place_is_given_once_and_room_comes_with_a_plan() {
    let world = World::start().await;
    let owner = world.owner();
    told(&world, world.tenant, 3, 5).await;
    told(&world, world.tenant, 100, 4).await;
    told(&world, TenantId::new(), 1, 1).await;
    let all = join_all((0..8).map(|n| owner.post("/v1/catalog/products", product(&world, n)))).await;
    assert_eq!(all.iter().filter(|a| a.status == 201).count(), 3, "an older plan does not count");
    let refused = all.into_iter().find(|a| a.status != 201).unwrap().problem(409, "quota_reached").json();
    assert_eq!(refused["current_state"], "products 3");
    assert!(refused["title"].as_str().unwrap().contains('3'), "{refused}");
    told(&world, world.tenant, 0, 6).await;
    owner.post("/v1/catalog/products", product(&world, 9)).await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_names_what_did_not_fit() {
    let world = World::start().await;
    let owner = world.owner();
    told(&world, world.tenant, 2, 1).await;
    let mut file = "Handle,Title,Variant Price,Variant Inventory Qty\n".to_owned();
    for n in 0..4 {
        file.push_str(&format!("the-{n},Thé {n},1.00,1\n"));
    }
    let path = format!("/v1/imports?store={}", world.store);
    let started = send(&owner, &path, "text/csv", file.clone().into_bytes()).await.expect(202).json();
    let path = format!("/v1/imports/{}", started["id"].as_str().unwrap());
    let done = eventually("the import", || async {
        let now = owner.get(&path).await.expect(200).json();
        (now["status"] == "done").then_some(now)
    })
    .await;
    assert_eq!((&done["created"], &done["refused"]), (&json!(2), &json!(2)), "{done}");
    let errors = owner.clone().reading("en").get(&format!("{path}/errors")).await.expect(200).json();
    let found: Vec<_> =
        errors["items"].as_array().unwrap().iter().map(|e| (&e["value"], &e["reason"])).collect();
    let why = json!("Your plan has no room for this product");
    assert_eq!(found, [(&json!("the-2"), &why), (&json!("the-3"), &why)], "{errors}");
}
