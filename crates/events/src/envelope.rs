//! The envelope of a fact: CloudEvents attributes beside the JSON body.
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{Event, EventId, TenantId};

/// What the teller of a fact knows besides the fact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// The merchant it concerns; none for platform-wide facts.
    pub tenant: Option<TenantId>,
    /// One id from the first request to the last consumer.
    pub correlation: String,
    /// W3C trace context of the telling request.
    pub traceparent: Option<String>,
}

/// A fact as it travels: attributes and an unread JSON body.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RawEvent {
    /// Unique id; consumers use it to act once.
    pub id: EventId,
    /// Wire name, see [`Event::TYPE`].
    #[serde(rename = "type")]
    pub kind: String,
    /// The telling module.
    pub source: String,
    /// When it was told.
    pub time: DateTime<Utc>,
    /// The merchant it concerns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tenant: Option<TenantId>,
    /// The id of the thing it is about.
    pub subject: String,
    /// Correlation id.
    pub correlation: String,
    /// W3C trace context.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub traceparent: Option<String>,
    /// proto3 JSON of the fact.
    pub data: serde_json::Value,
}

/// A fact that was read.
#[derive(Clone, Debug)]
pub struct Envelope<E> {
    /// Unique id.
    pub id: EventId,
    /// When it was told.
    pub time: DateTime<Utc>,
    /// The telling module.
    pub source: String,
    /// Tenant, correlation id and trace context: hand these on when the reaction tells facts itself.
    pub meta: Meta,
    /// The fact.
    pub data: E,
}

/// A fact that could not be read.
#[derive(Debug, thiserror::Error)]
pub enum EnvelopeError {
    /// The body does not have the contract's shape.
    #[error("body of {kind} does not fit its contract")]
    Body {
        /// Wire name.
        kind: String,
        /// What the reader stumbled on.
        #[source]
        source: serde_json::Error,
    },
    /// Another fact than the reader expected.
    #[error("expected {expected}, got {got}")]
    Kind {
        /// What the reader wanted.
        expected: &'static str,
        /// What came.
        got: String,
    },
}

impl RawEvent {
    /// Wraps a fact.
    ///
    /// # Errors
    /// When the fact does not serialise, which a generated type never does.
    pub fn wrap<E: Event>(
        id: EventId,
        source: &str,
        time: DateTime<Utc>,
        meta: &Meta,
        event: &E,
    ) -> Result<Self, EnvelopeError> {
        let data = serde_json::to_value(event)
            .map_err(|source| EnvelopeError::Body { kind: E::TYPE.into(), source })?;
        Ok(Self {
            id,
            kind: E::TYPE.into(),
            source: source.into(),
            time,
            tenant: meta.tenant,
            subject: event.subject().into(),
            correlation: meta.correlation.clone(),
            traceparent: meta.traceparent.clone(),
            data,
        })
    }

    /// Reads the fact inside. Unknown fields and enum values are tolerated.
    ///
    /// # Errors
    /// When it is another fact or its body does not fit.
    pub fn read<E: Event>(&self) -> Result<Envelope<E>, EnvelopeError> {
        if self.kind != E::TYPE {
            return Err(EnvelopeError::Kind { expected: E::TYPE, got: self.kind.clone() });
        }
        let data = E::deserialize(&self.data)
            .map_err(|source| EnvelopeError::Body { kind: self.kind.clone(), source })?;
        Ok(Envelope {
            id: self.id,
            time: self.time,
            source: self.source.clone(),
            meta: Meta {
                tenant: self.tenant,
                correlation: self.correlation.clone(),
                traceparent: self.traceparent.clone(),
            },
            data,
        })
    }
}
