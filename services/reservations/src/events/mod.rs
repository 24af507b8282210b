//! Facts that reservations hears: messages and contacts from whatsapp, stores from identity, orders from orders.
mod erasure;
mod messages;
mod orders;
mod stores;

pub use erasure::Erase;
pub use messages::{
    OnContactMerged, OnContactOptedIn, OnContactOptedOut, OnMessageReceived, OnMessageUndelivered,
};
pub use orders::{OnOrderCancelled, OnOrderCompleted, OnOrderDeparted, OnOrderPreparing, OnOrderRejected};
pub use stores::OnStoreSaved;
