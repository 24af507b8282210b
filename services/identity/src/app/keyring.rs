//! The signing keys in memory, and the rotation that moves them through their life.
use std::sync::{Arc, PoisonError, RwLock};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::EncodingKey;
use souk_kit::{
    Conn, Problem, Scope,
    keys::Pair,
    token::{self, Claims, Jwk, Jwks},
};
use uuid::Uuid;

use crate::{
    State,
    domain::keys::{Key, KeyState, Policy, Step, plan},
    store::keys::{self as rows, SigningKey},
};

/// A process looks at the table again after so long; far less than a key is published before it signs.
const FRESH: TimeDelta = TimeDelta::seconds(5);
/// How far the clocks of two machines may differ.
const SKEW: TimeDelta = TimeDelta::seconds(60);

/// The keys as one process knows them.
pub struct Ring {
    kid: String,
    key: EncodingKey,
    /// All published keys.
    pub jwks: Jwks,
    loaded_at: DateTime<Utc>,
}

/// Keeps the ring for some seconds.
#[derive(Default)]
pub struct Keyring(RwLock<Option<Arc<Ring>>>);

impl Keyring {
    fn fresh(&self, now: DateTime<Utc>) -> Option<Arc<Ring>> {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        kept.as_ref().filter(|r| now - r.loaded_at < FRESH).map(Arc::clone)
    }
    fn keep(&self, ring: Option<Arc<Ring>>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = ring;
    }
}

/// The keys, made on first use.
///
/// # Errors
/// The database, or a private half that no master key opens.
pub async fn ring(state: &State) -> Result<Arc<Ring>, Problem> {
    let now = state.clock.now();
    if let Some(ring) = state.keyring.fresh(now) {
        return Ok(ring);
    }
    let keys = state
        .db
        .write(Scope::Platform("signing keys"), async |conn| {
            let keys = rows::published(conn).await?;
            if keys.iter().any(|k| k.state == "active") {
                return Ok::<_, Problem>(keys);
            }
            rotate(conn, state, now).await?;
            Ok(rows::published(conn).await?)
        })
        .await?;
    let ring = Arc::new(open(state, &keys, now)?);
    state.keyring.keep(Some(Arc::clone(&ring)));
    Ok(ring)
}

fn open(state: &State, keys: &[SigningKey], now: DateTime<Utc>) -> Result<Ring, Problem> {
    let active = keys.iter().find(|k| k.state == "active");
    let active = active.ok_or_else(|| Problem::internal("no active signing key"))?;
    let private = state.sealer.open_platform(&active.private)?;
    let jwks = Jwks { keys: keys.iter().map(jwk).collect() };
    Ok(Ring { kid: active.kid.clone(), key: EncodingKey::from_ed_der(&private), jwks, loaded_at: now })
}

fn jwk(key: &SigningKey) -> Jwk {
    Jwk {
        kty: "OKP".into(),
        crv: "Ed25519".into(),
        kid: key.kid.clone(),
        alg: "EdDSA".into(),
        r#use: "sig".into(),
        x: URL_SAFE_NO_PAD.encode(&key.public),
    }
}

/// Signs what a person's token says.
///
/// # Errors
/// No key, or a key that cannot sign.
pub async fn sign(state: &State, claims: &Claims) -> Result<String, Problem> {
    let ring = ring(state).await?;
    token::sign(claims, &ring.kid, &ring.key).map_err(Problem::internal)
}

/// Does what the plan says is due. Two processes at once are kept apart by the table's unique indexes.
///
/// # Errors
/// The database.
pub async fn rotate(conn: &mut Conn, state: &State, now: DateTime<Utc>) -> Result<(), Problem> {
    let keys: Vec<Key> = rows::published(conn).await?.iter().filter_map(seen).collect();
    let settings = state.config.keys;
    let policy = Policy {
        publish: TimeDelta::seconds(settings.publish_seconds),
        rotate: TimeDelta::days(settings.rotate_days),
        verify: state.config.sessions.access() + SKEW,
    };
    for step in plan(&keys, policy, now) {
        tracing::info!(?step, "signing keys");
        match step {
            Step::First => rows::insert(conn, &make(state, "active", now)?).await?,
            Step::Publish => rows::insert(conn, &make(state, "next", now)?).await?,
            Step::Turn { old, new } => rows::turn(conn, &old, &new, now).await?,
            Step::Retire(kid) => rows::retire(conn, &kid, now).await?,
        }
    }
    state.keyring.keep(None);
    Ok(())
}

fn seen(key: &SigningKey) -> Option<Key> {
    let state = KeyState::parse(&key.state)?;
    let since = match state {
        KeyState::Next => Some(key.created_at),
        KeyState::Active => key.active_at,
        KeyState::Retiring => key.retiring_at,
    };
    Some(Key { kid: key.kid.clone(), state, since: since? })
}

fn make(state: &State, word: &str, now: DateTime<Utc>) -> Result<SigningKey, Problem> {
    let pair = Pair::generate()?;
    Ok(SigningKey {
        kid: Uuid::now_v7().simple().to_string(),
        state: word.into(),
        public: pair.public,
        private: state.sealer.seal_platform(&pair.private)?,
        created_at: now,
        active_at: (word == "active").then_some(now),
        retiring_at: None,
        retired_at: None,
    })
}
