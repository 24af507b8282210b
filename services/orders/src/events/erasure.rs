//! A person is erased: carts go, contacts and notes are unreadable. Orders and their amounts stay, for the books.
use souk_events::{Subject, UserId, orders::v1::ErasureDone};
use souk_kit::{Conn, erasure::Eraser};
use souk_outbox::HandlerError;

use crate::store::erasure;

/// What orders keeps of a person beside sealed values.
pub struct Erase;

impl Eraser for Erase {
    type Done = ErasureDone;
    const NAME: &'static str = "orders.on_erasure_requested";

    async fn rows(&self, conn: &mut Conn, person: UserId) -> Result<usize, HandlerError> {
        Ok(erasure::forget(conn, Subject::User(person)).await?)
    }

    fn done(erasure_id: String, subject_id: String, rows: i64) -> ErasureDone {
        ErasureDone { erasure_id, subject_id, rows }
    }
}
