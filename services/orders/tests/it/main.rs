//! Journeys through orders, on a real database, with a catalogue made for the test.
mod cart;
mod contact;
mod isolation;
mod live;
mod merge;
mod placing;
mod refusals;
mod screens;
mod shop;
mod steps;
