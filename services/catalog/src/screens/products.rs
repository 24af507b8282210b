//! `/dashboard/products`: the merchant's products, with stock and publishing at hand.
use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use souk_events::{ProductId, VariantId};
use souk_kit::{Caller, Problem, Query, View, caller::Agent, format, token::Role};
use souk_ui::{
    Banner, Button, Chip, Column, EmptyState, Field, Form, Icon, Markup, PageHeader, Pager, Photo, Row,
    ShellTexts, Table, Tone, chips, html, search_form, status,
};

use super::{dashboard, grid, may_sell, notice, see_other};
use crate::{
    app::{
        products::{self, Whole},
        stock::{self, StockWish},
        stores,
    },
    domain::kind::ProductKind,
    http::products::{OwnQuery, Shelved},
    shelf::Image,
    state::State,
};

const ROWS: i64 = 25;
const HERE: &str = "/dashboard/products";

/// The notice that a redirect asked for.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    done: Option<String>,
    refused: Option<String>,
}

/// One tap that ends the sale of a product for the day, or takes that back; nothing for what is not on sale.
pub(super) fn sold_out_button(view: &View, whole: &Whole, now: DateTime<Utc>) -> Markup {
    let product = whole.row.title.as_str();
    let (what, key, icon) = match whole.is_sold_out_today(now) {
        true => ("back_on", "sold-out-undo", Icon::Undo2),
        false => ("sold_out", "sold-out-mark", Icon::Ban),
    };
    html! {
        @if whole.row.published {
            (Button::quiet(view.t(key)).small().icon(icon).name_value("do", format!("{what}.{}", whole.row.id))
                .attr("aria-label", view.with(&format!("{key}-of"), &[("product", product)])))
        }
    }
}

fn state_of(view: &View, whole: &Whole, now: DateTime<Utc>) -> Markup {
    if whole.row.published && whole.is_sold_out_today(now) {
        return status(Tone::Warning, &view.t("sold-out-today"));
    }
    let left: i64 = whole.variants.iter().map(|(_, s)| s.counters().available()).sum();
    let counted = whole.row.kind() == ProductKind::Goods;
    match (whole.row.published, left) {
        (true, _) if !counted => status(Tone::Success, &view.t("status-published")),
        (false, _) => status(Tone::Neutral, &view.t("status-draft")),
        (true, ..=0) => status(Tone::Warning, &view.t("status-sold-out")),
        (true, _) => status(Tone::Success, &view.t("status-published")),
    }
}

/// The stock of a plain product as a field; of one with options as a sum that leads to its form. Of what is not counted,
/// what it is.
fn stock_cell(view: &View, whole: &Whole) -> Markup {
    if whole.row.kind() != ProductKind::Goods {
        return html! { span class="muted" { (view.t(&format!("kind-{}", whole.row.kind))) } };
    }
    match whole.variants.as_slice() {
        [(variant, stock)] => {
            let now = stock.on_hand.to_string();
            let label = view.with("stock-of", &[("product", &whole.row.title)]);
            html! {
                input type="hidden" name={ "was." (variant.id) } value=(now);
                (Field::number(&format!("stock.{}", variant.id), label).hide_label().min(0).value(now))
            }
        }
        several => {
            let sum: i64 = several.iter().map(|(_, s)| s.on_hand).sum();
            html! { a href={ (HERE) "/" (whole.row.id) } { (sum) } }
        }
    }
}

fn row(view: &View, whole: &Whole, sells: bool, now: DateTime<Utc>) -> Row {
    let product = &whole.row;
    let price = whole.variants.iter().map(|(v, _)| v.price).min().unwrap_or_default();
    let photo = product.photos.first().map(|p| Image(p.clone()).url(320));
    let skus: Vec<_> =
        whole.variants.iter().map(|(v, _)| v.sku.as_str()).filter(|s| !s.is_empty()).take(2).collect();
    let row = Row::new(vec![
        html! { (Photo::new(photo, "").thumb()) " " (product.title) @if !skus.is_empty() { " " small { (skus.join(", ")) } } },
        html! { (state_of(view, whole, now)) " " (sold_out_button(view, whole, now)) },
        html! { (format::money(view.lang, whole.money(price))) },
        stock_cell(view, whole),
        html! { (whole.category) },
    ]);
    let row = row.href(format!("{HERE}/{}", product.id)).id(format!("row-{}", product.id));
    if sells {
        row.select("ids", product.id.to_string(), view.with("choose", &[("product", &product.title)]))
    } else {
        row
    }
}

