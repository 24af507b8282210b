//! Tenants see their own, the public sees what is published, and the database enforces it.
use diesel::{QueryableByName, sql_query, sql_types::BigInt};
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use serde_json::json;
use souk_events::{StoreId, TenantId};
use souk_kit::Conn;

use crate::world::{World, variant};

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

async fn count(conn: &mut Conn, table: &str) -> i64 {
    let rows: Vec<Count> = sql_query(format!("SELECT count(*) AS n FROM {table}")).load(conn).await.unwrap();
    rows[0].n
}

async fn scope(conn: &mut Conn, scope: &str, tenant: &str) {
    let sql = format!(
        "SELECT set_config('souk.scope', '{scope}', false), set_config('souk.tenant', '{tenant}', false)"
    );
    conn.batch_execute(&sql).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn row_level_security_holds_for_the_modules_own_role() {
    let world = World::start().await;
    let shown = world.product("Olives", 300, 5).await;
    let draft = json!({ "store_id": world.store, "title": "Secret", "variants": [{ "price": 1, "stock": 9 }], "translations": [{ "language": "en", "title": "Secret" }] });
    let _ = world.owner().post("/v1/catalog/products", draft).await.expect(201);
    let wish = world.wish(&[(variant(&shown), 1)]);
    let _ = world.hold(&wish).await.expect(200);
    let _ = world.owner().post("/v1/catalog/categories", json!({ "name": "Olives" })).await.expect(201);
    let group = json!({ "store_id": world.store, "title": "Taille", "min": 1, "max": 1, "modifiers": [{ "title": "Petite" }] });
    let _ = world.owner().post("/v1/catalog/modifier-groups", group).await.expect(201);
    let _ =
        world.owner().post("/v1/catalog/synonyms", json!({ "terms": ["olive", "zitoun"] })).await.expect(201);

    let mut conn = world.app.login().await;
    let rights: Vec<Count> = sql_query(
        "SELECT count(*) AS n FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls)",
    )
    .load(&mut conn)
    .await
    .unwrap();
    assert_eq!(rights[0].n, 0);
    let owned: Vec<Count> = sql_query(
        "SELECT count(*) AS n FROM pg_tables WHERE schemaname = 'catalog' AND tableowner = current_user",
    )
    .load(&mut conn)
    .await
    .unwrap();
    assert_eq!(owned[0].n, 0);

    scope(&mut conn, "", "").await;
    for (table, seen) in [
        ("product", 1),
        ("variant", 1),
        ("stock", 1),
        ("product_text", 0),
        ("store", 1),
        ("hold", 0),
        ("hold_line", 0),
        ("stock_movement", 0),
        ("import", 0),
        ("price_change", 0),
        ("export", 0),
        ("category", 1),
        ("synonym", 1),
        ("modifier_group", 1),
        ("modifier", 1),
    ] {
        assert_eq!(count(&mut conn, table).await, seen, "public sees {table}");
    }
    let touched = sql_query("UPDATE product SET title = 'x'").execute(&mut conn).await.unwrap();
    assert_eq!(touched, 0, "the public changes nothing");
    let named = sql_query("UPDATE category SET name = 'x'").execute(&mut conn).await.unwrap();
    assert_eq!(named, 0, "nor names categories");
    let freed = sql_query("UPDATE modifier SET price_delta = 0").execute(&mut conn).await.unwrap();
    assert_eq!(freed, 0, "nor sets prices");

    let mine = world.tenant.0.to_string();
    scope(&mut conn, "tenant", &mine).await;
    for (table, seen) in
        [("product", 2), ("variant", 2), ("stock", 2), ("product_text", 1), ("hold", 1), ("hold_line", 1)]
    {
        assert_eq!(count(&mut conn, table).await, seen, "the tenant sees {table}");
    }
    let stranger = TenantId::new().0.to_string();
    scope(&mut conn, "tenant", &stranger).await;
    for table in [
        "store",
        "product",
        "variant",
        "stock",
        "product_text",
        "hold",
        "hold_line",
        "stock_movement",
        "import",
        "category",
        "synonym",
        "modifier_group",
        "modifier",
    ] {
        assert_eq!(count(&mut conn, table).await, 0, "another tenant sees {table}");
    }
    let smuggled = sql_query(format!("INSERT INTO store (tenant_id, id, slug, name, currency, country, timezone, language, active, told_version, changed_at) VALUES ('{mine}', gen_random_uuid(), 'x', 'x', 'EUR', 'FR', 'x', 'fr', true, 1, now())"))
        .execute(&mut conn)
        .await;
    assert!(smuggled.is_err(), "a row for somebody else is refused");
    scope(&mut conn, "subject", "").await;
    assert_eq!(count(&mut conn, "product").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn pitfall_23_what_belongs_to_another_tenant_is_not_there() {
    let world = World::start().await;
    let product = world.product("Olives", 300, 5).await;
    let (id, variant) = (product["id"].as_str().unwrap(), variant(&product).as_str().unwrap());
    let stranger = TenantId::new();
    world.open(stranger, StoreId::new(), "ailleurs").await;
    let other = world.app.as_owner(stranger);
    let _ = other.get(&format!("/v1/catalog/products/{id}")).await.problem(404, "not_found");
    let _ = other
        .post(&format!("/v1/catalog/products/{id}/unpublish"), json!({}))
        .await
        .problem(404, "not_found");
    let _ = other
        .put(&format!("/v1/catalog/variants/{variant}/stock"), json!({ "on_hand": 0 }))
        .await
        .problem(404, "not_found");
    let new = json!({ "store_id": world.store, "title": "Intrus", "variants": [{ "price": 1 }] });
    let _ = other.post("/v1/catalog/products", new).await.problem(404, "not_found");
    let _ = crate::world::send(
        &other,
        &format!("/v1/imports?store={}", world.store),
        "text/csv",
        b"title,price\nA,1\n".to_vec(),
    )
    .await
    .problem(404, "not_found");
    let _ =
        world.app.anyone().get(&format!("/v1/catalog/products/{id}")).await.problem(401, "unauthenticated");
    let _ = world
        .app
        .anyone()
        .post("/internal/quotes", json!({ "lines": [] }))
        .await
        .problem(401, "unauthenticated");
    let _ = world.owner().post("/internal/quotes", json!({ "lines": [] })).await.problem(403, "forbidden");
}
