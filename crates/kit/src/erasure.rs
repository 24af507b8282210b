//! Erasing a person: what every module does when identity asks, and how it answers.
use std::fmt::Display;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::{Envelope, Event, UserId, identity::v1::ErasureRequested};
use souk_outbox::{Clock, Conn, Consumer, HandlerError};

use crate::schema::{idempotency, subject_key};

/// A module's part. Sealed values are made unreadable and kept answers removed for every module; `rows` are the
/// module's own.
pub trait Eraser: Send + Sync + 'static {
    /// The fact that tells it is done.
    type Done: Event;
    /// The consumer's name, `orders.on_erasure_requested`.
    const NAME: &'static str;
    /// Removes the module's own rows about a person, in the platform scope. Returns how many. Asked again, there is
    /// nothing left to remove.
    fn rows(
        &self,
        _conn: &mut Conn,
        _person: UserId,
    ) -> impl Future<Output = Result<usize, HandlerError>> + Send {
        std::future::ready(Ok(0))
    }
    /// The answer.
    fn done(erasure_id: String, subject_id: String, rows: i64) -> Self::Done;
}

/// Erases when identity asks, and answers in the same transaction.
pub struct OnErasureRequested<E> {
    /// The module's part.
    pub eraser: E,
    /// The only clock.
    pub clock: Clock,
}

impl<E: Eraser> Consumer for OnErasureRequested<E> {
    type Event = ErasureRequested;
    const NAME: &'static str = E::NAME;

    async fn handle(&self, conn: &mut Conn, event: Envelope<ErasureRequested>) -> Result<(), HandlerError> {
        let asked = event.data;
        let person: UserId = asked.subject_id.parse()?;
        let rows = self.eraser.rows(conn, person).await? + forget(conn, person).await?;
        let rows = i64::try_from(rows).unwrap_or(i64::MAX);
        let done = E::done(asked.erasure_id, asked.subject_id, rows);
        souk_outbox::publish(conn, &crate::meta(None), self.clock.now(), &done).await?;
        Ok(())
    }
}

/// Destroys the keys of a person, with an account or a contact of a merchant, which makes every value sealed with them unreadable, in backups too, and removes the
/// answers that are kept for their repeated requests. Returns how many rows.
///
/// # Errors
/// The database.
pub async fn forget(conn: &mut Conn, person: impl Display + Send) -> QueryResult<usize> {
    let person = person.to_string();
    let keys = subject_key::table.filter(subject_key::subject.eq(&person));
    let answers = idempotency::table.filter(idempotency::principal.eq(&person));
    Ok(diesel::delete(keys).execute(conn).await? + diesel::delete(answers).execute(conn).await?)
}
