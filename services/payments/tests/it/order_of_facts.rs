//! Facts about one order that overtake each other: in every order, also doubled, its money comes to the same state.
use diesel_async::RunQueryDsl;
use souk_events::{
    CheckoutId, OrderId,
    common::v1::Money,
    orders::v1::{OrderCancelled, OrderCompleted, OrderPlaced, OrderReduced},
};

use crate::world::{World, orders};

#[derive(Clone, Copy, Debug)]
enum Fact {
    Placed,
    Reduced(i64, i64),
    Completed,
    Cancelled,
    Owed,
    Paid,
}

async fn hear<E: souk_events::Event>(w: &World, fact: &E) {
    for _ in 0..2 {
        let id = w.app.hear(Some(w.tenant), fact).await;
        w.app.handled(id).await;
    }
}

async fn tell(w: &World, order: OrderId, fact: Fact) {
    let (order_id, money) = (order.to_string(), |amount: i64| Some(Money { amount, currency: "EUR".into() }));
    match fact {
        Fact::Placed => {
            let placed = OrderPlaced {
                order_id,
                number: "A-1001".into(),
                checkout_id: CheckoutId::new().to_string(),
                customer: w.guest.to_string(),
                total: money(1000),
                ..OrderPlaced::default()
            };
            hear(w, &placed).await;
        }
        Fact::Reduced(version, stays) => {
            let total = money(stays);
            hear(w, &OrderReduced { order_id, version, total, ..OrderReduced::default() }).await;
        }
        Fact::Completed => hear(w, &OrderCompleted { order_id, ..OrderCompleted::default() }).await,
        Fact::Cancelled => hear(w, &OrderCancelled { order_id, ..OrderCancelled::default() }).await,
        // Done by hand.
        Fact::Owed | Fact::Paid => {}
    }
}

/// How the money of an order stands, and what is booked for it.
async fn stands(w: &World, order: OrderId) -> String {
    let sql = format!(
        "(SELECT concat_ws(' ', i.state, s.amount, s.refunded, s.called_off,
            (SELECT string_agg(DISTINCT a.state, ',') FROM attempt a WHERE a.intent_id = i.id),
            (SELECT string_agg(account || '=' || total, ' ' ORDER BY account) FROM
                (SELECT l.account, sum(l.amount) AS total FROM journal_line l
                 JOIN journal_entry e ON e.id = l.entry_id AND e.tenant_id = l.tenant_id
                 WHERE e.order_id = s.order_id GROUP BY l.account HAVING sum(l.amount) <> 0) AS b))
          FROM share s JOIN intent i ON i.id = s.intent_id WHERE s.order_id = '{}')",
        order.0
    );
    let mut conn = w.app.admin().await;
    diesel::select(diesel::dsl::sql::<diesel::sql_types::Text>(&sql)).get_result(&mut conn).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn facts_of_a_cash_order_end_the_same_in_every_order() {
    let w = World::start().await;
    for way in orders(&[Fact::Placed, Fact::Reduced(2, 700), Fact::Reduced(3, 600), Fact::Completed]) {
        let order = OrderId::new();
        for fact in &way {
            tell(&w, order, *fact).await;
        }
        let stands = stands(&w, order).await;
        assert_eq!(stands, "captured 600 0 f collected merchant=-600 merchant_cash=600", "{way:?}");
    }
    for way in orders(&[Fact::Placed, Fact::Reduced(2, 700), Fact::Cancelled]) {
        let order = OrderId::new();
        for fact in &way {
            tell(&w, order, *fact).await;
        }
        assert_eq!(stands(&w, order).await, "expired 700 0 t void", "{way:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn facts_of_an_order_paid_online_end_the_same_in_every_order() {
    let w = World::start().await;
    for ends in [false, true] {
        let mut facts = vec![Fact::Owed, Fact::Paid, Fact::Reduced(2, 700), Fact::Placed];
        if ends {
            facts.push(Fact::Cancelled);
        }
        // Orders places what was paid, and nobody pays before it is owed or on a page that closes.
        let place = |way: &[Fact], is: fn(&Fact) -> bool| way.iter().position(is).unwrap_or(usize::MAX);
        let can = |way: &Vec<Fact>| {
            let owed = place(way, |f| matches!(f, Fact::Owed));
            let paid = place(way, |f| matches!(f, Fact::Paid));
            let placed = place(way, |f| matches!(f, Fact::Placed));
            owed < paid && paid < placed && paid < place(way, |f| matches!(f, Fact::Cancelled))
        };
        for way in orders(&facts).into_iter().filter(can) {
            let owed = w.wish(&[(w.tenant, 1000)]);
            for fact in &way {
                match fact {
                    Fact::Owed => drop(w.ask(&owed).await),
                    Fact::Paid => w.pay(&owed).await,
                    other => tell(&w, owed.orders[0], *other).await,
                }
            }
            let expected = if ends {
                "captured 1000 1000 t paid"
            } else {
                "captured 1000 300 f paid merchant=-700 psp=700"
            };
            assert_eq!(stands(&w, owed.orders[0]).await, expected, "{way:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_called_off_before_it_is_owed_is_not_paid() {
    let w = World::start().await;
    let owed = w.wish(&[(w.tenant, 1000)]);
    tell(&w, owed.orders[0], Fact::Cancelled).await;
    let _ = w.ask(&owed).await;
    w.until(&owed, "expired").await;
    assert!(w.captured().await.is_empty());
}
