//! A person or module that calls the module under test.
use reqwest::{Client, Method, RequestBuilder, StatusCode, header::HeaderMap};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// Somebody with a token, or without.
#[derive(Clone)]
pub struct Actor {
    pub(crate) http: Client,
    pub(crate) base: String,
    pub(crate) token: Option<String>,
    pub(crate) language: &'static str,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// HTTP status.
    pub status: StatusCode,
    /// Headers.
    pub headers: HeaderMap,
    /// Body.
    pub body: Vec<u8>,
}

impl Actor {
    /// Somebody who calls `base` with this client, reading English.
    #[must_use]
    pub fn new(http: Client, base: &str, token: Option<String>) -> Self {
        Self { http, base: base.to_owned(), token, language: "en" }
    }

    /// The same person, who reads another language.
    #[must_use]
    pub fn reading(mut self, language: &'static str) -> Self {
        self.language = language;
        self
    }

    /// The bearer token.
    #[must_use]
    pub fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    /// A request to fill in further; redirects are not followed.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self
            .http
            .request(method, format!("{}{path}", self.base))
            .header("accept-language", self.language);
        match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    /// Sends a request.
    pub async fn send(&self, request: RequestBuilder) -> Answer {
        let response = request.send().await.expect("the module answers");
        let (status, headers) = (response.status(), response.headers().clone());
        let body = response.bytes().await.expect("a whole body").to_vec();
        Answer { status, headers, body }
    }

    /// GET.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path)).await
    }
    /// DELETE.
    pub async fn delete(&self, path: &str) -> Answer {
        self.send(self.request(Method::DELETE, path)).await
    }
    /// POST of JSON.
    pub async fn post(&self, path: &str, body: impl Serialize) -> Answer {
        self.send(self.request(Method::POST, path).json(&body)).await
    }
    /// PUT of JSON.
    pub async fn put(&self, path: &str, body: impl Serialize) -> Answer {
        self.send(self.request(Method::PUT, path).json(&body)).await
    }
    /// PATCH of JSON.
    pub async fn patch(&self, path: &str, body: impl Serialize) -> Answer {
        self.send(self.request(Method::PATCH, path).json(&body)).await
    }
    /// POST of an HTML form.
    pub async fn form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(self.request(Method::POST, path).form(fields)).await
    }
    /// POST of JSON with an `Idempotency-Key`.
    pub async fn post_once(&self, path: &str, key: &str, body: impl Serialize) -> Answer {
        self.send(self.request(Method::POST, path).header("idempotency-key", key).json(&body)).await
    }
}

impl Answer {
    /// The body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
    /// The body as JSON.
    #[must_use]
    pub fn json(&self) -> Value {
        self.read()
    }
    /// The body as a type.
    #[must_use]
    pub fn read<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body).unwrap_or_else(|e| {
            panic!("{} with a body that is not what was expected ({e}): {}", self.status, self.text())
        })
    }
    /// A header's text, empty when it is not there.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default()
    }
    /// Fails unless the status is this one.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.text());
        self
    }
    /// Fails unless it is a problem with this status and code.
    #[track_caller]
    pub fn problem(self, status: u16, code: &str) -> Self {
        let answer = self.expect(status);
        assert_eq!(answer.header("content-type"), "application/problem+json");
        assert_eq!(answer.json()["code"], code, "{}", answer.text());
        answer
    }
}
