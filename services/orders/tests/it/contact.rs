//! Names and phones: sealed in every table, opened for a purpose, every look noted.
use diesel_async::RunQueryDsl;
use serde_json::json;
use souk_events::VariantId;
use souk_kit::token::Role;

use crate::shop::World;

#[tokio::test(flavor = "multi_thread")]
async fn contact_and_note_are_sealed_and_looks_are_noted() {
    let w = World::start().await;
    let guest = w.guest();
    w.fill(&guest, w.catalog.sells(w.tenant, w.store), 1).await;
    let body =
        json!({"contact": {"name": "Nour Benali", "phone": "06 98 76 54 32"}, "note": "no coriander please"});
    let placed =
        guest.post_once("/v1/checkouts", &VariantId::new().to_string(), body).await.expect(201).json();
    let id = placed["orders"][0]["id"].as_str().unwrap();

    let mut conn = w.app.admin().await;
    let tables: Vec<String> = diesel::dsl::sql::<diesel::sql_types::Text>(
        "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'orders'",
    )
    .load(&mut conn)
    .await
    .unwrap();
    assert!(tables.len() > 10);
    for table in tables {
        let rows: Vec<String> =
            diesel::dsl::sql::<diesel::sql_types::Text>(&format!("SELECT t::text FROM orders.{table} t"))
                .load(&mut conn)
                .await
                .unwrap();
        let all = rows.join("\n");
        for secret in ["0698765432", "06 98 76 54 32", "Nour Benali", "coriander"] {
            assert!(!all.contains(secret), "{table} holds {secret} in the clear");
            let hex: String = secret.bytes().map(|b| format!("{b:02x}")).collect();
            assert!(!all.contains(&hex), "{table} holds {secret} as bytes");
        }
    }

    let notifications = w.app.as_module("ops");
    let _ = notifications.get(&format!("/internal/orders/{id}/personal")).await.problem(400, "fields_wrong");
    let _ = notifications
        .get(&format!("/internal/orders/{id}/personal?purpose=NO"))
        .await
        .problem(400, "purpose_needed");
    let seen = notifications
        .get(&format!("/internal/orders/{id}/personal?purpose=notification"))
        .await
        .expect(200)
        .json();
    assert_eq!((seen["name"].as_str(), seen["phone"].as_str()), (Some("Nour Benali"), Some("0698765432")));
    assert_eq!(seen["note"], "no coriander please");

    let agent = w.app.as_staff(w.tenant, Role::Agent);
    let page = format!("/dashboard/orders/{id}");
    let hidden = agent.get(&page).await.expect(200).text();
    assert!(!hidden.contains("Nour Benali") && hidden.contains("no coriander please"));
    let shown = agent.form(&format!("{page}/contact"), &[("purpose", "question")]).await.expect(200).text();
    assert!(shown.contains("Nour Benali") && shown.contains("tel:0698765432"));

    let looks: Vec<String> = diesel::dsl::sql::<diesel::sql_types::Text>(
        "SELECT purpose || ' ' || split_part(reader, '_', 1) FROM orders.personal_access ORDER BY at",
    )
    .load(&mut conn)
    .await
    .unwrap();
    assert_eq!(looks, ["notification ops", "question usr"]);
}
