//! How all stores hand over orders, in memory: read once, told by this process's own changes, followed by a poll.
use std::{
    collections::HashMap,
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use souk_events::StoreId;
use souk_kit::{Db, Problem, Scope};
use tokio_util::sync::CancellationToken;

use crate::{domain::fulfilment::Terms, store::fulfilments};

/// The rules of some stores; those without one are not in it.
pub type Rules = HashMap<StoreId, Arc<Terms>>;

#[derive(Default)]
struct Inner {
    ready: AtomicBool,
    rules: RwLock<Rules>,
}

/// The copy; clones are the same one. What it says may be a moment old: a placement compares the version.
#[derive(Clone, Default)]
pub struct Ways(Arc<Inner>);

impl Ways {
    /// Fills the copy when nobody did yet.
    ///
    /// # Errors
    /// The database.
    pub async fn ready(&self, db: &Db) -> Result<(), Problem> {
        if self.0.ready.load(Ordering::Acquire) { Ok(()) } else { self.refresh(db).await }
    }

    /// The rules of some stores, from memory.
    #[must_use]
    pub fn of(&self, stores: impl Iterator<Item = StoreId>) -> Rules {
        let rules = self.0.rules.read().unwrap_or_else(PoisonError::into_inner);
        if rules.is_empty() {
            return Rules::new();
        }
        stores.filter_map(|store| Some((store, Arc::clone(rules.get(&store)?)))).collect()
    }

    /// Takes over what changed.
    ///
    /// # Errors
    /// The database.
    pub async fn refresh(&self, db: &Db) -> Result<(), Problem> {
        let rows = db
            .read(Scope::Platform("fulfilment in memory"), async |conn| {
                let changed = self.changed(fulfilments::versions(conn).await?);
                if changed.is_empty() {
                    return Ok(Vec::new());
                }
                Ok::<_, Problem>(fulfilments::of_stores(conn, &changed).await?)
            })
            .await?;
        let mut rules = self.0.rules.write().unwrap_or_else(PoisonError::into_inner);
        for terms in rows.into_iter().filter_map(fulfilments::FulfilmentRow::terms) {
            // A slower reader does not undo a newer one.
            if rules.get(&terms.store_id).is_none_or(|kept| kept.version <= terms.version) {
                rules.insert(terms.store_id, Arc::new(terms));
            }
        }
        drop(rules);
        self.0.ready.store(true, Ordering::Release);
        Ok(())
    }

    fn changed(&self, there: Vec<(StoreId, i64)>) -> Vec<StoreId> {
        let rules = self.0.rules.read().unwrap_or_else(PoisonError::into_inner);
        let newer =
            |(store, version): &(StoreId, i64)| rules.get(store).is_none_or(|kept| kept.version < *version);
        there.into_iter().filter(newer).map(|(store, _)| store).collect()
    }

    /// Follows the changes of other processes until `stop`. While the database is away the last good copy stays.
    pub async fn follow(&self, db: &Db, every: Duration, stop: &CancellationToken) {
        while !stop.is_cancelled() {
            if let Err(error) = self.refresh(db).await {
                tracing::warn!(%error, "how stores hand over could not be read again");
            }
            tokio::select! {
                () = stop.cancelled() => {}
                () = tokio::time::sleep(every) => {}
            }
        }
    }
}
