//! The pages of shops and operators, in five languages.
use crate::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_gives_money_back_on_the_page_of_a_payment() {
    let w = World::start().await;
    let owner = w.app.as_owner(w.tenant);
    assert!(owner.get("/dashboard/payments").await.expect(200).text().contains("No payments yet"));
    let owed = w.owe(&[1000]).await;
    w.pay(&owed).await;
    let path = format!("/dashboard/payments/{}", owed.orders[0]);
    assert!(owner.get("/dashboard/payments").await.expect(200).text().contains(&path));
    let text = owner.get(&path).await.expect(200).text();
    assert!(text.contains("Refund the customer"));
    let wrong = owner.form(&path, &[("amount", "much"), ("key", "k")]).await.expect(422).text();
    assert!(wrong.contains("for example 12.50") && wrong.contains("value=\"much\""));
    let _ = owner.form(&path, &[("amount", "11"), ("key", "k")]).await.expect(409);
    for _ in 0..2 {
        let _ = owner.form(&path, &[("amount", "4.00"), ("key", "k")]).await.expect(303);
    }
    assert_eq!(w.status(&owed).await, "partly_refunded");
    assert_eq!(w.account("psp").await, 600);
}

#[tokio::test(flavor = "multi_thread")]
async fn operators_look_at_the_books() {
    let w = World::start().await;
    let admin = w.app.as_admin();
    let _ = admin.get("/ops/payments").await.expect(200);
    let owed = w.owe(&[1000]).await;
    w.pay(&owed).await;
    for lang in ["fr", "en", "es", "pt", "ar"] {
        let text = admin.clone().reading(lang).get("/ops/payments").await.expect(200).text();
        assert!(text.contains("10"), "{lang}");
        let text =
            w.person().reading(lang).get(&format!("/pay/{}/back", owed.payment)).await.expect(200).text();
        assert!(!text.contains("back-paid"), "{lang}");
    }
}
