//! Sealed values: AES-256-GCM under a key per (tenant, person), wrapped by a rotating master key.
use std::sync::Arc;

use anyhow::Context as _;
use aws_lc_rs::{
    aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey},
    constant_time, hkdf, hmac, rand,
};
use base64::{
    Engine,
    engine::general_purpose::{STANDARD as BASE64, URL_SAFE_NO_PAD},
};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use secrecy::{ExposeSecret, SecretString};
use souk_events::TenantId;
use uuid::Uuid;

use crate::{Conn, Problem};

/// A value that cannot be sealed or opened.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// Damaged, of another person, or its key was destroyed.
    #[error("sealed value cannot be opened: {0}")]
    Unreadable(&'static str),
    /// The database.
    #[error(transparent)]
    Query(#[from] diesel::result::Error),
}

impl From<SealError> for Problem {
    fn from(error: SealError) -> Self {
        match error {
            SealError::Query(inner) => inner.into(),
            unreadable => Self::internal(unreadable),
        }
    }
}

struct Master {
    version: i32,
    wrap: LessSafeKey,
    platform: LessSafeKey,
    lookup: hmac::Key,
}

/// Seals and opens personal values.
#[derive(Clone)]
pub struct Sealer(Arc<Vec<Master>>);

fn cipher(bytes: &[u8]) -> anyhow::Result<LessSafeKey> {
    UnboundKey::new(&AES_256_GCM, bytes).map(LessSafeKey::new).context("an AES-256 key")
}

fn derive(secret: &[u8], purpose: &[u8]) -> anyhow::Result<[u8; 32]> {
    struct Length;
    impl hkdf::KeyType for Length {
        fn len(&self) -> usize {
            32
        }
    }
    let mut out = [0; 32];
    let info = [purpose];
    hkdf::Salt::new(hkdf::HKDF_SHA256, b"souk.seal")
        .extract(secret)
        .expand(&info, Length)
        .and_then(|okm| okm.fill(&mut out))
        .context("derive a key")?;
    Ok(out)
}

fn encrypt(key: &LessSafeKey, aad: &[u8], plain: &[u8]) -> Result<Vec<u8>, SealError> {
    let mut nonce = [0; NONCE_LEN];
    rand::fill(&mut nonce).map_err(|_| SealError::Unreadable("no randomness"))?;
    let mut sealed = plain.to_vec();
    key.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(aad), &mut sealed)
        .map_err(|_| SealError::Unreadable("cannot seal"))?;
    let mut out = nonce.to_vec();
    out.append(&mut sealed);
    Ok(out)
}

fn decrypt(key: &LessSafeKey, aad: &[u8], sealed: &[u8]) -> Result<Vec<u8>, SealError> {
    let (nonce, body) = sealed.split_at_checked(NONCE_LEN).ok_or(SealError::Unreadable("too short"))?;
    let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| SealError::Unreadable("no nonce"))?;
    let mut body = body.to_vec();
    let plain = key
        .open_in_place(nonce, Aad::from(aad), &mut body)
        .map_err(|_| SealError::Unreadable("wrong key or damaged"))?;
    Ok(plain.to_vec())
}

impl Sealer {
    /// Reads `<version>:<base64>` master keys, newest first, comma separated.
    ///
    /// # Errors
    /// A key that is not 32 bytes.
    pub fn new(keys: &SecretString) -> anyhow::Result<Self> {
        let mut masters = Vec::new();
        for entry in keys.expose_secret().split(',').map(str::trim).filter(|e| !e.is_empty()) {
            let (version, key) = entry.split_once(':').context("master key without a version")?;
            let bytes = BASE64.decode(key).context("master key is not base64")?;
            anyhow::ensure!(bytes.len() == 32, "a master key has 32 bytes");
            masters.push(Master {
                version: version.parse().context("version of a master key")?,
                wrap: cipher(&derive(&bytes, b"wrap")?)?,
                platform: cipher(&derive(&bytes, b"platform")?)?,
                lookup: hmac::Key::new(hmac::HMAC_SHA256, &derive(&bytes, b"lookup")?),
            });
        }
        anyhow::ensure!(!masters.is_empty(), "no master key in security.master_keys");
        Ok(Self(Arc::new(masters)))
    }

    fn newest(&self) -> Result<&Master, SealError> {
        self.0.as_slice().first().ok_or(SealError::Unreadable("no master key"))
    }
    fn version(&self, version: i32) -> Result<&Master, SealError> {
        self.0.iter().find(|m| m.version == version).ok_or(SealError::Unreadable("master key retired"))
    }

