//! Keeps it: senders, contacts, messages in and out, texts.
pub mod contacts;
pub mod contents;
pub mod erased;
pub mod media;
pub mod media_problems;
pub mod messages;
pub mod outgoing;
pub mod problems;
pub mod returns;
pub mod sellers;
pub mod senders;
pub mod stores;
pub mod texts;
pub mod trace;
pub mod usage;
