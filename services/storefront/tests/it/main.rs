//! The journeys of the storefront: pages stand, whatever catalog does.
mod pages;
mod search;
mod stub;
mod texts;
