//! Access tokens: what they say, how they are signed, and how every module verifies them itself.
use std::{
    collections::HashMap,
    sync::{Arc, RwLock},
    time::Duration,
};

use aws_lc_rs::digest;
use dashmap::DashMap;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use souk_events::{Subject, TenantId};
use souk_outbox::Clock;

use crate::keys::ModuleKeys;

/// Everything a token is for.
pub const AUDIENCE: &str = "souk";
/// The issuer of people's tokens.
pub const IDENTITY: &str = "identity";
/// The issuer of visitors' tokens.
pub const GATEWAY: &str = "gateway";

/// Who the bearer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Bearer {
    /// A signed-in person.
    User,
    /// A visitor.
    Guest,
    /// Another module.
    Service,
}

/// A role inside a tenant. A higher role may do what a lower one may.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Prepares orders and reviews proofs.
    Agent,
    /// Also sells and changes the catalogue.
    Seller,
    /// Also sees money and manages agents and sellers.
    Manager,
    /// Everything in the tenant.
    Owner,
}

impl Role {
    /// All of them, lowest first.
    pub const ALL: [Self; 4] = [Self::Agent, Self::Seller, Self::Manager, Self::Owner];
    /// The word in tokens and tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Agent => "agent",
            Self::Seller => "seller",
            Self::Manager => "manager",
            Self::Owner => "owner",
        }
    }
    /// Reads the word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.as_str() == word)
    }
}

/// What a token says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claims {
    /// Issuer: `identity`, `gateway` or the asking module.
    pub iss: String,
    /// `usr_…`, `gst_…` or a module's name.
    pub sub: String,
    /// Always [`AUDIENCE`].
    pub aud: String,
    /// Who the bearer is.
    pub kind: Bearer,
    /// The tenant the person works for at the moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tid: Option<TenantId>,
    /// The person's role there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// Platform operator.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub admin: bool,
    /// Version of the person's rights.
    #[serde(default)]
    pub perm_ver: i64,
    /// For a key of a program: what it may do, `orders:read` or `orders:write`. None: everything the role may.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<Vec<String>>,
    /// Until when the bearer's last proof of who they are is young enough for what [`crate::caller::Fresh`]
    /// demands, seconds since 1970.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub fresh_until: i64,
    /// The operator who looks at what the bearer sees, `usr_…`: such a token changes nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub act: Option<String>,
    /// Session or token family.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sid: Option<String>,
    /// Expiry, seconds since 1970.
    pub exp: i64,
    /// Issued, seconds since 1970.
    pub iat: i64,
}

impl Claims {
    /// Claims that name nobody's tenant, role or session; times in seconds since 1970.
    #[must_use]
    pub fn new(kind: Bearer, iss: &str, sub: String, iat: i64, exp: i64) -> Self {
        Self {
            iss: iss.into(),
            sub,
            aud: AUDIENCE.into(),
            kind,
            tid: None,
            role: None,
            admin: false,
            perm_ver: 0,
            scope: None,
            fresh_until: 0,
            act: None,
            sid: None,
            exp,
            iat,
        }
    }

    /// Whether a program's key reaches `module`, to look or to change; without a scope it is no such key.
    #[must_use]
    pub fn reaches(&self, module: &str, change: bool) -> bool {
        let Some(scope) = &self.scope else { return true };
        scope
            .iter()
            .filter_map(|s| s.split_once(':'))
            .any(|(area, access)| area == module && (access == "write" || (access == "read" && !change)))
    }

    /// The person behind the token; none for a module.
    #[must_use]
    pub fn subject(&self) -> Option<Subject> {
        self.sub.parse().ok()
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
fn is_zero(n: &i64) -> bool {
    *n == 0
}

/// A token that proves nothing.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// Not a token of ours, expired, or signed by an unknown key.
    #[error("token refused: {0}")]
    Refused(String),
    /// The issuer's keys could not be had.
    #[error("no key for this token: {0}")]
    NoKey(String),
}

/// Signs claims with a key; `kid` names it for verifiers.
///
/// # Errors
/// The key cannot sign.
pub fn sign(claims: &Claims, kid: &str, key: &EncodingKey) -> Result<String, TokenError> {
    let mut header = Header::new(Algorithm::EdDSA);
    header.kid = Some(kid.to_owned());
    jsonwebtoken::encode(&header, claims, key).map_err(|e| TokenError::Refused(e.to_string()))
}

/// One public key of identity as `/internal/jwks` and `/.well-known/jwks.json` list it.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Jwk {
    /// Always `OKP`.
    pub kty: String,
    /// Always `Ed25519`.
    pub crv: String,
    /// Key id.
    pub kid: String,
    /// Always `EdDSA`.
    #[serde(default)]
    pub alg: String,
    /// Always `sig`.
    #[serde(default)]
    pub r#use: String,
    /// base64url of the public half.
    pub x: String,
}

/// A key set.
#[derive(Clone, Debug, Default, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Jwks {
    /// Its keys.
    pub keys: Vec<Jwk>,
}

const CACHED_TOKENS: usize = 20_000;
const REFETCH_AFTER_SECONDS: i64 = 5;

struct Fetched {
    keys: HashMap<String, DecodingKey>,
    at: i64,
}

/// Verifies tokens: modules' by their known keys, people's by identity's key set, fetched and kept.
pub struct Verifier {
    module: &'static str,
    keys: ModuleKeys,
    clock: Clock,
    http: reqwest::Client,
    jwks_url: String,
    fetched: RwLock<Fetched>,
    fetching: tokio::sync::Mutex<()>,
    verified: DashMap<[u8; 32], Arc<Claims>>,
}

