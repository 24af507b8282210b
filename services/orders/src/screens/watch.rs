//! `/ops/orders`: operators find an order of any merchant, look at it, and step in with a reason.
use actix_web::{HttpResponse, http::StatusCode, web};
use serde::Deserialize;
use souk_events::OrderId;
use souk_kit::{
    Caller, Kind, Path, Problem, Query, View,
    caller::{Admin, Fresh},
    page,
};
use souk_ui::{
    Area, Banner, Button, Card, Column, EmptyState, Field, Form, Icon, Markup, PageHeader, Pager, Render,
    Row, Select, ShellTexts, Table, Tone, code, description_list, html, split, stack, timeline,
};

use super::{
    board_cards::{next_steps, step_word},
    frame::{Screen, encoded, see_other, sentences},
    parts::{ago, badge, handed_over, moment, money, receipt},
    tracking::entry,
};
use crate::{
    app::{
        interventions::{self, REASON_MAX, Step},
        read::Full,
    },
    domain::order::Action,
    http::interventions::Wanted,
    state::State,
    store::{interventions::Intervention, rows::Order},
};

const PATH: &str = "/ops/orders";

fn row(view: &View, order: &Order) -> Row {
    Row::new(vec![
        html! { bdi { (order.number) } },
        html! { bdi { (order.store_name) } },
        badge(view, order.label()),
        html! { (money(view, order.money(order.total))) },
        ago(view, order.zone(), order.placed_at),
    ])
    .href(format!("{PATH}/{}", order.id))
}

/// The list.
pub(super) async fn list(
    _caller: Caller<Admin>,
    state: web::Data<State>,
    view: View,
    wanted: Query<Wanted>,
) -> Result<HttpResponse, Problem> {
    let wanted = wanted.0.of_form();
    let q = wanted.q.clone().unwrap_or_default();
    let page = wanted.page(&state).await?;
    let (from, to) = (wanted.from.clone().unwrap_or_default(), wanted.to.clone().unwrap_or_default());
    let first = format!("{PATH}?q={}&from={}&to={}", encoded(&q), encoded(&from), encoded(&to));
    let next = page.next_cursor.as_ref().map(|cursor| format!("{first}&after={}", encoded(cursor)));
    let texts = ShellTexts::of(view.lang.code());
    let here = wanted.after.as_deref().is_some_and(|after| !after.is_empty());
    let columns = ["watch-number", "store", "state", "total", "fact-placed"];
    let search = Form::get(PATH)
        .inline()
        .body(Field::search("q", view.t("watch-find")).value(&q).maxlength(60))
        .body(Field::date("from", view.t("promo-starts")).value(&from))
        .body(Field::date("to", view.t("promo-ends")).value(&to))
        .actions(Button::secondary(view.t("watch-do")).icon(Icon::Search));
    let table = Table::new(view.t("nav-watch"), columns.map(|key| Column::text(view.t(key))).into())
        .tools(search)
        .rows(page.items.iter().map(|order| row(&view, order)).collect())
        .empty(EmptyState::new(Icon::ReceiptText, view.t("watch-none"), view.t("watch-none-text")))
        .pager(Pager::new(here.then_some(first), next, texts));
    let body = html! { (PageHeader::new(view.t("nav-watch")).lead(view.t("watch-lead"))) (table) };
    Ok(Screen::new(&view, Area::Ops, view.t("nav-watch"), body).ok())
}

/// What an operator typed.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    action: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    version: String,
}

/// One order.
pub(super) async fn show(
    _caller: Caller<Admin>,
    state: web::Data<State>,
    view: View,
    id: Path<OrderId>,
    typed: Query<Typed>,
) -> Result<HttpResponse, Problem> {
    draw(&state, &view, *id, &typed, None).await
}

