//! `/dashboard/categories`: the merchant's tree, to grow, name, order, move and prune.
use std::collections::HashMap;

use actix_web::{HttpResponse, http::StatusCode, web};
use serde::Deserialize;
use souk_events::{CategoryId, TenantId};
use souk_kit::{
    Caller, Lang, Path, Problem, Query, View,
    caller::{Agent, Seller},
};
use souk_ui::{
    Button, Card, Column, EmptyState, Field, Form, Icon, Markup, PageHeader, Row, Select, ShellTexts, Table,
    field_row, html, stack,
};

use super::{Done, FormErrors, dashboard, may_sell, notice, see_other, titles};
use crate::{
    app::{
        categories::{self, CategoryInput, Counted},
        stores,
    },
    domain::category::{self, Category, DEPTH, Tree},
    state::State,
};

const HERE: &str = "/dashboard/categories";

/// What a form sends, by field name.
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct Typed(HashMap<String, String>);

impl Typed {
    /// What stands in the form of a category as it is kept.
    fn of(found: &Category) -> Self {
        let parent = found.parent.map(|parent| parent.to_string()).unwrap_or_default();
        let fields =
            [("name", found.name.clone()), ("parent_id", parent), ("version", found.version.to_string())];
        let mut typed: HashMap<String, String> =
            fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        titles::fill("name", &found.titles, |field, title| drop(typed.insert(field, title)));
        Self(typed)
    }

    fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    fn version(&self) -> i64 {
        self.get("version").parse().unwrap_or_default()
    }

    fn input(&self) -> CategoryInput {
        CategoryInput {
            name: self.get("name").to_owned(),
            translations: Some(titles::typed("name", |field| self.get(field))),
            parent_id: self.get("parent_id").parse().ok(),
            position: None,
        }
    }

    fn errors(&self, problem: &Problem) -> FormErrors {
        let typed = self.input().translations.unwrap_or_default();
        FormErrors::of(problem, |pointer| match pointer.strip_prefix("/translations/") {
            Some(rest) => titles::field("name", &typed, rest.split('/').next().unwrap_or_default()),
            None => pointer.trim_start_matches('/').to_owned(),
        })
    }
}

/// What the page shows: the tree, and the language that its names are in when there is one.
struct Shop {
    all: Counted,
    own: Option<Lang>,
}

impl Shop {
    async fn of(state: &State, tenant: TenantId) -> Result<Self, Problem> {
        let own = titles::own(&stores::list(state, tenant).await?);
        Ok(Self { all: categories::list(state, tenant).await?, own })
    }
}

/// Name and place, as fields.
fn fields(view: &View, shop: &Shop, id: Option<CategoryId>, typed: &Typed, errors: &FormErrors) -> Markup {
    let mut above = Select::new("parent_id", view.t("category-parent"))
        .options(parents(view, &shop.all.tree, id))
        .selected(typed.get("parent_id"))
        .maybe_error(errors.get("parent_id"));
    if id.is_some() {
        above = above.hint(view.with("category-depth", &[("n", &DEPTH.to_string())]));
    }
    html! {
        (field_row(html! {
            (Field::text("name", view.t("category-name")).value(typed.get("name")).maxlength(category::NAME).required()
                .maybe_error(errors.get("name")))
            (above)
        }))
        (titles::folded(view, shop.own, "name", |field| typed.get(field), errors))
    }
}

/// The categories that may stand above one (none for a new one).
fn parents(view: &View, tree: &Tree, id: Option<CategoryId>) -> Vec<(String, String)> {
    let may = |found: &&(usize, &Category)| tree.may_stand(id, Some(found.1.id)).is_ok();
    let path =
        |(_, found): &(usize, &Category)| (found.id.to_string(), category::written(&tree.names(found.id)));
    let walk = tree.walk();
    let top = (String::new(), view.t("category-top"));
    [top].into_iter().chain(walk.iter().filter(may).map(path)).collect()
}

