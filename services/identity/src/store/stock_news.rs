//! What ran low since the owners of a shop were last told.
use diesel::{prelude::*, upsert::excluded};
use diesel_async::RunQueryDsl;
use souk_events::{TenantId, VariantId};
use souk_kit::Conn;

use crate::schema::stock_news::dsl;

/// Notes it; of one variant the last word counts. True: it is the first of a new mail.
///
/// # Errors
/// The database.
pub async fn note(
    conn: &mut Conn,
    tenant: TenantId,
    variant: VariantId,
    title: &str,
    left: i64,
) -> QueryResult<bool> {
    diesel::insert_into(dsl::stock_news)
        .values((
            dsl::tenant_id.eq(tenant),
            dsl::variant_id.eq(variant),
            dsl::title.eq(title),
            dsl::left_over.eq(left),
        ))
        .on_conflict((dsl::tenant_id, dsl::variant_id))
        .do_update()
        .set((dsl::title.eq(excluded(dsl::title)), dsl::left_over.eq(excluded(dsl::left_over))))
        .execute(conn)
        .await?;
    let noted: i64 = dsl::stock_news.filter(dsl::tenant_id.eq(tenant)).count().get_result(conn).await?;
    Ok(noted == 1)
}

/// Takes what was noted: titles and what is left, the least first.
///
/// # Errors
/// The database.
pub async fn take(conn: &mut Conn, tenant: TenantId) -> QueryResult<Vec<(String, i64)>> {
    let mut taken: Vec<(String, i64)> = diesel::delete(dsl::stock_news.filter(dsl::tenant_id.eq(tenant)))
        .returning((dsl::title, dsl::left_over))
        .get_results(conn)
        .await?;
    taken.sort_by(|a, b| (a.1, &a.0).cmp(&(b.1, &b.0)));
    Ok(taken)
}
