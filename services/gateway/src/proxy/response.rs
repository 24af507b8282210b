//! The answer on its way back: hop headers dropped, cookies only from identity, streams with a limit on silence.
use std::time::Duration;

use actix_web::{
    HttpResponse,
    body::{BodyStream, SizedStream},
    http::{
        StatusCode,
        header::{self, HeaderMap, HeaderValue},
    },
};
use awc::ClientResponse;
use bytes::{Bytes, BytesMut};
use futures_util::{Stream, StreamExt as _, TryStreamExt as _, stream};
use tokio_util::sync::CancellationToken;

use crate::{
    edge::{cookies, headers},
    state::State,
    visit::Visit,
};

/// Where composed pages announce themselves.
const COMPOSE: &str = "x-souk-compose";

/// An answer of a module, its body at hand or flowing.
pub enum Answer {
    /// Read to its end.
    Whole(Head, Bytes),
    /// Sent on as it comes.
    Flow(Head, HttpResponse),
}

/// Status and headers for the client.
pub struct Head {
    /// Status.
    pub status: StatusCode,
    /// Headers, ready to send.
    pub headers: HeaderMap,
    /// The module asks for composition.
    pub compose: bool,
    /// Identity opened a session.
    pub signed_in: bool,
}

impl Head {
    fn of(answer: &ClientResponse, module: &str, secure: bool) -> Self {
        let from = answer.headers();
        let mut head = Self {
            status: answer.status(),
            headers: headers::back(from),
            compose: from.contains_key(COMPOSE),
            signed_in: false,
        };
        if module == "identity" {
            for cookie in from.get_all(header::SET_COOKIE) {
                head.signed_in |= cookie.to_str().is_ok_and(|c| cookies::opens_session(c, secure));
                head.headers.append(header::SET_COOKIE, cookie.clone());
            }
        }
        head
    }

    /// The media type without parameters.
    #[must_use]
    pub fn kind(&self) -> &str {
        let value = self.headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        value.split(';').next().unwrap_or_default().trim()
    }

    /// A response with this head and a body.
    #[must_use]
    pub fn with(self, body: Bytes) -> HttpResponse {
        let mut answer = HttpResponse::build(self.status).body(body);
        put(&mut answer, self.headers);
        answer
    }
}

fn put(answer: &mut HttpResponse, headers: HeaderMap) {
    for (name, value) in headers {
        answer.headers_mut().append(name, value);
    }
}

/// Takes a module's answer: what is worked on is read, everything else flows.
pub async fn take(visit: &Visit<'_>, answer: ClientResponse, module: &str, bodiless: bool) -> Answer {
    let state = visit.state;
    let head = Head::of(&answer, module, state.secure);
    let length =
        answer.headers().get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()?.parse::<usize>().ok());
    let max = state.config.compose.max_page;
    let live = head.kind() == "text/event-stream";
    let worked_on = head.compose || head.kind() == "application/problem+json";
    let packable = length.is_some_and(|l| l <= max)
        && crate::finish::compressible(head.headers.get(header::CONTENT_TYPE));
    if (bodiless && !worked_on) || matches!(head.status, StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED) {
        let empty = SizedStream::new(
            u64::try_from(length.unwrap_or(0)).unwrap_or(0),
            stream::empty::<Result<Bytes, awc::error::PayloadError>>(),
        );
        let mut response = HttpResponse::build(head.status).body(empty);
        put(&mut response, head.headers.clone());
        return Answer::Flow(head, response);
    }
    if live
        || length.is_some_and(|l| l > max)
        || !(worked_on || packable || length.is_some_and(|l| l <= 65_536))
    {
        let ends = live.then(|| visit.ends());
        return flow(head, Bytes::new(), answer, length, ends, state);
    }
    gather(head, answer, max, length, state).await
}

/// Reads up to `max` bytes; a body that turns out longer flows on from there. Read to its very end, also when all
/// bytes are there: only then does the connection go back to its pool.
async fn gather(
    head: Head,
    mut answer: ClientResponse,
    max: usize,
    length: Option<usize>,
    state: &State,
) -> Answer {
    let mut read = BytesMut::new();
    let patience = Duration::from_millis(state.config.upstream.idle_ms);
    loop {
        let next = tokio::time::timeout(patience, answer.next()).await;
        match next {
            Ok(Some(Ok(chunk))) => read.extend_from_slice(&chunk),
            Ok(None) => return Answer::Whole(head, read.freeze()),
            Ok(Some(Err(error))) => return broken(head, &error.to_string()),
            Err(_) => return broken(head, "silent for too long"),
        }
        if read.len() > max {
            return flow(head, read.freeze(), answer, length, None, state);
        }
    }
}

fn broken(head: Head, error: &str) -> Answer {
    tracing::warn!(error, "an answer broke off");
    let status = StatusCode::BAD_GATEWAY;
    Answer::Whole(Head { status, headers: HeaderMap::new(), compose: false, ..head }, Bytes::new())
}

fn flow(
    head: Head,
    first: Bytes,
    rest: ClientResponse,
    length: Option<usize>,
    live: Option<CancellationToken>,
    state: &State,
) -> Answer {
    let idle = Duration::from_millis(state.config.upstream.idle_ms);
    let start = stream::iter((!first.is_empty()).then_some(Ok(first)));
    let body = start.chain(limited(rest, idle));
    // A body, not `streaming`, which would say a content type of its own beside the module's.
    let mut builder = HttpResponse::build(head.status);
    let is_live = live.is_some();
    let mut response = match (length.and_then(|l| u64::try_from(l).ok()), live) {
        (Some(length), _) => builder.body(SizedStream::new(length, body)),
        // A live stream ends with its session, and when the process is about to stop; the browser comes back.
        (None, Some(ends)) => {
            builder.body(BodyStream::new(body.take_until(Box::pin(ends.cancelled_owned()))))
        }
        (None, None) => builder.body(BodyStream::new(body)),
    };
    put(&mut response, head.headers.clone());
    if is_live {
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    }
    Answer::Flow(head, response)
}

type Broken = Box<dyn std::error::Error>;

fn limited(answer: ClientResponse, idle: Duration) -> impl Stream<Item = Result<Bytes, Broken>> {
    let chunks = answer.map_err(|error| Broken::from(error.to_string()));
    tokio_stream::StreamExt::timeout(chunks, idle).map(|chunk| chunk.map_err(Broken::from)?)
}
