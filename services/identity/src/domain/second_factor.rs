//! The second factor: codes of six digits that change every half minute (RFC 6238), and recovery codes for the day
//! the phone is lost.
use chrono::{DateTime, Utc};
use totp_rs::{Builder, Secret as Key, Totp};

use super::secret::{NoRandomness, Secret};

/// Recovery codes given at once.
const CODES: usize = 10;
/// Letters that are not taken for one another.
const LETTERS: &[u8; 32] = b"ABCDEFGHJKMNPQRSTUVWXYZ123456789";
const LENGTH: usize = 10;
const STEP: i64 = 30;

/// A secret that is no key of a generator.
#[derive(Debug, thiserror::Error)]
#[error("not the secret of a second factor")]
pub struct BadSecret;

/// A new secret, 160 bits.
///
/// # Errors
/// The system's random source failed.
pub fn new_secret() -> Result<[u8; 20], NoRandomness> {
    Secret::bytes()
}

/// What a phone and the platform compute codes with.
pub struct Generator(Totp);

impl Generator {
    /// By its secret.
    ///
    /// # Errors
    /// A secret that is too short.
    pub fn new(secret: &[u8]) -> Result<Self, BadSecret> {
        let key = Key::new(secret.into());
        Builder::new().with_secret(key).with_skew(1).build().map(Self).map_err(|_| BadSecret)
    }

    /// The step whose code this is: the one of now, the one before or the one after, for clocks that differ.
    #[must_use]
    pub fn step(&self, code: &str, now: DateTime<Utc>) -> Option<i64> {
        let now = u64::try_from(now.timestamp()).ok()?;
        self.0.check(code, now).and_then(|step| i64::try_from(step).ok())
    }

    /// The code of a moment.
    #[must_use]
    pub fn code(&self, at: DateTime<Utc>) -> String {
        self.0.generate(u64::try_from(at.timestamp()).unwrap_or_default()).to_string()
    }

    /// The secret as people type it.
    #[must_use]
    pub fn key(&self) -> String {
        self.0.secret().to_base32()
    }

    /// What the picture says to the phone.
    #[must_use]
    pub fn uri(&self, account: &str) -> String {
        let account: String = url::form_urlencoded::byte_serialize(account.as_bytes()).collect();
        format!("otpauth://totp/Souk:{account}?secret={}&issuer=Souk&period={STEP}&digits=6", self.key())
    }
}

/// New recovery codes, `ABCDE-FGHJK`.
///
/// # Errors
/// The system's random source failed.
pub fn recovery_codes() -> Result<Vec<String>, NoRandomness> {
    let code = || {
        let letters = Secret::bytes::<LENGTH>()?.map(|b| LETTERS.get(usize::from(b & 31)).copied());
        let text: String = letters.into_iter().flatten().map(char::from).collect();
        let (head, tail) = text.split_at_checked(LENGTH / 2).unwrap_or((&text, ""));
        Ok(format!("{head}-{tail}"))
    };
    (0..CODES).map(|_| code()).collect()
}

/// A code as it is compared: capitals, no spaces, no dashes.
#[must_use]
pub fn normal(typed: &str) -> String {
    let kept = typed.chars().filter(|c| c.is_ascii_alphanumeric()).take(2 * LENGTH);
    kept.map(|c| c.to_ascii_uppercase()).collect()
}

/// Whether a code in its compared form is a recovery code.
#[must_use]
pub fn is_recovery(code: &str) -> bool {
    code.len() == LENGTH
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    #[test]
    fn codes_are_those_of_rfc_6238() {
        let generator = Generator::new(b"12345678901234567890").unwrap();
        let known =
            [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (2_000_000_000, "279037")];
        for (seconds, code) in known {
            assert_eq!(generator.code(at(seconds)), code);
            assert_eq!(generator.step(code, at(seconds)), Some(seconds / STEP));
            assert_eq!(generator.step(code, at(seconds + STEP)), Some(seconds / STEP));
            assert_eq!(generator.step(code, at(seconds + 2 * STEP)), None);
        }
        assert_eq!(generator.step("12345x", at(59)), None);
        assert!(Generator::new(b"short").is_err());
        assert!(
            generator.uri("a b@x.y").starts_with("otpauth://totp/Souk:a+b%40x.y?secret=GEZDGNBVGY3TQOJQ")
        );
    }

    #[test]
    fn recovery_codes_differ_and_are_read_however_typed() {
        let codes = recovery_codes().unwrap();
        assert_eq!(codes.iter().collect::<HashSet<_>>().len(), CODES);
        for code in codes {
            let typed = format!(" {} ", code.to_lowercase().replace('-', " "));
            assert_eq!(normal(&typed), code.replace('-', ""));
            assert!(is_recovery(&normal(&typed)));
        }
        assert!(!is_recovery(&normal("123 456")));
    }
}
