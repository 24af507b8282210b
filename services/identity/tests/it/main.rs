//! Identity through its own door, on a real database.
mod accounts;
mod door;
mod invitations;
mod isolation;
mod keys;
mod passwords;
mod refresh;
mod screens;
mod sessions;
mod team;
mod tenants;
mod town;
