//! Promotions in a browser without scripts: entering a code, making a promotion, what was typed is kept.
use serde_json::json;
use souk_events::identity::v1::StoreSaved;
use souk_kit::token::Role;

use crate::{promotions::promotion, shop::World};

fn saved(w: &World) -> StoreSaved {
    StoreSaved {
        store_id: w.store.to_string(),
        tenant_id: w.tenant.to_string(),
        slug: "chez-nour".into(),
        name: "Chez Nour".into(),
        currency: "EUR".into(),
        country: "FR".into(),
        timezone: "Europe/Paris".into(),
        language: "fr".into(),
        version: 1,
        active: true,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_from_the_cart_to_the_receipt() {
    let w = World::start().await;
    promotion(&w, json!({"title": "Bienvenue <b>"})).await;
    let guest = w.guest().reading("fr");
    w.fill(&guest, w.catalog.sells(w.tenant, w.store), 2).await;
    let wrong = guest.form("/cart/codes", &[("code", "rien\"du-tout")]).await.expect(422).text();
    assert!(wrong.contains("rien&quot;du-tout") && wrong.contains("Aucune boutique du panier"), "{wrong}");
    let added = guest.form("/cart/codes", &[("code", "bienvenue10")]).await.expect(303);
    assert_eq!(added.header("location"), "/cart#codes");
    let cart = guest.get("/cart").await.expect(200).text();
    assert!(cart.contains("Bienvenue &lt;b&gt; · BIENVENUE10") && cart.contains("−2,50\u{a0}€"), "{cart}");
    assert!(cart.contains("22,50\u{a0}€") && cart.contains("/cart/codes/BIENVENUE10/remove"));
    let checkout = guest.get("/checkout").await.expect(200).text();
    assert!(
        checkout.contains("−2,50\u{a0}€") && checkout.contains("name=\"amount\" value=\"2250\""),
        "{checkout}"
    );
    let key = checkout.split("name=\"key\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let fields =
        [("name", "Nour"), ("phone", "0612345678"), ("key", key), ("amount", "2250"), ("currency", "EUR")];
    let placed = guest.form("/checkout", &fields).await.expect(303);
    let page = guest.get(placed.header("location")).await.expect(200).text();
    assert!(page.contains("Bienvenue &lt;b&gt;") && page.contains("−2,50\u{a0}€"), "{page}");
    let account = guest.get("/account/orders").await.expect(200).text();
    assert!(account.contains("22,50\u{a0}€") && account.contains("25,00\u{a0}€"), "{account}");
    let board = w.app.as_staff(w.tenant, Role::Agent).reading("fr").get("/dashboard/orders").await.text();
    assert!(board.contains("22,50\u{a0}€") && board.contains("25,00\u{a0}€"), "{board}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_that_stops_while_checking_out_keeps_the_form() {
    let w = World::start().await;
    let made = promotion(&w, json!({})).await;
    let guest = w.guest();
    w.fill(&guest, w.catalog.sells(w.tenant, w.store), 2).await;
    let _ = guest.form("/cart/codes", &[("code", "BIENVENUE10")]).await.expect(303);
    let stop = format!("/v1/promotions/{}/pause", made["id"].as_str().unwrap());
    let _ = w.app.as_owner(w.tenant).post(&stop, ()).await.expect(200);
    let fields =
        [("name", "Nour"), ("phone", "0612345678"), ("key", "k"), ("amount", "2250"), ("currency", "EUR")];
    let again = guest.form("/checkout", &fields).await.expect(409).text();
    assert!(again.contains("does not apply") && again.contains("€25.00"), "{again}");
    assert!(again.contains("value=\"0612345678\"") && again.contains("name=\"amount\" value=\"2500\""));
    let _ = guest.form("/cart/codes/BIENVENUE10/remove", &[]).await.expect(303);
    assert_eq!(guest.get("/v1/cart").await.json()["codes"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_merchant_makes_and_changes_a_promotion() {
    let w = World::start().await;
    let heard = w.app.hear(Some(w.tenant), &saved(&w)).await;
    w.app.handled(heard).await;
    let owner = w.app.as_owner(w.tenant).reading("fr");
    let empty = owner.get("/dashboard/promotions").await.expect(200).text();
    assert!(empty.contains("Pas encore de promotion") && empty.contains("/dashboard/promotions/new"));
    let _ =
        w.app.as_staff(w.tenant, Role::Seller).get("/dashboard/promotions").await.problem(403, "forbidden");
    let _ = owner.get("/dashboard/promotions/new").await.expect(200);

    let wrong =
        [("title", "Soldes"), ("effect", "percent"), ("percent", "abc"), ("codes", "été"), ("ends", "x")];
    let page = owner.form("/dashboard/promotions/new", &wrong).await.expect(422).text();
    assert!(
        page.contains("value=\"abc\"") && page.contains("value=\"été\""),
        "what was typed is kept: {page}"
    );
    assert!(
        page.contains("href=\"#f-percent\"")
            && page.contains("href=\"#f-codes\"")
            && page.contains("href=\"#f-ends\""),
        "{page}"
    );

    let fine = [
        ("title", "Soldes"),
        ("effect", "percent"),
        ("percent", "12,5"),
        ("codes", "soldes, fete"),
        ("min_subtotal", "10,00"),
        ("total_limit", "50"),
        ("starts", "2026-01-01"),
        ("ends", "2099-12-31"),
    ];
    let made = owner.form("/dashboard/promotions/new", &fine).await.expect(303).header("location").to_owned();
    let page = owner.get(&made).await.expect(200).text();
    assert!(
        page.contains("Promotion créée")
            && page.contains("value=\"12,5\"")
            && page.contains("value=\"2099-12-31\""),
        "{page}"
    );
    let path = made.split('?').next().unwrap();
    let list = owner.get("/dashboard/promotions").await.expect(200).text();
    assert!(list.contains("FETE, SOLDES") && list.contains("0 / 50") && list.contains("12,5"), "{list}");

    let guest = w.guest();
    w.fill(&guest, w.catalog.sells(w.tenant, w.store), 2).await;
    let cart = guest.post("/v1/cart/codes", json!({"code": "fete"})).await.expect(200).json();
    assert_eq!(cart["discount"]["amount"], 313);

    let mut change = fine.to_vec();
    change.push(("version", "1"));
    change[2] = ("percent", "20");
    assert_eq!(owner.form(path, &change).await.expect(303).header("location"), format!("{path}?done=saved"));
    let _ = owner.form(path, &change).await.expect(412);
    assert_eq!(guest.get("/v1/cart").await.json()["discount"]["amount"], 500);
    for step in ["pause", "resume", "end"] {
        let done = owner.form(&format!("{path}/{step}"), &[]).await.expect(303);
        assert_eq!(done.header("location"), format!("{path}?done={step}"));
        let _ = owner.get(done.header("location")).await.expect(200);
    }
    assert_eq!(
        owner.form(&format!("{path}/end"), &[]).await.expect(303).header("location"),
        format!("{path}?late=1")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_of_promotions_speak_five_languages() {
    let w = World::start().await;
    let made = promotion(&w, json!({"min_subtotal": 99_000})).await;
    let (owner, guest) = (w.app.as_owner(w.tenant), w.guest());
    w.fill(&guest, w.catalog.sells(w.tenant, w.store), 1).await;
    let _ = guest.post("/v1/cart/codes", json!({"code": "bienvenue10"})).await.expect(200);
    let form = format!("/dashboard/promotions/{}", made["id"].as_str().unwrap());
    for lang in ["fr", "en", "es", "pt", "ar"] {
        for (who, path) in [
            (&guest, "/cart"),
            (&guest, "/checkout"),
            (&owner, "/dashboard/promotions"),
            (&owner, "/dashboard/promotions/new"),
            (&owner, form.as_str()),
        ] {
            let page = who.clone().reading(lang).get(path).await.expect(200).text();
            let (_, body) = page.split_once("<main").unwrap_or(("", &page));
            for key in ["promo-", "code-", "field-", "subtotal", "nav-"] {
                assert!(!body.contains(&format!(">{key}")), "{path} in {lang} shows the key {key}…");
            }
        }
    }
}
