//! Placing a cart: holds first, then orders, facts, deadlines and the answer in one transaction.
use std::collections::BTreeMap;

use actix_web::http::StatusCode;
use chrono::{DateTime, TimeDelta, Utc};
use futures_util::{future::try_join_all, try_join};
use serde::{Deserialize, Serialize};
use souk_events::{CheckoutId, LineId, Meta, Money, OrderId, StoreId, Subject, orders::v1::OptInGiven};
use souk_kit::{
    Conn, Lang, Problem, Scope,
    idempotency::{self, Claim, IdempotencyKey, SavedAnswer, Ticket},
    mail_queue::MailQueue,
};
use souk_outbox::publish;

use super::{
    checkout::{self, Open},
    discounts::{self, Deals},
    fact, mailing,
    place_rows::{Notes, first_entry, line_notes, order, order_lines, seal},
    ways::{self, Choices, HoursOf},
};
use crate::{
    clients::payments::{Owed, Part as Owing, ToPay},
    domain::{
        contact::Contact,
        news::News,
        opt_in::OptIn,
        order::Label,
        placement::{self, Draft, Part},
    },
    jobs::accept_deadline,
    live::Changed,
    state::State,
    store::{
        cart, cart_codes,
        checkouts::{self, Ending},
        numbers, opt_ins, orders,
        rows::Order,
    },
    ways::Rules,
};

/// How much of a hold must be left when orders are written.
const MARGIN: TimeDelta = TimeDelta::seconds(30);
/// How often a placement decides about promotions that change under its hands.
const TRIES: usize = 3;

/// What a customer wants.
pub struct Wish {
    /// Whom to call.
    pub contact: Contact,
    /// What they have to say.
    pub note: Option<String>,
    /// What they were shown.
    pub expected_total: Option<Money>,
    /// What they have to say about lines of the cart.
    pub line_notes: BTreeMap<LineId, String>,
    /// How they get what they buy.
    pub choices: Choices,
    /// The language they were spoken to in.
    pub lang: Lang,
    /// What they agree to beside the order.
    pub opt_in: OptIn,
    /// Whether they pay online, before the order is placed.
    pub online: bool,
}

/// When it was done; the answer is the same.
#[derive(Clone, Debug)]
pub enum Done {
    /// By this request.
    Now(SavedAnswer),
    /// By an earlier request with the same key.
    Before(SavedAnswer),
}

/// A placed checkout as it is answered.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Placed {
    /// The checkout.
    pub id: CheckoutId,
    /// What all orders cost together after discounts, tax included.
    pub total: Money,
    /// One order per store.
    pub orders: Vec<PlacedOrder>,
    /// Where it is paid online; the orders are placed when it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment: Option<ToPay>,
}

/// One order of a placed checkout.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct PlacedOrder {
    /// Its id.
    pub id: OrderId,
    /// Its number at the merchant.
    #[schema(example = "A-1042")]
    pub number: String,
    /// The store.
    pub store_id: StoreId,
    /// The store's name.
    pub store_name: String,
    /// What promotions took off, when they did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount: Option<Money>,
    /// What it costs after the discount, tax included.
    pub total: Money,
    /// Where it stands.
    pub status: Label,
    /// When it is turned down if nobody accepts it.
    pub accept_by: DateTime<Utc>,
}

/// Places the cart once, however often the same key comes.
///
/// # Errors
/// 409 for what the cart, the stock, the price or the key do not allow; 503 when the catalogue is away. Then
/// nothing is placed and the cart is as it was.
pub async fn place(
    state: &State,
    whose: Subject,
    key: &IdempotencyKey,
    print: &[u8],
    wish: &Wish,
) -> Result<Done, Problem> {
    let principal = whose.to_string();
    match idempotency::claim(&state.db, &state.sealer, &principal, key, print, state.clock.now()).await? {
        Claim::Done(saved) => Ok(Done::Before(saved)),
        Claim::Fresh(ticket) => {
            let done = with_ticket(state, whose, key, &ticket, wish).await;
            // Whoever asks again need not wait for the lease. What was committed has its answer and stays.
            if done.is_err()
                && let Err(problem) = ticket.abandon(&state.db).await
            {
                tracing::warn!(?problem, "the claim ends with its lease");
            }
            done.map(Done::Now)
        }
    }
}

