//! The rows of a placement: orders, lines, their first entries, and what is sealed in them.
use std::collections::HashMap;

use chrono::{DateTime, Utc};
use souk_events::{LineId, TenantId};
use souk_kit::{Conn, Problem};

use super::{checkout::Open, place::Wish};
use crate::{
    domain::{
        contact::Contact,
        fulfilment::Mode,
        modifier::LineWords,
        order::{Actor, Lifecycle, PaymentMethod, Preparation},
        placement::{self, Draft},
    },
    state::State,
    store::rows::{HistoryRow, Order, OrderLine},
};

/// Contact and note, readable with the customer's key at this merchant only.
pub(super) async fn seal(
    conn: &Conn,
    state: &State,
    open: &Open,
    draft: &Draft,
    wish: &Wish,
    now: DateTime<Utc>,
) -> Result<(Vec<u8>, Option<Vec<u8>>), Problem> {
    let (tenant, whose): (TenantId, String) = (draft.part.tenant_id, open.whose.to_string());
    // Who fetches an order tells the shop no address.
    let address = wish.contact.address.clone().filter(|_| draft.choice.mode == Mode::Delivery);
    let contact = Contact { address, ..wish.contact.clone() };
    let contact = serde_json::to_vec(&contact).map_err(Problem::internal)?;
    let contact = state.sealer.seal(conn, tenant, &whose, now, &contact).await?;
    let note = match &wish.note {
        Some(note) => Some(state.sealer.seal(conn, tenant, &whose, now, note.as_bytes()).await?),
        None => None,
    };
    Ok((contact, note))
}

pub(super) fn order(
    state: &State,
    open: &Open,
    draft: &Draft,
    wish: &Wish,
    (contact, note): (Vec<u8>, Option<Vec<u8>>),
    (number, online): (String, bool),
    now: DateTime<Utc>,
) -> Order {
    Order {
        id: draft.id,
        tenant_id: draft.part.tenant_id,
        store_id: draft.part.store_id,
        checkout_id: open.id,
        hold_id: draft.part.hold_id,
        customer: open.whose.to_string(),
        number,
        channel: "web".into(),
        fulfilment: draft.choice.mode.as_str().into(),
        payment_method: if online { PaymentMethod::Online } else { PaymentMethod::OnSite }.as_str().into(),
        lifecycle: if online { Lifecycle::Unpaid } else { Lifecycle::Placed }.as_str().into(),
        preparation: Preparation::Queued.as_str().into(),
        reason: None,
        version: 1,
        currency: draft.total.currency.code().into(),
        discount: draft.discount,
        delivery_fee: draft.fee,
        tip: draft.choice.tip,
        total: draft.total.amount,
        tax: draft.tax,
        slot_start: draft.slot.map(|s| s.start),
        slot_end: draft.slot.map(|s| s.end),
        store_name: draft.part.store_name.clone(),
        store_slug: draft.part.store_slug.clone(),
        timezone: draft.part.timezone.name().into(),
        language: wish.lang.code().into(),
        contact,
        note,
        accept_by: now + state.settings.accept_within(),
        placed_at: now,
        updated_at: now,
        closed_at: None,
    }
}

/// Sealed notes by line.
pub(super) type Notes = HashMap<LineId, Vec<u8>>;

/// The notes of lines, readable like the order's own.
pub(super) async fn line_notes(
    conn: &Conn,
    state: &State,
    open: &Open,
    drafts: &[Draft],
    wish: &Wish,
    now: DateTime<Utc>,
) -> Result<Notes, Problem> {
    let mut notes = Notes::new();
    for draft in drafts {
        for line in &draft.lines {
            let Some(note) = wish.line_notes.get(&line.held.line_id) else { continue };
            let (tenant, whose) = (draft.part.tenant_id, open.whose.to_string());
            let sealed = state.sealer.seal(conn, tenant, &whose, now, note.as_bytes()).await?;
            notes.insert(line.held.line_id, sealed);
        }
    }
    Ok(notes)
}

pub(super) fn order_lines(draft: &Draft, notes: &Notes) -> Result<Vec<OrderLine>, Problem> {
    let row = |(place, line): (usize, &placement::Line)| {
        Ok(OrderLine {
            tenant_id: draft.part.tenant_id,
            order_id: draft.id,
            position: i32::try_from(place).map_err(Problem::internal)?,
            line_id: line.held.line_id,
            product_id: line.held.product_id,
            variant_id: line.held.variant_id,
            title: line.held.title.clone(),
            variant_title: line.held.variant_title.clone(),
            quantity: line.held.quantity,
            unit_price: line.held.unit_price.amount,
            total: line.total.amount,
            discount: line.discount,
            tax_rate_bp: line.held.tax_rate_bp,
            tax: line.tax,
            modifiers: serde_json::to_value(&line.held.modifiers).map_err(Problem::internal)?,
            note: notes.get(&line.held.line_id).cloned(),
            cancelled: 0,
            words: LineWords::of(
                &line.held.title,
                line.held.words.as_ref(),
                line.held.variant_words.as_ref(),
            )
            .map(serde_json::to_value)
            .transpose()
            .map_err(Problem::internal)?,
        })
    };
    draft.lines.iter().enumerate().map(row).collect()
}

pub(super) fn first_entry(row: &Order) -> HistoryRow {
    HistoryRow {
        tenant_id: row.tenant_id,
        order_id: row.id,
        version: row.version,
        what: row.lifecycle.clone(),
        actor: Actor::Customer.as_str().into(),
        person: Some(row.customer.clone()),
        reason: None,
        at: row.placed_at,
        ready_at: None,
    }
}
