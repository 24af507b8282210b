//! The nightly look: what must always be true of holds, stock, queues and the record is asked of the rows themselves.
use chrono::{DateTime, Days, NaiveTime, Utc};
use serde_json::Value;
use souk_events::TenantId;
use souk_kit::{Conn, Db, Problem, Scope, db};
use souk_outbox::timers;

use crate::{
    jobs,
    store::{
        check_runs::{self, CheckRun},
        checks,
    },
};

/// When it begins, UTC: nobody sells at that hour.
const HOUR: NaiveTime = match NaiveTime::from_hms_opt(3, 0, 0) {
    Some(time) => time,
    None => NaiveTime::MIN,
};
/// Merchants at once.
const MANY: i64 = 100;

/// The next night after a moment.
#[must_use]
pub fn next(now: DateTime<Utc>) -> DateTime<Utc> {
    let today = now.date_naive().and_time(HOUR).and_utc();
    if today > now { today } else { today + Days::new(1) }
}

/// Sets the timer of the next night. Each night has its own: one that is due and has not fired stays as it is.
///
/// # Errors
/// The database.
pub async fn next_night(conn: &mut Conn, now: DateTime<Utc>) -> Result<(), Problem> {
    let at = next(now);
    timers::schedule(conn, jobs::NIGHT, &at.date_naive().to_string(), None, at, &Value::Null).await?;
    Ok(())
}

/// Sets the timer when the module starts; a failure is worth a line in the log, the next start tries again.
pub async fn wind_up(db: &Db, now: DateTime<Utc>) {
    let done = db
        .write(Scope::Platform("timers"), async |conn| {
            next_night(conn, now).await?;
            Ok::<_, Problem>(())
        })
        .await;
    if let Err(error) = done {
        tracing::warn!(%error, "nobody looks at night whether lives are sound");
    }
}

/// Sets a timer of each merchant, some at once; the rest follows the last of them.
///
/// # Errors
/// The database.
pub async fn all(conn: &mut Conn, after: Option<TenantId>, now: DateTime<Utc>) -> Result<(), Problem> {
    db::enter(conn, Scope::Platform("live checks")).await?;
    let some = check_runs::merchants(conn, after, MANY).await?;
    for tenant in &some {
        timers::schedule(conn, jobs::LOOK, &tenant.to_string(), Some(*tenant), now, &Value::Null).await?;
    }
    let more = i64::try_from(some.len()).is_ok_and(|n| n == MANY);
    match some.last().filter(|_| more) {
        Some(last) => {
            let key = format!("more:{last}");
            timers::schedule(conn, jobs::NIGHT, &key, Some(*last), now, &Value::Null).await?;
        }
        None => next_night(conn, now).await?,
    }
    Ok(())
}

/// Looks at one merchant and keeps what was found.
///
/// # Errors
/// The database.
pub async fn one(conn: &mut Conn, tenant: TenantId, now: DateTime<Utc>) -> Result<CheckRun, Problem> {
    db::enter(conn, Scope::Tenant(tenant)).await?;
    let found = checks::violations(conn, tenant).await?;
    let row = CheckRun {
        tenant_id: tenant,
        at: now,
        violations: i32::try_from(found.len()).unwrap_or(i32::MAX),
        broken_at: checks::broken_chain(conn).await?,
        found: serde_json::to_value(&found).map_err(Problem::internal)?,
    };
    if !row.clean() {
        tracing::error!(%tenant, violations = row.violations, broken_at = row.broken_at, "a live is not sound");
    }
    check_runs::add(conn, &row).await?;
    Ok(row)
}
