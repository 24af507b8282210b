//! Rows of all merchants in memory: read once, told by this process's own changes, followed by a poll.
use std::{
    collections::HashMap,
    future::Future,
    hash::Hash,
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use diesel::QueryResult;
use souk_kit::{Conn, Db, Problem, Scope};
use tokio_util::sync::CancellationToken;

/// Where something that is kept in memory comes from. Every change of a key counts up its mark.
pub trait Source: 'static {
    /// What is looked up.
    type Key: Copy + Eq + Hash + Send + Sync + 'static;
    /// What is found.
    type Value: Clone + Send + Sync + 'static;
    /// What it is, for the database's log.
    const WHAT: &'static str;

    /// The marks of all keys.
    fn marks(conn: &mut Conn) -> impl Future<Output = QueryResult<Vec<(Self::Key, i64)>>> + Send;

    /// The values of some keys. A key that is not answered is asked about again at the next look.
    fn read(
        conn: &mut Conn,
        keys: &[Self::Key],
    ) -> impl Future<Output = QueryResult<Vec<(Self::Key, Self::Value)>>> + Send;
}

/// With the mark at which each was read, or an earlier one.
type Rows<S> = HashMap<<S as Source>::Key, (i64, <S as Source>::Value)>;

struct Inner<S: Source> {
    ready: AtomicBool,
    rows: RwLock<Rows<S>>,
}

/// The copy; clones are the same one. What it says may be a moment old: whoever decides by it compares the version.
pub struct Kept<S: Source>(Arc<Inner<S>>);

impl<S: Source> Clone for Kept<S> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<S: Source> Default for Kept<S> {
    fn default() -> Self {
        Self(Arc::new(Inner { ready: AtomicBool::new(false), rows: RwLock::default() }))
    }
}

impl<S: Source> Kept<S> {
    /// Fills the copy when nobody did yet.
    ///
    /// # Errors
    /// The database.
    pub async fn ready(&self, db: &Db) -> Result<(), Problem> {
        if self.0.ready.load(Ordering::Acquire) { Ok(()) } else { self.refresh(db).await }
    }

    /// The values of those of some keys that have one, from memory.
    #[must_use]
    pub fn of(&self, keys: impl Iterator<Item = S::Key>) -> HashMap<S::Key, S::Value> {
        let rows = self.0.rows.read().unwrap_or_else(PoisonError::into_inner);
        if rows.is_empty() {
            return HashMap::new();
        }
        keys.filter_map(|key| Some((key, rows.get(&key)?.1.clone()))).collect()
    }

    /// Takes over what changed.
    ///
    /// # Errors
    /// The database.
    pub async fn refresh(&self, db: &Db) -> Result<(), Problem> {
        let (changed, found) = db
            .read(Scope::Platform(S::WHAT), async |conn| {
                // The marks first: what is read after them is as new or newer.
                let changed = self.changed(S::marks(conn).await?);
                let keys: Vec<S::Key> = changed.keys().copied().collect();
                let found = if keys.is_empty() { Vec::new() } else { S::read(conn, &keys).await? };
                Ok::<_, Problem>((changed, found))
            })
            .await?;
        let mut rows = self.0.rows.write().unwrap_or_else(PoisonError::into_inner);
        for (key, value) in found {
            let mark = changed.get(&key).copied().unwrap_or_default();
            // A slower reader does not undo a newer one.
            if rows.get(&key).is_none_or(|(kept, _)| *kept <= mark) {
                rows.insert(key, (mark, value));
            }
        }
        drop(rows);
        self.0.ready.store(true, Ordering::Release);
        Ok(())
    }

    fn changed(&self, marks: Vec<(S::Key, i64)>) -> HashMap<S::Key, i64> {
        let rows = self.0.rows.read().unwrap_or_else(PoisonError::into_inner);
        let newer = |(key, mark): &(S::Key, i64)| rows.get(key).is_none_or(|(kept, _)| kept < mark);
        marks.into_iter().filter(newer).collect()
    }

    /// Follows the changes of other processes until `stop`. While the database is away the last good copy stays.
    pub async fn follow(&self, db: &Db, every: Duration, stop: &CancellationToken) {
        while !stop.is_cancelled() {
            if let Err(error) = self.refresh(db).await {
                tracing::warn!(%error, "{} could not be read again", S::WHAT);
            }
            tokio::select! {
                () = stop.cancelled() => {}
                () = tokio::time::sleep(every) => {}
            }
        }
    }
}
