//! The promotion form between page and rules: what was typed, as fields, and as terms to check.
use chrono::{DateTime, Days, NaiveDate, Utc};
use chrono_tz::Tz;
use souk_events::{Currency, Money, ProductId, StoreId, VariantId};
use souk_kit::{FieldError, Lang, format};

use super::typed::{Reader, Typed};
use crate::{
    app::{promotions::Offer, read},
    domain::{
        day,
        promotion::{Effect, Funder, Terms, check},
    },
    store::stores::Store,
};

/// Where and when a merchant's promotion applies.
pub(super) struct Place {
    pub currency: Currency,
    pub zone: Tz,
}

impl Place {
    pub fn of(stores: &[Store]) -> Self {
        let first = stores.first();
        Self {
            currency: first.and_then(|s| s.currency.parse().ok()).unwrap_or(Currency::EUR),
            zone: read::zone(stores),
        }
    }
    fn day(&self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.zone).date_naive()
    }
    fn begins(&self, day: NaiveDate) -> DateTime<Utc> {
        day::begins(self.zone, day)
    }
}

/// A percentage as people write it.
pub(super) fn percent(lang: Lang, bp: i32) -> String {
    let text = format::decimal(lang, Money::new(i64::from(bp), Currency::EUR));
    text.trim_end_matches('0').trim_end_matches(['.', ',']).to_owned()
}

/// The promotion form. A chosen store is a field `store.<id>`.
impl Typed {
    /// What stands in the form of a promotion as it is kept.
    pub fn of(lang: Lang, offer: &Offer, place: &Place) -> Option<Self> {
        let terms = offer.row.clone().promotion(offer.codes.clone())?.terms;
        let mut typed = Self::default();
        let money = |minor: i64| format::decimal(lang, Money::new(minor, terms.currency));
        typed.set("title", &terms.title);
        typed.set("codes", terms.codes.join(", "));
        typed.set("effect", &offer.row.effect);
        match terms.effect {
            Effect::Percent(bp) => typed.set("percent", percent(lang, bp)),
            Effect::Amount(minor) => typed.set("amount", money(minor)),
            Effect::FreeDelivery => {}
            Effect::BuyGet { buy, get } => {
                typed.set("buy", buy.to_string());
                typed.set("get", get.to_string());
            }
            Effect::Gift { product, pieces } => {
                typed.set("gift", product.to_string());
                typed.set("gift_pieces", pieces.to_string());
            }
        }
        typed.set_some("most_off", terms.most_off.map(money));
        typed.set_some("min_subtotal", Some(terms.min_subtotal).filter(|n| *n > 0).map(money));
        typed.set_some("min_pieces", Some(terms.min_pieces).filter(|n| *n > 1));
        typed.set("first_order", if terms.first_order { "1" } else { "" });
        let products = terms.products.iter().map(ToString::to_string);
        let only: Vec<String> = products.chain(terms.variants.iter().map(ToString::to_string)).collect();
        typed.set("only", only.join("\n"));
        for store in &terms.stores {
            typed.set(&format!("store.{store}"), "1");
        }
        typed.set("starts", place.day(terms.starts_at).to_string());
        // The last day is part of it.
        let last = |end: DateTime<Utc>| place.day(end - chrono::TimeDelta::seconds(1));
        typed.set_some("ends", terms.ends_at.map(last));
        typed.set_some("total_limit", terms.total_limit);
        typed.set_some("customer_limit", terms.customer_limit);
        typed.set_some("budget", terms.budget.map(money));
        typed.set_some("floor_price", terms.floor_price.map(money));
        typed.set("exclusive", if terms.exclusive { "1" } else { "" });
        typed.set_some(
            "platform_share",
            (terms.funder == Funder::Share).then(|| percent(lang, terms.platform_bp)),
        );
        typed.set("stores", terms.stores.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
        typed.set("priority", terms.priority.to_string());
        typed.set_some(
            "stack_group",
            Some(&terms.stack_group)
                .filter(|group| group.as_str() != check::usual_group(offer.row.tenant_id)),
        );
        typed.set("version", offer.row.version.to_string());
        Some(typed)
    }

    /// The terms that were typed, and what of it cannot be read. `before` are those that are changed: a day that
    /// was left alone keeps its hour.
    pub fn terms(
        &self,
        place: &Place,
        now: DateTime<Utc>,
        before: Option<&Terms>,
    ) -> (Terms, Vec<FieldError>) {
        let mut wrong = Vec::new();
        let currency = match before {
            Some(terms) => terms.currency,
            None => self.currency(place, &mut wrong),
        };
        let mut read = Reader { typed: self, currency, wrong: &mut wrong };
        let effect = read.effect();
        let share = read.percent("platform_share");
        let stores = read.stores();
        let (products, variants) = read.only();
        let start = read.day("starts").map(|day| match before {
            Some(terms) if place.day(terms.starts_at) == day => terms.starts_at,
            _ => place.begins(day),
        });
        let end = read.day("ends").and_then(|day| Some(place.begins(day.checked_add_days(Days::new(1))?)));
        let asked = Terms {
            title: self.get("title").to_owned(),
            codes: self
                .get("codes")
                .split([',', ' ', '\n', '\r'])
                .map(str::to_owned)
                .filter(|c| !c.is_empty())
                .collect(),
            most_off: read.money("most_off"),
            min_subtotal: read.money("min_subtotal").unwrap_or_default(),
            min_pieces: read.number("min_pieces").unwrap_or_default(),
            first_order: !self.get("first_order").is_empty(),
            products,
            variants,
            stores,
            ends_at: end,
            priority: read.number("priority").unwrap_or_default(),
            stack_group: self.get("stack_group").to_owned(),
            total_limit: read.number("total_limit"),
            customer_limit: read.number("customer_limit"),
            budget: read.money("budget"),
            floor_price: read.money("floor_price"),
            exclusive: !self.get("exclusive").is_empty(),
            funder: share.map_or(Funder::Platform, |_| Funder::Share),
            platform_bp: share.unwrap_or_default(),
            ..Terms::plain(effect, currency, start.unwrap_or(now))
        };
        (asked, wrong)
    }

    /// What a new promotion's amounts are in; the platform types it.
    fn currency(&self, place: &Place, wrong: &mut Vec<FieldError>) -> Currency {
        let typed = self.get("currency");
        if typed.is_empty() {
            return place.currency;
        }
        typed.to_uppercase().parse().unwrap_or_else(|_| {
            wrong.push(FieldError::new("/currency", "currency_wrong"));
            place.currency
        })
    }

    /// The form's name of the field that a pointer names.
    pub fn field(pointer: &str) -> &str {
        match pointer {
            "/effect/percent_bp" => "percent",
            "/effect/pieces" => "gift_pieces",
            "/products" | "/variants" => "only",
            "/starts_at" => "starts",
            "/ends_at" => "ends",
            "/platform_bp" => "platform_share",
            codes if codes.starts_with("/codes") => "codes",
            other => other.rsplit('/').next().unwrap_or_default(),
        }
    }
}

impl Reader<'_> {
    fn day(&mut self, name: &str) -> Option<NaiveDate> {
        self.parsed(name, "date_wrong", |t| t.parse().ok())
    }

