//! What customers are told by mail: once per change, in their language, and nothing is lost while no mail can be sent.
use chrono::{Duration, TimeZone, Utc};
use serde_json::{Value, json};
use souk_events::UserId;
use souk_kit::{Clock, token::Role};
use souk_testkit::{Actor, eventually};

use crate::{
    post::Post,
    shop::{World, place},
};

/// Orders two of a ware with an address for mails.
async fn order(w: &World, who: &Actor) -> String {
    let variant = w.catalog.sells(w.tenant, w.store);
    let line = w.fill(who, variant, 2).await["id"].clone();
    let contact = json!({"name": "Nour Benali", "phone": "0612345678", "email": "nour@example.org"});
    let notes = json!([{"line_id": line, "note": "sans porte"}]);
    let body = json!({"contact": contact, "note": "la porte verte", "line_notes": notes});
    let placed: Value = who.post_once("/v1/checkouts", &variant.to_string(), body).await.expect(201).json();
    placed["orders"][0]["id"].as_str().unwrap().to_owned()
}

async fn waiting(w: &World, which: &str) -> i64 {
    let mut conn = w.app.admin().await;
    let all = format!("SELECT count(*) FROM orders.mail WHERE {which}");
    let all = diesel::dsl::sql::<diesel::sql_types::BigInt>(&all);
    diesel_async::RunQueryDsl::get_result(all, &mut conn).await.unwrap()
}

async fn arrived(post: &Post, n: usize) -> Vec<String> {
    eventually("the mails arrive", || async { Some(post.mails()).filter(|m| m.len() >= n) }).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_is_told_once_per_change_in_their_language() {
    let post = Post::default();
    let w = World::posting(Clock::system(), &post.serve().await).await;
    let guest = w.guest().reading("fr");
    let id = order(&w, &guest).await;
    let seller = w.app.as_staff(w.tenant, Role::Seller);
    for step in ["accept", "start", "ready"] {
        let _ = seller.post(&format!("/v1/store-orders/{id}/{step}"), ()).await.expect(200);
    }
    let cancel = format!("/v1/store-orders/{id}/cancel");
    let why = json!({"reason": "sold_out"});
    let (one, two) = tokio::join!(seller.post(&cancel, &why), seller.post(&cancel, &why));
    let mut both = [one.status.as_u16(), two.status.as_u16()];
    both.sort_unstable();
    assert_eq!(both, [200, 409]);

    let mails = arrived(&post, 4).await;
    assert_eq!(mails.len(), 4, "placed, accepted, ready, cancelled; not that the work began");
    let first = mails.iter().find(|m| m.contains("jusqu'à")).expect("the confirmation");
    assert!(first.contains("To <nour@example.org>"), "{first}");
    assert!(first.contains("multipart/alternative") && first.contains("<html"));
    assert!(first.contains(&format!("/orders/{id}")) && first.contains("Tajine 1250"), "{first}");
    assert!(first.contains("25,00") && first.contains("dont taxes"), "{first}");
    let last = mails.iter().find(|m| m.contains("Un article est épuisé")).expect("the reason");
    assert!(last.contains("Annulée"), "{last}");
    for mail in &mails {
        assert!(
            !mail.contains("Benali") && !mail.contains("0612345678") && !mail.contains("porte"),
            "{mail}"
        );
    }
    let ids: std::collections::HashSet<_> =
        mails.iter().filter_map(|m| m.lines().find(|l| l.starts_with("Message-ID"))).collect();
    assert_eq!(ids.len(), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_server_that_is_away_loses_nothing() {
    let clock = Clock::fixed(Utc.with_ymd_and_hms(2026, 11, 21, 12, 0, 0).unwrap());
    let post = Post::default();
    post.close(true);
    let w = World::posting(clock.clone(), &post.serve().await).await;
    let id = order(&w, &w.guest()).await;
    eventually("it is tried", || async { (post.refused() > 0).then_some(()) }).await;
    eventually("it is noted", || async { (waiting(&w, "last_error IS NOT NULL").await > 0).then_some(()) })
        .await;
    assert!(post.mails().is_empty());
    post.close(false);
    clock.advance(Duration::minutes(2));
    let mails = arrived(&post, 1).await;
    assert!(mails[0].contains(&id));
    eventually("what was sent is not kept", || async { (waiting(&w, "true").await == 0).then_some(()) })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_signed_in_is_written_to_where_identity_says() {
    let post = Post::default();
    let w = World::posting(Clock::system(), &post.serve().await).await;
    let user = w.app.as_user(UserId::new()).reading("ar");
    let placed = {
        w.fill(&user, w.catalog.sells(w.tenant, w.store), 1).await;
        place(&user, "once").await.expect(201).json()
    };
    let mails = arrived(&post, 1).await;
    assert!(mails[0].contains("To <someone@example.org>"), "{}", mails[0]);
    assert!(
        mails[0].contains(placed["orders"][0]["id"].as_str().unwrap()) && mails[0].contains("dir=\"rtl\"")
    );
    // A visitor who leaves no address gets no mail, and nothing waits for them.
    let _ = w.order(&w.guest()).await;
    eventually("nothing waits", || async { (waiting(&w, "true").await == 0).then_some(()) }).await;
    assert_eq!(post.mails().len(), 1);
}
