//! A live session begins with the first thing for sale and ends when nothing happens any more.
use serde_json::json;
use souk_events::{LiveSessionId, reservations::v1 as told};
use souk_kit::{Conn, Problem};
use souk_outbox::timers;

use super::{
    end::{self, Ending},
    say::{self, Part, Saying},
    work::Work,
};
use crate::{
    domain::{reservation::State, session::Idle},
    jobs,
    store::{
        customers, deposits, groups, items, reservations,
        sessions::{self, Session},
    },
};

/// The active session; it is opened when there is none.
///
/// # Errors
/// The database.
pub async fn ensure(conn: &mut Conn, work: &mut Work, name: &str) -> Result<Session, Problem> {
    loop {
        if let Some(session) = sessions::active(conn, work.tenant).await? {
            sessions::touch(conn, session.id, work.now).await?;
            return Ok(session);
        }
        let row = Session {
            tenant_id: work.tenant,
            id: LiveSessionId::new(),
            store_id: work.store.store_id,
            name: name.to_owned(),
            state: "active".into(),
            paused: false,
            opened_at: work.now,
            last_activity_at: work.now,
            closed_at: None,
        };
        // Whoever opened one at the same moment has it: the index says so, and the next look finds it.
        if sessions::open(conn, &row).await? {
            work.note("session_opened", row.id.to_string(), None, json!(null), json!({ "name": row.name }));
            let fact =
                told::SessionOpened { session_id: row.id.to_string(), store_id: row.store_id.to_string() };
            work.tell(conn, &fact).await?;
            let (key, first) = (row.id.to_string(), work.now + work.rules.inactive);
            timers::schedule(conn, jobs::CLOSE, &key, Some(work.tenant), first, &json!(null)).await?;
            return Ok(row);
        }
    }
}

/// What a session sold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Orders, without those called off.
    pub orders: i64,
    /// What they come to, minor units.
    pub sold: i64,
    /// Reservations that ran out.
    pub expired: i64,
    /// Deposits whose proof waits for a decision.
    pub proofs: i64,
}

impl Summary {
    /// As the seller is told.
    #[must_use]
    pub fn params(&self, work: &Work, public_url: &str) -> Vec<(&'static str, String)> {
        vec![
            ("orders", self.orders.to_string()),
            ("amount", work.money(self.sold)),
            ("expired", self.expired.to_string()),
            ("proofs", self.proofs.to_string()),
            ("link", format!("{public_url}/dashboard/orders")),
        ]
    }
}

/// Adds up a session.
///
/// # Errors
/// The database.
pub async fn summary(conn: &mut Conn, session: LiveSessionId) -> Result<Summary, Problem> {
    let groups = groups::of_session(conn, session).await?;
    let kept = groups.iter().filter(|group| group.state == "confirmed");
    let (orders, sold) = kept.fold((0, 0i64), |(n, sum), group| (n + 1, sum.saturating_add(group.total)));
    let expired = reservations::count_in(conn, session, State::Expired).await?;
    let proofs = deposits::waiting_in(conn, session).await?;
    Ok(Summary { orders, sold, expired, proofs })
}

/// Ends a session: at once when somebody says so, else only when it is idle. None: it goes on.
///
/// # Errors
/// The database.
pub async fn close(
    conn: &mut Conn,
    work: &mut Work,
    session: &Session,
    at_once: bool,
) -> Result<Option<Summary>, Problem> {
    let holds = reservations::count_in(conn, session.id, State::Held).await?;
    let idle = Idle { last_activity: session.last_activity_at, holds };
    if !at_once && !idle.may_close(work.now, work.rules.inactive) {
        return Ok(None);
    }
    let since = (!at_once).then(|| work.now - work.rules.inactive);
    let Some(closed) = sessions::close(conn, session.id, since, work.now).await? else { return Ok(None) };
    let mut told_to: Vec<(souk_events::ContactId, Vec<String>)> = Vec::new();
    for row in reservations::waiting_in(conn, closed.id).await? {
        let Some(ended) = end::end(conn, work, &row, Ending::new(State::Closed, "waiting_closed")).await?
        else {
            continue;
        };
        match told_to.iter_mut().find(|(contact, _)| *contact == ended.contact_id) {
            Some((_, codes)) => codes.push(ended.code),
            None => told_to.push((ended.contact_id, vec![ended.code])),
        }
    }
    for (contact, codes) in told_to {
        let out = customers::find(conn, work.tenant, contact).await?.is_some_and(|c| c.opted_out);
        if out {
            continue;
        }
        let saying = Saying {
            class: "hold",
            dedupe: format!("session_closed:{}:{contact}", closed.id),
            parts: vec![Part::new("wl.closed", vec![("codes", codes.join(", "))])],
            ..Saying::default()
        };
        say::ask(conn, work, contact, saying).await?;
    }
    items::archive(conn, closed.id).await?;
    let summary = summary(conn, closed.id).await?;
    let said = json!({ "orders": summary.orders, "sold": summary.sold, "expired": summary.expired });
    work.note("session_closed", closed.id.to_string(), None, json!(null), said);
    let fact = told::SessionClosed {
        session_id: closed.id.to_string(),
        store_id: closed.store_id.to_string(),
        orders: i32::try_from(summary.orders).unwrap_or(i32::MAX),
        sold: Some(souk_events::Money::new(summary.sold, work.store.currency()).into()),
        expired: i32::try_from(summary.expired).unwrap_or(i32::MAX),
    };
    work.tell(conn, &fact).await?;
    Ok(Some(summary))
}
