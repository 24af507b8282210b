//! A person is erased: what was owed and paid stays for the books, without anything that names anybody.
use souk_events::payments::v1::ErasureDone;
use souk_kit::erasure::Eraser;

/// The module's part in an erasure.
pub struct Erase;

impl Eraser for Erase {
    type Done = ErasureDone;
    const NAME: &'static str = "payments.on_erasure_requested";

    fn done(erasure_id: String, subject_id: String, rows: i64) -> ErasureDone {
        ErasureDone { erasure_id, subject_id, rows }
    }
}
