//! The same journeys in a browser without scripts: forms, redirects, what was typed is kept.
use souk_events::{StoreId, TenantId, UserId};
use souk_kit::token::Role;
use souk_testkit::{Actor, Answer};

use crate::{fulfilment::delivers, shop::World};

fn hidden(page: &str, name: &str) -> String {
    let start = page.find(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("{name} in {page}"));
    page[start..].split('"').nth(3).unwrap().to_owned()
}

async fn check_out(who: &Actor, phone: &str) -> Answer {
    let page = who.get("/checkout").await.expect(200).text();
    let (key, amount, currency) = (hidden(&page, "key"), hidden(&page, "amount"), hidden(&page, "currency"));
    let fields = [
        ("name", "Nour"),
        ("phone", phone),
        ("note", "merci <b>"),
        ("key", key.as_str()),
        ("amount", amount.as_str()),
        ("currency", currency.as_str()),
    ];
    who.form("/checkout", &fields).await
}

#[tokio::test(flavor = "multi_thread")]
async fn from_a_product_page_to_the_counter() {
    let w = World::start().await;
    let guest = w.guest().reading("fr");
    let tajine = w.catalog.sells(w.tenant, w.store).to_string();
    let added = guest
        .form("/cart/lines", &[("variant_id", &tajine), ("quantity", "2"), ("return_to", "/p/tajine")])
        .await;
    assert_eq!(added.expect(303).header("location"), "/p/tajine?added=1");
    let elsewhere =
        [("variant_id", tajine.as_str()), ("quantity", "1"), ("return_to", "https://evil.example/")];
    assert_eq!(guest.form("/cart/lines", &elsewhere).await.expect(303).header("location"), "/cart?added=1");
    let cart = guest.get("/cart").await.expect(200);
    assert_eq!(cart.header("x-souk-compose"), "1");
    assert!(cart.text().contains("37,50\u{a0}€") && cart.text().contains("/checkout"), "{}", cart.text());
    assert!(guest.get("/slots/shell.cart").await.expect(200).text().contains('3'));

    let wrong = check_out(&guest, "abc").await.expect(422).text();
    assert!(wrong.contains("value=\"abc\"") && wrong.contains("merci &lt;b&gt;"), "what was typed is kept");
    assert!(wrong.contains("Saisissez un numéro de téléphone"));
    let placed = check_out(&guest, "06 12 34 56 78").await.expect(303);
    let page = placed.header("location").to_owned();
    let path = page.split('?').next().unwrap().to_owned();
    let tracking = guest.get(&page).await.expect(200).text();
    assert!(tracking.contains("Commande A-1001") && tracking.contains("http-equiv=\"refresh\""));
    assert!(tracking.contains("sse-connect=\"/live/orders/"));

    let agent = w.app.as_staff(w.tenant, Role::Agent).reading("fr");
    let board = agent.get("/dashboard/orders").await.expect(200).text();
    assert!(
        board.contains("A-1001") && board.contains("data-board-alert") && board.contains("merci &lt;b&gt;")
    );
    assert!(!board.contains("Refuser"), "an agent is not offered what an agent may not do");
    let seller = w.app.as_staff(w.tenant, Role::Seller).reading("fr");
    assert!(seller.get("/dashboard/orders").await.expect(200).text().contains("Refuser"));
    let order = path.trim_start_matches("/orders/");
    for step in ["accept", "start", "ready", "complete"] {
        let moved = agent.form(&format!("/dashboard/orders/{order}/{step}"), &[]).await.expect(303);
        assert_eq!(moved.header("location"), "/dashboard/orders");
    }
    let late = agent.form(&format!("/dashboard/orders/{order}/accept"), &[]).await.expect(303);
    assert_eq!(late.header("location"), "/dashboard/orders?late=1");
    let from_detail =
        agent.form(&format!("/dashboard/orders/{order}/start"), &[("from", "detail")]).await.expect(303);
    assert_eq!(from_detail.header("location"), format!("/dashboard/orders/{order}?late=1"));
    assert!(guest.get(&path).await.expect(200).text().contains("Merci, et à bientôt"));
    assert!(guest.get("/account/orders").await.expect(200).text().contains("A-1001"));
    let home = w.app.as_owner(w.tenant).reading("fr").get("/slots/dashboard.home").await.expect(200).text();
    assert!(home.contains("37,50\u{a0}€"), "{home}");
}

