//! After an outage: what Twilio tried again and what it gave up both have their place, once (NFR-I3).
use chrono::TimeDelta;
use souk_events::whatsapp::v1::{ContactOptedIn, MessageReceived};
use souk_testkit::{eventually, twilio};

use crate::shop::{AWA, NUMBER, Shop};

/// A shop whose number was swept once, when it was connected.
async fn open() -> Shop {
    let shop = Shop::open().await;
    eventually("the first sweep is over", || async {
        (shop.count("SELECT count(*) FROM sender WHERE swept_until IS NOT NULL").await == 1).then_some(())
    })
    .await;
    shop
}

#[tokio::test(flavor = "multi_thread")]
async fn nfr_i3_fifty_tried_again_and_ten_lost_are_sixty_in_order() {
    let shop = open().await;
    let from = |n: usize| format!("whatsapp:+336000002{n:02}");
    let sids: Vec<_> = (0..60).map(|_| shop.sid()).collect();
    for (n, sid) in sids.iter().enumerate() {
        let sent = shop.start + TimeDelta::seconds(i64::try_from(n).unwrap());
        shop.twilio.keep_message(sid, &from(n), NUMBER, ("A12", sent));
    }
    // The last ten never come; the others come twice.
    for _ in 0..2 {
        for (n, sid) in sids.iter().enumerate().take(50) {
            let from = from(n);
            let fields = twilio::written(sid, &from, NUMBER, "A12");
            assert_eq!(shop.twilio.post(&shop.inbound_url(), &fields).await.as_u16(), 200);
        }
    }
    // The next sweep is within ten minutes; what is older than that by then is not acted on.
    shop.advance(TimeDelta::minutes(10));
    let told = eventually("all have their place", || async {
        let told = shop.app.told::<MessageReceived>().await;
        (told.len() == 60).then_some(told)
    })
    .await;
    let order: Vec<_> = told.iter().map(|message| message.message_sid.clone()).collect();
    assert_eq!(order, sids);
    assert!(told.iter().skip(50).all(|message| message.recovered));
    assert_eq!(told.iter().map(|message| message.seq).collect::<Vec<_>>(), (1..=60).collect::<Vec<_>>());
    assert_eq!(shop.count("SELECT count(*) FROM message").await, 60);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_lost_too_long_ago_gets_one_apology() {
    let shop = open().await;
    for text in ["A12", "A13"] {
        shop.twilio.keep_message(&shop.sid(), AWA, NUMBER, (text, shop.start));
    }
    shop.advance(TimeDelta::minutes(11));
    let texts = shop.texts(AWA, 1).await;
    assert!(texts[0].contains("trop tard"), "{texts:?}");
    eventually("both have their place", || async {
        (shop.count("SELECT count(*) FROM message WHERE recovered").await == 2).then_some(())
    })
    .await;
    assert!(shop.app.told::<MessageReceived>().await.is_empty(), "nobody acts on them");
    shop.write(AWA, "A14").await;
    assert_eq!(shop.texts(AWA, 1).await.len(), 1, "one apology for both");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_webhook_that_comes_after_the_sweep_is_the_same_message() {
    let shop = open().await;
    let sid = shop.sid();
    shop.twilio.keep_message(&sid, AWA, NUMBER, ("A12", shop.start));
    shop.advance(TimeDelta::minutes(10));
    eventually("it has its place", || async {
        (shop.count("SELECT count(*) FROM message WHERE recovered").await == 1).then_some(())
    })
    .await;
    let fields = twilio::written(&sid, AWA, NUMBER, "A12");
    assert_eq!(shop.twilio.post(&shop.inbound_url(), &fields).await.as_u16(), 200);
    assert_eq!(shop.count("SELECT count(*) FROM message").await, 1);
    assert_eq!(shop.count("SELECT count(*) FROM stray").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_that_was_never_swept_is_swept_since_it_was_connected() {
    let shop = open().await;
    shop.run("UPDATE sender SET swept_until = NULL").await;
    shop.twilio.keep_message(&shop.sid(), AWA, NUMBER, ("A11", shop.start - TimeDelta::minutes(1)));
    shop.twilio.keep_message(&shop.sid(), AWA, NUMBER, ("A12", shop.start));
    shop.advance(TimeDelta::minutes(10));
    eventually("it was swept", || async {
        (shop.count("SELECT count(*) FROM sender WHERE swept_until IS NOT NULL").await == 1).then_some(())
    })
    .await;
    assert_eq!(shop.count("SELECT count(*) FROM message WHERE recovered").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_start_that_was_lost_and_is_found_does_not_undo_the_stop_after_it() {
    let shop = open().await;
    shop.write(AWA, "bonjour").await;
    shop.twilio.keep_message(&shop.sid(), AWA, NUMBER, ("START", shop.start + TimeDelta::minutes(1)));
    shop.advance(TimeDelta::minutes(5));
    shop.write(AWA, "STOP").await;
    eventually("it is heard", || async {
        (shop.count("SELECT count(*) FROM contact WHERE opted_out_at IS NOT NULL").await == 1).then_some(())
    })
    .await;
    shop.advance(TimeDelta::minutes(10));
    eventually("the START is found", || async {
        (shop.count("SELECT count(*) FROM message WHERE recovered").await == 1).then_some(())
    })
    .await;
    shop.write(AWA, "A12").await;
    assert_eq!(shop.count("SELECT count(*) FROM contact WHERE opted_out_at IS NOT NULL").await, 1);
    assert!(shop.app.told::<ContactOptedIn>().await.is_empty());
}