fn table(
    view: &View,
    query: &OwnQuery,
    found: &souk_kit::paging::Page<Whole>,
    sells: bool,
    at: DateTime<Utc>,
) -> Markup {
    let words = query.q.as_deref().unwrap_or_default();
    let category = query.category.map(|id| id.to_string()).unwrap_or_default();
    let link = |status: &str, after: Option<&str>| {
        let mut pairs = url::form_urlencoded::Serializer::new(String::new());
        for (key, value) in
            [("q", words), ("status", status), ("category", &category), ("after", after.unwrap_or_default())]
        {
            if !value.is_empty() {
                pairs.append_pair(key, value);
            }
        }
        format!("{HERE}?{}", pairs.finish())
    };
    let now = match query.status {
        None => "",
        Some(Shelved::Published) => "published",
        Some(Shelved::Draft) => "draft",
        Some(Shelved::SoldOut) => "sold_out",
        Some(Shelved::Low) => "low",
    };
    let filters: Vec<_> = [
        ("", "all-products"),
        ("published", "status-published"),
        ("draft", "status-draft"),
        ("sold_out", "status-sold-out"),
        ("low", "status-low"),
    ]
    .into_iter()
    .map(|(value, key)| Chip::new(link(value, None), view.t(key), value == now))
    .collect();
    let columns = vec![
        Column::text(view.t("column-product")),
        Column::text(view.t("column-status")),
        Column::number(view.t("column-price")),
        Column::number(view.t("column-stock")),
        Column::text(view.t("column-category")),
    ];
    let filtered = !words.is_empty() || query.status.is_some() || query.category.is_some();
    let empty = if filtered {
        EmptyState::new(Icon::PackageSearch, view.t("nothing-found"), view.t("nothing-found-text"))
    } else {
        let state = EmptyState::new(Icon::PackageOpen, view.t("no-products"), view.t("no-products-text"));
        if sells {
            state.action(
                Button::primary(view.t("add-first-product")).href("/dashboard/products/new").icon(Icon::Plus),
            )
        } else {
            state
        }
    };
    let bulk = html! {
        (Button::secondary(view.t("publish")).name_value("do", "publish").icon(Icon::Eye))
        (Button::secondary(view.t("unpublish")).name_value("do", "unpublish").icon(Icon::EyeOff))
    };
    let next = found.next_cursor.as_deref().map(|cursor| link(now, Some(cursor)));
    let rows: Vec<_> = found.items.iter().map(|whole| row(view, whole, sells, at)).collect();
    let has_rows = !rows.is_empty();
    let mut table = Table::new(view.t("nav-products"), columns)
        .rows(rows)
        .empty(empty)
        .pager(Pager::new(None, next, ShellTexts::of(view.lang.code())))
        .id("products");
    if has_rows && sells {
        table = table.bulk(bulk);
    }
    // First in the form, so that Enter in a stock field saves the stock.
    let save = html! { @if has_rows {
        div class="table-tools" { (Button::secondary(view.t("save-stock")).name_value("do", "stock").icon(Icon::Save)) }
    } };
    html! {
        div class="table-tools" {
            (chips(&view.t("column-status"), &filters))
            (search_form(HERE, "q", words, &view.t("search-products")))
        }
        (Form::post(HERE).hidden("back", &view.here).body(html! { (save) (table) }))
    }
}

/// The page.
pub async fn page(
    caller: Caller<Agent>,
    state: web::Data<State>,
    view: View,
    query: Query<OwnQuery>,
    done: Query<Done>,
) -> Result<HttpResponse, Problem> {
    let tenant = caller.tenant()?;
    let sells = may_sell(&caller);
    let after = query.page().after::<ProductId>()?;
    let stores = stores::list(&state, tenant).await?;
    let found = products::list(&state, tenant, &query.wanted(), after, ROWS).await?;
    let mut header = PageHeader::new(view.t("nav-products"));
    if sells && !stores.is_empty() {
        header = header
            .primary(Button::primary(view.t("add-product")).href("/dashboard/products/new").icon(Icon::Plus));
    }
    if !found.items.is_empty() {
        let edit = Button::secondary(view.t("grid")).href(grid::at(&view.here, &[]));
        header = header.secondary(edit.icon(Icon::Pencil));
    }
    header = header
        .secondary(Button::secondary(view.t("categories")).href("/dashboard/categories").icon(Icon::Layers));
    header = header.secondary(
        Button::secondary(view.t("modifiers")).href("/dashboard/modifiers").icon(Icon::ListFilter),
    );
    if caller.claims().role.is_some_and(|r| r >= Role::Manager) && !stores.is_empty() {
        header = header.secondary(
            Button::secondary(view.t("import-export")).href("/dashboard/import").icon(Icon::FileUp),
        );
    }
    let body = html! {
        (notice(&view, done.done.as_deref()))
        (header)
        @if let Some(title) = &done.refused {
            (Banner::new(Tone::Danger, view.with("stock-refused", &[("product", title)])).text(view.t("stock-refused-text")))
        }
        @if stores.is_empty() {
            (Banner::new(Tone::Info, view.t("store-coming")).text(view.t("store-coming-text")))
        }
        (table(&view, &query, &found, sells, state.clock.now()))
    };
    Ok(dashboard(&view, StatusCode::OK, &view.t("nav-products"), body))
}