impl Verifier {
    /// A verifier for one module.
    #[must_use]
    pub fn new(
        module: &'static str,
        keys: ModuleKeys,
        clock: Clock,
        http: reqwest::Client,
        jwks_url: String,
    ) -> Self {
        let fetched = RwLock::new(Fetched { keys: HashMap::new(), at: 0 });
        let fetching = tokio::sync::Mutex::new(());
        Self { module, keys, clock, http, jwks_url, fetched, fetching, verified: DashMap::new() }
    }

    /// Verifies a token and returns what it says.
    ///
    /// # Errors
    /// See [`TokenError`].
    pub async fn verify(&self, token: &str) -> Result<Arc<Claims>, TokenError> {
        let now = self.clock.now().timestamp();
        let digest = digest::digest(&digest::SHA256, token.as_bytes());
        let hash = <[u8; 32]>::try_from(digest.as_ref()).map_err(|e| TokenError::Refused(e.to_string()))?;
        if let Some(claims) = self.verified.get(&hash).filter(|c| c.exp > now) {
            return Ok(Arc::clone(&claims));
        }
        let claims = Arc::new(self.check(token, now).await?);
        if self.verified.len() >= CACHED_TOKENS {
            self.verified.retain(|_, c| c.exp > now);
            if self.verified.len() >= CACHED_TOKENS {
                self.verified.clear();
            }
        }
        self.verified.insert(hash, Arc::clone(&claims));
        Ok(claims)
    }

    async fn check(&self, token: &str, now: i64) -> Result<Claims, TokenError> {
        let refused = |e: jsonwebtoken::errors::Error| TokenError::Refused(e.to_string());
        let header = jsonwebtoken::decode_header(token).map_err(refused)?;
        let kid = header.kid.ok_or_else(|| TokenError::Refused("no key id".into()))?;
        let (issuer, key) = match kid.strip_prefix("module:") {
            Some(module) => {
                let known = self.keys.public.get(module).cloned();
                (module.to_owned(), known.ok_or_else(|| TokenError::Refused("unknown module".into()))?)
            }
            None => (IDENTITY.to_owned(), self.identity_key(&kid, now).await?),
        };
        let mut rules = Validation::new(Algorithm::EdDSA);
        rules.set_audience(&[AUDIENCE]);
        rules.set_issuer(&[&issuer]);
        rules.validate_exp = false;
        let claims = jsonwebtoken::decode::<Claims>(token, &key, &rules).map_err(refused)?.claims;
        let allowed = match claims.kind {
            Bearer::User => issuer == IDENTITY && !kid.starts_with("module:"),
            Bearer::Guest => issuer == GATEWAY,
            Bearer::Service => kid.starts_with("module:") && claims.sub == issuer,
        };
        if !allowed {
            return Err(TokenError::Refused("this issuer may not say that".into()));
        }
        if claims.exp <= now || claims.iat > now + 60 {
            return Err(TokenError::Refused("expired".into()));
        }
        Ok(claims)
    }

    /// The module that verifies.
    #[must_use]
    pub fn module(&self) -> &'static str {
        self.module
    }

    /// Whether the bearer proved who they are a short while ago.
    #[must_use]
    pub fn is_fresh(&self, claims: &Claims) -> bool {
        claims.fresh_until > self.clock.now().timestamp()
    }

    fn known(&self, kid: &str) -> (Option<DecodingKey>, i64) {
        let fetched = self.fetched.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        (fetched.keys.get(kid).cloned(), fetched.at)
    }

    async fn identity_key(&self, kid: &str, now: i64) -> Result<DecodingKey, TokenError> {
        if let (Some(key), _) = self.known(kid) {
            return Ok(key);
        }
        let _one_at_a_time = self.fetching.lock().await;
        let (key, at) = self.known(kid);
        if let Some(key) = key {
            return Ok(key);
        }
        if now - at < REFETCH_AFTER_SECONDS {
            return Err(TokenError::Refused("unknown key".into()));
        }
        let no_key = |e: reqwest::Error| TokenError::NoKey(e.to_string());
        let answer =
            self.http.get(&self.jwks_url).timeout(Duration::from_secs(1)).send().await.map_err(no_key)?;
        let jwks: Jwks = answer.error_for_status().map_err(no_key)?.json().await.map_err(no_key)?;
        let mut keys = HashMap::new();
        for jwk in jwks.keys {
            let key =
                DecodingKey::from_ed_components(&jwk.x).map_err(|e| TokenError::NoKey(e.to_string()))?;
            keys.insert(jwk.kid, key);
        }
        let found = keys.get(kid).cloned();
        *self.fetched.write().unwrap_or_else(std::sync::PoisonError::into_inner) = Fetched { keys, at: now };
        found.ok_or_else(|| TokenError::Refused("unknown key".into()))
    }

    /// A token that says "this module is asking", good for five minutes.
    ///
    /// # Errors
    /// The key cannot sign.
    pub fn service_token(&self) -> Result<String, TokenError> {
        let now = self.clock.now().timestamp();
        self.sign_own(&Claims::new(Bearer::Service, self.module, self.module.into(), now, now + 300))
    }

    /// Signs claims with the module's own key (the gateway signs visitors' tokens so).
    ///
    /// # Errors
    /// The key cannot sign.
    pub fn sign_own(&self, claims: &Claims) -> Result<String, TokenError> {
        sign(claims, &format!("module:{}", self.module), &self.keys.own)
    }
}
