//! What ops decides by itself: what input is fine, which failures are the same, what is red.
pub mod fingerprint;
pub mod input;
pub mod light;
