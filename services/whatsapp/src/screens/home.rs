//! `/dashboard/whatsapp`: the shop's number, the sellers' numbers, how messages fare.
use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;
use souk_events::TenantId;
use souk_kit::{
    Caller, Problem, Query, Scope, View,
    caller::{Agent, Manager},
    token::Role,
};
use souk_ui::{Banner, Button, Icon, Markup, PageHeader, StatTile, Tone, grid, html, stack};

use super::{Done, FormErrors, dashboard, home_cards, notice, see_other};
use crate::{
    app::{
        sellers::{self, Seller},
        senders::{self, Connection},
        trial::{self, Trial},
        wording,
    },
    state::State,
    store::{
        senders::{self as numbers, Sender},
        stores::{self, Store},
        texts, usage,
    },
};

pub(super) const HERE: &str = "/dashboard/whatsapp";

/// What a form of the page sends.
#[derive(Debug, Default, Deserialize)]
pub struct Typed {
    #[serde(default, rename = "do")]
    what: String,
    #[serde(default)]
    pub(super) id: String,
    #[serde(default)]
    pub(super) store_id: String,
    #[serde(default)]
    pub(super) phone: String,
    #[serde(default)]
    pub(super) account_sid: String,
    #[serde(default)]
    auth_token: String,
    #[serde(default)]
    pub(super) label: String,
    #[serde(default)]
    stop_policy: String,
}

/// What the page shows.
pub(super) struct Shown {
    pub(super) numbers: Vec<Sender>,
    pub(super) stores: Vec<Store>,
    pub(super) sellers: Vec<Seller>,
    pub(super) counts: Vec<(String, i64)>,
    pub(super) stop_policy: String,
    /// Templates that Meta takes no more.
    paused: Vec<(String, String, String)>,
    now: DateTime<Utc>,
    pub(super) public_url: String,
    /// How far each number has come.
    pub(super) trials: Vec<Trial>,
}

async fn load(state: &State, tenant: TenantId, manager: bool) -> Result<Shown, Problem> {
    let since = state.clock.now() - TimeDelta::hours(24);
    let sellers = if manager { sellers::list(state, tenant).await? } else { Vec::new() };
    state
        .db
        .read(Scope::Tenant(tenant), async |conn| {
            let numbers = numbers::all(conn, tenant).await?;
            let mut trials = Vec::new();
            for number in &numbers {
                trials.push(trial::of(state, conn, tenant, number.id).await?);
            }
            Ok::<_, Problem>(Shown {
                trials,
                numbers,
                stores: stores::all(conn, tenant).await?,
                sellers,
                counts: usage::counts(conn, tenant, since).await?,
                stop_policy: stores::stop_policy(conn, tenant)
                    .await?
                    .unwrap_or_else(|| "transactional_only".to_owned()),
                paused: texts::paused_templates(conn, tenant).await?,
                now: state.clock.now(),
                public_url: state.public_url.clone(),
            })
        })
        .await
}

fn tiles(view: &View, shown: &Shown) -> Markup {
    let sum = |states: &[&str]| -> i64 {
        shown.counts.iter().filter(|(state, _)| states.contains(&state.as_str())).map(|(_, n)| n).sum()
    };
    let failed = sum(&["failed", "dead", "stale"]);
    let tone = if failed > 0 { Tone::Warning } else { Tone::Success };
    let note = view.t("counts");
    let tile = |key: &str, count: i64, tone: Tone| {
        StatTile::new(view.t(key), count.to_string()).change(tone, note.clone())
    };
    let problems = format!("{HERE}/problems");
    grid(html! {
        (tile("count-waiting", sum(&["pending", "sending"]), Tone::Neutral))
        (tile("count-sent", sum(&["accepted", "sent"]), Tone::Neutral))
        (tile("count-delivered", sum(&["delivered", "read"]), Tone::Success))
        (tile("count-failed", failed, tone).href(problems))
    })
}

