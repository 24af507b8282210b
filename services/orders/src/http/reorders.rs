//! `/v1/orders/{id}/reorder`: the same once more.
use actix_web::{HttpResponse, post, web};
use serde::Serialize;
use souk_events::{LineId, OrderId};
use souk_kit::{Caller, Path, Problem, View, caller::Anyone, problem::ProblemBody};

use super::views::CartLineView;
use crate::{
    app::{
        cart::Line,
        reorder::{self, Again, LeftOut},
    },
    state::State,
};

/// Something that is not in the cart again, or not all of it.
#[derive(Serialize, utoipa::ToSchema)]
pub struct LeftOutView {
    /// The line of the order.
    line_id: LineId,
    title: String,
    variant_title: String,
    reason: LeftOut,
    /// The reason in the caller's language.
    text: String,
}

/// What became of the order's lines.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Reordered {
    /// Lines of the cart, at today's prices.
    added: Vec<CartLineView>,
    /// What is missing.
    left_out: Vec<LeftOutView>,
}

/// Puts what was ordered into the cart once more, as far as it is still sold, at today's prices.
#[utoipa::path(
    tag = "orders", operation_id = "reorder_order", security((), ("bearer" = [])),
    params(("id" = OrderId, Path, description = "An order")),
    responses(
        (status = 200, description = "What is in the cart now, and what is not", body = Reordered),
        (status = 403, description = "Not a person's token", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "Not there, or not one's own", body = ProblemBody, content_type = "application/problem+json"),
        (status = 503, description = "The catalogue is away", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/orders/{id}/reorder")]
pub async fn reorder_order(
    caller: Caller<Anyone>,
    state: web::Data<State>,
    view: View,
    id: Path<OrderId>,
) -> Result<HttpResponse, Problem> {
    let all = reorder::run(&state, caller.subject()?, *id).await?;
    let missing = |again: &Again| {
        let reason = again.left_out?;
        Some(LeftOutView {
            line_id: again.line.line_id,
            title: again.line.title.clone(),
            variant_title: again.line.variant_title.clone(),
            reason,
            text: view.t(reason.key()),
        })
    };
    let left_out = all.iter().filter_map(missing).collect();
    let line = |(kept, quote)| Line { kept, quote: Some(quote), discount: 0, later: false };
    let added = all.into_iter().filter_map(|a| a.added).map(|a| CartLineView::from(&line(a))).collect();
    Ok(HttpResponse::Ok().json(Reordered { added, left_out }))
}
