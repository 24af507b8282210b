//! From rows to products: rows of one handle belong together; one wrong row refuses its whole product.
use std::collections::HashMap;

use souk_events::Currency;
use souk_kit::Lang;

use super::{
    ImportProduct, LineError,
    cell::unlist,
    columns::Column,
    sheet::{Header, Row},
};
use crate::domain::{
    category, html, price,
    product::{MAX_STOCK, Product, ProductInput, TextInput, VariantInput},
    tax::TaxClass,
    text,
};

/// Longest cell that is looked at.
const MAX_CELL: usize = 60_000;

/// Rows by product, in the order in which products first appear. A row without handle and without title goes on
/// with the product above it; one with a title alone is a product of its own.
pub fn groups(rows: &[Row]) -> Vec<Vec<&Row>> {
    let mut order: Vec<Vec<&Row>> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for row in rows {
        let key = handle(row);
        let place = match (key.is_empty(), order.len()) {
            (true, 1..) => order.len() - 1,
            _ => *places.entry(key).or_insert(order.len()),
        };
        match order.get_mut(place) {
            Some(group) => group.push(row),
            None => order.push(vec![row]),
        }
    }
    order
}

fn handle(row: &Row) -> String {
    match (row.get(Column::Handle), row.get(Column::Title)) {
        ("", "") => String::new(),
        ("", title) => text::slug(title),
        (handle, _) => handle.chars().take(120).collect(),
    }
}

pub(super) struct Reader<'a> {
    pub(super) header: &'a Header,
    currency: Currency,
    errors: Vec<LineError>,
}

impl Reader<'_> {
    pub(super) fn wrong(&mut self, row: &Row, column: Column, code: &str) {
        self.errors.push(LineError {
            line: row.line,
            field: self.header.name(column).to_owned(),
            code: code.to_owned(),
            value: row.get(column).chars().take(80).collect(),
        });
    }

    fn price(&mut self, row: &Row, column: Column) -> Option<i64> {
        match price::parse(row.get(column), self.currency) {
            Ok(amount) => Some(amount),
            Err(code) => {
                self.wrong(row, column, code);
                None
            }
        }
    }

    fn stock(&mut self, row: &Row, column: Column) -> Option<i64> {
        let cell = row.get(column);
        if cell.is_empty() {
            return None;
        }
        let plain: String = cell.chars().filter(|c| !c.is_whitespace()).collect();
        match plain.parse::<i64>() {
            Ok(units) if (0..=MAX_STOCK).contains(&units) => Some(units),
            _ => {
                self.wrong(row, column, "stock_wrong");
                None
            }
        }
    }

    fn tax(&mut self, row: &Row) -> TaxClass {
        let (class, taxable) = (row.get(Column::TaxClass), yes_or_no(row.get(Column::Taxable)));
        match (TaxClass::read(class), class.is_empty()) {
            (Some(class), _) => class,
            (None, true) if taxable == Some(false) => TaxClass::Zero,
            (None, true) => TaxClass::Standard,
            (None, false) => {
                self.wrong(row, Column::TaxClass, "choice_unknown");
                TaxClass::Standard
            }
        }
    }

    fn published(&mut self, row: &Row) -> Option<bool> {
        let status = match text::fold(row.get(Column::Status)).as_str() {
            "" => None,
            "active" | "published" | "publie" | "actif" => Some(true),
            "draft" | "archived" | "brouillon" | "archive" => Some(false),
            _ => {
                self.wrong(row, Column::Status, "choice_unknown");
                None
            }
        };
        let cell = row.get(Column::Published);
        let published = yes_or_no(cell);
        if published.is_none() && !cell.is_empty() {
            self.wrong(row, Column::Published, "choice_unknown");
        }
        match (status, published) {
            (Some(a), Some(b)) => Some(a && b),
            (a, b) => a.or(b),
        }
    }
}

fn yes_or_no(cell: &str) -> Option<bool> {
    match text::fold(cell).as_str() {
        "true" | "yes" | "oui" | "1" | "vrai" => Some(true),
        "false" | "no" | "non" | "0" | "faux" => Some(false),
        _ => None,
    }
}

pub(super) fn first<'a>(rows: &[&'a Row], column: Column) -> &'a str {
    rows.iter().map(|r| r.get(column)).find(|c| !c.is_empty()).unwrap_or("")
}

fn plain(cell: &str) -> String {
    html::to_text(&cell.chars().take(MAX_CELL).collect::<String>())
}

/// Rows that are variants: those with a price, a SKU or an option value; the first one always.
fn is_variant(i: usize, row: &Row) -> bool {
    let values = (0..3).any(|o| !row.get(Column::OptionValue(o)).is_empty());
    i == 0 || values || [Column::Price, Column::Sku].iter().any(|c| !row.get(*c).is_empty())
}

