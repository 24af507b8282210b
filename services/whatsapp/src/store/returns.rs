//! Messages that came back and go again.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_kit::Conn;

use super::outgoing::Outgoing;
use crate::schema::outgoing;

/// A message that came back and is to be sent again.
#[derive(Clone, Copy, Debug)]
pub struct Return<'a> {
    /// The id under which Twilio had it; none: it never took it.
    pub sid: Option<&'a str>,
    /// Why it came back.
    pub code: &'a str,
    /// When it goes again.
    pub until: DateTime<Utc>,
    /// Whether it goes as a template then.
    pub as_template: bool,
}

/// It came back and waits again. False: it stands further on, or this was told before.
///
/// # Errors
/// The database.
pub async fn give_back(
    conn: &mut Conn,
    row: &Outgoing,
    before: &[&str],
    back: Return<'_>,
    now: DateTime<Utc>,
) -> QueryResult<bool> {
    let sid = back.sid.map(str::to_owned);
    let mut old = row.old_sids.clone();
    old.extend(sid.clone());
    let earlier = outgoing::id.eq(row.id).and(outgoing::state.eq_any(before));
    let same = outgoing::sid.is_null().or(outgoing::sid.eq(sid.clone())).assume_not_null();
    let known = outgoing::old_sids.overlaps_with(sid.into_iter().collect::<Vec<_>>());
    let same = same.and(diesel::dsl::not(known));
    let changed = diesel::update(outgoing::table.filter(earlier).filter(same))
        .set((
            outgoing::state.eq("pending"),
            outgoing::error_code.eq(back.code),
            outgoing::sid.eq(None::<String>),
            outgoing::old_sids.eq(old),
            outgoing::as_template.eq(back.as_template),
            outgoing::next_at.eq(back.until),
            outgoing::changed_at.eq(now),
        ))
        .execute(conn)
        .await?;
    Ok(changed > 0)
}
