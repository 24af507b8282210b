//! What makes a product sound: one set of rules for the API, the form and imported files.
use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use souk_events::{ModifierGroupId, VariantId};
use souk_kit::{FieldError, Lang};

use super::{
    category,
    kind::{self, EveryInput, PartInput, ProductKind},
    option::{self, OptionInput},
    price,
    tax::TaxClass,
    text,
    window::{Window, WindowInput},
};

/// Most variants of one product.
pub const MAX_VARIANTS: usize = 100;
/// Most units of one variant.
pub const MAX_STOCK: i64 = 1_000_000_000;

/// A product as somebody describes it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProductInput {
    /// Title in the store's language.
    #[schema(min_length = 1, max_length = 150)]
    pub title: String,
    /// Description in the store's language, plain text.
    #[serde(default)]
    #[schema(max_length = 10000)]
    pub description: String,
    /// Where it stands in the merchant's tree, such as `Épicerie > Thé`; what is missing there is made.
    #[serde(default)]
    #[schema(max_length = 330)]
    pub category: String,
    /// Brand or producer.
    #[serde(default)]
    #[schema(max_length = 80)]
    pub brand: String,
    /// Further words that search finds.
    #[serde(default)]
    #[schema(max_items = 20)]
    pub tags: Vec<String>,
    /// Which tax rate applies.
    #[serde(default)]
    pub tax_class: TaxClass,
    /// Names of the options that variants differ in, such as size and colour.
    #[serde(default)]
    #[schema(max_items = 3)]
    pub options: Vec<String>,
    /// What is sold; one without option values when there are no options.
    #[schema(min_items = 1, max_items = 100)]
    pub variants: Vec<VariantInput>,
    /// Title and description in further languages.
    #[serde(default)]
    #[schema(max_items = 5)]
    pub translations: Vec<TextInput>,
    /// What its options and their values are called in further languages; when left out, what it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_items = 3)]
    pub option_translations: Option<Vec<OptionInput>>,
    /// Modifier groups of its store that go with it, in the order they are asked in; when left out, those it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_items = 8)]
    pub modifier_groups: Option<Vec<ModifierGroupId>>,
    /// Shown first, on the home page too; when left out, as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub featured: Option<bool>,
    /// What it is, which never changes; goods when left out of a new one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<ProductKind>,
    /// What is in a bundle; when left out, what it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_items = 20)]
    pub parts: Option<Vec<PartInput>>,
    /// How long a service takes; when left out, as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 10_080)]
    pub duration_minutes: Option<i32>,
    /// How often a plan is paid; when left out, as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every: Option<EveryInput>,
    /// When it is sold while its store is open; when left out, as it is. An empty one: always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub availability: Option<WindowInput>,
}

/// A variant as somebody describes it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VariantInput {
    /// The variant that is changed; none for a new one.
    #[serde(default)]
    pub id: Option<VariantId>,
    /// One value for each option of the product.
    #[serde(default)]
    #[schema(max_items = 3)]
    pub values: Vec<String>,
    /// Stock keeping unit, unique in the store.
    #[serde(default)]
    #[schema(max_length = 64)]
    pub sku: String,
    /// EAN, UPC or the like.
    #[serde(default)]
    #[schema(max_length = 32)]
    pub barcode: String,
    /// Price in minor units of the store's currency, tax included.
    #[schema(minimum = 0, maximum = 100_000_000_000_i64)]
    pub price: i64,
    /// The price it is compared with, higher than the price: with it a lower price than before is shown as a
    /// reduction, beside the lowest price of the 30 days before.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 100_000_000_000_i64)]
    pub compare_at: Option<i64>,
    /// Units on hand of a new variant; that of existing ones is changed through the stock resource.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 1_000_000_000)]
    pub stock: Option<i64>,
}

/// Title and description in a language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TextInput {
    /// The language.
    pub language: Lang,
    /// Title.
    #[schema(min_length = 1, max_length = 150)]
    pub title: String,
    /// Description, plain text.
    #[serde(default)]
    #[schema(max_length = 10000)]
    pub description: String,
}

/// A product that was found sound: texts cleaned, combinations unique.
#[derive(Clone, Debug)]
pub struct Product(ProductInput);

impl Product {
    /// Checks everything and names all that is wrong, by JSON pointer.
    ///
    /// # Errors
    /// One entry for each field that is wrong.
    pub fn check(mut input: ProductInput) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        tidy(&mut input.title, 150, true, "/title", &mut errors);
        tidy(&mut input.description, 10_000, false, "/description", &mut errors);
        match category::names(&input.category) {
            Ok(names) => input.category = category::written(&names),
            Err(code) => errors.push(FieldError::new("/category", code)),
        }
        tidy(&mut input.brand, 80, false, "/brand", &mut errors);
        input.tags.retain(|t| !t.trim().is_empty());
        list(&mut input.tags, 20, 40, "/tags", &mut errors);
        input.options.retain(|o| !o.trim().is_empty());
        list(&mut input.options, 3, 40, "/options", &mut errors);
        if unique(&input.options) < input.options.len() {
            errors.push(FieldError::new("/options", "option_twice"));
        }
        check_texts(&mut input.translations, &mut errors);
        check_variants(&mut input, &mut errors);
        option::check(&mut input, &mut errors);
        kind::check(&input, &mut errors);
        match input.availability.as_ref().map(|window| Window::check(window, "/availability")) {
            Some(Ok(window)) => input.availability = Some(WindowInput::from(&window)),
            Some(Err(wrong)) => errors.extend(wrong),
            None => {}
        }
        if errors.is_empty() { Ok(Self(input)) } else { Err(errors) }
    }

    /// The texts and variants.
    #[must_use]
    pub fn get(&self) -> &ProductInput {
        &self.0
    }

    /// What staff's search compares.
    #[must_use]
    pub fn folded(&self) -> String {
        let mut all = vec![self.0.title.as_str(), &self.0.brand];
        all.extend(self.0.variants.iter().flat_map(|v| [v.sku.as_str(), v.barcode.as_str()]));
        text::fold(&all.join(" "))
    }
}