#[tokio::test(flavor = "multi_thread")]
async fn removing_can_be_undone_and_quantities_change() {
    let w = World::start().await;
    let guest = w.guest();
    let tajine = w.catalog.sells(w.tenant, w.store);
    let line = w.fill(&guest, tajine, 4).await;
    let path = format!("/cart/lines/{}", line["id"].as_str().unwrap());
    assert_eq!(guest.form(&path, &[("quantity", "2")]).await.expect(303).header("location"), "/cart");
    assert_eq!(
        guest.form(&path, &[("quantity", "x")]).await.expect(303).header("location"),
        "/cart?wrong=quantity_range"
    );
    let removed = guest.form(&path, &[("quantity", "2"), ("do", "remove")]).await.expect(303);
    let page = guest.get(removed.header("location")).await.expect(200).text();
    assert_eq!((hidden(&page, "variant_id"), hidden(&page, "quantity")), (tajine.to_string(), "2".into()));
    assert!(guest.get("/cart?wrong=%3Cscript%3E").await.expect(200).text().contains("empty"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_added_says_why_and_leads_back() {
    let w = World::start().await;
    let guest = w.guest();
    let tajine = w.catalog.sells(w.tenant, w.store).to_string();
    let unknown = souk_events::ModifierId::new().to_string();
    let mut wrong = vec![("variant_id", tajine.as_str()), ("return_to", "/p/tajine?lang=en")];
    wrong.push(("modifier", &unknown));
    let refused = guest.form("/cart/lines", &wrong).await.expect(303).header("location").to_owned();
    assert_eq!(refused, "/cart?wrong=modifiers_wrong&back=/p/tajine%3Flang%3Den");
    let page = guest.get(&refused).await.expect(200).text();
    assert!(
        page.contains("Choose the options that are asked for") && page.contains("href=\"/p/tajine?lang=en\"")
    );
    let many: Vec<String> = (0..241).map(|_| souk_events::ModifierId::new().to_string()).collect();
    let mut wrong = vec![("variant_id", tajine.as_str())];
    wrong.extend(many.iter().map(|m| ("modifier", m.as_str())));
    let refused = guest.form("/cart/lines", &wrong).await.expect(303).header("location").to_owned();
    assert!(guest.get(&refused).await.expect(200).text().contains("There are too many"), "{refused}");
    let evil = guest.get("/cart?wrong=too_many&back=https://evil.example").await.expect(200).text();
    assert!(!evil.contains("evil"), "only pages of this site are led back to");
}

#[tokio::test(flavor = "multi_thread")]
async fn enter_orders_and_nothing_is_shown_of_an_empty_checkout() {
    let w = World::start().await;
    delivers(&w, serde_json::json!({})).await;
    let guest = w.guest();
    w.fill(&guest, w.catalog.sells(w.tenant, w.store), 1).await;
    let page = guest.get("/checkout").await.expect(200).text();
    let form = page.split_once("action=\"/checkout\"").unwrap().1;
    let first = form.split_once("<button").unwrap().1.split_once('>').unwrap().0;
    assert!(first.contains("type=\"submit\"") && first.contains("value=\"place\""), "{first}");
    let _ = guest.delete("/v1/cart").await.expect(204);
    let shown = guest.form("/checkout", &[("do", "show"), ("key", "k")]).await.expect(303);
    assert_eq!(shown.header("location"), "/cart");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_keeps_the_form_and_says_which_item() {
    let w = World::start().await;
    let guest = w.guest();
    w.fill(&guest, w.catalog.sells(w.tenant, w.store), 4).await;
    let page = guest.get("/checkout").await.expect(200).text();
    let (key, amount) = (hidden(&page, "key"), hidden(&page, "amount"));
    w.catalog.shop().wares[0].left = 3;
    let fields = [
        ("name", "Nour"),
        ("phone", "0612345678"),
        ("key", key.as_str()),
        ("amount", amount.as_str()),
        ("currency", "EUR"),
    ];
    let again = guest.form("/checkout", &fields).await.expect(409).text();
    assert!(again.contains("Tajine 1250: 3 left") && again.contains("value=\"0612345678\""), "{again}");
    w.catalog.shop().down = true;
    let again = guest.form("/checkout", &fields).await.expect(503).text();
    assert!(again.contains("value=\"0612345678\"") && again.contains("Nothing is lost"), "{again}");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_speaks_five_languages_and_is_empty_in_words() {
    let w = World::start().await;
    let (guest, owner) = (w.guest(), w.app.as_owner(w.tenant));
    w.fill(&guest, w.catalog.sells(w.tenant, w.store), 1).await;
    w.fill(&guest, w.catalog.sells_at(TenantId::new(), StoreId::new(), 300, "EUR", 9), 1).await;
    let newcomer = w.app.as_user(UserId::new());
    for lang in ["fr", "en", "es", "pt", "ar"] {
        for (who, path) in [
            (&guest, "/cart"),
            (&guest, "/checkout"),
            (&newcomer, "/cart"),
            (&newcomer, "/account/orders"),
            (&newcomer, "/slots/account.sections"),
            (&owner, "/dashboard/orders"),
            (&owner, "/slots/dashboard.home"),
        ] {
            let page = who.clone().reading(lang).get(path).await.expect(200).text();
            let (_, body) = page.split_once("<main").unwrap_or(("", &page));
            for key in ["cart-", "checkout-", "column-", "status-", "orders-", "tile-", "board-"] {
                assert!(!body.contains(&format!(">{key}")), "{path} in {lang} shows the key {key}…");
            }
        }
        let page = guest.clone().reading(lang).get("/cart").await.text();
        assert_eq!(page.contains("dir=\"rtl\""), lang == "ar");
    }
    assert_eq!(newcomer.get("/checkout").await.expect(303).header("location"), "/cart");
}
