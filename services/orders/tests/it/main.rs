//! Journeys through orders, on a real database, with a catalogue made for the test.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod cart;
mod contact;
mod fulfilment;
mod fulfilment_screens;
mod isolation;
mod live;
mod merge;
mod modifiers;
mod placing;
mod promotion_screens;
mod promotions;
mod refusals;
mod screens;
mod shop;
mod steps;
