//! Red, amber or green: what needs a person now, soon, or not at all.
use serde::{Deserialize, Serialize};
use souk_kit::health::Health;

/// How a module is, at a glance. The worst of several is the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Light {
    /// Works.
    Green,
    /// Works, and something waits for a person.
    Amber,
    /// Does not work, or customers feel it.
    Red,
}

/// What waits in a module, as it says itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct Counts {
    /// Facts not sent yet.
    pub outbox_waiting: i64,
    /// Age of the oldest of them, seconds.
    pub outbox_oldest_s: i64,
    /// Facts to be handled.
    pub inbox_pending: i64,
    /// Facts that wait until the module is on again.
    pub parked: i64,
    /// Dead letters.
    pub dead: i64,
    /// Timers that are due.
    pub timers_due: i64,
    /// Timers that were given up.
    pub timers_dead: i64,
}

/// Judges one module; without health it did not answer.
#[must_use]
pub fn judge(health: Option<&Health>, counts: Option<&Counts>, waits_long_s: i64) -> Light {
    let Some(health) = health else { return Light::Red };
    let counts = counts.copied().unwrap_or_default();
    if !health.ready || health.checks.iter().any(|check| !check.ok) || counts.outbox_oldest_s >= waits_long_s
    {
        Light::Red
    } else if counts.dead > 0 || counts.timers_dead > 0 {
        Light::Amber
    } else {
        Light::Green
    }
}

#[cfg(test)]
mod tests {
    use souk_kit::health::Check;

    use super::*;

    #[test]
    fn silence_unreadiness_and_long_waits_are_red_dead_letters_amber() {
        let mut health = Health { module: "a".into(), version: "1".into(), ready: true, checks: vec![] };
        assert_eq!(judge(None, None, 60), Light::Red);
        assert_eq!(judge(Some(&health), None, 60), Light::Green);
        let dead = Counts { dead: 1, ..Counts::default() };
        assert_eq!(judge(Some(&health), Some(&dead), 60), Light::Amber);
        let late = Counts { outbox_oldest_s: 60, ..Counts::default() };
        assert_eq!(judge(Some(&health), Some(&late), 60), Light::Red);
        health.checks = vec![Check { name: "relay".into(), ok: false, detail: "no broker".into() }];
        assert_eq!(judge(Some(&health), None, 60), Light::Red);
        health = Health { ready: false, checks: vec![], ..health };
        assert_eq!(judge(Some(&health), None, 60), Light::Red);
        assert!(Light::Red > Light::Amber && Light::Amber > Light::Green);
    }
}
