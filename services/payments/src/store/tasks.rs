//! Rows of `task`: what is to be asked of the provider, taken with a lease.
use chrono::{DateTime, Utc};
use diesel::{prelude::*, upsert::excluded};
use diesel_async::RunQueryDsl;
use souk_kit::Conn;
use uuid::Uuid;

use crate::schema::task;

/// One of them.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = task)]
pub struct Task {
    /// What is to be done.
    pub kind: String,
    /// With what.
    pub target: Uuid,
    /// When.
    pub due_at: DateTime<Utc>,
    /// How often it was taken.
    pub tries: i32,
    /// Why it did not work last.
    pub error: String,
}

/// Something is to be done at that time, or anew.
///
/// # Errors
/// The database.
pub async fn schedule(conn: &mut Conn, kind: &str, target: Uuid, due_at: DateTime<Utc>) -> QueryResult<()> {
    let new = Task { kind: kind.to_owned(), target, due_at, tries: 0, error: String::new() };
    diesel::insert_into(task::table)
        .values(&new)
        .on_conflict((task::kind, task::target))
        .do_update()
        .set(task::due_at.eq(excluded(task::due_at)))
        .execute(conn)
        .await
        .map(drop)
}

/// Takes what is due; whoever takes it has until the lease ends.
///
/// # Errors
/// The database.
pub async fn claim(
    conn: &mut Conn,
    limit: i64,
    lease: DateTime<Utc>,
    now: DateTime<Utc>,
) -> QueryResult<Vec<Task>> {
    let due: Vec<(String, Uuid)> = task::table
        .filter(task::due_at.le(now))
        // Comparisons may be many: whatever else is due comes first.
        .order((task::kind.eq("look"), task::due_at))
        .limit(limit)
        .for_update()
        .skip_locked()
        .select((task::kind, task::target))
        .load(conn)
        .await?;
    let mut taken = Vec::with_capacity(due.len());
    for (kind, target) in due {
        let row = diesel::update(task::table.find((kind, target)))
            .set((task::due_at.eq(lease), task::tries.eq(task::tries + 1)))
            .returning(Task::as_returning())
            .get_result(conn)
            .await?;
        taken.push(row);
    }
    Ok(taken)
}

/// It is done, unless it was wanted anew meanwhile.
///
/// # Errors
/// The database.
pub async fn done(conn: &mut Conn, of: &Task) -> QueryResult<()> {
    let mine = task::table.find((&of.kind, of.target)).filter(task::due_at.eq(of.due_at));
    diesel::delete(mine).execute(conn).await.map(drop)
}

/// It is to be done again at that time, unless it was wanted anew meanwhile.
///
/// # Errors
/// The database.
pub async fn again(conn: &mut Conn, of: &Task, due_at: DateTime<Utc>, error: &str) -> QueryResult<()> {
    let mine = task::table.find((&of.kind, of.target)).filter(task::due_at.eq(of.due_at));
    diesel::update(mine).set((task::due_at.eq(due_at), task::error.eq(error))).execute(conn).await.map(drop)
}
