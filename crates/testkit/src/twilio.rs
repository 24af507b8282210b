//! Stands in for Twilio: takes messages, refuses what Twilio refuses, signs what it sends. Magic numbers, by the last
//! four digits of the addressee, make it fail as Twilio may.
mod account;

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    net::SocketAddr,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use aws_lc_rs::hmac;
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use reqwest::StatusCode;
use serde_json::json;

/// The account that it knows.
pub const ACCOUNT: &str = "AC00000000000000000000000000000001";
/// That account's token.
pub const TOKEN: &str = "test-token-of-the-account";

/// The signature of a form under an address, as the package `twilio` makes it.
#[must_use]
pub fn sign(secret: &str, url: &str, body: &[u8]) -> String {
    let mut fields: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (key, value) in url::form_urlencoded::parse(body) {
        fields.entry(key.into_owned()).or_default().insert(value.into_owned());
    }
    let mut text = url.split('#').next().unwrap_or_default().to_owned();
    for (key, values) in &fields {
        for value in values {
            text.push_str(key);
            text.push_str(value);
        }
    }
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret.as_bytes());
    BASE64.encode(hmac::sign(&key, text.as_bytes()))
}

/// A message that it took.
#[derive(Clone, Debug)]
pub struct Sent {
    /// Its id.
    pub sid: String,
    /// The fields it was sent with.
    pub form: HashMap<String, String>,
}

impl Sent {
    /// A field, empty when it is not there.
    #[must_use]
    pub fn field(&self, name: &str) -> &str {
        self.form.get(name).map(String::as_str).unwrap_or_default()
    }
}

#[derive(Default)]
struct Inner {
    token: String,
    sent: Vec<Sent>,
    /// Attempts by addressee.
    tried: HashMap<String, usize>,
    /// Messages that are taken and then answered with 500.
    lose: usize,
    /// Whether statuses are told by themselves.
    flow: bool,
    /// Where the module is, behind the address that it is known by.
    module: Option<(String, String)>,
    counter: usize,
    /// Files, by name.
    files: HashMap<String, Vec<u8>>,
    /// Messages that people sent, as the list gives them.
    received: Vec<serde_json::Value>,
    /// The account's numbers and how they stand.
    numbers: BTreeMap<String, String>,
    /// The webhooks that were entered last.
    hooks: Option<serde_json::Value>,
    /// Whether contents with buttons are made; then, those.
    contents: Option<Vec<serde_json::Value>>,
}

type Shared = web::Data<Mutex<Inner>>;

/// Twilio, as far as Souk uses it.
#[derive(Clone)]
pub struct Twilio {
    address: SocketAddr,
    inner: Shared,
    http: reqwest::Client,
}

fn lock(inner: &Shared) -> std::sync::MutexGuard<'_, Inner> {
    inner.lock().unwrap_or_else(PoisonError::into_inner)
}

fn refusal(status: u16, code: i64) -> HttpResponse {
    let status = actix_web::http::StatusCode::from_u16(status).expect("a status");
    HttpResponse::build(status).json(json!({ "code": code, "message": "refused", "status": status.as_u16() }))
}

fn authorised(request: &HttpRequest, inner: &Inner) -> bool {
    let expected = format!("Basic {}", BASE64.encode(format!("{ACCOUNT}:{}", inner.token)));
    request.headers().get("authorization").and_then(|v| v.to_str().ok()) == Some(&expected)
}

/// What Twilio answers at once to a number that ends like this.
fn magic(ending: &str, tried: usize) -> Option<HttpResponse> {
    Some(match ending {
        "0429" if tried == 1 => {
            let mut answer = refusal(429, 20429);
            let after = actix_web::http::header::HeaderValue::from_static("1");
            answer.headers_mut().insert(actix_web::http::header::RETRY_AFTER, after);
            answer
        }
        "0500" => refusal(500, 20500),
        "0503" => refusal(503, 20503),
        "0401" => refusal(401, 20003),
        "1610" => refusal(400, 21610),
        "1211" => refusal(400, 21211),
        "0777" if tried <= 2 => refusal(503, 20503),
        _ => return None,
    })
}

/// What it tells later of a message to a number that ends like this.
fn fate(ending: &str) -> (&'static str, &'static str) {
    match ending {
        "3003" => ("failed", "63003"),
        "3016" => ("undelivered", "63016"),
        "3018" => ("failed", "63018"),
        "3024" => ("undelivered", "63024"),
        "3032" => ("undelivered", "63032"),
        "3049" => ("undelivered", "63049"),
        _ => ("delivered", ""),
    }
}

fn ending(to: &str) -> &str {
    to.len().checked_sub(4).and_then(|at| to.get(at..)).unwrap_or_default()
}

