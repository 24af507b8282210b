//! Order numbers: one statement draws the next one of a tenant.
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use souk_events::TenantId;
use souk_kit::Conn;

use crate::schema::order_counter;

/// The series of orders placed in the shop on the web.
pub const WEB: &str = "A";
const FIRST: i64 = 1001;

/// Draws the next number of a series, `A-1001`. The row stays locked until the transaction ends.
///
/// # Errors
/// The database.
pub async fn draw(conn: &mut Conn, tenant: TenantId, series: &str) -> QueryResult<String> {
    let last: i64 = diesel::insert_into(order_counter::table)
        .values((
            order_counter::tenant_id.eq(tenant),
            order_counter::series.eq(series),
            order_counter::last.eq(FIRST),
        ))
        .on_conflict((order_counter::tenant_id, order_counter::series))
        .do_update()
        .set(order_counter::last.eq(order_counter::last + 1))
        .returning(order_counter::last)
        .get_result(conn)
        .await?;
    Ok(format!("{series}-{last}"))
}
