//! Changes of an order that move it nowhere: it takes longer than was expected, or pieces are taken off it.
use std::collections::BTreeMap;

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use souk_events::{
    LineId, OrderId, TenantId,
    orders::v1::{Actor as ToldActor, OrderDelayed, OrderReduced},
};
use souk_kit::{Conn, FieldError, Problem, Scope};
use souk_outbox::publish;

use super::{
    fact, mailing,
    transition::{not_moved, refusal},
};
use crate::{
    domain::{
        news::News,
        order::{Actor, Reason},
        reduction::{self, Given, Piece, Refusal, Standing},
    },
    live::Changed,
    state::State,
    store::{
        changes, orders,
        redemptions::{self, Redemption, Settled},
        rows::{HistoryRow, Order, OrderLine},
    },
};

/// The longest an order may take after it was wanted.
const LATEST: TimeDelta = TimeDelta::hours(24);

/// The merchant's word that an order takes longer.
#[derive(Clone, Debug)]
pub struct Delay {
    /// Which order.
    pub order: OrderId,
    /// When it will be ready.
    pub ready_at: DateTime<Utc>,
    /// Why.
    pub reason: Reason,
    /// Who says so.
    pub person: String,
    /// Only if the order still has this version.
    pub version: Option<i64>,
}

/// Pieces that somebody of the shop takes off an order.
#[derive(Clone, Debug)]
pub struct Reduction {
    /// Which order.
    pub order: OrderId,
    /// How many of which line, each line once.
    pub taken: Vec<(LineId, i32)>,
    /// Why.
    pub reason: Reason,
    /// Who does it.
    pub person: String,
    /// The version it is meant for: the same request twice takes off once.
    pub version: i64,
}

fn fitting(reason: Reason, of: &[Reason]) -> Result<(), Problem> {
    if of.contains(&reason) { Ok(()) } else { Err(Problem::field("/reason", "choice_unknown")) }
}

/// Says that an order takes longer.
///
/// # Errors
/// 404 when it is another merchant's, 409 when it is not in the making, 412 at another version, 422 for a moment or a
/// reason that cannot be.
pub async fn delay(state: &State, tenant: TenantId, wish: Delay) -> Result<Order, Problem> {
    fitting(wish.reason, &Reason::OF_DELAY)?;
    let now = state.clock.now();
    let order = state
        .db
        .write(Scope::Tenant(tenant), async |conn| {
            let there = orders::find(conn, wish.order).await?.ok_or_else(Problem::not_found)?;
            if wish.ready_at <= now || wish.ready_at > now.max(there.wanted_at()) + LATEST {
                return Err(Problem::field("/ready_at", "ready_at_range"));
            }
            let Some(order) = changes::delay(conn, wish.order, wish.version, now).await? else {
                return Err(not_moved(conn, wish.order, wish.version).await);
            };
            let entry = entry(&order, "delayed", &wish.person, wish.reason, now);
            orders::remember(conn, &HistoryRow { ready_at: Some(wish.ready_at), ..entry }).await?;
            let told = OrderDelayed {
                order_id: order.id.to_string(),
                store_id: order.store_id.to_string(),
                version: order.version,
                ready_at: wish.ready_at.to_rfc3339_opts(SecondsFormat::Secs, true),
                reason: wish.reason.as_str().to_owned(),
            };
            publish(conn, &souk_kit::meta(Some(tenant)), now, &told).await?;
            mailing::note(conn, &state.mails, &order, News::Delayed).await?;
            Ok(order)
        })
        .await?;
    ring(state, &order);
    Ok(order)
}