/// The product of some rows. `skus` are those of the file so far, with the handle that has them.
pub fn product(
    header: &Header,
    rows: &[&Row],
    currency: Currency,
    skus: &mut HashMap<String, String>,
) -> Result<ImportProduct, Vec<LineError>> {
    let mut reader = Reader { header, currency, errors: Vec::new() };
    let Some(top) = rows.first() else { return Err(Vec::new()) };
    let own = handle(top);
    // Shopify names a plain product's only option "Title" with the value "Default Title".
    let plain_option = first(rows, Column::OptionValue(0)).eq_ignore_ascii_case("default title");
    let option = |o: usize| match first(rows, Column::OptionName(o)) {
        "" if !first(rows, Column::OptionValue(o)).is_empty() => format!("Option {}", o + 1),
        name => name.to_owned(),
    };
    let options: Vec<String> =
        if plain_option { Vec::new() } else { (0..3).map(option).filter(|n| !n.is_empty()).collect() };
    let variants: Vec<&Row> =
        rows.iter().enumerate().filter(|(i, r)| is_variant(*i, r)).map(|(_, r)| *r).collect();
    let lines: Vec<i32> = variants.iter().map(|r| r.line).collect();
    let read: Vec<VariantInput> = variants
        .iter()
        .map(|row| VariantInput {
            id: None,
            values: (0..options.len()).map(|o| row.get(Column::OptionValue(o)).to_owned()).collect(),
            sku: row.get(Column::Sku).to_owned(),
            barcode: row.get(Column::Barcode).to_owned(),
            price: reader.price(row, Column::Price).unwrap_or_default(),
            compare_at: compare_at(&mut reader, row),
            stock: reader.stock(row, Column::Stock),
        })
        .collect();
    let stock_was = variants.iter().map(|row| reader.stock(row, Column::StockWas)).collect();
    let marks = header.has(Column::LowStock);
    let low = marks.then(|| variants.iter().map(|row| reader.stock(row, Column::LowStock)).collect());
    for (row, variant) in variants.iter().zip(&read).filter(|(_, v)| !v.sku.is_empty()) {
        if skus.get(&variant.sku).is_some_and(|other| *other != own) {
            reader.wrong(row, Column::Sku, "sku_taken");
        }
    }
    let category =
        [Column::Type, Column::Category].map(|c| first(rows, c)).into_iter().find(|c| !c.is_empty());
    let translations = Lang::ALL.into_iter().filter_map(|language| {
        let title = first(rows, Column::TitleIn(language)).to_owned();
        let description = plain(first(rows, Column::DescriptionIn(language)));
        (!title.is_empty()).then_some(TextInput { language, title, description })
    });
    let input = ProductInput {
        title: plain(first(rows, Column::Title)),
        description: plain(first(rows, Column::Description)),
        category: category::shortened(category.unwrap_or("")),
        brand: first(rows, Column::Brand).to_owned(),
        tags: unlist(first(rows, Column::Tags), b',').into_iter().take(20).collect(),
        tax_class: reader.tax(top),
        options,
        translations: translations.collect(),
        variants: read,
        option_translations: None,
        modifier_groups: None,
        featured: None,
        parts: None,
        kind: reader.kind(rows),
        duration_minutes: reader.duration(rows),
        every: reader.every(rows),
        availability: reader.availability(rows),
    };
    let (parts, unsaid) = (reader.parts(rows), reader.unsaid());
    let published = reader.published(top);
    let modifiers = header.has(Column::Modifiers).then(|| unlist(first(rows, Column::Modifiers), b';'));
    let checked = Product::check(input);
    let mut errors = reader.errors;
    match checked {
        Ok(product) if errors.is_empty() => {
            let product = product.get().clone();
            skus.extend(
                product.variants.iter().filter(|v| !v.sku.is_empty()).map(|v| (v.sku.clone(), own.clone())),
            );
            Ok(ImportProduct {
                handle: own,
                line: top.line,
                lines,
                product,
                published,
                stock_was,
                low,
                unsaid,
                modifiers,
                parts,
            })
        }
        Ok(_) => Err(errors),
        Err(found) => {
            errors.extend(found.iter().map(|e| named(header, top, &variants, &e.pointer, &e.code)));
            errors.dedup();
            Err(errors)
        }
    }
}

fn compare_at(reader: &mut Reader<'_>, row: &Row) -> Option<i64> {
    if row.get(Column::CompareAt).is_empty() {
        return None;
    }
    let before = reader.price(row, Column::CompareAt)?;
    // Shopify's exports repeat the price, or zero, where there is nothing to compare with.
    let now = price::parse(row.get(Column::Price), reader.currency).ok()?;
    (before > now).then_some(before)
}

/// A rule's error by pointer, as an error by line and column.
fn named(header: &Header, top: &Row, variants: &[&Row], pointer: &str, code: &str) -> LineError {
    let mut parts = pointer.split('/').skip(1);
    let (area, number, field) = (parts.next().unwrap_or(""), parts.next(), parts.next().unwrap_or(""));
    let variant = number.filter(|_| area == "variants").and_then(|n| n.parse::<usize>().ok());
    let row = variant.and_then(|i| variants.get(i).copied()).unwrap_or(top);
    let column = match (area, field) {
        ("title", _) => Column::Title,
        ("description", _) => Column::Description,
        ("category", _) => Column::Category,
        ("brand", _) => Column::Brand,
        ("tags", _) => Column::Tags,
        ("modifiers", _) => Column::Modifiers,
        ("options", _) => Column::OptionName(0),
        ("kind", _) => Column::Kind,
        ("parts", _) => Column::Parts,
        ("duration_minutes", _) => Column::Duration,
        ("every", _) => Column::Every,
        ("availability", _) => match number {
            Some("from") => Column::AvailableFrom,
            Some("until") => Column::AvailableUntil,
            _ => Column::Available,
        },
        (_, "sku") => Column::Sku,
        (_, "barcode") => Column::Barcode,
        (_, "price") => Column::Price,
        (_, "compare_at") => Column::CompareAt,
        (_, "stock") => Column::Stock,
        _ => Column::OptionValue(0),
    };
    let value = row.get(column).chars().take(80).collect();
    LineError { line: row.line, field: header.name(column).to_owned(), code: code.to_owned(), value }
}
