//! Journeys through payments, on a real database, with a stand-in for Stripe.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod books;
mod cash;
mod isolation;
mod paying;
mod refunds;
mod screens;
mod stripe;
mod world;
