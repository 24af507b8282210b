//! Stores around a place, and in a town.
use reqwest::Method;
use serde_json::{Value, json};
use souk_events::{StoreId, TenantId};

use crate::world::World;

/// Three stores: in Marseille by the port, in Marseille two kilometres away, in Aix; one of them says no position.
async fn town() -> World {
    let world = World::start().await;
    place(&world, world.tenant, world.store, "Marseille", Some((43.2965, 5.3698))).await;
    for (slug, city, point) in [
        ("zohra", "Marseille", Some((43.3120, 5.3860))),
        ("sofia", "Aix-en-Provence", Some((43.5274, 5.4459))),
        ("nobody", "Aix-en-Provence", None),
    ] {
        let (tenant, store) = (TenantId::new(), StoreId::new());
        world.open(tenant, store, slug).await;
        place(&world, tenant, store, city, point).await;
    }
    world
}

async fn place(world: &World, tenant: TenantId, store: StoreId, city: &str, point: Option<(f64, f64)>) {
    let owner = world.app.as_owner(tenant);
    let point = point.map(|(lat, lon)| json!({ "lat": lat, "lon": lon }));
    let address = json!({ "lines": ["1 rue"], "locality": city, "postcode": "13000", "country": "FR", "point": point, "note": "" });
    let path = format!("/v1/catalog/stores/{store}");
    let request = owner.request(Method::PUT, &path).header("if-match", "\"1\"");
    let _ = owner.send(request.json(&json!({ "description": "", "address": address }))).await.expect(200);
}

fn slugs(page: &Value) -> Vec<&str> {
    page["items"].as_array().unwrap().iter().map(|s| s["slug"].as_str().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_nearest_come_first_with_how_far_they_are() {
    let world = town().await;
    let anyone = world.app.anyone();
    let found = anyone.get("/v1/stores?near=43.2965,5.3698&within=50").await.expect(200).json();
    assert_eq!(slugs(&found), ["amina", "zohra", "sofia"]);
    let km: Vec<f64> =
        found["items"].as_array().unwrap().iter().map(|s| s["distance_km"].as_f64().unwrap()).collect();
    assert!(km[0] < 0.01 && (2.0..2.5).contains(&km[1]) && (25.0..28.0).contains(&km[2]), "{km:?}");
    let close = anyone.get("/v1/stores?near=43.2965,5.3698&within=5").await.json();
    assert_eq!(slugs(&close), ["amina", "zohra"]);
    let first = anyone.get("/v1/stores?near=43.2965,5.3698&within=50&limit=2").await.json();
    let path = format!(
        "/v1/stores?near=43.2965,5.3698&within=50&limit=2&after={}",
        first["next_cursor"].as_str().unwrap()
    );
    assert_eq!(slugs(&anyone.get(&path).await.json()), ["sofia"]);
    let aix = anyone.get("/v1/stores?city=aix-en-provence").await.json();
    assert_eq!(slugs(&aix).len(), 2);
    assert_eq!(aix["items"][0].get("distance_km"), None);
    for wrong in ["near=91,0", "near=here", "near=1,1&within=-1", "near=1,1&within=9999"] {
        let _ = anyone.get(&format!("/v1/stores?{wrong}")).await.expect(400);
    }

    let owner = world.owner();
    let request = owner
        .request(Method::PUT, &format!("/v1/catalog/stores/{}", world.store))
        .header("if-match", "\"2\"")
        .json(&json!({ "paused": true }));
    let _ = owner.send(request).await.expect(200);
    let open = anyone.get("/v1/stores?open=true").await.json();
    assert!(!slugs(&open).contains(&"amina"), "{open}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_works_by_town_and_by_place() {
    let world = town().await;
    let anyone = world.app.anyone().reading("en");
    let all = anyone.get("/near").await.expect(200).text();
    assert!(all.contains("data-position=\"submit\"") && all.contains("Chez sofia"), "{all}");
    let aix = anyone.get("/near?city=Aix-en-Provence").await.expect(200).text();
    assert!(aix.contains("Chez sofia") && !aix.contains("Chez amina"), "{aix}");
    let here = [("latitude", "43.2965"), ("longitude", "5.3698"), ("within", "5")];
    let near = anyone.form("/near", &here).await.expect(200);
    assert_eq!(near.header("cache-control"), "no-store");
    let near = near.text();
    assert!(near.contains("2.2 km") || near.contains("2.1 km"), "{near}");
    assert!(!near.contains("Chez sofia") && !near.contains("43.2965"), "{near}");
    let nowhere = anyone.form("/near", &[("within", "5")]).await.expect(422).text();
    assert!(nowhere.contains("We did not receive your position"), "{nowhere}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_merchant_sets_the_position_by_form() {
    let world = World::start().await;
    let owner = world.owner().reading("en");
    let path = format!("/dashboard/store/{}", world.store);
    let form = |latitude: &'static str, version: &'static str| {
        [
            ("version", version),
            ("line", "1 rue"),
            ("locality", "Marseille"),
            ("postcode", "13001"),
            ("country", "FR"),
            ("latitude", latitude),
            ("longitude", "5,3698"),
        ]
    };
    let multipart = async |fields: &[(&str, &str)]| {
        let form = fields.iter().fold(reqwest::multipart::Form::new(), |form, (name, value)| {
            form.text((*name).to_owned(), (*value).to_owned())
        });
        owner.send(owner.request(Method::POST, &path).multipart(form)).await
    };
    let wrong = multipart(&form("north", "1")).await.expect(422).text();
    assert!(wrong.contains("value=\"north\"") && wrong.contains("error-summary"), "{wrong}");
    let _ = multipart(&form("43,2965", "1")).await.expect(303);
    let shown = world.app.anyone().get("/v1/stores?near=43.2965,5.3698&within=1").await.json();
    assert_eq!(slugs(&shown), ["amina"]);
    let page = owner.get("/dashboard/store").await.expect(200).text();
    assert!(page.contains("value=\"43.2965\""), "{page}");
}