/// What is wrong with a message, as Twilio says it.
fn wrong(form: &HashMap<String, String>) -> Option<i64> {
    let field = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    let (from, to, body) = (field("From"), field("To"), field("Body"));
    if to.is_empty() {
        Some(21604)
    } else if from.is_empty() && field("MessagingServiceSid").is_empty() {
        Some(21603)
    } else if body.is_empty() && field("ContentSid").is_empty() && field("MediaUrl").is_empty() {
        Some(21619)
    } else if body.chars().count() > 1600 {
        Some(21617)
    } else if from.starts_with("whatsapp:") != to.starts_with("whatsapp:") {
        Some(21910)
    } else {
        None
    }
}

async fn create(
    request: HttpRequest,
    form: web::Form<HashMap<String, String>>,
    inner: Shared,
    http: web::Data<reqwest::Client>,
) -> HttpResponse {
    let (sent, flow) = {
        let mut all = lock(&inner);
        let form = form.into_inner();
        let to = form.get("To").cloned().unwrap_or_default();
        let tried = all.tried.entry(to.clone()).or_default();
        *tried += 1;
        let tried = *tried;
        if !authorised(&request, &all) {
            return refusal(401, 20003);
        }
        if let Some(code) = wrong(&form) {
            return refusal(400, code);
        }
        if let Some(answer) = magic(ending(&to), tried) {
            return answer;
        }
        all.counter += 1;
        let sent = Sent { sid: format!("SM{:032x}", all.counter), form };
        all.sent.push(sent.clone());
        if all.lose > 0 {
            all.lose -= 1;
            return refusal(500, 20500);
        }
        (sent, all.flow)
    };
    let answer = json!({ "sid": sent.sid, "status": "queued", "body": sent.field("Body"), "to": sent.field("To"),
        "from": sent.field("From"), "account_sid": ACCOUNT });
    if flow {
        let (status, code) = fate(ending(sent.field("To")));
        let twilio = Twilio { address: SocketAddr::from(([127, 0, 0, 1], 0)), inner, http: (**http).clone() };
        actix_web::rt::spawn(async move {
            for (status, code) in [("sent", ""), (status, code)] {
                let _ = twilio.tell(&sent, status, code).await;
            }
        });
    }
    HttpResponse::Created().json(answer)
}

/// A file: only with the token, and then somewhere else.
async fn file(request: HttpRequest, name: web::Path<String>, inner: Shared) -> HttpResponse {
    if !authorised(&request, &lock(&inner)) {
        return refusal(401, 20003);
    }
    HttpResponse::TemporaryRedirect().insert_header(("location", format!("/_files/{name}"))).finish()
}

async fn bytes(request: HttpRequest, name: web::Path<String>, inner: Shared) -> HttpResponse {
    assert!(!request.headers().contains_key("authorization"), "the token goes to the API only");
    match lock(&inner).files.get(name.as_str()) {
        Some(bytes) => HttpResponse::Ok().body(bytes.clone()),
        None => HttpResponse::NotFound().finish(),
    }
}

async fn remove_file(request: HttpRequest, name: web::Path<String>, inner: Shared) -> HttpResponse {
    let mut all = lock(&inner);
    if !authorised(&request, &all) {
        return refusal(401, 20003);
    }
    all.files.remove(name.as_str());
    HttpResponse::NoContent().finish()
}

async fn about_account(request: HttpRequest, inner: Shared) -> HttpResponse {
    if authorised(&request, &lock(&inner)) {
        HttpResponse::Ok().json(json!({ "sid": ACCOUNT, "status": "active" }))
    } else {
        refusal(401, 20003)
    }
}

impl Twilio {
    /// Starts on a free port of this machine.
    pub async fn start() -> Self {
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
        let numbers = (1..=9).map(|n| (format!("whatsapp:+3370000000{n}"), "ONLINE".to_owned())).collect();
        let inner: Shared =
            web::Data::new(Mutex::new(Inner { token: TOKEN.to_owned(), numbers, ..Inner::default() }));
        let http =
            reqwest::Client::builder().timeout(Duration::from_secs(15)).no_proxy().build().expect("a client");
        let (data, client) = (inner.clone(), web::Data::new(http.clone()));
        let messages = format!("/2010-04-01/Accounts/{ACCOUNT}/Messages.json");
        let files = format!("/2010-04-01/Accounts/{ACCOUNT}/Messages/MM1/Media/{{name}}");
        let about = format!("/2010-04-01/Accounts/{ACCOUNT}.json");
        let server = HttpServer::new(move || {
            App::new()
                .app_data(data.clone())
                .app_data(client.clone())
                .route(&messages, web::post().to(create))
                .route(&messages, web::get().to(account::list))
                .route(&about, web::get().to(about_account))
                .route("/v1/Content", web::post().to(account::content))
                .route("/v2/Channels/Senders", web::get().to(account::channels))
                .route("/v2/Channels/Senders/{sid}", web::post().to(account::enter_hooks))
                .route(&files, web::get().to(file))
                .route(&files, web::delete().to(remove_file))
                .route("/_files/{name}", web::get().to(bytes))
        })
        .workers(1)
        .disable_signals()
        .bind(("127.0.0.1", 0))
        .expect("a free port");
        let address = server.addrs().first().copied().expect("an address");
        tokio::spawn(server.run());
        Self { address, inner, http }
    }

