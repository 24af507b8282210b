//! `/dashboard/orders/export`: which orders to take along as a table.
use actix_web::{HttpResponse, http::StatusCode, web};
use serde::Deserialize;
use souk_kit::{
    Caller, Kind, Problem, Query, View,
    caller::{Fresh, Manager, Own},
};
use souk_ui::{Area, Button, Card, Field, Form, Icon, PageHeader, Select, ShellTexts, field_row, html};

use super::{
    frame::{Screen, sentences},
    parts::state_word,
};
use crate::{
    app::{export::Wish, promotions},
    domain::order::Label,
    http::store_exports,
    state::State,
    store::stores::Store,
};

/// What was typed; all of it may be left out.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    status: String,
    #[serde(default)]
    store: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
}

pub(super) async fn show(
    caller: Caller<Manager>,
    state: web::Data<State>,
    view: View,
) -> Result<HttpResponse, Problem> {
    let stores = promotions::stores(&state, caller.tenant()?).await?;
    Ok(page(&view, &stores, &Typed::default(), None))
}

pub(super) async fn download(
    caller: Caller<Fresh<Own<Manager>>>,
    state: web::Data<State>,
    view: View,
    typed: Query<Typed>,
) -> Result<HttpResponse, Problem> {
    let done = match typed.read() {
        Ok(wish) => store_exports::answer(&caller, &state, &view, wish).await,
        Err(problem) => Err(problem),
    };
    match done {
        Err(problem) if problem.kind == Kind::Unprocessable => {
            let stores = promotions::stores(&state, caller.tenant()?).await?;
            Ok(page(&view, &stores, &typed, Some(&problem)))
        }
        done => done,
    }
}

impl Typed {
    fn read(&self) -> Result<Wish, Problem> {
        fn one<T>(
            text: &str,
            pointer: &'static str,
            code: &'static str,
            parse: impl FnOnce(&str) -> Option<T>,
        ) -> Result<Option<T>, Problem> {
            match text.trim() {
                "" => Ok(None),
                text => parse(text).map(Some).ok_or_else(|| Problem::field(pointer, code)),
            }
        }
        Ok(Wish {
            status: one(&self.status, "/status", "choice_unknown", Label::parse)?,
            store_id: one(&self.store, "/store", "choice_unknown", |t| t.parse().ok())?,
            from: one(&self.from, "/from", "date_wrong", |t| t.parse().ok())?,
            to: one(&self.to, "/to", "date_wrong", |t| t.parse().ok())?,
        })
    }
}

fn page(view: &View, stores: &[Store], typed: &Typed, problem: Option<&Problem>) -> HttpResponse {
    let wrong: Vec<(String, String)> = problem.map_or_else(Vec::new, |problem| {
        let body = problem.body();
        if body.errors.is_empty() {
            return vec![(String::new(), sentences(problem))];
        }
        body.errors.into_iter().map(|e| (e.pointer.trim_start_matches('/').to_owned(), e.detail)).collect()
    });
    let errors: Vec<(&str, &str)> = wrong.iter().map(|(f, m)| (f.as_str(), m.as_str())).collect();
    let at = |name: &str| errors.iter().find(|(f, _)| *f == name).map(|(_, m)| *m);
    let texts = ShellTexts::of(view.lang.code());
    let states = Label::ALL.iter().map(|l| (l.as_str(), state_word(view, *l)));
    let shops = stores.iter().map(|s| (s.store_id.to_string(), s.name.clone()));
    let body = html! {
        (PageHeader::new(view.t("export-title"))
            .lead(view.t("export-lead"))
            .breadcrumbs(texts, &[("/dashboard/orders", &view.t("board-title"))]))
        (Form::get("/dashboard/orders/export.csv")
            .errors(&view.t("checkout-wrong"), &errors)
            .body(Card::bare().body(html! {
                (field_row(html! {
                    (Field::date("from", view.t("promo-starts")).value(&typed.from).maybe_error(at("from")))
                    (Field::date("to", view.t("promo-ends")).value(&typed.to).maybe_error(at("to")))
                }))
                (Select::new("status", view.t("state")).option("", view.t("export-all")).options(states)
                    .selected(&typed.status))
                @if stores.len() > 1 {
                    (Select::new("store", view.t("store")).option("", view.t("export-all")).options(shops)
                        .selected(&typed.store))
                }
            }))
            .actions(Button::primary(view.t("export-do")).icon(Icon::Download)))
    };
    let status = problem.map_or(StatusCode::OK, |p| p.kind.status());
    Screen::new(view, Area::Dashboard, view.t("export-title"), body).answer(status)
}
