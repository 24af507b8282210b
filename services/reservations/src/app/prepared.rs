//! Articles prepared for any live, at the screen as in the chat: put up, imported, taken off sale (FR15).
use souk_events::{LiveItemId, TenantId};
use souk_kit::{Conn, FieldError, Problem, Scope};

use super::{
    born,
    end::{self, Ending},
    seller,
    work::Work,
};
use crate::{
    domain::{
        prepared::{self, Prepared, Typed},
        reservation::State as Standing,
    },
    state::State,
    store::{
        items::{self, Item},
        reservations,
    },
};

/// Most lines of a table at once.
const LINES: usize = 1_000;

async fn put_up(conn: &mut Conn, work: &mut Work, new: &Prepared) -> Result<Item, Problem> {
    let price = new.price.or_else(|| work.price_of(&new.code)).filter(|price| *price > 0);
    let price = price.ok_or_else(|| Problem::field("/price", "amount_range"))?;
    let (is_unique, count, sizes, size_on_hand) = seller::stock(Some(&new.units));
    let row = Item {
        shown_code: new.shown.clone(),
        label: new.label.clone(),
        is_unique,
        initial: count,
        on_hand: count,
        sizes,
        size_on_hand,
        ..born::piece(work, &new.code, price)
    };
    if !items::insert(conn, &row).await? {
        return Err(Problem::conflict("code_taken"));
    }
    work.item_changed(conn, "item_created", None, &row).await?;
    Ok(row)
}

/// Prepares one article.
///
/// # Errors
/// 404 while the merchant has no store, 409 when its code is for sale, 422 with every field that is wrong.
pub async fn add(
    state: &State,
    tenant: TenantId,
    person: String,
    typed: &Typed<'_>,
) -> Result<Item, Problem> {
    state
        .db
        .write(Scope::Tenant(tenant), async |conn| {
            let mut work = Work::by(conn, &state.clock, tenant, person).await?;
            let new = typed.read(work.store.currency()).map_err(Problem::fields)?;
            let row = put_up(conn, &mut work, &new).await?;
            work.finish(conn).await?;
            Ok::<_, Problem>(row)
        })
        .await
}

/// What came of a table.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// How many were prepared.
    pub made: usize,
    /// The lines that were not, with the code of why: a field's, or `code_taken`.
    pub refused: Vec<(usize, String)>,
}

/// Prepares the articles of a table, line by line: what is wrong with one leaves the others alone.
///
/// # Errors
/// 404 while the merchant has no store, 422 for more than a thousand lines, or the database.
pub async fn import(
    state: &State,
    tenant: TenantId,
    person: String,
    table: &str,
) -> Result<Imported, Problem> {
    let rows: Vec<(usize, Vec<String>)> = prepared::lines(table).take(LINES + 1).collect();
    if rows.is_empty() || rows.len() > LINES {
        let code = if rows.is_empty() { "required" } else { "too_many" };
        return Err(Problem::field("/table", code));
    }
    state
        .db
        .write(Scope::Tenant(tenant), async |conn| {
            let mut work = Work::by(conn, &state.clock, tenant, person).await?;
            let mut done = Imported::default();
            for (at, cells) in rows {
                let cell = |n: usize| cells.get(n).map_or("", String::as_str);
                let typed = Typed {
                    code: cell(0),
                    price: cell(1),
                    quantity: cell(2),
                    sizes: cell(3),
                    label: cell(4),
                };
                let first =
                    |wrong: Vec<FieldError>| wrong.into_iter().next().map(|e| format!("field-{}", e.code));
                let made = match typed.read(work.store.currency()) {
                    Err(wrong) => Err(first(wrong).unwrap_or_default()),
                    Ok(new) => match put_up(conn, &mut work, &new).await {
                        Ok(_) => Ok(()),
                        Err(problem) if problem.kind == souk_kit::Kind::Conflict => {
                            Err("problem-code-taken".into())
                        }
                        Err(problem) if problem.kind == souk_kit::Kind::Unprocessable => {
                            Err("field-amount-range".into())
                        }
                        Err(problem) => return Err(problem),
                    },
                };
                match made {
                    Ok(()) => done.made += 1,
                    Err(why) => done.refused.push((at, why.replace('_', "-"))),
                }
            }
            work.finish(conn).await?;
            Ok(done)
        })
        .await
}

/// Takes a locked item off sale; who waits is told nothing and waits no more.
///
/// # Errors
/// 409 when somebody holds it or bought it, or the database.
pub async fn take_off(conn: &mut Conn, work: &mut Work, item: &Item) -> Result<Item, Problem> {
    let all = reservations::of_item(conn, item.id, i64::MAX).await?;
    if all.iter().any(|row| matches!(row.state(), Standing::Held | Standing::Confirmed)) {
        return Err(Problem::conflict("item_held").state(item.state.clone()));
    }
    for row in all.iter().filter(|row| row.state() == Standing::Waiting) {
        end::end(conn, work, row, Ending::new(Standing::Closed, "item_removed")).await?;
    }
    let after = Item { state: "removed".into(), touched_at: work.now, ..item.clone() };
    let saved = items::save(conn, &after).await?;
    work.item_changed(conn, "item_removed", Some(item), &saved).await?;
    Ok(saved)
}

/// Takes an article off sale.
///
/// # Errors
/// 404 for another merchant's or one that is not for sale, 409 when somebody holds it or bought it, or the database.
pub async fn remove(
    state: &State,
    tenant: TenantId,
    person: String,
    id: LiveItemId,
) -> Result<Item, Problem> {
    state
        .db
        .write(Scope::Tenant(tenant), async |conn| {
            let mut work = Work::by(conn, &state.clock, tenant, person).await?;
            let item = items::lock(conn, &[id]).await?.pop().filter(|item| item.state == "on_sale");
            let item = item.ok_or_else(Problem::not_found)?;
            let saved = take_off(conn, &mut work, &item).await?;
            work.finish(conn).await?;
            Ok::<_, Problem>(saved)
        })
        .await
}

/// What is prepared for any live, newest first.
///
/// # Errors
/// The database.
pub async fn list(state: &State, tenant: TenantId) -> Result<Vec<Item>, Problem> {
    state
        .db
        .read(Scope::Tenant(tenant), async |conn: &mut Conn| {
            let all = items::current(conn, tenant, 1_000).await?;
            Ok(all.into_iter().filter(|item| item.session_id.is_none()).collect())
        })
        .await
}
