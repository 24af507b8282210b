//! All shops of a person on one page: each with a pass of its own for the fragments, none for whoever may not.
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use serde_json::{Value, json};

use crate::town::Town;

/// What the pass in a page's placeholder says, by tenant.
fn passes(page: &str) -> Vec<(String, Value)> {
    let read = |part: &str| {
        let (tenant, rest) = part.split_once("&as=").unwrap();
        let token = rest.split("-->").next().unwrap();
        let claims = BASE64.decode(token.split('.').nth(1).unwrap()).unwrap();
        (tenant.to_owned(), serde_json::from_slice(&claims).unwrap())
    };
    page.split("<!--souk:slot shop.brief?tenant=").skip(1).map(read).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_shop_is_asked_about_in_its_own_name_for_a_moment() {
    let town = Town::with(&[("identity.admins", "boss@example.com")]).await;
    let (amina, first) = town.merchant("amina@example.com", "Le Souk").await;
    let body = json!({"name": "Épices", "country": "FR", "currency": "EUR", "city": "Lyon"});
    let second = amina.actor.post("/v1/tenants", body).await.expect(201).json();
    let second = second["tenant_id"].as_str().unwrap().to_owned();
    let (karim, other) = town.merchant("karim@example.com", "Chez Karim").await;
    town.colleague(&karim, &other, "amina2@example.com", "agent").await;

    let page = amina.actor.get("/dashboard/shops").await.expect(200).text();
    assert!(page.contains("Le Souk") && page.contains("Épices") && !page.contains("Karim"), "{page}");
    let found = passes(&page);
    assert_eq!(found.iter().map(|(t, _)| t.as_str()).collect::<Vec<_>>(), [first.as_str(), second.as_str()]);
    for (tenant, claims) in &found {
        assert_eq!(
            (&claims["tid"], &claims["role"], &claims["sub"]),
            (&json!(tenant), &json!("owner"), &json!(amina.id))
        );
        let life = claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap();
        assert!(
            life <= 30 && claims.get("fresh_until").is_none() && claims.get("admin").is_none(),
            "{claims}"
        );
    }

    let boss = town.citizen("boss@example.com").await;
    let path = format!("/v1/admin/tenants/{second}/suspend");
    boss.actor.post(&path, json!({"reason": "papers missing"})).await.expect(200);
    let page = amina.actor.get("/dashboard/shops").await.expect(200).text();
    assert_eq!(passes(&page).len(), 1, "no pass for a suspended shop");
    assert!(page.contains("papers missing"), "{page}");

    let customer = town.citizen("lea@example.com").await;
    let page = customer.actor.get("/dashboard/shops").await.expect(200).text();
    assert!(passes(&page).is_empty() && page.contains("No shop"), "{page}");
    let nobody = town.app.anyone().get("/dashboard/shops").await.expect(303);
    assert_eq!(nobody.header("location"), "/login?next=%2Fdashboard%2Fshops");
}
