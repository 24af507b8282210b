//! Lines of carts. A person's cart is the set of their lines; the scope keeps out everybody else's.
use chrono::{DateTime, Utc};
use diesel::{
    dsl::sql,
    prelude::*,
    sql_types::{Array, Integer},
    upsert::excluded,
};
use diesel_async::RunQueryDsl;
use souk_events::{LineId, ModifierId, ProductId, StoreId, Subject, TenantId, VariantId};
use souk_kit::{Conn, Prepared};

use crate::{domain::quantity, schema::cart_line};

/// A line of a cart.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = cart_line, treat_none_as_default_value = false)]
pub struct CartLine {
    /// Its id.
    pub id: LineId,
    /// Whose cart.
    pub customer: String,
    /// What is wanted.
    pub variant_id: VariantId,
    /// What was chosen with it, in order.
    pub modifiers: Vec<ModifierId>,
    /// Whose variant it is.
    pub product_id: ProductId,
    /// Who sells it.
    pub store_id: StoreId,
    /// Whose store it is.
    pub tenant_id: TenantId,
    /// How many.
    pub quantity: i32,
    /// Words of the catalogue when it was added.
    pub title: String,
    /// Words of the catalogue when it was added.
    pub variant_title: String,
    /// Words of the catalogue when it was added.
    pub store_name: String,
    /// Photo when it was added.
    pub image_url: Option<String>,
    /// When it was added first.
    pub added_at: DateTime<Utc>,
}

/// The lines of a cart, in the order they were added.
///
/// # Errors
/// The database.
pub async fn lines(conn: &mut Conn, whose: Subject) -> QueryResult<Vec<CartLine>> {
    cart_line::table
        .filter(cart_line::customer.eq(whose.to_string()))
        .order((cart_line::added_at, cart_line::id))
        .select(CartLine::as_select())
        .load(conn)
        .await
}

/// How many pieces a cart holds.
///
/// # Errors
/// The database.
pub async fn count(conn: &mut Conn, whose: Subject) -> QueryResult<i64> {
    let pieces: Option<i64> = cart_line::table
        .filter(cart_line::customer.eq(whose.to_string()))
        .select(diesel::dsl::sum(cart_line::quantity))
        .first(conn)
        .await?;
    Ok(pieces.unwrap_or_default())
}

/// How many lines a cart has.
///
/// # Errors
/// The database.
pub async fn size(conn: &mut Conn, whose: Subject) -> QueryResult<i64> {
    cart_line::table.filter(cart_line::customer.eq(whose.to_string())).count().get_result(conn).await
}

/// Adds pieces to the line of the same choice, or makes the line. None: that would be more than a line may hold.
///
/// # Errors
/// The database.
pub async fn add(conn: &mut Conn, line: &CartLine) -> QueryResult<Option<CartLine>> {
    let more = diesel::insert_into(cart_line::table)
        .values(line)
        .on_conflict((cart_line::customer, cart_line::variant_id, cart_line::modifiers))
        .do_update()
        .set((
            cart_line::quantity.eq(cart_line::quantity + excluded(cart_line::quantity)),
            cart_line::title.eq(excluded(cart_line::title)),
            cart_line::variant_title.eq(excluded(cart_line::variant_title)),
            cart_line::store_name.eq(excluded(cart_line::store_name)),
            cart_line::image_url.eq(excluded(cart_line::image_url)),
        ));
    let sum = cart_line::quantity + excluded(cart_line::quantity);
    let fits = diesel::query_dsl::methods::FilterDsl::filter(more, sum.le(quantity::MOST))
        .returning(CartLine::as_returning());
    Prepared(fits).get_result(conn).await.optional()
}

/// Sets how many. None: no such line.
///
/// # Errors
/// The database.
pub async fn set(
    conn: &mut Conn,
    whose: Subject,
    line: LineId,
    quantity: i32,
) -> QueryResult<Option<CartLine>> {
    diesel::update(cart_line::table.find(line).filter(cart_line::customer.eq(whose.to_string())))
        .set(cart_line::quantity.eq(quantity))
        .returning(CartLine::as_returning())
        .get_result(conn)
        .await
        .optional()
}

/// Takes a line out and returns it.
///
/// # Errors
/// The database.
pub async fn remove(conn: &mut Conn, whose: Subject, line: LineId) -> QueryResult<Option<CartLine>> {
    diesel::delete(cart_line::table.find(line).filter(cart_line::customer.eq(whose.to_string())))
        .returning(CartLine::as_returning())
        .get_result(conn)
        .await
        .optional()
}

/// Empties a cart.
///
/// # Errors
/// The database.
pub async fn clear(conn: &mut Conn, whose: Subject) -> QueryResult<usize> {
    diesel::delete(cart_line::table.filter(cart_line::customer.eq(whose.to_string()))).execute(conn).await
}

/// Takes out the pieces that became orders: what was added meanwhile stays.
///
/// # Errors
/// The database.
pub async fn take(conn: &Conn, whose: Subject, bought: &[(LineId, i32)]) -> QueryResult<()> {
    let (ids, pieces): (Vec<LineId>, Vec<i32>) = bought.iter().copied().unzip();
    let owner = whose.to_string();
    let mine = || cart_line::table.filter(cart_line::customer.eq(&owner)).filter(cart_line::id.eq_any(&ids));
    let of_line = || {
        sql::<Integer>("(SELECT b.pieces FROM unnest(")
            .bind::<Array<diesel::sql_types::Uuid>, _>(&ids)
            .sql(", ")
            .bind::<Array<Integer>, _>(&pieces)
            .sql(") AS b (id, pieces) WHERE b.id = cart_line.id)")
    };
    let mut turn = conn;
    let all = diesel::delete(mine().filter(cart_line::quantity.le(of_line())));
    let gone = Prepared(all).execute(&mut turn).await?;
    if gone < bought.len() {
        let some = diesel::update(mine().filter(cart_line::quantity.gt(of_line())))
            .set(cart_line::quantity.eq(cart_line::quantity - of_line()));
        Prepared(some).execute(&mut turn).await?;
    }
    Ok(())
}

/// Moves one cart into another: quantities of the same choice add up, as far as a line may hold.
///
/// # Errors
/// The database.
pub async fn merge(conn: &mut Conn, from: Subject, to: Subject) -> QueryResult<usize> {
    let (from, to) = (from.to_string(), to.to_string());
    let gone: Vec<CartLine> = diesel::delete(cart_line::table.filter(cart_line::customer.eq(&from)))
        .returning(CartLine::as_returning())
        .get_results(conn)
        .await?;
    let moved: Vec<CartLine> = gone.into_iter().map(|l| CartLine { customer: to.clone(), ..l }).collect();
    if moved.is_empty() {
        return Ok(0);
    }
    diesel::insert_into(cart_line::table)
        .values(&moved)
        .on_conflict((cart_line::customer, cart_line::variant_id, cart_line::modifiers))
        .do_update()
        .set(cart_line::quantity.eq(sql::<Integer>("LEAST(99, cart_line.quantity + excluded.quantity)")))
        .execute(conn)
        .await
}
