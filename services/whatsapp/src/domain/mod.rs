//! Decides: signatures, identities, kinds of messages, texts, what answers of Twilio mean.
pub mod catalogue;
pub mod class;
pub mod cost;
pub mod inbound;
pub mod number;
pub mod outcome;
pub mod shape;
pub mod signature;
