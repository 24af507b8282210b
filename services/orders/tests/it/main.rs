//! Journeys through orders, on a real database, with a catalogue made for the test.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod again;
mod budgets;
mod cart;
mod changes;
mod contact;
mod export;
mod fulfilment;
mod fulfilment_screens;
mod interventions;
mod isolation;
mod live;
mod live_orders;
mod mails;
mod merge;
mod modifiers;
mod online;
mod opt_in;
mod placing;
mod post;
mod promotion_screens;
mod promotions;
mod refusals;
mod screens;
mod shop;
mod steps;