    fn effect(&mut self) -> Effect {
        match self.typed.get("effect") {
            "amount" => Effect::Amount(self.money("amount").unwrap_or_default()),
            "free_delivery" => Effect::FreeDelivery,
            "buy_get" => Effect::BuyGet {
                buy: self.number("buy").unwrap_or_default(),
                get: self.number("get").unwrap_or_default(),
            },
            "gift" => {
                let found = self.parsed("gift", "product_wrong", |t| ids::<ProductId>(t, "prd_").pop());
                if found.is_none() && self.typed.get("gift").is_empty() {
                    self.wrong.push(FieldError::new("/gift", "required"));
                }
                Effect::Gift {
                    product: found.unwrap_or_default(),
                    pieces: self.number("gift_pieces").unwrap_or(1),
                }
            }
            _ => Effect::Percent(self.percent("percent").unwrap_or_default()),
        }
    }

    /// A percentage in basis points.
    fn percent(&mut self, name: &str) -> Option<i32> {
        self.parsed(name, "percent_range", |t| {
            let hundredths = Money::parse_decimal(t.trim_end_matches('%'), Currency::EUR).ok()?;
            i32::try_from(hundredths.amount).ok()
        })
    }

    /// Stores that were ticked, or named one in a line.
    fn stores(&mut self) -> Vec<StoreId> {
        let ticked = self.typed.0.keys().filter_map(|k| k.strip_prefix("store.")?.parse::<StoreId>().ok());
        let text = self.typed.get("stores");
        let named = ids::<StoreId>(text, "sto_");
        if named.len() < text.split_whitespace().count() {
            self.wrong.push(FieldError::new("/stores", "store_unknown"));
        }
        ticked.chain(named).collect()
    }

    /// Products and variants, one or several in a line, as ids or as addresses that end with them.
    fn only(&mut self) -> (Vec<ProductId>, Vec<VariantId>) {
        let text = self.typed.get("only");
        let (products, variants) = (ids::<ProductId>(text, "prd_"), ids::<VariantId>(text, "var_"));
        if products.len() + variants.len() < text.split_whitespace().count() {
            self.wrong.push(FieldError::new("/only", "product_wrong"));
        }
        (products, variants)
    }
}

/// The ids in a text of words that end with them.
fn ids<T: std::str::FromStr>(text: &str, prefix: &str) -> Vec<T> {
    let id = |word: &str| word.rfind(prefix).and_then(|at| word.get(at..)?.parse().ok());
    text.split_whitespace().filter_map(id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(fields: &[(&str, &str)]) -> Typed {
        Typed(fields.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect())
    }

    #[test]
    fn days_and_percentages_are_read_where_the_shop_is() {
        let place = Place { currency: Currency::EUR, zone: chrono_tz::Europe::Paris };
        let typed = typed(&[
            ("percent", "12,5"),
            ("starts", "2026-07-01"),
            ("ends", "2026-07-01"),
            ("codes", "a1x, b2y"),
        ]);
        let (asked, wrong) = typed.terms(&place, DateTime::UNIX_EPOCH, None);
        assert!(wrong.is_empty(), "{wrong:?}");
        assert_eq!((asked.effect, asked.codes.len()), (Effect::Percent(1250), 2));
        assert_eq!(asked.starts_at.to_rfc3339(), "2026-06-30T22:00:00+00:00");
        assert_eq!(asked.ends_at.unwrap().to_rfc3339(), "2026-07-01T22:00:00+00:00");
        assert_eq!((percent(Lang::Fr, 1250), percent(Lang::En, 1000)), ("12,5".to_owned(), "10".to_owned()));
    }

    #[test]
    fn products_are_named_by_id_or_address() {
        let place = Place { currency: Currency::EUR, zone: Tz::UTC };
        let (one, two) = (ProductId::new(), VariantId::new());
        let only = format!("https://souk.example/dashboard/products/{one}\n{two}");
        let (asked, wrong) = typed(&[("only", &only)]).terms(&place, DateTime::UNIX_EPOCH, None);
        assert!(wrong.is_empty() && asked.products == [one] && asked.variants == [two]);
        let (_, wrong) = typed(&[("only", "tajine")]).terms(&place, DateTime::UNIX_EPOCH, None);
        assert_eq!(wrong[0].pointer, "/only");
    }
}
