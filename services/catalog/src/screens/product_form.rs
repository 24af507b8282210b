//! `/dashboard/products/new` and `/dashboard/products/{id}`: one form for a new product and an edited one.
use std::collections::HashMap;

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web};
use serde::Deserialize;
use souk_events::{Currency, ProductId, StoreId, TenantId};
use souk_kit::{
    Caller, Lang, Path, Problem, Query, View,
    caller::{Agent, Seller},
    token::Role,
};
use souk_ui::{
    Banner, Button, Card, Checkbox, EmptyState, Field, Form, Icon, Markup, PageHeader, Select, ShellTexts,
    Tone, Upload, field_group, field_row, html, split, stack, status,
};

use super::{FormErrors, dashboard, form_fields::Typed, notice, products, see_other};
use crate::{
    app::{
        products::{self as app, Whole},
        save_product::{self, By, Start},
        stores,
    },
    domain::{product::Product, tax::TaxClass},
    http::upload::{self, Upload as Sent},
    shelf::Image,
    state::State,
    store::stores::StoreRow,
};

/// The notice that a redirect asked for.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    done: Option<String>,
}

/// What the form shows.
struct Sheet<'a> {
    view: &'a View,
    typed: &'a Typed,
    errors: &'a FormErrors,
    stores: &'a [StoreRow],
    /// The product that is edited; none for a new one.
    whole: Option<&'a Whole>,
    may_edit: bool,
}

