//! Decides about headers and cookies, in HTTP's own types: pure, no I/O, no clock.
pub mod cookies;
pub mod csrf;
pub mod headers;
