//! The simulator writes through the real webhook, what is answered stays here, and a real number takes its place.
use std::net::TcpListener;

use serde_json::json;
use souk_events::{
    TenantId,
    whatsapp::v1::{MessageReceived, Role, SenderChanged},
};
use souk_kit::token::Role as Staff;
use souk_testkit::{TestApp, eventually, twilio::Twilio};
use souk_whatsapp::Whatsapp;

use crate::shop::{connection, notice, store};

#[tokio::test(flavor = "multi_thread")]
async fn phones_that_do_not_exist_write_through_the_real_webhook() {
    let port = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port();
    let twilio = Twilio::start().await;
    let app = TestApp::<Whatsapp>::builder()
        .setting("http.port", port.to_string())
        .setting("gateway.public_url", format!("http://127.0.0.1:{port}"))
        .setting("twilio.api_base", twilio.url())
        .setting("sending.look_ms", "20")
        .start()
        .await;
    let tenant = TenantId::new();
    let store = store(&app, tenant, "Chez Awa").await;
    let owner = app.as_owner(tenant);
    let here = "/dashboard/whatsapp/simulator";
    assert!(owner.get(here).await.expect(200).text().contains("Start"));
    owner.form(here, &[("do", "write"), ("text", "A12")]).await.expect(404);
    owner.form(here, &[("do", "start")]).await.expect(303);
    owner.form(here, &[("do", "write"), ("phone", "first"), ("text", " ")]).await.expect(422);
    owner.form(here, &[("do", "write"), ("phone", "seller"), ("text", "A12 25")]).await.expect(303);
    owner.form(here, &[("do", "write"), ("phone", "first"), ("text", "A12")]).await.expect(303);
    let told = app.told::<MessageReceived>().await;
    assert_eq!(told.iter().map(MessageReceived::role).collect::<Vec<_>>(), [Role::Seller, Role::Customer]);

    let wish = notice(&told[1], "hold", "wl.joined", &[("code", "A12"), ("rank", "2")]);
    let heard = app.hear(Some(tenant), &wish).await;
    app.handled(heard).await;
    let lines = eventually("the answer is shown", || async {
        let lines = owner.get(&format!("{here}/lines?phone=first")).await.expect(200).text();
        (lines.contains("#2") && lines.contains("taken by Twilio")).then_some(lines)
    })
    .await;
    assert!(lines.contains("A12") && twilio.sent().is_empty(), "nothing leaves this place");
    assert!(!owner.get(&format!("{here}?phone=second")).await.expect(200).text().contains("#2"));
    app.as_staff(tenant, Staff::Agent).get(here).await.expect(403);
    app.as_owner(TenantId::new()).form(here, &[("do", "start")]).await.expect(422);

    // A real number takes its place.
    owner.post("/v1/whatsapp/senders", connection(store, "+33700000001")).await.expect(201);
    owner
        .post("/v1/whatsapp/senders", connection(store, "+33700000002"))
        .await
        .problem(409, "store_has_number");
    assert!(owner.get(here).await.expect(200).text().contains("Start"));
    assert_eq!(app.told::<SenderChanged>().await.last().unwrap().revision, 2);
    let list = owner.get("/v1/whatsapp/senders").await.expect(200).json();
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
    assert_eq!(list["items"][0]["phone"], json!("+33700000001"));
}