impl Sheet<'_> {
    fn t(&self, key: &str) -> String {
        self.view.t(key)
    }
    fn text(&self, name: &str, key: &str) -> Field {
        Field::text(name, self.t(key)).value(self.typed.get(name)).maybe_error(self.errors.get(name))
    }
    fn area(&self, name: &str, key: &str) -> Field {
        Field::textarea(name, self.t(key))
            .value(self.typed.get(name))
            .maybe_error(self.errors.get(name))
            .rows(5)
    }
    fn store(&self) -> Option<&StoreRow> {
        let chosen = self.whole.map(|w| w.row.store_id).or_else(|| self.typed.get("store_id").parse().ok());
        chosen.and_then(|id| self.stores.iter().find(|s| s.id == id)).or_else(|| self.stores.first())
    }
    fn currency(&self) -> String {
        self.store().map_or_else(|| "EUR".to_owned(), |s| s.currency.clone())
    }

    fn about(&self) -> Markup {
        let tax = TaxClass::ALL.map(|c| (c.as_str().to_owned(), self.t(&format!("tax-{}", c.as_str()))));
        let chosen = match self.typed.get("tax_class") {
            "" => TaxClass::Standard.as_str(),
            given => given,
        };
        html! {
            (self.text("title", "form-title").required().maxlength(150))
            (self.area("description", "form-description").optional(self.t("optional")))
            (field_row(html! {
                (self.text("category", "form-category").optional(self.t("optional")))
                (self.text("brand", "form-brand").optional(self.t("optional")))
            }))
            (self.text("tags", "form-tags").hint(self.t("form-tags-hint")).optional(self.t("optional")))
            (Select::new("tax_class", self.t("form-tax")).options(tax).selected(chosen))
        }
    }

    fn variant(&self, i: usize) -> Markup {
        let name = |field: &str| format!("v{i}.{field}");
        let options: Vec<(usize, &str)> = (0..3)
            .map(|o| (o, self.typed.get(&format!("option{o}"))))
            .filter(|(_, n)| !n.is_empty())
            .collect();
        let known = !self.typed.get(&name("id")).is_empty();
        let money = |field: &str, key: &str| {
            let name = name(field);
            Field::money(&name, self.t(key), self.currency())
                .value(self.typed.get(&name))
                .maybe_error(self.errors.get(&name))
        };
        let stock = name("stock");
        let number = (i + 1).to_string();
        field_group(
            &self.view.with("variant-number", &[("n", &number)]),
            html! {
                input type="hidden" name=(name("id")) value=(self.typed.get(&name("id")));
                input type="hidden" name=(name("was")) value=(self.typed.get(&name("was")));
                @if !options.is_empty() {
                    (field_row(html! { @for (place, (_, option)) in options.iter().enumerate() {
                        @let field = name(&format!("value{place}"));
                        (Field::text(&field, *option).value(self.typed.get(&field)).maybe_error(self.errors.get(&field)))
                    } }))
                }
                (field_row(html! {
                    (money("price", "form-price").required())
                    (money("compare_at", "form-compare-at").optional(self.t("optional")))
                    (Field::number(&stock, self.t("form-stock")).min(0).value(self.typed.get(&stock)).maybe_error(self.errors.get(&stock)))
                }))
                (field_row(html! {
                    @for (field, key) in [("sku", "form-sku"), ("barcode", "form-barcode")] {
                        @let field = name(field);
                        (Field::text(&field, self.t(key)).value(self.typed.get(&field)).maybe_error(self.errors.get(&field)).optional(self.t("optional")))
                    }
                }))
                @if known && self.typed.rows() > 1 {
                    (Checkbox::new(&name("remove"), self.t("variant-remove")).value("1"))
                }
            },
        )
    }

    fn variants(&self) -> Markup {
        html! {
            (field_row(html! { @for o in 0..3 {
                @let name = format!("option{o}");
                @let number = (o + 1).to_string();
                (Field::text(&name, self.view.with("form-option", &[("n", &number)])).value(self.typed.get(&name))
                    .maybe_error(self.errors.get(&name)).optional(self.t("optional")))
            } }))
            p class="hint" { (self.t("form-options-hint")) }
            @for i in 0..self.typed.rows() { (self.variant(i)) }
            (Button::secondary(self.t("add-variant")).name_value("do", "add").icon(Icon::Plus).attr("formnovalidate", ""))
        }
    }

    fn translations(&self) -> Markup {
        let own = self.store().and_then(|s| Lang::from_tag(&s.language)).unwrap_or_default();
        html! {
            @for lang in Lang::ALL.into_iter().filter(|l| *l != own) {
                details lang=(lang.code()) dir=(lang.dir()) {
                    summary { (lang.name()) }
                    (self.text(&format!("title_{}", lang.code()), "form-title").maxlength(150))
                    (self.area(&format!("description_{}", lang.code()), "form-description"))
                }
            }
        }
    }

    fn side(&self) -> Markup {
        let texts = ShellTexts::of(self.view.lang.code());
        let mut photo = Upload::photo("photo", self.t("form-photo"), texts).hint(self.t("form-photo-hint"));
        if let Some(name) = self.whole.and_then(|w| w.row.photos.first()) {
            photo = photo.preview(Image(name.clone()).url(320), self.typed.get("title"));
        }
        if let Some(error) = self.errors.get("photo") {
            photo = photo.error(error);
        }
        let stores = self.stores.iter().map(|s| (s.id.to_string(), s.name.clone()));
        html! {
            (Card::new(self.t("form-photo")).body(photo))
            @if self.whole.is_none() && self.stores.len() > 1 {
                (Card::new(self.t("nav-store")).body(Select::new("store_id", self.t("nav-store")).options(stores).selected(self.typed.get("store_id"))))
            }
            (Card::new(self.t("form-translations")).note(self.t("form-translations-note")).body(self.translations()))
        }
    }

    /// What Enter in a field does: the first submit button of a form, for the keyboard alone.
    fn default_action(&self) -> Markup {
        let what = if self.whole.is_some_and(|w| w.row.published) { "save" } else { "publish" };
        html! { button class="visually-hidden" type="submit" name="do" value=(what) tabindex="-1" aria-hidden="true" {} }
    }

    fn actions(&self) -> Markup {
        let published = self.whole.is_some_and(|w| w.row.published);
        html! {
            @if published {
                (Button::primary(self.t("save")).name_value("do", "save").icon(Icon::Save))
                (Button::quiet(self.t("unpublish")).name_value("do", "unpublish").icon(Icon::EyeOff))
            } @else {
                (Button::primary(self.t("save-and-publish")).name_value("do", "publish").icon(Icon::Eye))
                (Button::secondary(self.t("save-draft")).name_value("do", "save"))
            }
        }
    }

    fn body(&self, done: Option<&str>) -> Markup {
        let texts = ShellTexts::of(self.view.lang.code());
        let title = self.whole.map_or_else(|| self.t("add-product"), |w| w.row.title.clone());
        let mut header =
            PageHeader::new(title).breadcrumbs(texts, &[("/dashboard/products", &self.t("nav-products"))]);
        let action = match self.whole {
            Some(whole) => {
                let (tone, key) = if whole.row.published {
                    (Tone::Success, "status-published")
                } else {
                    (Tone::Neutral, "status-draft")
                };
                header = header.status(status(tone, &self.t(key)));
                if whole.row.published {
                    header = header.secondary(
                        Button::quiet(self.t("view-in-shop"))
                            .href(format!("/p/{}", whole.row.slug))
                            .icon(Icon::ExternalLink),
                    );
                }
                format!("/dashboard/products/{}", whole.row.id)
            }
            None => "/dashboard/products/new".to_owned(),
        };
        let main = stack(html! {
            (Card::new(self.t("form-about")).body(self.about()))
            (Card::new(self.t("form-variants")).body(self.variants()))
        });
        let mut form = Form::post(action)
            .multipart()
            .hidden("version", self.typed.get("version"))
            .hidden("rows", self.typed.rows().to_string())
            .errors(&self.t("form-errors"), &self.errors.summary())
            .body(html! {
                @if self.may_edit { (self.default_action()) }
                (split(main, stack(self.side())))
            });
        if self.may_edit {
            form = form.actions(self.actions());
        }
        html! {
            (notice(self.view, done))
            (header)
            @if !self.may_edit { (Banner::new(Tone::Info, self.t("read-only")).text(self.t("read-only-text"))) }
            (form)
        }
    }

    fn answer(&self, code: StatusCode, done: Option<&str>) -> HttpResponse {
        let title = self.whole.map_or_else(|| self.t("add-product"), |w| w.row.title.clone());
        dashboard(self.view, code, &title, self.body(done))
    }
}

