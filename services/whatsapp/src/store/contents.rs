//! Contents with buttons or a list that Twilio made, and those that it made not.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::TenantId;
use souk_kit::Conn;

use crate::schema::content;

/// For whom a content is: the merchant, its account at Twilio, the language, the shape.
pub type For<'a> = (TenantId, &'a str, &'a str, &'a str);

/// What is known of a content: its id, none when Twilio made none; and before when it is not asked again.
///
/// # Errors
/// The database.
pub async fn find(
    conn: &mut Conn,
    (tenant, account, locale, shape): For<'_>,
) -> QueryResult<Option<(Option<String>, DateTime<Utc>)>> {
    content::table
        .find((tenant, account, locale, shape))
        .select((content::content_sid, content::retry_at))
        .first(conn)
        .await
        .optional()
}

/// Keeps what Twilio made, or that it made nothing and when it is asked again.
///
/// # Errors
/// The database.
pub async fn keep(
    conn: &mut Conn,
    (tenant, account, locale, shape): For<'_>,
    sid: Option<&str>,
    retry_at: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::insert_into(content::table)
        .values((
            content::tenant_id.eq(tenant),
            content::account_sid.eq(account),
            content::locale.eq(locale),
            content::shape.eq(shape),
            content::content_sid.eq(sid),
            content::retry_at.eq(retry_at),
        ))
        .on_conflict((content::tenant_id, content::account_sid, content::locale, content::shape))
        .do_update()
        .set((content::content_sid.eq(sid), content::retry_at.eq(retry_at)))
        .execute(conn)
        .await
        .map(drop)
}
