//! Column names: our own, Shopify's, and how people write them.
use souk_kit::Lang;

use crate::domain::text::fold;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// The merchant's own key; rows of one product share it.
    Handle,
    /// Title.
    Title,
    /// Description as plain text or HTML.
    Description,
    /// Brand.
    Brand,
    /// Category.
    Category,
    /// A category to fall back on.
    Type,
    /// Words between commas.
    Tags,
    /// Shown or not: yes or no.
    Published,
    /// Shown or not: active, draft, archived.
    Status,
    /// `standard`, `reduced`, `zero`.
    TaxClass,
    /// Whether tax is taken at all.
    Taxable,
    /// Name of an option, 0 to 2.
    OptionName(usize),
    /// Value of an option, 0 to 2.
    OptionValue(usize),
    /// Stock keeping unit.
    Sku,
    /// EAN, UPC or the like.
    Barcode,
    /// Price.
    Price,
    /// The price it is compared with.
    CompareAt,
    /// Units on hand.
    Stock,
    /// Units on hand when the file was written.
    StockWas,
    /// From how many units down the merchant is told; empty: as the store has it.
    LowStock,
    /// Names of the questions it asks, between semicolons.
    Modifiers,
    /// Address of a photo.
    Image,
    /// What it is.
    Kind,
    /// What is in one bundle: `2 x SKU`, between semicolons.
    Parts,
    /// How many minutes a service takes.
    Duration,
    /// How often a plan is paid: `1 month`.
    Every,
    /// When it is sold: days and times.
    Available,
    /// The first date on which it is sold.
    AvailableFrom,
    /// The last date on which it is sold.
    AvailableUntil,
    /// Title in a language.
    TitleIn(Lang),
    /// Description in a language.
    DescriptionIn(Lang),
}

/// The column a header cell names.
pub fn read(cell: &str) -> Option<Column> {
    let folded = fold(cell);
    let name: String = folded.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    for lang in Lang::ALL {
        if name.strip_prefix("title ") == Some(lang.code()) {
            return Some(Column::TitleIn(lang));
        }
        if name.strip_prefix("description ") == Some(lang.code()) {
            return Some(Column::DescriptionIn(lang));
        }
    }
    for (i, n) in ["1", "2", "3"].iter().enumerate() {
        match name.strip_prefix("option").map(|rest| rest.trim().strip_prefix(n).map(str::trim)) {
            Some(Some("name")) => return Some(Column::OptionName(i)),
            Some(Some("value")) => return Some(Column::OptionValue(i)),
            _ => {}
        }
    }
    Some(match name.as_str() {
        "handle" | "url handle" | "reference" | "ref" => Column::Handle,
        "title" | "titre" | "name" | "nom" | "produit" | "product" => Column::Title,
        "description" | "body html" | "body" => Column::Description,
        "brand" | "marque" | "vendor" => Column::Brand,
        "category" | "categorie" | "product category" => Column::Category,
        "type" | "product type" => Column::Type,
        "tags" | "etiquettes" => Column::Tags,
        "published" | "published on online store" | "publie" => Column::Published,
        "status" | "statut" => Column::Status,
        "tax class" | "tva" => Column::TaxClass,
        "variant taxable" | "charge tax" => Column::Taxable,
        "sku" | "variant sku" => Column::Sku,
        "barcode" | "variant barcode" | "code barres" | "ean" => Column::Barcode,
        "price" | "prix" | "variant price" => Column::Price,
        "compare at price" | "variant compare at price" | "prix barre" => Column::CompareAt,
        "stock" | "quantity" | "quantite" | "inventory quantity" | "variant inventory qty" => Column::Stock,
        "stock was" => Column::StockWas,
        "low stock" => Column::LowStock,
        "modifiers" => Column::Modifiers,
        "kind" => Column::Kind,
        "parts" => Column::Parts,
        "duration minutes" => Column::Duration,
        "every" => Column::Every,
        "available" => Column::Available,
        "available from" => Column::AvailableFrom,
        "available until" => Column::AvailableUntil,
        "image src" | "image" | "product image url" => Column::Image,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_formats_and_accents_are_known() {
        for (cell, column) in [
            ("Handle", Column::Handle),
            ("Body (HTML)", Column::Description),
            ("Option2 Name", Column::OptionName(1)),
            ("option3_value", Column::OptionValue(2)),
            ("Variant Compare At Price", Column::CompareAt),
            ("Quantité", Column::Stock),
            ("title_ar", Column::TitleIn(Lang::Ar)),
        ] {
            assert_eq!(read(cell), Some(column), "{cell}");
        }
        assert_eq!(read("Variant Weight Unit"), None);
    }
}
