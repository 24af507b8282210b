//! Facts that reservations hears: messages and contacts from whatsapp, stores from identity, orders from orders.
mod deposits;
mod erasure;
mod messages;
mod orders;
mod stores;

pub use deposits::OnDepositChanged;
pub use erasure::Erase;
pub use messages::{
    OnContactMerged, OnContactOptedIn, OnContactOptedOut, OnMessageReceived, OnMessageUndelivered,
};
pub use orders::{
    OnOrderCancelled, OnOrderCompleted, OnOrderDeparted, OnOrderPreparing, OnOrderReduced, OnOrderRejected,
};
pub use stores::OnStoreSaved;
