//! `Idempotency-Key`: the claim is committed first, the effect and its sealed answer commit together.
use std::{future::Ready, time::Duration};

use actix_web::{FromRequest, HttpRequest, HttpResponse, dev::Payload, http::StatusCode};
use aws_lc_rs::digest;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde::Serialize;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::{Clock, Conn, Db, DbError, Kind, Prepared, Problem, seal::Sealer};

/// How long a claim is waited for when whoever made it died. One that merely takes longer loses nothing: it finds the
/// claim taken over when it wants to commit, and rolls back.
const LEASE_SECONDS: i64 = 10;

/// How long an answer is kept for whoever asks again.
const KEPT: TimeDelta = TimeDelta::days(3);
/// How often older ones are removed, and how many at once, so that nobody waits for it.
const FORGET_EVERY: Duration = Duration::from_secs(3600);
const AT_ONCE: i64 = 500;

/// The header, required.
#[derive(Clone, Debug)]
pub struct IdempotencyKey(pub String);

impl FromRequest for IdempotencyKey {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;
    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let value = req.headers().get("idempotency-key").and_then(|v| v.to_str().ok()).map(str::trim);
        std::future::ready(match value {
            Some(key) if (1..=255).contains(&key.len()) => Ok(Self(key.to_owned())),
            _ => Err(Problem::invalid("idempotency_key_needed")),
        })
    }
}

/// What a claim came to.
pub enum Claim {
    /// Nobody did this yet: do it, then [`Ticket::finish`] in the same transaction.
    Fresh(Ticket),
    /// It was done: say the same again.
    Done(SavedAnswer),
}

/// An answer given before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedAnswer {
    /// HTTP status.
    pub status: u16,
    /// JSON body.
    pub body: Vec<u8>,
}

impl SavedAnswer {
    /// The same answer, marked as a replay.
    #[must_use]
    pub fn respond(self) -> HttpResponse {
        HttpResponse::build(StatusCode::from_u16(self.status).unwrap_or(StatusCode::OK))
            .insert_header(("idempotent-replayed", "true"))
            .content_type("application/json")
            .body(self.body)
    }
}

/// The right to do it.
pub struct Ticket {
    principal: String,
    key: String,
    lease: Uuid,
}

/// The fingerprint of a request: its path and its canonical body.
///
/// # Errors
/// The body does not serialise.
pub fn fingerprint(path: &str, body: &impl Serialize) -> Result<Vec<u8>, Problem> {
    let mut text = path.as_bytes().to_vec();
    text.push(0);
    serde_json::to_writer(&mut text, body).map_err(Problem::internal)?;
    Ok(digest::digest(&digest::SHA256, &text).as_ref().to_vec())
}

/// Claims a key for a principal, in a transaction of its own.
///
/// # Errors
/// 409 while the first request is in flight, 422 when the key came with another body.
pub async fn claim(
    db: &Db,
    sealer: &Sealer,
    principal: &str,
    key: &IdempotencyKey,
    print: &[u8],
    now: DateTime<Utc>,
) -> Result<Claim, Problem> {
    use crate::schema::idempotency::dsl;
    let mut conn = db.public().await?;
    let lease = Uuid::now_v7();
    let until = now + TimeDelta::seconds(LEASE_SECONDS);
    let ticket = || Ticket { principal: principal.to_owned(), key: key.0.clone(), lease };
    let inserted = diesel::insert_into(dsl::idempotency)
        .values((
            dsl::principal.eq(principal),
            dsl::key.eq(&key.0),
            dsl::fingerprint.eq(print),
            dsl::lease.eq(lease),
            dsl::lease_until.eq(until),
            dsl::created_at.eq(now),
        ))
        .on_conflict_do_nothing()
        .execute(&mut conn)
        .await
        .map_err(DbError::from)?;
    if inserted == 1 {
        return Ok(Claim::Fresh(ticket()));
    }
    let mine = dsl::idempotency.find((principal, &key.0));
    let (saved_print, status, answer): (Vec<u8>, Option<i16>, Option<Vec<u8>>) = mine
        .select((dsl::fingerprint, dsl::status, dsl::answer))
        .first(&mut conn)
        .await
        .map_err(DbError::from)?;
    if saved_print != print {
        return Err(Problem::new(Kind::Unprocessable, "idempotency_key_reused"));
    }
    if let (Some(status), Some(answer)) = (status, answer) {
        let status = u16::try_from(status).map_err(Problem::internal)?;
        return Ok(Claim::Done(SavedAnswer { status, body: sealer.open_platform(&answer)? }));
    }
    let taken = diesel::update(mine.filter(dsl::status.is_null()).filter(dsl::lease_until.lt(now)))
        .set((dsl::lease.eq(lease), dsl::lease_until.eq(until)))
        .execute(&mut conn)
        .await
        .map_err(DbError::from)?;
    if taken == 1 {
        return Ok(Claim::Fresh(ticket()));
    }
    Err(Problem::conflict("request_in_flight").retry_after(1))
}

