//! Nobody sees what is not theirs: by the API, and by row-level security alone.
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use serde_json::json;
use souk_events::{GuestId, TenantId, UserId, identity::v1::GuestMerged};

use crate::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn other_people_and_other_shops_find_nothing() {
    let w = World::start().await;
    let owed = w.owe(&[1000]).await;
    let page = w.page(&owed).await;
    let stranger = w.app.as_guest(GuestId::new());
    let _ = stranger.get(&format!("/pay/{}", owed.payment)).await.problem(404, "not_found");
    let _ = stranger.get(&format!("/pay/{}/back", owed.payment)).await.problem(404, "not_found");
    let _ = stranger.get(&page).await.problem(404, "not_found");
    let _ = stranger.form(&page, &[("do", "pay")]).await.problem(404, "not_found");
    let _ = stranger.get(&format!("/v1/payments/{}", owed.payment)).await.problem(404, "not_found");
    let rival = w.app.as_owner(TenantId::new());
    let _ = rival.get(&format!("/v1/store-payments/{}", owed.orders[0])).await.problem(404, "not_found");
    let _ = rival.get(&format!("/dashboard/payments/{}", owed.orders[0])).await.problem(404, "not_found");
    let _ = w.person().post("/internal/intents", &owed.body).await.problem(403, "forbidden");
    assert_eq!(w.status(&owed).await, "open");
}

#[tokio::test(flavor = "multi_thread")]
async fn row_level_security_alone_keeps_them_apart() {
    let w = World::start().await;
    let owed = w.owe(&[1000]).await;
    w.pay(&owed).await;
    w.change(
        "INSERT INTO stray (id, intent_id, payment_ref, currency, amount, why, state, created_at)
         SELECT id, id, 'pi_1', 'EUR', 5, 'paid_twice', 'waiting', created_at FROM intent",
    )
    .await;
    let mut conn = w.app.login().await;
    let mut seen = async |scope: &str, tenant: &str, subject: &str, table: &str| -> i64 {
        let set = format!(
            "SET souk.scope = '{scope}'; SET souk.tenant = '{tenant}'; SET souk.subject = '{subject}'"
        );
        conn.batch_execute(&set).await.expect("set the scope");
        let sql = format!("(SELECT count(*) FROM {table})");
        diesel::select(diesel::dsl::sql::<diesel::sql_types::BigInt>(&sql))
            .get_result(&mut conn)
            .await
            .expect(table)
    };
    let (mine, other) = (w.tenant.0.to_string(), TenantId::new().0.to_string());
    for table in ["intent", "share", "attempt", "journal_entry", "journal_line"] {
        assert_eq!(seen("", "", "", table).await, 0, "{table} without a scope");
        assert!(seen("tenant", &mine, "", table).await > 0, "{table} for its shop");
        assert_eq!(seen("tenant", &other, "", table).await, 0, "{table} for another shop");
        assert_eq!(seen("subject", "", "gst_other", table).await, 0, "{table} for another person");
    }
    assert_eq!(seen("subject", "", &w.guest.to_string(), "intent").await, 1);
    assert_eq!(seen("subject", "", &w.guest.to_string(), "journal_entry").await, 0);
    for table in ["webhook", "task", "note", "stray"] {
        assert_eq!(seen("tenant", &mine, "", table).await, 0, "{table} for a shop");
    }
    assert_eq!(seen("subject", "", &w.guest.to_string(), "stray").await, 1);
    assert_eq!(seen("subject", "", "gst_other", "stray").await, 0);
    assert_eq!(seen("subject", "", &w.guest.to_string(), "note").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_package_of_a_person_says_what_they_paid_and_got_back() {
    let w = World::start().await;
    let owed = w.owe(&[1000, 500]).await;
    w.pay(&owed).await;
    let path = format!("/v1/store-payments/{}/refunds", owed.orders[0]);
    let _ = w.app.as_owner(w.tenant).post_once(&path, "k", json!({"amount": 300})).await.expect(201);
    let user = UserId::new();
    let merged = GuestMerged { guest_id: w.guest.to_string(), user_id: user.to_string() };
    let heard = w.app.hear(None, &merged).await;
    w.app.handled(heard).await;
    let of = async |user: UserId| {
        let path = format!("/internal/persons/{user}/data");
        w.app.as_module("identity").get(&path).await.expect(200).json()
    };
    let data = of(user).await;
    let mut amounts: Vec<_> = data["payments"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| (p["amount"].as_i64(), p["refunded"].as_i64(), p["state"].as_str()))
        .collect();
    amounts.sort_unstable();
    let captured = Some("captured");
    assert_eq!(amounts, [(Some(500), Some(0), captured), (Some(1000), Some(300), captured)]);
    assert_eq!(data["refunds"].as_array().unwrap().len(), 1);
    assert_eq!(data["refunds"][0]["amount"], 300);
    assert_eq!(of(UserId::new()).await, json!({"payments": [], "refunds": []}));
    let _ = w.person().get(&format!("/internal/persons/{user}/data")).await.problem(403, "forbidden");
}
