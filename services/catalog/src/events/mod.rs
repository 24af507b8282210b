//! Facts that catalog hears: stores and tenants from identity, the life of orders.
mod erasure;
mod orders;
mod stores;

pub use erasure::Erase;
pub use orders::{OnOrderCancelled, OnOrderCompleted, OnOrderPlaced, OnOrderReduced, OnOrderRejected};
pub use stores::{OnStoreSaved, OnTenantSaved};
