//! Mails that wait: noted in the transaction of their cause, sent outside of any, tried again with growing pauses.
//! A module that sends mails has the table `mail` in its migrations.
use std::{future::Future, sync::Arc, time::Duration};

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::{
    App, Clock, Conn, Db, Problem, Scope,
    mail::{Letter, Mailer},
    schema::mail::dsl,
    seal::Sealer,
};

/// How many are taken at once.
const BATCH: i64 = 10;
/// Longer than a batch takes when each of its mails waits for a server that stays silent.
const LEASE: TimeDelta = TimeDelta::seconds(120);
const SCOPE: Scope = Scope::Platform("mail queue");

/// `[mail_queue]`
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Settings {
    /// Time between two looks.
    pub look_seconds: u64,
    /// Failed attempts before a mail is given up.
    pub max_attempts: i32,
}

/// Makes the mail of what was noted.
pub trait Clerk: Sync {
    /// What is noted about a mail; it is sealed with the platform's key while it waits.
    type Note: DeserializeOwned + Send;

    /// The mail; none when there is nobody to write to any more. An error is tried again.
    fn write(&self, note: Self::Note) -> impl Future<Output = anyhow::Result<Option<Letter>>> + Send;
}

/// The queue of a module; clones are the same one.
#[derive(Clone)]
pub struct MailQueue {
    db: Db,
    clock: Clock,
    sealer: Sealer,
    mailer: Mailer,
    settings: Settings,
    waiting: Arc<Notify>,
}

impl MailQueue {
    /// A module's queue.
    #[must_use]
    pub fn new(app: &App, settings: Settings) -> Self {
        Self {
            db: app.db.clone(),
            clock: app.clock.clone(),
            sealer: app.sealer.clone(),
            mailer: app.mail.clone(),
            settings,
            waiting: Arc::new(Notify::new()),
        }
    }

    /// Notes a mail, in the transaction of its cause. [`Self::ring`] after the commit; the queue looks by itself too.
    ///
    /// # Errors
    /// The database.
    pub async fn put(&self, mut conn: &Conn, note: &impl Serialize) -> Result<(), Problem> {
        let plain = serde_json::to_vec(note).map_err(Problem::internal)?;
        let (sealed, now) = (self.sealer.seal_platform(&plain)?, self.clock.now());
        let row = (
            dsl::id.eq(Uuid::now_v7()),
            dsl::sealed.eq(sealed),
            dsl::next_at.eq(now),
            dsl::created_at.eq(now),
        );
        diesel::insert_into(dsl::mail).values(row).execute(&mut conn).await?;
        Ok(())
    }

    /// Removes the mails whose note is meant: those that wait and those that were given up. Returns how many.
    ///
    /// # Errors
    /// The database.
    pub async fn remove<N: DeserializeOwned>(
        &self,
        conn: &mut Conn,
        meant: impl Fn(&N) -> bool + Send,
    ) -> QueryResult<usize> {
        let all: Vec<(Uuid, Vec<u8>)> = dsl::mail.select((dsl::id, dsl::sealed)).load(conn).await?;
        let note = |sealed: &[u8]| -> Option<N> {
            serde_json::from_slice(&self.sealer.open_platform(sealed).ok()?).ok()
        };
        let theirs = all.iter().filter(|(_, sealed)| note(sealed).as_ref().is_some_and(&meant));
        let ids: Vec<Uuid> = theirs.map(|(id, _)| *id).collect();
        diesel::delete(dsl::mail.filter(dsl::id.eq_any(ids))).execute(conn).await
    }

    /// Wakes the sender after the commit.
    pub fn ring(&self) {
        self.waiting.notify_one();
    }

    /// Sends until the module stops.
    pub async fn run(&self, clerk: &impl Clerk, stop: &CancellationToken) {
        let pause = Duration::from_secs(self.settings.look_seconds.max(1));
        while !stop.is_cancelled() {
            match self.send_due(clerk).await {
                Ok(0) => {}
                Ok(_) => continue,
                Err(error) => tracing::warn!(%error, "mails wait"),
            }
            tokio::select! {
                () = stop.cancelled() => {}
                () = self.waiting.notified() => {}
                () = tokio::time::sleep(pause) => {}
            }
        }
    }

    /// Sends what is due; returns how many were tried.
    async fn send_due(&self, clerk: &impl Clerk) -> Result<usize, Problem> {
        let now = self.clock.now();
        let due =
            self.db.read(SCOPE, async |conn| Ok::<_, Problem>(claim(conn, now + LEASE, now).await?)).await?;
        for (id, sealed, attempts) in &due {
            let done = self.send(clerk, *id, sealed).await;
            self.settle(*id, *attempts, done).await?;
        }
        Ok(due.len())
    }

    async fn send(&self, clerk: &impl Clerk, id: Uuid, sealed: &[u8]) -> anyhow::Result<()> {
        let note = serde_json::from_slice(&self.sealer.open_platform(sealed)?)?;
        match clerk.write(note).await? {
            Some(letter) => self.mailer.send(id, &letter).await,
            None => Ok(()),
        }
    }

    async fn settle(&self, id: Uuid, attempts: i32, done: anyhow::Result<()>) -> Result<(), Problem> {
        let now = self.clock.now();
        self.db
            .read(SCOPE, async |conn| {
                let row = dsl::mail.find(id);
                let Err(error) = done else {
                    diesel::delete(row).execute(conn).await?;
                    return Ok(());
                };
                let give_up = attempts >= self.settings.max_attempts;
                // Only the outermost words: a server's answer may quote the address.
                tracing::warn!(%id, attempts, give_up, %error, "mail not sent");
                let wait = TimeDelta::seconds(15 << attempts.clamp(0, 8));
                let next = (!give_up).then(|| now + wait);
                diesel::update(row)
                    .set((dsl::last_error.eq(error.to_string()), dsl::next_at.eq(next)))
                    .execute(conn)
                    .await?;
                Ok(())
            })
            .await
    }
}

/// Takes due mails; until `lease_until` nobody else does.
async fn claim(
    conn: &mut Conn,
    lease_until: DateTime<Utc>,
    now: DateTime<Utc>,
) -> QueryResult<Vec<(Uuid, Vec<u8>, i32)>> {
    let due: Vec<Uuid> = dsl::mail
        .filter(dsl::next_at.le(now))
        .order(dsl::next_at)
        .limit(BATCH)
        .for_update()
        .skip_locked()
        .select(dsl::id)
        .load(conn)
        .await?;
    if due.is_empty() {
        return Ok(Vec::new());
    }
    let mut claimed: Vec<(Uuid, Vec<u8>, i32)> = diesel::update(dsl::mail.filter(dsl::id.eq_any(due)))
        .set((dsl::next_at.eq(lease_until), dsl::attempts.eq(dsl::attempts + 1)))
        .returning((dsl::id, dsl::sealed, dsl::attempts))
        .get_results(conn)
        .await?;
    // Ids grow with time: what happened first is told first.
    claimed.sort_unstable_by_key(|(id, ..)| *id);
    Ok(claimed)
}
