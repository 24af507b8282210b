//! The client to modules, one per worker.
use std::{cell::OnceCell, time::Duration};

use actix_web::http::{Method, Uri, header::HeaderMap};
use awc::{
    Client, ClientRequest, ClientResponse, Connector,
    error::{ConnectError, SendRequestError},
};
use bytes::Bytes;
use souk_kit::Problem;

use crate::{config, domain::routes::Module};

/// Connections of one worker to all modules.
#[derive(Default)]
pub struct Upstream(OnceCell<Client>);

impl Upstream {
    /// No connection yet; they are made with the first request.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The client itself.
    pub fn client(&self, settings: &config::Upstream) -> &Client {
        self.0.get_or_init(|| {
            let connector = Connector::new()
                .limit(0)
                .timeout(Duration::from_millis(settings.connect_ms))
                .conn_keep_alive(Duration::from_millis(settings.keep_alive_ms));
            Client::builder()
                .connector(connector)
                .timeout(Duration::from_millis(settings.answer_ms))
                .no_default_headers()
                .disable_redirects()
                .finish()
        })
    }

    /// A request to a module with these headers and no other.
    pub fn request(
        &self,
        settings: &config::Upstream,
        method: Method,
        to: Uri,
        headers: HeaderMap,
    ) -> ClientRequest {
        let mut request = self.client(settings).request(method, to).no_decompress();
        *request.headers_mut() = headers;
        request
    }

    /// Sends a request whose body is at hand. A `GET` that never reached the module is sent once more: the
    /// connection may have been closed while it was idle.
    ///
    /// # Errors
    /// The module does not answer.
    pub async fn send(
        &self,
        settings: &config::Upstream,
        method: Method,
        to: Uri,
        headers: HeaderMap,
        body: Bytes,
    ) -> Result<ClientResponse, SendRequestError> {
        let first = self.request(settings, method.clone(), to.clone(), headers.clone());
        let answer = first.send_body(body.clone()).await;
        match answer {
            Err(SendRequestError::Connect(ref error)) if method == Method::GET && again(error) => {
                self.request(settings, method, to, headers).send_body(body).await
            }
            other => other,
        }
    }
}

fn again(error: &ConnectError) -> bool {
    !matches!(error, ConnectError::Timeout)
}

/// The address of a module's page.
///
/// # Errors
/// A path that is no URI, which the parser of the request has already refused.
pub fn address(module: &Module, path_and_query: &str) -> Result<Uri, Problem> {
    format!("{}{path_and_query}", module.base).parse().map_err(|_| Problem::not_found())
}

/// What a client is told when a module does not answer.
#[must_use]
pub fn nobody_home(module: &str, error: &SendRequestError) -> Problem {
    tracing::warn!(module, %error, "does not answer");
    Problem::unavailable("module_unavailable")
}
