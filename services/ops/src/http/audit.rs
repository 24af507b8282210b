//! `GET /v1/ops/audit`: what operators did.
use actix_web::{get, web};
use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::Deserialize;
use souk_kit::{
    Caller, FieldError, Problem, Query,
    caller::Admin,
    paging::{Page, PageRequest},
    problem::ProblemBody,
};

use super::tenant;
use crate::{
    State,
    app::record::OPERATOR,
    domain::input,
    store::audit::{self, AuditEntry, Filter},
};

/// Which actions.
#[derive(Clone, Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AuditQuery {
    /// How many at most.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<u16>,
    /// `next_cursor` of the page before.
    pub after: Option<String>,
    /// Who, `usr_…`.
    #[param(max_length = 100)]
    pub actor: Option<String>,
    /// What, `switch_off`.
    #[param(max_length = 100)]
    pub action: Option<String>,
    /// The merchant it concerned, `ten_…`.
    #[param(max_length = 100)]
    pub tenant: Option<String>,
    /// Words of what it was done to, why, or how it went.
    #[param(max_length = 100)]
    pub q: Option<String>,
    /// From this day on (UTC), `2026-11-22`.
    #[param(max_length = 10)]
    pub since: Option<String>,
    /// Up to this day (UTC), which is included.
    #[param(max_length = 10)]
    pub until: Option<String>,
}

impl AuditQuery {
    /// The filter they make.
    ///
    /// # Errors
    /// 400 naming the parameter.
    pub fn filter(&self) -> Result<Filter, Problem> {
        let text = |name: &str, value: &Option<String>| {
            input::filter(&format!("/{name}"), value.as_deref()).map_err(Problem::parameter)
        };
        let until = day("/until", self.until.as_deref()).map_err(Problem::parameter)?;
        Ok(Filter {
            actor: text("actor", &self.actor)?,
            action: text("action", &self.action)?,
            tenant: tenant("/tenant", self.tenant.as_deref()).map_err(Problem::parameter)?,
            text: text("q", &self.q)?,
            since: day("/since", self.since.as_deref()).map_err(Problem::parameter)?,
            until: until.map(|day| day.checked_add_days(Days::new(1)).unwrap_or(day)),
        })
    }
}

/// The beginning of a day in UTC; nothing when it is blank.
fn day(pointer: &str, text: Option<&str>) -> Result<Option<DateTime<Utc>>, FieldError> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else { return Ok(None) };
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    let start = date.and_then(|date| date.and_hms_opt(0, 0, 0)).map(|start| start.and_utc());
    start.map(Some).ok_or_else(|| FieldError::new(pointer, "day_unreadable"))
}

/// One page, newest first.
///
/// # Errors
/// A wrong parameter, or the database.
pub async fn page(state: &State, query: &AuditQuery) -> Result<Page<AuditEntry>, Problem> {
    let filter = query.filter()?;
    let paging = PageRequest { limit: query.limit, after: query.after.clone() };
    let (limit, after) = (paging.limit()?, paging.after::<i64>()?);
    let rows = state
        .db
        .read(OPERATOR, async |conn| Ok::<_, Problem>(audit::list(conn, &filter, after, limit + 1).await?))
        .await?;
    Ok(Page::cut(rows, limit, |entry| entry.seq))
}

/// Operators' actions, newest first.
#[utoipa::path(
    operation_id = "list_audit",
    tag = "ops",
    params(AuditQuery),
    responses(
        (status = 200, description = "One page", body = Page<AuditEntry>),
        (status = 400, description = "A parameter is wrong", body = ProblemBody, content_type = "application/problem+json"),
        (status = 403, description = "Not an operator", body = ProblemBody, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/v1/ops/audit")]
pub async fn list_audit(
    _: Caller<Admin>,
    state: web::Data<State>,
    query: Query<AuditQuery>,
) -> Result<web::Json<Page<AuditEntry>>, Problem> {
    Ok(web::Json(page(&state, &query).await?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_day_is_included_and_what_is_no_day_is_named() {
        let query = |since: &str, until: &str| AuditQuery {
            since: Some(since.into()),
            until: Some(until.into()),
            ..AuditQuery::default()
        };
        let filter = query("2026-11-21", "2026-11-21").filter().unwrap();
        assert_eq!((filter.until.unwrap() - filter.since.unwrap()).num_hours(), 24);
        assert!(query("", " ").filter().unwrap().since.is_none());
        assert_eq!(query("", "yesterday").filter().unwrap_err().errors[0].pointer, "/until");
    }
}
