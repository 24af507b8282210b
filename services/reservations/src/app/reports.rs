//! How lives went: a session, the weeks, the record, who was first.
use chrono::{DateTime, Days, TimeDelta, Utc};
use chrono_tz::Tz;
use serde_json::Value;
use souk_events::{ContactId, Currency, LiveItemId, LiveSessionId, Money, TenantId};
use souk_kit::{Conn, Lang, Problem, Scope, spreadsheet};

use super::override_hold::masked;
use crate::{
    state::State,
    store::{
        audit::{self, Entry},
        check_runs::{self, CheckRun},
        customers, items,
        items::Item,
        reports::{self, Count},
        reservations::{self, Reservation},
        sessions::{self, Session},
        stores,
    },
};

/// How many weeks are shown.
const WEEKS: u64 = 12;
/// Most rows of a list.
const MOST: i64 = 200;
/// Most rows of a table to take along.
const TABLE: i64 = 10_000;

/// A part of a whole, in basis points; none of nothing.
#[must_use]
pub fn part(some: i64, all: i64) -> Option<i64> {
    some.checked_mul(10_000)?.checked_div(all)
}

/// Basis points as people of a language read them: `62,5 %`; a dash where there is nothing to count.
#[must_use]
pub fn percent(lang: Lang, bp: Option<i64>) -> String {
    let Some(bp) = bp else { return "–".to_owned() };
    let sign = if matches!(lang, Lang::En | Lang::Ar) { '.' } else { ',' };
    format!("{}{sign}{} %", bp / 100, bp % 100 / 10)
}

/// Lives by weeks.
#[derive(Clone, Debug)]
pub struct Weeks {
    /// Newest first.
    pub rows: Vec<Count>,
    /// The last sessions, newest first.
    pub sessions: Vec<Session>,
    /// Whose days they are.
    pub zone: Tz,
    /// Of the amounts.
    pub currency: Currency,
}

/// How the last weeks went.
///
/// # Errors
/// The database.
pub async fn weeks(state: &State, tenant: TenantId) -> Result<Weeks, Problem> {
    let since = state.clock.now() - Days::new(7 * WEEKS);
    state
        .db
        .read(Scope::Tenant(tenant), async |conn: &mut Conn| {
            let zone = stores::zone(conn, tenant).await?;
            let rows = reports::count(conn, tenant, zone.name(), since, None).await?;
            let sessions = sessions::list(conn, 50).await?;
            let currency = stores::currency(conn, tenant).await?;
            Ok(Weeks { rows, sessions, zone, currency })
        })
        .await
}

/// How a session went.
#[derive(Clone, Debug)]
pub struct Story {
    /// Which.
    pub session: Session,
    /// None: nobody wanted anything.
    pub count: Option<Count>,
    /// What was shown and not sold.
    pub unsold: Vec<Item>,
    /// In whose times.
    pub zone: Tz,
    /// Of the amounts.
    pub currency: Currency,
}

/// How one session went.
///
/// # Errors
/// 404 for another merchant's, or the database.
pub async fn session(state: &State, tenant: TenantId, id: LiveSessionId) -> Result<Story, Problem> {
    state
        .db
        .read(Scope::Tenant(tenant), async |conn: &mut Conn| {
            let session = sessions::find(conn, id).await?.ok_or_else(Problem::not_found)?;
            let zone = stores::zone(conn, tenant).await?;
            let all = DateTime::<Utc>::UNIX_EPOCH;
            let count = reports::count(conn, tenant, zone.name(), all, Some(id)).await?.pop();
            let unsold = reports::unsold(conn, id, MOST).await?;
            Ok(Story { session, count, unsold, zone, currency: stores::currency(conn, tenant).await? })
        })
        .await
}

/// Who wanted an item, in the order of arrival, and all that happened to it: who was first, and why.
#[derive(Clone, Debug)]
pub struct Fairness {
    /// The item.
    pub item: Item,
    /// With the mask of each number.
    pub wishes: Vec<(Reservation, String)>,
    /// In the order in which it happened.
    pub record: Vec<Entry>,
    /// In whose times.
    pub zone: Tz,
}

/// Who was first for an item.
///
/// # Errors
/// 404 for another merchant's, or the database.
pub async fn fairness(state: &State, tenant: TenantId, id: LiveItemId) -> Result<Fairness, Problem> {
    state
        .db
        .read(Scope::Tenant(tenant), async |conn: &mut Conn| {
            let item = items::find(conn, id).await?.ok_or_else(Problem::not_found)?;
            let rows = reservations::of_item(conn, id, MOST).await?;
            let contacts: Vec<ContactId> = rows.iter().map(|row| row.contact_id).collect();
            let people = customers::some(conn, &contacts).await?;
            let wishes = rows.into_iter().map(|row| (masked(&people, row.contact_id), row));
            let wishes = wishes.map(|(who, row)| (row, who)).collect();
            let record = audit::of_item(conn, id, 1_000).await?;
            Ok(Fairness { item, wishes, record, zone: stores::zone(conn, tenant).await? })
        })
        .await
}

