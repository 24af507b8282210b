//! Money that fits nothing: it pays for nothing, a person sees it and gives it back.
use souk_testkit::{Actor, eventually};

use crate::world::{Owed, World};

const PATH: &str = "/ops/payments";

async fn until(w: &World, state: &str, n: i64) {
    let sql = format!("(SELECT count(*) FROM stray WHERE state = '{state}')");
    eventually(state, || async { (w.count(&sql).await == n).then_some(()) }).await;
}

async fn give(w: &World, admin: &Actor) {
    let text = admin.get(PATH).await.expect(200).text();
    let id =
        text.split("name=\"id\" value=\"").nth(1).expect("a button").split('"').next().unwrap().to_owned();
    let form = [("id", id.as_str())];
    let owner = w.app.as_owner(w.tenant);
    let _ = owner.form(&format!("{PATH}/strays"), &form).await.problem(403, "forbidden");
    for _ in 0..2 {
        let _ = admin.form(&format!("{PATH}/strays"), &form).await.expect(303);
    }
}

async fn paid(w: &World) -> Owed {
    let owed = w.owe(&[1000]).await;
    let _ = w.page(&owed).await;
    owed
}

async fn told(w: &World) {
    for event in w.stripe().events() {
        w.tell(&event).await;
        w.tell(&event).await;
    }
    w.quiet().await;
}

/// Pitfall 8 of commerce: what arrived is not what is owed. Nothing is placed for it, a person sees it and gives it back.
#[tokio::test(flavor = "multi_thread")]
async fn pitfall_08_another_amount_or_currency_than_is_owed_pays_for_nothing() {
    for (amount, currency) in [(1, "EUR"), (1500, "EUR"), (1000, "USD")] {
        let w = World::with_stripe().await;
        let owed = paid(&w).await;
        let session = w.stripe().sessions().pop().unwrap();
        w.stripe().reprice(&session, amount);
        w.change(&format!("UPDATE intent SET currency = '{currency}'")).await;
        assert!(w.stripe().pay(&session));
        told(&w).await;
        w.pass(11);
        until(&w, "waiting", 1).await;
        assert_eq!(w.status(&owed).await, "open");
        assert!(w.captured().await.is_empty());
        assert!(w.stripe().refunds().is_empty(), "nothing goes back by itself");
        // The customer is told so, and is offered no second page.
        let asked = w.person().get(&format!("/pay/{}", owed.payment)).await.expect(303);
        let text = w.person().get(asked.header("location")).await.expect(200).text();
        assert!(text.contains("Do not pay again"));
        assert_eq!(w.stripe().sessions().len(), 1);
        // The goods are not held for it.
        w.pass(11);
        w.until(&owed, "expired").await;
        assert_eq!(w.expired().await.len(), 1);
        let admin = w.app.as_admin();
        for lang in ["fr", "en", "es", "pt", "ar"] {
            let text = admin.clone().reading(lang).get(PATH).await.expect(200).text();
            assert!(!text.contains("stray-"), "{lang}");
        }
        assert!(admin.get(PATH).await.expect(200).text().contains("Another amount than is owed"));
        give(&w, &admin).await;
        until(&w, "succeeded", 1).await;
        let back = w.stripe().refunds();
        assert_eq!(back.iter().map(|r| r["amount"].as_i64()).collect::<Vec<_>>(), [Some(amount)]);
        assert_eq!((w.account("psp").await, w.status(&owed).await.as_str()), (0, "expired"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_could_not_be_given_back_waits_for_a_person_again() {
    let w = World::with_stripe().await;
    let _ = paid(&w).await;
    let session = w.stripe().sessions().pop().unwrap();
    w.stripe().reprice(&session, 900);
    assert!(w.stripe().pay(&session));
    told(&w).await;
    let admin = w.app.as_admin();
    give(&w, &admin).await;
    until(&w, "succeeded", 1).await;
    let first = w.stripe().refunds().pop().unwrap()["id"].as_str().unwrap().to_owned();
    w.stripe().move_refund(&first, "failed");
    w.tell(w.stripe().events().last().unwrap()).await;
    until(&w, "waiting", 1).await;
    assert!(admin.get(PATH).await.expect(200).text().contains("expired_or_canceled_card"));
    give(&w, &admin).await;
    until(&w, "succeeded", 1).await;
    assert_eq!(w.stripe().refunds().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_payment_is_kept_and_given_back_by_a_person() {
    let w = World::with_stripe().await;
    let owed = paid(&w).await;
    let first = w.stripe().sessions().pop().unwrap();
    w.change("UPDATE attempt SET state = 'closed', ended_at = created_at").await;
    let _ = w.page(&owed).await;
    let second = w.stripe().sessions().pop().unwrap();
    assert_ne!(first, second);
    assert!(w.stripe().pay(&second));
    told(&w).await;
    w.until(&owed, "captured").await;
    assert!(w.stripe().pay(&first));
    told(&w).await;
    until(&w, "waiting", 1).await;
    let admin = w.app.as_admin();
    assert!(admin.get(PATH).await.expect(200).text().contains("Paid twice"));
    give(&w, &admin).await;
    until(&w, "succeeded", 1).await;
    assert_eq!(w.status(&owed).await, "captured");
    assert_eq!((w.captured().await.len(), w.account("psp").await), (1, 1000));
    let (back, paid) = (w.stripe().refunds(), w.stripe().object(&first));
    assert_eq!((back.len(), &back[0]["payment_intent"]), (1, &paid["payment_intent"]));
}