async fn with_ticket(
    state: &State,
    whose: Subject,
    key: &IdempotencyKey,
    ticket: &Ticket,
    wish: &Wish,
) -> Result<SavedAnswer, Problem> {
    let ttl = if wish.online { state.settings.paying_seconds } else { state.settings.hold_seconds };
    let open = checkout::open(state, whose, &key.0, (&wish.choices, ttl)).await?;
    let secured = open.secure(state).await?;
    let until = secured.until;
    let mut deals = open.deals.clone();
    let mut rules = state.ways.of(open.stores());
    let hours = open.hours(state, &rules, &wish.choices).await?;
    let mut numbers = Vec::new();
    // A use that is lost in between is decided about again, with what is true by then.
    for _ in 0..TRIES {
        let now = state.clock.now();
        let (drafts, total) = match judge(wish, secured.parts.clone(), &deals, (&rules, &hours), now) {
            Ok(fine) => fine,
            Err(problem) => {
                open.give_up(state).await?;
                return Err(problem);
            }
        };
        if now + MARGIN >= until {
            open.give_up(state).await?;
            return Err(Problem::unavailable("catalog_unavailable"));
        }
        let changed: Vec<Changed> =
            drafts.iter().map(|d| Changed { tenant: d.part.tenant_id, order: d.id }).collect();
        if numbers.is_empty() {
            for draft in &drafts {
                numbers.push(number(state, whose, draft).await?);
            }
        }
        let to_pay = match open_payment(state, &open, &drafts, &numbers, total, wish).await {
            Ok(to_pay) => to_pay,
            Err(problem) => {
                open.give_up(state).await?;
                return Err(problem);
            }
        };
        let now = state.clock.now();
        let written = state
            .db
            .write(Scope::Subject(whose), async |conn| {
                ways::unchanged(conn, &rules).await?;
                write(conn, state, &open, &drafts, &numbers, (total, to_pay), wish, ticket, (&rules, now))
                    .await
            })
            .await;
        match written {
            Ok(saved) => {
                if is_told(wish, whose) {
                    state.mails.ring();
                }
                changed.into_iter().for_each(|c| state.bell.ring(c));
                return Ok(saved);
            }
            Err(problem) if problem.code == discounts::LOST => {
                deals = discounts::again(state, whose, &open.lines).await?;
                state.ways.refresh(&state.db).await?;
                rules = state.ways.of(open.stores());
            }
            Err(problem) => {
                if problem.code == "slot_full" {
                    open.give_up(state).await?;
                }
                return Err(problem);
            }
        }
    }
    open.give_up(state).await?;
    Err(Problem::conflict(discounts::LOST))
}

/// The order's number at its merchant. One that is not used in the end leaves a gap.
async fn number(state: &State, whose: Subject, draft: &Draft) -> Result<String, Problem> {
    let tenant = draft.part.tenant_id;
    let scope = Scope::Subject(whose);
    state.db.read(scope, async |conn| Ok(numbers::draw(conn, tenant, numbers::WEB).await?)).await
}

/// The page to pay on, when the customer pays online and something is owed.
async fn open_payment(
    state: &State,
    open: &Open,
    drafts: &[Draft],
    numbers: &[String],
    total: Money,
    wish: &Wish,
) -> Result<Option<ToPay>, Problem> {
    if !wish.online || total.amount == 0 {
        return Ok(None);
    }
    let part = |(draft, number): (&Draft, &String)| Owing {
        tenant_id: draft.part.tenant_id,
        order_id: draft.id,
        store_name: draft.part.store_name.clone(),
        number: number.clone(),
        amount: draft.total.amount,
    };
    let owed = Owed::of(open.id, open.whose, total, drafts.iter().zip(numbers).map(part).collect());
    match state.payments.open(&owed).await {
        Ok(to_pay) => Ok(Some(to_pay)),
        Err(error) => {
            tracing::warn!(%error, "no page to pay on");
            Err(Problem::unavailable("payments_unavailable"))
        }
    }
}

fn judge(
    wish: &Wish,
    parts: Vec<Part>,
    deals: &Deals,
    (rules, hours): (&Rules, &HoursOf),
    now: DateTime<Utc>,
) -> Result<(Vec<Draft>, Money), Problem> {
    let (mut drafts, sum) = placement::draft(parts)?;
    let address = wish.contact.address.as_ref();
    let sum = ways::choose(&mut drafts, sum, (rules, &wish.choices, hours), address, wish.lang, now)?;
    let (total, refused) = deals.apply(&mut drafts, sum, now);
    if wish.expected_total == Some(total) {
        return Ok((drafts, total));
    }
    // Who entered a code and was shown no total expects its discount.
    if let Some(why) = refused.first() {
        return Err(discounts::refusal(wish.lang, why, total));
    }
    if wish.expected_total.is_some() {
        let shown = souk_kit::format::money(wish.lang, total);
        return Err(Problem::conflict("price_changed").arg("total", shown).state(total.amount.to_string()));
    }
    Ok((drafts, total))
}

