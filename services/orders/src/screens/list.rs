//! `/dashboard/orders/list`: all orders as staff look for them, with one step for many at once (FR29, FR31).
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use souk_events::{Currency, Money, OrderId};
use souk_kit::{
    Caller, Problem, Query, View,
    caller::Agent,
    paging::{Page, PageRequest},
};
use souk_ui::{
    Area, Banner, Button, Card, Column, EmptyState, Field, Form, Icon, Markup, PageHeader, Pager, Render,
    Row, Select, ShellTexts, Table, Tone, field_row, html, stack,
};

use super::{
    frame::{Screen, encoded, see_other},
    parts::{badge, moment, money, state_word},
};
use crate::{
    app::{bulk, read},
    domain::{
        order::{Action, Label},
        sought::DEPOSITS,
    },
    http::store_orders::Listing,
    state::State,
    store::{rows::Order, sought::Sought},
};

const HERE: &str = "/dashboard/orders/list";
/// Rows of a page.
const ROWS: i64 = 50;
/// Steps that need no reason.
const STEPS: [Action; 5] = [Action::Accept, Action::Start, Action::Ready, Action::Depart, Action::Complete];

/// What was typed; all of it may be left out.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    status: String,
    #[serde(default)]
    channel: String,
    #[serde(default)]
    deposit: String,
    #[serde(default)]
    session: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    phone: String,
    #[serde(default)]
    city: String,
    #[serde(default)]
    after: String,
    done: Option<u16>,
    left: Option<u16>,
}

impl Typed {
    fn listing(&self) -> Listing {
        let said = |text: &String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        Listing {
            status: Label::parse(&self.status),
            channel: said(&self.channel),
            session_id: self.session.parse().ok(),
            deposit: said(&self.deposit),
            code: said(&self.code),
            phone: said(&self.phone),
            city: said(&self.city),
            ..Listing::default()
        }
    }

    /// The address of the page after one, with the same filter.
    fn next(&self, after: &str) -> String {
        let fields = [
            ("status", &self.status),
            ("channel", &self.channel),
            ("deposit", &self.deposit),
            ("session", &self.session),
            ("code", &self.code),
            ("phone", &self.phone),
            ("city", &self.city),
        ];
        let said = fields.iter().filter(|(_, value)| !value.is_empty());
        let said: String = said.map(|(name, value)| format!("{name}={}&", encoded(value))).collect();
        format!("{HERE}?{said}after={after}")
    }
}

pub(super) async fn show(
    caller: Caller<Agent>,
    state: web::Data<State>,
    view: View,
    typed: Query<Typed>,
) -> Result<HttpResponse, Problem> {
    let tenant = caller.tenant()?;
    let filter = typed.listing().filter(&state, tenant)?;
    let after = PageRequest { limit: None, after: Some(typed.after.clone()) }.after()?;
    let rows = read::store_orders(&state, tenant, &filter, after, ROWS + 1).await?;
    let page = Page::cut(rows, ROWS, |(order, _)| order.id);
    let sums = read::store_totals(&state, tenant, &filter).await?;
    let texts = ShellTexts::of(view.lang.code());
    let title = view.t("list-title");
    let body = html! {
        (PageHeader::new(&title).breadcrumbs(texts, &[("/dashboard/orders", &view.t("board-title"))]))
        (news(&view, &typed))
        (stack(html! {
            (filters(&view, &typed))
            p { (totals(&view, &sums)) }
            (table(&view, &typed, &page))
        }))
    };
    Ok(Screen::new(&view, Area::Dashboard, title, body).wide().ok())
}

fn news(view: &View, typed: &Typed) -> Markup {
    let Some(done) = typed.done else { return Markup::default() };
    let left = typed.left.unwrap_or_default();
    let tone = if left > 0 { Tone::Warning } else { Tone::Success };
    let said = [("done", done.to_string()), ("left", left.to_string())];
    let said: Vec<(&str, &str)> = said.iter().map(|(name, value)| (*name, value.as_str())).collect();
    Banner::new(tone, view.with("list-bulk-done", &said)).render()
}

