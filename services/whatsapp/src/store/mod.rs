//! Keeps it: senders, contacts, messages in and out, texts.
pub mod contacts;
pub mod media;
pub mod messages;
pub mod outgoing;
pub mod problems;
pub mod sellers;
pub mod senders;
pub mod stores;
pub mod texts;
pub mod usage;
