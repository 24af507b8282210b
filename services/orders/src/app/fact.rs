//! What other modules are told about a placed order.
use chrono::SecondsFormat;
use souk_events::orders::v1 as facts;
use souk_kit::Texts;

use crate::{
    domain::{
        fulfilment::Mode,
        opt_in::{self, OptIn},
        promotion::Applied,
    },
    store::{
        redemptions::Redemption,
        rows::{Order, OrderLine},
    },
};

/// A line of a placed order as it is now.
pub(super) fn line(order: &Order, line: &OrderLine) -> facts::Line {
    facts::Line {
        line_id: line.line_id.to_string(),
        product_id: line.product_id.to_string(),
        variant_id: line.variant_id.to_string(),
        quantity: line.quantity,
        unit_price: Some(order.money(line.unit_price).into()),
        total: Some(order.money(line.total).into()),
        discount: Some(order.money(line.discount).into()),
        modifier_ids: line.chosen().iter().map(|m| m.modifier_id.to_string()).collect(),
    }
}

/// What a promotion gives on a placed order now.
pub(super) fn discount(order: &Order, used: &Redemption) -> facts::Discount {
    facts::Discount {
        promotion_id: used.promotion_id.to_string(),
        amount: Some(order.money(used.amount).into()),
        platform_amount: Some(order.money(used.platform).into()),
    }
}

/// What a promotion gives on an order that is being placed.
pub(super) fn given(order: &Order, applied: &Applied) -> facts::Discount {
    facts::Discount {
        promotion_id: applied.promotion.to_string(),
        amount: Some(order.money(applied.amount).into()),
        platform_amount: Some(order.money(applied.platform).into()),
    }
}

/// The order with its lines and discounts: ids, amounts and words, never texts.
pub(super) fn placed(
    row: &Order,
    lines: &[OrderLine],
    discounts: Vec<facts::Discount>,
) -> facts::OrderPlaced {
    let at = |moment: Option<chrono::DateTime<chrono::Utc>>| {
        moment.map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, true)).unwrap_or_default()
    };
    facts::OrderPlaced {
        order_id: row.id.to_string(),
        number: row.number.clone(),
        checkout_id: row.checkout_id.to_string(),
        hold_id: row.told_hold(),
        store_id: row.store_id.to_string(),
        channel: if row.is_live() { facts::Channel::Live } else { facts::Channel::Web }.into(),
        fulfilment: match row.mode() {
            Mode::Pickup => facts::Fulfilment::Pickup,
            Mode::Delivery => facts::Fulfilment::Delivery,
        }
        .into(),
        customer: row.customer.clone(),
        lines: lines.iter().map(|one| line(row, one)).collect(),
        total: Some(row.money(row.total).into()),
        subtotal: Some(row.money(row.subtotal()).into()),
        discount: Some(row.money(row.discount).into()),
        discounts,
        delivery_fee: Some(row.money(row.delivery_fee).into()),
        tip: Some(row.money(row.tip).into()),
        slot_start: at(row.slot_start),
        slot_end: at(row.slot_end),
    }
}

/// What a customer agreed to, with the hashes of the texts they were shown; without an order yet. None: nothing.
pub(super) fn agreed(texts: &Texts, said: &OptIn) -> Option<facts::OptInGiven> {
    let shown = |purpose: &opt_in::Purpose| facts::OptIn {
        purpose: purpose.as_str().to_owned(),
        text_sha256: opt_in::text_sha256(&texts.get(said.lang, &purpose.text())),
    };
    let agreed: Vec<_> = said.purposes.iter().map(shown).collect();
    (!agreed.is_empty()).then(|| facts::OptInGiven {
        agreed,
        text_version: opt_in::version(said.lang),
        ..facts::OptInGiven::default()
    })
}

/// The same about one order.
pub(super) fn opt_in(row: &Order, agreed: &facts::OptInGiven) -> facts::OptInGiven {
    facts::OptInGiven {
        order_id: row.id.to_string(),
        store_id: row.store_id.to_string(),
        customer: row.customer.clone(),
        ..agreed.clone()
    }
}