/// Removes the keys whose answers are kept no longer; returns how many.
///
/// # Errors
/// The database.
pub async fn forget_old(db: &Db, now: DateTime<Utc>) -> Result<usize, DbError> {
    use crate::schema::idempotency::dsl;
    let mut conn = db.public().await?;
    let mut gone = 0;
    loop {
        let old =
            dsl::idempotency.filter(dsl::created_at.lt(now - KEPT)).order(dsl::created_at).limit(AT_ONCE);
        let old: Vec<DateTime<Utc>> = old.select(dsl::created_at).load(&mut conn).await?;
        let Some(last) = old.last() else { return Ok(gone) };
        gone += diesel::delete(dsl::idempotency.filter(dsl::created_at.le(last))).execute(&mut conn).await?;
    }
}

/// Does so from time to time, until the module stops.
pub(crate) async fn keep_forgetting(db: Db, clock: Clock, stop: CancellationToken) {
    while !stop.is_cancelled() {
        if let Err(error) = forget_old(&db, clock.now()).await {
            tracing::warn!(%error, "old idempotency keys stay");
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(FORGET_EVERY) => {}
        }
    }
}

impl Ticket {
    /// Saves the answer in the transaction of the effect.
    ///
    /// # Errors
    /// 409 when another process took the claim over meanwhile: the transaction must roll back.
    pub async fn finish(
        &self,
        mut conn: &Conn,
        sealer: &Sealer,
        status: StatusCode,
        body: &impl Serialize,
    ) -> Result<SavedAnswer, Problem> {
        use crate::schema::idempotency::dsl;
        let body = serde_json::to_vec(body).map_err(Problem::internal)?;
        let code = i16::try_from(status.as_u16()).map_err(Problem::internal)?;
        let mine = dsl::idempotency.find((&self.principal, &self.key)).filter(dsl::lease.eq(self.lease));
        let answer = (dsl::status.eq(code), dsl::answer.eq(sealer.seal_platform(&body)?));
        let saved = Prepared(diesel::update(mine).set(answer)).execute(&mut conn).await?;
        if saved == 1 {
            Ok(SavedAnswer { status: status.as_u16(), body })
        } else {
            Err(Problem::conflict("request_in_flight").retry_after(1))
        }
    }

    /// Gives the claim back after a refusal, so that a corrected request may use the key again.
    ///
    /// # Errors
    /// The database.
    pub async fn abandon(&self, db: &Db) -> Result<(), Problem> {
        use crate::schema::idempotency::dsl;
        let mut conn = db.public().await?;
        let mine = dsl::idempotency.find((&self.principal, &self.key));
        diesel::delete(mine.filter(dsl::lease.eq(self.lease)).filter(dsl::status.is_null()))
            .execute(&mut conn)
            .await
            .map_err(DbError::from)?;
        Ok(())
    }
}