/// Steps in.
pub(super) async fn act(
    caller: Result<Caller<Fresh<Admin>>, Problem>,
    state: web::Data<State>,
    view: View,
    id: Path<OrderId>,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Problem> {
    let here = format!("{PATH}/{}", *id);
    let caller = match caller {
        Ok(caller) => caller,
        // What was typed comes back with the person who confirmed who they are.
        Err(problem) if problem.code == "step_up_required" => {
            let back = format!("{here}?action={}&reason={}", encoded(&typed.action), encoded(&typed.reason));
            return Ok(page::confirm_first(&back));
        }
        Err(problem) => return Err(problem),
    };
    let action = Action::parse(&typed.action).ok_or_else(|| Problem::field("/action", "choice_unknown"));
    let done = match action {
        Ok(action) => {
            let step = Step {
                order: *id,
                action,
                reason: typed.reason.clone(),
                version: typed.version.parse().ok(),
            };
            interventions::run(&state, caller.user()?, &step).await
        }
        Err(problem) => Err(problem),
    };
    match done {
        Ok(_) => Ok(see_other(&here)),
        Err(problem) if matches!(problem.kind, Kind::Unprocessable | Kind::Conflict | Kind::Stale) => {
            draw(&state, &view, *id, &typed, Some(&problem)).await
        }
        Err(problem) => Err(problem),
    }
}

async fn draw(
    state: &State,
    view: &View,
    id: OrderId,
    typed: &Typed,
    wrong: Option<&Problem>,
) -> Result<HttpResponse, Problem> {
    let (full, steps) = interventions::look(state, id, view.lang).await?;
    let title = view.with("order-title", &[("number", &full.order.number)]);
    let items: Vec<_> = full.history.iter().rev().map(|row| entry(view, &full, row)).collect();
    let body = html! {
        (PageHeader::new(&title)
            .breadcrumbs(ShellTexts::of(view.lang.code()), &[(PATH, &view.t("nav-watch"))])
            .status(badge(view, full.order.label())))
        (split(
            stack(html! {
                (receipt(view, &full))
                (Card::new(view.t("history-title")).body(timeline(&items)))
            }),
            stack(html! {
                (facts(view, &full))
                @for step in &steps { (done(view, step)) }
                (form(view, &full, typed, wrong))
            }),
        ))
    };
    let status = wrong.map_or(StatusCode::OK, |problem| problem.kind.status());
    Ok(Screen::new(view, Area::Ops, title, body).answer(status))
}

fn facts(view: &View, full: &Full) -> Markup {
    let order = &full.order;
    let (store, how, placed) = (view.t("store"), view.t("fact-how"), view.t("fact-placed"));
    let merchant = view.t("watch-merchant");
    let list = description_list(&[
        (&store, html! { a href={ "/m/" (order.store_slug) } { bdi { (order.store_name) } } }),
        (
            &merchant,
            html! { a href={ "/ops/merchants/" (order.tenant_id) } { (code(&order.tenant_id.to_string())) } },
        ),
        (&how, html! { (handed_over(view, order)) }),
        (&placed, moment(view, order.zone(), order.placed_at)),
    ]);
    Card::bare().body(list).render()
}

/// What an operator did, and why.
pub(super) fn done(view: &View, step: &Intervention) -> Banner {
    let action = Action::parse(&step.action).unwrap_or(Action::Cancel);
    let what = view.t(&format!("what-{}", action.done()));
    Banner::new(Tone::Info, view.with("watch-done", &[("what", &what)]))
        .text(step.reason.clone())
        .icon(Icon::ShieldCheck)
}

fn form(view: &View, full: &Full, typed: &Typed, wrong: Option<&Problem>) -> Markup {
    let order = &full.order;
    if order.state().is_over() {
        return html! {
            @if let Some(problem) = wrong { (Banner::new(Tone::Warning, sentences(problem))) }
            p class="hint" { (view.t("watch-over")) }
        };
    }
    let steps = next_steps(order).iter().copied().chain([Action::Cancel]);
    let options = steps.map(|step| (step.as_str(), step_word(view, order, step)));
    let mut errors: Vec<(String, String)> = Vec::new();
    if let Some(problem) = wrong {
        let fields = problem.body().errors;
        errors.extend(fields.into_iter().map(|e| (e.pointer.trim_start_matches('/').to_owned(), e.detail)));
        if errors.is_empty() {
            errors.push((String::new(), sentences(problem)));
        }
    }
    let errors: Vec<(&str, &str)> = errors.iter().map(|(f, m)| (f.as_str(), m.as_str())).collect();
    let reason_wrong = errors.iter().find(|(f, _)| *f == "reason").map(|(_, m)| *m);
    let form = Form::post(format!("{PATH}/{}", order.id))
        .errors(&view.t("checkout-wrong"), &errors)
        .hidden("version", order.version.to_string())
        .body(Select::new("action", view.t("watch-action")).options(options).selected(&typed.action))
        .body(
            Field::text("reason", view.t("watch-reason"))
                .hint(view.t("watch-reason-hint"))
                .value(&typed.reason)
                .required()
                .maxlength(REASON_MAX)
                .maybe_error(reason_wrong),
        )
        .actions(Button::danger(view.t("watch-step-in")));
    Card::new(view.t("watch-title")).note(view.t("watch-note")).body(form).render()
}
