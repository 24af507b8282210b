//! How long rows stay: each module says it of each of its tables beside its code, a timer of each rule carries it out,
//! and docs/retention.md shows it.
use chrono::{DateTime, TimeDelta, Utc};
use diesel::{
    QueryableByName, sql_query,
    sql_types::{BigInt, Timestamptz},
};
use diesel_async::RunQueryDsl;
use serde_json::Value;
use souk_outbox::{
    Clock, Conn, HandlerError,
    timers::{self, Timer, TimerHandler},
};

use crate::{Db, Problem, Scope};

/// A year, in days.
pub const YEAR: i64 = 365;
/// Rows at once, so that nobody waits for it.
const BATCH: i64 = 1_000;
const EVERY: TimeDelta = TimeDelta::days(1);
/// After a start, when the work of the start is done.
const FIRST: TimeDelta = TimeDelta::minutes(10);

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is deleted.
    Goes,
    /// These assignments empty it.
    Emptied(&'static str),
    /// It is deleted by this function of the schema: the role itself may not delete such rows.
    GoesBy(&'static str),
    /// Another part does it: who, and when.
    Done(&'static str),
    /// It stays.
    Stays,
}

/// How long the rows of a table stay, and why.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Which table.
    pub table: &'static str,
    /// What becomes of its rows.
    pub fate: Fate,
    /// The moment that counts, as SQL; rows without one stay.
    pub since: &'static str,
    /// Which rows, as SQL; all of them when empty.
    pub only: &'static str,
    /// After how many days.
    pub days: i64,
    /// On what grounds, in a word or two.
    pub why: &'static str,
}

impl Rule {
    const fn new(table: &'static str, fate: Fate, since: &'static str, days: i64, why: &'static str) -> Self {
        Self { table, fate, since, only: "", days, why }
    }
    /// Rows are deleted some days after a moment.
    #[must_use]
    pub const fn goes(table: &'static str, since: &'static str, days: i64, why: &'static str) -> Self {
        Self::new(table, Fate::Goes, since, days, why)
    }
    /// Rows lose what these assignments empty. Give `only`, so that what is empty is not emptied again.
    #[must_use]
    pub const fn emptied(
        table: &'static str,
        how: &'static str,
        since: &'static str,
        days: i64,
        why: &'static str,
    ) -> Self {
        Self::new(table, Fate::Emptied(how), since, days, why)
    }
    /// Rows that the role may not delete are deleted by a function, which takes the moment before which they go.
    #[must_use]
    pub const fn goes_by(
        table: &'static str,
        function: &'static str,
        since: &'static str,
        days: i64,
        why: &'static str,
    ) -> Self {
        Self::new(table, Fate::GoesBy(function), since, days, why)
    }
    /// Another part takes care of it.
    #[must_use]
    pub const fn done(table: &'static str, who: &'static str, why: &'static str) -> Self {
        Self::new(table, Fate::Done(who), "", 0, why)
    }
    /// Rows stay.
    #[must_use]
    pub const fn stays(table: &'static str, why: &'static str) -> Self {
        Self::new(table, Fate::Stays, "", 0, why)
    }
    /// Only these rows.
    #[must_use]
    pub const fn only(self, which: &'static str) -> Self {
        Self { only: which, ..self }
    }
    /// Whether a timer of this part carries it out.
    #[must_use]
    pub fn timed(&self) -> bool {
        !matches!(self.fate, Fate::Done(_) | Fate::Stays)
    }
    /// What its timer is known by.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}/{}", self.table, self.days)
    }
    /// What happens to the rows and when, for people.
    #[must_use]
    pub fn says(&self) -> String {
        let rows = if self.only.is_empty() { String::new() } else { format!(" (where `{}`)", self.only) };
        match self.fate {
            Fate::Goes | Fate::GoesBy(_) => {
                format!("deleted {} days after `{}`{rows}", self.days, self.since)
            }
            Fate::Emptied(how) => format!("`{how}` {} days after `{}`{rows}", self.days, self.since),
            Fate::Done(who) => who.to_owned(),
            Fate::Stays => "stays".to_owned(),
        }
    }
    fn sql(&self) -> String {
        let Self { table, since, only, .. } = self;
        let which = if only.is_empty() { "true" } else { only };
        let old = format!("{since} < $1 AND ({which})");
        // Said twice, so that a row which somebody changed meanwhile is looked at once more.
        let rows = format!("ctid = ANY(ARRAY(SELECT ctid FROM {table} WHERE {old} LIMIT {BATCH})) AND {old}");
        match self.fate {
            Fate::GoesBy(function) => format!("SELECT {function}($1)::bigint AS rows"),
            Fate::Emptied(how) => format!(
                "WITH done AS (UPDATE {table} SET {how} WHERE {rows} RETURNING 1)
                 SELECT count(*) AS rows FROM done"
            ),
            _ => format!(
                "WITH done AS (DELETE FROM {table} WHERE {rows} RETURNING 1)
                 SELECT count(*) AS rows FROM done"
            ),
        }
    }
}

