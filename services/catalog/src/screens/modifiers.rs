//! `/dashboard/modifiers`: what products ask ("Size", "Extras"), with one tap for an answer that is sold out.
use actix_web::{HttpResponse, http::StatusCode, web};
use serde::Deserialize;
use souk_events::{Currency, ModifierId, Money};
use souk_kit::{Caller, Problem, Query, View, caller::Agent, format};
use souk_ui::{
    Button, Card, Column, EmptyState, Form, Icon, Markup, PageHeader, Row, ShellTexts, Table, Tone, html,
    stack, status,
};

use super::{Done, dashboard, may_sell, modifier_choice::rule, notice, see_other};
use crate::{
    app::{modifiers, stores},
    domain::modifier::{Group, Modifier},
    state::State,
    store::stores::StoreRow,
};

pub(super) const HERE: &str = "/dashboard/modifiers";

/// What a button sends.
#[derive(Debug, Default, Deserialize)]
pub struct Tap {
    #[serde(default, rename = "do")]
    what: String,
    #[serde(default)]
    id: String,
}

fn row(view: &View, currency: Currency, of: &Modifier) -> Row {
    let delta = match of.price_delta {
        0 => view.t("modifier-free"),
        amount => format!("+{}", format::money(view.lang, Money::new(amount, currency))),
    };
    let (what, key, icon) = match of.sold_out {
        true => ("back_on", "sold-out-undo", Icon::Undo2),
        false => ("sold_out", "modifier-sold-out", Icon::Ban),
    };
    let named = view.with(&format!("{key}-of"), &[("product", &of.title)]);
    Row::new(vec![
        html! { bdi { (of.title) } @if of.sold_out { " " (status(Tone::Warning, &view.t("stock-out"))) } },
        html! { (delta) },
        html! {
            (Form::post(HERE).inline().hidden("id", of.id.to_string())
                .body(Button::quiet(view.t(key)).small().icon(icon).name_value("do", what).attr("aria-label", named)))
        },
    ])
}

fn card(
    view: &View,
    store: Option<&StoreRow>,
    group: &Group,
    products: i64,
    sells: bool,
    several: bool,
) -> Markup {
    let currency = store.map_or(Currency::EUR, StoreRow::currency);
    let columns = vec![
        Column::text(view.t("modifier-title")),
        Column::number(view.t("modifier-delta")),
        Column::text(view.t("column-status")),
    ];
    let rows = group.modifiers.iter().map(|of| row(view, currency, of)).collect();
    let count = view.with("products-count", &[("n", &products.to_string())]);
    let name = store.filter(|_| several).map(|s| s.name.as_str());
    let note = [name, Some(rule(view, group.min, group.max).as_str()), Some(&count)]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ");
    let mut card = Card::new(&group.title).note(note).flush();
    if sells {
        card = card.actions(
            Button::secondary(view.t("edit")).href(format!("{HERE}/{}", group.id)).icon(Icon::Pencil).small(),
        );
    }
    html! { (card.body(Table::new(&group.title, columns).rows(rows))) }
}

/// The page.
pub async fn page(
    caller: Caller<Agent>,
    state: web::Data<State>,
    view: View,
    done: Query<Done>,
) -> Result<HttpResponse, Problem> {
    let tenant = caller.tenant()?;
    let sells = may_sell(&caller);
    let (all, stores) = (modifiers::list(&state, tenant).await?, stores::list(&state, tenant).await?);
    let texts = ShellTexts::of(view.lang.code());
    let add = || Button::primary(view.t("modifiers-add")).href(format!("{HERE}/new")).icon(Icon::Plus);
    let mut header = PageHeader::new(view.t("modifiers"))
        .lead(view.t("modifiers-lead"))
        .breadcrumbs(texts, &[("/dashboard/products", &view.t("nav-products"))]);
    let mut empty = EmptyState::new(Icon::ListFilter, view.t("no-modifiers"), view.t("no-modifiers-text"));
    if sells && !stores.is_empty() {
        if all.is_empty() {
            empty = empty.action(add());
        } else {
            header = header.primary(add());
        }
    }
    let body = html! {
        (notice(&view, done.done.as_deref()))
        (header)
        @if all.is_empty() { (Card::bare().body(empty)) }
        (stack(html! { @for (group, products) in &all {
            (card(&view, stores.iter().find(|s| s.id == group.store), group, *products, sells, stores.len() > 1))
        } }))
    };
    Ok(dashboard(&view, StatusCode::OK, &view.t("modifiers"), body))
}

/// Marks an answer as sold out, or sells it again.
pub async fn act(
    caller: Caller<Agent>,
    state: web::Data<State>,
    tap: web::Form<Tap>,
) -> Result<HttpResponse, Problem> {
    let id: ModifierId = tap.id.parse().map_err(|_| Problem::not_found())?;
    modifiers::set_sold_out(&state, caller.tenant()?, id, tap.what == "sold_out").await?;
    Ok(see_other(&format!("{HERE}?done=saved")))
}
