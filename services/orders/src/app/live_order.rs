//! An order of a live: its number was given when the customer said yes, its goods are counted where they were sold.
use chrono::{DateTime, Utc};
use souk_events::{
    CheckoutId, HoldId, LineId, Money, OrderId, ProductId, ReservationGroupId, TenantId, VariantId,
    reservations::v1::{ConfirmedLine, ReservationConfirmed},
};
use souk_kit::{Conn, Lang, Problem, mail_queue::MailQueue, seal::Sealer};
use souk_outbox::publish;

use super::{
    fact,
    transition::{self, Command},
};
use crate::{
    clients::reservations::Known,
    domain::{
        contact::Contact,
        fulfilment::{Address, Mode},
        order::{Action, Actor, Lifecycle, Preparation, Reason},
        sought as find,
    },
    store::{
        orders,
        rows::{HistoryRow, Order, OrderLine},
        sought::{self, Sought},
        stores::{self, Store},
    },
};

/// The word of orders of a live.
const CHANNEL: &str = "live";

/// Writes the order and takes it at once, unless its deposit is still to be looked at. A second time nothing happens.
///
/// # Errors
/// 404 while its store is not known yet, a fact that cannot be read, or the database.
pub async fn place(
    conn: &mut Conn,
    (sealer, mails): (&Sealer, &MailQueue),
    tenant: TenantId,
    fact: &ReservationConfirmed,
    known: &Known,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let group: ReservationGroupId = fact.group_id.parse().map_err(Problem::internal)?;
    let id = OrderId(group.0);
    if orders::find(conn, id).await?.is_some() {
        return Ok(());
    }
    let store_id = fact.store_id.parse().map_err(Problem::internal)?;
    let all = stores::all(conn, tenant).await?;
    let store = all.into_iter().find(|store| store.store_id == store_id).ok_or_else(Problem::not_found)?;
    let lines = fact
        .lines
        .iter()
        .enumerate()
        .map(|(place, line)| row_of(tenant, id, place, line))
        .collect::<Result<Vec<_>, _>>()?;
    let contact = serde_json::to_vec(&contact(known)).map_err(Problem::internal)?;
    let contact = sealer.seal(conn, tenant, &fact.contact_id, now, &contact).await?;
    let row = order(tenant, id, fact, store, (known, contact), now)?;
    let first = HistoryRow {
        tenant_id: tenant,
        order_id: id,
        version: row.version,
        what: Lifecycle::Placed.as_str().into(),
        actor: Actor::Customer.as_str().into(),
        person: Some(row.customer.clone()),
        reason: None,
        at: now,
        ready_at: None,
    };
    orders::insert(conn, &row, &lines, &first).await?;
    sought::insert(conn, &sought_by(sealer, &row, fact, known)?).await?;
    let meta = souk_kit::meta(Some(tenant));
    publish(conn, &meta, now, &fact::placed(&row, &lines, Vec::new())).await?;
    if fact.deposit != "deposit_pending" {
        step(conn, mails, tenant, (id, Action::Accept, None), now).await?;
    }
    Ok(())
}

/// Takes an order that waited for its deposit, or calls it off when the shop wants that of a refused one; one that
/// moved on stays where it is.
///
/// # Errors
/// 404 while the order is not there yet, or the database.
pub async fn deposit_decided(
    conn: &mut Conn,
    mails: &MailQueue,
    tenant: TenantId,
    (order, cancels): (OrderId, bool),
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    if orders::find(conn, order).await?.is_none() {
        return Err(Problem::not_found());
    }
    let (action, reason) =
        if cancels { (Action::Cancel, Some(Reason::DepositRejected)) } else { (Action::Accept, None) };
    step(conn, mails, tenant, (order, action, reason), now).await
}

async fn step(
    conn: &mut Conn,
    mails: &MailQueue,
    tenant: TenantId,
    (order, action, reason): (OrderId, Action, Option<Reason>),
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    // What a refused deposit brings is the shop's own decision.
    let actor = if action == Action::Cancel { Actor::Merchant } else { Actor::System };
    let command = Command { order, action, actor, person: None, reason, version: None };
    transition::apply(conn, mails, &command, &souk_kit::meta(Some(tenant)), now).await?;
    Ok(())
}

