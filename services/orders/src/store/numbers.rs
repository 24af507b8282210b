//! Order numbers: one statement draws the next one of a tenant.
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use futures_util::future::try_join;
use souk_events::TenantId;
use souk_kit::{Conn, Prepared};
use souk_outbox::set_config;

use crate::schema::order_counter;

/// The series of orders placed in the shop on the web.
pub const WEB: &str = "A";
const FIRST: i64 = 1001;

/// Draws the next number of a series, `A-1001`. Give it a transaction of its own: everybody who orders at this
/// merchant waits for the row until it ends. Its commit is not waited for; the log keeps order, so an order that
/// is there after a crash has its number counted.
///
/// # Errors
/// The database.
pub async fn draw(conn: &Conn, tenant: TenantId, series: &str) -> QueryResult<String> {
    let hurry = async {
        let mut conn = conn;
        diesel::select(set_config("synchronous_commit", "off", true)).get_result::<String>(&mut conn).await
    };
    let draw = diesel::insert_into(order_counter::table)
        .values((
            order_counter::tenant_id.eq(tenant),
            order_counter::series.eq(series),
            order_counter::last.eq(FIRST),
        ))
        .on_conflict((order_counter::tenant_id, order_counter::series))
        .do_update()
        .set(order_counter::last.eq(order_counter::last + 1))
        .returning(order_counter::last);
    let drawn = async {
        let mut conn = conn;
        Prepared(draw).get_result(&mut conn).await
    };
    let (_, last): (String, i64) = try_join(hurry, drawn).await?;
    Ok(format!("{series}-{last}"))
}
