//! Rows of `setting`: one document per name.
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde_json::Value;
use souk_events::TenantId;
use souk_kit::{Conn, Prepared};

use crate::schema::setting::{self, dsl};

/// A document and its version.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = setting)]
#[expect(missing_docs, reason = "one field per column; the columns are described in migrations/reservations")]
pub struct Setting {
    pub tenant_id: TenantId,
    pub name: String,
    pub body: Value,
    pub version: i64,
    pub changed_at: DateTime<Utc>,
}

/// All documents of a merchant.
///
/// # Errors
/// The database.
pub async fn all(conn: &mut Conn, tenant: TenantId) -> QueryResult<Vec<Setting>> {
    Prepared(dsl::setting.filter(dsl::tenant_id.eq(tenant)).select(Setting::as_select())).load(conn).await
}

/// Writes a document over the version before it; over none when its version is 1. True: it is written.
///
/// # Errors
/// The database.
pub async fn save(conn: &mut Conn, row: &Setting) -> QueryResult<bool> {
    if row.version == 1 {
        let first = diesel::insert_into(dsl::setting).values(row).on_conflict_do_nothing();
        return Ok(first.execute(conn).await? == 1);
    }
    let before = dsl::setting.find((row.tenant_id, &row.name)).filter(dsl::version.eq(row.version - 1));
    let set = (dsl::body.eq(&row.body), dsl::version.eq(row.version), dsl::changed_at.eq(row.changed_at));
    Ok(diesel::update(before).set(set).execute(conn).await? == 1)
}
