//! The journeys of whatsapp, on a real database, with a stand-in for Twilio and for reservations.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up stops at once")]
mod contacts;
mod files;
mod inbound;
mod outbound;
mod people;
mod screens;
mod shop;
mod simulator;
mod statuses;
