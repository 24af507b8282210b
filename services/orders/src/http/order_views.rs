//! Orders as JSON has them.
use chrono::{DateTime, Utc};
use serde::Serialize;
use souk_events::{
    CheckoutId, LineId, LiveSessionId, Money, OrderId, ProductId, PromotionId, StoreId, VariantId,
};

use crate::{
    app::read::Full,
    domain::{
        fulfilment::{Mode, Slot},
        modifier::Chosen,
        order::{Label, Lifecycle, Payment, Preparation, Reason},
    },
    store::{
        redemptions::Redemption,
        rows::{HistoryRow, Order, OrderLine},
        sought::Sought,
    },
};

/// A time to hand over.
#[derive(Clone, Copy, Serialize, utoipa::ToSchema)]
pub struct SlotView {
    start: DateTime<Utc>,
    end: DateTime<Utc>,
}

impl SlotView {
    fn of(order: &Order) -> Option<Self> {
        Some(Self { start: order.slot_start?, end: order.slot_end? })
    }
}

impl From<&Slot> for SlotView {
    fn from(slot: &Slot) -> Self {
        Self { start: slot.start, end: slot.end }
    }
}

/// An order in a list.
#[derive(Serialize, utoipa::ToSchema)]
pub struct OrderSummary {
    id: OrderId,
    #[schema(example = "A-1042")]
    number: String,
    store_id: StoreId,
    store_name: String,
    checkout_id: CheckoutId,
    channel: String,
    fulfilment: Mode,
    /// The one word people see, derived from the axes.
    status: Label,
    lifecycle: Lifecycle,
    preparation: Preparation,
    payment: Payment,
    /// When the customer wants it; null: as soon as possible.
    slot: Option<SlotView>,
    /// What the lines cost, before the discount.
    subtotal: Money,
    delivery_fee: Money,
    tip: Money,
    discount: Money,
    /// Subtotal, fee and tip without the discount, tax included.
    total: Money,
    tax: Money,
    placed_at: DateTime<Utc>,
    accept_by: DateTime<Utc>,
    closed_at: Option<DateTime<Utc>>,
    reason: Option<Reason>,
    version: i64,
    /// How the deposit of an order of a live stands: `no_deposit`, `deposit_pending`, `deposit_approved`,
    /// `deposit_rejected`; left out elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    deposit: Option<String>,
    /// The live that it came from.
    #[serde(skip_serializing_if = "Option::is_none")]
    live_session_id: Option<LiveSessionId>,
}

impl OrderSummary {
    /// An order with what is known of the live that it came from.
    #[must_use]
    pub fn of((order, sought): &(Order, Option<Sought>)) -> Self {
        Self {
            deposit: sought.as_ref().map(|row| row.deposit.clone()),
            live_session_id: sought.as_ref().and_then(|row| row.session_id),
            ..Self::from(order)
        }
    }
}

impl From<&Order> for OrderSummary {
    fn from(order: &Order) -> Self {
        Self {
            id: order.id,
            number: order.number.clone(),
            store_id: order.store_id,
            store_name: order.store_name.clone(),
            checkout_id: order.checkout_id,
            channel: order.channel.clone(),
            fulfilment: order.mode(),
            status: order.label(),
            lifecycle: order.state().lifecycle,
            preparation: order.state().preparation,
            payment: order.payment(),
            slot: SlotView::of(order),
            subtotal: order.money(order.subtotal()),
            delivery_fee: order.money(order.delivery_fee),
            tip: order.money(order.tip),
            discount: order.money(order.discount),
            total: order.money(order.total),
            tax: order.money(order.tax),
            placed_at: order.placed_at,
            accept_by: order.accept_by,
            closed_at: order.closed_at,
            reason: order.reason(),
            version: order.version,
            deposit: None,
            live_session_id: None,
        }
    }
}

/// A line of an order, as it was shown.
#[derive(Serialize, utoipa::ToSchema)]
pub struct OrderLineView {
    id: LineId,
    product_id: ProductId,
    variant_id: VariantId,
    title: String,
    variant_title: String,
    /// Those that are left.
    quantity: i32,
    /// How many the merchant took off it.
    taken_off: i32,
    unit_price: Money,
    /// Price of all pieces, before the discount.
    total: Money,
    discount: Money,
    /// Inside what remains.
    tax: Money,
    tax_rate_bp: i32,
    /// What was chosen with it, inside the unit price.
    modifiers: Vec<Chosen>,
    /// What the customer had to say about it.
    note: Option<String>,
}

fn line(full: &Full, line: &OrderLine) -> OrderLineView {
    let order = &full.order;
    OrderLineView {
        id: line.line_id,
        product_id: line.product_id,
        variant_id: line.variant_id,
        title: line.title.clone(),
        variant_title: line.variant_title.clone(),
        quantity: line.quantity,
        taken_off: line.cancelled,
        unit_price: order.money(line.unit_price),
        total: order.money(line.total),
        discount: order.money(line.discount),
        tax: order.money(line.tax),
        tax_rate_bp: line.tax_rate_bp,
        modifiers: line.chosen(),
        note: full.line_notes.get(&line.line_id).cloned(),
    }
}

/// What one promotion took off an order.
#[derive(Serialize, utoipa::ToSchema)]
pub struct DiscountView {
    promotion_id: PromotionId,
    title: String,
    code: Option<String>,
    amount: Money,
    /// `reserved` while the order is open, then `committed`, or `released` when it ended early.
    #[schema(example = "reserved")]
    state: String,
}

/// One change of an order.
#[derive(Serialize, utoipa::ToSchema)]
pub struct HistoryView {
    #[schema(example = "accepted")]
    what: String,
    #[schema(example = "merchant")]
    by: String,
    /// The person of the shop; only the shop sees it.
    #[serde(skip_serializing_if = "Option::is_none")]
    person: Option<String>,
    reason: Option<String>,
    at: DateTime<Utc>,
    version: i64,
}

/// An order.
#[derive(Serialize, utoipa::ToSchema)]
pub struct OrderView {
    #[serde(flatten)]
    summary: OrderSummary,
    /// When it will be ready, once the merchant said that it takes longer.
    ready_at: Option<DateTime<Utc>>,
    lines: Vec<OrderLineView>,
    /// What promotions took off.
    discounts: Vec<DiscountView>,
    /// Oldest first.
    history: Vec<HistoryView>,
}

impl OrderView {
    /// As the customer sees it: who exactly worked on it is the shop's business.
    #[must_use]
    pub fn for_customer(full: &Full) -> Self {
        Self::new(full, false)
    }
    /// As the shop sees it.
    #[must_use]
    pub fn for_staff(full: &Full) -> Self {
        Self::new(full, true)
    }

    fn new(full: &Full, staff: bool) -> Self {
        let entry = |row: &HistoryRow| HistoryView {
            what: row.what.clone(),
            by: row.actor.clone(),
            person: row.person.clone().filter(|_| staff),
            reason: row.reason.clone(),
            at: row.at,
            version: row.version,
        };
        let discount = |used: &Redemption| DiscountView {
            promotion_id: used.promotion_id,
            title: used.title.clone(),
            code: used.code.clone(),
            amount: full.order.money(used.amount),
            state: used.state.clone(),
        };
        Self {
            summary: (&full.order).into(),
            ready_at: full.ready_at(),
            lines: full.lines.iter().map(|l| line(full, l)).collect(),
            discounts: full.discounts.iter().map(discount).collect(),
            history: full.history.iter().map(entry).collect(),
        }
    }
}
