//! Holds a module at one statement, from the database's side, so that it can be killed at exactly that point.
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

use souk_outbox::Conn;
use souk_testkit::eventually;

use crate::{platform::Platform, sql};

/// The advisory lock of the next gate.
static NEXT: AtomicU32 = AtomicU32::new(7_413_000);

/// A shut gate: whoever comes with such a statement waits, at most as long as a statement of a module may take.
pub struct Gate {
    conn: Conn,
    lock: u32,
}

impl Gate {
    /// Shuts a module's table to `INSERT` or `UPDATE`.
    pub async fn shut(platform: &Platform, module: &str, statement: &str, table: &str) -> Self {
        let (mut conn, lock) = (platform.db.admin(module).await, NEXT.fetch_add(1, SeqCst));
        let sql = format!(
            "SELECT pg_advisory_lock({lock});
             CREATE FUNCTION gate_{lock}() RETURNS trigger LANGUAGE plpgsql AS
                 $$ BEGIN PERFORM pg_advisory_xact_lock_shared({lock}); RETURN NULL; END $$;
             CREATE TRIGGER gate_{lock} BEFORE {statement} ON {table}
                 FOR EACH STATEMENT EXECUTE FUNCTION gate_{lock}();"
        );
        sql::run(&mut conn, &sql).await;
        Self { conn, lock }
    }

    fn waiting(&self) -> String {
        format!(
            "pg_locks WHERE locktype = 'advisory' AND objid = {} AND NOT granted
             AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
            self.lock
        )
    }

    /// Returns when somebody waits at it.
    pub async fn reached(&self, platform: &Platform) {
        eventually("somebody waits at the gate", || async {
            let mut conn = platform.db.admin("public").await;
            (sql::count(&mut conn, &self.waiting()).await > 0).then_some(())
        })
        .await;
    }

    /// Takes back the statements of those who wait, as if they had died before they sent them.
    pub async fn forget_who_waits(&mut self) {
        let cut = format!("SELECT pg_terminate_backend(pid)::text AS line FROM {}", self.waiting());
        assert!(!sql::lines(&mut self.conn, &cut).await.is_empty(), "somebody waited");
    }

    /// Opens it for good and returns when nobody waits any more.
    pub async fn open(mut self, platform: &Platform) {
        sql::run(&mut self.conn, &format!("SELECT pg_advisory_unlock({})", self.lock)).await;
        eventually("nobody waits at the gate", || async {
            let mut conn = platform.db.admin("public").await;
            (sql::count(&mut conn, &self.waiting()).await == 0).then_some(())
        })
        .await;
    }
}
