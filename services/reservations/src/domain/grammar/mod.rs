//! Messages read: a text and what is known of its sender become an intent.
mod commands;
pub mod customer;
pub mod intent;
pub mod seller;
pub mod shelf;
pub mod text;
mod vocabulary;
mod wishes;

#[cfg(test)]
mod tests;
