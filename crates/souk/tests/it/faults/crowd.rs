//! People in front of one shelf who order while something breaks, and try again until they have an answer.
use std::{
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
    time::Duration,
};

use futures_util::{StreamExt as _, stream};
use reqwest::Method;
use serde_json::json;
use souk_testkit::Actor;

use crate::{people::contact, platform::Platform};

/// How many order at the same moment.
const AT_ONCE: usize = 8;
/// Pieces on the shelf at the beginning.
pub const STOCK: i64 = 1000;
/// How long anybody tries to order: longer than the lease of a claim whose answer was lost.
const PATIENCE: Duration = Duration::from_secs(45);

/// Like `eventually`, for those who must wait for a lease.
pub async fn patiently<F: Future<Output = bool>>(what: impl Fn() -> String, mut ask: impl FnMut() -> F) {
    let mut pause = tokio::time::interval(Duration::from_millis(50));
    let asking = async {
        loop {
            pause.tick().await;
            if ask().await {
                return;
            }
        }
    };
    assert!(tokio::time::timeout(PATIENCE, asking).await.is_ok(), "after {PATIENCE:?}: {}", what());
}

/// A shop with one product, and people who want one piece of it with each order.
pub struct Crowd {
    /// The platform's operator.
    pub operator: Actor,
    pub visitors: Vec<Actor>,
    variant: String,
    placed: AtomicUsize,
}

impl Crowd {
    /// Everybody has the piece in the cart.
    pub async fn gather(platform: &Platform, size: usize) -> Self {
        let shop = platform.shop("Etal").await;
        let (_, variant) = platform.product(&shop, "Pomme", 60, STOCK).await;
        let visitors = (0..size).map(|_| platform.visitor()).collect();
        let operator = platform.admin().await;
        // From now on ops knows the operator, also while identity is away.
        let _ = operator.get("/v1/ops/health").await.expect(200);
        let crowd = Self { operator, visitors, variant, placed: AtomicUsize::new(0) };
        crowd.fill().await;
        crowd
    }

    /// Everybody puts one piece into the cart.
    pub async fn fill(&self) {
        let filling = stream::iter(&self.visitors).for_each_concurrent(AT_ONCE, |visitor| async {
            let line = json!({ "variant_id": self.variant, "quantity": 1 });
            let put = async || {
                let answer = visitor.post("/v1/cart/lines", &line).await;
                if answer.status == 201 {
                    return true;
                }
                // Without a price nothing is put into the cart: the same again.
                let _ = answer.problem(503, "catalog_unavailable");
                false
            };
            patiently(|| "a full cart".into(), put).await;
        });
        filling.await;
    }

    /// Everybody orders what is in the cart and tries again, with the same key, until the answer is an order.
    pub async fn order(&self) {
        let before = self.placed();
        let ordering = stream::iter(&self.visitors).enumerate().for_each_concurrent(
            AT_ONCE,
            |(at, visitor)| async move {
                self.insist(visitor, &format!("crowd-{before}-{at}")).await;
                self.placed.fetch_add(1, SeqCst);
            },
        );
        ordering.await;
    }

    /// The same again and again.
    pub async fn order_times(&self, times: usize) {
        for time in 0..times {
            if time > 0 {
                self.fill().await;
            }
            self.order().await;
        }
    }

    async fn insist(&self, visitor: &Actor, key: &str) {
        let last = Mutex::new(String::new());
        patiently(
            || last.lock().unwrap().clone(),
            || async {
                let request = visitor.request(Method::POST, "/v1/checkouts").header("idempotency-key", key);
                let Ok(answer) = request.json(&contact()).send().await else { return false };
                let (status, text) = (answer.status().as_u16(), answer.text().await.unwrap_or_default());
                // In flight still, or something is down: the same again. Anything else is an answer.
                assert!(matches!(status, 201 | 409 | 503), "{status}: {text}");
                *last.lock().unwrap() = text;
                status == 201
            },
        )
        .await;
    }

    /// How many orders were answered with success so far.
    pub fn placed(&self) -> usize {
        self.placed.load(SeqCst)
    }

    /// Returns once so many orders were placed.
    pub async fn until(&self, orders: usize) {
        patiently(|| format!("{} of {orders} orders", self.placed()), || async { self.placed() >= orders })
            .await;
    }
}
