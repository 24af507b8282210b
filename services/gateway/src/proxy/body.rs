//! The body on its way up: small ones are read first, large ones flow through, and nothing exceeds its limit.
use std::{cell::Cell, rc::Rc};

use actix_web::{
    HttpRequest,
    body::SizedStream,
    error::PayloadError,
    http::header::{CONTENT_LENGTH, CONTENT_TYPE, TRANSFER_ENCODING},
    web,
};
use bytes::{Bytes, BytesMut};
use futures_util::StreamExt as _;
use souk_kit::{Kind, Problem};

use crate::domain::body::BodyLimits;

/// Smaller bodies are read before the module is called.
const BUFFERED: u64 = 64 * 1024;

/// A body to send on.
pub enum Body {
    /// At hand.
    Whole(Bytes),
    /// Flows; the cell says when it grew beyond its limit.
    Flow(Flow, Option<u64>, Rc<Cell<bool>>),
}

/// A body that flows.
pub type Flow = futures_util::stream::LocalBoxStream<'static, Result<Bytes, PayloadError>>;

/// The refusal of a body that is too large.
#[must_use]
pub fn too_large() -> Problem {
    Problem::new(Kind::TooLarge, "body_too_large")
}

/// Reads or prepares the body of a request.
///
/// # Errors
/// 413 for a body above its limit, 400 for one that breaks off.
pub async fn take(
    request: &HttpRequest,
    path: &str,
    payload: web::Payload,
    limits: &BodyLimits,
) -> Result<Body, Problem> {
    let text = |name| request.headers().get(name).and_then(|v| v.to_str().ok());
    let length = match text(CONTENT_LENGTH) {
        Some(length) => Some(length.parse::<u64>().map_err(|_| Problem::invalid("body_unreadable"))?),
        None => None,
    };
    if length.is_none()
        && text(TRANSFER_ENCODING).is_none()
        && request.version() < actix_web::http::Version::HTTP_2
    {
        return Ok(Body::Whole(Bytes::new()));
    }
    let limit = limits.of(path, text(CONTENT_TYPE).unwrap_or_default());
    if length.is_some_and(|l| l > limit) {
        return Err(too_large());
    }
    if length.is_some_and(|l| l <= BUFFERED) {
        return whole(payload).await.map(Body::Whole);
    }
    let exceeded = Rc::new(Cell::new(false));
    let flow = limited(payload, limit, Rc::clone(&exceeded));
    Ok(Body::Flow(flow, length, exceeded))
}

async fn whole(mut payload: web::Payload) -> Result<Bytes, Problem> {
    let mut read = BytesMut::new();
    while let Some(chunk) = payload.next().await {
        read.extend_from_slice(&chunk.map_err(|_| Problem::invalid("body_unreadable"))?);
    }
    Ok(read.freeze())
}

fn limited(payload: web::Payload, limit: u64, exceeded: Rc<Cell<bool>>) -> Flow {
    let mut left = limit;
    payload
        .map(move |chunk| {
            let chunk = chunk?;
            match u64::try_from(chunk.len()).ok().and_then(|len| left.checked_sub(len)) {
                Some(rest) => {
                    left = rest;
                    Ok(chunk)
                }
                None => {
                    exceeded.set(true);
                    Err(PayloadError::Overflow)
                }
            }
        })
        .boxed_local()
}

/// A flow whose length is known keeps it.
#[must_use]
pub fn sized(flow: Flow, length: u64) -> SizedStream<Flow> {
    SizedStream::new(length, flow)
}
