//! The ledger: the database refuses what does not sum to zero, and any change.
use diesel_async::SimpleAsyncConnection;
use souk_events::TenantId;

use crate::world::World;

async fn entry(w: &World, lines: &str) -> Result<(), diesel::result::Error> {
    let tenant = TenantId::new().0;
    let mut conn = w.app.login().await;
    conn.batch_execute(&format!(
        "BEGIN; SET LOCAL souk.scope = 'platform';
         INSERT INTO journal_entry VALUES ('{tenant}', '{tenant}', 'capture', '{tenant}', 'EUR', 'x', clock_timestamp());
         {} COMMIT;",
        lines.replace("$T", &tenant.to_string())
    ))
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_database_refuses_entries_that_do_not_sum_to_zero() {
    let w = World::start().await;
    let line =
        |n: i32, amount: i32| format!("INSERT INTO journal_line VALUES ('$T', '$T', {n}, 'psp', {amount});");
    assert!(entry(&w, "").await.is_err(), "an entry without lines");
    assert!(entry(&w, &line(1, 5)).await.is_err(), "one line");
    assert!(entry(&w, &(line(1, 5) + &line(2, -4))).await.is_err(), "a sum of one");
    entry(&w, &(line(1, 5) + &line(2, -3) + &line(3, -2))).await.expect("a sum of zero");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_changes_what_was_booked() {
    let w = World::start().await;
    let owed = w.owe(&[1000]).await;
    w.pay(&owed).await;
    let mut conn = w.app.login().await;
    for sql in [
        "UPDATE journal_line SET amount = amount * 2",
        "DELETE FROM journal_line",
        "UPDATE journal_entry SET kind = 'refund'",
    ] {
        let tried =
            conn.batch_execute(&format!("BEGIN; SET LOCAL souk.scope = 'platform'; {sql}; COMMIT;")).await;
        conn.batch_execute("ROLLBACK").await.expect("rolled back");
        assert!(tried.unwrap_err().to_string().contains("permission denied"), "{sql}");
    }
    assert_eq!(w.account("psp").await, 1000);
}