fn contact(known: &Known) -> Contact {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let address = known.address.as_ref().map(|typed| Address {
        street: typed.clone(),
        postcode: String::new(),
        city: String::new(),
        note: String::new(),
        point: None,
    });
    Contact { name: text(&known.name), phone: text(&known.phone), email: None, address }
}

/// What staff find the order by. What is personal of it is hashed.
fn sought_by(
    sealer: &Sealer,
    row: &Order,
    fact: &ReservationConfirmed,
    known: &Known,
) -> Result<Sought, Problem> {
    let contact = contact(known);
    let session = Some(fact.session_id.as_str()).filter(|id| !id.is_empty());
    let phone = find::phone(&contact.phone);
    let town = contact.address.as_ref().and_then(find::town);
    Ok(Sought {
        tenant_id: row.tenant_id,
        order_id: row.id,
        session_id: session.map(str::parse).transpose().map_err(Problem::internal)?,
        deposit: fact.deposit.clone(),
        phone_hash: phone.and_then(|phone| hashes(sealer, row.tenant_id, "phone", &phone).into_iter().next()),
        city_hash: town.and_then(|town| hashes(sealer, row.tenant_id, "town", &town).into_iter().next()),
    })
}

/// The keyed hashes that a merchant's orders are found by, the newest key's first.
#[must_use]
pub fn hashes(sealer: &Sealer, tenant: TenantId, what: &str, value: &str) -> Vec<Vec<u8>> {
    sealer.lookup(&format!("order {what} {tenant}"), value)
}

fn money(said: Option<&souk_events::common::v1::Money>) -> Result<Money, Problem> {
    let said = said.cloned().ok_or_else(|| Problem::internal("a fact without an amount"))?;
    said.try_into().map_err(Problem::internal)
}

fn row_of(
    tenant: TenantId,
    order: OrderId,
    place: usize,
    line: &ConfirmedLine,
) -> Result<OrderLine, Problem> {
    let item: souk_events::LiveItemId = line.item_id.parse().map_err(Problem::internal)?;
    let own: souk_events::ReservationId = line.reservation_id.parse().map_err(Problem::internal)?;
    let unit = money(line.unit_price.as_ref())?;
    let title = match line.label.trim() {
        "" => line.code.clone(),
        label => format!("{} · {label}", line.code),
    };
    Ok(OrderLine {
        tenant_id: tenant,
        order_id: order,
        position: i32::try_from(place).map_err(Problem::internal)?,
        line_id: LineId(own.0),
        product_id: ProductId(item.0),
        variant_id: VariantId(item.0),
        title,
        variant_title: line.size.clone(),
        quantity: line.quantity,
        unit_price: unit.amount,
        total: unit.times(line.quantity.into()).map_err(Problem::internal)?.amount,
        discount: 0,
        tax_rate_bp: 0,
        tax: 0,
        modifiers: serde_json::Value::Array(Vec::new()),
        note: None,
        cancelled: 0,
        words: None,
    })
}

fn order(
    tenant: TenantId,
    id: OrderId,
    fact: &ReservationConfirmed,
    store: Store,
    (known, contact): (&Known, Vec<u8>),
    now: DateTime<Utc>,
) -> Result<Order, Problem> {
    let total = money(fact.total.as_ref())?;
    Ok(Order {
        id,
        tenant_id: tenant,
        store_id: store.store_id,
        checkout_id: CheckoutId(id.0),
        hold_id: HoldId(id.0),
        customer: fact.contact_id.clone(),
        number: fact.number.clone(),
        channel: CHANNEL.into(),
        fulfilment: Mode::Delivery.as_str().into(),
        payment_method: "on_site".into(),
        lifecycle: Lifecycle::Placed.as_str().into(),
        preparation: Preparation::Queued.as_str().into(),
        reason: None,
        version: 1,
        currency: total.currency.code().into(),
        discount: 0,
        delivery_fee: money(fact.delivery_fee.as_ref())?.amount,
        tip: 0,
        total: total.amount,
        tax: 0,
        slot_start: None,
        slot_end: None,
        store_name: store.name,
        store_slug: store.slug,
        timezone: store.timezone,
        language: Lang::from_tag(&known.language).unwrap_or_default().code().into(),
        contact,
        note: None,
        accept_by: now,
        placed_at: now,
        updated_at: now,
        closed_at: None,
    })
}
