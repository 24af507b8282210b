//! Orders as a table: for managers, filtered, streamed page by page, noted, and nothing personal in it.
use diesel_async::RunQueryDsl;
use serde_json::json;
use souk_events::UserId;
use souk_kit::token::{Claims, Role};
use souk_testkit::Issuer;

use crate::{
    fulfilment::known,
    shop::{World, place},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_takes_the_orders_along_and_it_is_noted() {
    let w = World::start().await;
    known(&w).await;
    let guest = w.guest();
    let variant = w.catalog.sells(w.tenant, w.store);
    w.catalog.shop().wares[0].title = "=HYPERLINK(\"x\"), \"doux\"".into();
    w.fill(&guest, variant, 2).await;
    let placed = place(&guest, "one").await.expect(201).json();
    let first = placed["orders"][0]["id"].as_str().unwrap().to_owned();
    let _ = w.order(&guest).await;
    let seller = w.app.as_staff(w.tenant, Role::Seller);
    let why = json!({"reason": "too_busy"});
    let _ = seller.post(&format!("/v1/store-orders/{first}/reject"), &why).await.expect(200);

    for role in [Role::Agent, Role::Seller] {
        let staff = w.app.as_staff(w.tenant, role);
        let _ = staff.get("/v1/store-orders/export").await.problem(403, "forbidden");
        let _ = staff.get("/dashboard/orders/export").await.problem(403, "forbidden");
        assert!(
            !staff.get("/dashboard/orders").await.expect(200).text().contains("/dashboard/orders/export")
        );
    }
    let manager = w.app.as_staff(w.tenant, Role::Manager);
    let tired = w.app.as_tired_owner(w.tenant);
    let _ = tired.get("/v1/store-orders/export").await.problem(403, "step_up_required");
    let all = manager.get("/v1/store-orders/export").await.expect(200);
    assert_eq!(all.header("content-type"), "text/csv; charset=utf-8");
    assert!(all.header("content-disposition").starts_with("attachment"));
    let text = all.text();
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert_eq!(lines.len(), 4, "{text}");
    assert!(lines[0].starts_with("\u{feff}number,placed_at,closed_at,store,status,reason"));
    assert!(lines[1].starts_with("A-1002,") && lines[2].starts_with("A-1001,"), "newest first: {text}");
    assert!(
        lines[2].contains("rejected,too_busy,pickup") && lines[2].contains(",25.00,2.27,EUR,none"),
        "{text}"
    );
    assert!(lines[2].contains("\"2 × =HYPERLINK(\"\"x\"\"), \"\"doux\"\"\""), "{text}");
    assert!(!text.contains("0612345678"), "nothing of the customer");

    let some = manager.get("/v1/store-orders/export?status=rejected").await.expect(200).text();
    assert_eq!(some.matches("\r\n").count(), 2);
    let none = manager.get("/v1/store-orders/export?to=2001-01-01").await.expect(200).text();
    assert_eq!(none.matches("\r\n").count(), 1);
    let _ = manager
        .get("/v1/store-orders/export?from=2026-02-01&to=2026-01-01")
        .await
        .problem(422, "fields_wrong");
    let _ = manager.get("/v1/store-orders/export?from=-5000-01-01").await.problem(422, "fields_wrong");
    let _ = manager.get("/v1/store-orders/export?colour=red").await.problem(400, "fields_wrong");
    let other = w.app.as_owner(souk_events::TenantId::new());
    assert_eq!(other.get("/v1/store-orders/export").await.expect(200).text().matches("\r\n").count(), 1);

    let claims = Claims {
        tid: Some(w.tenant),
        role: Some(Role::Owner),
        act: Some(UserId::new().to_string()),
        ..Issuer::user_claims(UserId::new())
    };
    let looking = w.app.bearing(Some(w.app.issuer.sign(&claims)));
    let _ = looking.get("/v1/store-orders/export").await.problem(403, "read_only");
    let _ = looking.get("/dashboard/orders/export.csv").await.problem(403, "read_only");

    let page = manager.get("/dashboard/orders/export").await.expect(200).text();
    assert!(page.contains("action=\"/dashboard/orders/export.csv\""));
    let file = manager.get("/dashboard/orders/export.csv?status=&from=&to=&store=").await.expect(200).text();
    assert_eq!(file, text);
    let wrong = manager.get("/dashboard/orders/export.csv?from=tomorrow").await.expect(422).text();
    assert!(wrong.contains("value=\"tomorrow\"") || wrong.contains("Write a date"), "{wrong}");

    let mut conn = w.app.admin().await;
    let noted: Vec<String> = diesel::dsl::sql::<diesel::sql_types::Text>(
        "SELECT reader || ' ' || (wish->>'status') FROM orders.order_export WHERE wish->>'status' IS NOT NULL",
    )
    .load(&mut conn)
    .await
    .unwrap();
    assert_eq!(noted.len(), 1);
    assert!(noted[0].starts_with("usr_") && noted[0].ends_with(" rejected"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_table_has_every_order_once() {
    let w = World::start().await;
    let order = w.order(&w.guest()).await;
    let mut conn = w.app.admin().await;
    diesel_async::SimpleAsyncConnection::batch_execute(
        &mut conn,
        "SET search_path TO orders;
         CREATE TEMP TABLE more AS SELECT * FROM orders.orders;
         ALTER TABLE more DROP COLUMN subtotal;
         DO $$ DECLARE n int; cols text; BEGIN
           SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) INTO cols FROM pg_attribute
             WHERE attrelid = 'more'::regclass AND attnum > 0 AND NOT attisdropped;
           FOR n IN 1..1200 LOOP
             UPDATE more SET id = gen_random_uuid(), hold_id = gen_random_uuid(), number = 'B-' || n;
             EXECUTE format('INSERT INTO orders.orders (%s) SELECT %s FROM more', cols, cols);
           END LOOP;
         END $$;",
    )
    .await
    .unwrap();
    let text = w.app.as_owner(w.tenant).get("/v1/store-orders/export").await.expect(200).text();
    let numbers: std::collections::BTreeSet<&str> =
        text.split("\r\n").filter_map(|l| l.split(',').next()).collect();
    assert_eq!(text.matches("\r\n").count(), 1202, "head, the order and its copies");
    assert!(numbers.contains("B-1200") && numbers.contains(order["number"].as_str().unwrap()));
    assert_eq!(numbers.len(), 1203, "and the end");
}
