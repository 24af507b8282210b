//! Our own format, written: importing it changes nothing, and an edited cell changes just that.
use souk_events::{Currency, Money};
use souk_kit::Lang;

use super::{
    ImportProduct,
    cell::{guard, list},
    offered,
};
use crate::domain::{html, product::VariantInput};

/// How a file is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// RFC 4180: commas between cells, points in prices.
    #[default]
    Comma,
    /// For spreadsheets of countries that write `12,50`: semicolons between cells, commas in prices.
    Semicolon,
}

impl Style {
    /// What stands between two cells.
    #[must_use]
    pub fn between(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
        }
    }

    fn money(self, amount: i64, currency: Currency) -> String {
        let text = Money::new(amount, currency).to_decimal();
        if self == Self::Semicolon { text.replace('.', ",") } else { text }
    }
}

/// The names of the columns.
#[must_use]
pub fn header() -> Vec<String> {
    let first = ["handle", "title", "description", "category", "brand", "tags", "published", "tax_class"];
    let options = (1..=3).flat_map(|n| [format!("option{n}_name"), format!("option{n}_value")]);
    let variant =
        ["sku", "barcode", "price", "compare_at_price", "stock", "stock_was", "low_stock", "modifiers"];
    let texts =
        Lang::ALL.iter().flat_map(|l| [format!("title_{}", l.code()), format!("description_{}", l.code())]);
    let last =
        ["kind", "parts", "duration_minutes", "every", "available", "available_from", "available_until"];
    let [first, variant] = [&first[..], &variant[..]].map(|names| names.iter().map(|n| (*n).to_owned()));
    first.chain(options).chain(variant).chain(texts).chain(last.map(str::to_owned)).collect()
}

fn variant_cells(
    variant: &VariantInput,
    (was, low): (Option<i64>, Option<i64>),
    currency: Currency,
    style: Style,
) -> [String; 7] {
    let number = |n: Option<i64>| n.map(|n| n.to_string()).unwrap_or_default();
    // A code is no number, however it looks; who reads it takes one apostrophe away.
    let barcode = guard(&variant.barcode);
    let barcode = match barcode == variant.barcode && barcode.starts_with('\'') {
        true => format!("'{barcode}"),
        false => barcode,
    };
    [
        guard(&variant.sku),
        barcode,
        style.money(variant.price, currency),
        variant.compare_at.map(|amount| style.money(amount, currency)).unwrap_or_default(),
        number(variant.stock),
        number(was),
        number(low),
    ]
}

/// The rows of a product, one for each variant; the first one says what is of the product.
#[must_use]
pub fn rows(said: &ImportProduct, currency: Currency, style: Style) -> Vec<Vec<String>> {
    let product = &said.product;
    let row = |(i, variant): (usize, &VariantInput)| {
        let top = |text: String| if i == 0 { text } else { String::new() };
        let text = |text: &str| top(guard(text));
        let long = |text: &str| top(guard(&html::written(text)));
        let mut cells = vec![
            guard(&said.handle),
            long(&product.title),
            long(&product.description),
            text(&product.category),
            text(&product.brand),
            text(&list(&product.tags, b',')),
            top(said.published.map_or("", |on| if on { "yes" } else { "no" }).to_owned()),
            top(product.tax_class.as_str().to_owned()),
        ];
        for o in 0..3 {
            cells.push(text(product.options.get(o).map_or("", String::as_str)));
            cells.push(guard(variant.values.get(o).map_or("", String::as_str)));
        }
        let was = said.stock_was.get(i).copied().flatten();
        let low = said.low.as_ref().and_then(|low| low.get(i).copied().flatten());
        cells.extend(variant_cells(variant, (was, low), currency, style));
        cells.push(text(&list(said.modifiers.as_deref().unwrap_or_default(), b';')));
        for lang in Lang::ALL {
            let found = product.translations.iter().find(|t| t.language == lang);
            cells.push(text(found.map_or("", |t| &t.title)));
            cells.push(long(found.map_or("", |t| &t.description)));
        }
        cells.extend(offered::cells(said).map(|text| top(guard(&text))));
        cells
    };
    product.variants.iter().enumerate().map(row).collect()
}

/// Rows as bytes of a file.
///
/// # Errors
/// Never in memory; what the writer says.
pub fn bytes(rows: &[Vec<String>], style: Style) -> Result<Vec<u8>, csv::Error> {
    let terminator = csv::Terminator::CRLF;
    let mut file =
        csv::WriterBuilder::new().delimiter(style.between()).terminator(terminator).from_writer(Vec::new());
    for row in rows {
        file.write_record(row)?;
    }
    file.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}
