//! The module is off: webhooks are taken, nobody is told; on again: in order, unless too old (`live-commerce.md` §12.5).
use chrono::TimeDelta;
use souk_events::whatsapp::v1::{ContactOptedOut, MessageReceived};
use souk_testkit::eventually;

use crate::shop::{AWA, Shop};

const FATOU: &str = "whatsapp:+33600000018";

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_while_the_module_is_off_is_told_in_order_when_it_is_on_again() {
    let shop = Shop::open().await;
    for (tenant, revision) in [(None, 1), (Some(shop.tenant), 3)] {
        let before = shop.app.told::<MessageReceived>().await.len();
        shop.switch(tenant, (false, revision)).await;
        for (from, text) in [(AWA, "A12"), (FATOU, "A12"), (AWA, "oui")] {
            shop.deliver(from, text).await;
        }
        assert_eq!(shop.app.told::<MessageReceived>().await.len(), before, "nobody is told");
        shop.advance(TimeDelta::minutes(9));
        shop.switch(tenant, (true, revision + 1)).await;
        let told = eventually("all are told", || async {
            let told = shop.app.told::<MessageReceived>().await;
            (told.len() == before + 3).then_some(told)
        })
        .await;
        let places: Vec<_> = told.iter().map(|message| message.seq).collect();
        assert!(places.is_sorted(), "{places:?}");
    }
    assert_eq!(shop.twilio.tried(AWA), 0, "nothing to apologise for");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_older_than_ten_minutes_gets_one_apology_and_is_not_acted_on() {
    let shop = Shop::open().await;
    shop.switch(None, (false, 1)).await;
    shop.deliver(AWA, "A12").await;
    shop.deliver(AWA, "A13").await;
    shop.deliver(FATOU, "STOP").await;
    assert_eq!(shop.app.told::<ContactOptedOut>().await.len(), 1, "a STOP counts at once");
    shop.advance(TimeDelta::minutes(11));
    shop.deliver(FATOU, "B7").await;
    shop.switch(None, (true, 2)).await;
    let texts = shop.texts(AWA, 1).await;
    assert!(texts.len() == 1 && texts[0].contains("trop tard"), "{texts:?}");
    let told = eventually("the others are told", || async {
        let told = shop.app.told::<MessageReceived>().await;
        (told.len() == 2).then_some(told)
    })
    .await;
    assert_eq!(told.iter().map(|message| message.seq).collect::<Vec<_>>(), [3, 4]);
    assert_eq!(shop.write(AWA, "A12").await.seq, 5, "from now on she is read");
    assert_eq!(shop.texts(AWA, 1).await.len(), 1);
}