fn new_form(view: &View, shop: &Shop, typed: &Typed, errors: &FormErrors) -> Markup {
    html! {
        (Form::post(HERE).hidden("do", "new").errors(&view.t("form-errors"), &errors.summary())
            .body(fields(view, shop, None, typed, errors))
            .actions(Button::primary(view.t("category-add")).icon(Icon::Plus)))
    }
}

/// One step up or down among the siblings; nothing where there is no further step.
fn step(view: &View, tree: &Tree, found: &Category, down: bool) -> Markup {
    let siblings: Vec<CategoryId> = tree.children(found.parent).map(|row| row.id).collect();
    let end = if down { siblings.last() } else { siblings.first() };
    let (what, key, icon) =
        if down { ("down", "category-down", Icon::ArrowDown) } else { ("up", "category-up", Icon::ArrowUp) };
    let label = view.with(key, &[("name", &found.name)]);
    html! {
        @if end != Some(&found.id) {
            (Form::post(HERE).inline().hidden("id", found.id.to_string()).hidden("version", found.version.to_string())
                .body(Button::quiet(label).icon_only(icon).small().name_value("do", what)))
        }
    }
}

fn row(view: &View, all: &Counted, depth: usize, found: &Category, sells: bool) -> Row {
    let family = all.tree.family(found.id);
    let products: i64 = family.iter().filter_map(|id| all.products.get(id)).sum();
    let mut cells = vec![
        html! { span class="muted" aria-hidden="true" { ("– ".repeat(depth)) } bdi { (found.name) } },
        html! { a href={ "/dashboard/products?category=" (found.id) } { (products) } },
    ];
    if sells {
        cells.push(html! { div class="button-row" { (step(view, &all.tree, found, false)) (step(view, &all.tree, found, true)) } });
        return Row::new(cells).href(format!("{HERE}/{}", found.id));
    }
    Row::new(cells)
}

fn sheet(view: &View, shop: &Shop, sells: bool, form: (&Typed, &FormErrors), done: Option<&str>) -> Markup {
    let all = &shop.all;
    let texts = ShellTexts::of(view.lang.code());
    let mut columns = vec![Column::text(view.t("column-category")), Column::number(view.t("nav-products"))];
    if sells {
        columns.push(Column::text(view.t("category-order")));
    }
    let rows: Vec<Row> =
        all.tree.walk().into_iter().map(|(depth, found)| row(view, all, depth, found, sells)).collect();
    let empty = EmptyState::new(Icon::Layers, view.t("no-categories"), view.t("no-categories-text"));
    html! {
        (notice(view, done))
        (PageHeader::new(view.t("categories")).lead(view.t("categories-lead"))
            .breadcrumbs(texts, &[("/dashboard/products", &view.t("nav-products"))])
            .secondary(Button::secondary(view.t("synonyms")).href("/dashboard/synonyms").icon(Icon::Search)))
        (stack(html! {
            @if sells { (Card::new(view.t("category-new")).body(new_form(view, shop, form.0, form.1))) }
            (Card::new(view.t("categories")).flush().body(
                Table::new(view.t("categories"), columns).rows(rows).empty(empty)))
        }))
    }
}

/// The page.
pub async fn page(
    caller: Caller<Agent>,
    state: web::Data<State>,
    view: View,
    done: Query<Done>,
) -> Result<HttpResponse, Problem> {
    let shop = Shop::of(&state, caller.tenant()?).await?;
    let form = (&Typed::default(), &FormErrors::default());
    let body = sheet(&view, &shop, may_sell(&caller), form, done.done.as_deref());
    Ok(dashboard(&view, StatusCode::OK, &view.t("categories"), body))
}

