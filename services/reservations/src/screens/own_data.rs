//! `/live-data/…`: what a shop keeps of a customer, from the link that she asked for. The link opens a page with a
//! button: programs that open links in messages to look at them do not use it up.
use actix_web::{HttpResponse, http::StatusCode, web};
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use serde_json::Value;
use souk_events::{Currency, MessageId, Money};
use souk_kit::{Path, Problem, View, format, page};
use souk_ui::{
    Area, Button, Card, Form, Icon, Locale, Markup, Page, PageHeader, Render, description_list, html, layout,
    stack,
};

use crate::{app::own_data, state::State};

/// Most rows of a kind that are shown; the file has all of them.
const MOST: usize = 50;

fn answer(view: &View, title: &str, body: Markup) -> HttpResponse {
    let drawn = Page::new(Locale::new(view.lang.code()), Area::Auth, title, body);
    page::own(StatusCode::OK, layout(drawn).into_string())
}

/// The button.
pub async fn page(
    view: View,
    state: web::Data<State>,
    path: Path<(MessageId, String)>,
) -> Result<HttpResponse, Problem> {
    let (id, word) = &*path;
    let store = own_data::look(&state, *id, word).await?;
    let title = view.with("own-data-title", &[("shop", &store.name)]);
    let body = html! {
        (PageHeader::new(&title).lead(view.t("own-data-once")))
        (Form::post(format!("/live-data/{id}/{word}"))
            .actions(Button::primary(view.t("own-data-show")).icon(Icon::Eye).wide()))
    };
    Ok(answer(&view, &title, body))
}

/// All of it, once.
pub async fn show(
    view: View,
    state: web::Data<State>,
    path: Path<(MessageId, String)>,
) -> Result<HttpResponse, Problem> {
    let (id, word) = &*path;
    let data = own_data::show(&state, *id, word).await?;
    let title = view.with("own-data-title", &[("shop", &data.store.name)]);
    let file = BASE64.encode(serde_json::to_vec_pretty(&data.tables).map_err(Problem::internal)?);
    let sheet =
        Sheet { view: &view, zone: data.store.timezone.parse().unwrap_or(Tz::UTC), tables: &data.tables };
    let body = html! {
        (PageHeader::new(&title).lead(view.t("own-data-lead")))
        p {
            a class="button" download="data.json" href=(format!("data:application/json;base64,{file}")) {
                (view.t("own-data-file"))
            }
        }
        (stack(html! {
            (sheet.person())
            (sheet.orders())
            (sheet.wishes())
            (sheet.deposits())
            (sheet.rest())
        }))
    };
    Ok(answer(&view, &title, body))
}

struct Sheet<'a> {
    view: &'a View,
    zone: Tz,
    tables: &'a Value,
}

impl Sheet<'_> {
    fn rows(&self, table: &str) -> &[Value] {
        self.tables[table].as_array().map_or(&[], Vec::as_slice)
    }

    fn card(&self, key: &str, lines: Vec<Vec<(String, String)>>) -> Markup {
        let title = format!("{} · {}", self.view.t(key), lines.len());
        let lists = lines.iter().take(MOST).map(|line| {
            let facts: Vec<(&str, Markup)> =
                line.iter().map(|(name, value)| (name.as_str(), html! { bdi { (value) } })).collect();
            description_list(&facts)
        });
        Card::new(title)
            .body(html! {
                @if lines.is_empty() { p class="muted" { (self.view.t("own-data-nothing")) } }
                @for list in lists { (list) }
            })
            .render()
    }

    fn line(&self, facts: Vec<(&str, String)>) -> Vec<(String, String)> {
        let said = facts.into_iter().filter(|(_, value)| !value.is_empty());
        said.map(|(key, value)| (self.view.t(key), value)).collect()
    }

    fn at(&self, value: &Value) -> String {
        let read = value.as_str().and_then(|text| DateTime::parse_from_rfc3339(text).ok());
        read.map_or_else(String::new, |at| {
            format::date_time(self.view.lang, self.zone, at.with_timezone(&Utc))
        })
    }

    fn money(&self, amount: &Value, currency: &Value) -> String {
        let currency = currency.as_str().and_then(|code| code.parse().ok()).unwrap_or(Currency::EUR);
        format::money(self.view.lang, Money::new(amount.as_i64().unwrap_or_default(), currency))
    }

    fn person(&self) -> Markup {
        let lines = self.rows("customer").iter().map(|row| {
            let own = &row["personal"];
            let out = if row["opted_out"] == true { "own-data-yes" } else { "own-data-no" };
            self.line(vec![
                ("own-data-name", text(&own["name"])),
                ("own-data-phone", text(&own["phone"])),
                ("own-data-address", text(&row["address"])),
                ("own-data-stop", self.view.t(out)),
                ("own-data-last", self.at(&row["last_message_at"])),
            ])
        });
        self.card("own-data-person", lines.collect())
    }

    fn orders(&self) -> Markup {
        let lines = self.rows("reservation_group").iter().map(|row| {
            self.line(vec![
                ("own-data-number", text(&row["number"])),
                ("own-data-at", self.at(&row["confirmed_at"])),
                ("own-data-total", self.money(&row["total"], &row["currency"])),
                ("own-data-address", text(&row["personal"]["address"])),
            ])
        });
        self.card("own-data-orders", lines.collect())
    }

    fn wishes(&self) -> Markup {
        let lines = self.rows("reservation").iter().map(|row| {
            let state = self.view.t(&format!("state-{}", text(&row["state"]).replace('_', "-")));
            self.line(vec![
                ("own-data-code", text(&row["code"])),
                ("own-data-at", self.at(&row["created_at"])),
                ("own-data-state", state),
            ])
        });
        self.card("own-data-wishes", lines.collect())
    }

    fn deposits(&self) -> Markup {
        let lines = self.rows("deposit").iter().map(|row| {
            let sent = self.rows("deposit_proof").iter().filter(|proof| proof["deposit_id"] == row["id"]);
            self.line(vec![
                ("own-data-number", format!("P{}", row["number"])),
                ("own-data-at", self.at(&row["submitted_at"])),
                ("own-data-total", self.money(&row["amount"], &row["currency"])),
                ("own-data-proofs", sent.count().to_string()),
            ])
        });
        self.card("own-data-deposits", lines.collect())
    }

    fn rest(&self) -> Markup {
        let count = |table: &str| self.rows(table).len().to_string();
        let line =
            self.line(vec![("own-data-heard", count("heard_message")), ("own-data-said", count("request"))]);
        self.card("own-data-messages", vec![line])
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
