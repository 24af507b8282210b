//! A checkout that is owed, a person who pays it, a clock that the test moves.
use chrono::{TimeDelta, Utc};
use serde_json::{Value, json};
use souk_events::{
    CheckoutId, GuestId, OrderId, PaymentId, TenantId,
    payments::v1::{PaymentCaptured, PaymentExpired},
};
use souk_kit::Clock;
use souk_payments::Payments;
use souk_testkit::{
    Actor, TestApp, eventually,
    stripe::{self, Stripe},
};

use crate::slow::Door;

pub struct World {
    pub app: TestApp<Payments>,
    pub clock: Clock,
    pub tenant: TenantId,
    pub guest: GuestId,
    pub stripe: Option<Stripe>,
}

/// What is owed, as orders asks for it.
pub struct Owed {
    pub payment: PaymentId,
    pub orders: Vec<OrderId>,
    pub body: Value,
}

/// All orders of some things.
pub fn orders<T: Clone>(of: &[T]) -> Vec<Vec<T>> {
    let Some((first, rest)) = of.split_first() else { return vec![Vec::new()] };
    let mut all = Vec::new();
    for order in orders(rest) {
        for place in 0..=order.len() {
            let mut one = order.clone();
            one.insert(place, first.clone());
            all.push(one);
        }
    }
    all
}

impl World {
    /// With the test method.
    pub async fn start() -> Self {
        Self::with(None, None).await
    }

    /// With Stripe.
    pub async fn with_stripe() -> Self {
        Self::with(Some(Stripe::start().await), None).await
    }

    /// With Stripe behind a door, which waits for it as long as it takes.
    pub async fn with_slow_stripe() -> (Self, Door) {
        let stripe = Stripe::start().await;
        let (door, url) = Door::before(stripe.url());
        (Self::with(Some(stripe), Some(url)).await, door)
    }

    async fn with(stripe: Option<Stripe>, door: Option<String>) -> Self {
        #[expect(clippy::disallowed_methods, reason = "the clock begins now and is moved by hand")]
        let clock = Clock::fixed(Utc::now());
        let mut builder =
            TestApp::<Payments>::builder().clock(clock.clone()).setting("payments.poll_ms", "20");
        if let Some(stripe) = &stripe {
            builder = builder
                .setting("stripe.secret_key", stripe::KEY)
                .setting("stripe.webhook_secrets", format!("whsec_old,{}", stripe::SECRET))
                .setting("stripe.api_base", door.clone().unwrap_or_else(|| stripe.url()));
        }
        if door.is_some() {
            builder = builder.setting("stripe.timeout_ms", "600000");
        }
        let app = builder.start().await;
        Self { app, clock, tenant: TenantId::new(), guest: GuestId::new(), stripe }
    }

    pub fn stripe(&self) -> &Stripe {
        self.stripe.as_ref().expect("Stripe")
    }

    pub fn person(&self) -> Actor {
        self.app.as_guest(self.guest)
    }

    /// Orders of one shop with these amounts are owed.
    pub async fn owe(&self, amounts: &[i64]) -> Owed {
        let parts: Vec<(TenantId, i64)> = amounts.iter().map(|amount| (self.tenant, *amount)).collect();
        self.owe_to(&parts).await
    }

    /// Orders of several shops.
    pub async fn owe_to(&self, parts: &[(TenantId, i64)]) -> Owed {
        let owed = self.wish(parts);
        self.ask(&owed).await;
        owed
    }

    /// What is to be owed; nobody asked for it yet.
    pub fn wish(&self, parts: &[(TenantId, i64)]) -> Owed {
        let payment = PaymentId::new();
        let orders: Vec<OrderId> = parts.iter().map(|_| OrderId::new()).collect();
        let parts: Vec<Value> = parts
            .iter()
            .zip(&orders)
            .map(|((tenant, amount), order)| {
                json!({"tenant_id": tenant, "order_id": order, "store_name": "Chez Nour", "number": "A-1001", "amount": amount})
            })
            .collect();
        let body = json!({"payment_id": payment, "checkout_id": CheckoutId::new(), "customer": self.guest,
            "currency": "EUR", "parts": parts});
        Owed { payment, orders, body }
    }

    /// Asks for it, as orders does.
    pub async fn ask(&self, owed: &Owed) -> Value {
        self.app.as_module("orders").post("/internal/intents", &owed.body).await.expect(200).json()
    }

    /// Opens the page to pay on; where it leads.
    pub async fn page(&self, owed: &Owed) -> String {
        let text = self.person().get(&format!("/pay/{}", owed.payment)).await.expect(200).text();
        let at = text.find("href=\"/pay/test/").or(text.find("href=\"http://127")).expect("a way to pay");
        text[at + 6..].split('"').next().unwrap().to_owned()
    }

    /// Pays on the test page.
    pub async fn pay(&self, owed: &Owed) {
        let page = self.page(owed).await;
        let _ = self.person().form(&page, &[("do", "pay")]).await.expect(303);
    }

    pub async fn status(&self, owed: &Owed) -> String {
        let payment = self.person().get(&format!("/v1/payments/{}", owed.payment)).await.expect(200).json();
        payment["status"].as_str().unwrap().to_owned()
    }

    pub async fn until(&self, owed: &Owed, status: &str) {
        eventually(status, || async { (self.status(owed).await == status).then_some(()) }).await;
    }

    pub async fn captured(&self) -> Vec<PaymentCaptured> {
        self.app.told().await
    }

    pub async fn expired(&self) -> Vec<PaymentExpired> {
        self.app.told().await
    }

    /// Time passes.
    pub fn pass(&self, minutes: i64) {
        self.clock.advance(TimeDelta::minutes(minutes));
    }

    /// Tells an event of Stripe.
    pub async fn tell(&self, event: &Value) {
        let url = format!("{}/hooks/payments/stripe", self.app.url());
        let status = self.stripe().tell(&url, event, self.clock.now().timestamp()).await;
        assert_eq!(status.as_u16(), 200);
    }

    /// A number that the module's tables say.
    pub async fn count(&self, sql: &str) -> i64 {
        use diesel_async::RunQueryDsl;
        let mut conn = self.app.admin().await;
        diesel::select(diesel::dsl::sql::<diesel::sql_types::BigInt>(sql))
            .get_result(&mut conn)
            .await
            .expect(sql)
    }

    /// Changes rows by hand.
    pub async fn change(&self, sql: &str) {
        use diesel_async::SimpleAsyncConnection;
        self.app.admin().await.batch_execute(sql).await.expect(sql);
    }

    /// What stands on an account.
    pub async fn account(&self, name: &str) -> i64 {
        self.count(&format!(
            "(SELECT coalesce(sum(amount), 0)::bigint FROM journal_line WHERE account = '{name}')"
        ))
        .await
    }

    /// Waits until nothing is to be asked of the provider but the next comparison. Time goes on meanwhile, so that what
    /// was put off for a second is done.
    pub async fn quiet(&self) {
        eventually("nothing waits", || async {
            self.clock.advance(TimeDelta::seconds(1));
            (self.count("(SELECT count(*) FROM webhook WHERE state = 'waiting') + (SELECT count(*) FROM task WHERE kind IN ('hook', 'refund', 'stray'))").await == 0)
                .then_some(())
        })
        .await;
    }
}