#[expect(clippy::too_many_arguments, reason = "the one transaction of a placement, called from one place")]
async fn write(
    conn: &Conn,
    state: &State,
    open: &Open,
    drafts: &[Draft],
    numbers: &[String],
    (total, to_pay): (Money, Option<ToPay>),
    wish: &Wish,
    ticket: &Ticket,
    (rules, now): (&Rules, DateTime<Utc>),
) -> Result<SavedAnswer, Problem> {
    let bought: Vec<(LineId, i32)> = open.lines.iter().map(|l| (l.id, l.quantity)).collect();
    let close = async { Ok(checkouts::close(conn, open.id, Ending::Placed, now).await?) };
    // What is not paid yet stays in the cart: whoever does not pay still has it.
    let online = to_pay.is_some();
    let take = async {
        if !online {
            cart::take(conn, open.whose, &bought).await?;
        }
        Ok(())
    };
    let sealing = try_join_all(drafts.iter().map(|draft| seal(conn, state, open, draft, wish, now)));
    let (closed, _, sealed) = try_join!(close, take, sealing)?;
    if !closed {
        return Err(Problem::conflict("request_in_flight").retry_after(1));
    }
    let rows: Vec<Order> = drafts
        .iter()
        .zip(sealed)
        .zip(numbers)
        .map(|((draft, sealed), number)| {
            order(state, open, draft, wish, sealed, (number.clone(), online), now)
        })
        .collect();
    let answer = Placed { id: open.id, total, orders: rows.iter().map(answered).collect(), payment: to_pay };
    let notes = line_notes(conn, state, open, drafts, wish, now).await?;
    let mails = is_told(wish, open.whose).then_some(&state.mails);
    let agreed = fact::agreed(&state.texts, &wish.opt_in);
    let writing = rows
        .iter()
        .zip(drafts)
        .map(|(row, draft)| write_one(conn, mails, row, draft, &notes, agreed.as_ref(), now));
    let finish = ticket.finish(conn, &state.sealer, StatusCode::CREATED, &answer);
    let (_, saved) = try_join!(try_join_all(writing), finish)?;
    if !online && !open.deals.codes.is_empty() {
        cart_codes::remove(conn, open.whose, &open.deals.codes).await?;
    }
    ways::take_places(conn, drafts, rules).await?;
    // Last, because everybody who uses the same promotion waits for its counter until the commit.
    discounts::reserve(conn, open.id, open.whose, drafts, now).await?;
    Ok(saved)
}

/// Whether there may be an address to write to: who left none and has no account gets no mail.
fn is_told(wish: &Wish, whose: Subject) -> bool {
    wish.contact.email.is_some() || matches!(whose, Subject::User(_))
}

/// One order with its lines, its fact and its deadline.
async fn write_one(
    conn: &Conn,
    mails: Option<&MailQueue>,
    row: &Order,
    draft: &Draft,
    notes: &Notes,
    agreed: Option<&OptInGiven>,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let meta = souk_kit::meta(Some(row.tenant_id));
    let (lines, first) = (order_lines(draft, notes)?, first_entry(row));
    let rows = async { Ok::<_, Problem>(orders::insert(conn, row, &lines, &first).await?) };
    // What is not paid yet is told to nobody: see `super::paid`.
    if row.is_unpaid() {
        rows.await?;
        return agree(conn, row, agreed, (&meta, now)).await;
    }
    let given = draft.applied.iter().map(|applied| fact::given(row, applied)).collect();
    let fact = fact::placed(row, &lines, given);
    let told = async { Ok(publish(conn, &meta, now, &fact).await?) };
    let deadline =
        async { Ok(accept_deadline::set(conn, row.tenant_id, row.id, row.accept_by, &meta).await?) };
    let mail = async {
        let Some(mails) = mails else { return Ok(()) };
        mailing::note(conn, mails, row, News::Placed).await
    };
    try_join!(rows, told, deadline, mail)?;
    agree(conn, row, agreed, (&meta, now)).await
}

/// What the customer agreed to with it.
async fn agree(
    conn: &Conn,
    row: &Order,
    agreed: Option<&OptInGiven>,
    (meta, now): (&Meta, DateTime<Utc>),
) -> Result<(), Problem> {
    let Some(agreed) = agreed else { return Ok(()) };
    let words: Vec<String> = agreed.agreed.iter().map(|one| one.purpose.clone()).collect();
    opt_ins::insert(conn, (row.tenant_id, row.id), &words, &agreed.text_version, now).await?;
    publish(conn, meta, now, &fact::opt_in(row, agreed)).await?;
    Ok(())
}

fn answered(row: &Order) -> PlacedOrder {
    PlacedOrder {
        id: row.id,
        number: row.number.clone(),
        store_id: row.store_id,
        store_name: row.store_name.clone(),
        discount: (row.discount > 0).then(|| row.money(row.discount)),
        total: row.money(row.total),
        status: row.label(),
        accept_by: row.accept_by,
    }
}
