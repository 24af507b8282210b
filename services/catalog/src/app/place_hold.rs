//! Sets units aside for a checkout: all lines or none, decided by the stock rows under lock.
use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::result::{DatabaseErrorKind, Error as DieselError};
use futures_util::try_join;
use serde::{Deserialize, Serialize};
use souk_events::{Address, HoldId, ModifierGroupId, StoreId, Subject, TenantId, VariantId};
use souk_kit::{Conn, FieldError, Lang, Problem, Scope};
use souk_outbox::timers;

use super::{
    end_hold, hold_price, hold_takes,
    quote::{self, LineWish, QuoteLine},
};
use crate::{
    domain::{
        hold::Status,
        kind::ProductKind,
        stock::{Counters, Reason, summed},
    },
    error,
    shelf::Look,
    state::State,
    store::{
        holds::{self, HoldLineRow, HoldRow},
        modifiers, priced,
        stock::{self, StockRow, Why},
    },
};

/// The timer that ends a hold.
pub const EXPIRE: &str = "catalog.hold_expires";

/// A wish for units.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HoldWish {
    /// Chosen by the asker: the same wish may be sent again.
    pub hold_id: HoldId,
    /// The store that all lines belong to.
    pub store_id: StoreId,
    /// Who is buying.
    #[schema(value_type = String, pattern = "^(usr|gst)_[0-7][0-9a-hjkmnp-tv-z]{25}$")]
    pub subject: Subject,
    /// What is wanted.
    #[schema(min_items = 1, max_items = 100)]
    pub lines: Vec<LineWish>,
    /// How long, unless the order is placed.
    #[schema(minimum = 30, maximum = 86_400)]
    pub ttl_seconds: i64,
    /// The moment that the goods are wanted for; now when left out.
    #[serde(default)]
    pub at: Option<DateTime<Utc>>,
}

/// The store of a hold, as an order keeps it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct HoldStore {
    /// Its id.
    pub id: StoreId,
    /// Its name.
    pub name: String,
    /// Its address part.
    pub slug: String,
    /// What it sells in.
    pub currency: String,
    /// Its country.
    pub country: String,
    /// Its time zone.
    pub timezone: String,
    /// Its language.
    pub language: Lang,
    /// Where goods are picked up.
    pub address: Option<Address>,
}

/// Units that are set aside.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct HoldAnswer {
    /// The hold.
    pub hold_id: HoldId,
    /// The store.
    pub store_id: StoreId,
    /// Whose store it is.
    pub tenant_id: TenantId,
    /// Until when.
    pub expires_at: DateTime<Utc>,
    /// The store, as an order keeps it.
    pub store: HoldStore,
    /// The lines with their frozen prices and tax rates.
    pub lines: Vec<QuoteLine>,
}

impl HoldWish {
    fn check(&self) -> Result<(), Problem> {
        let mut errors = Vec::new();
        if self.lines.is_empty() || self.lines.len() > quote::MAX_LINES {
            errors.push(FieldError::new("/lines", "lines_count"));
        }
        if !(30..=86_400).contains(&self.ttl_seconds) {
            errors.push(FieldError::new("/ttl_seconds", "ttl_range"));
        }
        for (i, line) in self.lines.iter().enumerate() {
            if !(1..=100_000).contains(&line.quantity) {
                errors.push(FieldError::new(format!("/lines/{i}/quantity"), "quantity_range"));
            }
            if self.lines.iter().take(i).any(|l| l.line_id == line.line_id) {
                errors.push(FieldError::new(format!("/lines/{i}/line_id"), "line_twice"));
            }
        }
        if errors.is_empty() { Ok(()) } else { Err(Problem::fields(errors)) }
    }
}

/// What the transaction came to when it placed nothing.
enum Refused {
    Problem(Problem),
    /// Too little: how many of each line are left, and the holds in its way whose time ran out.
    Short(Vec<(usize, i64)>, Vec<HoldId>),
    Database(DieselError),
}

impl From<DieselError> for Refused {
    fn from(error: DieselError) -> Self {
        Self::Database(error)
    }
}
impl From<souk_kit::DbError> for Refused {
    fn from(error: souk_kit::DbError) -> Self {
        Self::Problem(error.into())
    }
}
impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

/// A conflict with another transaction that a second try gets over: a deadlock, or the same hold placed at once.
fn passing(error: &DieselError) -> bool {
    match error {
        DieselError::DatabaseError(
            DatabaseErrorKind::SerializationFailure | DatabaseErrorKind::UniqueViolation,
            _,
        ) => true,
        DieselError::DatabaseError(_, info) => info.message().contains("deadlock detected"),
        _ => false,
    }
}

