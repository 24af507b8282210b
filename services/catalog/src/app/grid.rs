//! Many products edited at once: all edited cells are written in one transaction, or none.
use std::collections::HashMap;

use souk_events::{Money, ProductId, VariantId};
use souk_kit::{Conn, FieldError, Lang, Problem, Scope};

use super::{
    categories, prices,
    products::{Whole, complete, tell},
    save_product::By,
};
use crate::{
    domain::{
        category,
        grid::{Edits, Outcome, ProductEdit, outcome},
        hours::next_morning,
        price,
        product::MAX_STOCK,
        stock::{Counters, Reason},
    },
    error,
    state::State,
    store::{
        products::{self, VariantRow},
        stock::{self, StockRow, Why},
    },
};

/// What the cells came to when they were looked at under lock.
#[derive(Default)]
struct Found {
    /// 422: what is wrong.
    wrong: Vec<FieldError>,
    /// 409: what somebody else wrote meanwhile.
    differs: Vec<FieldError>,
}

impl Found {
    /// Whether a cell is to be written; what stands in the way is noted under its name.
    fn writes(&mut self, outcome: Outcome, cell: String, stands: impl FnOnce() -> String) -> bool {
        if outcome == Outcome::Differs {
            let mut error = FieldError::new(cell, "changed_meanwhile");
            error.detail = stands();
            self.differs.push(error);
        }
        outcome == Outcome::Changes
    }
}

/// Writes edited cells. Pointers of refusals are `/<id>/<cell>`.
///
/// # Errors
/// 404, 422 for cells that are wrong, 409 `changed_meanwhile` for cells that somebody else changed, each with what
/// stands there now.
pub async fn save(state: &State, lang: Lang, by: By<'_>, edits: &Edits) -> Result<(), Problem> {
    let (changed, rows) = state
        .db
        .write(Scope::Tenant(by.tenant), async |conn| Box::pin(write(state, lang, by, edits, conn)).await)
        .await?;
    state.shelf.set_stock(&super::news(&rows));
    Ok(state.shelf.refresh(&state.db, &changed).await?)
}

/// Stock first, then products, each in the order of their ids: as every other writer of a product locks them.
async fn write(
    state: &State,
    lang: Lang,
    by: By<'_>,
    edits: &Edits,
    conn: &mut Conn,
) -> Result<(Vec<ProductId>, Vec<StockRow>), Problem> {
    let counted: Vec<VariantId> =
        edits.variants.iter().filter(|(_, edit)| edit.stock.is_some()).map(|(id, _)| *id).collect();
    let stock = stock::lock(conn, &counted).await?;
    let mut ids =
        products::of_variants(conn, &edits.variants.iter().map(|(id, _)| *id).collect::<Vec<_>>()).await?;
    ids.extend(edits.products.iter().map(|(id, _)| *id));
    ids.sort_unstable();
    ids.dedup();
    let wholes = {
        let rows = products::lock(conn, &ids).await?;
        complete(conn, rows).await?
    };
    if wholes.len() < ids.len() {
        return Err(Problem::not_found());
    }
    let mut found = Found::default();
    let moves = moves(edits, &stock, &mut found);
    let changes = changes(state, lang, by, edits, wholes, &mut found);
    if !found.wrong.is_empty() {
        return Err(Problem::fields(found.wrong));
    }
    for error in &mut found.differs {
        error.detail = state.texts.with(lang, "grid-now", &[("now", &error.detail)]);
    }
    if !found.differs.is_empty() {
        return Err(Problem { errors: found.differs, ..Problem::conflict("changed_meanwhile") });
    }
    let mut changed = Vec::with_capacity(changes.len());
    for change in changes {
        changed.push(change.whole.row.id);
        put(state, by, change, conn).await?;
    }
    let why = Why { reason: Reason::Adjusted, hold: None, actor: by.actor, note: "" };
    let rows = stock::apply(conn, &moves, why, by.now).await?;
    let meta = souk_kit::meta(Some(by.tenant));
    super::tell_stock(conn, &meta, &state.clock, &rows, Reason::Adjusted).await?;
    super::tell_low(conn, &meta, &state.clock, &moves, &rows).await?;
    Ok((changed, rows))
}

/// What the edits do to stock.
fn moves(edits: &Edits, stock: &[StockRow], found: &mut Found) -> Vec<(StockRow, Counters)> {
    let mut moves = Vec::new();
    for (id, edit) in &edits.variants {
        let Some(edit) = edit.stock.as_ref().filter(|edit| edit.was != edit.now) else { continue };
        let Some(row) = stock.iter().find(|row| row.variant_id == *id) else { continue };
        let change = Counters { on_hand: edit.now.saturating_sub(edit.was), ..Counters::default() };
        let code = match row.counters().moved(change) {
            _ if !(0..=MAX_STOCK).contains(&edit.now) => Some("stock_wrong"),
            Some(after) if after.on_hand > MAX_STOCK => Some("stock_wrong"),
            Some(_) => None,
            None => Some("stock_promised"),
        };
        match code {
            Some(code) => found.wrong.push(FieldError::new(format!("/{id}/stock"), code)),
            None => moves.push((*row, change)),
        }
    }
    moves
}

