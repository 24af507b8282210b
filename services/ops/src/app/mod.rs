//! Does it: one file per thing an operator wants.
pub mod activity;
pub mod availability;
pub mod dead_letters;
pub mod health;
pub mod modules;
pub mod queue;
pub mod record;
pub mod replays;
pub mod switch;
pub mod timeline;