/// A page of the record, newest first, with the last nightly looks.
#[derive(Clone, Debug)]
pub struct Record {
    /// One row more than a page, when there are more.
    pub rows: Vec<Entry>,
    /// Newest first.
    pub looks: Vec<CheckRun>,
    /// In whose times.
    pub zone: Tz,
}

/// The record before a place in it; only actions that begin with a word.
///
/// # Errors
/// The database.
pub async fn record(
    state: &State,
    tenant: TenantId,
    before: Option<i64>,
    begins: &str,
    limit: i64,
) -> Result<Record, Problem> {
    state
        .db
        .read(Scope::Tenant(tenant), async |conn: &mut Conn| {
            let rows = audit::latest(conn, tenant, before, begins, limit).await?;
            let looks = check_runs::latest(conn, 7).await?;
            Ok(Record { rows, looks, zone: stores::zone(conn, tenant).await? })
        })
        .await
}

/// The last look at every merchant, for operators; what is wrong first.
///
/// # Errors
/// The database.
pub async fn looks(state: &State) -> Result<Vec<CheckRun>, Problem> {
    state
        .db
        .read(Scope::Platform("live checks"), async |conn: &mut Conn| {
            Ok(check_runs::last_of_each(conn, TABLE).await?)
        })
        .await
}

/// The reservations of a session as a table to take along: codes, amounts, times of the store; nothing personal.
///
/// # Errors
/// 404 for another merchant's, or the database.
pub async fn session_table(state: &State, tenant: TenantId, id: LiveSessionId) -> Result<String, Problem> {
    let (rows, zone, currency) = state
        .db
        .read::<_, Problem, _>(Scope::Tenant(tenant), async |conn: &mut Conn| {
            sessions::find(conn, id).await?.ok_or_else(Problem::not_found)?;
            let rows = reservations::of_session(conn, id, TABLE).await?;
            Ok((rows, stores::zone(conn, tenant).await?, stores::currency(conn, tenant).await?))
        })
        .await?;
    let head = [
        "seq",
        "code",
        "size",
        "quantity",
        "unit_price",
        "currency",
        "state",
        "created_at",
        "held_at",
        "ended_at",
    ];
    let at = |at: DateTime<Utc>| at.with_timezone(&zone).to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
    let line = |row: &Reservation| {
        let cells = [
            row.seq.to_string(),
            row.code.clone(),
            row.size.clone(),
            row.quantity.to_string(),
            Money::new(row.unit_price, currency).to_decimal(),
            currency.code().to_owned(),
            row.state.clone(),
            at(row.created_at),
            row.held_at.map(at).unwrap_or_default(),
            row.ended_at.map(at).unwrap_or_default(),
        ];
        spreadsheet::row(cells.iter().map(String::as_str))
    };
    Ok(format!(
        "{}{}{}",
        spreadsheet::MARK,
        spreadsheet::row(head),
        rows.iter().map(line).collect::<String>()
    ))
}

/// The weeks as a table to take along.
#[must_use]
pub fn weeks_table(weeks: &Weeks) -> String {
    let head = [
        "week",
        "holds",
        "confirmed",
        "expired",
        "orders",
        "delivered",
        "cancelled",
        "no_show",
        "with_deposit",
        "sold",
        "currency",
        "median_seconds",
    ];
    let line = |row: &Count| {
        let numbers = [
            row.holds,
            row.confirmed,
            row.expired,
            row.orders,
            row.delivered,
            row.cancelled,
            row.no_show,
            row.deposits,
        ];
        let mut cells = vec![row.week.to_string()];
        cells.extend(numbers.iter().map(i64::to_string));
        cells.push(Money::new(row.sold, weeks.currency).to_decimal());
        cells.push(weeks.currency.code().to_owned());
        cells.push(row.median.map(|seconds| format!("{seconds:.0}")).unwrap_or_default());
        spreadsheet::row(cells.iter().map(String::as_str))
    };
    let rows: String = weeks.rows.iter().map(line).collect();
    format!("{}{}{rows}", spreadsheet::MARK, spreadsheet::row(head))
}

/// A time between two moments, as minutes and seconds: `2:35`.
#[must_use]
pub fn lasting(seconds: Option<f64>) -> String {
    let Some(seconds) = seconds else { return "–".to_owned() };
    let whole = format!("{seconds:.0}").parse().unwrap_or(0);
    let span = TimeDelta::seconds(whole);
    format!("{}:{:02}", span.num_minutes(), span.num_seconds() % 60)
}

/// What a row of the record says of somebody's reason.
#[must_use]
pub fn reason(row: &Entry) -> Option<&str> {
    row.after.get("why").and_then(Value::as_str)
}
