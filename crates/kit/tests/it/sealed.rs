//! Sealed values: unreadable in the table, gone after erasure, alive across a rotation of the master key.
use diesel_async::RunQueryDsl;
use souk_events::{TenantId, UserId};
use souk_kit::{erasure::forget, seal::Sealer};

use crate::probe::start;

const ONE: &str = "1:c291ay1kZXZlbG9wbWVudC1vbmx5LW1hc3Rlci1rZXk=";
const TWO: &str = "2:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

fn sealer(keys: &str) -> Sealer {
    Sealer::new(&keys.to_owned().into()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn erasure_destroys_the_person_s_values_and_no_others() {
    let app = start().await;
    let mut conn = app.login().await;
    let (s, tenant, now) = (sealer(ONE), TenantId::new(), app.clock().now());
    let she = UserId::new();
    let hers = s.seal(&conn, tenant, &she.to_string(), now, b"+33612345678").await.unwrap();
    let his = s.seal(&conn, tenant, "usr_b", now, b"12 rue").await.unwrap();
    assert!(!hers.windows(4).any(|w| w == b"6123"));
    assert_eq!(s.open(&mut conn, &hers).await.unwrap(), b"+33612345678");
    assert_eq!(forget(&mut conn, she).await.unwrap(), 1);
    assert!(s.open(&mut conn, &hers).await.unwrap_err().to_string().contains("erased"));
    assert_eq!(s.open(&mut conn, &his).await.unwrap(), b"12 rue");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_master_key_rotates_and_the_old_one_may_go() {
    let app = start().await;
    let mut conn = app.login().await;
    let (tenant, now) = (TenantId::new(), app.clock().now());
    let value = sealer(ONE).seal(&conn, tenant, "usr_a", now, b"kept").await.unwrap();
    assert!(sealer(TWO).open(&mut conn, &value).await.is_err(), "a stranger's master opens nothing");
    let both = sealer(&format!("{TWO},{ONE}"));
    assert_eq!(both.rewrap(&mut conn, 100).await.unwrap(), 1);
    assert_eq!(both.rewrap(&mut conn, 100).await.unwrap(), 0);
    assert_eq!(sealer(TWO).open(&mut conn, &value).await.unwrap(), b"kept");
    let wrapped: Vec<u8> = diesel::dsl::sql::<diesel::sql_types::Binary>("SELECT wrapped FROM subject_key")
        .get_result(&mut app.admin().await)
        .await
        .unwrap();
    assert!(wrapped.len() > 32);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_value_cannot_be_moved_to_another_person() {
    let app = start().await;
    let mut conn = app.login().await;
    let (s, now) = (sealer(ONE), app.clock().now());
    let hers = s.seal(&conn, TenantId::new(), "usr_a", now, b"hers").await.unwrap();
    let his = s.seal(&conn, TenantId::new(), "usr_b", now, b"his").await.unwrap();
    let mixed = [&his[..16], &hers[16..]].concat();
    assert!(s.open(&mut conn, &mixed).await.is_err());
}
