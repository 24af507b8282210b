//! The worker: handles inbox rows, a batch in one transaction, one by one when a batch fails.
use std::{collections::HashMap, sync::Arc};

use diesel::QueryResult;
use diesel_async::AsyncConnection as _;
use futures_util::future::join_all;
use tokio::{
    select,
    time::{sleep, timeout},
};
use tokio_util::sync::CancellationToken;
use tracing::Instrument as _;

use super::context::{Context, set_scope};
use crate::{
    Conn, HandlerError, OutboxError,
    consumer::Answer,
    inbox::{self, Claim, Failure, Row},
};

pub(super) async fn run(ctx: Arc<Context>, stop: CancellationToken) -> Result<(), OutboxError> {
    let names = ctx.consumers.names();
    let mut bell = ctx.heard.listen();
    let mut answers = Answers::new();
    while !stop.is_cancelled() {
        bell.mark_unchanged();
        let met = look(&ctx, &names, &mut answers, &stop).await?;
        ctx.pulse.fine("worker");
        if met == 0 {
            select! {
                () = stop.cancelled() => {}
                _ = timeout(ctx.settings.worker_poll(), bell.changed()) => {}
            }
        } else if met < usize::from(ctx.batch()) {
            select! {
                () = stop.cancelled() => {}
                () = sleep(ctx.settings.gather()) => {}
            }
        }
    }
    Ok(())
}

/// All rows.
const ALL: (i64, i64) = (0, i64::MAX);

/// Why a transaction came to nothing.
enum Undone {
    /// Others have to be asked first.
    Unasked,
    Handler(Arc<HandlerError>),
    Database(diesel::result::Error),
}

impl From<diesel::result::Error> for Undone {
    fn from(error: diesel::result::Error) -> Self {
        Self::Database(error)
    }
}

impl From<Undone> for Arc<HandlerError> {
    fn from(undone: Undone) -> Self {
        match undone {
            Undone::Unasked => Self::new(HandlerError::retry("nobody was asked")),
            Undone::Handler(error) => error,
            Undone::Database(error) => Self::new(error.into()),
        }
    }
}

/// What others said, by row.
type Answers = HashMap<i64, Result<Answer, Arc<HandlerError>>>;

/// How many rows are asked about at once, however few of them a transaction takes.
const ASKED: i64 = 32;

