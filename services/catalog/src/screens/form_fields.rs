//! The product form between page and rules: what was typed, as fields, and as a product.
use std::collections::HashMap;

use souk_events::{Currency, ModifierGroupId, VariantId};
use souk_kit::{FieldError, Lang, format};

use crate::{
    app::{low_stock, products::Whole},
    domain::{
        kind::ProductKind,
        modifier::PER_PRODUCT,
        price,
        product::{ProductInput, TextInput, VariantInput},
        tax::TaxClass,
    },
};

/// What stands in the form, by field name. Variant fields are called `v<number>.<field>`.
#[derive(Clone, Debug, Default)]
pub struct Typed(pub HashMap<String, String>);

impl Typed {
    /// A field's text; empty when it was not there.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    pub(super) fn set(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.insert(name.into(), value.into());
    }

    /// What stands in the form of a product as it is kept.
    pub fn of(lang: Lang, whole: &Whole) -> Self {
        let mut typed = Self::default();
        let row = &whole.row;
        typed.set("title", &row.title);
        typed.set("description", &row.description);
        typed.set("category", &whole.category);
        typed.set("brand", &row.brand);
        typed.set("tags", row.tags.join(", "));
        typed.set("tax_class", &row.tax_class);
        typed.set("version", row.version.to_string());
        typed.set("featured", if row.featured { "1" } else { "" });
        for (i, option) in row.options.iter().enumerate() {
            typed.set(format!("option{i}"), option);
        }
        for text in &whole.texts {
            typed.set(format!("title_{}", text.language), &text.title);
            typed.set(format!("description_{}", text.language), &text.description);
        }
        for (i, (variant, stock)) in whole.variants.iter().enumerate() {
            typed.set(format!("v{i}.id"), variant.id.to_string());
            for (o, value) in variant.option_values.iter().enumerate() {
                typed.set(format!("v{i}.value{o}"), value);
            }
            typed.set(format!("v{i}.sku"), &variant.sku);
            typed.set(format!("v{i}.barcode"), &variant.barcode);
            typed.set(format!("v{i}.price"), format::decimal(lang, whole.money(variant.price)));
            if let Some(was) = variant.compare_at {
                typed.set(format!("v{i}.compare_at"), format::decimal(lang, whole.money(was)));
            }
            typed.set(format!("v{i}.stock"), stock.on_hand.to_string());
            typed.set(format!("v{i}.was"), stock.on_hand.to_string());
            typed.set(format!("v{i}.low"), stock.low_own.map(|n| n.to_string()).unwrap_or_default());
        }
        typed.set("rows", whole.variants.len().to_string());
        for (i, group) in row.modifier_groups.iter().enumerate() {
            typed.set(format!("mg{i}"), group.to_string());
        }
        typed.fill_options(whole);
        typed.fill_offer(whole);
        typed
    }

    /// How many variant rows the form shows.
    pub fn rows(&self) -> usize {
        self.get("rows").parse().unwrap_or(1).clamp(1, 100)
    }

    /// One row more.
    pub fn add_row(&mut self) {
        let rows = (self.rows() + 1).min(100);
        self.set("rows", rows.to_string());
    }

    /// The modifier groups that were chosen, with the number of their field.
    pub fn groups(&self) -> impl Iterator<Item = (usize, ModifierGroupId)> {
        (0..PER_PRODUCT).filter_map(|i| Some((i, self.get(&format!("mg{i}")).parse().ok()?)))
    }

    /// The numbers of the rows that say something; the first one always does.
    pub(super) fn filled(&self) -> Vec<usize> {
        let fields = ["id", "value0", "value1", "value2", "sku", "barcode", "price", "compare_at"];
        let says =
            |i: &usize| *i == 0 || fields.iter().any(|f| !self.get(&format!("v{i}.{f}")).trim().is_empty());
        (0..self.rows()).filter(says).filter(|i| self.get(&format!("v{i}.remove")).is_empty()).collect()
    }

    /// The variants of a product whose mark for low stock was changed, and to what; none as the store has it.
    pub fn marks(&self, whole: &Whole) -> Result<Vec<(VariantId, Option<i64>)>, Vec<FieldError>> {
        let (mut marks, mut errors) = (Vec::new(), Vec::new());
        for i in self.filled() {
            let id = self.get(&format!("v{i}.id"));
            let Some((_, stock)) = whole.variants.iter().find(|(v, _)| v.id.to_string() == id) else {
                continue;
            };
            let Some(text) = self.0.get(&format!("v{i}.low")).map(|text| text.trim()) else { continue };
            match if text.is_empty() { Ok(None) } else { text.parse().map(Some) } {
                Ok(mark) if low_stock::check(mark).is_ok() => {
                    marks.extend((mark != stock.low_own).then_some((stock.variant_id, mark)));
                }
                _ => errors.push(FieldError::new(format!("/v{i}.low"), "stock_wrong")),
            }
        }
        if errors.is_empty() { Ok(marks) } else { Err(errors) }
    }

    /// The product that was typed, and what of it is no number.
    pub fn product(&self, currency: Currency) -> (ProductInput, Vec<FieldError>) {
        let mut errors = Vec::new();
        // A bundle has none: its form hides what was typed before it became one.
        let options: Vec<String> = (0..3)
            .filter(|_| self.kind() != ProductKind::Bundle)
            .map(|o| self.get(&format!("option{o}")).trim().to_owned())
            .filter(|o| !o.is_empty())
            .collect();
        let mut variants = Vec::new();
        for (place, i) in self.filled().into_iter().enumerate() {
            let cell = |field: &str| self.get(&format!("v{i}.{field}")).trim();
            let mut money = |field: &str| match price::parse(cell(field), currency) {
                Ok(amount) => Some(amount),
                Err(code) => {
                    errors.push(FieldError::new(format!("/variants/{place}/{field}"), code));
                    None
                }
            };
            let price = money("price").unwrap_or_default();
            let compare_at = if cell("compare_at").is_empty() { None } else { money("compare_at") };
            let id = cell("id").parse().ok();
            let stock = match (cell("stock"), id) {
                ("", _) | (_, Some(_)) => None,
                _ if self.kind() != ProductKind::Goods => None,
                (text, None) => Some(text.parse().unwrap_or(-1)),
            };
            variants.push(VariantInput {
                id,
                values: (0..options.len()).map(|o| cell(&format!("value{o}")).to_owned()).collect(),
                sku: cell("sku").to_owned(),
                barcode: cell("barcode").to_owned(),
                price,
                compare_at,
                stock,
            });
        }
        let translations = Lang::ALL.into_iter().filter_map(|language| {
            let title = self.get(&format!("title_{}", language.code())).trim().to_owned();
            let description = self.get(&format!("description_{}", language.code())).to_owned();
            let said = !title.is_empty() || !description.trim().is_empty();
            said.then_some(TextInput { language, title, description })
        });
        let mut input = ProductInput {
            title: self.get("title").to_owned(),
            description: self.get("description").to_owned(),
            category: self.get("category").to_owned(),
            brand: self.get("brand").to_owned(),
            tags: self
                .get("tags")
                .split(',')
                .map(|t| t.trim().to_owned())
                .filter(|t| !t.is_empty())
                .collect(),
            tax_class: TaxClass::read(self.get("tax_class")).unwrap_or_default(),
            options,
            translations: translations.collect(),
            variants,
            option_translations: self.option_translations(),
            modifier_groups: Some(self.groups().map(|(_, id)| id).collect()),
            featured: Some(!self.get("featured").is_empty()),
            ..ProductInput::default()
        };
        self.read_offer(&mut input, &mut errors);
        (input, errors)
    }

    /// The form's name of the field that a pointer names.
    pub fn field(&self, pointer: &str, input: &ProductInput) -> String {
        if let Some(field) = self.offer_field(pointer) {
            return field;
        }
        if let Some(rest) = pointer.strip_prefix("/option_translations/") {
            let said = input.option_translations.as_deref().unwrap_or_default();
            return self.option_field(rest, said).unwrap_or_default();
        }
        let mut parts = pointer.split('/').skip(1);
        let (area, number, field) = (parts.next().unwrap_or(""), parts.next(), parts.next().unwrap_or(""));
        let index = number.and_then(|n| n.parse::<usize>().ok());
        match (area, index) {
            ("variants", Some(place)) => {
                let row = self.filled().get(place).copied().unwrap_or(place);
                let field = if field == "values" { "value0" } else { field };
                format!("v{row}.{field}")
            }
            ("variants", None) => "v0.price".to_owned(),
            ("options", at) => format!("option{}", at.unwrap_or(0)),
            ("translations", Some(at)) => match input.translations.get(at) {
                Some(text) => format!(
                    "{}_{}",
                    if field == "description" { field } else { "title" },
                    text.language.code()
                ),
                None => String::new(),
            },
            ("modifier_groups", at) => {
                let field = at.and_then(|at| self.groups().nth(at)).map_or(0, |(field, _)| field);
                format!("mg{field}")
            }
            ("handle", _) => "title".to_owned(),
            (name, _) => name.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(fields: &[(&str, &str)]) -> Typed {
        Typed(fields.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect())
    }

    #[test]
    fn empty_rows_say_nothing_and_errors_find_their_row() {
        let form = typed(&[
            ("title", "Thé"),
            ("option0", "Poids"),
            ("rows", "3"),
            ("v0.value0", "100 g"),
            ("v0.price", "12,50"),
            ("v0.stock", "4"),
            ("v2.value0", "250 g"),
            ("v2.price", "beaucoup"),
        ]);
        let (input, errors) = form.product(Currency::EUR);
        assert_eq!(input.variants.len(), 2);
        assert_eq!((input.variants[0].price, input.variants[0].stock), (1250, Some(4)));
        assert_eq!(form.field(&errors[0].pointer, &input), "v2.price");
        assert_eq!(errors[0].code, "price_wrong");
    }
}
