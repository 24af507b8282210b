//! `/dashboard/live/prices`: what letters cost, and which labels are printed, one a line.
use std::collections::HashMap;

use actix_web::{HttpResponse, http::StatusCode, web};
use souk_events::{Currency, Money};
use souk_kit::{Caller, FieldError, Kind, Lang, Problem, Query, View, caller::Seller, format, token::Role};
use souk_ui::{Button, Card, Field, Form, Icon, Markup, PageHeader, Render, html, stack};

use super::{Done, FormErrors, Typed, dashboard, notice, see_other};
use crate::{
    app::settings::{self, Kept},
    domain::{
        price::{LabelRanges, LetterPrice, PriceGrid, PrintedLabels},
        settings::Settings,
    },
    state::State,
};

const HERE: &str = "/dashboard/live/prices";

/// The page.
pub async fn page(
    caller: Caller<Seller>,
    state: web::Data<State>,
    view: View,
    done: Query<Done>,
) -> Result<HttpResponse, Problem> {
    let sheet = Sheet::read(&view, &state, &caller).await?;
    Ok(sheet.answer(StatusCode::OK, &done))
}

/// Saves one of the two forms, or shows the page again with what is wrong.
pub async fn save(
    caller: Caller<Seller>,
    state: web::Data<State>,
    view: View,
    form: web::Form<HashMap<String, String>>,
) -> Result<HttpResponse, Problem> {
    let typed = Typed(form.into_inner());
    let (tenant, by, version) = (caller.tenant()?, caller.user()?, typed.version());
    let what = typed.get("do").to_owned();
    let labels = what == "labels";
    if !labels {
        settings::may_configure(&state, tenant, caller.claims().role).await?;
    }
    let saved = if what == "fee" {
        match fee(&typed) {
            Ok(asked) => settings::replace_fee(&state, tenant, by, version, asked).await.map(drop),
            Err(wrong) => Err(Problem::fields(wrong)),
        }
    } else if labels {
        match ranges(&typed) {
            Ok(asked) => settings::replace(&state, tenant, by, version, asked).await.map(drop),
            Err(wrong) => Err(Problem::fields(wrong)),
        }
    } else {
        match grid(&typed) {
            Ok(asked) => settings::replace(&state, tenant, by, version, asked).await.map(drop),
            Err(wrong) => Err(Problem::fields(wrong)),
        }
    };
    match saved {
        Ok(()) => Ok(see_other(&format!("{HERE}?done=saved"))),
        Err(problem) if matches!(problem.kind, Kind::Unprocessable | Kind::Stale) => {
            let errors = FormErrors::of(&problem, field);
            let mut sheet = Sheet::read(&view, &state, &caller).await?;
            if what == "fee" {
                (sheet.fee, sheet.fee_errors) = (typed, errors);
            } else if labels {
                (sheet.labels, sheet.label_errors) = (typed, errors);
            } else {
                (sheet.prices, sheet.price_errors) = (typed, errors);
            }
            Ok(sheet.answer(problem.kind.status(), &Done::default()))
        }
        Err(problem) => Err(problem),
    }
}

/// The form's name of the field that a pointer names.
fn field(pointer: &str) -> String {
    pointer.split('/').nth(1).unwrap_or_default().to_owned()
}

/// A currency and an amount in it.
fn fee(typed: &Typed) -> Result<(String, i64), Vec<FieldError>> {
    let currency = typed.get("currency").to_uppercase();
    let known: Currency =
        currency.parse().map_err(|_| vec![FieldError::new("/currency", "currency_wrong")])?;
    let text = if typed.get("delivery_fee").is_empty() { "0" } else { typed.get("delivery_fee") };
    let amount = Money::parse_decimal(text, known)
        .map_err(|_| vec![FieldError::new("/delivery_fee", "amount_wrong")])?;
    Ok((currency, amount.amount))
}

/// `A 15` on each line.
fn grid(typed: &Typed) -> Result<PriceGrid, Vec<FieldError>> {
    let currency = typed.get("currency").to_uppercase();
    let known: Currency =
        currency.parse().map_err(|_| vec![FieldError::new("/currency", "currency_wrong")])?;
    let line = |line: &str| {
        let (letters, price) = line.trim().split_once([' ', '\t', '=', ':'])?;
        let amount = Money::parse_decimal(price.trim_start_matches(['=', ':']), known).ok()?.amount;
        Some(LetterPrice { letters: letters.to_owned(), amount })
    };
    let prices =
        lines(typed.get("prices"), line).ok_or_else(|| vec![FieldError::new("/prices", "lines_wrong")])?;
    Ok(PriceGrid { currency, prices })
}

/// `A 1-100` on each line.
fn ranges(typed: &Typed) -> Result<LabelRanges, Vec<FieldError>> {
    let line = |line: &str| {
        let (letters, numbers) = line.trim().split_once(char::is_whitespace)?;
        let (from, to) = numbers.split_once(['-', '–', '…'])?;
        let (from, to) = (from.trim().parse().ok()?, to.trim().parse().ok()?);
        Some(PrintedLabels { letters: letters.to_owned(), from, to })
    };
    let ranges =
        lines(typed.get("ranges"), line).ok_or_else(|| vec![FieldError::new("/ranges", "lines_wrong")])?;
    Ok(LabelRanges { ranges })
}

/// All lines that say something; none when one of them cannot be read.
fn lines<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    text.lines().filter(|line| !line.trim().is_empty()).map(read).collect()
}

