//! What ops decides by itself: what input is fine, which failures are the same, what is red, how a replay goes on.
pub mod availability;
pub mod fingerprint;
pub mod input;
pub mod key;
pub mod light;
pub mod replay;
