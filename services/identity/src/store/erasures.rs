//! Erasures of people, and what each module answered.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::{TenantId, UserId};
use souk_kit::Conn;
use uuid::Uuid;

use crate::schema::{
    account, erasure,
    erasure::dsl,
    erasure_task::{self, dsl as tasks},
    invitation, membership,
};

/// An erasure.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = erasure)]
pub struct Erasure {
    /// Which.
    pub id: Uuid,
    /// Whose.
    pub user_id: UserId,
    /// `requested`, `undone`, `running` or `done`.
    pub state: String,
    /// When it was asked for.
    pub requested_at: DateTime<Utc>,
    /// From when on it cannot be undone.
    pub due_at: DateTime<Utc>,
    /// When it was undone, or every module had answered.
    pub closed_at: Option<DateTime<Utc>>,
    /// It stands on the list outside of the database.
    pub listed: bool,
}

/// What a module answered.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = erasure_task)]
pub struct Task {
    /// To which erasure.
    pub erasure_id: Uuid,
    /// Which module.
    pub module: String,
    /// Rows that it removed or made unreadable.
    pub rows: Option<i64>,
    /// When it answered; it is waited for when none.
    pub done_at: Option<DateTime<Utc>>,
}

/// Keeps a request. False: one is open.
///
/// # Errors
/// The database.
pub async fn insert(conn: &mut Conn, new: &Erasure) -> QueryResult<bool> {
    let made = diesel::insert_into(erasure::table).values(new).on_conflict_do_nothing();
    Ok(made.execute(conn).await? == 1)
}

/// An erasure.
///
/// # Errors
/// The database.
pub async fn find(conn: &mut Conn, id: Uuid) -> QueryResult<Option<Erasure>> {
    dsl::erasure.find(id).select(Erasure::as_select()).first(conn).await.optional()
}

/// A person's open request.
///
/// # Errors
/// The database.
pub async fn open(conn: &mut Conn, user: UserId) -> QueryResult<Option<Erasure>> {
    dsl::erasure
        .filter(dsl::user_id.eq(user).and(dsl::state.eq("requested")))
        .select(Erasure::as_select())
        .first(conn)
        .await
        .optional()
}

/// Undoes a person's open request. None: there is none, or it runs already.
///
/// # Errors
/// The database.
pub async fn undo(conn: &mut Conn, user: UserId, now: DateTime<Utc>) -> QueryResult<Option<Uuid>> {
    diesel::update(dsl::erasure.filter(dsl::user_id.eq(user).and(dsl::state.eq("requested"))))
        .set((dsl::state.eq("undone"), dsl::closed_at.eq(now)))
        .returning(dsl::id)
        .get_result(conn)
        .await
        .optional()
}

/// Begins an erasure that is due. None: it was undone, or runs already.
///
/// # Errors
/// The database.
pub async fn begin(conn: &mut Conn, id: Uuid) -> QueryResult<Option<UserId>> {
    diesel::update(dsl::erasure.find(id).filter(dsl::state.eq("requested")))
        .set(dsl::state.eq("running"))
        .returning(dsl::user_id)
        .get_result(conn)
        .await
        .optional()
}

/// Waits for a module's answer.
///
/// # Errors
/// The database.
pub async fn expect(conn: &mut Conn, id: Uuid, module: &str) -> QueryResult<()> {
    let new = Task { erasure_id: id, module: module.to_owned(), rows: None, done_at: None };
    diesel::insert_into(erasure_task::table)
        .values(&new)
        .on_conflict_do_nothing()
        .execute(conn)
        .await
        .map(drop)
}

/// Notes a module's answer; the first one counts. Closes the erasure with the last one.
///
/// # Errors
/// The database.
pub async fn answer(
    conn: &mut Conn,
    id: Uuid,
    module: &str,
    rows: i64,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    // One after the other, so that the last answer knows that it is the last.
    let held: Option<Uuid> =
        dsl::erasure.find(id).select(dsl::id).for_update().first(conn).await.optional()?;
    if held.is_none() {
        return Ok(());
    }
    let waiting = tasks::erasure_task.find((id, module)).filter(tasks::done_at.is_null());
    diesel::update(waiting).set((tasks::rows.eq(rows), tasks::done_at.eq(now))).execute(conn).await?;
    let open: i64 = tasks::erasure_task
        .filter(tasks::erasure_id.eq(id).and(tasks::done_at.is_null()))
        .count()
        .get_result(conn)
        .await?;
    if open == 0 {
        diesel::update(dsl::erasure.find(id).filter(dsl::state.eq("running")))
            .set((dsl::state.eq("done"), dsl::closed_at.eq(now)))
            .execute(conn)
            .await?;
    }
    Ok(())
}