fn totals(view: &View, sums: &[(String, i64, i64)]) -> String {
    let one = |(currency, orders, total): &(String, i64, i64)| {
        let total = money(view, Money::new(*total, currency.parse().unwrap_or(Currency::EUR)));
        view.with("list-total", &[("orders", &orders.to_string()), ("total", &total)])
    };
    sums.iter().map(one).collect::<Vec<_>>().join(" · ")
}

fn deposit_word(view: &View, word: &str) -> String {
    view.t(&format!("list-{}", word.replace('_', "-")))
}

fn filters(view: &View, typed: &Typed) -> Markup {
    let all = || view.t("export-all");
    let states = Label::ALL.iter().map(|label| (label.as_str(), state_word(view, *label)));
    let channels = [("web", view.t("list-web")), ("live", view.t("list-live"))];
    let deposits = DEPOSITS.iter().map(|word| (*word, deposit_word(view, word)));
    let text = |name: &str, value: &str| Field::search(name, view.t(&format!("list-{name}"))).value(value);
    let form = Form::get(HERE)
        .hidden("session", &typed.session)
        .body(field_row(html! {
            (Select::new("status", view.t("state")).option("", all()).options(states).selected(&typed.status))
            (Select::new("channel", view.t("list-channel")).option("", all()).options(channels).selected(&typed.channel))
            (Select::new("deposit", view.t("list-deposit")).option("", all()).options(deposits).selected(&typed.deposit))
        }))
        .body(field_row(html! {
            (text("code", &typed.code))
            (text("phone", &typed.phone))
            (text("city", &typed.city))
        }))
        .actions(Button::secondary(view.t("list-find")).icon(Icon::Search));
    Card::bare().body(form).render()
}

fn table(view: &View, typed: &Typed, page: &Page<(Order, Option<Sought>)>) -> Markup {
    let texts = ShellTexts::of(view.lang.code());
    let columns = vec![
        Column::text(view.t("list-number")),
        Column::text(view.t("list-at")),
        Column::text(view.t("state")),
        Column::text(view.t("list-deposit")),
        Column::number(view.t("list-sum")),
    ];
    let row = |(order, sought): &(Order, Option<Sought>)| {
        let deposit = sought.as_ref().map(|row| deposit_word(view, &row.deposit)).unwrap_or_default();
        Row::new(vec![
            html! { bdi { (order.number) } },
            moment(view, order.zone(), order.placed_at),
            badge(view, order.label()),
            html! { (deposit) },
            html! { (money(view, order.money(order.total))) },
        ])
        .href(format!("/dashboard/orders/{}", order.id))
        .select("id", order.id.to_string(), order.number.clone())
    };
    let steps = STEPS.iter().map(|step| (step.as_str(), view.t(&format!("list-step-{}", step.as_str()))));
    let next = page.next_cursor.as_deref().map(|after| typed.next(after));
    let table = Table::new(view.t("list-title"), columns)
        .rows(page.items.iter().map(row).collect())
        .bulk(html! {
            (Select::new("step", view.t("list-step")).options(steps))
            (Button::primary(view.t("list-apply")).icon(Icon::Check))
        })
        .empty(EmptyState::new(Icon::SearchX, view.t("list-none"), view.t("list-none-text")))
        .pager(Pager::new(None, next, texts));
    Form::post(HERE).body(table).render()
}

pub(super) async fn act(
    caller: Caller<Agent>,
    state: web::Data<State>,
    form: web::Form<Vec<(String, String)>>,
) -> Result<HttpResponse, Problem> {
    let said =
        |name: &'static str| form.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str());
    let step = said("step").next().and_then(Action::parse).filter(|step| STEPS.contains(step));
    let step = step.ok_or_else(|| Problem::field("/step", "choice_unknown"))?;
    if caller.claims().role.is_none_or(|role| role < step.role()) {
        return Err(Problem::forbidden());
    }
    let ids: Vec<OrderId> = said("id").filter_map(|id| id.parse().ok()).collect();
    if ids.is_empty() {
        return Ok(see_other(HERE));
    }
    let person = caller.subject()?.to_string();
    let done = bulk::run(&state, caller.tenant_scope()?, &person, ids, (step, None)).await?;
    let well = done.iter().filter(|(_, said)| said.is_ok()).count();
    Ok(see_other(&format!("{HERE}?done={well}&left={}", done.len() - well)))
}
