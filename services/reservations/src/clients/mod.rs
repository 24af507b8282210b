//! Other modules that reservations asks.
pub mod whatsapp;
