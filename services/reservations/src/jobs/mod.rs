//! What reservations is reminded of: holds that end, customers to remind, lives that nobody uses any more.
use std::str::FromStr;

use chrono::TimeDelta;
use serde_json::Value;
use souk_events::IdError;
use souk_kit::{Conn, Problem, Scope, db};
use souk_outbox::{
    HandlerError,
    timers::{self, Timer, TimerHandler},
};

use crate::{
    app::{
        deposits::nudge,
        erase, nightly, order_news, run_out, say,
        sessions::{self, Summary},
        work::{Cause, Work},
    },
    state::State,
    store,
};

/// The end of a hold.
pub const EXPIRE: &str = "reservations.expire";
/// The reminder before it.
pub const REMIND: &str = "reservations.remind";
/// A deposit that nobody looked at.
pub const NUDGE: &str = "reservations.deposit_waits";
/// A look at a live session that may be idle.
pub const CLOSE: &str = "reservations.close_idle";

/// What a timer is about, and at which version: keys are `rsv_…:3`.
fn of_key<T: FromStr<Err = IdError>>(timer: &Timer) -> Result<(T, i64), HandlerError> {
    let (id, version) =
        timer.key.split_once(':').ok_or_else(|| HandlerError::refused("a key without a version"))?;
    Ok((id.parse()?, version.parse()?))
}

/// What became of an order, said when nothing newer followed.
pub const NEWS: &str = "reservations.order_news";

/// Says what became of an order.
pub struct TellNews(pub State);

impl TimerHandler for TellNews {
    const KIND: &'static str = NEWS;

    async fn fire(&self, conn: &mut Conn, timer: Timer) -> Result<(), HandlerError> {
        let Some(tenant) = timer.tenant else { return Ok(()) };
        Ok(order_news::tell(conn, &self.0, tenant, of_key(&timer)?).await?)
    }
}

/// The nightly look at all merchants.
pub const NIGHT: &str = "reservations.night";
/// The look at one of them.
pub const LOOK: &str = "reservations.look";

/// Begins the nightly look, or goes on with it.
pub struct Night(pub State);

impl TimerHandler for Night {
    const KIND: &'static str = NIGHT;

    async fn fire(&self, conn: &mut Conn, timer: Timer) -> Result<(), HandlerError> {
        Ok(nightly::all(conn, timer.tenant, self.0.clock.now()).await?)
    }
}

/// Looks at one merchant, and erases who waited for it.
pub struct Look(pub State);

impl TimerHandler for Look {
    const KIND: &'static str = LOOK;

    async fn fire(&self, conn: &mut Conn, timer: Timer) -> Result<(), HandlerError> {
        let Some(tenant) = timer.tenant else { return Ok(()) };
        nightly::one(conn, tenant, self.0.clock.now()).await?;
        Ok(erase::those_who_wait(conn, &self.0, tenant).await?)
    }
}

/// Ends a hold.
pub struct Expire(pub State);

impl TimerHandler for Expire {
    const KIND: &'static str = EXPIRE;

    async fn fire(&self, conn: &mut Conn, timer: Timer) -> Result<(), HandlerError> {
        let Some(tenant) = timer.tenant else { return Ok(()) };
        if let Some(again) = run_out::expire(conn, &self.0.clock, tenant, of_key(&timer)?.0).await? {
            timers::schedule(conn, EXPIRE, &timer.key, Some(tenant), again, &timer.payload).await?;
        }
        Ok(())
    }
}

/// Reminds a customer.
pub struct Remind(pub State);

impl TimerHandler for Remind {
    const KIND: &'static str = REMIND;

    async fn fire(&self, conn: &mut Conn, timer: Timer) -> Result<(), HandlerError> {
        let Some(tenant) = timer.tenant else { return Ok(()) };
        Ok(run_out::remind(conn, &self.0, tenant, of_key(&timer)?.0).await?)
    }
}

/// Reminds the shop of a proof.
pub struct Nudge(pub State);

impl TimerHandler for Nudge {
    const KIND: &'static str = NUDGE;

    async fn fire(&self, conn: &mut Conn, timer: Timer) -> Result<(), HandlerError> {
        let Some(tenant) = timer.tenant else { return Ok(()) };
        if let Some(again) = nudge::nudge(conn, &self.0, tenant, of_key(&timer)?).await? {
            timers::schedule(conn, NUDGE, &timer.key, Some(tenant), again, &timer.payload).await?;
        }
        Ok(())
    }
}

/// Looks at a live session until it is closed, and closes it when nothing happens any more.
pub struct CloseIdle(pub State);

impl TimerHandler for CloseIdle {
    const KIND: &'static str = CLOSE;

    async fn fire(&self, conn: &mut Conn, timer: Timer) -> Result<(), HandlerError> {
        let Some(tenant) = timer.tenant else { return Ok(()) };
        db::enter(conn, Scope::Tenant(tenant)).await?;
        // A live that was closed by hand has no timer any more, also when another one runs.
        let its = |session: &store::sessions::Session| session.id.to_string() == timer.key;
        let Some(seen) = store::sessions::active(conn, tenant).await?.filter(its) else { return Ok(()) };
        let who = ("timer".to_owned(), Cause::Session);
        let meta = souk_kit::meta(Some(tenant));
        let clock = &self.0.clock;
        let mut work = Work::begin(conn, clock, (tenant, seen.store_id), who, meta).await?;
        let Some(session) = store::sessions::active(conn, tenant).await? else { return Ok(()) };
        match sessions::close(conn, &mut work, &session, false).await? {
            Some(summary) => tell_seller(conn, &work, &self.0, &session, &summary).await?,
            None => {
                let next = work.now + self.0.settings.closer();
                timers::schedule(conn, CLOSE, &timer.key, Some(tenant), next, &Value::Null).await?;
            }
        }
        work.finish(conn).await?;
        Ok(())
    }
}

/// Whoever made the last thing for sale is told how the live went.
async fn tell_seller(
    conn: &mut Conn,
    work: &Work,
    state: &State,
    session: &store::sessions::Session,
    summary: &Summary,
) -> Result<(), Problem> {
    let Some(seller) = store::items::seller_of(conn, session.id).await? else { return Ok(()) };
    let saying = say::Saying {
        class: "seller",
        dedupe: format!("session_summary:{}", session.id),
        parts: vec![say::Part::new("sel.closed", summary.params(work, &state.public_url))],
        until: Some(work.now + TimeDelta::hours(24)),
        ..say::Saying::default()
    };
    say::ask(conn, work, seller, saying).await?;
    Ok(())
}
