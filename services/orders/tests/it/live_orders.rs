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

#[tokio::test(flavor = "multi_thread")]
async fn fr29_orders_of_a_live_are_found_by_all_that_staff_know_of_them() {
    let world = World::start().await;
    let session = souk_events::LiveSessionId::new();
    let mut yes = world.yes("VF-0001", "deposit_pending");
    yes.session_id = session.to_string();
    let id = world.hear(&yes).await;
    let mut other = world.yes("VF-0002", "no_deposit");
    other.lines.truncate(1);
    other.lines[0].code = "B7".into();
    other.lines[0].label = String::new();
    let second = world.hear(&other).await;
    let agent = world.app.as_staff(world.tenant, souk_kit::token::Role::Agent);
    let found = async |query: String| {
        let page = agent.get(&format!("/v1/store-orders?{query}")).await.expect(200).json();
        let items =
            page["items"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned());
        items.collect::<Vec<_>>()
    };
    assert_eq!(found("channel=live".into()).await, [second.clone(), id.clone()]);
    assert_eq!(found("sort=oldest".into()).await, [id.clone(), second.clone()]);
    assert_eq!(found(format!("session_id={session}")).await, std::slice::from_ref(&id));
    assert_eq!(found("deposit=deposit_pending".into()).await, std::slice::from_ref(&id));
    assert_eq!(found("code=s1".into()).await, std::slice::from_ref(&id));
    assert_eq!(found("code=B7".into()).await, std::slice::from_ref(&second));
    assert_eq!(found("phone=0600000042&code=a12".into()).await, std::slice::from_ref(&id));
    assert_eq!(found("phone=%2B33%206%2000%2000%2000%2042&city=MONTREUIL".into()).await.len(), 2);
    assert_eq!(found("phone=0600000043".into()).await, [""; 0]);
    assert_eq!(found("phone=12".into()).await, [""; 0], "no number finds nothing");
    assert_eq!(found("city=Paris".into()).await, [""; 0]);
    let _ = agent.get("/v1/store-orders?deposit=paid").await.expect(400);
    let page = agent.get("/v1/store-orders?sort=oldest").await.expect(200).json();
    assert_eq!(page["items"][0]["deposit"], "deposit_pending");
    assert_eq!(page["items"][0]["live_session_id"], json!(session));
    let sums = agent.get("/v1/store-orders/totals?channel=live").await.expect(200).json();
    assert_eq!(sums["items"], json!([{ "orders": 2, "total": { "amount": 8000, "currency": "EUR" } }]));
    let table = world.app.as_owner(world.tenant).get("/v1/store-orders/export").await.expect(200).text();
    assert!(table.contains(";deposit_pending") || table.contains(",deposit_pending"), "{table}");
    let theirs = world.app.as_owner(TenantId::new());
    assert_eq!(theirs.get("/v1/store-orders?phone=0600000042").await.expect(200).json()["items"], json!([]));
    // Nothing of a number or a town stands in the row, and nothing is found after an erasure.
    let told = souk_events::reservations::v1::ContactErased { contact_id: yes.contact_id.clone() };
    let heard = world.app.hear(Some(world.tenant), &told).await;
    world.app.handled(heard).await;
    assert_eq!(found("phone=0600000042".into()).await, std::slice::from_ref(&second));
    assert_eq!(found(format!("session_id={session}")).await, std::slice::from_ref(&id), "the order stays");
    let mut conn = world.app.admin().await;
    let keys = diesel::dsl::sql::<diesel::sql_types::BigInt>(&format!(
        "SELECT count(*) FROM subject_key WHERE subject = '{}'",
        yes.contact_id
    ));
    let left: i64 = diesel_async::RunQueryDsl::get_result(keys, &mut conn).await.unwrap();
    assert_eq!(left, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn fr31_many_orders_take_a_step_each_on_its_own() {
    let world = World::start().await;
    let first = world.hear(&world.yes("VF-0001", "no_deposit")).await;
    let waits = world.hear(&world.yes("VF-0002", "deposit_pending")).await;
    let last = world.hear(&world.yes("VF-0003", "no_deposit")).await;
    let (agent, seller) = (
        world.app.as_staff(world.tenant, souk_kit::token::Role::Agent),
        world.app.as_staff(world.tenant, souk_kit::token::Role::Seller),
    );
    let path = "/v1/store-orders/bulk/steps";
    let all = json!([first, waits, last, OrderId::new()]);
    let done = agent.post(path, json!({ "ids": all, "step": "start" })).await.expect(200).json();
    let row =
        |id: &str| done["items"].as_array().unwrap().iter().find(|row| row["id"] == id).unwrap().clone();
    assert_eq!((&row(&first)["status"], &row(&last)["done"]), (&json!("preparing"), &json!(true)));
    assert_eq!(
        (&row(&waits)["done"], &row(&waits)["code"], &row(&waits)["current_state"]),
        (&json!(false), &json!("order_moved_on"), &json!("placed"))
    );
    assert_eq!(done["items"].as_array().unwrap().iter().filter(|row| row["code"] == "not_found").count(), 1);
    let off = json!({ "ids": [first], "step": "cancel", "reason": "no_show" });
    let _ = agent.post(path, &off).await.problem(403, "forbidden");
    let _ = seller.post(path, json!({ "ids": [first], "step": "cancel" })).await.problem(422, "fields_wrong");
    let _ = seller.post(path, &off).await.expect(200);
    let _ = agent.post(path, json!({ "ids": [], "step": "start" })).await.problem(422, "fields_wrong");
    let many: Vec<OrderId> = (0..101).map(|_| OrderId::new()).collect();
    let _ = agent.post(path, json!({ "ids": many, "step": "start" })).await.problem(422, "fields_wrong");
    let foreign = world.app.as_owner(TenantId::new());
    let theirs = foreign.post(path, json!({ "ids": [last], "step": "ready" })).await.expect(200).json();
    assert_eq!(theirs["items"][0]["code"], "not_found");
}

#[tokio::test(flavor = "multi_thread")]
async fn fr29_a_number_is_found_by_its_index_among_five_thousand_orders() {
    let world = World::start().await;
    let id = world.hear(&world.yes("VF-0001", "no_deposit")).await;
    let mut conn = world.app.admin().await;
    for sql in [
        "DO $$ DECLARE c text; BEGIN
            SELECT string_agg(column_name, ', ') INTO c FROM information_schema.columns
            WHERE table_schema = 'orders' AND table_name = 'orders' AND is_generated = 'NEVER'
                AND column_name NOT IN ('id', 'hold_id', 'number');
            EXECUTE format('INSERT INTO orders (id, hold_id, number, %1$s) SELECT gen_random_uuid(),
                gen_random_uuid(), ''VF-'' || (10000 + n), %1$s FROM orders, generate_series(1, 5000) n', c);
        END $$",
        "INSERT INTO order_sought SELECT tenant_id, id, NULL, 'no_deposit', sha256(id::text::bytea), NULL FROM orders
         ON CONFLICT DO NOTHING",
        "ANALYZE orders",
        "ANALYZE order_sought",
    ] {
        let _ = diesel_async::RunQueryDsl::execute(diesel::sql_query(sql), &mut conn).await.unwrap();
    }
    let plan = diesel::dsl::sql::<diesel::sql_types::Text>(
        "EXPLAIN SELECT id FROM orders WHERE tenant_id = (SELECT tenant_id FROM orders LIMIT 1) AND id = ANY
         (SELECT order_id FROM order_sought WHERE tenant_id = (SELECT tenant_id FROM orders LIMIT 1)
          AND phone_hash = ANY(ARRAY['\\x00'::bytea])) ORDER BY id DESC LIMIT 25",
    );
    let lines: Vec<String> = diesel_async::RunQueryDsl::load(plan, &mut conn).await.unwrap();
    let plan = lines.join("\n");
    assert!(plan.contains("order_sought_phone") && !plan.contains("Seq Scan on order_sought"), "{plan}");
    let agent = world.app.as_staff(world.tenant, souk_kit::token::Role::Agent);
    let page = agent.get("/v1/store-orders?phone=0600000042").await.expect(200).json();
    assert_eq!((page["items"].as_array().unwrap().len(), &page["items"][0]["id"]), (1, &json!(id)));
    let page = agent.get("/v1/store-orders?limit=100").await.expect(200).json();
    assert_eq!((page["items"].as_array().unwrap().len(), &page["has_more"]), (100, &json!(true)));
}

#[tokio::test(flavor = "multi_thread")]
async fn fr31_the_list_finds_and_moves_many_without_scripts() {
    let world = World::start().await;
    let first = world.hear(&world.yes("VF-0001", "no_deposit")).await;
    let waits = world.hear(&world.yes("VF-0002", "deposit_pending")).await;
    let agent = world.app.as_staff(world.tenant, souk_kit::token::Role::Agent);
    let here = "/dashboard/orders/list";
    let page =
        agent.get(&format!("{here}?deposit=deposit_pending&phone=0600000042")).await.expect(200).text();
    assert!(page.contains("VF-0002") && !page.contains("VF-0001"), "{page}");
    assert!(page.contains("Deposit to check") && page.contains("1 orders"));
    let ticked = [("id", first.as_str()), ("id", waits.as_str()), ("step", "start")];
    let done = agent.form(here, &ticked).await.expect(303);
    assert!(done.header("location").ends_with("done=1&left=1"));
    let page = agent.get(&format!("{here}?status=preparing")).await.expect(200).text();
    assert!(page.contains("VF-0001") && !page.contains("VF-0002"));
    let none = agent.get(&format!("{here}?city=Paris")).await.expect(200).text();
    assert!(none.contains("No order found"));
    let _ = agent.form(here, &[("id", first.as_str()), ("step", "cancel")]).await.expect(422);
}
