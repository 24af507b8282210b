//! Hashing passwords: argon2id away from the worker threads, a few at a time, so that memory stays bounded.
use std::{sync::Arc, time::Duration};

use anyhow::Context as _;
use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use souk_kit::Problem;
use tokio::{sync::Semaphore, task::spawn_blocking, time::timeout};

use crate::config;

/// Hashes and verifies, at most so many at once.
pub struct Passwords {
    argon: Argon2<'static>,
    turns: Arc<Semaphore>,
    wait: Duration,
    /// The hash of nobody's password: what an unknown account is compared with, so that it takes as long.
    nobody: String,
}

fn hash(argon: &Argon2<'_>, password: &str) -> anyhow::Result<String> {
    let hash =
        argon.hash_password(password.as_bytes()).map_err(|e| anyhow::anyhow!("hash a password: {e}"))?;
    Ok(hash.to_string())
}

fn matches(argon: &Argon2<'_>, password: &str, stored: &str) -> bool {
    PasswordHash::new(stored).is_ok_and(|known| argon.verify_password(password.as_bytes(), &known).is_ok())
}

impl Passwords {
    /// By settings.
    ///
    /// # Errors
    /// Parameters that argon2 refuses.
    pub fn new(settings: config::Passwords) -> anyhow::Result<Self> {
        let params = Params::new(settings.memory_kib, settings.iterations, settings.parallelism, None)
            .map_err(|e| anyhow::anyhow!("[passwords]: {e}"))?;
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let nobody = hash(&argon, crate::domain::secret::Secret::new()?.as_str()).context("argon2")?;
        let turns = Arc::new(Semaphore::new(settings.at_once.max(1)));
        Ok(Self { argon, turns, wait: Duration::from_secs(settings.wait_seconds), nobody })
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Argon2<'static>) -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let busy = || Problem::unavailable("sign_in_busy");
        let turn = timeout(self.wait, Arc::clone(&self.turns).acquire_owned()).await;
        let turn = turn.map_err(|_| busy())?.map_err(|_| busy())?;
        let argon = self.argon.clone();
        let done = spawn_blocking(move || {
            let done = work(&argon);
            drop(turn);
            done
        });
        done.await.map_err(Problem::internal)
    }

    /// The hash to keep.
    ///
    /// # Errors
    /// 503 when too many wait.
    pub async fn hash(&self, password: &str) -> Result<String, Problem> {
        let password = password.to_owned();
        Ok(self.in_turn(move |argon| hash(argon, &password)).await??)
    }

    /// Whether the password is right; without a stored hash it never is, after as much work.
    ///
    /// # Errors
    /// 503 when too many wait.
    pub async fn verify(&self, password: &str, stored: Option<&str>) -> Result<bool, Problem> {
        let known = stored.is_some();
        let (password, stored) = (password.to_owned(), stored.unwrap_or(&self.nobody).to_owned());
        Ok(self.in_turn(move |argon| matches(argon, &password, &stored)).await? && known)
    }

    /// Whether a stored hash was made with other parameters than today's.
    #[must_use]
    pub fn outdated(&self, stored: &str) -> bool {
        let params = |text: &str| text.split('$').nth(3).map(str::to_owned);
        params(stored) != params(&self.nobody)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passwords(iterations: u32) -> Passwords {
        let settings =
            config::Passwords { memory_kib: 64, iterations, parallelism: 1, at_once: 1, wait_seconds: 5 };
        Passwords::new(settings).unwrap()
    }

    #[tokio::test]
    async fn the_right_password_and_no_other() {
        let p = passwords(1);
        let stored = p.hash("correct horse battery").await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=64,t=1,p=1$"), "{stored}");
        assert!(p.verify("correct horse battery", Some(&stored)).await.unwrap());
        assert!(!p.verify("correct horse", Some(&stored)).await.unwrap());
        assert!(!p.verify("correct horse battery", None).await.unwrap());
        assert!(!p.outdated(&stored) && passwords(2).outdated(&stored));
    }
}
