//! The words of the platform: facts and their envelope, ids, money, address. No input, no output.
//!
//! Contracts live in `proto-schemas/`; the code here is generated from them, so a fact has one definition.
mod address;
mod envelope;
mod event;
mod ids;
mod money;

pub use address::{Address, Point};
pub use envelope::{Envelope, EnvelopeError, Meta, RawEvent};
pub use event::{ALL, Event};
pub use ids::{
    AttemptId, CartId, CategoryId, CheckoutId, ContactId, DepositId, EventId, GuestId, HoldId, IdError,
    LineId, LiveItemId, LiveSessionId, MessageId, MessageRequestId, ModifierGroupId, ModifierId, OrderId,
    PaymentId, ProductId, PromotionId, ProofId, RefundId, ReservationGroupId, ReservationId, SenderId,
    SessionId, StoreId, Subject, TenantId, UserId, VariantId,
};
pub use money::{Currency, Money, MoneyError};

macro_rules! contracts {
    ($($module:ident $(, $lint:path)*;)+) => {$(
        #[doc = concat!("Facts and types of `souk.", stringify!($module), "`.")]
        pub mod $module {
            /// Version 1.
            #[expect(
                missing_docs, clippy::allow_attributes, clippy::allow_attributes_without_reason $(, $lint)*,
                reason = "generated from proto-schemas"
            )]
            pub mod v1 {
                include!(concat!(env!("OUT_DIR"), "/souk.", stringify!($module), ".v1.rs"));
                include!(concat!(env!("OUT_DIR"), "/souk.", stringify!($module), ".v1.serde.rs"));
            }
        }
    )+};
}
// Generated code for enumerations converts their numbers.
contracts! {
    common;
    identity, clippy::as_conversions;
    catalog, clippy::as_conversions;
    orders, clippy::as_conversions;
    ops;
    whatsapp, clippy::as_conversions;
    reservations;
    payments;
}
