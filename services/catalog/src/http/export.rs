//! A store's products as a file, sent while it is read.
use actix_web::{HttpResponse, get, web};
use bytes::Bytes;
use futures_util::stream;
use serde::Deserialize;
use souk_events::StoreId;
use souk_kit::{
    Caller, Problem, Query,
    caller::{Fresh, Manager, Own},
    problem::ProblemBody,
    spreadsheet,
};
use utoipa::{IntoParams, ToSchema};

use crate::{
    app::export,
    domain::csv::write::{self, Style},
    state::State,
};

/// What stands between cells.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Separator {
    /// A comma, as RFC 4180 has it.
    #[default]
    Comma,
    /// A semicolon, and commas in prices: for spreadsheets of countries that write `12,50`.
    Semicolon,
}

/// Which file.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ExportQuery {
    /// The store that sells the products.
    pub store: StoreId,
    /// What stands between cells.
    #[serde(default)]
    pub separator: Separator,
}

/// All products of a store, drafts too, as CSV in Souk's own format; an import of the file changes nothing.
#[utoipa::path(
    tag = "imports", operation_id = "export_products", params(ExportQuery), security(("bearer" = [])),
    responses(
        (status = 200, body = String, content_type = "text/csv"),
        (status = 403, description = "Only managers and owners; `step_up_required`; `read_only` for an operator who looks at their view", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "No such store of the tenant", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[get("/v1/catalog/export")]
pub async fn export_products(
    caller: Caller<Fresh<Own<Manager>>>,
    state: web::Data<State>,
    query: Query<ExportQuery>,
) -> Result<HttpResponse, Problem> {
    let style = match query.separator {
        Separator::Comma => Style::Comma,
        Separator::Semicolon => Style::Semicolon,
    };
    let store = export::begin(&state, caller.tenant()?, &caller.claims().sub, query.store).await?;
    let name = format!("{}-{}.csv", store.slug, state.clock.now().format("%Y-%m-%d"));
    let mut head = spreadsheet::MARK.to_string().into_bytes();
    head.extend(write::bytes(&[write::header()], style).map_err(Problem::internal)?);
    let state = state.into_inner();
    let pages = stream::try_unfold(Some((head, String::new())), move |turn| {
        let (state, store) = (state.clone(), store.clone());
        async move {
            let Some((bytes, last)) = turn else { return Ok::<_, Problem>(None) };
            let next = export::page(&state, &store, &last, style).await?;
            Ok(Some((Bytes::from(bytes), next)))
        }
    });
    Ok(spreadsheet::file(&name).streaming(pages))
}
