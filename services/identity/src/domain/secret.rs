//! Opaque secrets: 256 random bits that a person holds and of which only the hash is kept.
use aws_lc_rs::{digest, rand};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

/// The system has no randomness to give.
#[derive(Debug, thiserror::Error)]
#[error("no randomness")]
pub struct NoRandomness;

/// A secret to hand out once.
pub struct Secret(String);

impl Secret {
    /// A new one.
    ///
    /// # Errors
    /// The system's random source failed.
    pub fn new() -> Result<Self, NoRandomness> {
        Ok(Self(URL_SAFE_NO_PAD.encode(Self::bytes::<32>()?)))
    }
    /// Random bytes, for secrets of another form.
    ///
    /// # Errors
    /// The system's random source failed.
    pub fn bytes<const N: usize>() -> Result<[u8; N], NoRandomness> {
        let mut bytes = [0; N];
        rand::fill(&mut bytes).map_err(|_| NoRandomness)?;
        Ok(bytes)
    }
    /// What the person gets.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// What is kept.
    #[must_use]
    pub fn hash(&self) -> Vec<u8> {
        hash(&self.0)
    }
}

/// The hash under which a secret is found again.
#[must_use]
pub fn hash(text: &str) -> Vec<u8> {
    digest::digest(&digest::SHA256, text.as_bytes()).as_ref().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_long_distinct_and_found_by_their_hash() {
        let (a, b) = (Secret::new().unwrap(), Secret::new().unwrap());
        assert_eq!(a.as_str().len(), 43);
        assert_ne!(a.as_str(), b.as_str());
        assert_eq!(a.hash(), hash(a.as_str()));
    }
}