/// Makes a category, or moves one a step among its siblings.
pub async fn act(
    caller: Caller<Seller>,
    state: web::Data<State>,
    view: View,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Problem> {
    let tenant = caller.tenant()?;
    if typed.get("do") == "new" {
        return match categories::create(&state, tenant, &typed.input()).await {
            Ok(_) => Ok(see_other(&format!("{HERE}?done=saved"))),
            Err(problem) if problem.errors.is_empty() => Err(problem),
            Err(problem) => {
                let errors = typed.errors(&problem);
                let shop = Shop::of(&state, tenant).await?;
                let body = sheet(&view, &shop, true, (&typed, &errors), None);
                Ok(dashboard(&view, StatusCode::UNPROCESSABLE_ENTITY, &view.t("categories"), body))
            }
        };
    }
    let id: CategoryId = typed.get("id").parse().map_err(|_| Problem::not_found())?;
    let tree = categories::list(&state, tenant).await?.tree;
    let found = tree.get(id).ok_or_else(Problem::not_found)?;
    let place = tree.children(found.parent).position(|row| row.id == id).unwrap_or_default();
    let place = if typed.get("do") == "up" { place.saturating_sub(1) } else { place + 1 };
    let position = Some(u16::try_from(place).unwrap_or(u16::MAX));
    let input =
        CategoryInput { name: found.name.clone(), translations: None, parent_id: found.parent, position };
    match categories::save(&state, tenant, id, typed.version(), &input).await {
        Ok(_) => Ok(see_other(&format!("{HERE}?done=saved"))),
        Err(problem) if problem.kind == souk_kit::Kind::Stale => {
            Ok(see_other(&format!("{HERE}?done=nothing")))
        }
        Err(problem) => Err(problem),
    }
}

fn edit_form(view: &View, shop: &Shop, found: &Category, typed: &Typed, errors: &FormErrors) -> Markup {
    let texts = ShellTexts::of(view.lang.code());
    let childless = shop.all.tree.children(Some(found.id)).next().is_none();
    let (products, categories) = (view.t("nav-products"), view.t("categories"));
    let crumbs = [("/dashboard/products", products.as_str()), (HERE, &categories)];
    let form = Form::post(format!("{HERE}/{}", found.id))
        .hidden("version", typed.get("version"))
        .errors(&view.t("form-errors"), &errors.summary())
        .body(fields(view, shop, Some(found.id), typed, errors))
        .actions(html! {
            (Button::primary(view.t("save")).name_value("do", "save").icon(Icon::Save))
            @if childless { (Button::quiet(view.t("category-remove")).name_value("do", "remove").icon(Icon::Trash)) }
        });
    html! {
        (PageHeader::new(found.name.clone()).breadcrumbs(texts, &crumbs))
        (Card::bare().body(html! {
            (form)
            p class="hint" { (view.t(if childless { "category-remove-hint" } else { "category-keep-hint" })) }
        }))
    }
}

/// The form of a category.
pub async fn one(
    caller: Caller<Seller>,
    state: web::Data<State>,
    view: View,
    id: Path<CategoryId>,
) -> Result<HttpResponse, Problem> {
    let shop = Shop::of(&state, caller.tenant()?).await?;
    let found = shop.all.tree.get(id.0).ok_or_else(Problem::not_found)?;
    let body = edit_form(&view, &shop, found, &Typed::of(found), &FormErrors::default());
    Ok(dashboard(&view, StatusCode::OK, &found.name, body))
}

/// Names, moves or removes a category, or shows the form again with what is wrong.
pub async fn save(
    caller: Caller<Seller>,
    state: web::Data<State>,
    view: View,
    id: Path<CategoryId>,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Problem> {
    let tenant = caller.tenant()?;
    let (done, result) = if typed.get("do") == "remove" {
        ("removed", categories::delete(&state, tenant, id.0, typed.version()).await)
    } else {
        ("saved", categories::save(&state, tenant, id.0, typed.version(), &typed.input()).await.map(drop))
    };
    match result {
        Ok(()) => Ok(see_other(&format!("{HERE}?done={done}"))),
        Err(problem) if problem.kind == souk_kit::Kind::Internal => Err(problem),
        Err(problem) => {
            let errors = typed.errors(&problem);
            let shop = Shop::of(&state, tenant).await?;
            let found = shop.all.tree.get(id.0).ok_or_else(Problem::not_found)?;
            let body = edit_form(&view, &shop, found, &typed, &errors);
            Ok(dashboard(&view, StatusCode::UNPROCESSABLE_ENTITY, &found.name, body))
        }
    }
}
