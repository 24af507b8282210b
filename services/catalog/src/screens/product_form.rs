//! `/dashboard/products/new` and `/dashboard/products/{id}`: one form for a new product and an edited one.
use std::collections::HashMap;

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web};
use souk_events::{ProductId, StoreId, TenantId};
use souk_kit::{
    Caller, Path, Problem, Query, View,
    caller::{Agent, Seller},
};
use souk_ui::html;

use super::{
    Done, FormErrors, dashboard,
    form_fields::Typed,
    may_sell, no_store,
    product_sheet::{Choices, Sheet},
    products, see_other,
};
use crate::{
    app::{
        bundles, categories,
        low_stock::{self, LowStockWish},
        modifiers, products as app,
        save_product::{self, By, Start},
        stores,
    },
    domain::product::Product,
    http::upload::{self, Upload as Sent},
    state::State,
};

async fn choices(state: &State, tenant: TenantId, typed: &Typed) -> Result<Choices, Problem> {
    let (goods, more_goods) =
        bundles::offered(state, tenant, typed.get("part_find"), &typed.chosen_parts()).await?;
    Ok(Choices {
        stores: stores::list(state, tenant).await?,
        categories: categories::list(state, tenant).await?.tree.paths(),
        groups: modifiers::groups(state, tenant).await?,
        goods,
        more_goods,
    })
}

/// The form of a new product.
pub async fn new(
    caller: Caller<Seller>,
    state: web::Data<State>,
    view: View,
) -> Result<HttpResponse, Problem> {
    let (typed, errors) = (Typed::default(), FormErrors::default());
    let choices = choices(&state, caller.tenant()?, &typed).await?;
    if choices.stores.is_empty() {
        let wait = no_store(&view);
        return Ok(dashboard(&view, StatusCode::OK, &view.t("add-product"), html! { (wait) }));
    }
    let sheet = Sheet {
        view: &view,
        typed: &typed,
        errors: &errors,
        choices: &choices,
        whole: None,
        may_edit: true,
        now: state.clock.now(),
    };
    Ok(sheet.answer(StatusCode::OK, None))
}

async fn received(
    state: &State,
    request: &HttpRequest,
    payload: web::Payload,
) -> Result<(Typed, Sent), Problem> {
    let is_plain = request
        .headers()
        .get("content-type")
        .and_then(|v| v.to_str().ok())
        .is_some_and(|t| t.starts_with("application/x-www-form-urlencoded"));
    let mut sent = upload::read(request, payload, state.uploads.max_photo_bytes + 1_000_000).await?;
    if is_plain {
        let body = sent.file.take().unwrap_or_default();
        sent.fields = url::form_urlencoded::parse(&body).into_owned().collect::<HashMap<_, _>>();
    }
    Ok((Typed(std::mem::take(&mut sent.fields)), sent))
}

