//! The settings of `[ops]`.
use std::time::Duration;

use anyhow::Context as _;
use chrono::TimeDelta;
use serde::Deserialize;

/// `[ops]` in `config.toml`, which says what each is for.
#[derive(Debug, Deserialize)]
pub struct Settings {
    modules: String,
    budget_ms: u64,
    retention_days: i64,
    /// Seconds after which a waiting fact turns its module red.
    pub waits_long_s: i64,
}

impl Settings {
    /// Name and base URL of every module.
    ///
    /// # Errors
    /// An entry that is not `name=url`, named.
    pub fn modules(&self) -> anyhow::Result<Vec<(String, String)>> {
        let entries = self.modules.split(',').map(str::trim).filter(|entry| !entry.is_empty());
        entries
            .map(|entry| {
                let (name, url) = entry
                    .split_once('=')
                    .with_context(|| format!("ops.modules: `{entry}` is not name=url"))?;
                Ok((name.trim().to_owned(), url.trim().trim_end_matches('/').to_owned()))
            })
            .collect()
    }

    /// How long a module may take to answer.
    pub fn budget(&self) -> Duration {
        Duration::from_millis(self.budget_ms)
    }

    /// How long facts are kept.
    pub fn keep(&self) -> TimeDelta {
        TimeDelta::try_days(self.retention_days.clamp(1, 36_500)).unwrap_or(TimeDelta::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(modules: &str) -> Settings {
        Settings { modules: modules.into(), budget_ms: 1, retention_days: 1, waits_long_s: 1 }
    }

    #[test]
    fn modules_are_read_and_a_bad_entry_is_named() {
        let read = settings("a=http://x/, b=http://y,").modules().unwrap();
        assert_eq!(read, [("a".into(), "http://x".into()), ("b".into(), "http://y".into())]);
        assert!(settings("a=http://x,b").modules().unwrap_err().to_string().contains("`b`"));
    }
}
