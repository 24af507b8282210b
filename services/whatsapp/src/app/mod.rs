//! Does it: one file per use case.
pub mod callbacks;
pub mod conversation;
pub mod deliver;
pub mod enqueue;
pub mod files;
pub mod opened;
pub mod people;
pub mod receive;
pub mod said;
pub mod sellers;
pub mod senders;
pub mod settle;
pub mod simulator;
pub mod wording;