/// Places a hold, or says the same again when it was placed before.
///
/// # Errors
/// 422 wrong fields, 404 unknown store or variants, 409 `sold_out`, `store_closed`, `sold_out_today`,
/// `not_available_now`, `not_for_carts`, `modifiers_wrong`, `hold_differs`, `hold_ended`.
pub async fn place(state: &State, lang: Lang, wish: &HoldWish) -> Result<HoldAnswer, Problem> {
    wish.check()?;
    let tenant = {
        let shelf = state.shelf.look()?;
        let store = shelf.store(wish.store_id).ok_or_else(Problem::not_found)?;
        store.tenant
    };
    if let Some(left) = glance(state, wish, tenant).await? {
        return Err(sold_out(state, lang, left));
    }
    let mut tries = 0;
    loop {
        tries += 1;
        let done = state
            .db
            .write(Scope::Tenant(tenant), async |conn| {
                Box::pin(attempt(state, lang, wish, tenant, conn)).await
            })
            .await;
        match done {
            Ok((answer, rows)) => {
                state.shelf.set_stock(&super::news(&rows));
                return Ok(answer);
            }
            Err(Refused::Problem(problem)) => return Err(problem),
            Err(Refused::Database(error)) if tries < 3 && passing(&error) => {}
            Err(Refused::Database(error)) => return Err(error.into()),
            // The sweeper may be late: end what ran out, then look once more.
            Err(Refused::Short(left, overdue)) => {
                if tries > 1 || overdue.is_empty() {
                    return Err(sold_out(state, lang, left));
                }
                end_hold::expire_overdue(state, tenant, &overdue).await?;
            }
        }
    }
}

/// What is gone is refused without queueing for its row: those who get a piece do not wait behind those who do
/// not. Memory says when to look, unlocked rows decide; none means that the lock has to.
async fn glance(
    state: &State,
    wish: &HoldWish,
    tenant: TenantId,
) -> Result<Option<Vec<(usize, i64)>>, Problem> {
    let sums = summed(wish.lines.iter().map(|l| (l.variant_id, l.quantity)));
    let look = {
        let shelf = state.shelf.look()?;
        let short = |(id, q): &(VariantId, i64)| {
            shelf.variant(*id).is_some_and(|(_, variant)| variant.available() < *q)
        };
        sums.iter().any(short) && !has_others(&shelf, wish)
    };
    if !look {
        return Ok(None);
    }
    let ids: Vec<VariantId> = sums.iter().map(|(id, _)| *id).collect();
    let now = state.clock.now();
    state
        .db
        .read(Scope::Tenant(tenant), async |conn| {
            if holds::find(conn, wish.hold_id).await?.is_some()
                || !holds::overdue(conn, &ids, now).await?.is_empty()
            {
                return Ok(None);
            }
            let rows = stock::of_variants(conn, &ids).await?;
            let left: HashMap<VariantId, i64> = sums
                .iter()
                .filter_map(|(id, q)| {
                    let left = rows.iter().find(|r| r.variant_id == *id)?.counters().available().max(0);
                    (left < *q).then_some((*id, left))
                })
                .collect();
            let short = wish.lines.iter().enumerate();
            let short: Vec<_> = short.filter_map(|(i, l)| Some((i, *left.get(&l.variant_id)?))).collect();
            Ok::<_, Problem>((!short.is_empty()).then_some(short))
        })
        .await
}

/// Whether anything that is wished for is no goods: what is left of a bundle is not on a row of its own.
fn has_others(shelf: &Look<'_>, wish: &HoldWish) -> bool {
    let other = |l: &LineWish| {
        shelf.variant(l.variant_id).is_some_and(|(shown, _)| shown.item.kind != ProductKind::Goods)
    };
    wish.lines.iter().any(other)
}

fn sold_out(state: &State, lang: Lang, left: Vec<(usize, i64)>) -> Problem {
    let words = |left: i64| state.texts.with(lang, "left-in-stock", &[("n", &left.to_string())]);
    error::sold_out(left.into_iter().map(|(line, left)| (line, words(left))).collect())
}

