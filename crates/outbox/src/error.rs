//! What can go wrong here, for callers and for handlers.
use std::{error::Error, fmt};

use diesel_async::pooled_connection::deadpool::PoolError;

use crate::transport::TransportError;

/// The outbox could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum OutboxError {
    /// The database refused or is away.
    #[error("database")]
    Database(#[from] diesel::result::Error),
    /// No connection could be made.
    #[error("no connection to the database")]
    Connect(#[from] diesel::ConnectionError),
    /// No connection was to be had in time.
    #[error("no free connection to the database")]
    Pool(#[from] PoolError),
    /// The fact does not serialise.
    #[error(transparent)]
    Envelope(#[from] souk_events::EnvelopeError),
    /// The transport refused or is away.
    #[error(transparent)]
    Transport(#[from] TransportError),
    /// The declared consumers or timers contradict each other.
    #[error("{0}")]
    Setup(String),
}

/// Why a handler did not act. Any error becomes [`HandlerError::Retry`] by `?`.
#[derive(Debug)]
pub enum HandlerError {
    /// It may work later: tried again with backoff, a dead letter after the last attempt.
    Retry(Box<dyn Error + Send + Sync>),
    /// It will never work: a dead letter at once.
    Refused(String),
    /// Who was asked is not there: asked again in its order, however long that takes. It counts as no attempt.
    Absent(String),
}

impl HandlerError {
    /// A failure worth trying again, in words.
    #[must_use]
    pub fn retry(reason: impl Into<String>) -> Self {
        Self::Retry(reason.into().into())
    }

    /// Nobody home.
    #[must_use]
    pub fn absent(reason: impl Into<String>) -> Self {
        Self::Absent(reason.into())
    }

    /// A failure no repetition mends.
    #[must_use]
    pub fn refused(reason: impl Into<String>) -> Self {
        Self::Refused(reason.into())
    }
}

impl fmt::Display for HandlerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Retry(error) => f.write_str(&chain(error.as_ref())),
            Self::Refused(reason) => write!(f, "refused: {reason}"),
            Self::Absent(reason) => write!(f, "nobody home: {reason}"),
        }
    }
}

impl<E: Error + Send + Sync + 'static> From<E> for HandlerError {
    fn from(error: E) -> Self {
        Self::Retry(Box::new(error))
    }
}

/// An error and its causes on one line, without saying the same twice.
pub(crate) fn chain(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        let words = inner.to_string();
        if !text.contains(&words) {
            text = format!("{text}: {words}");
        }
        cause = inner.source();
    }
    text
}
