//! `/dashboard/live/labels`: which labels to print; `labels.pdf`: the sheets.
use std::collections::HashMap;

use actix_web::{HttpResponse, http::StatusCode, http::header, web};
use souk_events::Money;
use souk_kit::{
    Caller, FieldError, Kind, Lang, Problem, Query, View, caller::Seller, format, page::FormErrors,
};
use souk_ui::{Button, Card, Field, Form, Icon, PageHeader, field_row, html, stack};

use super::{Typed, dashboard, ops_live};
use crate::{
    app::settings,
    domain::{
        code::Code,
        labels::{self, Label},
        price::PriceGrid,
    },
    state::State,
};

/// Most labels at once: 25 sheets.
const MOST: u16 = 600;

/// The form.
pub async fn page(_: Caller<Seller>, view: View) -> Result<HttpResponse, Problem> {
    let mut typed = Typed::default();
    for (name, value) in [("letters", "A"), ("from", "1"), ("to", "24")] {
        typed.set(name, value);
    }
    Ok(draw(&view, &typed, None))
}

/// The sheets, or the form again with what is wrong.
pub async fn sheets(
    caller: Caller<Seller>,
    state: web::Data<State>,
    view: View,
    asked: Query<HashMap<String, String>>,
) -> Result<HttpResponse, Problem> {
    let typed = Typed(asked.0);
    let (codes, phone) = match read(&typed) {
        Ok(read) => read,
        Err(wrong) => return Ok(draw(&view, &typed, Some(&Problem::fields(wrong)))),
    };
    let tenant = caller.tenant()?;
    let grid = settings::get::<PriceGrid>(&state, tenant).await?.value;
    let store = settings::store(&state, tenant).await?;
    let currency = store.currency();
    // The letters of the sheets' fonts are Latin ones.
    let lang = if store.lang() == Lang::Ar { Lang::En } else { store.lang() };
    let label = |code: Code| {
        let price = grid.of(&code, currency).map(|amount| format::money(lang, Money::new(amount, currency)));
        let code = code.to_string();
        Label { link: labels::link(&phone, &code), code, price: price.unwrap_or_default() }
    };
    let pdf = labels::sheets(&codes.into_iter().map(label).collect::<Vec<_>>(), &store.name);
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/pdf"))
        .insert_header((header::CONTENT_DISPOSITION, "inline; filename=\"labels.pdf\""))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(pdf))
}

fn read(typed: &Typed) -> Result<(Vec<Code>, String), Vec<FieldError>> {
    let mut wrong = Vec::new();
    let letters = typed.get("letters").to_ascii_uppercase();
    if format!("{letters}1").parse::<Code>().is_err() || !letters.bytes().all(|b| b.is_ascii_uppercase()) {
        wrong.push(FieldError::new("/letters", "letters_wrong"));
    }
    let (from, to) = (typed.get("from").parse::<u16>(), typed.get("to").parse::<u16>());
    let range = from.ok().zip(to.ok()).filter(|(from, to)| from <= to && *to <= 9_999);
    match range {
        None => wrong.push(FieldError::new("/to", "range_wrong")),
        Some((from, to)) if to - from >= MOST => wrong.push(FieldError::new("/to", "too_many")),
        Some(_) => {}
    }
    let phone = labels::phone(typed.get("phone"));
    if phone.is_none() {
        wrong.push(FieldError::new("/phone", "phone_wrong"));
    }
    match (range, phone) {
        (Some((from, to)), Some(phone)) if wrong.is_empty() => {
            let codes = (from..=to).filter_map(|number| format!("{letters}{number}").parse().ok());
            Ok((codes.collect(), phone))
        }
        _ => Err(wrong),
    }
}

fn draw(view: &View, typed: &Typed, wrong: Option<&Problem>) -> HttpResponse {
    let errors = wrong.map(FormErrors::named).unwrap_or_default();
    let field = |name: &str, key: &str| {
        Field::text(name, view.t(key))
            .value(typed.get(name))
            .required()
            .maybe_error(errors.get(name))
            .attr("dir", "ltr")
    };
    let form = Form::get("/dashboard/live/labels.pdf")
        .errors(&view.t("form-errors"), &errors.summary())
        .body(field_row(html! {
            (field("letters", "labels-letters").maxlength(4))
            (field("from", "labels-from").maxlength(4).attr("inputmode", "numeric"))
            (field("to", "labels-to").maxlength(4).attr("inputmode", "numeric"))
        }))
        .body(
            Field::phone("phone", view.t("labels-phone"))
                .value(typed.get("phone"))
                .hint(view.t("labels-phone-hint"))
                .required()
                .maybe_error(errors.get("phone")),
        )
        .actions(Button::primary(view.t("labels-make")).icon(Icon::Printer));
    let title = view.t("labels-title");
    let prices = Button::secondary(view.t("nav-live-prices")).href("/dashboard/live/prices").icon(Icon::Tag);
    let body = html! {
        (PageHeader::new(&title).lead(view.t("labels-lead")).secondary(prices)
            .breadcrumbs(ops_live::shell(view), &[(ops_live::HERE, &view.t("nav-live"))]))
        (stack(html! { (Card::bare().body(form)) p class="hint" { (view.t("labels-note")) } }))
    };
    let status = wrong.map_or(StatusCode::OK, |problem| match problem.kind {
        Kind::Unprocessable => StatusCode::UNPROCESSABLE_ENTITY,
        _ => problem.kind.status(),
    });
    dashboard(view, status, &title, body)
}
