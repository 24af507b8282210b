//! `/dashboard/products/grid`: many products edited at once, as one form.
use std::collections::HashSet;

use actix_web::{HttpResponse, http::StatusCode, web};
use souk_events::ProductId;
use souk_kit::{Caller, Kind, Problem, Query, View, caller::Agent};
use souk_ui::{
    Button, Checkbox, Column, EmptyState, Field, Form, Icon, Markup, PageHeader, Pager, Row, Select,
    ShellTexts, Table, html,
};

use super::{
    Done, FormErrors, dashboard,
    form_fields::Typed,
    grid_cells::{self as cells, name},
    may_sell, notice, see_other,
};
use crate::{
    app::{
        categories, grid,
        products::{self, Whole},
        save_product::By,
    },
    domain::{category, kind::ProductKind, tax::TaxClass},
    http::products::OwnQuery,
    state::State,
    store::{products::VariantRow, stock::StockRow},
};

const ROWS: i64 = 25;
const HERE: &str = "/dashboard/products/grid";

/// The table with what stands in it, or what was typed over it.
struct Sheet<'a> {
    view: &'a View,
    now: chrono::DateTime<chrono::Utc>,
    sells: bool,
    wholes: &'a [Whole],
    /// The paths of the categories there are.
    paths: Vec<String>,
    typed: Option<&'a Typed>,
    /// The cells that were edited, once somebody else wrote meanwhile: everywhere else stands what stands there now.
    edited: Option<HashSet<String>>,
    errors: FormErrors,
    next: Option<String>,
    back: &'a str,
}

impl Sheet<'_> {
    /// What was typed, where it stays.
    fn kept(&self, cell: &str) -> Option<&Typed> {
        self.typed.filter(|_| self.edited.as_ref().is_none_or(|edited| edited.contains(cell)))
    }

    fn was(&self, cell: &str, stands: &str) -> Markup {
        let was = format!("was.{cell}");
        // Stock is a difference to what was shown first, whatever was sold since.
        let first = self.edited.is_none() || cells::is_stock(cell);
        let kept = self.kept(cell).filter(|_| first).and_then(|typed| typed.0.get(&was));
        html! { input type="hidden" name=(was) value=(kept.map_or(stands, String::as_str)); }
    }

    fn value(&self, cell: &str, stands: String) -> String {
        self.kept(cell).and_then(|typed| typed.0.get(cell).cloned()).unwrap_or(stands)
    }

    fn label(&self, column: &str, product: &str) -> String {
        self.view.with("grid-cell", &[("column", &self.view.t(column)), ("product", product)])
    }

    fn text(&self, cell: &str, column: &str, product: &str, stands: String) -> Field {
        Field::text(cell, self.label(column, product))
            .hide_label()
            .value(self.value(cell, stands))
            .autocomplete("off")
            .maybe_error(self.errors.get(cell))
    }

    fn checkbox(&self, whole: &Whole, kind: &str, column: &str) -> Markup {
        let cell = name(kind, whole.row.id);
        let stands = cells::of_product(whole, kind, self.now);
        let checked = self.kept(&cell).map_or(!stands.is_empty(), |typed| typed.0.contains_key(&cell));
        html! {
            (self.was(&cell, &stands))
            (Checkbox::new(&cell, self.label(column, &whole.row.title)).hide_label().value("1").checked(checked)
                .maybe_error(self.errors.get(&cell)))
        }
    }

    fn of_product(&self, whole: &Whole) -> Vec<Markup> {
        let (title, id) = (whole.row.title.as_str(), whole.row.id);
        let (path, class) = (name("category", id), name("tax_class", id));
        let stands = |kind| cells::of_product(whole, kind, self.now);
        let classes =
            TaxClass::ALL.map(|c| (c.as_str().to_owned(), self.view.t(&format!("tax-{}", c.as_str()))));
        vec![
            html! {
                (self.was(&path, &stands("category")))
                (self.text(&path, "column-category", title, stands("category")).maxlength(category::PATH).attr("list", "category-paths"))
            },
            html! {
                (self.was(&class, &stands("tax_class")))
                (Select::new(&class, self.label("form-tax", title)).hide_label().options(classes)
                    .selected(self.value(&class, stands("tax_class"))).maybe_error(self.errors.get(&class)))
            },
            self.checkbox(whole, "published", "status-published"),
            self.checkbox(whole, "sold_out", "sold-out-today"),
        ]
    }

    fn row(&self, whole: &Whole, first: bool, (variant, stock): &(VariantRow, StockRow)) -> Row {
        let values = variant.option_values.join(" / ");
        let called = if values.is_empty() {
            whole.row.title.clone()
        } else {
            format!("{} · {values}", whole.row.title)
        };
        let (price, units) = (name("price", variant.id), name("stock", variant.id));
        let (shown, amount) = cells::price_of(self.view.lang, whole, variant);
        let mut row = vec![
            html! {
                @if first { input type="hidden" name={ "row." (whole.row.id) } value="1"; }
                bdi { (called) } @if !variant.sku.is_empty() { " " small class="muted" { (variant.sku) } }
            },
            if self.sells {
                html! {
                    (self.was(&price, &amount))
                    (self.text(&price, "column-price", &called, shown).suffix(&whole.store.currency).attr("inputmode", "decimal"))
                }
            } else {
                html! { (shown) " " (whole.store.currency) }
            },
            match whole.row.kind() {
                ProductKind::Goods => html! {
                    (self.was(&units, &cells::units(stock)))
                    (self.text(&units, "column-stock", &called, cells::units(stock)).attr("inputmode", "numeric"))
                },
                other => html! { span class="muted" { (self.view.t(&format!("kind-{}", other.as_str()))) } },
            },
        ];
        if self.sells {
            row.extend(if first {
                self.of_product(whole)
            } else {
                cells::OF_PRODUCT.map(|_| html! {}).to_vec()
            });
        }
        Row::new(row)
    }

    fn body(&self, done: Option<&str>) -> Markup {
        let view = self.view;
        let texts = ShellTexts::of(view.lang.code());
        let mut columns = vec![
            Column::text(view.t("column-product")),
            Column::text(view.t("column-price")),
            Column::text(view.t("column-stock")),
        ];
        if self.sells {
            columns.extend(
                ["column-category", "form-tax", "status-published", "sold-out-today"]
                    .map(|key| Column::text(view.t(key))),
            );
        }
        let rows = self.wholes.iter().flat_map(|whole| {
            whole.variants.iter().enumerate().map(move |(i, of)| self.row(whole, i == 0, of))
        });
        let table = Table::new(view.t("grid"), columns)
            .rows(rows.collect())
            .empty(EmptyState::new(
                Icon::PackageSearch,
                view.t("nothing-found"),
                view.t("nothing-found-text"),
            ))
            .pager(Pager::new(None, self.next.clone(), texts));
        let save = Button::primary(view.t("save")).icon(Icon::Save);
        html! {
            (notice(view, done))
            (PageHeader::new(view.t("grid")).lead(view.t(if self.sells { "grid-lead" } else { "grid-lead-stock" }))
                .breadcrumbs(texts, &[("/dashboard/products", &view.t("nav-products"))]))
            datalist id="category-paths" { @for path in &self.paths { option value=(path) {} } }
            (Form::post(HERE).hidden("back", self.back).errors(&view.t("form-errors"), &self.errors.summary())
                .body(html! { div data-grid { (table) } })
                .actions(save))
        }
    }
}

