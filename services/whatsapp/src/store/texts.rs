//! A merchant's own words, and the templates that Meta approved.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::{SenderId, TenantId};
use souk_kit::Conn;

use crate::schema::{template, wording};

/// The tenant's own words in a language: key and text.
///
/// # Errors
/// The database.
pub async fn wordings(conn: &mut Conn, tenant: TenantId, locale: &str) -> QueryResult<Vec<(String, String)>> {
    wording::table
        .filter(wording::tenant_id.eq(tenant).and(wording::locale.eq(locale)))
        .order(wording::key)
        .select((wording::key, wording::text))
        .load(conn)
        .await
}

/// Keeps the tenant's own words for a text.
///
/// # Errors
/// The database.
pub async fn set_wording(
    conn: &mut Conn,
    (tenant, locale, key): (TenantId, &str, &str),
    text: &str,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    let row = (
        wording::tenant_id.eq(tenant),
        wording::locale.eq(locale),
        wording::key.eq(key),
        wording::text.eq(text),
        wording::changed_at.eq(now),
    );
    diesel::insert_into(wording::table)
        .values(row)
        .on_conflict((wording::tenant_id, wording::locale, wording::key))
        .do_update()
        .set((wording::text.eq(text), wording::changed_at.eq(now)))
        .execute(conn)
        .await
        .map(drop)
}

/// Goes back to the catalogue's words.
///
/// # Errors
/// The database.
pub async fn drop_wording(
    conn: &mut Conn,
    (tenant, locale, key): (TenantId, &str, &str),
) -> QueryResult<usize> {
    diesel::delete(wording::table.find((tenant, locale, key))).execute(conn).await
}

/// The approved template of a text.
///
/// # Errors
/// The database.
pub async fn template(
    conn: &mut Conn,
    (tenant, sender): (TenantId, SenderId),
    key: &str,
    locale: &str,
) -> QueryResult<Option<String>> {
    template::table
        .find((tenant, sender, key, locale))
        .filter(template::paused_code.eq(""))
        .select(template::content_sid)
        .first(conn)
        .await
        .optional()
}

/// Keeps which template is approved for a text.
///
/// # Errors
/// The database.
pub async fn set_template(
    conn: &mut Conn,
    (tenant, sender): (TenantId, SenderId),
    (key, locale): (&str, &str),
    content_sid: &str,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::insert_into(template::table)
        .values((
            template::tenant_id.eq(tenant),
            template::sender_id.eq(sender),
            template::key.eq(key),
            template::locale.eq(locale),
            template::content_sid.eq(content_sid),
            template::changed_at.eq(now),
        ))
        .on_conflict((template::tenant_id, template::sender_id, template::key, template::locale))
        .do_update()
        .set((
            template::content_sid.eq(content_sid),
            template::paused_code.eq(""),
            template::changed_at.eq(now),
        ))
        .execute(conn)
        .await
        .map(drop)
}

/// Meta takes the template of a text no more; another one may be entered.
///
/// # Errors
/// The database.
pub async fn pause_template(
    conn: &mut Conn,
    (tenant, sender): (TenantId, SenderId),
    (key, locale): (&str, &str),
    code: &str,
) -> QueryResult<()> {
    diesel::update(template::table.find((tenant, sender, key, locale)))
        .set(template::paused_code.eq(code))
        .execute(conn)
        .await
        .map(drop)
}

/// The templates that Meta takes no more: key, language, its code.
///
/// # Errors
/// The database.
pub async fn paused_templates(
    conn: &mut Conn,
    tenant: TenantId,
) -> QueryResult<Vec<(String, String, String)>> {
    template::table
        .filter(template::tenant_id.eq(tenant).and(template::paused_code.ne("")))
        .order((template::key, template::locale))
        .select((template::key, template::locale, template::paused_code))
        .load(conn)
        .await
}
