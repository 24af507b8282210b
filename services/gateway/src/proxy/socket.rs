//! WebSockets pass through: frames are handed on in both directions until one side closes or falls silent.
use std::time::Duration;

use actix_web::{
    HttpRequest, HttpResponse,
    http::{
        StatusCode, Uri,
        header::{self, HeaderMap},
    },
    web,
};
use actix_ws::{CloseCode, CloseReason, Message, MessageStream, Session};
use awc::{
    error::{WsClientError, WsProtocolError},
    ws::{Frame, Message as Outgoing},
};
use futures_util::{Sink, SinkExt as _, Stream, StreamExt as _};
use souk_kit::Problem;
use tokio_util::sync::CancellationToken;

use crate::visit::Visit;

/// Largest frame, bytes.
const MAX_FRAME: usize = 1024 * 1024;

/// The module's end of a socket.
trait Module: Stream<Item = Result<Frame, WsProtocolError>> + Sink<Outgoing> + Unpin {}
impl<S: Stream<Item = Result<Frame, WsProtocolError>> + Sink<Outgoing> + Unpin> Module for S {}

/// Does the request ask for a WebSocket?
#[must_use]
pub fn asked(request: &HttpRequest) -> bool {
    let upgrade = request.headers().get(header::UPGRADE).and_then(|v| v.to_str().ok());
    upgrade.is_some_and(|u| u.eq_ignore_ascii_case("websocket"))
}

/// Connects to the module, then answers the client.
///
/// # Errors
/// The module's refusal, or 503 when it does not answer.
pub async fn relay(
    visit: &Visit<'_>,
    payload: web::Payload,
    to: Uri,
    headers: HeaderMap,
) -> Result<HttpResponse, Problem> {
    let (request, settings) = (visit.request, &visit.state.config.upstream);
    let mut socket = visit.upstream.client(settings).ws(to).max_frame_size(MAX_FRAME);
    for (name, value) in headers {
        socket = socket.set_header(name, value);
    }
    let wanted: Vec<String> = request
        .headers()
        .get_all(header::SEC_WEBSOCKET_PROTOCOL)
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(','))
        .map(|p| p.trim().to_owned())
        .collect();
    if !wanted.is_empty() {
        socket = socket.protocols(&wanted);
    }
    let (answer, module) = socket.connect().await.map_err(refusal)?;
    let (mut response, session, messages) = actix_ws::handle(request, payload).map_err(|error| {
        tracing::debug!(%error, "no WebSocket handshake");
        Problem::invalid("body_unreadable")
    })?;
    if let Some(protocol) = answer.headers().get(header::SEC_WEBSOCKET_PROTOCOL) {
        response.headers_mut().insert(header::SEC_WEBSOCKET_PROTOCOL, protocol.clone());
    }
    let messages = messages.max_frame_size(MAX_FRAME);
    let idle = Duration::from_millis(settings.idle_ms);
    actix_web::rt::spawn(pump(session, messages, module, idle, visit.ends()));
    Ok(response)
}

fn refusal(error: WsClientError) -> Problem {
    match error {
        WsClientError::InvalidResponseStatus(StatusCode::UNAUTHORIZED) => Problem::unauthenticated(),
        WsClientError::InvalidResponseStatus(StatusCode::FORBIDDEN) => Problem::forbidden(),
        WsClientError::InvalidResponseStatus(StatusCode::NOT_FOUND) => Problem::not_found(),
        other => {
            tracing::warn!(error = %other, "no WebSocket at the module");
            Problem::unavailable("module_unavailable")
        }
    }
}

async fn pump(
    mut client: Session,
    mut from_client: MessageStream,
    mut module: impl Module,
    idle: Duration,
    ends: CancellationToken,
) {
    let mut reason = None;
    loop {
        let going = tokio::select! {
            message = from_client.next() => match message {
                Some(Ok(message)) => up(message, &mut module).await,
                _ => false,
            },
            frame = module.next() => match frame {
                Some(Ok(Frame::Close(why))) => { reason = why; false }
                Some(Ok(frame)) => down(frame, &mut client).await,
                _ => false,
            },
            () = tokio::time::sleep(idle) => false,
            () = ends.cancelled() => { reason = Some(CloseReason::from(CloseCode::Away)); false }
        };
        if !going {
            break;
        }
    }
    // Whoever is still there is told; whoever is gone cannot be.
    let _ = module.send(Outgoing::Close(reason.clone())).await;
    let _ = client.close(reason).await;
}

async fn up(message: Message, module: &mut impl Module) -> bool {
    let message = match message {
        Message::Text(text) => Outgoing::Text(text),
        Message::Binary(bytes) => Outgoing::Binary(bytes),
        Message::Continuation(item) => Outgoing::Continuation(item),
        Message::Ping(bytes) => Outgoing::Ping(bytes),
        Message::Pong(bytes) => Outgoing::Pong(bytes),
        Message::Close(_) | Message::Nop => return false,
    };
    module.send(message).await.is_ok()
}

async fn down(frame: Frame, client: &mut Session) -> bool {
    let sent = match frame {
        Frame::Text(text) => match String::from_utf8(text.to_vec()) {
            Ok(text) => client.text(text).await,
            Err(_) => return false,
        },
        Frame::Binary(bytes) => client.binary(bytes).await,
        Frame::Continuation(item) => client.continuation(item).await,
        Frame::Ping(bytes) => client.ping(&bytes).await,
        Frame::Pong(bytes) => client.pong(&bytes).await,
        Frame::Close(_) => return false,
    };
    sent.is_ok()
}