    /// Seals a person's value; the person's key is made on first use.
    ///
    /// # Errors
    /// See [`SealError`].
    pub async fn seal(
        &self,
        conn: &Conn,
        tenant: TenantId,
        subject: &str,
        now: DateTime<Utc>,
        plain: &[u8],
    ) -> Result<Vec<u8>, SealError> {
        let (id, key) = match self.key(conn, tenant, subject).await? {
            Some(found) => found,
            None => self.make_key(conn, tenant, subject, now).await?,
        };
        let mut out = id.as_bytes().to_vec();
        out.extend(encrypt(&key, id.as_bytes(), plain)?);
        Ok(out)
    }

    /// Opens a sealed value. After the person's erasure this fails for ever.
    ///
    /// # Errors
    /// See [`SealError`].
    pub async fn open(&self, conn: &mut Conn, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        use crate::schema::subject_key::dsl;
        let (id, body) = sealed.split_at_checked(16).ok_or(SealError::Unreadable("too short"))?;
        let id = Uuid::from_slice(id).map_err(|_| SealError::Unreadable("no key id"))?;
        let row: Option<(i32, Vec<u8>)> = dsl::subject_key
            .filter(dsl::key_id.eq(id))
            .select((dsl::master, dsl::wrapped))
            .first(conn)
            .await
            .optional()?;
        let (master, wrapped) = row.ok_or(SealError::Unreadable("the person was erased"))?;
        let key = self.unwrap_key(master, id, &wrapped)?;
        decrypt(&key, id.as_bytes(), body)
    }

    fn unwrap_key(&self, master: i32, id: Uuid, wrapped: &[u8]) -> Result<LessSafeKey, SealError> {
        let plain = decrypt(&self.version(master)?.wrap, id.as_bytes(), wrapped)?;
        cipher(&plain).map_err(|_| SealError::Unreadable("damaged key"))
    }

    async fn key(
        &self,
        mut conn: &Conn,
        tenant: TenantId,
        subject: &str,
    ) -> Result<Option<(Uuid, LessSafeKey)>, SealError> {
        use crate::schema::subject_key::dsl;
        let row: Option<(Uuid, i32, Vec<u8>)> = dsl::subject_key
            .find((tenant.0, subject))
            .select((dsl::key_id, dsl::master, dsl::wrapped))
            .first(&mut conn)
            .await
            .optional()?;
        row.map(|(id, master, wrapped)| Ok((id, self.unwrap_key(master, id, &wrapped)?))).transpose()
    }

    async fn make_key(
        &self,
        mut conn: &Conn,
        tenant: TenantId,
        subject: &str,
        now: DateTime<Utc>,
    ) -> Result<(Uuid, LessSafeKey), SealError> {
        use crate::schema::subject_key::dsl;
        let master = self.newest()?;
        let mut bytes = [0; 32];
        rand::fill(&mut bytes).map_err(|_| SealError::Unreadable("no randomness"))?;
        let id = Uuid::now_v7();
        let made = diesel::insert_into(dsl::subject_key)
            .values((
                dsl::tenant_id.eq(tenant.0),
                dsl::subject.eq(subject),
                dsl::key_id.eq(id),
                dsl::master.eq(master.version),
                dsl::wrapped.eq(encrypt(&master.wrap, id.as_bytes(), &bytes)?),
                dsl::created_at.eq(now),
            ))
            .on_conflict_do_nothing()
            .execute(&mut conn)
            .await?;
        if made == 1 {
            return Ok((id, cipher(&bytes).map_err(|_| SealError::Unreadable("damaged key"))?));
        }
        self.key(conn, tenant, subject).await?.ok_or(SealError::Unreadable("key vanished"))
    }

    /// Wraps up to `limit` keys of older masters anew. Returns how many; 0 means the old master may go.
    ///
    /// # Errors
    /// A master that is no longer configured, or the database.
    pub async fn rewrap(&self, conn: &mut Conn, limit: i64) -> Result<usize, SealError> {
        use crate::schema::subject_key::dsl;
        let newest = self.newest()?;
        let old: Vec<(Uuid, i32, Vec<u8>)> = dsl::subject_key
            .filter(dsl::master.ne(newest.version))
            .select((dsl::key_id, dsl::master, dsl::wrapped))
            .limit(limit)
            .load(conn)
            .await?;
        for (id, master, wrapped) in &old {
            let plain = decrypt(&self.version(*master)?.wrap, id.as_bytes(), wrapped)?;
            let anew = encrypt(&newest.wrap, id.as_bytes(), &plain)?;
            diesel::update(dsl::subject_key.filter(dsl::key_id.eq(id)).filter(dsl::master.eq(master)))
                .set((dsl::master.eq(newest.version), dsl::wrapped.eq(anew)))
                .execute(conn)
                .await?;
        }
        Ok(old.len())
    }

