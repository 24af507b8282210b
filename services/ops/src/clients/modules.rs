//! Asks every module about itself. One that does not answer is an answer too.
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use futures_util::future::join_all;
use reqwest::{Client, RequestBuilder, StatusCode, redirect};
use serde::{Serialize, de::DeserializeOwned};
use souk_kit::{Manifest, token::Verifier};

/// How long a connection is kept for the next question. Modules close theirs after five seconds, which is how often
/// the watch asks: a question that meets the closing would look like a broken module.
const IDLE: Duration = Duration::from_secs(2);

/// Why a module gave no answer, for the operator.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{0}")]
pub struct Silent(String);

impl From<u16> for Silent {
    fn from(status: u16) -> Self {
        Self(format!("status {status}"))
    }
}

/// The modules of this installation.
pub struct Modules {
    list: Vec<(String, String)>,
    http: Client,
    verifier: Arc<Verifier>,
    known: Mutex<HashMap<String, Manifest>>,
}

impl Modules {
    /// Nobody is asked yet.
    ///
    /// # Errors
    /// The HTTP client cannot be made.
    pub fn new(
        list: Vec<(String, String)>,
        budget: Duration,
        verifier: Arc<Verifier>,
    ) -> anyhow::Result<Self> {
        let http = Client::builder()
            .timeout(budget)
            .connect_timeout(budget)
            .redirect(redirect::Policy::none())
            .pool_idle_timeout(IDLE)
            .no_proxy()
            .build()?;
        Ok(Self { list, http, verifier, known: Mutex::default() })
    }

    /// Their names, as configured.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.list.iter().map(|(name, _)| name.as_str())
    }

    /// Whether there is such a module.
    pub fn has(&self, module: &str) -> bool {
        self.names().any(|name| name == module)
    }

    /// `GET path` of one module; a refusal with a body of the expected shape (503 of a module that is not
    /// ready) is an answer, too.
    ///
    /// # Errors
    /// It does not answer, or not with that shape.
    pub async fn get<T: DeserializeOwned>(&self, module: &str, path: &str) -> Result<T, Silent> {
        let (_, body) = self.send(module, path, |http, url| http.get(url)).await?;
        serde_json::from_slice(&body).map_err(|e| Silent(format!("answer not understood: {e}")))
    }

    /// `POST path` of one module; nothing when it has no such path.
    ///
    /// # Errors
    /// It does not answer with success.
    pub async fn post<T: DeserializeOwned>(
        &self,
        module: &str,
        path: &str,
        body: &impl Serialize,
    ) -> Result<Option<T>, Silent> {
        let (status, body) = self.send(module, path, |http, url| http.post(url).json(body)).await?;
        if status == StatusCode::NOT_FOUND {
            return Ok(None);
        }
        if !status.is_success() {
            return Err(Silent(status.to_string()));
        }
        serde_json::from_slice(&body).map(Some).map_err(|e| Silent(format!("answer not understood: {e}")))
    }

    async fn send(
        &self,
        module: &str,
        path: &str,
        request: impl FnOnce(&Client, String) -> RequestBuilder,
    ) -> Result<(StatusCode, Vec<u8>), Silent> {
        let (_, base) = self
            .list
            .iter()
            .find(|(name, _)| name == module)
            .ok_or_else(|| Silent("not configured".into()))?;
        let token = self.verifier.service_token().map_err(|e| Silent(e.to_string()))?;
        let meta = souk_kit::meta(None);
        let mut request = request(&self.http, format!("{base}{path}")).bearer_auth(token);
        if !meta.correlation.is_empty() {
            request = request.header("x-correlation-id", meta.correlation);
        }
        if let Some(traceparent) = meta.traceparent {
            request = request.header("traceparent", traceparent);
        }
        let response = request.send().await.map_err(|e| Silent(why(&e)))?;
        let status = response.status();
        let body = response.bytes().await.map_err(|e| Silent(why(&e)))?;
        Ok((status, body.to_vec()))
    }

    /// Asks all modules at once; the answers come in the configured order.
    pub async fn all<'a, T, F, Fut>(&'a self, ask: F) -> Vec<(&'a str, T)>
    where
        F: Fn(&'a str) -> Fut,
        Fut: Future<Output = T>,
    {
        join_all(self.names().map(|name| {
            let answer = ask(name);
            async move { (name, answer.await) }
        }))
        .await
    }

    /// What a module says about itself, or said when it last answered.
    pub async fn manifest(&self, module: &str) -> Option<Manifest> {
        match self.get::<Manifest>(module, "/internal/manifest").await {
            Ok(manifest) => {
                self.lock().insert(module.to_owned(), manifest.clone());
                Some(manifest)
            }
            Err(_) => self.lock().get(module).cloned(),
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Manifest>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The kind of failure in a few words; the URL is left out.
fn why(error: &reqwest::Error) -> String {
    if error.is_timeout() {
        "no answer in time".into()
    } else if error.is_connect() {
        "no connection".into()
    } else {
        "broken answer".into()
    }
}
