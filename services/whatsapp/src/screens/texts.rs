//! `/dashboard/whatsapp/texts`: what the bot says, in the merchant's own words.
use actix_web::{HttpResponse, http::StatusCode, web};
use serde::Deserialize;
use souk_kit::{Caller, Lang, Problem, Query, View, caller::Manager};
use souk_ui::{
    Button, Card, Chip, Field, Form, Icon, Markup, PageHeader, ShellTexts, chips, html, stack, tag,
};

use super::{Done, FormErrors, dashboard, notice, see_other};
use crate::{
    app::wording::{self, Text},
    state::State,
};

const HERE: &str = "/dashboard/whatsapp/texts";

/// What a form sends.
#[derive(Debug, Default, Deserialize)]
pub struct Typed {
    #[serde(default, rename = "do")]
    what: String,
    #[serde(default)]
    key: String,
    #[serde(default)]
    locale: String,
    #[serde(default)]
    text: String,
}

fn lang(code: &str) -> Option<Lang> {
    Lang::ALL.into_iter().find(|lang| lang.code() == code)
}

fn one(view: &View, lang: Lang, text: &Text, typed: Option<&Typed>, errors: &FormErrors) -> Markup {
    let key = text.entry.key;
    let typed = typed.filter(|typed| typed.key == key);
    let words = typed.map(|t| t.text.clone()).or_else(|| text.own.clone());
    let mut form = Form::post(HERE).hidden("key", key).hidden("locale", lang.code()).body(
        Field::textarea("text", view.t("text"))
            .id(&format!("text-{}", key.replace('.', "-")))
            .rows(3)
            .maxlength(600)
            .value(words.unwrap_or_else(|| text.original.clone()))
            .attr("lang", lang.code())
            .attr("dir", "auto")
            .maybe_error(typed.and(errors.get("text"))),
    );
    if typed.is_some() {
        form = form.errors(&view.t("form-errors"), &errors.summary());
    }
    html! {
        details open[typed.is_some()] {
            summary {
                bdi { (key) } " "
                @if text.own.is_some() { (tag(&view.t("own"))) }
                span class="muted small" dir="auto" lang=(lang.code()) { " " (text.own.as_ref().unwrap_or(&text.original)) }
            }
            (form.actions(html! {
                (Button::secondary(view.t("save")).small().icon(Icon::Save).name_value("do", "save"))
                @if text.own.is_some() {
                    (Button::quiet(view.t("use-default")).small().icon(Icon::RotateCcw).name_value("do", "restore"))
                }
            }))
        }
    }
}

fn sheet(view: &View, lang: Lang, all: &[Text], typed: Option<&Typed>, errors: &FormErrors) -> Markup {
    let home = view.t("whatsapp-title");
    let crumbs = [("/dashboard/whatsapp", home.as_str())];
    let choices: Vec<_> = Lang::ALL
        .iter()
        .map(|l| Chip::new(format!("{HERE}?locale={}", l.code()), l.name(), *l == lang))
        .collect();
    html! {
        (PageHeader::new(view.t("texts")).lead(view.t("texts-lead"))
            .breadcrumbs(ShellTexts::of(view.lang.code()), &crumbs))
        (stack(html! {
            (chips(&view.t("language"), &choices))
            (Card::new(lang.name()).body(stack(html! { @for text in all { (one(view, lang, text, typed, errors)) } })))
        }))
    }
}

/// The page, in the language of the page unless another is asked for.
pub async fn page(
    caller: Caller<Manager>,
    state: web::Data<State>,
    view: View,
    done: Query<Done>,
) -> Result<HttpResponse, Problem> {
    let lang = done.locale.as_deref().and_then(lang).unwrap_or(view.lang);
    let all = wording::list(&state, caller.tenant()?, lang).await?;
    let body = html! {
        (notice(&view, done.done.as_deref()))
        (sheet(&view, lang, &all, None, &FormErrors::default()))
    };
    Ok(dashboard(&view, StatusCode::OK, &view.t("texts"), body))
}

/// Keeps own words or goes back to the catalogue's.
pub async fn act(
    caller: Caller<Manager>,
    state: web::Data<State>,
    view: View,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Problem> {
    let tenant = caller.tenant()?;
    let lang = lang(&typed.locale).ok_or_else(Problem::not_found)?;
    let (done, result) = match typed.what.as_str() {
        "restore" => ("default", wording::restore(&state, tenant, (lang, &typed.key)).await),
        _ => ("text", wording::replace(&state, tenant, (lang, &typed.key), &typed.text).await),
    };
    match result {
        Ok(()) => Ok(see_other(&format!("{HERE}?locale={}&done={done}", lang.code()))),
        Err(problem) if problem.errors.is_empty() => Err(problem),
        Err(problem) => {
            let all = wording::list(&state, tenant, lang).await?;
            let body = sheet(&view, lang, &all, Some(&typed), &FormErrors::named(&problem));
            Ok(dashboard(&view, StatusCode::UNPROCESSABLE_ENTITY, &view.t("texts"), body))
        }
    }
}
