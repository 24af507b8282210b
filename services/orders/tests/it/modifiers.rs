//! Modifiers, notes to lines, and lines that cannot be had now.
use serde_json::{Value, json};
use souk_events::{ModifierId, VariantId, orders::v1::OrderPlaced};
use souk_kit::token::Role;

use crate::{
    fulfilment::delivers,
    shop::{World, wish},
};

fn with_sauces(w: &World) -> (VariantId, ModifierId, ModifierId) {
    let tajine = w.catalog.sells(w.tenant, w.store);
    let (mild, hot) = (ModifierId::new(), ModifierId::new());
    w.catalog.shop().wares[0].modifiers = vec![(mild, 0), (hot, 150)];
    (tajine, mild, hot)
}

#[tokio::test(flavor = "multi_thread")]
async fn other_modifiers_are_another_line_and_the_order_keeps_their_words() {
    let w = World::start().await;
    let (tajine, mild, hot) = with_sauces(&w);
    let guest = w.guest().reading("fr");
    let add = |modifiers: Value| {
        let body = json!({"variant_id": tajine, "quantity": 1, "modifiers": modifiers});
        let guest = &guest;
        async move { guest.post("/v1/cart/lines", body).await }
    };
    let _ = add(json!([])).await.expect(201);
    let _ = add(json!([mild, hot])).await.expect(201);
    let again = add(json!([hot, mild, hot])).await.expect(201).json();
    assert_eq!((&again["quantity"], &again["unit_price"]["amount"]), (&json!(2), &json!(1400)));
    let wrong = add(json!([ModifierId::new()])).await.problem(422, "fields_wrong").json();
    assert_eq!(wrong["errors"][0]["pointer"], "/modifiers");
    let cart = guest.get("/v1/cart").await.expect(200).json();
    assert_eq!((cart["lines"].as_array().unwrap().len(), &cart["total"]["amount"]), (2, &json!(1250 + 2800)));
    let page = guest.get("/cart").await.expect(200).text();
    assert!(page.contains("Sauce: Harissa 150"), "{page}");

    let mut body = wish();
    body["line_notes"] = json!([{"line_id": cart["lines"][1]["id"], "note": "x".repeat(201)}]);
    let refused = guest.post_once("/v1/checkouts", "long", &body).await.problem(422, "fields_wrong").json();
    assert_eq!(refused["errors"][0]["pointer"], "/line_notes/0/note");
    body["line_notes"] = json!([{"line_id": cart["lines"][1]["id"], "note": "sans oignons <b>"}]);
    let placed = guest.post_once("/v1/checkouts", "k", &body).await.expect(201).json();
    let id = placed["orders"][0]["id"].as_str().unwrap();
    let order = guest.get(&format!("/v1/orders/{id}")).await.expect(200).json();
    let line = &order["lines"][1];
    assert_eq!(line["modifiers"].as_array().unwrap().len(), 2);
    assert_eq!((&line["note"], &line["unit_price"]["amount"]), (&json!("sans oignons <b>"), &json!(1400)));
    let told = w.app.told::<OrderPlaced>().await;
    assert_eq!(told[0].lines[1].modifier_ids.len(), 2);
    let fact = serde_json::to_string(&told[0]).unwrap();
    assert!(!fact.contains("oignons") && !fact.contains("Harissa"), "ids and words only: {fact}");

    let page = guest.get(&format!("/orders/{id}")).await.expect(200).text();
    assert!(page.contains("Harissa 150") && page.contains("sans oignons &lt;b&gt;"), "{page}");
    let board = w.app.as_staff(w.tenant, Role::Agent).get("/dashboard/orders").await.expect(200).text();
    assert!(board.contains("Harissa 150") && board.contains("sans oignons"), "{board}");
    let mut conn = w.app.admin().await;
    let rows: Vec<String> = diesel_async::RunQueryDsl::load(
        diesel::dsl::sql::<diesel::sql_types::Text>("SELECT l::text FROM orders.order_line l"),
        &mut conn,
    )
    .await
    .unwrap();
    assert!(!rows.concat().contains("oignons"), "notes are sealed");
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_read_an_order_in_their_language_and_the_customer_what_was_shown() {
    let w = World::start().await;
    let (tajine, mild, _) = with_sauces(&w);
    let guest = w.guest().reading("fr");
    let line = json!({"variant_id": tajine, "quantity": 1, "modifiers": [mild]});
    let _ = guest.post("/v1/cart/lines", line).await.expect(201);
    let placed = guest.post_once("/v1/checkouts", "k", &wish()).await.expect(201).json();
    let id = placed["orders"][0]["id"].as_str().unwrap();
    let own = guest.get(&format!("/v1/orders/{id}")).await.expect(200).json();
    assert_eq!(own["lines"][0]["title"], "Tajine 1250");
    assert!(own["lines"][0]["modifiers"][0].get("words").is_none(), "the shop's words are the shop's");
    for (lang, dish, sauce) in [("ar", "طاجين", "هريسة"), ("es", "Tajine 1250", "Harissa 0")] {
        let staff = w.app.as_staff(w.tenant, Role::Agent).reading(lang);
        let order = staff.get(&format!("/v1/store-orders/{id}")).await.expect(200).json();
        let line = &order["lines"][0];
        assert_eq!((&line["title"], &line["modifiers"][0]["title"]), (&json!(dish), &json!(sauce)), "{lang}");
        let size = if lang == "ar" { "كبير" } else { "Grand" };
        assert_eq!(line["variant_title"], size, "{lang}");
        for page in ["/dashboard/orders".to_owned(), format!("/dashboard/orders/{id}")] {
            let page = staff.get(&page).await.expect(200).text();
            assert!(page.contains(dish) && page.contains(sauce), "{lang}: {page}");
        }
    }
    let page = guest.get(&format!("/orders/{id}")).await.expect(200).text();
    assert!(page.contains("Tajine 1250") && !page.contains("طاجين"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_chooses_modifiers_and_takes_a_removal_back() {
    let w = World::start().await;
    let (tajine, mild, hot) = with_sauces(&w);
    let guest = w.guest();
    let (tajine, mild, hot) = (tajine.to_string(), mild.to_string(), hot.to_string());
    let fields = [
        ("variant_id", tajine.as_str()),
        ("modifier", mild.as_str()),
        ("modifier", hot.as_str()),
        ("quantity", "1"),
    ];
    let _ = guest.form("/cart/lines", &fields).await.expect(303);
    let cart = guest.get("/v1/cart").await.expect(200).json();
    assert_eq!(cart["total"]["amount"], 1400);
    let line = format!("/cart/lines/{}", cart["lines"][0]["id"].as_str().unwrap());
    let gone = guest.form(&line, &[("do", "remove")]).await.expect(303);
    let page = guest.get(gone.header("location")).await.expect(200).text();
    assert!(page.contains(&mild) && page.contains(&hot), "taking it back brings the same: {page}");
    let bad = [("variant_id", tajine.as_str()), ("modifier", "mod_x"), ("return_to", "/p/tajine")];
    let refused = guest.form("/cart/lines", &bad).await.expect(303);
    assert_eq!(refused.header("location"), "/cart?wrong=modifiers_wrong&back=/p/tajine");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_closed_now_is_ordered_for_later() {
    let w = World::start().await;
    let tajine = w.catalog.sells(w.tenant, w.store);
    w.catalog.shop().wares[0].unsellable = Some("store_closed");
    let guest = w.guest().reading("fr");
    w.fill(&guest, tajine, 1).await;
    let cart = guest.get("/cart").await.expect(200).text();
    assert!(cart.contains("La boutique est fermée") && !cart.contains("href=\"/checkout\""), "{cart}");
    delivers(&w, json!({"pickup_slots": {"minutes": 60, "capacity": 5, "days_ahead": 1}})).await;
    let cart = guest.get("/cart").await.expect(200).text();
    assert!(cart.contains("Choisissez un créneau") && cart.contains("href=\"/checkout\""), "{cart}");
    let page = guest.get("/checkout").await.expect(200).text();
    let slots = page.split(&format!("name=\"slot.{}\"", w.store)).nth(1).unwrap();
    assert!(!slots.split("</select>").next().unwrap().contains("Dès que possible"), "{page}");
    w.catalog.shop().wares[0].unsellable = Some("sold_out_today");
    let body = json!({"variant_id": tajine, "quantity": 1});
    let _ = guest.post("/v1/cart/lines", body).await.problem(409, "sold_out_today");
    let cart = guest.get("/cart").await.expect(200).text();
    assert!(cart.contains("Épuisé pour aujourd") && !cart.contains("href=\"/checkout\""));
}
