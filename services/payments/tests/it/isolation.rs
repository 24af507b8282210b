//! Nobody sees what is not theirs: by the API, and by row-level security alone.
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use souk_events::{GuestId, TenantId};

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
    assert_eq!(seen("tenant", &mine, "", "webhook").await + seen("tenant", &mine, "", "task").await, 0);
}
