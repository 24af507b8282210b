//! Orders of a live: made once from what reservations tells, with the number that was given there.
use actix_web::{App, HttpResponse, HttpServer, web};
use serde_json::json;
use souk_events::{
    ContactId, LiveItemId, Money, OrderId, ReservationGroupId, ReservationId, StoreId, TenantId,
    identity::v1::StoreSaved,
    orders::v1::{OrderAccepted, OrderCancelled, OrderPlaced},
    reservations::v1::{ConfirmedLine, DepositChanged, ReservationConfirmed},
};
use souk_orders::Orders;
use souk_testkit::TestApp;

/// A stand-in for reservations that knows one customer.
fn knows() -> String {
    let server = HttpServer::new(|| {
        let known = json!({ "name": "Camille", "phone": "+33600000042", "address": "12 rue des Lilas, 93100 Montreuil",
            "language": "es" });
        App::new().route(
            "/internal/groups/{id}/personal",
            web::get().to(move || std::future::ready(HttpResponse::Ok().json(known.clone()))),
        )
    })
    .workers(1)
    .disable_signals()
    .bind(("127.0.0.1", 0))
    .unwrap();
    let address = server.addrs().first().copied().unwrap();
    tokio::spawn(server.run());
    format!("http://{address}")
}

struct World {
    app: TestApp<Orders>,
    tenant: TenantId,
    store: StoreId,
}

impl World {
    async fn start() -> Self {
        let app = TestApp::builder().peer("reservations", knows()).start().await;
        let (tenant, store) = (TenantId::new(), StoreId::new());
        let told = StoreSaved {
            store_id: store.to_string(),
            tenant_id: tenant.to_string(),
            slug: "chez-amina".into(),
            name: "Chez Amina".into(),
            currency: "EUR".into(),
            country: "FR".into(),
            timezone: "Europe/Paris".into(),
            language: "fr".into(),
            version: 1,
            active: true,
        };
        let id = app.hear(Some(tenant), &told).await;
        app.handled(id).await;
        Self { app, tenant, store }
    }

    /// A yes to two lines, 35 euros and 5 for bringing it.
    fn yes(&self, number: &str, deposit: &str) -> ReservationConfirmed {
        let eur = |amount| Some(Money::new(amount, souk_events::Currency::EUR).into());
        let line = |code: &str, size: &str, quantity, price| ConfirmedLine {
            reservation_id: ReservationId::new().to_string(),
            item_id: LiveItemId::new().to_string(),
            code: code.into(),
            label: "robe rouge".into(),
            size: size.into(),
            quantity,
            unit_price: eur(price),
        };
        ReservationConfirmed {
            group_id: ReservationGroupId::new().to_string(),
            store_id: self.store.to_string(),
            session_id: String::new(),
            contact_id: ContactId::new().to_string(),
            number: number.into(),
            lines: vec![line("A12", "", 1, 1500), line("S1", "M", 2, 1000)],
            delivery_fee: eur(500),
            total: eur(4000),
            deposit: deposit.into(),
            confirmed_at: "2026-11-22T20:00:00Z".into(),
        }
    }