/// A product that is written.
struct Change {
    /// With its own columns as they are to be.
    whole: Whole,
    /// Whether its own row is written at all.
    row: bool,
    /// Whether its mark for the day is.
    sold_out: bool,
    was_published: bool,
    variants: Vec<VariantRow>,
}

fn changes(
    state: &State,
    lang: Lang,
    by: By<'_>,
    edits: &Edits,
    wholes: Vec<Whole>,
    found: &mut Found,
) -> Vec<Change> {
    let asked: HashMap<ProductId, &ProductEdit> =
        edits.products.iter().map(|(id, edit)| (*id, edit)).collect();
    let said = |key: &str| state.texts.get(lang, key);
    let mut changes = Vec::new();
    for mut whole in wholes {
        let none = ProductEdit::default();
        let (id, edit) = (whole.row.id, asked.get(&whole.row.id).copied().unwrap_or(&none));
        let was_published = whole.row.published;
        let mut row = false;
        let on = |on: bool| said(if on { "yes" } else { "no" });
        let stands = was_published;
        if found.writes(outcome(edit.published.as_ref(), &stands), format!("/{id}/published"), || on(stands))
        {
            row = true;
            whole.row.published = !stands;
            whole.row.published_at = whole.row.published_at.or((!stands).then_some(by.now));
        }
        let stands = whole.row.tax_class.clone();
        let class = edit.tax_class.as_ref().map(|e| crate::domain::grid::Edit {
            was: e.was.as_str().to_owned(),
            now: e.now.as_str().to_owned(),
        });
        let words = || said(&format!("tax-{stands}"));
        if found.writes(outcome(class.as_ref(), &stands), format!("/{id}/tax_class"), words) {
            row = true;
            whole.row.tax_class = class.map(|class| class.now).unwrap_or_default();
        }
        let stands = whole.category.clone();
        if found
            .writes(outcome(edit.category.as_ref(), &stands), format!("/{id}/category"), || stands.clone())
        {
            row = true;
            let path = edit.category.as_ref().map(|edit| edit.now.as_str()).unwrap_or_default();
            match category::names(path) {
                Ok(names) => whole.category = category::written(&names),
                Err(code) => found.wrong.push(FieldError::new(format!("/{id}/category"), code)),
            }
        }
        let stands = whole.is_sold_out_today(by.now);
        let sold_out =
            found.writes(outcome(edit.sold_out.as_ref(), &stands), format!("/{id}/sold_out"), || on(stands));
        if sold_out {
            let zone = whole.store.timezone.parse().unwrap_or(chrono_tz::Tz::UTC);
            whole.row.sold_out_until = (!stands).then(|| next_morning(zone, by.now));
        }
        let variants = priced(by, edits, &whole, found);
        if row || sold_out || !variants.is_empty() {
            changes.push(Change {
                whole,
                row: row || !variants.is_empty(),
                sold_out,
                was_published,
                variants,
            });
        }
    }
    changes
}

/// The variants of a product whose price changes. A price that is not below what it is compared with is compared with
/// nothing.
fn priced(by: By<'_>, edits: &Edits, whole: &Whole, found: &mut Found) -> Vec<VariantRow> {
    let mut changed = Vec::new();
    for (variant, _) in &whole.variants {
        let edit =
            edits.variants.iter().find(|(id, _)| *id == variant.id).and_then(|(_, e)| e.price.as_ref());
        let cell = format!("/{}/price", variant.id);
        if let Some(code) = edit.and_then(|edit| price::wrong(edit.now)) {
            found.wrong.push(FieldError::new(cell, code));
            continue;
        }
        let stands = || Money::new(variant.price, whole.store.currency()).to_decimal();
        if found.writes(outcome(edit, &variant.price), cell, stands) {
            let now = edit.map_or(variant.price, |edit| edit.now);
            let compare_at = variant.compare_at.filter(|before| *before > now);
            changed.push(VariantRow {
                price: now,
                compare_at,
                former: None,
                saved_at: by.now,
                ..variant.clone()
            });
        }
    }
    changed
}

async fn put(state: &State, by: By<'_>, change: Change, conn: &mut Conn) -> Result<(), Problem> {
    let Change { mut whole, row, sold_out, was_published, mut variants } = change;
    if sold_out {
        products::set_sold_out(conn, whole.row.id, whole.row.sold_out_until).await?;
    }
    if !row {
        return Ok(());
    }
    let known: Vec<VariantRow> = whole.variants.iter().map(|(variant, _)| variant.clone()).collect();
    prices::compare(conn, &known, &mut variants, by.now).await?;
    for saved in variants {
        products::update_variant(conn, &saved).await?;
        if let Some((variant, _)) = whole.variants.iter_mut().find(|(v, _)| v.id == saved.id) {
            *variant = saved;
        }
    }
    let stands = categories::ensure(conn, by.tenant, by.now, [whole.category.as_str()]).await?;
    whole.row.category_id = stands.get(&whole.category).copied();
    category::last(&whole.category).clone_into(&mut whole.row.category);
    whole.row.changed_at = by.now;
    let expected = whole.row.version;
    if !products::update(conn, &whole.row, expected).await? {
        return Err(error::stale(expected));
    }
    whole.row.version = expected + 1;
    if was_published || whole.row.published {
        tell(state, conn, &whole).await?;
    }
    Ok(())
}
