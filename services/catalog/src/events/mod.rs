//! Facts that catalog hears: stores, tenants and plans from identity, the life of orders.
mod erasure;
mod orders;
mod plans;
mod stores;

pub use erasure::Erase;
pub use orders::{OnOrderCancelled, OnOrderCompleted, OnOrderPlaced, OnOrderReduced, OnOrderRejected};
pub use plans::OnPlanChanged;
pub use stores::{OnStoreSaved, OnTenantSaved};
