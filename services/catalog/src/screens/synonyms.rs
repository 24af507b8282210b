//! `/dashboard/synonyms`: words that mean the same to the merchant's customers.
use actix_web::{HttpResponse, http::StatusCode, web};
use serde::Deserialize;
use souk_kit::{Caller, Problem, Query, View, caller::Seller};
use souk_ui::{
    Button, Card, EmptyState, Field, Form, Icon, Markup, PageHeader, ShellTexts, field_id, html, stack,
};

use super::{Done, FormErrors, dashboard, notice, see_other};
use crate::{
    app::synonyms::{self, SynonymInput},
    state::State,
    store::synonyms::SynonymRow,
};

const HERE: &str = "/dashboard/synonyms";

/// What a form sends.
#[derive(Debug, Default, Deserialize)]
pub struct Typed {
    #[serde(default, rename = "do")]
    what: String,
    #[serde(default)]
    id: String,
    #[serde(default)]
    version: i64,
    #[serde(default)]
    terms: String,
}

impl Typed {
    fn input(&self) -> SynonymInput {
        SynonymInput {
            terms: self.terms.split([',', '،', '\n']).map(|term| term.trim().to_owned()).collect(),
        }
    }
}

/// The form of a group, or of a new one.
fn form(view: &View, row: Option<&SynonymRow>, typed: Option<&Typed>, errors: &FormErrors) -> Markup {
    let id = row.map(|row| row.id.to_string()).unwrap_or_default();
    let terms =
        typed.map_or_else(|| row.map(|row| row.terms.join(", ")).unwrap_or_default(), |t| t.terms.clone());
    let field = Field::text("terms", view.t("synonym-terms"))
        .id(&if typed.is_some() { field_id("terms") } else { format!("terms-{id}") })
        .value(terms)
        .maxlength(800)
        .required()
        .maybe_error(typed.and(errors.get("terms")));
    let field = if row.is_none() { field.hint(view.t("synonym-terms-hint")) } else { field.hide_label() };
    let mut form = Form::post(HERE).hidden("id", &id).body(field);
    if typed.is_some() {
        form = form.errors(&view.t("form-errors"), &errors.summary());
    }
    if let Some(row) = row {
        form = form.hidden("version", row.version.to_string());
    }
    html! {
        (form.actions(html! {
            @if row.is_some() {
                (Button::secondary(view.t("save")).small().name_value("do", "save").icon(Icon::Save))
                (Button::quiet(view.t("synonym-remove")).small().name_value("do", "remove").icon(Icon::Trash))
            } @else {
                (Button::primary(view.t("synonym-add")).name_value("do", "new").icon(Icon::Plus))
            }
        }))
    }
}

fn sheet(
    view: &View,
    rows: &[SynonymRow],
    typed: Option<&Typed>,
    errors: &FormErrors,
    done: Option<&str>,
) -> Markup {
    let texts = ShellTexts::of(view.lang.code());
    let (products, categories) = (view.t("nav-products"), view.t("categories"));
    let crumbs = [("/dashboard/products", products.as_str()), ("/dashboard/categories", &categories)];
    let of = |id: &str| typed.filter(|typed| typed.id == id);
    html! {
        (notice(view, done))
        (PageHeader::new(view.t("synonyms")).lead(view.t("synonyms-lead")).breadcrumbs(texts, &crumbs))
        (stack(html! {
            (Card::new(view.t("synonym-new")).body(form(view, None, of(""), errors)))
            (Card::new(view.t("synonyms")).body(stack(html! {
                @if rows.is_empty() { (EmptyState::new(Icon::Search, view.t("no-synonyms"), view.t("no-synonyms-text"))) }
                @for row in rows { (form(view, Some(row), of(&row.id.to_string()), errors)) }
            })))
        }))
    }
}

/// The page.
pub async fn page(
    caller: Caller<Seller>,
    state: web::Data<State>,
    view: View,
    done: Query<Done>,
) -> Result<HttpResponse, Problem> {
    let rows = synonyms::list(&state, caller.tenant()?).await?;
    let body = sheet(&view, &rows, None, &FormErrors::default(), done.done.as_deref());
    Ok(dashboard(&view, StatusCode::OK, &view.t("synonyms"), body))
}

/// Makes, saves or removes a group, or shows the page again with what is wrong.
pub async fn act(
    caller: Caller<Seller>,
    state: web::Data<State>,
    view: View,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Problem> {
    let tenant = caller.tenant()?;
    let id = || typed.id.parse().map_err(|_| Problem::not_found());
    let (done, result) = match typed.what.as_str() {
        "remove" => ("removed", synonyms::delete(&state, tenant, id()?).await),
        "save" => {
            let saved = synonyms::save(&state, tenant, id()?, typed.version, &typed.input()).await;
            ("saved", saved.map(drop))
        }
        _ => ("saved", synonyms::create(&state, tenant, &typed.input()).await.map(drop)),
    };
    match result {
        Ok(()) => Ok(see_other(&format!("{HERE}?done={done}"))),
        Err(problem) if problem.kind == souk_kit::Kind::Internal => Err(problem),
        Err(problem) => {
            let errors = FormErrors::of(&problem, |_| "terms".to_owned());
            let rows = synonyms::list(&state, tenant).await?;
            let body = sheet(&view, &rows, Some(&typed), &errors, None);
            Ok(dashboard(&view, StatusCode::UNPROCESSABLE_ENTITY, &view.t("synonyms"), body))
        }
    }
}