    async fn hear(&self, yes: &ReservationConfirmed) -> String {
        let id = self.app.hear(Some(self.tenant), yes).await;
        self.app.handled(id).await;
        OrderId(yes.group_id.parse::<ReservationGroupId>().unwrap().0).to_string()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_yes_is_one_order_taken_at_once() {
    let world = World::start().await;
    let yes = world.yes("VF-0001", "no_deposit");
    let id = world.hear(&yes).await;
    let again = world.hear(&yes).await;
    assert_eq!(id, again);
    let agent = world.app.as_owner(world.tenant);
    let order = agent.get(&format!("/v1/store-orders/{id}")).await.expect(200).json();
    assert_eq!((&order["number"], &order["status"]), (&json!("VF-0001"), &json!("accepted")), "{order}");
    assert_eq!(order["total"], json!({ "amount": 4000, "currency": "EUR" }));
    assert_eq!(order["lines"].as_array().unwrap().len(), 2);
    let placed = world.app.told::<OrderPlaced>().await;
    let [placed] = placed.as_slice() else { panic!("{placed:?}") };
    assert_eq!((placed.hold_id.as_str(), placed.lines.len()), ("", 2), "no hold of the catalogue");
    assert_eq!(world.app.told::<OrderAccepted>().await.len(), 1);
    let said = serde_json::to_string(&placed).unwrap();
    assert!(!said.contains("Camille") && !said.contains("Lilas"));
    let known = world
        .app
        .as_module("ops")
        .get(&format!("/internal/orders/{id}/personal?purpose=delivery"))
        .await
        .expect(200)
        .json();
    assert_eq!((&known["name"], &known["language"]), (&json!("Camille"), &json!("es")));
    assert_eq!(known["address"]["street"], "12 rue des Lilas, 93100 Montreuil");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_with_a_deposit_waits_for_the_decision() {
    let world = World::start().await;
    let yes = world.yes("VF-0001", "deposit_pending");
    let id = world.hear(&yes).await;
    let agent = world.app.as_owner(world.tenant);
    let status =
        async || agent.get(&format!("/v1/store-orders/{id}")).await.expect(200).json()["status"].clone();
    assert_eq!(status().await, "placed");
    let mut decided = DepositChanged {
        deposit_id: souk_events::DepositId::new().to_string(),
        group_id: yes.group_id.clone(),
        contact_id: yes.contact_id.clone(),
        state: "deposit_pending".into(),
        amount: None,
        version: 1,
        message_id: String::new(),
        cancels_order: false,
        group_state: String::new(),
    };
    for (state, expected) in [("deposit_pending", "placed"), ("deposit_approved", "accepted")] {
        decided.state = state.into();
        let heard = world.app.hear(Some(world.tenant), &decided).await;
        world.app.handled(heard).await;
        assert_eq!(status().await, expected, "{state}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn fr26_a_refused_deposit_calls_the_order_off_where_the_shop_wants_it_and_another_one_keeps_it_waiting()
{
    let world = World::start().await;
    let agent = world.app.as_owner(world.tenant);
    for (number, group_state, cancels, expected) in [
        ("VF-0001", "deposit_rejected", false, "accepted"),
        ("VF-0002", "deposit_rejected", true, "cancelled"),
        ("VF-0003", "deposit_pending", false, "placed"),
    ] {
        let yes = world.yes(number, "deposit_pending");
        let id = world.hear(&yes).await;
        let decided = DepositChanged {
            deposit_id: souk_events::DepositId::new().to_string(),
            group_id: yes.group_id.clone(),
            contact_id: yes.contact_id.clone(),
            state: "deposit_rejected".into(),
            amount: None,
            version: 2,
            message_id: String::new(),
            cancels_order: cancels,
            group_state: group_state.into(),
        };
        let heard = world.app.hear(Some(world.tenant), &decided).await;
        world.app.handled(heard).await;
        // A deposit of holds that are no order yet is none of this module's business.
        let other = DepositChanged { group_id: String::new(), group_state: String::new(), ..decided };
        let heard = world.app.hear(Some(world.tenant), &other).await;
        world.app.handled(heard).await;
        let order = agent.get(&format!("/v1/store-orders/{id}")).await.expect(200).json();
        assert_eq!(order["status"], expected, "{order}");
    }
    let told = world.app.told::<OrderCancelled>().await;
    assert_eq!(told[0].reason, "deposit_rejected");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_called_off_names_no_hold_and_keeps_its_number() {
    let world = World::start().await;
    let first = world.hear(&world.yes("VF-0001", "no_deposit")).await;
    let _ = world.hear(&world.yes("VF-0002", "no_deposit")).await;
    let seller = world.app.as_owner(world.tenant);
    let _ = seller
        .post(&format!("/v1/store-orders/{first}/cancel"), json!({ "reason": "customer_asked" }))
        .await
        .expect(200);
    let told = world.app.told::<OrderCancelled>().await;
    assert_eq!((told.len(), told[0].hold_id.as_str()), (1, ""));
    let board = seller.get("/v1/store-orders").await.expect(200).json();
    assert_eq!(board["items"].as_array().unwrap().len(), 2, "{board}");
}
