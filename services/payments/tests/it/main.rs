//! Journeys through payments, on a real database, with a stand-in for Stripe.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod books;
mod cash;
mod isolation;
mod late;
mod order_of_facts;
mod paying;
mod refunds;
mod screens;
mod slow;
mod strays;
mod stripe;
mod world;