async fn paths(state: &State, caller: &Caller<Agent>) -> Result<Vec<String>, Problem> {
    if !may_sell(caller) {
        return Ok(Vec::new());
    }
    Ok(categories::list(state, caller.tenant()?).await?.tree.paths())
}

/// The page.
pub async fn page(
    caller: Caller<Agent>,
    state: web::Data<State>,
    view: View,
    query: Query<OwnQuery>,
    done: Query<Done>,
) -> Result<HttpResponse, Problem> {
    let after = query.page().after::<ProductId>()?;
    let found = products::list(&state, caller.tenant()?, &query.wanted(), after, ROWS).await?;
    let next = found.next_cursor.as_ref().map(|cursor| at(&view.here, &[("after", cursor)]));
    let sheet = Sheet {
        view: &view,
        now: state.clock.now(),
        sells: may_sell(&caller),
        wholes: &found.items,
        paths: paths(&state, &caller).await?,
        typed: None,
        edited: None,
        errors: FormErrors::default(),
        next,
        back: &view.here,
    };
    Ok(dashboard(&view, StatusCode::OK, &view.t("grid"), sheet.body(done.done.as_deref())))
}

/// An address of this page with some parameters of its own, and those of another page of products.
pub(super) fn at(here: &str, set: &[(&str, &str)]) -> String {
    let query = here.split_once('?').map_or("", |(_, query)| query);
    let kept = url::form_urlencoded::parse(query.as_bytes());
    let kept =
        kept.filter(|(key, _)| key != "done" && key != "refused" && set.iter().all(|(own, _)| own != key));
    let mut pairs = url::form_urlencoded::Serializer::new(String::new());
    let query = pairs.extend_pairs(kept).extend_pairs(set).finish();
    if query.is_empty() { HERE.to_owned() } else { format!("{HERE}?{query}") }
}

/// Saves every edited cell, or shows the table again with what is wrong, or with what somebody else wrote meanwhile.
pub async fn save(
    caller: Caller<Agent>,
    state: web::Data<State>,
    view: View,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let tenant = caller.tenant()?;
    let sells = may_sell(&caller);
    let typed = Typed(url::form_urlencoded::parse(&body).into_owned().collect());
    let back = at(typed.get("back"), &[]);
    let ids = cells::shown(&typed);
    let wholes = products::some(&state, tenant, &ids).await?;
    let (edits, wrong) = cells::edits(&typed, &wholes, sells);
    let by = By { tenant, actor: &caller.claims().sub, now: state.clock.now() };
    let saved = match wrong.is_empty() {
        true => grid::save(&state, view.lang, by, &edits).await,
        false => Err(Problem::fields(wrong)),
    };
    let problem = match saved {
        Ok(()) => return Ok(see_other(&at(&back, &[("done", "saved")]))),
        Err(problem) if problem.errors.is_empty() || problem.kind == Kind::Internal => return Err(problem),
        Err(problem) => problem,
    };
    let anew = problem.code == "changed_meanwhile";
    let wholes = if anew { products::some(&state, tenant, &ids).await? } else { wholes };
    let sheet = Sheet {
        view: &view,
        now: by.now,
        sells,
        wholes: &wholes,
        paths: paths(&state, &caller).await?,
        typed: Some(&typed),
        edited: anew.then(|| cells::edited(&edits)),
        errors: FormErrors::of(&problem, cells::field),
        next: None,
        back: &back,
    };
    let status = if anew { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(dashboard(&view, status, &view.t("grid"), sheet.body(None)))
}
