//! The promotions of all merchants in memory: read once, told by this process's own changes, followed by a poll.
use std::{
    collections::HashMap,
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use souk_events::TenantId;
use souk_kit::{Db, Problem, Scope};
use tokio_util::sync::CancellationToken;

use crate::{domain::promotion::Promotion, store::promotions};

/// A merchant's promotions that are not over for good.
pub type List = Arc<[Promotion]>;

#[derive(Default)]
struct Inner {
    ready: AtomicBool,
    /// With the mark at which they were read, or an earlier one.
    lists: RwLock<HashMap<TenantId, (i64, List)>>,
}

/// The copy; clones are the same one. What it says may be a moment old: counting a use checks the version.
#[derive(Clone, Default)]
pub struct Offers(Arc<Inner>);

impl Offers {
    /// Fills the copy when nobody did yet.
    ///
    /// # Errors
    /// The database.
    pub async fn ready(&self, db: &Db) -> Result<(), Problem> {
        if self.0.ready.load(Ordering::Acquire) { Ok(()) } else { self.refresh(db).await }
    }

    /// The promotions of those of some merchants who ever had one, from memory.
    #[must_use]
    pub fn of(&self, tenants: &[TenantId]) -> HashMap<TenantId, List> {
        let lists = self.0.lists.read().unwrap_or_else(PoisonError::into_inner);
        if lists.is_empty() {
            return HashMap::new();
        }
        tenants.iter().filter_map(|t| Some((*t, Arc::clone(&lists.get(t)?.1)))).collect()
    }

    /// Takes over what changed.
    ///
    /// # Errors
    /// The database.
    pub async fn refresh(&self, db: &Db) -> Result<(), Problem> {
        let (changed, rows) = db
            .read(Scope::Platform("promotions in memory"), async |conn| {
                // The mark first: what is read after it is as new or newer.
                let marks = promotions::marks(conn).await?;
                let changed = self.changed(marks);
                let tenants: Vec<TenantId> = changed.keys().copied().collect();
                let rows =
                    if tenants.is_empty() { Vec::new() } else { promotions::running(conn, &tenants).await? };
                Ok::<_, Problem>((changed, rows))
            })
            .await?;
        let mut found: HashMap<TenantId, Vec<Promotion>> = changed.keys().map(|t| (*t, Vec::new())).collect();
        for (tenant, promotion) in rows {
            found.entry(tenant).or_default().push(promotion);
        }
        let mut lists = self.0.lists.write().unwrap_or_else(PoisonError::into_inner);
        for (tenant, list) in found {
            let mark = changed.get(&tenant).copied().unwrap_or_default();
            // A slower reader does not undo a newer one.
            if lists.get(&tenant).is_none_or(|(kept, _)| *kept <= mark) {
                lists.insert(tenant, (mark, list.into()));
            }
        }
        drop(lists);
        self.0.ready.store(true, Ordering::Release);
        Ok(())
    }

    fn changed(&self, marks: Vec<(TenantId, i64)>) -> HashMap<TenantId, i64> {
        let lists = self.0.lists.read().unwrap_or_else(PoisonError::into_inner);
        marks
            .into_iter()
            .filter(|(tenant, mark)| lists.get(tenant).is_none_or(|(kept, _)| kept < mark))
            .collect()
    }

    /// Follows the changes of other processes until `stop`. While the database is away the last good copy stays.
    pub async fn follow(&self, db: &Db, every: Duration, stop: &CancellationToken) {
        while !stop.is_cancelled() {
            if let Err(error) = self.refresh(db).await {
                tracing::warn!(%error, "promotions could not be read again");
            }
            tokio::select! {
                () = stop.cancelled() => {}
                () = tokio::time::sleep(every) => {}
            }
        }
    }
}
