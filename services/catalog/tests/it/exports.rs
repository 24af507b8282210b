//! What goes out as a file comes back as it was, and an edited cell changes just that.
use serde_json::{Value, json};
use souk_events::{StoreId, TenantId, UserId};
use souk_kit::token::{Claims, Role};
use souk_testkit::{Actor, Issuer, eventually};

use crate::world::{World, send, variant};

async fn export(actor: &Actor, store: StoreId) -> String {
    let file = actor.get(&format!("/v1/catalog/export?store={store}")).await.expect(200);
    assert!(file.header("content-type").starts_with("text/csv"));
    assert!(file.header("content-disposition").contains(".csv"));
    file.text()
}

/// Sends a file and waits for its end.
async fn import(actor: &Actor, store: StoreId, file: &str) -> Value {
    let path = format!("/v1/imports?store={store}");
    let started = send(actor, &path, "text/csv", file.as_bytes().to_vec()).await.expect(202).json();
    let path = format!("/v1/imports/{}", started["id"].as_str().unwrap());
    eventually("the import is done", || async {
        let now = actor.get(&path).await.json();
        (now["status"] == "done").then_some(now)
    })
    .await
}

/// Products with everything that files and spreadsheets trip over.
async fn stock_up(world: &World) -> Value {
    let owner = world.owner();
    let question = |title: &str| json!({ "store_id": world.store, "title": title, "min": 0, "max": 1, "modifiers": [{ "title": "Oui" }] });
    let mut groups = Vec::new();
    for title in ["Sauce; piquante", "Taille"] {
        let made = owner.post("/v1/catalog/modifier-groups", question(title)).await.expect(201).json();
        groups.push(made["id"].clone());
    }
    let product = json!({
        "store_id": world.store, "title": "=cmd|' /C calc'!A0", "description": "Une ligne,\n\n  deux   <b>espaces</b> & \"des mots\"",
        "category": "Épicerie > Thé > =Vert", "brand": "@tlas", "tags": ["bio", "sans, sel"], "tax_class": "reduced",
        "published": true, "options": ["Poids", "Année"],
        "variants": [
            { "values": ["1/2", "2024"], "sku": "007", "barcode": "3760000000017", "price": 450, "compare_at": 500, "stock": 10 },
            { "values": ["250 g", "2025"], "sku": "-1+2", "barcode": "'12", "price": 123_456, "stock": 0 },
        ],
        "translations": [{ "language": "ar", "title": "شاي أخضر", "description": "+33" }, { "language": "en", "title": "'Green tea" }],
        "modifier_groups": groups,
    });
    let made = owner.post("/v1/catalog/products", product).await.expect(201).json();
    let mark = format!("/v1/catalog/variants/{}/low-stock", made["variants"][0]["id"].as_str().unwrap());
    let _ = owner.put(&mark, json!({ "low_stock": 4 })).await.expect(200);
    let draft = json!({ "store_id": world.store, "title": "Brouillon", "variants": [{ "price": 0 }] });
    let _ = owner.post("/v1/catalog/products", draft).await.expect(201);
    made
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_imported_elsewhere_exports_the_same_bytes() {
    let world = World::start().await;
    let made = stock_up(&world).await;
    let owner = world.owner();
    let file = export(&owner, world.store).await;
    assert!(file.contains(",10,10,4,"), "the mark of its own goes along: {file}");
    assert!(file.starts_with('\u{feff}') && file.contains("\r\n") && file.contains(",'=cmd|"), "{file}");

    let again = import(&owner, world.store, &file).await;
    assert_eq!((again["updated"].as_i64(), again["errors"].as_i64()), (Some(2), Some(0)));
    let id = made["id"].as_str().unwrap();
    let same = owner.get(&format!("/v1/catalog/products/{id}")).await.expect(200).json();
    assert_eq!(same["version"], made["version"], "nothing new was said");

    let (tenant, store) = (TenantId::new(), StoreId::new());
    world.open(tenant, store, "zohra").await;
    let other = world.app.as_owner(tenant);
    for title in ["Taille", "Sauce; piquante"] {
        let question = json!({ "store_id": store, "title": title, "min": 0, "max": 1, "modifiers": [{ "title": "Oui" }] });
        let _ = other.post("/v1/catalog/modifier-groups", question).await.expect(201);
    }
    let elsewhere = import(&other, store, &file).await;
    assert_eq!(
        (elsewhere["created"].as_i64(), elsewhere["errors"].as_i64()),
        (Some(2), Some(0)),
        "{elsewhere}"
    );
    assert_eq!(export(&other, store).await, file);

    let path = format!("/v1/catalog/export?store={}&separator=semicolon", world.store);
    let spreadsheet = owner.get(&path).await.expect(200).text();
    assert!(spreadsheet.contains(";1234,56;"), "{spreadsheet}");
    let again = import(&owner, world.store, &spreadsheet).await;
    assert_eq!((again["updated"].as_i64(), again["errors"].as_i64()), (Some(2), Some(0)));
    assert_eq!(export(&owner, world.store).await, file);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edited_cell_changes_just_that() {
    let world = World::start().await;
    let owner = world.owner();
    let (honey, salt) = (world.product("Miel", 950, 5).await, world.product("Sel", 200, 7).await);
    let file = export(&owner, world.store).await;
    // Sold between export and import: nobody counted it.
    let path = format!("/v1/catalog/variants/{}/stock", variant(&salt).as_str().unwrap());
    let _ = world.agent().put(&path, json!({ "change": -3 })).await.expect(200);
    let edited = file.replace("9.50,,5,5", "9.90,,8,5");
    assert_ne!(edited, file);
    let done = import(&owner, world.store, &edited).await;
    assert_eq!((done["updated"].as_i64(), done["errors"].as_i64()), (Some(2), Some(0)));
    let now = owner.get(&format!("/v1/catalog/products/{}", honey["id"].as_str().unwrap())).await.json();
    assert_eq!(now["variants"][0]["price"]["amount"], 990);
    assert_eq!(world.books(variant(&honey)).await, (8, 0, 0));
    assert_eq!(world.books(variant(&salt)).await, (4, 0, 0), "what was sold stays sold");
    let salt = owner.get(&format!("/v1/catalog/products/{}", salt["id"].as_str().unwrap())).await.json();
    assert_eq!(salt["version"], 1);

    // The same file once more, as after mending a line of it: what it counted counts once.
    let done = import(&owner, world.store, &edited).await;
    assert_eq!((done["updated"].as_i64(), done["errors"].as_i64()), (Some(2), Some(0)));
    assert_eq!(world.books(variant(&honey)).await, (8, 0, 0));
    let path = format!("/v1/catalog/variants/{}/stock", variant(&honey).as_str().unwrap());
    let _ = world.agent().put(&path, json!({ "change": -1 })).await.expect(200);
    let late = import(&owner, world.store, &edited).await;
    assert_eq!(
        (late["refused"].as_i64(), late["errors"].as_i64()),
        (Some(1), Some(1)),
        "neither 5 nor 8 any more"
    );
    assert_eq!(world.books(variant(&honey)).await, (7, 0, 0));

    let unknown = file.replacen("5,5,,,", "5,5,,Sauce,", 1);
    let done = import(&owner, world.store, &unknown).await;
    assert_eq!((done["refused"].as_i64(), done["errors"].as_i64()), (Some(1), Some(1)), "no such question");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_managers_take_products_home_and_it_is_on_record() {
    let world = World::start().await;
    let _ = world.product("Miel", 950, 5).await;
    let path = format!("/v1/catalog/export?store={}", world.store);
    let _ = world.app.as_tired_owner(world.tenant).get(&path).await.problem(403, "step_up_required");
    let seller = world.app.as_staff(world.tenant, Role::Seller);
    let _ = seller.get(&path).await.problem(403, "forbidden");
    let _ = world.app.as_owner(TenantId::new()).get(&path).await.problem(404, "not_found");
    let claims = Claims {
        tid: Some(world.tenant),
        role: Some(Role::Owner),
        act: Some(UserId::new().to_string()),
        ..Issuer::user_claims(UserId::new())
    };
    let looking = world.app.bearing(Some(world.app.issuer.sign(&claims)));
    let _ = looking.get(&path).await.problem(403, "read_only");
    let manager = world.app.as_staff(world.tenant, Role::Manager);
    let before = manager.get("/dashboard/import").await.expect(200).text();
    assert!(before.contains("/v1/catalog/export?store=") && !before.contains("Taken home lately"));
    let _ = manager.get(&path).await.expect(200);
    let after = manager.get("/dashboard/import").await.expect(200).text();
    assert!(after.contains("Taken home lately"));
    let mut conn = world.app.admin().await;
    use diesel_async::RunQueryDsl as _;
    let noted: i64 = diesel::dsl::sql::<diesel::sql_types::BigInt>(
        "SELECT count(*) FROM export WHERE actor <> '' AND products = 1",
    )
    .get_result(&mut conn)
    .await
    .unwrap();
    assert_eq!(noted, 1);
}
