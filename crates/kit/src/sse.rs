//! Server-sent events, as pages that follow something get them.
use actix_web::{HttpResponse, http::header};
use bytes::Bytes;
use futures_util::Stream;

use crate::Problem;

/// A sign of life; browsers pass over it.
pub const STILL_HERE: Bytes = Bytes::from_static(b": still here\n\n");

/// The answer that streams events as they come, through every proxy.
pub fn answer(events: impl Stream<Item = Result<Bytes, Problem>> + 'static) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/event-stream")
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .insert_header(("x-accel-buffering", "no"))
        .streaming(events)
}

/// An event with a fragment of a page.
#[must_use]
pub fn event(name: &str, html: &str) -> Bytes {
    let mut out = format!("event: {name}\n");
    for line in html.split(['\n', '\r']).filter(|l| !l.is_empty()) {
        out.push_str("data: ");
        out.push_str(line);
        out.push('\n');
    }
    out.push('\n');
    out.into()
}

#[cfg(test)]
mod tests {
    use super::event;

    #[test]
    fn every_line_of_a_fragment_is_data() {
        assert_eq!(event("order", "<p>\na\r\nb</p>"), "event: order\ndata: <p>\ndata: a\ndata: b</p>\n\n");
    }
}
