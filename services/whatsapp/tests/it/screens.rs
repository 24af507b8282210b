//! The pages: a number is connected by form, texts are changed, a person answers, in every language.
use souk_events::{TenantId, reservations::v1::ContactHandedOver};
use souk_kit::token::Role;
use souk_testkit::twilio;

use crate::shop::{AWA, Shop, module, store};

#[tokio::test(flavor = "multi_thread")]
async fn a_number_is_connected_by_form_which_keeps_what_was_typed() {
    let (app, _twilio) = module().await;
    let tenant = TenantId::new();
    let store = store(&app, tenant, "Chez Awa").await.to_string();
    let owner = app.as_owner(tenant);
    let here = "/dashboard/whatsapp";
    let page = owner.get(here).await.expect(200);
    assert_eq!(page.header("x-souk-compose"), "1");
    let typed = [
        ("do", "connect"),
        ("store_id", &*store),
        ("phone", "06 12"),
        ("account_sid", "ACx"),
        ("auth_token", "t"),
    ];
    let wrong = owner.form(here, &typed).await.expect(422).text();
    assert!(wrong.contains("06 12") && wrong.contains("ACx") && wrong.contains("with its country"));
    let typed = [
        ("do", "connect"),
        ("store_id", &*store),
        ("phone", "+33 7 00 00 00 01"),
        ("account_sid", twilio::ACCOUNT),
        ("auth_token", twilio::TOKEN),
    ];
    let done = owner.form(here, &typed).await.expect(303);
    assert_eq!(done.header("location"), "/dashboard/whatsapp?done=connected");
    let page = owner.get("/dashboard/whatsapp?done=connected").await.expect(200).text();
    assert!(
        page.contains("+33700000001") && page.contains("Number connected") && !page.contains(twilio::TOKEN)
    );
    let code =
        owner.form(here, &[("do", "seller"), ("label", "Fatou"), ("phone", "")]).await.expect(200).text();
    assert!(code.contains("LINK "), "the code is shown once");
    let agent = app.as_staff(tenant, Role::Agent);
    let page = agent.get(here).await.expect(200).text();
    assert!(!page.contains("auth_token") && !page.contains("/hooks/whatsapp/"));
    agent.form(here, &[("do", "stop"), ("stop_policy", "silent")]).await.expect(403);
    owner.form(here, &[("do", "stop"), ("stop_policy", "silent")]).await.expect(303);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_answers_who_was_handed_over_and_gives_them_back() {
    let shop = Shop::open().await;
    let asked = shop.write(AWA, "VENDEUSE, vous faites la taille 44 ?").await;
    let handed = ContactHandedOver {
        contact_id: asked.contact_id.clone(),
        message_id: asked.message_id.clone(),
        store_id: asked.store_id.clone(),
    };
    let heard = shop.app.hear(Some(shop.tenant), &handed).await;
    shop.app.handled(heard).await;
    let agent = shop.app.as_staff(shop.tenant, Role::Agent);
    let list = "/dashboard/whatsapp/conversations";
    let page = agent.get(list).await.expect(200).text();
    assert!(page.contains("Awa") && page.contains(&asked.contact_id) && !page.contains("+33600000017"));
    let here = format!("{list}/{}", asked.contact_id);
    assert!(agent.get(&here).await.expect(200).text().contains("taille 44"));
    agent.form(&here, &[("do", "reply"), ("text", " ")]).await.expect(422);
    agent.form(&here, &[("do", "reply"), ("text", "Oui, jusqu'au 46 !")]).await.expect(303);
    assert_eq!(shop.texts(AWA, 1).await[0], "Oui, jusqu'au 46 !");
    let shown =
        agent.get(&format!("/v1/whatsapp/conversations/{}", asked.contact_id)).await.expect(200).json();
    assert_eq!(shown["lines"].as_array().unwrap().len(), 2);
    shop.app.as_owner(TenantId::new()).get(&here).await.expect(404);
    agent.form(&here, &[("do", "close")]).await.expect(303);
    assert!(!agent.get(list).await.expect(200).text().contains(&asked.contact_id));
    shop.advance(chrono::TimeDelta::hours(25));
    let late = format!("/v1/whatsapp/conversations/{}/replies", asked.contact_id);
    agent.post(&late, serde_json::json!({ "text": "Toujours là ?" })).await.problem(409, "window_closed");
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_read_in_every_language() {
    let (app, _twilio) = module().await;
    let tenant = TenantId::new();
    store(&app, tenant, "Chez Awa").await;
    let words = [
        ("fr", "ltr", "Textes"),
        ("en", "ltr", "Texts"),
        ("es", "ltr", "Textos"),
        ("pt", "ltr", "Textos"),
        ("ar", "rtl", "النصوص"),
    ];
    for (lang, dir, word) in words {
        let owner = app.as_owner(tenant).reading(lang);
        for path in ["/dashboard/whatsapp", "/dashboard/whatsapp/conversations"] {
            let page = owner.get(path).await.expect(200).text();
            assert!(page.contains(&format!("dir=\"{dir}\"")), "{lang} {path}");
        }
        assert!(owner.get("/dashboard/whatsapp/texts").await.expect(200).text().contains(word), "{lang}");
    }
    let owner = app.as_owner(tenant);
    let here = "/dashboard/whatsapp/texts";
    let own = [("do", "save"), ("key", "wl.full"), ("locale", "en"), ("text", "No more room for {codes}")];
    let wrong = owner.form(here, &own).await.expect(422).text();
    assert!(wrong.contains("No more room for {codes}"));
    let own = [("do", "save"), ("key", "wl.full"), ("locale", "en"), ("text", "No more room for {code}")];
    owner.form(here, &own).await.expect(303);
    assert!(
        owner
            .get("/dashboard/whatsapp/texts?locale=en")
            .await
            .expect(200)
            .text()
            .contains("No more room for")
    );
    owner.form(here, &[("do", "restore"), ("key", "wl.full"), ("locale", "en")]).await.expect(303);
}
