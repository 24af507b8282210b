//! What kit promises, tried on a small module of its own.
mod asks;
mod callers;
mod frame;
mod idempotency;
mod probe;
mod scopes;
mod sealed;
