//! The stores of a tenant.
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use souk_events::StoreId;
use souk_kit::{Caller, Lang, Path, Problem, View, caller::Manager};
use souk_ui::{
    Area, Button, Card, Column, Field, Form, Icon, PageHeader, Row, Select, Table, field_row, html, stack,
};

use super::{
    form::Errors,
    page::{self, Answer, known, redirect},
    store_form::{self, Typed},
};
use crate::{
    State,
    app::stores,
    domain::region,
    store::stores::{Change, Store},
};

async fn show(
    view: &View,
    state: &State,
    caller: &Caller<Manager>,
    typed: &Typed,
    errors: &Errors,
) -> Result<HttpResponse, Problem> {
    let found = stores::list(state, caller.tenant()?).await?;
    let rows = found.iter().map(|s| {
        let address = format!("/m/{}", s.slug);
        Row::new(vec![
            html! { strong { (s.name) } @if !s.city.is_empty() { br; span class="hint" { (s.city) } } },
            html! { a href=(address) { (address) } },
            html! { (s.currency) },
        ])
        .href(format!("/dashboard/stores/{}", s.id))
    });
    let columns = ["shop-name", "store-address", "currency"].map(|key| Column::text(view.t(key)));
    let form = Form::post("/dashboard/stores")
        .errors(&Errors::title(view), &errors.list())
        .body(store_form::fields(view, typed, errors))
        .actions(Button::primary(view.t("store-add")).icon(Icon::Plus));
    let body = html! {
        (PageHeader::new(view.t("nav-stores")).lead(view.t("stores-lead")))
        (stack(html! {
            (Table::new(view.t("nav-stores"), columns.into()).rows(rows.collect()))
            (Card::new(view.t("store-new")).body(form))
        }))
    };
    Ok(page::page(view, Area::Dashboard, errors.status(), &view.t("nav-stores"), body))
}

/// The list, and a form for one more.
pub async fn page(view: View, caller: Result<Caller<Manager>, Problem>, state: web::Data<State>) -> Answer {
    match known(caller, &view) {
        Ok(caller) => show(&view, &state, &caller, &Typed::suggested(view.lang), &Errors::default()).await,
        Err(answer) => answer,
    }
}

/// Adds one.
pub async fn add(
    view: View,
    caller: Result<Caller<Manager>, Problem>,
    state: web::Data<State>,
    typed: web::Form<Typed>,
) -> Answer {
    let caller = match known(caller, &view) {
        Ok(caller) => caller,
        Err(answer) => return answer,
    };
    match stores::add(&state, caller.tenant()?, &typed.draft(), view.lang).await {
        Ok(_) => Ok(redirect("/dashboard/stores")),
        Err(problem) => show(&view, &state, &caller, &typed, &Errors::mend(problem)?).await,
    }
}

/// What a person typed about a store that exists.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Edited {
    name: String,
    slug: String,
    city: String,
    timezone: String,
    language: String,
}

impl From<&Store> for Edited {
    fn from(s: &Store) -> Self {
        let (name, slug, city) = (s.name.clone(), s.slug.clone(), s.city.clone());
        Self { name, slug, city, timezone: s.timezone.clone(), language: s.language.clone() }
    }
}

fn edit_page(view: &View, store: &Store, typed: &Edited, errors: &Errors) -> HttpResponse {
    let zones = region::COUNTRIES.iter().map(|c| c.timezone).chain([typed.timezone.as_str()]);
    let mut zones: Vec<&str> = zones.collect();
    zones.sort_unstable();
    zones.dedup();
    let form = Form::post(format!("/dashboard/stores/{}", store.id))
        .errors(&Errors::title(view), &errors.list())
        .body(html! {
            (Field::text("name", view.t("shop-name")).value(&typed.name).required().maxlength(80)
                .maybe_error(errors.at("name")))
            (Field::text("slug", view.t("store-address")).prefix("/m/").value(&typed.slug).required().maxlength(60)
                .hint(view.t("slug-hint")).maybe_error(errors.at("slug")))
            (Field::text("city", view.t("city")).value(&typed.city).optional(page::texts(view).optional).maxlength(80)
                .maybe_error(errors.at("city")))
            (field_row(html! {
                (Select::new("timezone", view.t("timezone")).options(zones.iter().map(|z| (*z, *z)))
                    .selected(&typed.timezone).maybe_error(errors.at("timezone")))
                (Select::new("language", view.t("language")).options(Lang::ALL.map(|l| (l.code(), l.name())))
                    .selected(&typed.language).maybe_error(errors.at("language")))
            }))
        })
        .actions(html! {
            (Button::primary(view.t("save")))
            (Button::secondary(view.t("cancel")).href("/dashboard/stores"))
        });
    let title = store.name.clone();
    let body = html! {
        (PageHeader::new(&title).breadcrumbs(page::texts(view), &[("/dashboard/stores", &view.t("nav-stores"))]))
        (Card::bare().body(form))
    };
    page::page(view, Area::Dashboard, errors.status(), &title, body)
}

async fn find(state: &State, caller: &Caller<Manager>, id: StoreId) -> Result<Store, Problem> {
    let found = stores::list(state, caller.tenant()?).await?;
    found.into_iter().find(|s| s.id == id).ok_or_else(Problem::not_found)
}

/// The form of one store.
pub async fn edit(
    view: View,
    caller: Result<Caller<Manager>, Problem>,
    state: web::Data<State>,
    id: Path<StoreId>,
) -> Answer {
    let caller = match known(caller, &view) {
        Ok(caller) => caller,
        Err(answer) => return answer,
    };
    let store = find(&state, &caller, *id).await?;
    Ok(edit_page(&view, &store, &Edited::from(&store), &Errors::default()))
}

/// Saves it.
pub async fn save(
    view: View,
    caller: Result<Caller<Manager>, Problem>,
    state: web::Data<State>,
    id: Path<StoreId>,
    typed: web::Form<Edited>,
) -> Answer {
    let caller = match known(caller, &view) {
        Ok(caller) => caller,
        Err(answer) => return answer,
    };
    let store = find(&state, &caller, *id).await?;
    let saved = match Lang::from_tag(&typed.language) {
        None => Err(Problem::field("/language", "choice_unknown")),
        Some(lang) => {
            let change = Change {
                slug: Some(typed.slug.clone()),
                name: Some(typed.name.clone()),
                timezone: Some(typed.timezone.clone()),
                language: Some(lang.code().to_owned()),
                city: Some(typed.city.clone()),
            };
            stores::change(&state, caller.tenant()?, *id, &change).await
        }
    };
    match saved {
        Ok(_) => Ok(redirect("/dashboard/stores")),
        Err(problem) => Ok(edit_page(&view, &store, &typed, &Errors::mend(problem)?)),
    }
}