    /// For the setting `twilio.api_base`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Where the module is: what it is known by (`gateway.public_url`) and where it really listens.
    pub fn module_at(&self, public: &str, real: &str) {
        lock(&self.inner).module = Some((public.to_owned(), real.to_owned()));
    }

    /// From now on it tells statuses by itself, as the number's ending wants.
    pub fn tell_statuses(&self) {
        lock(&self.inner).flow = true;
    }

    /// Takes the next messages and answers 500, as if the answer was lost.
    pub fn lose_answers(&self, count: usize) {
        lock(&self.inner).lose = count;
    }

    /// Keeps a file of a message; returns its address.
    #[must_use]
    pub fn keep_file(&self, name: &str, bytes: Vec<u8>) -> String {
        lock(&self.inner).files.insert(name.to_owned(), bytes);
        format!("{}/2010-04-01/Accounts/{ACCOUNT}/Messages/MM1/Media/{name}", self.url())
    }

    /// Whether it still has a file.
    #[must_use]
    pub fn has_file(&self, name: &str) -> bool {
        lock(&self.inner).files.contains_key(name)
    }

    /// The account has another token from now on.
    pub fn change_token(&self, token: &str) {
        lock(&self.inner).token = token.to_owned();
    }

    /// What it took, oldest first.
    #[must_use]
    pub fn sent(&self) -> Vec<Sent> {
        lock(&self.inner).sent.clone()
    }

    /// What it took for an addressee, oldest first: the texts.
    #[must_use]
    pub fn texts_to(&self, to: &str) -> Vec<String> {
        let all = self.sent().into_iter().filter(|sent| sent.field("To") == to);
        all.map(|sent| sent.field("Body").to_owned()).collect()
    }

    /// How often a message to an addressee was tried.
    #[must_use]
    pub fn tried(&self, to: &str) -> usize {
        lock(&self.inner).tried.get(to).copied().unwrap_or_default()
    }

    /// Sends a signed form to an address of the module.
    pub async fn post(&self, url: &str, fields: &[(&str, &str)]) -> StatusCode {
        self.post_signed_by(TOKEN, url, fields).await
    }

    /// Sends a form that this secret signed.
    pub async fn post_signed_by(&self, secret: &str, url: &str, fields: &[(&str, &str)]) -> StatusCode {
        let body: String = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let signature = sign(secret, url, body.as_bytes());
        let module = lock(&self.inner).module.clone();
        let url = url.split('#').next().unwrap_or_default().to_owned();
        let real = match module {
            Some((public, real)) => url.replacen(&public, &real, 1),
            None => url,
        };
        let request = self
            .http
            .post(real)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("x-twilio-signature", signature)
            .body(body);
        request.send().await.expect("the module answers").status()
    }

    /// Tells the status of a message to the address that it was sent with.
    pub async fn tell(&self, sent: &Sent, status: &str, code: &str) -> StatusCode {
        let mut fields = vec![
            ("MessageSid", sent.sid.as_str()),
            ("SmsSid", &sent.sid),
            ("MessageStatus", status),
            ("SmsStatus", status),
            ("To", sent.field("To")),
            ("From", sent.field("From")),
            ("AccountSid", ACCOUNT),
            ("ApiVersion", "2010-04-01"),
        ];
        if !code.is_empty() {
            fields.push(("ErrorCode", code));
        }
        let token = lock(&self.inner).token.clone();
        self.post_signed_by(&token, sent.field("StatusCallback"), &fields).await
    }
}

/// The fields of a message that somebody writes.
#[must_use]
pub fn written<'a>(sid: &'a str, from: &'a str, to: &'a str, text: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("MessageSid", sid),
        ("SmsMessageSid", sid),
        ("SmsSid", sid),
        ("SmsStatus", "received"),
        ("AccountSid", ACCOUNT),
        ("From", from),
        ("To", to),
        ("Body", text),
        ("NumMedia", "0"),
        ("NumSegments", "1"),
        ("ApiVersion", "2010-04-01"),
        ("ProfileName", "Awa"),
    ]
}