async fn attempt(
    state: &State,
    lang: Lang,
    wish: &HoldWish,
    tenant: TenantId,
    conn: &mut Conn,
) -> Result<(HoldAnswer, Vec<StockRow>), Refused> {
    let now = state.clock.now();
    let ids: Vec<VariantId> =
        summed(wish.lines.iter().map(|l| (l.variant_id, l.quantity))).into_iter().map(|(id, _)| id).collect();
    // What a bundle is made of has to be read before its rows can be locked; memory knows which wishes have one, as
    // nothing ever becomes a bundle.
    let others = has_others(&state.shelf.look()?, wish);
    let known = if others { priced::of(conn, &ids).await? } else { Vec::new() };
    let takes = hold_takes::of(&wish.lines, &known);
    let sums = hold_takes::sums(&takes);
    let rows: Vec<VariantId> = sums.iter().map(|(id, _)| *id).collect();
    let part_ids = hold_takes::parts(&takes);
    let asked = if others { &part_ids } else { &ids };
    let (before, locked, read) =
        try_join!(holds::find(conn, wish.hold_id), stock::lock(conn, &rows), priced::of(conn, asked))?;
    let (priced, parts) = if others { (known, read) } else { (read, Vec::new()) };
    let by_id: HashMap<VariantId, StockRow> = locked.iter().map(|r| (r.variant_id, *r)).collect();
    let scarce = |(id, quantity): &(VariantId, i64)| {
        by_id.get(id).is_some_and(|row| row.counters().available() < *quantity)
    };
    // Looked for before the lock was had: the same wish may have been granted while we waited.
    let before = match before {
        Some(before) => Some(before),
        None if sums.iter().any(scarce) => holds::find(conn, wish.hold_id).await?,
        None => None,
    };
    if let Some(before) = before {
        let lines = holds::lines(conn, &[wish.hold_id]).await?;
        return replay(wish, &before, &lines).map_err(Refused::Problem);
    }
    let asked: Vec<ModifierGroupId> =
        priced.iter().flat_map(|row| row.modifier_groups.iter().copied()).collect();
    let groups = if asked.is_empty() { Vec::new() } else { modifiers::some(conn, &asked).await? };
    let answer = hold_price::price(state, lang, wish, tenant, &priced, &groups, &parts)?;
    let mut moves = Vec::with_capacity(sums.len());
    let mut left = HashMap::new();
    let gone =
        |id: &VariantId| part_ids.contains(id) && !parts.iter().any(|part| part.id == *id && part.published);
    for (id, quantity) in sums {
        let change = Counters { held: quantity, ..Counters::default() };
        match by_id.get(&id).filter(|_| !gone(&id)) {
            Some(row) if row.counters().moved(change).is_some() => moves.push((*row, change)),
            Some(row) => drop(left.insert(id, row.counters().available().max(0))),
            None => drop(left.insert(id, 0)),
        }
    }
    if !left.is_empty() {
        let short: Vec<_> = left.keys().copied().collect();
        let overdue = holds::overdue(conn, &short, now).await?;
        return Err(Refused::Short(hold_takes::short(&takes, &left), overdue));
    }
    let hold = HoldRow {
        tenant_id: tenant,
        id: wish.hold_id,
        store_id: wish.store_id,
        subject: wish.subject.to_string(),
        order_id: None,
        status: Status::Held.as_str().to_owned(),
        expires_at: answer.expires_at,
        answer: serde_json::to_value(&answer).map_err(Problem::internal)?,
        created_at: now,
    };
    let lines = hold_takes::rows(tenant, wish.hold_id, &takes);
    let why = Why::hold(Reason::Held, wish.hold_id);
    let ((), (), rows) = try_join!(
        holds::insert(conn, &hold),
        holds::insert_lines(conn, &lines),
        stock::apply(conn, &moves, why, now)
    )?;
    let key = wish.hold_id.to_string();
    let meta = souk_kit::meta(Some(tenant));
    let nothing = serde_json::Value::Null;
    try_join!(
        timers::schedule(conn, EXPIRE, &key, Some(tenant), answer.expires_at, &nothing),
        super::tell_stock(conn, &meta, &state.clock, &rows, Reason::Held)
    )
    .map_err(Problem::from)?;
    Ok((answer, rows))
}

/// The answer given before, if the wish is the same.
fn replay(
    wish: &HoldWish,
    before: &HoldRow,
    lines: &[HoldLineRow],
) -> Result<(HoldAnswer, Vec<StockRow>), Problem> {
    if !matches!(Status::read(&before.status), Some(Status::Held | Status::Allocated)) {
        return Err(Problem::conflict("hold_ended").state(before.status.clone()));
    }
    let mut asked: Vec<_> = wish.lines.iter().map(|l| (l.line_id, l.variant_id, l.quantity)).collect();
    let answer: HoldAnswer = serde_json::from_value(before.answer.clone()).map_err(Problem::internal)?;
    let sold = |line: &HoldLineRow| {
        let (id, pieces) = line.asked();
        let of = answer.lines.iter().find(|l| l.line_id == id).map_or(line.variant_id, |l| l.variant_id);
        (id, of, pieces)
    };
    let mut had: Vec<_> = lines.iter().map(sold).collect();
    asked.sort_unstable();
    had.sort_unstable();
    had.dedup(); // a bundle is a row for each of its parts
    let chosen = |line: &LineWish| {
        let had = answer.lines.iter().find(|l| l.line_id == line.line_id);
        let mut had: Vec<_> = had.into_iter().flat_map(|l| &l.modifiers).map(|m| m.modifier_id).collect();
        let mut wished = line.modifiers.clone();
        had.sort_unstable();
        wished.sort_unstable();
        had == wished
    };
    if asked != had
        || !wish.lines.iter().all(chosen)
        || before.subject != wish.subject.to_string()
        || before.store_id != wish.store_id
    {
        return Err(Problem::conflict("hold_differs"));
    }
    Ok((answer, Vec::new()))
}