/// Creates the product, or shows the form again with what is wrong.
pub async fn create(
    caller: Caller<Seller>,
    state: web::Data<State>,
    view: View,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    let tenant = caller.tenant()?;
    let (mut typed, sent) = received(&state, &request, payload).await?;
    let choices = choices(&state, tenant, &typed).await?;
    let again = |typed: &Typed, errors: &FormErrors, code| {
        Sheet {
            view: &view,
            typed,
            errors,
            choices: &choices,
            whole: None,
            may_edit: true,
            now: state.clock.now(),
        }
        .answer(code, None)
    };
    if matches!(typed.get("do"), "add" | "find") {
        if typed.get("do") == "add" {
            typed.add_row();
        }
        return Ok(again(&typed, &FormErrors::default(), StatusCode::OK));
    }
    let chosen: Option<StoreId> = typed.get("store_id").parse().ok();
    let store = chosen.and_then(|id| choices.stores.iter().find(|s| s.id == id));
    let store = store.or_else(|| choices.stores.first());
    let store = store.ok_or_else(Problem::not_found)?;
    let (input, wrong) = typed.product(store.currency());
    let refused = |problem: &Problem| FormErrors::of(problem, |pointer| typed.field(pointer, &input));
    let checked = Product::check(input.clone());
    if !wrong.is_empty() || checked.is_err() {
        let mut errors = wrong;
        errors.extend(checked.err().unwrap_or_default());
        return Ok(again(&typed, &refused(&Problem::fields(errors)), StatusCode::UNPROCESSABLE_ENTITY));
    }
    let product = checked.map_err(Problem::fields)?;
    if let Some(problem) = bad_photo(&sent).await {
        return Ok(again(
            &typed,
            &FormErrors::one("photo", problem.body().title),
            StatusCode::UNPROCESSABLE_ENTITY,
        ));
    }
    let actor = caller.claims().sub.clone();
    let by = By { tenant, actor: &actor, now: state.clock.now() };
    let start = Start { handle: None, published: typed.get("do") == "publish" };
    match save_product::create(&state, by, store.id, &product, &start).await {
        Ok(made) => {
            keep_photo(&state, tenant, made.row.id, sent).await?;
            Ok(see_other(&format!("/dashboard/products/{}?done=created", made.row.id)))
        }
        Err(problem) if !problem.errors.is_empty() => {
            Ok(again(&typed, &refused(&problem), StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(problem) if problem.code == "quota_reached" => {
            let said = problem.body();
            let text = format!("{}. {}", said.title, said.detail.unwrap_or_default());
            Ok(again(&typed, &FormErrors::one("", text), StatusCode::CONFLICT))
        }
        Err(problem) => Err(problem),
    }
}

/// Why a photo that came with the form cannot be used, before anything is saved.
async fn bad_photo(sent: &Sent) -> Option<Problem> {
    let bytes = sent.file.clone()?;
    tokio::task::spawn_blocking(move || souk_kit::uploads::picture(&bytes, &[320]).err()).await.ok().flatten()
}

async fn keep_photo(state: &State, tenant: TenantId, id: ProductId, sent: Sent) -> Result<(), Problem> {
    match sent.file {
        Some(bytes) => app::add_photo(state, tenant, id, bytes).await.map(drop),
        None => Ok(()),
    }
}

/// The form of a product as it is.
pub async fn edit(
    caller: Caller<Agent>,
    state: web::Data<State>,
    view: View,
    id: Path<ProductId>,
    done: Query<Done>,
) -> Result<HttpResponse, Problem> {
    let tenant = caller.tenant()?;
    let whole = app::get(&state, tenant, id.0).await?;
    let (typed, errors) = (Typed::of(view.lang, &whole), FormErrors::default());
    let choices = choices(&state, tenant, &typed).await?;
    let may_edit = may_sell(&caller);
    let sheet = Sheet {
        view: &view,
        typed: &typed,
        errors: &errors,
        choices: &choices,
        whole: Some(&whole),
        may_edit,
        now: state.clock.now(),
    };
    Ok(sheet.answer(StatusCode::OK, done.done.as_deref()))
}

/// Saves the product, or shows the form again with what is wrong.
pub async fn save(
    caller: Caller<Seller>,
    agent: Caller<Agent>,
    state: web::Data<State>,
    view: View,
    id: Path<ProductId>,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    let tenant = caller.tenant()?;
    let (mut typed, sent) = received(&state, &request, payload).await?;
    let whole = app::get(&state, tenant, id.0).await?;
    let choices = choices(&state, tenant, &typed).await?;
    let again = |typed: &Typed, errors: &FormErrors, code| {
        Sheet {
            view: &view,
            typed,
            errors,
            choices: &choices,
            whole: Some(&whole),
            may_edit: true,
            now: state.clock.now(),
        }
        .answer(code, None)
    };
    if matches!(typed.get("do"), "add" | "find") {
        if typed.get("do") == "add" {
            typed.add_row();
        }
        return Ok(again(&typed, &FormErrors::default(), StatusCode::OK));
    }
    let (input, wrong) = typed.product(whole.store.currency());
    let refused = |problem: &Problem| FormErrors::of(problem, |pointer| typed.field(pointer, &input));
    let checked = Product::check(input.clone());
    if !wrong.is_empty() || checked.is_err() {
        let mut errors = wrong;
        errors.extend(checked.err().unwrap_or_default());
        return Ok(again(&typed, &refused(&Problem::fields(errors)), StatusCode::UNPROCESSABLE_ENTITY));
    }
    let product = checked.map_err(Problem::fields)?;
    let marks = match typed.marks(&whole) {
        Ok(marks) => marks,
        Err(errors) => {
            let errors = FormErrors::named(&Problem::fields(errors));
            return Ok(again(&typed, &errors, StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    if let Some(problem) = bad_photo(&sent).await {
        return Ok(again(
            &typed,
            &FormErrors::one("photo", problem.body().title),
            StatusCode::UNPROCESSABLE_ENTITY,
        ));
    }
    let actor = caller.claims().sub.clone();
    let by = By { tenant, actor: &actor, now: state.clock.now() };
    let expected = typed.get("version").parse().unwrap_or_default();
    match save_product::update(&state, by, id.0, expected, &product).await {
        Ok(_) => {}
        Err(problem) if problem.kind == souk_kit::Kind::Internal => return Err(problem),
        Err(problem) => return Ok(again(&typed, &refused(&problem), StatusCode::UNPROCESSABLE_ENTITY)),
    }
    let counted: Vec<(String, String)> = (0..typed.rows())
        .filter(|i| !typed.get(&format!("v{i}.id")).is_empty())
        .flat_map(|i| {
            let id = typed.get(&format!("v{i}.id"));
            let cell = |field: &str| typed.get(&format!("v{i}.{field}")).to_owned();
            [(format!("stock.{id}"), cell("stock")), (format!("was.{id}"), cell("was"))]
        })
        .collect();
    let short = products::save_stock(&state, &agent, &counted).await?;
    for (id, low_stock) in marks {
        low_stock::set(&state, tenant, id, LowStockWish { low_stock }).await?;
    }
    keep_photo(&state, tenant, id.0, sent).await?;
    let done = match typed.get("do") {
        "publish" => app::set_published(&state, tenant, id.0, true).await.map(|_| "published")?,
        "unpublish" => app::set_published(&state, tenant, id.0, false).await.map(|_| "unpublished")?,
        _ => "saved",
    };
    match short {
        Some(title) => {
            let pairs =
                url::form_urlencoded::Serializer::new(String::new()).append_pair("refused", &title).finish();
            Ok(see_other(&format!("/dashboard/products?{pairs}")))
        }
        None => Ok(see_other(&format!("/dashboard/products/{}?done={done}", id.0))),
    }
}
