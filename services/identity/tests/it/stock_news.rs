//! The owners of a shop hear what runs low: once for what happens within a quarter of an hour, and again later.
use chrono::TimeDelta;
use souk_events::{ProductId, StoreId, TenantId, VariantId, catalog::v1::StockRanLow};
use souk_testkit::eventually;

use crate::town::{Person, Town};

async fn ran_low(town: &Town, tenant: &str, variant: VariantId, title: &str, left: i64) {
    let fact = StockRanLow {
        variant_id: variant.to_string(),
        product_id: ProductId::new().to_string(),
        store_id: StoreId::new().to_string(),
        left,
        threshold: 3,
        version: 2,
        title: title.into(),
    };
    let tenant: TenantId = tenant.parse().unwrap();
    let heard = town.app.hear(Some(tenant), &fact).await;
    town.app.handled(heard).await;
}

/// Subjects and texts of the mails about stock, after so many came.
async fn told(town: &Town, person: &Person, many: usize) -> Vec<(String, String)> {
    eventually("mails about stock", || async {
        let mut all = town.mails(&person.email);
        all.retain(|(_, text)| text.contains("/dashboard/products?status=low"));
        (all.len() >= many).then_some(all)
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_runs_low_within_a_quarter_of_an_hour_is_one_mail_to_the_owners() {
    let town = Town::open().await;
    let (amina, tenant) = town.merchant("amina@example.com", "Le Souk").await;
    let seller = town.colleague(&amina, &tenant, "seller@example.com", "seller").await;
    let (_, other) = town.merchant("bruno@example.com", "La Halle").await;
    let (honey, salt) = (VariantId::new(), VariantId::new());
    ran_low(&town, &tenant, honey, "Miel de thym", 3).await;
    ran_low(&town, &tenant, salt, "Sel gris", 2).await;
    ran_low(&town, &tenant, honey, "Miel de thym", 1).await;
    ran_low(&town, &other, VariantId::new(), "Poivre", 0).await;
    town.pass(TimeDelta::minutes(16));
    let all = told(&town, &amina, 1).await;
    assert_eq!(all.len(), 1);
    let (subject, text) = &all[0];
    assert!(subject.contains("Miel de thym (+1)"), "{subject}");
    assert!(
        text.contains("- Miel de thym: 1") && text.contains("- Sel gris: 2"),
        "the last word counts: {text}"
    );
    assert!(!text.contains("Poivre"), "another shop's");
    assert!(!town.mails(&seller.email).iter().any(|(_, text)| text.contains("Sel gris")), "owners restock");

    // What was told is not told again; what runs low later is.
    ran_low(&town, &tenant, salt, "Sel gris", 0).await;
    town.pass(TimeDelta::minutes(16));
    let again = told(&town, &amina, 2).await;
    assert_eq!(again.iter().filter(|(_, text)| text.contains("Miel de thym")).count(), 1);
}
