//! Deliveries and slots in a browser without scripts: what was typed is kept, the total is the one that is paid.
use chrono::{TimeZone, Utc};
use serde_json::json;
use souk_kit::{Clock, token::Role};

use crate::{
    fulfilment::{delivers, known},
    shop::World,
};

fn hidden(page: &str, name: &str) -> String {
    let start = page.find(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("{name} in {page}"));
    page[start..].split('"').nth(3).unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_has_an_order_delivered_in_a_slot() {
    let nine = Utc.with_ymd_and_hms(2026, 11, 23, 8, 0, 0).unwrap();
    let w = World::at(Clock::fixed(nine)).await;
    delivers(&w, json!({"min_order": 1000, "delivery_slots": {"minutes": 60, "capacity": 2}})).await;
    let guest = w.guest().reading("fr");
    w.fill(&guest, w.catalog.sells(w.tenant, w.store), 2).await;
    let page = guest.get("/checkout").await.expect(200).text();
    assert!(page.contains("Livraison") && page.contains("3,90\u{a0}€") && !page.contains("name=\"street\""));
    assert_eq!(hidden(&page, "amount"), "2500");

    let key = hidden(&page, "key");
    let (mode, slot, tip) =
        (format!("mode.{}", w.store), format!("slot.{}", w.store), format!("tip.{}", w.store));
    let mut fields = vec![
        ("name", "Nour"),
        ("phone", "0612345678"),
        ("key", key.as_str()),
        ("amount", "2500"),
        ("currency", "EUR"),
        (mode.as_str(), "delivery"),
        (tip.as_str(), "200"),
        ("do", "show"),
    ];
    let page = guest.form("/checkout", &fields).await.expect(200).text();
    assert!(page.contains("name=\"street\"") && page.contains("30,90\u{a0}€"), "{page}");
    assert!(
        page.contains("value=\"0612345678\"") && page.contains("10:00 – 11:00"),
        "what was typed is kept"
    );
    assert_eq!(hidden(&page, "amount"), "3090");

    fields.retain(|(name, _)| !["do", "amount"].contains(name));
    fields.extend([
        ("amount", "3090"),
        ("street", "12 rue <b>"),
        ("postcode", "75001"),
        ("city", "Paris"),
        (slot.as_str(), "2026-11-23T10:00:00+00:00"),
    ]);
    let outside = guest.form("/checkout", &fields).await.expect(409).text();
    assert!(outside.contains("ne livre pas") && outside.contains("12 rue &lt;b&gt;"), "{outside}");
    fields.retain(|(name, _)| !["postcode", "key"].contains(name));
    let key = hidden(&outside, "key");
    fields.extend([("postcode", "13001"), ("key", key.as_str())]);
    let placed = guest.form("/checkout", &fields).await.expect(303);
    let page = guest.get(placed.header("location")).await.expect(200).text();
    assert!(page.contains("Livraison · lun.") && page.contains("11:00 – 12:00"), "{page}");
    let board = w.app.as_staff(w.tenant, Role::Agent).reading("fr").get("/dashboard/orders").await.text();
    assert!(board.contains("11:00 – 12:00") && board.contains("30,90\u{a0}€"), "{board}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_merchant_says_how_orders_are_handed_over() {
    let w = World::start().await;
    let owner = w.app.as_owner(w.tenant).reading("fr");
    let empty = owner.get("/dashboard/fulfilment").await.expect(200).text();
    assert!(empty.contains("Pas encore de boutique"), "{empty}");
    known(&w).await;
    let page = owner.get("/dashboard/fulfilment").await.expect(200).text();
    assert_eq!(hidden(&page, "version"), "0");
    let seller = w.app.as_staff(w.tenant, Role::Seller);
    let _ = seller.get("/dashboard/fulfilment").await.problem(403, "forbidden");

    let path = format!("/dashboard/fulfilment?store={}", w.store);
    let wrong =
        [("version", "0"), ("delivery", "1"), ("fee", "abc"), ("delivery.on", "1"), ("delivery.closed", "x")];
    let page = owner.form(&path, &wrong).await.expect(422).text();
    assert!(page.contains("value=\"abc\"") && page.contains("Donnez un rayon"), "{page}");
    let fine = [
        ("version", "0"),
        ("pickup", "1"),
        ("delivery", "1"),
        ("fee", "3,90"),
        ("codes", "13001, 13 002"),
        ("delivery.on", "1"),
        ("delivery.minutes", "30"),
        ("delivery.capacity", "4"),
    ];
    let saved = owner.form(&path, &fine).await.expect(303);
    let page = owner.get(saved.header("location")).await.expect(200).text();
    assert!(page.contains("13001, 13002") && page.contains("value=\"3,90\"") && page.contains("enregistrés"));
    assert_eq!(hidden(&page, "version"), "1");
    let late = owner.form(&path, &fine).await.expect(412).text();
    assert!(late.contains("role=\"alert\"") || late.contains("data-error-summary"), "{late}");
}
