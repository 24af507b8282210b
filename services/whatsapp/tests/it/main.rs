//! The journeys of whatsapp, on a real database, with a stand-in for Twilio and for reservations.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up stops at once")]
mod buttons;
mod connect;
mod contacts;
mod files;
mod inbound;
mod off;
mod outbound;
mod people;
mod problems;
mod recovery;
mod screens;
mod shop;
mod simulator;
mod statuses;
mod trace;
