//! A number is connected when its account has it, and shown to work by a message that arrives (FR4).
use chrono::TimeDelta;
use serde_json::json;
use souk_events::{TenantId, whatsapp::v1::SenderChanged};
use souk_testkit::eventually;

use crate::shop::{AWA, NUMBER, PUBLIC, Shop, connection, module, notice, store};

#[tokio::test(flavor = "multi_thread")]
async fn fr4_a_number_that_the_account_does_not_have_is_not_connected() {
    let (app, twilio) = module().await;
    let tenant = TenantId::new();
    let store = store(&app, tenant, "Chez Awa").await;
    twilio.number_stands(NUMBER, None);
    let wish = connection(store, "+33700000001");
    let refused = app.as_owner(tenant).post("/v1/whatsapp/senders", &wish).await.expect(422).json();
    assert_eq!(refused["errors"][0]["code"], "number_not_yours");
    twilio.number_stands(NUMBER, Some("ONLINE"));
    app.as_owner(tenant).post("/v1/whatsapp/senders", &wish).await.expect(201);
    let hooks = twilio.hooks().unwrap();
    let inbound = hooks["webhook"]["callback_url"].as_str().unwrap();
    assert!(
        inbound.starts_with(&format!("{PUBLIC}/hooks/whatsapp/"))
            && inbound.ends_with("/inbound#rc=5&rp=all")
    );
    assert!(hooks["webhook"]["status_callback_url"].as_str().unwrap().ends_with("/status#rc=5&rp=all"));
}

#[tokio::test(flavor = "multi_thread")]
async fn fr4_a_message_of_a_seller_is_answered_and_reaches_delivered() {
    let shop = Shop::open().await;
    shop.twilio.tell_statuses();
    let path = format!("/v1/whatsapp/senders/{}/trial", shop.sender);
    shop.write("whatsapp:+33600000099", "A12").await;
    shop.owner().post(&path, json!({})).await.problem(409, "nobody_wrote");
    let seller = json!({ "label": "Awa", "phone": "+33600000017" });
    shop.owner().post("/v1/whatsapp/sellers", seller).await.expect(201);
    shop.write(AWA, "Bonjour").await;
    let sent = shop.owner().post(&path, json!({})).await.expect(202).json();
    shop.stands(sent["request_id"].as_str().unwrap(), "delivered").await;
    assert_eq!(shop.twilio.tried("whatsapp:+33600000099"), 0, "no customer gets it");
    let page = shop.owner().get("/dashboard/whatsapp").await.expect(200).text();
    assert_eq!(page.matches("step-done").count(), 4, "all four steps are done");
    let done =
        shop.owner().form("/dashboard/whatsapp", &[("do", "trial"), ("id", &shop.sender)]).await.expect(303);
    assert_eq!(done.header("location"), "/dashboard/whatsapp?done=tried");
}

#[tokio::test(flavor = "multi_thread")]
async fn fr4_a_number_that_goes_offline_at_twilio_waits_and_comes_back_by_itself() {
    let shop = Shop::open().await;
    let asked = shop.write(AWA, "A12").await;
    shop.twilio.number_stands(NUMBER, Some("OFFLINE"));
    shop.advance(TimeDelta::minutes(10));
    let told = async |state: &str| {
        eventually("it is told", || async {
            let last = shop.app.told::<SenderChanged>().await.pop()?;
            (last.state == state).then_some(())
        })
        .await;
    };
    told("offline").await;
    let reminder =
        notice(&asked, "hold", "rsv.reminder", &[("codes", "A12"), ("minutes", "2"), ("todo", "")]);
    shop.want(reminder.clone()).await;
    eventually("it waits", || async {
        (shop.standing(&reminder.request_id).await.2 == "sender_offline").then_some(())
    })
    .await;
    shop.twilio.number_stands(NUMBER, Some("ONLINE"));
    shop.advance(TimeDelta::minutes(10));
    told("online").await;
    // It may have been looked at once more just before: then it waits another while.
    eventually("it goes", || async {
        shop.advance(TimeDelta::seconds(10));
        (shop.standing(&reminder.request_id).await.0 == "accepted").then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn fr36_the_month_is_counted_and_its_cost_shared_by_orders() {
    let shop = Shop::open().await;
    let asked = shop.write(AWA, "oui").await;
    let params: &[(&str, &str)] = &[("lines", "A12"), ("order", "VF-0001"), ("total", "25 €")];
    let done = crate::shop::reply(&asked, "cfm.done", params);
    shop.want(done.clone()).await;
    shop.stands(&done.request_id, "accepted").await;
    let usage = shop.owner().get("/v1/whatsapp/usage").await.expect(200).json();
    assert_eq!((usage["messages"].as_i64(), usage["orders"].as_i64()), (Some(1), Some(1)));
    assert_eq!(usage["lines"][0]["class"], "reply");
    assert_eq!(usage["since"], "2026-10-31T23:00:00Z", "the first of the month in Paris");
    let page = shop.owner().get("/dashboard/whatsapp/usage").await.expect(200).text();
    assert!(page.contains("Cost per order"));
    shop.app.as_staff(shop.tenant, souk_kit::token::Role::Agent).get("/v1/whatsapp/usage").await.expect(403);
}
