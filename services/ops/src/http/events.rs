//! `GET /v1/ops/events`: every fact on record.
use actix_web::{get, web};
use serde::Deserialize;
use souk_kit::{
    Caller, Problem, Query,
    caller::Admin,
    paging::{Page, PageRequest},
    problem::ProblemBody,
};

use super::tenant;
use crate::{
    State,
    app::record::OPERATOR,
    domain::input,
    store::events::{self, EventEntry, Filter},
};

/// Which facts.
#[derive(Clone, Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct EventQuery {
    /// How many at most.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<u16>,
    /// `next_cursor` of the page before.
    pub after: Option<String>,
    /// Wire name, `orders.order_placed.v1`.
    #[serde(rename = "type")]
    #[param(max_length = 100)]
    pub kind: Option<String>,
    /// The telling module.
    #[param(max_length = 100)]
    pub source: Option<String>,
    /// The merchant, `ten_…`.
    #[param(max_length = 100)]
    pub tenant: Option<String>,
    /// The id of the thing they are about.
    #[param(max_length = 100)]
    pub subject: Option<String>,
    /// Correlation id.
    #[param(max_length = 100)]
    pub correlation: Option<String>,
}

impl EventQuery {
    /// The filter they make.
    ///
    /// # Errors
    /// 400 naming the parameter.
    pub fn filter(&self) -> Result<Filter, Problem> {
        let text = |name: &str, value: &Option<String>| {
            input::filter(&format!("/{name}"), value.as_deref()).map_err(Problem::parameter)
        };
        Ok(Filter {
            kind: text("type", &self.kind)?,
            source: text("source", &self.source)?,
            tenant: tenant("/tenant", self.tenant.as_deref()).map_err(Problem::parameter)?,
            subject: text("subject", &self.subject)?,
            correlation: text("correlation", &self.correlation)?,
        })
    }
}

/// One page, newest first.
///
/// # Errors
/// A wrong parameter, or the database.
pub async fn page(state: &State, query: &EventQuery) -> Result<Page<EventEntry>, Problem> {
    let filter = query.filter()?;
    let paging = PageRequest { limit: query.limit, after: query.after.clone() };
    let (limit, after) = (paging.limit()?, paging.after::<i64>()?);
    let rows = state
        .db
        .read(OPERATOR, async |conn| Ok::<_, Problem>(events::list(conn, &filter, after, limit + 1).await?))
        .await?;
    Ok(Page::cut(rows, limit, |entry| entry.seq))
}

/// Facts on record, newest first.
#[utoipa::path(
    operation_id = "list_events",
    tag = "ops",
    params(EventQuery),
    responses(
        (status = 200, description = "One page", body = Page<EventEntry>),
        (status = 400, description = "A parameter is wrong", body = ProblemBody, content_type = "application/problem+json"),
        (status = 403, description = "Not an operator", body = ProblemBody, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/v1/ops/events")]
pub async fn list_events(
    _: Caller<Admin>,
    state: web::Data<State>,
    query: Query<EventQuery>,
) -> Result<web::Json<Page<EventEntry>>, Problem> {
    Ok(web::Json(page(&state, &query).await?))
}
