//! What kit promises, tried on a small module of its own.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up stops at once")]
mod asks;
mod callers;
mod frame;
mod idempotency;
mod metrics;
mod probe;
mod scopes;
mod sealed;
