//! How long the rows of catalog stay.
use souk_kit::retention::{Rule, YEAR};

/// Table by table.
pub(crate) const RULES: &[Rule] = &[
    Rule::stays("store", "contract with the merchant"),
    Rule::stays("product", "until the merchant deletes it; nobody's data"),
    Rule::stays("product_text", "with the product"),
    Rule::stays("variant", "with the product"),
    Rule::stays("modifier_group", "until the merchant deletes it; nobody's data"),
    Rule::stays("modifier", "with its group"),
    Rule::stays("category", "until the merchant deletes it; nobody's data"),
    Rule::stays("synonym", "until the merchant deletes it; nobody's data"),
    Rule::stays("stock", "with the product"),
    Rule::stays("price_change", "to show the lowest price of 30 days; nobody's data"),
    Rule::emptied("hold", "subject = ''", "created_at", YEAR, "to answer the same wish the same way")
        .only("subject <> ''"),
    Rule::stays("hold_line", "with the hold; nobody's data"),
    Rule::emptied("stock_movement", "actor = '', note = ''", "at", 3 * YEAR, "to account for changes")
        .only("actor <> '' OR note <> ''"),
    Rule::goes("import", "created_at", YEAR, "to see what became of a file"),
    Rule::done("import_item", "with its import", "to see what became of a file"),
    Rule::done("import_error", "with its import", "to see what became of a file"),
    Rule::goes("export", "at", 3 * YEAR, "to account for who took data along"),
    Rule::stays("quota", "settings, nobody's data"),
    Rule::done("change", "`catalog.sweep_changes`: after an hour", "read models; nobody's data"),
];
