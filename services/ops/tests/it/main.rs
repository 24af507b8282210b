//! The journeys of ops, on a real database, with stand-ins for the other modules.
mod access;
mod dead_letters;
mod events;
mod health;
mod stub;
mod switches;
mod texts;