fn typed_grid(lang: Lang, kept: &Kept<PriceGrid>) -> Typed {
    let currency = kept.value.currency.parse().unwrap_or(Currency::EUR);
    let line = |price: &LetterPrice| {
        format!("{} {}", price.letters, format::decimal(lang, Money::new(price.amount, currency)))
    };
    let mut typed = Typed::default();
    typed.set("version", kept.version.to_string());
    typed.set("currency", kept.value.currency.clone());
    typed.set("prices", kept.value.prices.iter().map(line).collect::<Vec<_>>().join("\n"));
    typed
}

fn typed_labels(kept: &Kept<LabelRanges>) -> Typed {
    let line = |range: &PrintedLabels| format!("{} {}-{}", range.letters, range.from, range.to);
    let mut typed = Typed::default();
    typed.set("version", kept.version.to_string());
    typed.set("ranges", kept.value.ranges.iter().map(line).collect::<Vec<_>>().join("\n"));
    typed
}

fn typed_fee(lang: Lang, kept: &Kept<Settings>) -> Typed {
    let currency = kept.value.currency.parse().unwrap_or(Currency::EUR);
    let mut typed = Typed::default();
    typed.set("version", kept.version.to_string());
    typed.set("currency", kept.value.currency.clone());
    typed.set("delivery_fee", format::decimal(lang, Money::new(kept.value.delivery_fee, currency)));
    typed
}

struct Sheet<'a> {
    view: &'a View,
    prices: Typed,
    price_errors: FormErrors,
    labels: Typed,
    label_errors: FormErrors,
    fee: Typed,
    fee_errors: FormErrors,
    /// Who may not set prices sees them.
    may: bool,
}

impl<'a> Sheet<'a> {
    async fn read(view: &'a View, state: &State, caller: &Caller<Seller>) -> Result<Self, Problem> {
        let tenant = caller.tenant()?;
        let grid = settings::get::<PriceGrid>(state, tenant).await?;
        let labels = settings::get::<LabelRanges>(state, tenant).await?;
        let rules = settings::get::<Settings>(state, tenant).await?;
        let manager = caller.claims().role.is_some_and(|role| role >= Role::Manager);
        Ok(Self {
            view,
            prices: typed_grid(view.lang, &grid),
            price_errors: FormErrors::default(),
            labels: typed_labels(&labels),
            label_errors: FormErrors::default(),
            fee: typed_fee(view.lang, &rules),
            fee_errors: FormErrors::default(),
            may: manager || rules.value.seller_can_configure,
        })
    }

    fn price_form(&self) -> Markup {
        let t = |key: &str| self.view.t(key);
        let errors = &self.price_errors;
        Form::post(HERE)
            .hidden("version", self.prices.get("version"))
            .errors(&t("form-errors"), &errors.summary())
            .body(
                Field::text("currency", t("live-currency"))
                    .value(self.prices.get("currency"))
                    .maxlength(3)
                    .required()
                    .maybe_error(errors.get("currency")),
            )
            .body(
                Field::textarea("prices", t("live-prices"))
                    .rows(8)
                    .value(self.prices.get("prices"))
                    .hint(t("live-prices-hint"))
                    .attr("dir", "ltr")
                    .maybe_error(errors.get("prices")),
            )
            .actions(Button::primary(t("save")).name_value("do", "prices").icon(Icon::Save))
            .render()
    }

    fn fee_form(&self) -> Markup {
        let t = |key: &str| self.view.t(key);
        let (typed, errors) = (&self.fee, &self.fee_errors);
        let currency = Field::text("currency", t("live-currency")).maxlength(3).required();
        let fee = Field::money("delivery_fee", t("live-delivery-fee"), typed.get("currency"));
        Form::post(HERE)
            .hidden("version", typed.get("version"))
            .errors(&t("form-errors"), &errors.summary())
            .body(currency.value(typed.get("currency")).maybe_error(errors.get("currency")))
            .body(fee.value(typed.get("delivery_fee")).maybe_error(errors.get("delivery_fee")))
            .actions(Button::primary(t("save")).name_value("do", "fee").icon(Icon::Save))
            .render()
    }

    fn label_form(&self) -> Markup {
        let t = |key: &str| self.view.t(key);
        let errors = &self.label_errors;
        Form::post(HERE)
            .hidden("version", self.labels.get("version"))
            .errors(&t("form-errors"), &errors.summary())
            .body(
                Field::textarea("ranges", t("live-ranges"))
                    .rows(4)
                    .value(self.labels.get("ranges"))
                    .hint(t("live-ranges-hint"))
                    .attr("dir", "ltr")
                    .maybe_error(errors.get("ranges")),
            )
            .actions(Button::primary(t("save")).name_value("do", "labels").icon(Icon::Save))
            .render()
    }

    fn answer(&self, status: StatusCode, done: &Done) -> HttpResponse {
        let title = self.view.t("nav-live-prices");
        let body = html! {
            (notice(self.view, done))
            (PageHeader::new(&title).lead(self.view.t("live-prices-lead")))
            (stack(html! {
                @if self.may {
                    (Card::new(self.view.t("live-grid")).body(self.price_form()))
                    (Card::new(self.view.t("live-delivery")).body(self.fee_form()))
                } @else {
                    (Card::new(self.view.t("live-grid")).note(self.view.t("live-managers-only")).body(html! {
                        pre dir="ltr" { (self.prices.get("prices")) }
                    }))
                }
                (Card::new(self.view.t("live-labels")).body(self.label_form()))
            }))
        };
        dashboard(self.view, status, &title, body)
    }
}
