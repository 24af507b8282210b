//! `/v1/live/…`: how a live stands, and what staff do about it; `/v1/reports/…`: what must not be.
use actix_web::{HttpResponse, get, post, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use souk_events::{LiveItemId, LiveSessionId, Money, ReservationId};
use souk_kit::{
    Caller, Json, Path, Problem,
    caller::{Agent, Manager, Seller},
    line,
    problem::ProblemBody,
};
use utoipa::ToSchema;

use crate::{
    app::board::{self, Board, Deed, Row},
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
    /// `waiting` or `held`.
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

/// What can be done to a reservation.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Intervention {
    /// Take a hold back for the next one in the queue.
    Release,
    /// Take a hold back for nobody in particular.
    Free,
    /// Five minutes more for a hold.
    Extend,
    /// Put somebody who waits before the others.
    ToHead,
}

/// Why somebody steps in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// In their own words; it stays on record.
    #[schema(min_length = 1, max_length = 200)]
    reason: String,
}

/// A reservation after somebody stepped in.
#[derive(Serialize, ToSchema)]
pub struct ReservationView {
    id: ReservationId,
    code: String,
    state: String,
    expires_at: Option<DateTime<Utc>>,
}

/// Steps in on a reservation.
#[utoipa::path(
    tag = "live", operation_id = "step_in_on_reservation", request_body = Reason, security(("bearer" = [])),
    params(
        ("id" = ReservationId, Path, description = "A reservation"),
        ("step" = inline(Intervention), Path, description = "What to do"),
    ),
    responses(
        (status = 200, description = "Done", body = ReservationView),
        (status = 403, description = "Only sellers and up", body = ProblemBody, content_type = "application/problem+json"),
        (status = 404, description = "Not there, or another merchant's", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "`reservation_moved_on` or `hold_not_extended`, with the current state", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "No reason", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/live/reservations/{id}/{step}")]
pub async fn step_in_on_reservation(
    caller: Caller<Seller>,
    state: web::Data<State>,
    path: Path<(ReservationId, Intervention)>,
    said: Json<Reason>,
) -> Result<HttpResponse, Problem> {
    let (id, step) = path.0;
    let why = line::required(&said.reason, 200).map_err(|code| Problem::field("/reason", code))?;
    let deed = match step {
        Intervention::Release => Deed::Release { to_next: true },
        Intervention::Free => Deed::Release { to_next: false },
        Intervention::Extend => Deed::Extend,
        Intervention::ToHead => Deed::ToHead,
    };
    let person = caller.claims().sub.clone();
    let row = board::step_in(&state, caller.tenant()?, person, id, deed, &why).await?;
    let view = ReservationView { id: row.id, code: row.code, state: row.state, expires_at: row.expires_at };
    Ok(HttpResponse::Ok().json(view))
}

/// A line of the record.
#[derive(Serialize, ToSchema)]
pub struct RecordView {
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
