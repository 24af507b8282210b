//! The product form as it is shown, beyond plain goods: what it is, what is in it, when it is sold.
use souk_ui::{
    Button, Card, Checkbox, Field, Icon, Markup, Select, Tone, field_group, field_row, html, status,
};

use super::product_sheet::Sheet;
use crate::{
    app::bundles::Choice,
    domain::{
        hours::DAYS,
        kind::{ProductKind, Unit},
    },
};

impl Sheet<'_> {
    /// Whether units of it are counted, or may be for a new product.
    pub(super) fn counts(&self) -> bool {
        self.whole.is_none() || self.typed.kind() == ProductKind::Goods
    }

    /// A part of the form for one kind of product: for a new one it is there to be chosen, else only where it belongs.
    fn only(&self, kind: ProductKind, body: impl FnOnce() -> Markup) -> Markup {
        match self.whole {
            Some(_) if self.typed.kind() != kind => Markup::default(),
            Some(_) => body(),
            None => html! { div data-when="kind" data-choice=(kind.as_str()) { (body()) } },
        }
    }

    /// The same for what every kind but bundles has.
    pub(super) fn but_bundles(&self, body: impl FnOnce() -> Markup) -> Markup {
        match self.whole {
            Some(_) if self.typed.kind() == ProductKind::Bundle => Markup::default(),
            Some(_) => body(),
            None => html! { div data-when="kind" data-choice="goods service plan" { (body()) } },
        }
    }

    fn number(&self, name: &str, key: &str) -> Field {
        Field::number(name, self.t(key)).min(1).value(self.typed.get(name)).maybe_error(self.errors.get(name))
    }

    /// What it is; chosen once.
    pub(super) fn kind(&self) -> Markup {
        let kinds =
            ProductKind::ALL.map(|k| (k.as_str().to_owned(), self.t(&format!("kind-{}", k.as_str()))));
        let chosen = self.typed.kind();
        let unit = match self.typed.get("every_unit") {
            "" => Unit::default().as_str(),
            given => given,
        };
        let units =
            Unit::ALL.map(|unit| (unit.as_str().to_owned(), self.t(&format!("unit-{}", unit.as_str()))));
        html! {
            @if self.whole.is_none() {
                (Select::new("kind", self.t("form-kind")).options(kinds).selected(chosen.as_str()).hint(self.t("form-kind-hint"))
                    .maybe_error(self.errors.get("kind")))
            } @else {
                input type="hidden" name="kind" value=(chosen.as_str());
                @if chosen != ProductKind::Goods {
                    p { (status(Tone::Neutral, &self.t(&format!("kind-{}", chosen.as_str())))) }
                }
            }
            (self.only(ProductKind::Service, || html! { (self.number("duration", "form-duration")) }))
            (self.only(ProductKind::Plan, || field_row(html! {
                (self.number("every_count", "form-every"))
                (Select::new("every_unit", self.t("form-every-unit")).options(units).selected(unit))
            })))
        }
    }

    /// The goods that a row may name; what stands there already is among them.
    fn goods(&self, chosen: &str) -> Vec<(String, String)> {
        let store = self.whole.map(|whole| whole.row.store_id);
        let fits = |choice: &&Choice| store.is_none_or(|id| id == choice.store_id);
        let several = store.is_none() && self.choices.stores.len() > 1;
        let label =
            |choice: &Choice| match self.choices.stores.iter().find(|s| several && s.id == choice.store_id) {
                Some(store) => format!("{} · {}", store.name, choice.title),
                None => choice.title.clone(),
            };
        let rows = self.choices.goods.iter().filter(fits).map(|c| (c.variant_id.to_string(), label(c)));
        let mut rows: Vec<_> = rows.collect();
        if !chosen.is_empty() && rows.iter().all(|(id, _)| id != chosen) {
            let known = self.whole.and_then(|w| w.parts.iter().find(|p| p.variant_id.to_string() == chosen));
            let title = known.map(|part| part.title.clone()).filter(|title| !title.is_empty());
            rows.push((chosen.to_owned(), title.unwrap_or_else(|| self.t("part-gone"))));
        }
        rows
    }

    /// What is in a bundle.
    pub(super) fn parts(&self) -> Markup {
        let row = |i: usize| {
            let (variant, quantity) = (format!("p{i}.variant"), format!("p{i}.quantity"));
            let number = (i + 1).to_string();
            let chosen = self.typed.get(&variant);
            field_row(html! {
                (Select::new(&variant, self.view.with("form-part", &[("n", &number)])).option("", self.t("form-part-none"))
                    .options(self.goods(chosen)).selected(chosen).maybe_error(self.errors.get(&variant)))
                (self.number(&quantity, "form-part-quantity"))
            })
        };
        self.only(ProductKind::Bundle, || {
            html! {
                (Card::new(self.t("bundle-contains")).note(self.t("form-parts-hint")).body(html! {
                    @if self.choices.more_goods || !self.typed.get("part_find").is_empty() {
                        (field_row(html! {
                            (Field::text("part_find", self.t("form-part-find")).value(self.typed.get("part_find")).maxlength(80)
                                .hint(self.t("form-part-find-hint")))
                            (Button::secondary(self.t("form-part-find-do")).name_value("do", "find").icon(Icon::Search).attr("formnovalidate", ""))
                        }))
                    }
                    @for i in 0..self.typed.part_rows() { (row(i)) }
                }))
            }
        })
    }

    /// When it is sold.
    pub(super) fn window(&self) -> Markup {
        let row = |i: usize| {
            let number = (i + 1).to_string();
            field_group(
                &self.view.with("form-window", &[("n", &number)]),
                html! {
                    div class="cluster" {
                        @for (day, number) in DAYS.into_iter().zip(1u8..) {
                            @let name = format!("w{i}.d{number}");
                            (Checkbox::new(&name, super::open_words::weekday(self.view, day)).value("1")
                                .checked(!self.typed.get(&name).is_empty()))
                        }
                    }
                    div class="time-span" {
                        @for end in ["from", "to"] {
                            @let name = format!("w{i}.{end}");
                            (Field::time(&name, self.t(&format!("window-{end}"))).value(self.typed.get(&name)).maybe_error(self.errors.get(&name)))
                        }
                    }
                },
            )
        };
        let date = |name: &str, key: &str| {
            Field::date(name, self.t(key))
                .value(self.typed.get(name))
                .optional(self.t("optional"))
                .maybe_error(self.errors.get(name))
        };
        html! {
            (Card::new(self.t("sold-times")).note(self.t("form-window-hint")).body(html! {
                @for i in 0..self.typed.window_rows() { (row(i)) }
                (field_row(html! {
                    (date("available_from", "form-available-from"))
                    (date("available_until", "form-available-until"))
                }))
            }))
        }
    }
}
