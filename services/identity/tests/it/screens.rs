//! The pages: from sign-up to an open shop without a script, and what is typed is kept.
use serde_json::json;
use souk_testkit::Actor;

use crate::town::{PASSWORD, Town};

/// The browser behind a cookie, as the gateway would pass it on.
async fn browser(town: &Town, cookie: &str) -> Actor {
    let body = json!({"session": cookie});
    let known =
        town.app.as_module("gateway").post("/internal/sessions/exchange", body).await.expect(200).json();
    town.app.bearing(known["token"].as_str().map(str::to_owned))
}

#[tokio::test(flavor = "multi_thread")]
async fn from_sign_up_to_an_open_shop() {
    let town = Town::open().await;
    let anyone = town.app.anyone().reading("fr");
    assert!(anyone.get("/signup").await.expect(200).text().contains("Créer mon compte"));
    let form =
        [("email", "amina@example.com"), ("password", PASSWORD), ("display_name", "Amina"), ("next", "")];
    let answer = anyone.form("/signup", &form).await.expect(303);
    assert_eq!(answer.header("location"), "/signup/sent");
    let cookie = answer.header("set-cookie").split(['=', ';']).nth(1).unwrap().to_owned();
    assert!(anyone.get("/signup/sent").await.expect(200).text().contains("/mailbox"));

    let token = town.link("amina@example.com", "/verify?token=").await;
    let mailbox = anyone.get("/mailbox").await.expect(200).text();
    assert!(
        mailbox.contains("amina@example.com") && mailbox.contains("Confirmez votre adresse"),
        "{mailbox}"
    );
    let mail = mailbox.split("/mailbox/").nth(1).unwrap().split('"').next().unwrap();
    let mail = anyone.get(&format!("/mailbox/{mail}")).await.expect(200).text();
    assert!(mail.contains(&format!("href=\"/verify?token={token}")), "{mail}");

    let page = anyone.get(&format!("/verify?token={token}")).await.expect(200).text();
    assert!(page.contains("Confirmer mon adresse"));
    let answer = anyone.form("/verify", &[("token", &token), ("next", "")]).await.expect(303);
    assert_eq!(answer.header("location"), "/dashboard/onboarding");

    let amina = browser(&town, &cookie).await.reading("fr");
    let page = amina.get("/dashboard/onboarding").await.expect(200).text();
    assert!(page.contains("value=\"FR\" selected") && page.contains("value=\"EUR\" selected"), "{page}");
    let wrong = amina.form(
        "/dashboard/onboarding",
        &[("name", " "), ("country", "FR"), ("currency", "EUR"), ("city", "Lyon")],
    );
    let wrong = wrong.await.expect(422).text();
    assert!(wrong.contains("Ce champ est") || wrong.contains("f-name-error"), "{wrong}");
    assert!(wrong.contains("value=\"Lyon\""));
    let shop = [("name", "Chez Amina"), ("country", "FR"), ("currency", "EUR"), ("city", "Lyon")];
    assert_eq!(amina.form("/dashboard/onboarding", &shop).await.expect(303).header("location"), "/dashboard");

    let amina = browser(&town, &cookie).await.reading("fr");
    for path in ["/dashboard/team", "/dashboard/stores", "/account/profile", "/account/sessions"] {
        let page = amina.get(path).await.expect(200);
        assert_eq!(page.header("x-souk-compose"), "1");
        assert!(page.text().contains("lang=\"fr\""));
    }
    assert!(amina.get("/dashboard/stores").await.text().contains("/m/chez-amina"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_form_keeps_what_was_typed_and_says_what_is_wrong() {
    let town = Town::open().await;
    let anyone = town.app.anyone();
    let form = [("email", "amina"), ("password", "short"), ("display_name", "Amina <b>"), ("next", "/cart")];
    let page = anyone.form("/signup", &form).await.expect(422).text();
    for part in ["value=\"amina\"", "value=\"Amina &lt;b&gt;\"", "href=\"#f-email\"", "value=\"/cart\""] {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert!(!page.contains("value=\"short\""));
    let page = anyone
        .form("/login", &[("email", "x@example.com"), ("password", "nothing of mine")])
        .await
        .expect(422);
    assert!(page.text().contains("The address or the password is not right"));
    let arabic = anyone.reading("ar").get("/login").await.expect(200).text();
    assert!(arabic.contains("dir=\"rtl\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_send_strangers_to_sign_in_and_back_and_agents_away() {
    let town = Town::open().await;
    let answer = town.app.anyone().get("/dashboard/team?x=1").await.expect(303);
    assert_eq!(answer.header("location"), "/login?next=%2Fdashboard%2Fteam%3Fx%3D1");
    let (amina, tenant) = town.merchant("amina@example.com", "Le Souk").await;
    let bilal = town.colleague(&amina, &tenant, "bilal@example.com", "agent").await;
    bilal.actor.get("/dashboard/team").await.problem(403, "forbidden");
    bilal
        .actor
        .form("/dashboard/team/invite", &[("email", "x@example.com"), ("role", "owner")])
        .await
        .problem(403, "forbidden");

    let change = [("user_id", bilal.id.as_str()), ("act", "role"), ("role", "seller")];
    amina.actor.form("/dashboard/team/change", &change).await.expect(303);
    let own = [("user_id", amina.id.as_str()), ("act", "remove")];
    assert!(
        amina
            .actor
            .form("/dashboard/team/change", &own)
            .await
            .expect(409)
            .text()
            .contains("An owner has to stay")
    );
    let evil = amina
        .actor
        .form("/switch-tenant", &[("tenant_id", &tenant), ("next", "//evil.example")])
        .await
        .expect(303);
    assert_eq!(evil.header("location"), "/dashboard");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_signs_in_goes_on_to_where_they_work_or_came_from() {
    let town = Town::with(&[("identity.admins", "admin@example.com")]).await;
    let (amina, tenant) = town.merchant("amina@example.com", "Le Souk").await;
    town.colleague(&amina, &tenant, "bilal@example.com", "agent").await;
    town.citizen("camille@example.com").await;
    town.citizen("admin@example.com").await;
    let homes = [
        ("amina@example.com", "/dashboard"),
        ("bilal@example.com", "/dashboard"),
        ("camille@example.com", "/account"),
        ("admin@example.com", "/ops"),
    ];
    for (email, home) in homes {
        for (next, to) in [("", home), ("/cart?x=1", "/cart?x=1"), ("https://evil.example", home)] {
            let form = [("email", email), ("password", PASSWORD), ("next", next)];
            let answer = town.app.anyone().form("/login", &form).await.expect(303);
            assert_eq!(answer.header("location"), to, "{email} from {next:?}");
        }
    }
    let page = town.app.anyone().get("/login").await.expect(200).text();
    assert!(page.contains("name=\"next\" value=\"\"") && page.contains("href=\"/signup\""), "{page}");
}
