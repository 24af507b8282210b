//! Stripe: whatever it tells, in whatever order, twice or never, the end is the same.
use serde_json::{Value, json};
use souk_testkit::{eventually, stripe::sign};

use crate::world::{Owed, World, orders};

async fn page(w: &World) -> (Owed, String) {
    let owed = w.owe(&[1000]).await;
    let url = w.page(&owed).await;
    assert!(url.starts_with(&w.stripe().url()), "{url}");
    let session = w.stripe().sessions().pop().unwrap();
    (owed, session)
}

#[tokio::test(flavor = "multi_thread")]
async fn pitfall_05_webhooks_in_every_order_doubled_or_dropped_end_the_same() {
    let w = World::with_stripe().await;
    let mut expected = 0;
    for way in orders(&["payment_intent.succeeded", "checkout.session.completed", "browser"]) {
        for dropped in [None, Some("payment_intent.succeeded"), Some("checkout.session.completed")] {
            let (owed, session) = page(&w).await;
            let before = w.stripe().events().len();
            assert!(w.stripe().pay(&session));
            let events: Vec<Value> = w.stripe().events().split_off(before);
            for step in way.iter().filter(|step| Some(**step) != dropped) {
                if *step == "browser" {
                    let _ = w.person().get(&format!("/pay/{}/back", owed.payment)).await.expect(200);
                    continue;
                }
                let event = events.iter().find(|e| e["type"] == *step).unwrap();
                w.tell(event).await;
                w.tell(event).await;
            }
            w.until(&owed, "captured").await;
            expected += 1;
        }
    }
    w.quiet().await;
    assert_eq!(w.captured().await.len(), expected);
    assert_eq!(w.account("psp").await, i64::try_from(expected).unwrap() * 1000);
    assert_eq!(w.count("(SELECT count(*) FROM webhook WHERE state = 'dead')").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_never_told_is_found_by_the_comparison() {
    let w = World::with_stripe().await;
    let (owed, session) = page(&w).await;
    assert!(w.stripe().pay(&session));
    assert_eq!(w.status(&owed).await, "open");
    w.pass(11);
    w.until(&owed, "captured").await;
    w.quiet().await;
    assert_eq!(w.captured().await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn pitfall_06_a_page_paid_at_the_second_it_runs_out_is_captured_not_expired() {
    let w = World::with_stripe().await;
    let (owed, session) = page(&w).await;
    assert!(w.stripe().pay(&session));
    w.pass(21);
    w.until(&owed, "captured").await;
    assert!(w.expired().await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn goods_are_free_only_when_stripe_confirms_that_the_page_is_closed() {
    let w = World::with_stripe().await;
    let (owed, session) = page(&w).await;
    w.stripe().fail_next(1_000_000);
    w.pass(21);
    eventually("it was tried", || async {
        (w.count("(SELECT count(*) FROM task WHERE kind = 'close' AND error <> '')").await == 1).then_some(())
    })
    .await;
    assert_eq!(w.status(&owed).await, "open");
    assert!(w.expired().await.is_empty());
    w.stripe().fail_next(0);
    w.pass(11);
    w.until(&owed, "expired").await;
    assert_eq!(w.stripe().object(&session)["status"], "expired");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_page_is_opened_however_often_somebody_looks() {
    let w = World::with_stripe().await;
    let owed = w.owe(&[1000]).await;
    w.stripe().fail_next(1);
    let text = w.person().get(&format!("/pay/{}", owed.payment)).await.expect(200).text();
    assert!(text.contains("Payment does not answer right now"));
    let pages = futures_util::future::join_all((0..5).map(|_| w.page(&owed))).await;
    assert!(pages.windows(2).all(|two| two[0] == two[1]), "{pages:?}");
    assert_eq!(w.stripe().sessions().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn webhooks_are_believed_only_when_their_signature_fits() {
    let w = World::with_stripe().await;
    let now = w.clock.now().timestamp();
    let body = br#"{"id":"evt_1","type":"new.kind","data":{"object":{"id":"x_1"}}}"#;
    let post = async |signature: String, body: &'static [u8]| {
        let someone = w.app.anyone();
        let request = someone.request(reqwest_method(), "/hooks/payments/stripe");
        someone.send(request.header("stripe-signature", signature).body(body)).await
    };
    let _ = post(sign("whsec_other", now, body), body).await.problem(400, "signature_wrong");
    let _ = post(sign("whsec_test_secret", now - 301, body), body).await.problem(400, "signature_wrong");
    let _ = post(sign("whsec_test_secret", now, b"{}"), body).await.problem(400, "signature_wrong");
    let _ = post(String::new(), body).await.problem(400, "signature_wrong");
    // The secret before, while one replaces it; unknown kinds and unreadable bodies are kept and answered.
    let _ = post(sign("whsec_old", now, body), body).await.expect(200);
    let _ = post(sign("whsec_test_secret", now, body), body).await.expect(200);
    let _ = post(sign("whsec_test_secret", now, b"not json"), b"not json").await.expect(200);
    w.quiet().await;
    assert_eq!(w.count("(SELECT count(*) FROM webhook WHERE state = 'ignored')").await, 1);
    assert_eq!(w.count("(SELECT count(*) FROM webhook WHERE state = 'dead')").await, 1);
    assert_eq!(
        w.count("(SELECT count(*) FROM webhook WHERE payload::text LIKE '%new.kind%')").await,
        0,
        "sealed"
    );
}

fn reqwest_method() -> reqwest::Method {
    reqwest::Method::POST
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_tried_again_after_a_day_is_not_given_twice() {
    let w = World::with_stripe().await;
    let (owed, session) = page(&w).await;
    assert!(w.stripe().pay(&session));
    let _ = w.person().get(&format!("/pay/{}/back", owed.payment)).await.expect(200);
    let owner = w.app.as_owner(w.tenant);
    let path = format!("/v1/store-payments/{}/refunds", owed.orders[0]);
    let _ = owner.post_once(&path, "k", json!({"amount": 400})).await.expect(201);
    w.quiet().await;
    // As if the answer had been lost, and a day had passed.
    {
        use diesel_async::SimpleAsyncConnection;
        let mut conn = w.app.admin().await;
        conn.batch_execute(
            "UPDATE refund SET state = 'pending', reference = NULL, ended_at = NULL;
            INSERT INTO task (kind, target, due_at, tries) SELECT 'refund', id, created_at, 1 FROM refund",
        )
        .await
        .unwrap();
    }
    w.stripe().forget_keys();
    w.pass(25 * 60);
    w.quiet().await;
    assert_eq!(w.stripe().refunds().len(), 1);
    assert_eq!(w.count("(SELECT count(*) FROM refund WHERE state = 'succeeded')").await, 1);
}