    /// Seals something short-lived that belongs to the platform, not to a person's key.
    ///
    /// # Errors
    /// See [`SealError`].
    pub fn seal_platform(&self, plain: &[u8]) -> Result<Vec<u8>, SealError> {
        let master = self.newest()?;
        let version = master.version.to_be_bytes();
        let mut out = version.to_vec();
        out.extend(encrypt(&master.platform, &version, plain)?);
        Ok(out)
    }

    /// Opens what [`Self::seal_platform`] sealed.
    ///
    /// # Errors
    /// See [`SealError`].
    pub fn open_platform(&self, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        let (version, body) = sealed.split_first_chunk::<4>().ok_or(SealError::Unreadable("too short"))?;
        decrypt(&self.version(i32::from_be_bytes(*version))?.platform, version, body)
    }

    /// Keyed hashes of a value for exact look-ups, one per master key, newest first: store the first, search all.
    #[must_use]
    pub fn lookup(&self, what: &str, value: &str) -> Vec<Vec<u8>> {
        let text = format!("{what}\0{value}");
        self.0.iter().map(|m| hmac::sign(&m.lookup, text.as_bytes()).as_ref().to_vec()).collect()
    }

    /// A word for a link: only who has the master key can make the one that fits `value`, so nothing is kept.
    ///
    /// # Errors
    /// No master key.
    pub fn link_word(&self, what: &str, value: &str) -> Result<String, SealError> {
        let newest = self.lookup(&format!("link {what}"), value).into_iter().next();
        newest.map(|hash| URL_SAFE_NO_PAD.encode(hash)).ok_or(SealError::Unreadable("no master key"))
    }

    /// Whether a link's word fits, made under any key that still counts.
    #[must_use]
    pub fn link_fits(&self, what: &str, value: &str, word: &str) -> bool {
        let Ok(given) = URL_SAFE_NO_PAD.decode(word) else { return false };
        let same = |hash: &Vec<u8>| constant_time::verify_slices_are_equal(hash, &given).is_ok();
        self.lookup(&format!("link {what}"), value).iter().any(same)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealer(keys: &str) -> Sealer {
        Sealer::new(&keys.to_owned().into()).unwrap()
    }
    const ONE: &str = "1:c291ay1kZXZlbG9wbWVudC1vbmx5LW1hc3Rlci1rZXk=";
    const TWO: &str = "2:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    #[test]
    fn a_link_fits_what_it_was_made_for_also_after_a_rotation() {
        let word = sealer(ONE).link_word("opt_out", "ord_1").unwrap();
        let rotated = sealer(&format!("{TWO},{ONE}"));
        assert!(rotated.link_fits("opt_out", "ord_1", &word));
        assert!(!rotated.link_fits("opt_out", "ord_2", &word) && !rotated.link_fits("other", "ord_1", &word));
        assert!(
            !rotated.link_fits("opt_out", "ord_1", "") && !sealer(TWO).link_fits("opt_out", "ord_1", &word)
        );
    }

    #[test]
    fn platform_values_survive_rotation_and_refuse_tampering() {
        let old = sealer(ONE).seal_platform(b"secret").unwrap();
        let rotated = sealer(&format!("{TWO},{ONE}"));
        assert_eq!(rotated.open_platform(&old).unwrap(), b"secret");
        assert!(sealer(TWO).open_platform(&old).is_err());
        for at in 0..old.len() {
            let mut bad = old.clone();
            bad[at] ^= 1;
            assert!(rotated.open_platform(&bad).is_err(), "byte {at}");
        }
    }

    #[test]
    fn lookups_are_keyed_and_separate_by_purpose() {
        let s = sealer(ONE);
        assert_eq!(s.lookup("email", "a@b.c"), s.lookup("email", "a@b.c"));
        assert_ne!(s.lookup("email", "a@b.c"), s.lookup("phone", "a@b.c"));
        assert_ne!(s.lookup("email", "a@b.c"), sealer(TWO).lookup("email", "a@b.c"));
    }
}