fn unique(values: &[String]) -> usize {
    values.iter().map(|v| text::fold(v)).collect::<HashSet<_>>().len()
}

fn tidy(value: &mut String, max: usize, required: bool, pointer: &str, errors: &mut Vec<FieldError>) {
    match text::clean(value, max) {
        Ok(clean) if required && clean.is_empty() => errors.push(FieldError::new(pointer, "required")),
        Ok(clean) => *value = clean,
        Err(code) => errors.push(FieldError::new(pointer, code)),
    }
}

fn list(values: &mut [String], most: usize, max: usize, pointer: &str, errors: &mut Vec<FieldError>) {
    if values.len() > most {
        errors.push(FieldError::new(pointer, "too_many"));
    }
    for (i, value) in values.iter_mut().enumerate() {
        tidy(value, max, true, &format!("{pointer}/{i}"), errors);
    }
}

fn check_texts(texts: &mut [TextInput], errors: &mut Vec<FieldError>) {
    let mut seen = HashSet::new();
    for (i, text) in texts.iter_mut().enumerate() {
        tidy(&mut text.title, 150, true, &format!("/translations/{i}/title"), errors);
        tidy(&mut text.description, 10_000, false, &format!("/translations/{i}/description"), errors);
        if !seen.insert(text.language) {
            errors.push(FieldError::new(format!("/translations/{i}/language"), "language_twice"));
        }
    }
}

fn check_variants(input: &mut ProductInput, errors: &mut Vec<FieldError>) {
    if input.variants.is_empty() {
        errors.push(FieldError::new("/variants", "variant_missing"));
    }
    if input.variants.len() > MAX_VARIANTS {
        errors.push(FieldError::new("/variants", "too_many"));
    }
    let (mut combinations, mut skus, mut ids) = (HashSet::new(), HashSet::new(), HashSet::new());
    for (i, variant) in input.variants.iter_mut().enumerate() {
        let at = |field: &str| format!("/variants/{i}/{field}");
        tidy(&mut variant.sku, 64, false, &at("sku"), errors);
        tidy(&mut variant.barcode, 32, false, &at("barcode"), errors);
        if variant.values.len() == input.options.len() {
            list(&mut variant.values, 3, 80, &at("values"), errors);
        } else {
            errors.push(FieldError::new(at("values"), "option_values_count"));
        }
        if !combinations.insert(variant.values.iter().map(|v| text::fold(v)).collect::<Vec<_>>()) {
            errors.push(FieldError::new(at("values"), "variant_twice"));
        }
        if !variant.sku.is_empty() && !skus.insert(variant.sku.clone()) {
            errors.push(FieldError::new(at("sku"), "sku_taken"));
        }
        if variant.id.is_some_and(|id| !ids.insert(id)) {
            errors.push(FieldError::new(at("id"), "variant_twice"));
        }
        if let Some(code) = price::wrong(variant.price) {
            errors.push(FieldError::new(at("price"), code));
        }
        if variant.compare_at.is_some_and(|c| c <= variant.price || c > price::MAX) {
            errors.push(FieldError::new(at("compare_at"), "compare_at_low"));
        }
        if variant.stock.is_some_and(|s| !(0..=MAX_STOCK).contains(&s)) {
            errors.push(FieldError::new(at("stock"), "stock_wrong"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variant(values: &[&str], price: i64) -> VariantInput {
        VariantInput {
            values: values.iter().map(|v| (*v).to_owned()).collect(),
            price,
            ..VariantInput::default()
        }
    }

    #[test]
    fn everything_wrong_is_named_at_once() {
        let input = ProductInput {
            title: "  ".into(),
            options: vec!["Taille".into()],
            variants: vec![variant(&["M"], -1), variant(&["m"], 5), variant(&[], 5)],
            ..ProductInput::default()
        };
        let errors = Product::check(input).unwrap_err();
        let found: Vec<_> = errors.iter().map(|e| (e.pointer.as_str(), e.code.as_ref())).collect();
        assert_eq!(
            found,
            [
                ("/title", "required"),
                ("/variants/0/price", "price_negative"),
                ("/variants/1/values", "variant_twice"),
                ("/variants/2/values", "option_values_count"),
            ]
        );
    }

    #[test]
    fn a_sound_product_is_cleaned() {
        let input = ProductInput {
            title: " Thé ".into(),
            tags: vec![" ".into(), "vert ".into()],
            variants: vec![variant(&[], 5)],
            ..ProductInput::default()
        };
        let product = Product::check(input).unwrap();
        assert_eq!(
            (product.get().title.as_str(), product.get().tags.as_slice()),
            ("Thé", &["vert".to_owned()][..])
        );
        assert_eq!(product.folded().trim(), "the");
    }
}
