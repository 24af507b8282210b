//! Hears it: orders that are owed at the counter, end early or shrink; people who sign in or are erased.
mod erasure;
mod guests;
mod orders;

pub use erasure::Erase;
pub use guests::OnGuestMerged;
pub use orders::{OnOrderCancelled, OnOrderCompleted, OnOrderPlaced, OnOrderReduced, OnOrderRejected};
