//! The gateway in front of small modules made by the test.
#![expect(clippy::unwrap_used, reason = "a failed expectation fails the test")]
mod csrf;
mod documents;
mod guests;
mod harness;
mod keys;
mod limits;
mod pages;
mod routing;
mod sessions;
mod slots;
mod sockets;
mod streams;
mod switches;
