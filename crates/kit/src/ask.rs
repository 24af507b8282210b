//! Asking another module: a time budget, a circuit breaker, a service token, and an answer for "nobody home".
use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU32, Ordering},
    },
    time::Duration,
};

use reqwest::{Method, StatusCode};
use serde::{Serialize, de::DeserializeOwned};
use souk_outbox::Clock;
use tokio::time::Instant;

use crate::{
    context, metrics,
    problem::ProblemBody,
    token::{TokenError, Verifier},
};

const OPEN_AFTER_FAILURES: u32 = 5;
const OPEN_FOR_MS: i64 = 1_000;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum AskError {
    /// Down, too slow, switched off, or not part of this installation.
    #[error("{peer} does not answer: {why}")]
    NobodyHome {
        /// Who was asked.
        peer: String,
        /// For the log.
        why: String,
    },
    /// It answered what is no answer: a fault of its own, or something that cannot be read.
    #[error("{peer} is broken: {why}")]
    Broken {
        /// Who was asked.
        peer: String,
        /// For the log.
        why: String,
    },
    /// It answered with a refusal.
    #[error("{peer} refused: {}", problem.code)]
    Refused {
        /// Who was asked.
        peer: String,
        /// What it said.
        problem: Box<ProblemBody>,
    },
}

#[derive(Default)]
struct Breaker {
    failures: AtomicU32,
    open_until_ms: AtomicI64,
}

struct Inner {
    module: &'static str,
    http: reqwest::Client,
    verifier: Arc<Verifier>,
    clock: Clock,
    peers: HashMap<String, (String, Breaker)>,
}

/// Asks the peers of the settings.
#[derive(Clone)]
pub struct Ask(Arc<Inner>);

impl Ask {
    /// A module's client for these peers.
    #[must_use]
    pub fn new(
        module: &'static str,
        http: reqwest::Client,
        verifier: Arc<Verifier>,
        clock: Clock,
        peers: HashMap<String, String>,
    ) -> Self {
        let peers = peers.into_iter().map(|(name, url)| (name, (url, Breaker::default()))).collect();
        Self(Arc::new(Inner { module, http, verifier, clock, peers }))
    }

    /// `GET path` of a peer within the budget.
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn get<T: DeserializeOwned>(
        &self,
        peer: &str,
        path: &str,
        budget: Duration,
    ) -> Result<T, AskError> {
        self.timed(peer, self.send(peer, Method::GET, path, None::<&()>, budget)).await
    }

    /// `POST path` of a peer within the budget. Give it a deterministic id where it changes something.
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn post<T: DeserializeOwned>(
        &self,
        peer: &str,
        path: &str,
        body: &impl Serialize,
        budget: Duration,
    ) -> Result<T, AskError> {
        self.timed(peer, self.send(peer, Method::POST, path, Some(body), budget)).await
    }

    async fn timed<T>(
        &self,
        peer: &str,
        asking: impl Future<Output = Result<T, AskError>>,
    ) -> Result<T, AskError> {
        let started = Instant::now();
        let answer = asking.await;
        let result = match &answer {
            Ok(_) => "answered",
            Err(AskError::Refused { .. }) => "refused",
            Err(AskError::NobodyHome { .. }) => "nobody_home",
            Err(AskError::Broken { .. }) => "broken",
        };
        metrics::get().asked(self.0.module, peer, result, started.elapsed());
        answer
    }

    async fn send<T: DeserializeOwned>(
        &self,
        peer: &str,
        method: Method,
        path: &str,
        body: Option<&impl Serialize>,
        budget: Duration,
    ) -> Result<T, AskError> {
        let nobody = |why: String| AskError::NobodyHome { peer: peer.to_owned(), why };
        let broken = |why: String| AskError::Broken { peer: peer.to_owned(), why };
        let (base, breaker) = self.0.peers.get(peer).ok_or_else(|| nobody("not configured".into()))?;
        let now = self.0.clock.now().timestamp_millis();
        if breaker.open_until_ms.load(Ordering::Relaxed) > now {
            return Err(nobody("circuit open".into()));
        }
        let token = self.0.verifier.service_token().map_err(|e: TokenError| nobody(e.to_string()))?;
        let mut request = self
            .0
            .http
            .request(method, format!("{}{path}", base.trim_end_matches('/')))
            .bearer_auth(token)
            .header("x-correlation-id", context::correlation())
            .header("accept-language", context::lang().code())
            .timeout(budget);
        if let Some(traceparent) = context::traceparent() {
            request = request.header("traceparent", traceparent);
        }
        if let Some(body) = body {
            request = request.json(body);
        }
        let answer = async {
            let response = request.send().await?;
            let status = response.status();
            Ok::<_, reqwest::Error>((status, response.bytes().await?))
        }
        .await;
        match answer {
            Ok((status, bytes)) if status.is_success() => {
                breaker.failures.store(0, Ordering::Relaxed);
                let bytes = if bytes.is_empty() { "null".as_bytes() } else { bytes.as_ref() };
                serde_json::from_slice(bytes).map_err(|e| broken(format!("answer not understood: {e}")))
            }
            Ok((status, bytes)) if status.is_client_error() && status != StatusCode::TOO_MANY_REQUESTS => {
                breaker.failures.store(0, Ordering::Relaxed);
                let problem = serde_json::from_slice(&bytes).map_err(|_| broken(status.to_string()))?;
                Err(AskError::Refused { peer: peer.to_owned(), problem: Box::new(problem) })
            }
            // Busy, away or behind somebody who is: it passes by itself.
            Ok((status, _)) if matches!(status.as_u16(), 429 | 502 | 503 | 504) => {
                Err(self.failed(breaker, now, nobody(status.to_string())))
            }
            Ok((status, _)) => Err(self.failed(breaker, now, broken(status.to_string()))),
            Err(e) => Err(self.failed(breaker, now, nobody(e.to_string()))),
        }
    }

    fn failed(&self, breaker: &Breaker, now: i64, error: AskError) -> AskError {
        if breaker.failures.fetch_add(1, Ordering::Relaxed) + 1 >= OPEN_AFTER_FAILURES {
            breaker.open_until_ms.store(now + OPEN_FOR_MS, Ordering::Relaxed);
        }
        tracing::warn!(%error, "ask failed");
        error
    }
}
