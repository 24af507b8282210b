//! Identity through its own door, on a real database.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should fail")]

mod accounts;
mod api_keys;
mod consents;
mod device;
mod door;
mod erasure;
mod impersonations;
mod invitations;
mod isolation;
mod keys;
mod opt_ins;
mod passkeys;
mod passwords;
mod plans;
mod refresh;
mod screens;
mod second_factor;
mod sessions;
mod shops;
mod stock_news;
mod team;
mod tenants;
mod town;
