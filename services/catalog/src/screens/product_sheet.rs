//! The product form as it is shown: fields, variants, translations, photo, actions.
use actix_web::{HttpResponse, http::StatusCode};
use chrono::{DateTime, Utc};
use souk_kit::{Lang, View, format};
use souk_ui::{
    Banner, Button, Card, Checkbox, Field, Form, Icon, Markup, PageHeader, Select, ShellTexts, Tone, Upload,
    field_group, field_row, html, split, stack, status,
};

use super::{
    FormErrors, dashboard, form_fields::Typed, notice, option_fields, products, sells_in, store_options,
};
use crate::{
    app::{bundles::Choice, products::Whole},
    domain::{
        modifier::{Group, PER_PRODUCT},
        tax::TaxClass,
    },
    shelf::Image,
    store::stores::StoreRow,
};

/// What the form chooses from.
pub struct Choices {
    pub stores: Vec<StoreRow>,
    /// The paths of the categories there are.
    pub categories: Vec<String>,
    /// The modifier groups of all stores.
    pub groups: Vec<Group>,
    /// What bundles may be made of.
    pub goods: Vec<Choice>,
    /// There is more than that.
    pub more_goods: bool,
}

/// What the form shows.
pub struct Sheet<'a> {
    pub view: &'a View,
    pub typed: &'a Typed,
    pub errors: &'a FormErrors,
    pub choices: &'a Choices,
    /// The product that is edited; none for a new one.
    pub whole: Option<&'a Whole>,
    pub may_edit: bool,
    pub now: DateTime<Utc>,
}