/// Erasures, newest first, with the answers of each.
///
/// # Errors
/// The database.
pub async fn list(conn: &mut Conn, limit: i64) -> QueryResult<Vec<(Erasure, Vec<Task>)>> {
    let all: Vec<Erasure> =
        dsl::erasure.order(dsl::id.desc()).limit(limit).select(Erasure::as_select()).load(conn).await?;
    let ids: Vec<Uuid> = all.iter().map(|e| e.id).collect();
    let answers: Vec<Task> = tasks::erasure_task
        .filter(tasks::erasure_id.eq_any(&ids))
        .order(tasks::module)
        .select(Task::as_select())
        .load(conn)
        .await?;
    let of = |id: Uuid| answers.iter().filter(|t| t.erasure_id == id).cloned().collect();
    let with_answers = |e: Erasure| {
        let answers = of(e.id);
        (e, answers)
    };
    Ok(all.into_iter().map(with_answers).collect())
}

/// Erasures that began and do not stand on the list yet.
///
/// # Errors
/// The database.
pub async fn unlisted(conn: &mut Conn) -> QueryResult<Vec<Erasure>> {
    dsl::erasure
        .filter(dsl::state.eq_any(["running", "done"]).and(dsl::listed.eq(false)))
        .order(dsl::id)
        .limit(100)
        .select(Erasure::as_select())
        .load(conn)
        .await
}

/// Notes that it stands on the list.
///
/// # Errors
/// The database.
pub async fn set_listed(conn: &mut Conn, id: Uuid) -> QueryResult<()> {
    diesel::update(dsl::erasure.find(id)).set(dsl::listed.eq(true)).execute(conn).await.map(drop)
}

/// Asks again for an erasure of the list that this database knows nothing of, or whose time had not come when it was
/// saved. False: it began here.
///
/// # Errors
/// The database.
pub async fn restore(conn: &mut Conn, id: Uuid, user: UserId, now: DateTime<Utc>) -> QueryResult<bool> {
    // A request that was open when the backup was made: this is the one that ran.
    diesel::update(
        dsl::erasure.filter(dsl::user_id.eq(user).and(dsl::state.eq("requested")).and(dsl::id.ne(id))),
    )
    .set((dsl::state.eq("undone"), dsl::closed_at.eq(now)))
    .execute(conn)
    .await?;
    let new = Erasure {
        id,
        user_id: user,
        state: "requested".into(),
        requested_at: now,
        due_at: now,
        closed_at: None,
        listed: true,
    };
    let again = diesel::insert_into(erasure::table).values(&new).on_conflict(dsl::id).do_update().set((
        dsl::state.eq("requested"),
        dsl::due_at.eq(now),
        dsl::closed_at.eq(None::<DateTime<Utc>>),
    ));
    let not_begun = dsl::state.eq_any(["requested", "undone"]);
    Ok(diesel::query_dsl::methods::FilterDsl::filter(again, not_begun).execute(conn).await? == 1)
}

/// Whether a person is the only active owner of some tenant.
///
/// # Errors
/// The database.
pub async fn owns_alone(conn: &mut Conn, user: UserId) -> QueryResult<bool> {
    use membership::dsl as m;
    let owners = || m::membership.filter(m::role.eq("owner").and(m::state.eq("active")));
    let owned: Vec<TenantId> = owners().filter(m::user_id.eq(user)).select(m::tenant_id).load(conn).await?;
    let shared: Vec<TenantId> = owners()
        .filter(m::user_id.ne(user).and(m::tenant_id.eq_any(&owned)))
        .select(m::tenant_id)
        .load(conn)
        .await?;
    Ok(owned.iter().any(|tenant| !shared.contains(tenant)))
}

/// Removes an account with everything that hangs on it, and invitations to its addresses. Returns how many rows.
///
/// # Errors
/// The database.
pub async fn remove_account(conn: &mut Conn, user: UserId, lookup: &[Vec<u8>]) -> QueryResult<usize> {
    let invited = diesel::delete(invitation::table.filter(invitation::email_lookup.eq_any(lookup)));
    let invited = invited.execute(conn).await?;
    Ok(invited + diesel::delete(account::table.find(user)).execute(conn).await?)
}
