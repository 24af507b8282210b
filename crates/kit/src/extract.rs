//! Reading requests: JSON, query and path, where what is wrong is answered by field.
use std::{future::Future, ops::Deref, pin::Pin};

use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header, web};
use serde::de::DeserializeOwned;

use crate::{FieldError, Kind, Problem};

/// A JSON body, an object.
#[derive(Debug)]
pub struct Json<T>(pub T);
/// The query string.
#[derive(Debug)]
pub struct Query<T>(pub T);
/// The path's parameters; one that does not parse is a 404.
#[derive(Debug)]
pub struct Path<T>(pub T);

impl<T> Deref for Json<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}
impl<T> Deref for Query<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}
impl<T> Deref for Path<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    path.iter()
        .map(|segment| match segment {
            Segment::Seq { index } => format!("/{index}"),
            Segment::Map { key } => format!("/{key}"),
            Segment::Enum { variant } => format!("/{variant}"),
            Segment::Unknown => "/?".to_owned(),
        })
        .collect()
}

fn wrong_field(path: &serde_path_to_error::Path, why: &str) -> Problem {
    let mut error = FieldError::new(pointer(path), "unreadable");
    error.detail = why.to_owned();
    Problem { kind: Kind::Unprocessable, ..Problem::fields(vec![error]) }
}

impl<T: DeserializeOwned + 'static> FromRequest for Json<T> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;
    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let is_json = req
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|v| v.to_str().ok())
            .is_some_and(|t| t.starts_with("application/json"));
        let body = web::Bytes::from_request(req, payload);
        Box::pin(async move {
            if !is_json {
                return Err(Problem::new(Kind::Unsupported, "json_expected"));
            }
            let body = body.await.map_err(|e| body_problem(&e))?;
            // serde would read the fields of an object out of an array as well.
            if body.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'[') {
                return Err(Problem::field("", "unreadable"));
            }
            let mut reader = serde_json::Deserializer::from_slice(&body);
            let value = serde_path_to_error::deserialize(&mut reader).map_err(|e| {
                if e.inner().is_data() {
                    wrong_field(e.path(), &e.inner().to_string())
                } else {
                    Problem::invalid("json_unreadable")
                }
            })?;
            Ok(Self(value))
        })
    }
}

/// What a body that could not be read means.
#[must_use]
pub fn body_problem(error: &actix_web::Error) -> Problem {
    let status = error.as_response_error().status_code();
    if status == actix_web::http::StatusCode::PAYLOAD_TOO_LARGE {
        Problem::new(Kind::TooLarge, "body_too_large")
    } else {
        Problem::invalid("body_unreadable")
    }
}

impl<T: DeserializeOwned + 'static> FromRequest for Query<T> {
    type Error = Problem;
    type Future = std::future::Ready<Result<Self, Problem>>;
    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let reader =
            serde_urlencoded::Deserializer::new(url::form_urlencoded::parse(req.query_string().as_bytes()));
        let read = serde_path_to_error::deserialize(reader).map(Self);
        std::future::ready(
            read.map_err(|e| Problem {
                kind: Kind::Invalid,
                ..wrong_field(e.path(), &e.inner().to_string())
            }),
        )
    }
}

impl<T: DeserializeOwned + 'static> FromRequest for Path<T> {
    type Error = Problem;
    type Future = std::future::Ready<Result<Self, Problem>>;
    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let read = web::Path::<T>::from_request(req, payload).into_inner();
        std::future::ready(read.map(|p| Self(p.into_inner())).map_err(|_| Problem::not_found()))
    }
}
