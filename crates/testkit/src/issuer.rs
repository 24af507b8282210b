//! Stands in for identity's key set, so that a module can be tested alone with people's tokens.
use std::{net::SocketAddr, path::Path};

use actix_web::{App, HttpServer, web};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::Utc;
use jsonwebtoken::EncodingKey;
use souk_events::{GuestId, TenantId, UserId};
use souk_kit::{
    keys::{self, ModuleKeys, Pair},
    token::{self, Bearer, Claims, GATEWAY, IDENTITY, Jwk, Jwks, Role},
};

/// Every module there is, and a few that tests invent.
pub const MODULES: [&str; 11] = [
    "gateway",
    "storefront",
    "identity",
    "catalog",
    "orders",
    "ops",
    "payments",
    "reservations",
    "whatsapp",
    "foreign",
    "stranger",
];

const KID: &str = "test-key";

/// Signs tokens that the module under test accepts.
pub struct Issuer {
    address: SocketAddr,
    people: EncodingKey,
    keys: tempfile::TempDir,
}

/// Everybody who is signed in gets their mails here.
pub const MAIL: &str = "someone@example.org";

async fn personal(user: web::Path<String>) -> web::Json<serde_json::Value> {
    let user = user.into_inner();
    web::Json(
        serde_json::json!({"user_id": user, "display_name": "Somebody", "email": MAIL, "language": "fr"}),
    )
}

impl Issuer {
    /// Starts the key set's server and makes every module's keys.
    pub async fn start() -> Self {
        let pair = Pair::generate().expect("a key");
        let jwks = Jwks {
            keys: vec![Jwk {
                kty: "OKP".into(),
                crv: "Ed25519".into(),
                kid: KID.into(),
                alg: "EdDSA".into(),
                r#use: "sig".into(),
                x: URL_SAFE_NO_PAD.encode(&pair.public),
            }],
        };
        let keys = tempfile::tempdir().expect("a folder");
        keys::ensure(keys.path(), &MODULES).expect("keys");
        let server = HttpServer::new(move || {
            let jwks = jwks.clone();
            App::new()
                .route("/internal/jwks", web::get().to(move || std::future::ready(web::Json(jwks.clone()))))
                .route("/internal/users/{user}/personal", web::get().to(personal))
        })
        .workers(1)
        .disable_signals()
        .bind(("127.0.0.1", 0))
        .expect("a free port");
        let address = server.addrs().first().copied().expect("an address");
        tokio::spawn(server.run());
        Self { address, people: EncodingKey::from_ed_der(&pair.private), keys }
    }

    /// Base URL for `peers.identity`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Folder for `security.keys_dir`.
    #[must_use]
    pub fn keys_dir(&self) -> &Path {
        self.keys.path()
    }

    fn claims(kind: Bearer, iss: &str, sub: String) -> Claims {
        #[expect(clippy::disallowed_methods, reason = "tokens of tests are good now")]
        let now = Utc::now().timestamp();
        Claims::new(kind, iss, sub, 0, now + 600 + 100_000_000)
    }

    /// A signed-in person's claims, to be changed before signing.
    #[must_use]
    pub fn user_claims(user: UserId) -> Claims {
        let claims = Self::claims(Bearer::User, IDENTITY, user.to_string());
        Claims { fresh_until: claims.exp, ..claims }
    }

    /// Signs as identity does.
    #[must_use]
    pub fn sign(&self, claims: &Claims) -> String {
        token::sign(claims, KID, &self.people).expect("signs")
    }

    /// A staff member's token.
    #[must_use]
    pub fn staff(&self, user: UserId, tenant: TenantId, role: Role) -> String {
        self.sign(&Claims { tid: Some(tenant), role: Some(role), ..Self::user_claims(user) })
    }

    /// A visitor's token, signed as the gateway does.
    #[must_use]
    pub fn guest(&self, guest: GuestId) -> String {
        self.by_module("gateway", &Self::claims(Bearer::Guest, GATEWAY, guest.to_string()))
    }

    /// A module's service token.
    #[must_use]
    pub fn module(&self, module: &str) -> String {
        self.by_module(module, &Self::claims(Bearer::Service, module, module.into()))
    }

    fn by_module(&self, module: &str, claims: &Claims) -> String {
        let keys = ModuleKeys::load(self.keys.path(), module).expect("the module's keys");
        token::sign(claims, &format!("module:{module}"), &keys.own).expect("signs")
    }
}
