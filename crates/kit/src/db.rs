//! The database, entered through one of four scopes that row-level security enforces.
use std::{
    cell::RefCell,
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use diesel_async::{
    AnsiTransactionManager, RunQueryDsl, TransactionManager,
    pooled_connection::{AsyncDieselConnectionManager, deadpool},
};
use souk_events::{Subject, TenantId};
use souk_outbox::{Conn, DbSettings, Pool, Wake, set_config};

/// On whose behalf a transaction runs; policies see nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// A merchant's staff, and most consumers.
    Tenant(TenantId),
    /// A person's own things, across tenants.
    Subject(Subject),
    /// Platform operators; the reason goes to the log.
    Platform(&'static str),
}

/// Why the database did not do it.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// The statement failed.
    #[error(transparent)]
    Query(#[from] diesel::result::Error),
    /// No connection was to be had in time.
    #[error("no database connection: {0}")]
    Pool(String),
}

type Pooled = deadpool::Object<Conn>;

thread_local! {
    static WORKER: RefCell<Option<HashMap<usize, Pool>>> = const { RefCell::new(None) };
}

/// Gives this thread pools of its own: the connection's driver then stays on the thread that uses it.
pub(crate) fn mark_worker_thread() {
    WORKER.with_borrow_mut(|pools| {
        pools.get_or_insert_with(HashMap::new);
    });
}

type WeakPool = ::deadpool::managed::WeakPool<AsyncDieselConnectionManager<Conn>>;

/// Connections of all pools of a module: lent out, at rest, and requests that wait for one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Usage {
    pub used: usize,
    pub idle: usize,
    pub waiting: usize,
}

struct Inner {
    settings: DbSettings,
    shared: Pool,
    /// The pools of worker threads, which die with their thread.
    workers: Mutex<Vec<WeakPool>>,
    wake: Wake,
}

/// A module's database: its own schema, its own role.
#[derive(Clone)]
pub struct Db(Arc<Inner>);

impl Db {
    /// Nothing is connected yet.
    #[must_use]
    pub fn new(settings: DbSettings, wake: Wake) -> Self {
        let shared = souk_outbox::pool(&settings);
        Self(Arc::new(Inner { settings, shared, workers: Mutex::default(), wake }))
    }

    /// How this database is reached.
    #[must_use]
    pub fn settings(&self) -> &DbSettings {
        &self.0.settings
    }

    fn pool(&self) -> Pool {
        let id = Arc::as_ptr(&self.0).addr();
        WORKER.with_borrow_mut(|pools| match pools {
            Some(own) => own.entry(id).or_insert_with(|| self.worker_pool()).clone(),
            None => self.0.shared.clone(),
        })
    }

    fn worker_pool(&self) -> Pool {
        let pool = souk_outbox::pool(&self.0.settings);
        self.0.workers.lock().unwrap_or_else(PoisonError::into_inner).push(pool.weak());
        pool
    }

    /// How many connections are in use, over all worker threads. Those of the event machinery do not count.
    pub(crate) fn usage(&self) -> Usage {
        let mut workers = self.0.workers.lock().unwrap_or_else(PoisonError::into_inner);
        workers.retain(|pool| pool.upgrade().is_some());
        let pools = workers.iter().filter_map(WeakPool::upgrade).chain([self.0.shared.clone()]);
        pools.map(|pool| pool.status()).fold(Usage::default(), |sum, one| Usage {
            used: sum.used + one.size.saturating_sub(one.available),
            idle: sum.idle + one.available,
            waiting: sum.waiting + one.waiting,
        })
    }

    /// A connection without a scope: policies show published rows only, and nothing may be written.
    ///
    /// # Errors
    /// No connection in time.
    pub async fn public(&self) -> Result<Pooled, DbError> {
        self.pool().get().await.map_err(|e| DbError::Pool(e.to_string()))
    }

    /// One transaction in a scope that may tell facts; the relay is woken after the commit.
    ///
    /// # Errors
    /// What `work` says, or the database.
    pub async fn write<T, E, F>(&self, scope: Scope, work: F) -> Result<T, E>
    where
        F: AsyncFnOnce(&mut Conn) -> Result<T, E>,
        E: From<DbError> + From<diesel::result::Error>,
    {
        let done = self.read(scope, work).await?;
        self.0.wake.ring();
        Ok(done)
    }

    /// One transaction in a scope that tells nothing: it looks, or keeps what no other module hears of.
    ///
    /// # Errors
    /// What `work` says, or the database.
    pub async fn read<T, E, F>(&self, scope: Scope, work: F) -> Result<T, E>
    where
        F: AsyncFnOnce(&mut Conn) -> Result<T, E>,
        E: From<DbError> + From<diesel::result::Error>,
    {
        let mut conn = self.public().await?;
        AnsiTransactionManager::begin_transaction_sql(&mut *conn, &begin(scope)).await?;
        match work(&mut conn).await {
            Ok(value) => {
                AnsiTransactionManager::commit_transaction(&mut *conn).await?;
                Ok(value)
            }
            Err(error) => {
                // A connection that cannot even roll back is thrown away by the pool.
                if let Err(rollback) = AnsiTransactionManager::rollback_transaction(&mut *conn).await {
                    tracing::warn!(%rollback, "rollback failed");
                }
                Err(error)
            }
        }
    }
}

/// Begins a transaction in its scope, in one round trip. Ids hold nothing that could end a literal.
fn begin(scope: Scope) -> String {
    match scope {
        Scope::Tenant(id) => {
            format!("BEGIN; SET LOCAL souk.scope = 'tenant'; SET LOCAL souk.tenant = '{}'", id.0)
        }
        Scope::Subject(who) => {
            format!("BEGIN; SET LOCAL souk.scope = 'subject'; SET LOCAL souk.subject = '{who}'")
        }
        Scope::Platform(reason) => {
            tracing::debug!(reason, "platform scope");
            "BEGIN; SET LOCAL souk.scope = 'platform'".to_owned()
        }
    }
}

/// Sets the scope of the current transaction.
///
/// # Errors
/// The database.
pub async fn enter(conn: &mut Conn, scope: Scope) -> Result<(), diesel::result::Error> {
    let (name, tenant, subject) = match scope {
        Scope::Tenant(id) => ("tenant", id.0.to_string(), String::new()),
        Scope::Subject(who) => ("subject", String::new(), who.to_string()),
        Scope::Platform(reason) => {
            tracing::debug!(reason, "platform scope");
            ("platform", String::new(), String::new())
        }
    };
    diesel::select((
        set_config("souk.scope", name, true),
        set_config("souk.tenant", tenant, true),
        set_config("souk.subject", subject, true),
    ))
    .get_result::<(String, String, String)>(conn)
    .await
    .map(drop)
}