impl Sheet<'_> {
    pub(super) fn t(&self, key: &str) -> String {
        self.view.t(key)
    }
    fn text(&self, name: &str, key: &str) -> Field {
        Field::text(name, self.t(key)).value(self.typed.get(name)).maybe_error(self.errors.get(name))
    }
    fn area(&self, name: &str, key: &str) -> Field {
        Field::textarea(name, self.t(key))
            .value(self.typed.get(name))
            .maybe_error(self.errors.get(name))
            .rows(5)
    }
    fn store(&self) -> Option<&StoreRow> {
        let chosen = self.whole.map(|w| w.row.store_id).or_else(|| self.typed.get("store_id").parse().ok());
        chosen
            .and_then(|id| self.choices.stores.iter().find(|s| s.id == id))
            .or_else(|| self.choices.stores.first())
    }
    /// What amounts are in; empty while a store is still to be chosen and that decides.
    fn currency(&self) -> String {
        if self.whole.is_none() && sells_in(&self.choices.stores).is_none() {
            return String::new();
        }
        self.store().map(|store| store.currency.clone()).unwrap_or_default()
    }

    fn about(&self) -> Markup {
        let tax = TaxClass::ALL.map(|c| (c.as_str().to_owned(), self.t(&format!("tax-{}", c.as_str()))));
        let chosen = match self.typed.get("tax_class") {
            "" => TaxClass::Standard.as_str(),
            given => given,
        };
        html! {
            (self.text("title", "form-title").required().maxlength(150))
            (self.area("description", "form-description").optional(self.t("optional")))
            (field_row(html! {
                (self.text("category", "form-category").optional(self.t("optional")).hint(self.t("form-category-hint"))
                    .maxlength(330).attr("list", "category-paths"))
                (self.text("brand", "form-brand").optional(self.t("optional")))
            }))
            datalist id="category-paths" { @for path in &self.choices.categories { option value=(path) {} } }
            (self.text("tags", "form-tags").hint(self.t("form-tags-hint")).optional(self.t("optional")))
            (self.kind())
            (Select::new("tax_class", self.t("form-tax")).options(tax).selected(chosen))
            (Checkbox::new("featured", self.t("form-featured")).value("1")
                .checked(!self.typed.get("featured").is_empty()))
            p class="hint" { (self.t("form-featured-hint")) }
        }
    }

    /// What customers see a variant compared with, for one that its merchant compares.
    fn reduction(&self, i: usize) -> Option<String> {
        let whole = self.whole?;
        let id = self.typed.get(&format!("v{i}.id"));
        let (variant, _) = whole.variants.iter().find(|(v, _)| v.id.to_string() == id)?;
        variant.compare_at?;
        let shown = variant.former.map(|was| format::money(self.view.lang, whole.money(was)));
        Some(shown.map_or_else(
            || self.t("form-not-reduced"),
            |was| self.view.with("form-reduced", &[("price", &was)]),
        ))
    }

    fn variant(&self, i: usize) -> Markup {
        let name = |field: &str| format!("v{i}.{field}");
        let options: Vec<(usize, &str)> = (0..3)
            .map(|o| (o, self.typed.get(&format!("option{o}"))))
            .filter(|(_, n)| !n.is_empty())
            .collect();
        let known = !self.typed.get(&name("id")).is_empty();
        let money = |field: &str, key: &str| {
            let name = name(field);
            Field::money(&name, self.t(key), self.currency())
                .value(self.typed.get(&name))
                .maybe_error(self.errors.get(&name))
        };
        let stock = name("stock");
        let number = (i + 1).to_string();
        field_group(
            &self.view.with("variant-number", &[("n", &number)]),
            html! {
                input type="hidden" name=(name("id")) value=(self.typed.get(&name("id")));
                input type="hidden" name=(name("was")) value=(self.typed.get(&name("was")));
                @if !options.is_empty() {
                    (field_row(html! { @for (place, (_, option)) in options.iter().enumerate() {
                        @let field = name(&format!("value{place}"));
                        (Field::text(&field, *option).value(self.typed.get(&field)).maybe_error(self.errors.get(&field)))
                    } }))
                }
                (field_row(html! {
                    (money("price", "form-price").required())
                    (money("compare_at", "form-compare-at").optional(self.t("optional"))
                        .hint(self.reduction(i).unwrap_or_else(|| self.t("form-compare-at-hint"))))
                    @if self.counts() {
                        div data-when=[self.whole.is_none().then_some("kind")] data-choice="goods" {
                            (Field::number(&stock, self.t("form-stock")).min(0).value(self.typed.get(&stock)).maybe_error(self.errors.get(&stock)))
                        }
                    }
                }))
                (field_row(html! {
                    @for (field, key) in [("sku", "form-sku"), ("barcode", "form-barcode")] {
                        @let field = name(field);
                        (Field::text(&field, self.t(key)).value(self.typed.get(&field)).maybe_error(self.errors.get(&field)).optional(self.t("optional")))
                    }
                }))
                @if known && self.counts() {
                    @let field = name("low");
                    (Field::number(&field, self.t("form-low-stock")).min(0).value(self.typed.get(&field)).optional(self.t("optional"))
                        .hint(self.t("form-low-stock-hint")).maybe_error(self.errors.get(&field)))
                }
                @if known && self.typed.rows() > 1 {
                    (Checkbox::new(&name("remove"), self.t("variant-remove")).value("1"))
                }
            },
        )
    }

    fn variants(&self) -> Markup {
        let options = || {
            html! {
                (field_row(html! { @for o in 0..3 {
                    @let name = format!("option{o}");
                    @let number = (o + 1).to_string();
                    (Field::text(&name, self.view.with("form-option", &[("n", &number)])).value(self.typed.get(&name))
                        .maybe_error(self.errors.get(&name)).optional(self.t("optional")))
                } }))
                p class="hint" { (self.t("form-options-hint")) }
            }
        };
        html! {
            (self.but_bundles(options))
            @for i in 0..self.typed.rows() { (self.variant(i)) }
            (self.but_bundles(|| option_fields::fields(self.view, self.own(), self.typed, self.errors)))
            (self.but_bundles(|| html! {
                (Button::secondary(self.t("add-variant")).name_value("do", "add").icon(Icon::Plus).attr("formnovalidate", ""))
            }))
        }
    }

    /// The modifier groups of the product, one list after the other in the order they are asked in.
    fn modifiers(&self) -> Markup {
        let store = self.whole.map(|whole| whole.row.store_id);
        let fits: Vec<_> =
            self.choices.groups.iter().filter(|group| store.is_none_or(|id| id == group.store)).collect();
        let label = |group: &Group| {
            let several = store.is_none() && self.choices.stores.len() > 1;
            match self.choices.stores.iter().find(|store| several && store.id == group.store) {
                Some(store) => format!("{} · {}", store.name, group.title),
                None => group.title.clone(),
            }
        };
        let shown = self.typed.groups().last().map_or(1, |(last, _)| last + 2).min(PER_PRODUCT);
        html! {
            @if !fits.is_empty() {
                (Card::new(self.t("modifiers")).note(self.t("form-modifiers-hint")).body(html! {
                    @for i in 0..shown {
                        @let name = format!("mg{i}");
                        @let number = (i + 1).to_string();
                        (Select::new(&name, self.view.with("form-modifiers", &[("n", &number)])).option("", self.t("form-modifiers-none"))
                            .options(fits.iter().map(|group| (group.id.to_string(), label(group))))
                            .selected(self.typed.get(&name)).maybe_error(self.errors.get(&name)))
                    }
                }))
            }
        }
    }

    /// The language of the store.
    fn own(&self) -> Lang {
        self.store().and_then(|s| Lang::from_tag(&s.language)).unwrap_or_default()
    }

    fn translations(&self) -> Markup {
        let own = self.own();
        html! {
            @for lang in Lang::ALL.into_iter().filter(|l| *l != own) {
                details lang=(lang.code()) dir=(lang.dir()) {
                    summary { (lang.name()) }
                    (self.text(&format!("title_{}", lang.code()), "form-title").maxlength(150))
                    (self.area(&format!("description_{}", lang.code()), "form-description"))
                }
            }
        }
    }

    fn side(&self) -> Markup {
        let texts = ShellTexts::of(self.view.lang.code());
        let mut photo =
            Upload::photo("photo", self.t("form-photo"), texts).hide_label().hint(self.t("form-photo-hint"));
        if let Some(name) = self.whole.and_then(|w| w.row.photos.first()) {
            photo = photo.preview(Image(name.clone()).url(320), self.typed.get("title"));
        }
        if let Some(error) = self.errors.get("photo") {
            photo = photo.error(error);
        }
        let stores = store_options(&self.choices.stores);
        html! {
            (Card::new(self.t("form-photo")).body(photo))
            @if self.whole.is_none() && self.choices.stores.len() > 1 {
                (Card::new(self.t("store")).body(Select::new("store_id", self.t("store")).options(stores).selected(self.typed.get("store_id"))))
            }
            (self.modifiers())
            (Card::new(self.t("form-translations")).note(self.t("form-translations-note")).body(self.translations()))
        }
    }

    /// What Enter in a field does: the first submit button of a form, for the keyboard alone.
    fn default_action(&self) -> Markup {
        let what = if self.whole.is_some_and(|w| w.row.published) { "save" } else { "publish" };
        html! { button class="visually-hidden" type="submit" name="do" value=(what) tabindex="-1" aria-hidden="true" {} }
    }

    fn actions(&self) -> Markup {
        let published = self.whole.is_some_and(|w| w.row.published);
        html! {
            @if published {
                (Button::primary(self.t("save")).name_value("do", "save").icon(Icon::Save))
                (Button::quiet(self.t("unpublish")).name_value("do", "unpublish").icon(Icon::EyeOff))
            } @else {
                (Button::primary(self.t("save-and-publish")).name_value("do", "publish").icon(Icon::Eye))
                (Button::secondary(self.t("save-draft")).name_value("do", "save"))
            }
        }
    }

    fn body(&self, done: Option<&str>) -> Markup {
        let texts = ShellTexts::of(self.view.lang.code());
        let title = self.whole.map_or_else(|| self.t("add-product"), |w| w.row.title.clone());
        let mut header =
            PageHeader::new(title).breadcrumbs(texts, &[("/dashboard/products", &self.t("nav-products"))]);
        let action = match self.whole {
            Some(whole) => {
                let (tone, key) = match (whole.row.published, whole.is_sold_out_today(self.now)) {
                    (true, true) => (Tone::Warning, "sold-out-today"),
                    (true, false) => (Tone::Success, "status-published"),
                    (false, _) => (Tone::Neutral, "status-draft"),
                };
                header = header.status(status(tone, &self.t(key)));
                if whole.row.published {
                    header = header.secondary(
                        Button::quiet(self.t("view-in-shop"))
                            .href(format!("/p/{}", whole.row.slug))
                            .icon(Icon::ExternalLink),
                    );
                }
                format!("/dashboard/products/{}", whole.row.id)
            }
            None => "/dashboard/products/new".to_owned(),
        };
        let main = stack(html! {
            (Card::new(self.t("form-about")).body(self.about()))
            (self.parts())
            (Card::new(self.t("form-variants")).body(self.variants()))
            (self.window())
        });
        let mut form = Form::post(action)
            .multipart()
            .hidden("version", self.typed.get("version"))
            .hidden("rows", self.typed.rows().to_string())
            .errors(&self.t("form-errors"), &self.errors.summary())
            .body(html! {
                @if self.may_edit { (self.default_action()) }
                (split(main, stack(self.side())))
            });
        if self.may_edit {
            form = form.actions(self.actions());
        }
        html! {
            (notice(self.view, done))
            (header)
            @if let Some(whole) = self.whole {
                (Form::post("/dashboard/products").inline().hidden("back", format!("/dashboard/products/{}", whole.row.id))
                    .body(products::sold_out_button(self.view, whole, self.now)))
            }
            @if !self.may_edit { (Banner::new(Tone::Info, self.t("read-only")).text(self.t("read-only-text"))) }
            (form)
        }
    }

    /// The page with the form.
    pub fn answer(&self, code: StatusCode, done: Option<&str>) -> HttpResponse {
        let title = self.whole.map_or_else(|| self.t("add-product"), |w| w.row.title.clone());
        dashboard(self.view, code, &title, self.body(done))
    }
}
