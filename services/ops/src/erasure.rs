//! A person is erased. Nothing here names anybody: the event log and the record of operators carry ids, which lead to
//! nobody once identity has erased the account.
use souk_events::ops::v1::ErasureDone;
use souk_kit::erasure::Eraser;

/// The module's part in an erasure.
pub struct Erase;

impl Eraser for Erase {
    type Done = ErasureDone;
    const NAME: &'static str = "ops.on_erasure_requested";

    fn done(erasure_id: String, subject_id: String, rows: i64) -> ErasureDone {
        ErasureDone { erasure_id, subject_id, rows }
    }
}