/// Takes pieces off an order.
///
/// # Errors
/// 404 when it is another merchant's, 409 when it has left the shop or nothing would be left of it, 412 at another
/// version, 422 for lines, quantities or a reason that cannot be.
pub async fn reduce(state: &State, tenant: TenantId, wish: Reduction) -> Result<Order, Problem> {
    let taken: BTreeMap<LineId, i32> = wish.taken.iter().copied().collect();
    if taken.len() != wish.taken.len() {
        return Err(Problem::field("/lines", "too_many"));
    }
    fitting(wish.reason, &Reason::OF_REDUCTION)?;
    let now = state.clock.now();
    let order = state
        .db
        .write(Scope::Tenant(tenant), async |conn| {
            let there = orders::find(conn, wish.order).await?.ok_or_else(Problem::not_found)?;
            if there.version != wish.version {
                return Err(refusal(Some(wish.version), &there));
            }
            let lines = orders::lines(conn, &[there.id]).await?;
            let given = redemptions::of_order(conn, tenant, there.id).await?;
            let left = reduction::reduce(&standing(&there, &lines, &given)?, &taken)
                .map_err(|why| refused(why, &wish, &lines))?;
            let Some(order) = changes::reduce(conn, there.id, wish.version, &left, now).await? else {
                return Err(not_moved(conn, wish.order, Some(wish.version)).await);
            };
            changes::reduce_lines(conn, &order, &left.lines).await?;
            if left.discount == 0 && there.discount > 0 {
                // Nothing is taken off any more: the promotions may be used again.
                redemptions::settle(conn, tenant, order.id, Settled::Released, now).await?;
            }
            for (one, row) in left.given.iter().zip(&given) {
                let key = (tenant, order.id, one.promotion);
                let lines = serde_json::to_value(&one.lines).map_err(Problem::internal)?;
                changes::give_less(conn, key, (one.amount, one.platform), &lines).await?;
                if left.discount > 0 && one.amount < row.amount {
                    let whole = (redemptions::owner(tenant, row.of_platform), one.promotion);
                    redemptions::spend_less(conn, whole, row.amount - one.amount).await?;
                }
            }
            orders::remember(conn, &entry(&order, "reduced", &wish.person, wish.reason, now)).await?;
            tell(conn, &order, wish.reason, now).await?;
            mailing::note(conn, &state.mails, &order, News::Reduced).await?;
            Ok(order)
        })
        .await?;
    ring(state, &order);
    Ok(order)
}

fn ring(state: &State, order: &Order) {
    state.mails.ring();
    state.bell.ring(Changed { tenant: order.tenant_id, order: order.id });
}

fn entry(order: &Order, what: &str, person: &str, reason: Reason, at: DateTime<Utc>) -> HistoryRow {
    HistoryRow {
        tenant_id: order.tenant_id,
        order_id: order.id,
        version: order.version,
        what: what.to_owned(),
        actor: Actor::Merchant.as_str().to_owned(),
        person: Some(person.to_owned()),
        reason: Some(reason.as_str().to_owned()),
        at,
        ready_at: None,
    }
}

fn standing(order: &Order, lines: &[OrderLine], given: &[Redemption]) -> Result<Standing, Problem> {
    let piece = |line: &OrderLine| Piece {
        line: line.line_id,
        quantity: line.quantity,
        unit_price: line.unit_price,
        discount: line.discount,
        tax_rate_bp: line.tax_rate_bp,
    };
    let gives = |row: &Redemption| {
        Ok(Given {
            promotion: row.promotion_id,
            amount: row.amount,
            platform: row.platform,
            lines: serde_json::from_value(row.lines.clone()).map_err(Problem::internal)?,
        })
    };
    Ok(Standing {
        lines: lines.iter().map(piece).collect(),
        given: given.iter().map(gives).collect::<Result<_, Problem>>()?,
        discount: order.discount,
        fee: order.delivery_fee,
        tip: order.tip,
    })
}

fn refused(why: Refusal, wish: &Reduction, lines: &[OrderLine]) -> Problem {
    match why {
        Refusal::Nothing => Problem::field("/lines", "required"),
        Refusal::All => Problem::conflict("nothing_left"),
        Refusal::TooMany(line) => {
            let place = wish.taken.iter().position(|(known, _)| *known == line).unwrap_or_default();
            let code =
                if lines.iter().any(|l| l.line_id == line) { "too_many_pieces" } else { "choice_unknown" };
            Problem::fields(vec![FieldError::new(format!("/lines/{place}"), code)])
        }
    }
}

async fn tell(conn: &mut Conn, order: &Order, reason: Reason, now: DateTime<Utc>) -> Result<(), Problem> {
    let (lines, given) = (
        orders::lines(conn, &[order.id]).await?,
        redemptions::of_order(conn, order.tenant_id, order.id).await?,
    );
    let told = OrderReduced {
        order_id: order.id.to_string(),
        store_id: order.store_id.to_string(),
        version: order.version,
        hold_id: order.told_hold(),
        reason: reason.as_str().to_owned(),
        actor: ToldActor::Merchant.into(),
        lines: lines.iter().map(|line| fact::line(order, line)).collect(),
        total: Some(order.money(order.total).into()),
        subtotal: Some(order.money(order.subtotal()).into()),
        discount: Some(order.money(order.discount).into()),
        discounts: given.iter().map(|row| fact::discount(order, row)).collect(),
    };
    publish(conn, &souk_kit::meta(Some(order.tenant_id)), now, &told).await?;
    Ok(())
}