/// What every module's tables of the common crates are kept by.
pub const COMMON: &[Rule] = &[
    Rule::done(
        "outbox",
        "`events`: `retention_days` after it was sent",
        "to tell modules the history they missed",
    ),
    Rule::done("inbox", "`events`: twice `retention_days` after it was handled", "to know what was heard"),
    Rule::done("timer", "taken out when it fires", "a promise"),
    Rule::done("idempotency", "`idempotency`: three days after the request", "to answer a repeated request"),
    Rule::stays("module_switch", "settings, nobody's data"),
    Rule::stays("subject_key", "until the person is erased: without it nothing of theirs can be read"),
];

/// Mails that could not be sent; sent ones are gone at once. For modules that send mails.
pub const MAIL: Rule =
    Rule::goes("mail", "created_at", 30, "to see why it was not sent").only("next_at IS NULL");

#[derive(QueryableByName)]
struct Done {
    #[diesel(sql_type = BigInt)]
    rows: i64,
}

/// Carries a rule out on rows as old as that, a batch of them; the answer is how many there were.
///
/// # Errors
/// The database.
pub async fn apply(conn: &mut Conn, rule: &Rule, now: DateTime<Utc>) -> Result<i64, diesel::result::Error> {
    let before = now - TimeDelta::days(rule.days);
    let done: Done = sql_query(rule.sql()).bind::<Timestamptz, _>(before).get_result(conn).await?;
    Ok(done.rows)
}

/// Fires once a day for each rule of a module.
pub(crate) struct Keeper {
    pub(crate) rules: &'static [Rule],
    pub(crate) clock: Clock,
}

impl TimerHandler for Keeper {
    const KIND: &'static str = "kit.retention";

    async fn fire(&self, conn: &mut Conn, timer: Timer) -> Result<(), HandlerError> {
        // A rule of another release: its timer is not set anew.
        let Some(rule) = self.rules.iter().find(|r| r.timed() && r.key() == timer.key) else { return Ok(()) };
        let now = self.clock.now();
        let rows = apply(conn, rule, now).await?;
        if rows > 0 {
            tracing::info!(table = rule.table, rows, "kept long enough");
        }
        let next = if rows >= BATCH { now } else { now + EVERY };
        timers::schedule(conn, Self::KIND, &timer.key, None, next, &Value::Null).await?;
        Ok(())
    }
}

/// Winds the timers up when a module starts; a failure is only worth a line in the log, the next start tries again.
pub(crate) async fn wind_up(db: Db, rules: &'static [Rule], now: DateTime<Utc>) {
    let done = db
        .write(Scope::Platform("timers"), async |conn| {
            for rule in rules.iter().filter(|rule| rule.timed()) {
                timers::schedule(conn, Keeper::KIND, &rule.key(), None, now + FIRST, &Value::Null).await?;
            }
            Ok::<_, Problem>(())
        })
        .await;
    if let Err(error) = done {
        tracing::warn!(%error, "how long rows are kept is not looked after");
    }
}