/// The rows that are next. Nobody holds them.
async fn next(ctx: &Context, conn: &mut Conn, names: &[&'static str]) -> QueryResult<Vec<Row>> {
    let limit = ASKED.max(i64::from(ctx.batch()));
    let (module, now, among) = (ctx.module, ctx.clock.now(), ALL);
    let going_on = &ctx.consumers.going_on();
    let claim = Claim { module, consumers: names, going_on, now, among, limit };
    let mut rows = Vec::new();
    let looked = conn
        .transaction::<(), _, _>(async |c| {
            rows = inbox::claim(c, &claim).await?;
            Err(diesel::result::Error::RollbackTransaction)
        })
        .await;
    match looked {
        Err(error) if !matches!(error, diesel::result::Error::RollbackTransaction) => Err(error),
        _ => Ok(rows),
    }
}

/// Asks for what rows need, all at once.
async fn ask(ctx: &Context, rows: &[Row], answers: &mut Answers) {
    let questions = rows.iter().filter(|row| unasked(ctx, row, answers)).filter_map(|row| {
        let (handler, event) = (ctx.consumers.named(&row.consumer)?, row.event());
        let span = (ctx.span)(handler.name(), &event);
        let question = ctx.guarded(handler.ask(event)).instrument(span);
        Some(async move { (row.seq, question.await.map_err(Arc::new)) })
    });
    let found = join_all(questions).await;
    answers.extend(found);
}

fn unasked(ctx: &Context, row: &Row, answers: &Answers) -> bool {
    let asks = ctx.consumers.named(&row.consumer).is_some_and(|handler| handler.asks());
    asks && !answers.contains_key(&row.seq)
}

/// One look at the inbox: how many rows there were to do. Answers about rows of later looks stay.
async fn look(
    ctx: &Context,
    names: &[&'static str],
    answers: &mut Answers,
    stop: &CancellationToken,
) -> Result<usize, OutboxError> {
    let mut rows = Vec::new();
    let (mut conn, done) = loop {
        let mut conn = ctx.pool.get().await?;
        let done = conn
            .transaction::<_, Undone, _>(async |c| handle(ctx, c, names, ALL, &mut rows, answers).await)
            .await;
        match done {
            Err(Undone::Unasked) => {
                let next = next(ctx, &mut conn, names).await?;
                // Nobody goes without a connection while others think.
                drop(conn);
                answers.retain(|seq, _| next.iter().any(|row| row.seq == *seq));
                ask(ctx, &next, answers).await;
            }
            done => break (conn, done),
        }
    };
    let settled = settle(ctx, &mut conn, (names, answers), (&rows, done), stop).await;
    // Who failed is asked anew.
    for row in &rows {
        answers.remove(&row.seq);
    }
    settled
}

/// What becomes of rows that were tried together.
async fn settle(
    ctx: &Context,
    conn: &mut Conn,
    (names, answers): (&[&'static str], &Answers),
    (rows, done): (&[Row], Result<usize, Undone>),
    stop: &CancellationToken,
) -> Result<usize, OutboxError> {
    match (done, rows) {
        (Ok(count), _) => {
            succeeded(ctx, count);
            return Ok(count);
        }
        // The claim itself failed: no handler is to blame.
        (Err(Undone::Database(error)), []) => return Err(error.into()),
        (Err(undone), [row]) => failed(ctx, conn, row, &Arc::from(undone)).await?,
        (Err(_), several) => {
            for row in several {
                if stop.is_cancelled() {
                    break;
                }
                alone(ctx, conn, names, row, answers).await?;
            }
        }
    }
    Ok(rows.len())
}

/// One row in a transaction of its own.
async fn alone(
    ctx: &Context,
    conn: &mut Conn,
    names: &[&'static str],
    row: &Row,
    answers: &Answers,
) -> Result<(), OutboxError> {
    let mut again = Vec::new();
    let only = (row.seq, row.seq);
    let work = async |c: &mut Conn| handle(ctx, c, names, only, &mut again, answers).await;
    match conn.transaction::<_, Undone, _>(work).await {
        Ok(count) => succeeded(ctx, count),
        Err(undone) => failed(ctx, conn, row, &Arc::from(undone)).await?,
    }
    Ok(())
}

/// Claims, handles and finishes rows; leaves the claimed ones in `rows` for whoever must clean up.
async fn handle(
    ctx: &Context,
    conn: &mut Conn,
    names: &[&'static str],
    among: (i64, i64),
    rows: &mut Vec<Row>,
    answers: &Answers,
) -> Result<usize, Undone> {
    let (module, now, limit) = (ctx.module, ctx.clock.now(), i64::from(ctx.batch()));
    let going_on = &ctx.consumers.going_on();
    *rows = inbox::claim(conn, &Claim { module, consumers: names, going_on, now, among, limit }).await?;
    if rows.is_empty() {
        return Ok(0);
    }
    if rows.iter().any(|row| unasked(ctx, row, answers)) {
        return Err(Undone::Unasked);
    }
    for row in rows.iter() {
        let answer = answers.get(&row.seq).cloned().transpose().map_err(Undone::Handler)?;
        handle_one(ctx, conn, row, answer).await.map_err(|e| Undone::Handler(Arc::new(e)))?;
    }
    let seqs: Vec<_> = rows.iter().map(|row| row.seq).collect();
    inbox::finish(conn, &seqs, ctx.clock.now()).await?;
    Ok(seqs.len())
}

async fn handle_one(
    ctx: &Context,
    conn: &mut Conn,
    row: &Row,
    answer: Option<Answer>,
) -> Result<(), HandlerError> {
    let Some(handler) = ctx.consumers.named(&row.consumer) else {
        return Err(HandlerError::refused("no consumer of this name"));
    };
    set_scope(conn, row.tenant).await?;
    let event = row.event();
    let span = (ctx.span)(handler.name(), &event);
    ctx.guarded(handler.handle(conn, event, answer)).instrument(span).await
}

fn succeeded(ctx: &Context, count: usize) {
    if count > 0 {
        // Handlers may have told facts of their own.
        ctx.told.ring();
        ctx.pulse.note(|r| r.handled += u64::try_from(count).unwrap_or_default());
    }
}

/// Counts the failure. When even that cannot be written, the database is the problem, not the row.
async fn failed(ctx: &Context, conn: &mut Conn, row: &Row, error: &HandlerError) -> Result<(), OutboxError> {
    let (again_at, now) = (ctx.again_at(row, error), ctx.clock.now());
    let counts = !matches!(error, HandlerError::Absent(_));
    let text = error.to_string();
    inbox::fail(conn, row, &Failure { error: &text, again_at, counts, now }).await?;
    tracing::warn!(
        consumer = row.consumer,
        seq = row.seq,
        attempt = row.attempt + i32::from(counts),
        dead = again_at.is_none(),
        error = text,
        "a handler failed"
    );
    ctx.pulse.note(|r| {
        r.failed += 1;
        r.dead += u64::from(again_at.is_none());
    });
    Ok(())
}
