//! The journeys of the storefront: pages stand, whatever catalog does.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up stops at once")]
mod pages;
mod search;
mod sitemap;
mod stub;
mod texts;
