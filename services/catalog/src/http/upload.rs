//! Files that people send: the raw body, or one field of a multipart form with the other fields beside it.
use std::collections::HashMap;

use actix_multipart::Multipart;
use actix_web::{
    HttpRequest,
    http::header,
    web::{Bytes, BytesMut, Payload},
};
use futures_util::StreamExt;
use souk_kit::{Kind, Problem};

/// What came.
#[derive(Debug, Default)]
pub struct Upload {
    /// The file, if one was chosen.
    pub file: Option<Bytes>,
    /// What its sender calls it.
    pub file_name: String,
    /// The other fields of the form; a field sent more than once keeps its last value.
    pub fields: HashMap<String, String>,
}

/// Largest text field and most fields of a form with a file.
const MAX_FIELD: usize = 64 * 1024;
const MAX_FIELDS: usize = 2_000;

fn too_large() -> Problem {
    Problem::new(Kind::TooLarge, "body_too_large")
}

/// Reads an upload of at most `max` bytes.
///
/// # Errors
/// 413 when it is larger, 400 when it cannot be read.
pub async fn read(request: &HttpRequest, payload: Payload, max: usize) -> Result<Upload, Problem> {
    let content_type =
        request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or("");
    if content_type.starts_with("multipart/form-data") {
        return multipart(Multipart::new(request.headers(), payload), max).await;
    }
    let mut body = BytesMut::new();
    let mut stream = payload;
    while let Some(chunk) = stream.next().await {
        let chunk = chunk.map_err(|_| Problem::invalid("body_unreadable"))?;
        if body.len() + chunk.len() > max {
            return Err(too_large());
        }
        body.extend_from_slice(&chunk);
    }
    let file = Some(body.freeze()).filter(|b| !b.is_empty());
    Ok(Upload { file, ..Upload::default() })
}

async fn multipart(mut form: Multipart, max: usize) -> Result<Upload, Problem> {
    let mut upload = Upload::default();
    let unreadable = || Problem::invalid("body_unreadable");
    while let Some(field) = form.next().await {
        let mut field = field.map_err(|_| unreadable())?;
        let name = field.name().unwrap_or_default().to_owned();
        let file_name = field.content_disposition().and_then(|d| d.get_filename()).map(str::to_owned);
        let limit = if file_name.is_some() { max } else { MAX_FIELD };
        let bytes = field.bytes(limit).await.map_err(|_| too_large())?.map_err(|_| unreadable())?;
        match file_name {
            Some(called) => {
                if !bytes.is_empty() {
                    upload.file = Some(bytes);
                    upload.file_name = called.chars().filter(|c| !c.is_control()).take(120).collect();
                }
            }
            None => {
                if upload.fields.len() >= MAX_FIELDS {
                    return Err(too_large());
                }
                let text = String::from_utf8(bytes.to_vec()).map_err(|_| unreadable())?;
                upload.fields.insert(name, text);
            }
        }
    }
    Ok(upload)
}