fn paused(shown: &Shown) -> String {
    let one = |(key, locale, code): &(String, String, String)| format!("{key} {locale} ({code})");
    shown.paused.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn sheet(
    view: &View,
    shown: &Shown,
    manager: bool,
    (typed, errors, code): (Option<&Typed>, &FormErrors, Option<&str>),
) -> Markup {
    html! {
        (PageHeader::new(view.t("whatsapp-title")).lead(view.t("whatsapp-lead"))
            .primary(Button::primary(view.t("open-inbox")).href(format!("{HERE}/conversations")).icon(Icon::Inbox))
            .secondary(Button::secondary(view.t("manage-texts")).href(format!("{HERE}/texts")).icon(Icon::Pencil))
            .secondary(Button::secondary(view.t("usage-title")).href(format!("{HERE}/usage")).icon(Icon::ChartColumn))
            .secondary(Button::secondary(view.t("simulator")).href(format!("{HERE}/simulator")).icon(Icon::Phone)))
        (stack(html! {
            @if let Some(code) = code {
                (Banner::new(Tone::Info, view.with("seller-code", &[("code", code)])).icon(Icon::Link))
            }
            @for number in shown.numbers.iter().filter(|n| n.state != "online") {
                (Banner::new(Tone::Danger, view.t("offline"))
                    .text(view.with("offline-why", &[("code", &number.reason)])))
            }
            @if shown.numbers.iter().any(|n| n.unasked_from.is_some_and(|from| shown.now < from)) {
                (Banner::new(Tone::Warning, view.t("unasked-paused")).text(view.t("unasked-paused-why")))
            }
            @if !shown.paused.is_empty() {
                (Banner::new(Tone::Warning, view.t("templates-paused"))
                    .text(view.with("templates-paused-which", &[("list", &paused(shown))])))
            }
            (tiles(view, shown))
            @if manager {
                (home_cards::numbers(view, shown, typed, errors))
                (home_cards::sellers(view, shown, typed, errors))
                (home_cards::stop(view, shown))
            }
        }))
    }
}

/// The page: an agent sees how messages fare, a manager changes things.
pub async fn page(
    caller: Caller<Agent>,
    state: web::Data<State>,
    view: View,
    done: Query<Done>,
) -> Result<HttpResponse, Problem> {
    let manager = caller.claims().role.is_some_and(|role| role >= Role::Manager);
    let shown = load(&state, caller.tenant()?, manager).await?;
    let body = html! {
        (notice(&view, done.done.as_deref()))
        (sheet(&view, &shown, manager, (None, &FormErrors::default(), None)))
    };
    Ok(dashboard(&view, StatusCode::OK, &view.t("whatsapp-title"), body))
}

/// What a form did: the notice of the next page, or a code to be shown now.
enum Did {
    Done(&'static str),
    Code(String),
}

async fn wanted(state: &State, tenant: TenantId, typed: &Typed) -> Result<Did, Problem> {
    match typed.what.as_str() {
        "connect" => {
            let connection = Connection {
                store: typed.store_id.parse().ok(),
                phone: typed.phone.clone(),
                account_sid: typed.account_sid.clone(),
                auth_token: typed.auth_token.clone(),
            };
            senders::connect(state, tenant, &connection).await?;
            Ok(Did::Done("connected"))
        }
        "token" => {
            let id = typed.id.parse().map_err(|_| Problem::not_found())?;
            senders::replace_token(state, tenant, id, &typed.auth_token).await?;
            Ok(Did::Done("saved"))
        }
        "seller" => {
            let (_, code) = sellers::add(state, tenant, (&typed.label, &typed.phone)).await?;
            Ok(code.map_or(Did::Done("saved"), Did::Code))
        }
        "unseller" => {
            let id = typed.id.parse().map_err(|_| Problem::not_found())?;
            sellers::remove(state, tenant, id).await?;
            Ok(Did::Done("removed"))
        }
        "trial" => {
            let id = typed.id.parse().map_err(|_| Problem::not_found())?;
            trial::send(state, tenant, id).await?;
            Ok(Did::Done("tried"))
        }
        "stop" => {
            wording::set_stop_policy(state, tenant, &typed.stop_policy).await?;
            Ok(Did::Done("saved"))
        }
        _ => Err(Problem::not_found()),
    }
}

/// Does what a form wants, or shows the page again with what is wrong.
pub async fn act(
    caller: Caller<Manager>,
    state: web::Data<State>,
    view: View,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Problem> {
    let tenant = caller.tenant()?;
    match wanted(&state, tenant, &typed).await {
        Ok(Did::Done(key)) => Ok(see_other(&format!("{HERE}?done={key}"))),
        Ok(Did::Code(code)) => {
            let shown = load(&state, tenant, true).await?;
            let body = sheet(&view, &shown, true, (None, &FormErrors::default(), Some(&code)));
            Ok(dashboard(&view, StatusCode::OK, &view.t("whatsapp-title"), body))
        }
        Err(problem) if matches!(problem.kind, souk_kit::Kind::Internal | souk_kit::Kind::NotFound) => {
            Err(problem)
        }
        Err(problem) => {
            let shown = load(&state, tenant, true).await?;
            let errors = FormErrors::named(&problem);
            let body = sheet(&view, &shown, true, (Some(&typed), &errors, None));
            Ok(dashboard(&view, StatusCode::UNPROCESSABLE_ENTITY, &view.t("whatsapp-title"), body))
        }
    }
}

impl Typed {
    /// Whether this is the form that was sent.
    pub(super) fn is(&self, what: &str, id: &str) -> bool {
        self.what == what && self.id == id
    }
}
