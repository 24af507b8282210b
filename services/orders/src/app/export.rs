//! A merchant's orders as a table to take along: page by page, nothing personal, and noted who took it.
use bytes::Bytes;
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use futures_util::{Stream, stream};
use serde::Serialize;
use souk_events::{OrderId, StoreId, TenantId};
use souk_kit::{FieldError, Lang, Problem, Scope, spreadsheet};

use super::read::zone;
use crate::{
    domain::{day, modifier, order::Label},
    state::State,
    store::{
        exports,
        listing::{self, Filter},
        orders,
        rows::{Order, OrderLine},
        sought::{self, Sought},
        stores,
    },
};

/// Orders read at once.
const PAGE: i64 = 500;

const HEAD: [&str; 19] = [
    "number",
    "placed_at",
    "closed_at",
    "store",
    "status",
    "reason",
    "fulfilment",
    "slot_start",
    "slot_end",
    "items",
    "subtotal",
    "discount",
    "delivery_fee",
    "tip",
    "total",
    "tax",
    "currency",
    "payment",
    "deposit",
];

/// Which orders.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Wish {
    /// With this status.
    pub status: Option<Label>,
    /// Of this store.
    pub store_id: Option<StoreId>,
    /// Placed from this day on, as the first store counts days.
    pub from: Option<NaiveDate>,
    /// Placed up to this day, itself included.
    pub to: Option<NaiveDate>,
}

/// The table, newest orders first, in the words of staff, as a stream of its text.
///
/// # Errors
/// 422 for days in the wrong order or of no known year; the database.
pub async fn run(
    state: &State,
    tenant: TenantId,
    reader: &str,
    wish: Wish,
    lang: Lang,
) -> Result<impl Stream<Item = Result<Bytes, Problem>> + use<>, Problem> {
    if wish.from.zip(wish.to).is_some_and(|(from, to)| to < from) {
        return Err(Problem::fields(vec![FieldError::new("/to", "ends_before_start")]));
    }
    for (pointer, day) in [("/from", wish.from), ("/to", wish.to)] {
        if day.is_some_and(|day| !day::known(day)) {
            return Err(Problem::field(pointer, "date_wrong"));
        }
    }
    let now = state.clock.now();
    let note = serde_json::to_value(wish).map_err(Problem::internal)?;
    let stores = state
        .db
        .write(Scope::Tenant(tenant), async |conn| {
            exports::note(conn, tenant, reader, &note, now).await?;
            Ok::<_, Problem>(stores::all(conn, tenant).await?)
        })
        .await?;
    tracing::info!(%tenant, reader, "orders exported");
    let zone = zone(&stores);
    let begins = |day: NaiveDate| day::begins(zone, day);
    let filter = Filter {
        label: wish.status,
        store: wish.store_id,
        since: wish.from.map(begins),
        until: wish.to.and_then(|day| day.succ_opt()).map(begins),
        ..Filter::default()
    };
    let head = Bytes::from(format!("{}{}", spreadsheet::MARK, spreadsheet::row(HEAD)));
    let first = Turn { state: state.clone(), tenant, filter, lang, after: None, over: false };
    let pages = stream::try_unfold(first, |turn| async move { turn.next().await });
    Ok(futures_util::StreamExt::chain(stream::once(async { Ok(head) }), pages))
}

struct Turn {
    state: State,
    tenant: TenantId,
    filter: Filter,
    lang: Lang,
    after: Option<OrderId>,
    over: bool,
}

impl Turn {
    async fn next(self) -> Result<Option<(Bytes, Self)>, Problem> {
        if self.over {
            return Ok(None);
        }
        let (tenant, after) = (self.tenant, self.after);
        let (rows, lines, sought) = self
            .state
            .db
            .read(Scope::Tenant(tenant), async |conn| {
                let rows = listing::of_tenant(conn, tenant, &self.filter, after, PAGE).await?;
                let ids: Vec<OrderId> = rows.iter().map(|o| o.id).collect();
                Ok::<_, Problem>((rows, orders::lines(conn, &ids).await?, sought::some(conn, &ids).await?))
            })
            .await?;
        let Some(last) = rows.last() else { return Ok(None) };
        let after = Some(last.id);
        let lines: Vec<_> = lines.into_iter().map(|line| line.for_staff(self.lang)).collect();
        let over = usize::try_from(PAGE).is_ok_and(|most| rows.len() < most);
        let text: String = rows.iter().map(|order| line(order, &lines, &sought)).collect();
        Ok(Some((Bytes::from(text), Self { after, over, ..self })))
    }
}

fn line(order: &Order, lines: &[OrderLine], sought: &[Sought]) -> String {
    let amount = |minor: i64| order.money(minor).to_decimal();
    let at = |at: DateTime<Utc>| at.with_timezone(&order.zone()).to_rfc3339_opts(SecondsFormat::Secs, true);
    let items = lines.iter().filter(|l| l.order_id == order.id && l.quantity > 0).map(|l| {
        let name = [l.title.as_str(), l.variant_title.as_str()].join(" ");
        format!("{} × {}", l.quantity, modifier::with(name.trim(), &l.chosen()))
    });
    let fields = [
        order.number.clone(),
        at(order.placed_at),
        order.closed_at.map(at).unwrap_or_default(),
        order.store_name.clone(),
        order.label().as_str().to_owned(),
        order.reason.clone().unwrap_or_default(),
        order.fulfilment.clone(),
        order.slot_start.map(at).unwrap_or_default(),
        order.slot_end.map(at).unwrap_or_default(),
        items.collect::<Vec<_>>().join("; "),
        amount(order.subtotal()),
        amount(order.discount),
        amount(order.delivery_fee),
        amount(order.tip),
        amount(order.total),
        amount(order.tax),
        order.currency.clone(),
        order.payment().as_str().to_owned(),
        sought.iter().find(|row| row.order_id == order.id).map(|row| row.deposit.clone()).unwrap_or_default(),
    ];
    spreadsheet::row(fields.iter().map(String::as_str))
}
