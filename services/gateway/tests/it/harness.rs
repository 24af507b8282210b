//! A gateway, small modules behind it, and a client in front.
use std::{collections::HashMap, net::SocketAddr, sync::Arc};

use actix_web::{App, HttpResponse, HttpServer, dev::ServerHandle, web};
use reqwest::{Client, Method, RequestBuilder, Response};
use serde_json::{Value, json};
use souk_gateway::Gateway;
use souk_kit::{
    Clock,
    serve::{self, Options, Running},
};
use souk_testkit::{Issuer, eventually};

/// A module in whatever language: an address and a manifest.
pub struct Stub {
    pub name: &'static str,
    address: SocketAddr,
    handle: ServerHandle,
}

impl Stub {
    /// Starts a module with its own routes beside its manifest.
    pub async fn start(
        manifest: Value,
        routes: impl Fn(&mut web::ServiceConfig) + Clone + Send + 'static,
    ) -> Self {
        Self::with_openapi(manifest, json!({}), routes).await
    }

    pub async fn with_openapi(
        manifest: Value,
        openapi: Value,
        routes: impl Fn(&mut web::ServiceConfig) + Clone + Send + 'static,
    ) -> Self {
        Self::at(0, manifest, openapi, routes).await
    }

    /// The same on a chosen port, to come back after a stop.
    pub async fn at(
        port: u16,
        manifest: Value,
        openapi: Value,
        routes: impl Fn(&mut web::ServiceConfig) + Clone + Send + 'static,
    ) -> Self {
        let name = Box::leak(manifest["name"].as_str().unwrap().to_owned().into_boxed_str());
        let server = HttpServer::new(move || {
            let (manifest, openapi) = (manifest.clone(), openapi.clone());
            App::new()
                .app_data(web::PayloadConfig::new(64 << 20))
                .route(
                    "/internal/manifest",
                    web::get().to(move || std::future::ready(web::Json(manifest.clone()))),
                )
                .route(
                    "/internal/openapi.json",
                    web::get().to(move || std::future::ready(web::Json(openapi.clone()))),
                )
                .configure(routes.clone())
        })
        .workers(1)
        .shutdown_timeout(1)
        .disable_signals()
        .bind(("127.0.0.1", port))
        .unwrap();
        let address = server.addrs()[0];
        let server = server.run();
        let handle = server.handle();
        tokio::spawn(server);
        Self { name, address, handle }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn port(&self) -> u16 {
        self.address.port()
    }

    pub async fn stop(&self) {
        self.handle.stop(false).await;
    }
}

/// A manifest with prefixes and nothing else.
pub fn manifest(name: &str, prefixes: &[&str]) -> Value {
    json!({ "name": name, "version": "1", "prefixes": prefixes, "optional": true })
}

/// A route that answers with what it got.
pub async fn echo(request: actix_web::HttpRequest, body: web::Bytes) -> HttpResponse {
    let headers: HashMap<String, String> = request
        .headers()
        .iter()
        .map(|(n, v)| (n.to_string(), v.to_str().unwrap_or_default().to_owned()))
        .collect();
    HttpResponse::Ok().json(json!({
        "method": request.method().as_str(), "path": request.uri().to_string(), "headers": headers,
        "body": String::from_utf8_lossy(&body),
    }))
}

/// A running gateway.
pub struct Door {
    pub running: Option<Running>,
    pub issuer: Arc<Issuer>,
    pub clock: Clock,
    _folder: tempfile::TempDir,
    settings: HashMap<String, String>,
    client: Client,
}

impl Door {
    /// A gateway in front of these modules, ready when it has read every manifest.
    pub async fn before(stubs: &[&Stub]) -> Self {
        Self::with(stubs, &[]).await
    }

    pub async fn with(stubs: &[&Stub], settings: &[(&str, &str)]) -> Self {
        let door = Self::unready(stubs, settings).await;
        door.ready(stubs.len()).await;
        door
    }

