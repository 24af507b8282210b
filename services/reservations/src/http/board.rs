//! `/v1/live/…`: how a live stands, and what staff do about it; `/v1/reports/…`: what must not be.
use actix_web::{HttpResponse, get, web};
use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;
use souk_events::{LiveItemId, LiveSessionId, Money, ReservationId};
use souk_kit::{
    Caller, Path, Problem,
    caller::{Agent, Manager, Seller},
    problem::ProblemBody,
};
use utoipa::ToSchema;

use crate::{
    app::board::{self, Board, Row},
    state::State,
    store::{audit::Entry, checks::Violation, reservations::Reservation},
};

/// Somebody who holds a piece, or waits for one.
#[derive(Serialize, ToSchema)]
pub struct Claim {
    reservation_id: ReservationId,
    /// The end of her number.
    #[schema(example = "··42")]
    who: String,
    quantity: i32,
    size: String,
    /// `waiting`, `held` or `expired`.
    state: String,
    /// `need_size`, `need_address`, `need_confirm`.
    step: String,
    /// `soft` or `locked`; null for somebody who waits.
    lock: Option<String>,
    /// Null for somebody who waits.
    expires_at: Option<DateTime<Utc>>,
    /// The place that she was told; null for a holder.
    rank: Option<i64>,
}

fn claim(row: Reservation, who: String, rank: Option<i64>) -> Claim {
    Claim {
        reservation_id: row.id,
        who,
        quantity: row.quantity,
        size: row.size,
        state: row.state,
        step: row.step,
        lock: row.lock,
        expires_at: row.expires_at,
        rank,
    }
}

/// Something for sale.
#[derive(Serialize, ToSchema)]
pub struct ItemView {
    id: LiveItemId,
    code: String,
    label: String,
    /// `on_sale` or `sold`.
    state: String,
    /// One piece only.
    unique: bool,
    /// `seller`, or `customer` for one that a customer's code made.
    origin: String,
    price: Money,
    /// Falls when somebody confirms.
    on_hand: i32,
    /// Falls when somebody holds.
    available: i64,
    holders: Vec<Claim>,
    waiting: Vec<Claim>,
    /// Whose hold ran out within half an hour: it can be begun anew.
    lapsed: Vec<Claim>,
}

impl From<Row> for ItemView {
    fn from(row: Row) -> Self {
        let price = row.item.price();
        Self {
            id: row.item.id,
            code: row.item.shown_code,
            label: row.item.label,
            state: row.item.state,
            unique: row.item.is_unique,
            origin: row.item.origin,
            price,
            on_hand: row.item.on_hand,
            available: row.available,
            holders: row.holders.into_iter().map(|(row, who)| claim(row, who, None)).collect(),
            waiting: row.waiting.into_iter().map(|(row, who, rank)| claim(row, who, Some(rank))).collect(),
            lapsed: row.lapsed.into_iter().map(|(row, who)| claim(row, who, None)).collect(),
        }
    }
}

/// The live that runs.
#[derive(Serialize, ToSchema)]
pub struct SessionView {
    id: LiveSessionId,
    name: String,
    paused: bool,
    opened_at: DateTime<Utc>,
    orders: i64,
    /// What they come to, minor units of the store's currency.
    sold: i64,
    expired: i64,
}

/// How a live stands.
#[derive(Serialize, ToSchema)]
pub struct BoardView {
    /// Null while there is none.
    session: Option<SessionView>,
    items: Vec<ItemView>,
    at: DateTime<Utc>,
}

impl From<Board> for BoardView {
    fn from(board: Board) -> Self {
        let session = board.session.map(|(session, sum)| SessionView {
            id: session.id,
            name: session.name,
            paused: session.paused,
            opened_at: session.opened_at,
            orders: sum.orders,
            sold: sum.sold,
            expired: sum.expired,
        });
        Self { session, items: board.rows.into_iter().map(ItemView::from).collect(), at: board.at }
    }
}

/// The live as it stands.
#[utoipa::path(
    tag = "live", operation_id = "get_live_board", security(("bearer" = [])),
    responses(
        (status = 200, description = "Items with who holds them and who waits", body = BoardView),
        (status = 403, description = "Not staff", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[get("/v1/live/board")]
pub async fn get_live_board(caller: Caller<Agent>, state: web::Data<State>) -> Result<HttpResponse, Problem> {
    Ok(HttpResponse::Ok().json(BoardView::from(board::look(&state, caller.tenant()?).await?)))
}

/// A line of the record.
#[derive(Serialize, ToSchema)]
pub(super) struct RecordView {
    /// Its place in the merchant's record.
    seq: i64,
    at: DateTime<Utc>,
    /// `con_…`, `usr_…`, `timer`, `orders`.
    actor: String,
    action: String,
    /// What it is about: `rsv_…`, `itm_…`.
    target: String,
    #[schema(value_type = Object)]
    before: Value,
    #[schema(value_type = Object)]
    after: Value,
}

impl From<Entry> for RecordView {
    fn from(row: Entry) -> Self {
        let Entry { seq, at, actor, action, target, before, after, .. } = row;
        Self { seq, at, actor, action, target, before, after }
    }
}

/// All that happened to an item.
#[derive(Serialize, ToSchema)]
pub struct ItemRecord {
    items: Vec<RecordView>,
}

/// Who came first for an item, and what became of everybody.
#[utoipa::path(
    tag = "live", operation_id = "get_item_record", security(("bearer" = [])),
    params(("id" = LiveItemId, Path, description = "An item")),
    responses(
        (status = 200, description = "In the order in which it happened", body = ItemRecord),
        (status = 403, description = "Only sellers and up", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "Not there, or another merchant's", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[get("/v1/live/items/{id}/record")]
pub async fn get_item_record(
    caller: Caller<Seller>,
    state: web::Data<State>,
    id: Path<LiveItemId>,
) -> Result<HttpResponse, Problem> {
    let rows = board::record(&state, caller.tenant()?, *id).await?;
    Ok(HttpResponse::Ok().json(ItemRecord { items: rows.into_iter().map(RecordView::from).collect() }))
}

/// What must not be.
#[derive(Serialize, ToSchema)]
pub struct DoubleAttribution {
    /// Empty when all is well.
    violations: Vec<Violation>,
    /// The first line of the record that does not follow from the one before it; null when all do.
    broken_at: Option<i64>,
}

/// Whether a piece was given twice, stock and ledger agree, and the record is whole.
#[utoipa::path(
    tag = "live", operation_id = "get_double_attribution", security(("bearer" = [])),
    responses(
        (status = 200, description = "The report", body = DoubleAttribution),
        (status = 403, description = "Only managers and up", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[get("/v1/reports/double-attribution")]
pub async fn get_double_attribution(
    caller: Caller<Manager>,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    let (violations, broken_at) = board::checked(&state, caller.tenant()?).await?;
    Ok(HttpResponse::Ok().json(DoubleAttribution { violations, broken_at }))
}
