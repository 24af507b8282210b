//! Nobody sees what is not theirs: by the API, and by row-level security alone.
use diesel::{QueryableByName, sql_types::BigInt};
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use serde_json::json;
use souk_events::TenantId;
use souk_kit::Conn;

use crate::{
    promotions::promotion,
    shop::{World, place},
};

#[tokio::test(flavor = "multi_thread")]
async fn other_people_and_other_merchants_find_nothing() {
    let w = World::start().await;
    let guest = w.guest();
    let order = w.order(&guest).await;
    let id = order["id"].as_str().unwrap();
    let stranger = w.guest();
    let _ = stranger.get(&format!("/v1/orders/{id}")).await.problem(404, "not_found");
    let _ = stranger.get(&format!("/orders/{id}")).await.problem(404, "not_found");
    let _ = stranger.get(&format!("/live/orders/{id}")).await.problem(404, "not_found");
    let _ = stranger.post(&format!("/v1/orders/{id}/cancel"), ()).await.problem(404, "not_found");
    assert_eq!(stranger.get("/v1/orders").await.json()["items"].as_array().unwrap().len(), 0);

    let rival = w.app.as_owner(TenantId::new());
    let _ = rival.get(&format!("/v1/store-orders/{id}")).await.problem(404, "not_found");
    let _ = rival.post(&format!("/v1/store-orders/{id}/accept"), ()).await.problem(404, "not_found");
    let _ = rival.get(&format!("/dashboard/orders/{id}")).await.problem(404, "not_found");
    assert_eq!(rival.get("/v1/store-orders").await.json()["items"].as_array().unwrap().len(), 0);
    let _ = guest.get("/v1/store-orders").await.problem(401, "unauthenticated");
    let _ = guest
        .get(&format!("/internal/orders/{id}/personal?purpose=delivery"))
        .await
        .problem(403, "forbidden");
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

async fn count(conn: &mut Conn, scope: &str, tenant: &str, subject: &str, table: &str) -> i64 {
    let set =
        format!("SET souk.scope = '{scope}'; SET souk.tenant = '{tenant}'; SET souk.subject = '{subject}'");
    conn.batch_execute(&set).await.expect("set the scope");
    let rows: Vec<Count> =
        diesel::sql_query(format!("SELECT count(*) AS n FROM {table}")).load(conn).await.expect("count");
    rows[0].n
}

#[tokio::test(flavor = "multi_thread")]
async fn row_level_security_alone_keeps_them_apart() {
    let w = World::start().await;
    let guest = w.guest();
    promotion(&w, json!({})).await;
    let enter = async || guest.post("/v1/cart/codes", json!({"code": "BIENVENUE10"})).await.expect(200);
    let left = w.catalog.sells(w.tenant, w.store);
    w.fill(&guest, left, 1).await;
    let _ = enter().await;
    let _ = place(&guest, "k").await.expect(201);
    w.fill(&guest, left, 1).await;
    let _ = enter().await;
    let customer = {
        let mut conn = w.app.admin().await;
        diesel::dsl::sql::<diesel::sql_types::Text>("SELECT customer FROM orders")
            .get_result::<String>(&mut conn)
            .await
            .unwrap()
    };
    let (mine, other) = (w.tenant.0.to_string(), TenantId::new().0.to_string());
    let mut conn = w.app.login().await;
    for table in ["orders", "order_line", "order_history"] {
        assert_eq!(count(&mut conn, "", "", "", table).await, 0, "{table} without a scope");
        assert_eq!(count(&mut conn, "tenant", &mine, "", table).await, 1, "{table} for its merchant");
        assert_eq!(count(&mut conn, "tenant", &other, "", table).await, 0, "{table} for another merchant");
        assert_eq!(count(&mut conn, "subject", "", &customer, table).await, 1, "{table} for its customer");
        assert_eq!(
            count(&mut conn, "subject", "", "gst_other", table).await,
            0,
            "{table} for another person"
        );
    }
    for table in ["cart_line", "checkout", "checkout_hold"] {
        assert_eq!(count(&mut conn, "", "", "", table).await, 0, "{table} without a scope");
        assert_eq!(count(&mut conn, "subject", "", &customer, table).await, 1, "{table} for its person");
        assert_eq!(
            count(&mut conn, "subject", "", "gst_other", table).await,
            0,
            "{table} for another person"
        );
        assert_eq!(count(&mut conn, "tenant", &other, "", table).await, 0, "{table} for another merchant");
    }
    for table in
        ["promotion", "promotion_code", "promotion_counter", "promotion_redemption", "promotion_mark"]
    {
        let all = if table == "promotion_counter" { 2 } else { 1 };
        assert_eq!(count(&mut conn, "", "", "", table).await, 0, "{table} without a scope");
        assert_eq!(count(&mut conn, "tenant", &mine, "", table).await, all, "{table} for its merchant");
        assert_eq!(count(&mut conn, "tenant", &other, "", table).await, 0, "{table} for another merchant");
    }
    for (table, theirs, others) in [
        ("promotion", 0, 0),
        ("promotion_code", 0, 0),
        ("promotion_mark", 0, 0),
        // The counter of everybody is counted by everybody.
        ("promotion_counter", 2, 1),
        ("promotion_redemption", 1, 0),
        ("cart_code", 1, 0),
    ] {
        assert_eq!(count(&mut conn, "subject", "", &customer, table).await, theirs, "{table} for its person");
        assert_eq!(count(&mut conn, "subject", "", "gst_other", table).await, others, "{table} for others");
    }
    let slot =
        format!("INSERT INTO orders.slot_use VALUES ('{mine}', gen_random_uuid(), 'pickup', now(), 1)");
    let rule = format!(
        "INSERT INTO orders.fulfilment VALUES ('{mine}', gen_random_uuid(), '{{}}', 'EUR', 'UTC', 1, now())"
    );
    w.app.admin().await.batch_execute(&format!("{slot}; {rule}")).await.unwrap();
    for table in ["slot_use", "fulfilment"] {
        assert_eq!(count(&mut conn, "", "", "", table).await, 0, "{table} without a scope");
        assert_eq!(count(&mut conn, "tenant", &mine, "", table).await, 1, "{table} for its merchant");
        assert_eq!(count(&mut conn, "tenant", &other, "", table).await, 0, "{table} for another merchant");
    }
    let taken = conn.batch_execute("SET souk.scope = 'tenant'; UPDATE orders SET total = 0, tax = 0").await;
    assert!(taken.is_ok(), "nothing to update is no error");
    assert_eq!(
        count(&mut conn, "tenant", &mine, "", "orders WHERE total = 0").await,
        0,
        "and nothing was updated"
    );
}
