//! A person is erased. Customers of a live have no account: what is personal of them is sealed with their contact's key.
use souk_events::reservations::v1::ErasureDone;
use souk_kit::erasure::Eraser;

/// The module's part in an erasure.
pub struct Erase;

impl Eraser for Erase {
    type Done = ErasureDone;
    const NAME: &'static str = "reservations.on_erasure_requested";

    fn done(erasure_id: String, subject_id: String, rows: i64) -> ErasureDone {
        ErasureDone { erasure_id, subject_id, rows }
    }
}
