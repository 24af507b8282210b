//! Carts and orders as JSON has them.
use chrono::{DateTime, Utc};
use serde::Serialize;
use souk_events::{CheckoutId, LineId, Money, OrderId, ProductId, StoreId, VariantId};

use crate::{
    app::{
        cart::{Cart, Group, Line},
        read::Full,
    },
    domain::order::{Label, Lifecycle, Payment, Preparation, Reason},
    store::rows::{HistoryRow, Order, OrderLine},
};

/// A line of a cart.
#[derive(Serialize, utoipa::ToSchema)]
pub struct CartLineView {
    id: LineId,
    variant_id: VariantId,
    product_id: ProductId,
    store_id: StoreId,
    title: String,
    variant_title: String,
    image_url: Option<String>,
    #[schema(minimum = 1, maximum = 99)]
    quantity: i32,
    /// Null while the catalogue is away or when it no longer has the variant.
    unit_price: Option<Money>,
    total: Option<Money>,
    available: Option<i64>,
    sellable: Option<bool>,
}

/// One store's part of a cart.
#[derive(Serialize, utoipa::ToSchema)]
pub struct CartStoreView {
    store_id: StoreId,
    name: String,
    slug: Option<String>,
    line_ids: Vec<LineId>,
    total: Option<Money>,
}

/// A cart.
#[derive(Serialize, utoipa::ToSchema)]
pub struct CartView {
    /// Pieces.
    count: i64,
    lines: Vec<CartLineView>,
    stores: Vec<CartStoreView>,
    /// Null without prices, with several currencies, or when the cart is empty.
    total: Option<Money>,
    /// False while the catalogue is away: the lines are kept, prices are null.
    priced: bool,
}

impl From<&Line> for CartLineView {
    fn from(line: &Line) -> Self {
        let (kept, quote) = (&line.kept, line.quote.as_ref());
        Self {
            id: kept.id,
            variant_id: kept.variant_id,
            product_id: kept.product_id,
            store_id: kept.store_id,
            title: quote.map_or(&kept.title, |q| &q.title).clone(),
            variant_title: quote.map_or(&kept.variant_title, |q| &q.variant_title).clone(),
            image_url: quote.map_or(&kept.image_url, |q| &q.image_url).clone(),
            quantity: kept.quantity,
            unit_price: quote.map(|q| q.unit_price),
            total: line.total(),
            available: quote.and_then(|q| q.available),
            sellable: quote.map(|q| q.sellable),
        }
    }
}

impl From<&Group> for CartStoreView {
    fn from(group: &Group) -> Self {
        Self {
            store_id: group.store_id,
            name: group.name.clone(),
            slug: group.slug.clone(),
            line_ids: group.lines.iter().map(|l| l.kept.id).collect(),
            total: group.total(),
        }
    }
}

impl From<&Cart> for CartView {
    fn from(cart: &Cart) -> Self {
        Self {
            count: cart.count(),
            lines: cart.lines().map(Into::into).collect(),
            stores: cart.groups.iter().map(Into::into).collect(),
            total: cart.total(),
            priced: cart.priced,
        }
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
    fulfilment: String,
    /// The one word people see, derived from the axes.
    status: Label,
    lifecycle: Lifecycle,
    preparation: Preparation,
    payment: Payment,
    total: Money,
    tax: Money,
    placed_at: DateTime<Utc>,
    accept_by: DateTime<Utc>,
    closed_at: Option<DateTime<Utc>>,
    reason: Option<Reason>,
    version: i64,
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
            fulfilment: order.fulfilment.clone(),
            status: order.label(),
            lifecycle: order.state().lifecycle,
            preparation: order.state().preparation,
            payment: order.payment(),
            total: order.money(order.total),
            tax: order.money(order.tax),
            placed_at: order.placed_at,
            accept_by: order.accept_by,
            closed_at: order.closed_at,
            reason: order.reason(),
            version: order.version,
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
    quantity: i32,
    unit_price: Money,
    total: Money,
    /// Inside the total.
    tax: Money,
    tax_rate_bp: i32,
}

fn line(order: &Order, line: &OrderLine) -> OrderLineView {
    OrderLineView {
        id: line.line_id,
        product_id: line.product_id,
        variant_id: line.variant_id,
        title: line.title.clone(),
        variant_title: line.variant_title.clone(),
        quantity: line.quantity,
        unit_price: order.money(line.unit_price),
        total: order.money(line.total),
        tax: order.money(line.tax),
        tax_rate_bp: line.tax_rate_bp,
    }
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
    lines: Vec<OrderLineView>,
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
        Self {
            summary: (&full.order).into(),
            lines: full.lines.iter().map(|l| line(&full.order, l)).collect(),
            history: full.history.iter().map(entry).collect(),
        }
    }
}