fn back_to(fields: &[(String, String)], done: &str, refused: Option<&str>) -> String {
    let back = fields.iter().find(|(k, _)| k == "back").map(|(_, v)| v.as_str());
    let own = |b: &&str| {
        *b == HERE || ["/dashboard/products?", "/dashboard/products/prd_"].iter().any(|p| b.starts_with(p))
    };
    let back = back.filter(own).unwrap_or(HERE);
    let (path, query) = back.split_once('?').unwrap_or((back, ""));
    let mut pairs = url::form_urlencoded::Serializer::new(String::new());
    for (key, value) in
        url::form_urlencoded::parse(query.as_bytes()).filter(|(k, _)| k != "done" && k != "refused")
    {
        pairs.append_pair(&key, &value);
    }
    pairs.append_pair("done", done);
    if let Some(title) = refused {
        pairs.append_pair("refused", title);
    }
    format!("{path}?{}", pairs.finish())
}

/// Saves stock, publishes what was chosen, or ends the sale of a product for the day.
pub async fn act(
    caller: Caller<Agent>,
    state: web::Data<State>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let tenant = caller.tenant()?;
    let fields: Vec<(String, String)> = url::form_urlencoded::parse(&body).into_owned().collect();
    let what = fields.iter().find(|(k, _)| k == "do").map_or("", |(_, v)| v.as_str());
    match what {
        "stock" => {
            let refused = save_stock(&state, &caller, &fields).await?;
            let done = if refused.is_some() { "nothing" } else { "stock" };
            Ok(see_other(&back_to(&fields, done, refused.as_deref())))
        }
        "publish" | "unpublish" => {
            if !may_sell(&caller) {
                return Err(Problem::forbidden());
            }
            let ids: Vec<ProductId> = fields
                .iter()
                .filter(|(k, _)| k == "ids")
                .filter_map(|(_, v)| v.parse().ok())
                .take(100)
                .collect();
            for id in &ids {
                products::set_published(&state, tenant, *id, what == "publish").await?;
            }
            let done = match (ids.is_empty(), what) {
                (true, _) => "nothing",
                (_, "publish") => "published",
                _ => "unpublished",
            };
            Ok(see_other(&back_to(&fields, done, None)))
        }
        _ => {
            let (what, id) = what.split_once('.').unwrap_or_default();
            let done = match (what, id.parse()) {
                ("sold_out", Ok(id)) => {
                    products::set_sold_out(&state, tenant, id, true).await.map(|_| "sold-out")?
                }
                ("back_on", Ok(id)) => {
                    products::set_sold_out(&state, tenant, id, false).await.map(|_| "back-on")?
                }
                _ => "nothing",
            };
            Ok(see_other(&back_to(&fields, done, None)))
        }
    }
}

/// Applies what was typed as a difference to what was shown, so that a sale in between is not undone. Says which
/// variant had more units promised than would remain.
pub(super) async fn save_stock(
    state: &State,
    caller: &Caller<Agent>,
    fields: &[(String, String)],
) -> Result<Option<String>, Problem> {
    let tenant = caller.tenant()?;
    let actor = caller.claims().sub.clone();
    let number =
        |key: String| fields.iter().find(|(k, _)| *k == key).and_then(|(_, v)| v.trim().parse::<i64>().ok());
    let mut refused = None;
    for (key, _) in fields.iter().filter(|(k, _)| k.starts_with("stock.")).take(300) {
        let Some(id) = key.strip_prefix("stock.").and_then(|id| id.parse::<VariantId>().ok()) else {
            continue;
        };
        let (Some(now), Some(was)) = (number(key.clone()), number(format!("was.{id}"))) else { continue };
        if now == was {
            continue;
        }
        let wish = StockWish { change: Some(now.saturating_sub(was)), ..StockWish::default() };
        match stock::adjust(state, tenant, &actor, id, &wish).await {
            Ok(_) => {}
            Err(problem) if problem.code == "stock_promised" || !problem.errors.is_empty() => {
                let found = stock::get(state, tenant, id).await?;
                refused = Some(products::get(state, tenant, found.row.product_id).await?.row.title);
            }
            Err(problem) => return Err(problem),
        }
    }
    Ok(refused)
}
