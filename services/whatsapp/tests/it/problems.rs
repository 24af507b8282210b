//! What did not arrive is seen with its cause, tried again or put aside with a reason (FR38).
use serde_json::json;

use crate::shop::{AWA, Shop, notice};

#[tokio::test(flavor = "multi_thread")]
async fn fr38_a_message_that_did_not_arrive_is_listed_tried_again_or_put_aside() {
    let shop = Shop::open().await;
    let asked = shop.write(AWA, "A12").await;
    shop.advance(chrono::TimeDelta::hours(25));
    let promoted =
        notice(&asked, "hold", "wl.promoted", &[("code", "A12"), ("minutes", "5"), ("total", "15 €")]);
    shop.want(promoted.clone()).await;
    shop.stands(&promoted.request_id, "dead").await;
    let list = shop.owner().get("/v1/whatsapp/problems").await.expect(200).json();
    assert_eq!(list["items"][0]["cause"], "no_template");
    let here = "/dashboard/whatsapp/problems";
    let page = shop.owner().get(here).await.expect(200).text();
    assert!(page.contains("No approved template") && page.contains("Try again"));

    let id = promoted.request_id.as_str();
    let discard = format!("/v1/whatsapp/messages/{id}/discard");
    let wrong = shop.owner().post(&discard, json!({ "reason": " " })).await.expect(422).json();
    assert_eq!(wrong["errors"][0]["pointer"], "/reason");
    let shown = shop.owner().form(here, &[("do", "discard"), ("id", id), ("reason", "")]).await.expect(422);
    assert!(shown.text().contains("No approved template"));

    let path = format!("/v1/whatsapp/senders/{}/templates/wl.promoted/fr", shop.sender);
    let sid = json!({ "content_sid": "HX00000000000000000000000000000001" });
    shop.owner().put(&path, sid).await.expect(204);
    let done = shop.owner().form(here, &[("do", "retry"), ("id", id)]).await.expect(303);
    assert_eq!(done.header("location"), format!("{here}?done=retried"));
    shop.stands(id, "accepted").await;
    let twice = shop.owner().form(here, &[("do", "retry"), ("id", id)]).await.expect(303);
    assert_eq!(twice.header("location"), format!("{here}?done=already"));

    let sent = shop.twilio.sent().pop().unwrap();
    assert_eq!(shop.twilio.tell(&sent, "failed", "63003").await.as_u16(), 204);
    let page = shop.owner().get(here).await.expect(200).text();
    assert!(page.contains("63003") && page.contains("+33700000001"), "by number and cause");
    shop.owner().post(&discard, json!({ "reason": "She called us" })).await.expect(204);
    shop.owner().post(&discard, json!({ "reason": "Again" })).await.problem(409, "not_given_up");
    let list = shop.owner().get("/v1/whatsapp/problems").await.expect(200).json();
    assert_eq!(list["items"], json!([]));
}