    /// The same without waiting for manifests.
    pub async fn unready(stubs: &[&Stub], settings: &[(&str, &str)]) -> Self {
        let issuer = Arc::new(Issuer::start().await);
        let folder = tempfile::tempdir().unwrap();
        let modules: Vec<String> = stubs.iter().map(|s| format!("{}={}", s.name, s.url())).collect();
        let identity = stubs.iter().find(|s| s.name == "identity").map_or_else(|| issuer.url(), |s| s.url());
        let mut all: HashMap<String, String> = [
            ("gateway.modules", modules.join(",")),
            ("gateway.volume", folder.path().join("gateway").display().to_string()),
            ("gateway.refresh_ms", "100".into()),
            ("gateway.switches_ms", "50".into()),
            ("gateway.public_url", "https://souk.test".into()),
            ("security.keys_dir", issuer.keys_dir().display().to_string()),
            ("peers.identity", identity),
            ("http.port", "0".into()),
            ("http.workers", "2".into()),
            ("http.shutdown_seconds", "5".into()),
            // A busy machine is no reason for a slot to be late or identity to be away.
            ("compose.deadline_ms", "5000".into()),
            ("session.exchange_ms", "5000".into()),
        ]
        .map(|(k, v)| (k.to_owned(), v))
        .into();
        // Stubs set and read the names of cookies that plain http has, unless a test is about the address.
        if settings.iter().all(|(key, _)| *key != "gateway.public_url") {
            all.insert("security.secure_cookies".into(), "false".into());
        }
        all.extend(settings.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())));
        let clock = Clock::fixed(now());
        let running = serve::boot::<Gateway>(options(&all, &clock)).await.unwrap();
        let client =
            Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build().unwrap();
        Self { running: Some(running), issuer, clock, _folder: folder, settings: all, client }
    }

    /// Stops it and starts it again on the same volume.
    pub async fn restart(&mut self) {
        if let Some(running) = self.running.take() {
            running.stop().await;
        }
        self.running = Some(serve::boot::<Gateway>(options(&self.settings, &self.clock)).await.unwrap());
    }

    pub async fn ready(&self, modules: usize) {
        eventually("every manifest", || async {
            let health: Value = self.get("/health").send().await.ok()?.json().await.ok()?;
            let up = health["modules"].as_array()?.iter().filter(|m| m["ok"] == true).count();
            (up == modules && health["status"] != "starting").then_some(())
        })
        .await;
    }

    pub fn address(&self) -> SocketAddr {
        self.running.as_ref().unwrap().address
    }

    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("http://{}{path}", self.address()))
    }

    pub fn get(&self, path: &str) -> RequestBuilder {
        self.request(Method::GET, path)
    }

    /// An unsafe request of one of our own pages.
    pub fn post(&self, path: &str) -> RequestBuilder {
        self.request(Method::POST, path).header("sec-fetch-site", "same-origin")
    }

    /// What a module got.
    pub async fn seen(&self, request: RequestBuilder) -> Value {
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), 200);
        answer.json().await.unwrap()
    }
}

fn options(settings: &HashMap<String, String>, clock: &Clock) -> Options {
    Options { settings: settings.clone(), clock: Some(clock.clone()), ..Options::default() }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the test's clock starts now, because tokens are signed with now"
)]
fn now() -> chrono::DateTime<chrono::Utc> {
    chrono::Utc::now()
}

/// The problem of an answer, checked.
pub async fn problem(answer: Response, status: u16, code: &str) -> Value {
    assert_eq!(answer.status(), status);
    assert_eq!(answer.headers()["content-type"], "application/problem+json");
    let body: Value = answer.json().await.unwrap();
    assert_eq!(body["code"], code, "{body}");
    assert_eq!(body["status"], status);
    assert!(!body["title"].as_str().unwrap().starts_with("problem-"), "untranslated: {body}");
    body
}

/// The `Set-Cookie` lines of an answer.
pub fn cookies(answer: &Response) -> Vec<String> {
    answer.headers().get_all("set-cookie").iter().map(|v| v.to_str().unwrap().to_owned()).collect()
}
