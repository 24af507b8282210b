//! The cells of the table in which many products are edited, between page and rules.
//!
//! Cells are called `<kind>.<id>`; what stood in one when the page was made is called `was.<kind>.<id>`.
use std::collections::HashSet;

use souk_events::{ProductId, VariantId};
use souk_kit::{FieldError, Lang, format};

use super::form_fields::Typed;
use crate::{
    app::products::Whole,
    domain::{
        grid::{Edit, Edits, ProductEdit, VariantEdit},
        kind::ProductKind,
        price,
        tax::TaxClass,
    },
    store::{products::VariantRow, stock::StockRow},
};

/// Cells of a product.
pub const OF_PRODUCT: [&str; 4] = ["category", "tax_class", "published", "sold_out"];

/// The name of a cell.
pub fn name(kind: &str, id: impl ToString) -> String {
    format!("{kind}.{}", id.to_string())
}

/// Whether a cell counts stock.
pub fn is_stock(cell: &str) -> bool {
    cell.starts_with("stock.")
}

/// The names of the cells that were edited.
pub fn edited(edits: &Edits) -> HashSet<String> {
    let mut names = HashSet::new();
    for (id, edit) in &edits.products {
        names.extend(edit.category.is_some().then(|| name("category", id)));
        names.extend(edit.tax_class.is_some().then(|| name("tax_class", id)));
        names.extend(edit.published.is_some().then(|| name("published", id)));
        names.extend(edit.sold_out.is_some().then(|| name("sold_out", id)));
    }
    for (id, edit) in &edits.variants {
        names.extend(edit.price.is_some().then(|| name("price", id)));
        names.extend(edit.stock.is_some().then(|| name("stock", id)));
    }
    names
}

/// The name of the cell that a pointer names.
pub fn field(pointer: &str) -> String {
    let mut parts = pointer.split('/').skip(1);
    let (id, kind) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    name(kind, id)
}

/// The products that the page showed.
pub fn shown(typed: &Typed) -> Vec<ProductId> {
    typed.0.keys().filter_map(|key| key.strip_prefix("row.")?.parse().ok()).take(100).collect()
}

/// What stands in the cells of a product: the text of each, and what is sent back as having stood there.
pub fn of_product(whole: &Whole, kind: &str, now: chrono::DateTime<chrono::Utc>) -> String {
    let yes = |on: bool| if on { "1" } else { "" }.to_owned();
    match kind {
        "category" => whole.category.clone(),
        "tax_class" => whole.row.tax_class.clone(),
        "published" => yes(whole.row.published),
        _ => yes(whole.is_sold_out_today(now)),
    }
}

/// The price in a cell, and what is sent back as having stood there.
pub fn price_of(lang: Lang, whole: &Whole, variant: &VariantRow) -> (String, String) {
    (format::decimal(lang, whole.money(variant.price)), variant.price.to_string())
}

fn edit(typed: &Typed, kind: &str, id: ProductId) -> Option<Edit<String>> {
    let cell = name(kind, id);
    let was = typed.0.get(&format!("was.{cell}"))?.clone();
    let now = typed.get(&cell).trim().to_owned();
    (now != was).then_some(Edit { was, now })
}

fn product_edit(typed: &Typed, id: ProductId) -> Option<ProductEdit> {
    let yes = |edit: Edit<String>| Edit { was: !edit.was.is_empty(), now: !edit.now.is_empty() };
    let class =
        |edit: Edit<String>| Some(Edit { was: TaxClass::read(&edit.was)?, now: TaxClass::read(&edit.now)? });
    let found = ProductEdit {
        published: edit(typed, "published", id).map(yes),
        sold_out: edit(typed, "sold_out", id).map(yes),
        category: edit(typed, "category", id),
        tax_class: edit(typed, "tax_class", id).and_then(class),
    };
    (found != ProductEdit::default()).then_some(found)
}

/// A number that was typed over another one; what is none is noted.
fn number(
    typed: &Typed,
    kind: &str,
    id: VariantId,
    read: impl Fn(&str) -> Result<i64, &'static str>,
    wrong: &mut Vec<FieldError>,
) -> Option<Edit<i64>> {
    let cell = name(kind, id);
    let was = typed.get(&format!("was.{cell}")).parse().ok()?;
    let text = typed.0.get(&cell)?.trim();
    match read(text) {
        Ok(now) => (now != was).then_some(Edit { was, now }),
        Err(code) => {
            wrong.push(FieldError::new(format!("/{id}/{kind}"), code));
            None
        }
    }
}

/// The cells that were edited; who does not sell only counts stock.
pub fn edits(typed: &Typed, wholes: &[Whole], sells: bool) -> (Edits, Vec<FieldError>) {
    let (mut edits, mut wrong) = (Edits::default(), Vec::new());
    for whole in wholes {
        if sells {
            let id = whole.row.id;
            edits.products.extend(product_edit(typed, id).map(|edit| (id, edit)));
        }
        let currency = whole.store.currency();
        for (VariantRow { id, .. }, _) in &whole.variants {
            let units = |text: &str| text.parse().map_err(|_| "stock_wrong");
            let stock = match whole.row.kind() {
                ProductKind::Goods => number(typed, "stock", *id, units, &mut wrong),
                _ => None,
            };
            let price = match sells {
                true => number(typed, "price", *id, |text| price::parse(text, currency), &mut wrong),
                false => None,
            };
            if price.is_some() || stock.is_some() {
                edits.variants.push((*id, VariantEdit { price, stock }));
            }
        }
    }
    (edits, wrong)
}

/// The units in a cell.
pub fn units(stock: &StockRow) -> String {
    stock.on_hand.to_string()
}
