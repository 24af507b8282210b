//! Does it: one file per thing an operator wants.
pub mod dead_letters;
pub mod health;
pub mod modules;
pub mod record;
pub mod switch;
pub mod timeline;