/// The form of a new product.
pub async fn new(
    caller: Caller<Seller>,
    state: web::Data<State>,
    view: View,
) -> Result<HttpResponse, Problem> {
    let stores = stores::list(&state, caller.tenant()?).await?;
    if stores.is_empty() {
        let wait = EmptyState::new(Icon::Store, view.t("store-coming"), view.t("store-coming-text"));
        return Ok(dashboard(&view, StatusCode::OK, &view.t("add-product"), html! { (wait) }));
    }
    let (typed, errors) = (Typed::default(), FormErrors::default());
    let sheet =
        Sheet { view: &view, typed: &typed, errors: &errors, stores: &stores, whole: None, may_edit: true };
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
    let stores = stores::list(&state, tenant).await?;
    let again = |typed: &Typed, errors: &FormErrors, code| {
        Sheet { view: &view, typed, errors, stores: &stores, whole: None, may_edit: true }.answer(code, None)
    };
    if typed.get("do") == "add" {
        typed.add_row();
        return Ok(again(&typed, &FormErrors::default(), StatusCode::OK));
    }
    let chosen: Option<StoreId> = typed.get("store_id").parse().ok();
    let store = chosen.and_then(|id| stores.iter().find(|s| s.id == id)).or_else(|| stores.first());
    let store = store.ok_or_else(Problem::not_found)?;
    let (input, wrong) = typed.product(store.currency.parse().unwrap_or(Currency::EUR));
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
            &FormErrors(vec![("photo".to_owned(), problem.body().title)]),
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
    let stores = stores::list(&state, tenant).await?;
    let (typed, errors) = (Typed::of(&whole), FormErrors::default());
    let may_edit = caller.claims().role.is_some_and(|r| r >= Role::Seller);
    let sheet =
        Sheet { view: &view, typed: &typed, errors: &errors, stores: &stores, whole: Some(&whole), may_edit };
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
    let stores = stores::list(&state, tenant).await?;
    let again = |typed: &Typed, errors: &FormErrors, code| {
        Sheet { view: &view, typed, errors, stores: &stores, whole: Some(&whole), may_edit: true }
            .answer(code, None)
    };
    if typed.get("do") == "add" {
        typed.add_row();
        return Ok(again(&typed, &FormErrors::default(), StatusCode::OK));
    }
    let (input, wrong) = typed.product(whole.store.currency.parse().unwrap_or(Currency::EUR));
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
            &FormErrors(vec![("photo".to_owned(), problem.body().title)]),
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
