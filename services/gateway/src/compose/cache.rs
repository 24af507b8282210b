//! Public fragments in memory: fresh for as long as the manifest says, and a while longer when the module fails.
use std::{
    num::NonZeroUsize,
    sync::{Mutex, MutexGuard, PoisonError},
};

use bytes::Bytes;
use lru::LruCache;
use souk_kit::{Clock, Lang};

/// How long an outdated fragment may stand in for a module that fails.
const STALE_MS: i64 = 300_000;
/// How long one request alone fetches anew while the others take the outdated one.
const CLAIM_MS: i64 = 1_000;

/// What a fragment depends on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// The slot.
    pub slot: String,
    /// The module.
    pub module: String,
    /// The language.
    pub lang: Lang,
    /// The slot's query.
    pub query: String,
}

struct Entry {
    body: Bytes,
    fresh_until: i64,
    usable_until: i64,
}

/// What the cache says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Use it.
    Fresh(Bytes),
    /// Fetch it; this may be used when that fails.
    Stale(Bytes),
    /// Fetch it.
    Nothing,
}

/// The cache.
pub struct Fragments {
    clock: Clock,
    entries: Mutex<LruCache<Key, Entry>>,
}

impl Fragments {
    /// An empty cache for so many fragments.
    #[must_use]
    pub fn new(most: usize, clock: Clock) -> Self {
        let most = NonZeroUsize::new(most).unwrap_or(NonZeroUsize::MIN);
        Self { clock, entries: Mutex::new(LruCache::new(most)) }
    }

    /// Looks a fragment up. The first who finds it outdated is told to fetch it.
    #[must_use]
    pub fn find(&self, key: &Key) -> Found {
        let now = self.clock.now().timestamp_millis();
        let mut entries = self.lock();
        match entries.get_mut(key) {
            Some(entry) if entry.fresh_until > now => Found::Fresh(entry.body.clone()),
            Some(entry) if entry.usable_until > now => {
                entry.fresh_until = now + CLAIM_MS;
                Found::Stale(entry.body.clone())
            }
            _ => Found::Nothing,
        }
    }

    /// Keeps a fragment.
    pub fn keep(&self, key: Key, body: Bytes, seconds: u32) {
        let fresh_until = self.clock.now().timestamp_millis() + i64::from(seconds) * 1_000;
        self.lock().put(key, Entry { body, fresh_until, usable_until: fresh_until + STALE_MS });
    }

    fn lock(&self) -> MutexGuard<'_, LruCache<Key, Entry>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(query: &str) -> Key {
        Key { slot: "home.main".into(), module: "catalog".into(), lang: Lang::Fr, query: query.into() }
    }

    #[test]
    fn fresh_then_one_fetches_then_gone() {
        let clock = Clock::fixed(chrono::DateTime::UNIX_EPOCH);
        let cache = Fragments::new(2, clock.clone());
        let body = Bytes::from_static(b"x");
        assert_eq!(cache.find(&key("")), Found::Nothing);
        cache.keep(key(""), body.clone(), 10);
        assert_eq!(cache.find(&key("")), Found::Fresh(body.clone()));
        clock.advance(chrono::Duration::seconds(10));
        assert_eq!(cache.find(&key("")), Found::Stale(body.clone()), "the first one fetches");
        assert_eq!(cache.find(&key("")), Found::Fresh(body), "the others take what there is");
        clock.advance(chrono::Duration::seconds(400));
        assert_eq!(cache.find(&key("")), Found::Nothing);
    }

    #[test]
    fn memory_is_bounded() {
        let cache = Fragments::new(2, Clock::fixed(chrono::DateTime::UNIX_EPOCH));
        for n in 0..5 {
            cache.keep(key(&n.to_string()), Bytes::new(), 10);
        }
        assert_eq!(cache.lock().len(), 2);
        assert_eq!(cache.find(&key("0")), Found::Nothing);
    }
}
