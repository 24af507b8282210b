//! `POST /v1/checkouts`: the cart becomes orders.
use actix_web::{HttpResponse, get, http::StatusCode, post, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use souk_events::{LineId, Money, Point, StoreId};
use souk_kit::{
    Caller, FieldError, Json, Problem, View,
    caller::Anyone,
    idempotency::{IdempotencyKey, SavedAnswer, fingerprint},
    problem::ProblemBody,
};

use crate::{
    app::{
        cart::{self, Group},
        place::{self, Placed, Wish},
        ways::{self, Choices, Options},
    },
    domain::{
        contact::{self, Contact},
        fulfilment::{Address, Choice, Mode, Slot, TIP_MAX},
        opt_in::{self, OptIn, Purpose},
    },
    state::State,
};

use super::order_views::SlotView;

/// Whom the shop calls.
#[derive(Debug, Deserialize, Serialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContactWish {
    /// Name to call out.
    #[schema(
        min_length = 1,
        max_length = 100,
        pattern = r"^[^\x00-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*$",
        example = "Nour"
    )]
    name: String,
    /// Phone number as people write it.
    #[schema(min_length = 6, max_length = 20, pattern = r"^\+?[0-9]{6,15}$", example = "+33612345678")]
    phone: String,
    /// E-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(
        max_length = 254,
        pattern = r"^[a-zA-Z0-9._%+-]{1,64}@([a-zA-Z0-9-]{1,60}\.){1,3}[a-zA-Z]{2,10}$",
        example = "nour@example.com"
    )]
    email: Option<String>,
}

/// When the customer comes.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Pickup {
    /// As soon as it is ready.
    #[default]
    Asap,
}

/// How one store's order gets to the customer.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FulfilmentChoice {
    /// A store of the cart.
    store_id: StoreId,
    mode: Mode,
    /// The start of a slot that is offered; left out: as soon as possible.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    slot: Option<DateTime<Utc>>,
    /// For whoever brings it, minor units; only with a delivery. It is never discounted.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 1_000_000)]
    tip: i64,
}

/// What a customer has to say about a line.
#[derive(Debug, Deserialize, Serialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LineNote {
    /// A line of the cart.
    line_id: LineId,
    /// Without onions, please.
    #[schema(max_length = 200, pattern = r"^[^\x00-\x1f\x7f-\x9f]*$")]
    note: String,
}

/// Where deliveries go.
#[derive(Clone, Debug, Deserialize, Serialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddressWish {
    /// Street and number.
    #[schema(
        min_length = 1,
        max_length = 120,
        pattern = r"^[^\x00-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*$",
        example = "12 rue de la Loge"
    )]
    street: String,
    /// Postal code.
    #[schema(
        min_length = 1,
        max_length = 12,
        pattern = "^[A-Za-z0-9 -]*[A-Za-z0-9][A-Za-z0-9 -]*$",
        example = "13002"
    )]
    postcode: String,
    /// Town.
    #[schema(
        min_length = 1,
        max_length = 120,
        pattern = r"^[^\x00-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*$",
        example = "Marseille"
    )]
    city: String,
    /// What the courier should know.
    #[serde(default)]
    #[schema(max_length = 200, pattern = r"^[^\x00-\x1f\x7f-\x9f]*$")]
    note: String,
    /// Exact place, when known: compared with the radius of the area.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    point: Option<Point>,
}

impl AddressWish {
    fn read(&self) -> Result<Address, Vec<FieldError>> {
        Address::read(&self.street, &self.postcode, &self.city, &self.note, self.point)
    }
}

/// How the customer pays.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PaymentMethod {
    /// At the counter.
    #[default]
    OnSite,
    /// Online: the answer says where. The orders are placed when the money is there; until then the cart is kept.
    Online,
}

/// What the customer agrees to beside the order: nothing unless it is said.
#[derive(Debug, Deserialize, Serialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OptInWish {
    /// What for.
    #[schema(max_items = 2)]
    purposes: Vec<Purpose>,
    /// Which texts the customer was shown: see `opt_ins` of the checkout's options.
    #[schema(max_length = 20, example = "1/en")]
    text_version: String,
}

/// What turns the cart into orders.
#[derive(Debug, Deserialize, Serialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckoutWish {
    contact: ContactWish,
    /// A word to the shop.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 500, pattern = r"^[^\x00-\x1f\x7f-\x9f]*$")]
    note: Option<String>,
    /// When the customer comes.
    #[serde(default)]
    pickup: Pickup,
    /// How each store's order gets to the customer; a store that is left out is fetched from, as soon as possible.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 50)]
    fulfilment: Vec<FulfilmentChoice>,
    /// Where deliveries go.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    address: Option<AddressWish>,
    /// How the customer pays.
    #[serde(default)]
    payment: PaymentMethod,
    /// What the customer has to say about lines of the cart.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 50)]
    line_notes: Vec<LineNote>,
    /// What the customer agrees to beside the order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    opt_in: Option<OptInWish>,
    /// What the customer was shown; the checkout is refused when it costs something else by now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    expected_total: Option<Money>,
}

impl CheckoutWish {
    fn read(&self, view: &View) -> Result<Wish, Problem> {
        let contact = Contact::read(&self.contact.name, &self.contact.phone, self.contact.email.as_deref());
        let note = contact::note(self.note.as_deref().unwrap_or_default());
        let address = self.address.as_ref().map(AddressWish::read).transpose();
        let choices = self.choices();
        let noted = self.line_notes.iter().enumerate();
        let noted = noted.map(|(i, n)| (n.line_id, n.note.as_str(), format!("/line_notes/{i}/note")));
        let opt_in = self.opt_in(contact.as_ref().ok());
        match (contact, note, address, choices, contact::line_notes(noted), opt_in) {
            (Ok(contact), Ok(note), Ok(address), Ok(choices), Ok(line_notes), Ok(opt_in)) => {
                let contact = Contact { address, ..contact };
                Ok(Wish {
                    contact,
                    note,
                    line_notes,
                    choices,
                    expected_total: self.expected_total,
                    lang: view.lang,
                    opt_in,
                    online: matches!(self.payment, PaymentMethod::Online),
                })
            }
            (contact, note, address, choices, line_notes, opt_in) => {
                let mut errors: Vec<FieldError> = contact.err().unwrap_or_default();
                errors.extend(note.err());
                errors.extend(address.err().unwrap_or_default());
                errors.extend(choices.err());
                errors.extend(line_notes.err());
                errors.extend(opt_in.err().unwrap_or_default());
                Err(Problem::fields(errors))
            }
        }
    }

    /// What was agreed to, and whether the contact has what that needs.
    fn opt_in(&self, contact: Option<&Contact>) -> Result<OptIn, Vec<FieldError>> {
        let Some(said) = &self.opt_in else { return Ok(OptIn::default()) };
        let read = OptIn::read(said.purposes.iter().copied(), &said.text_version);
        let opt_in = read.map_err(|wrong| vec![wrong])?;
        contact.map_or(Ok(()), |contact| opt_in.fits(contact))?;
        Ok(opt_in)
    }

    fn choices(&self) -> Result<Choices, FieldError> {
        let mut choices = Choices::new();
        for (place, wish) in self.fulfilment.iter().enumerate() {
            let tips = if wish.mode == Mode::Delivery { 0..=TIP_MAX } else { 0..=0 };
            if !tips.contains(&wish.tip) {
                return Err(FieldError::new(format!("/fulfilment/{place}/tip"), "number_range"));
            }
            choices.insert(wish.store_id, Choice { mode: wish.mode, slot: wish.slot, tip: wish.tip });
        }
        Ok(choices)
    }
}

/// What can be chosen at one store of the cart.
#[derive(Serialize, utoipa::ToSchema)]
pub struct StoreOptions {
    store_id: StoreId,
    /// One for each way that is offered.
    ways: Vec<WayView>,
}

/// One way to get an order.
#[derive(Serialize, utoipa::ToSchema)]
pub struct WayView {
    mode: Mode,
    /// What it costs for the cart as it is; null without prices.
    fee: Option<Money>,
    /// From which worth of the lines on it costs nothing.
    free_from: Option<Money>,
    /// What the lines must be worth.
    min_order: Option<Money>,
    /// Minutes a delivery usually takes.
    lead_minutes: Option<i32>,
    /// Times with room left; empty: as soon as possible only.
    slots: Vec<SlotView>,
}

/// Something to agree to, as it has to be shown: not ticked.
#[derive(Serialize, utoipa::ToSchema)]
pub struct OptInText {
    purpose: Purpose,
    /// The words, in the request's language.
    text: String,
    /// What `text_version` of the checkout is then.
    text_version: String,
}

/// How the orders of the cart can be had.
#[derive(Serialize, utoipa::ToSchema)]
pub struct CheckoutOptions {
    stores: Vec<StoreOptions>,
    /// Ways to pay.
    payments: Vec<PaymentMethod>,
    /// What a customer may agree to beside the order.
    opt_ins: Vec<OptInText>,
}

/// How the stores of the caller's cart hand over, and when; and what a customer may agree to.
#[utoipa::path(
    tag = "checkouts", operation_id = "get_checkout_options", security((), ("bearer" = [])),
    responses(
        (status = 200, description = "One entry per store of the cart", body = CheckoutOptions),
        (status = 403, description = "Not a person's token", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[get("/v1/checkouts/options")]
pub async fn get_checkout_options(
    caller: Caller<Anyone>,
    state: web::Data<State>,
    view: View,
) -> Result<HttpResponse, Problem> {
    let cart = cart::see(&state, caller.subject()?).await?;
    let ids: Vec<StoreId> = cart.groups.iter().map(|g| g.store_id).collect();
    let options = ways::options(&state, caller.own_scope()?, &ids).await?;
    let stores = cart.groups.iter().map(|group| StoreOptions {
        store_id: group.store_id,
        ways: match options.get(&group.store_id) {
            Some(of) => of.slots.iter().map(|(mode, slots)| way(group, of, *mode, slots)).collect(),
            None => vec![WayView::fetched(group)],
        },
    });
    let opt_ins = Purpose::ALL.iter().map(|purpose| OptInText {
        purpose: *purpose,
        text: view.t(&purpose.text()),
        text_version: opt_in::version(view.lang),
    });
    let mut payments = vec![PaymentMethod::OnSite];
    payments.extend(state.payments.online().await.map(|_| PaymentMethod::Online));
    Ok(HttpResponse::Ok().json(CheckoutOptions {
        stores: stores.collect(),
        payments,
        opt_ins: opt_ins.collect(),
    }))
}

impl WayView {
    fn fetched(group: &Group) -> Self {
        let fee = group.subtotal().map(|t| Money::zero(t.currency));
        Self {
            mode: Mode::Pickup,
            fee,
            free_from: None,
            min_order: None,
            lead_minutes: None,
            slots: Vec::new(),
        }
    }
}

fn way(group: &Group, of: &Options, mode: Mode, slots: &[Slot]) -> WayView {
    let (rule, currency) = (&of.terms.rule, of.terms.currency);
    let slots = slots.iter().map(Into::into).collect();
    if mode == Mode::Pickup {
        return WayView { slots, ..WayView::fetched(group) };
    }
    WayView {
        mode,
        fee: group.subtotal().map(|t| Money::new(rule.fee(t.amount), currency)),
        free_from: rule.free_from.map(|n| Money::new(n, currency)),
        min_order: Some(rule.min_order).filter(|n| *n > 0).map(|n| Money::new(n, currency)),
        lead_minutes: Some(rule.lead_minutes).filter(|n| *n > 0),
        slots,
    }
}

/// The path whose fingerprints belong to a key.
pub const PATH: &str = "/v1/checkouts";

/// Turns the cart into one order per store, once per key.
#[utoipa::path(
    tag = "checkouts", operation_id = "place_checkout", request_body = CheckoutWish, security((), ("bearer" = [])),
    params(("Idempotency-Key" = String, Header, min_length = 1, max_length = 255, description = "One per checkout; a repetition gets the same answer")),
    responses(
        (status = 201, description = "Placed; a repetition carries `Idempotent-Replayed: true`", body = Placed),
        (status = 400, description = "Unreadable, or no key", body = ProblemBody, content_type = "application/problem+json"),
        (status = 403, description = "Not a person's token", body = ProblemBody, content_type = "application/problem+json"),
        (status = 409, description = "`cart_empty`, `sold_out`, `sold_out_today`, `not_available_now`, `not_for_carts`, `modifiers_wrong`, `store_closed`, `price_changed`, `mixed_currencies`, `cart_changed`, `promotion_used_up` or `code_not_applied` (a code of the cart does not give what it says; the detail and `current_state` say what it would cost), `promotion_lost`, `way_not_offered`, `outside_area`, `position_needed`, `address_needed`, `delivery_minimum`, `slot_gone`, `slot_full`, `request_in_flight`: nothing is placed, the cart is kept", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "Wrong fields, or the key came with another body", body = ProblemBody, content_type = "application/problem+json"),
        (status = 503, description = "The catalogue is away, or nothing can be paid online; the cart is kept", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
#[post("/v1/checkouts")]
pub async fn place_checkout(
    caller: Caller<Anyone>,
    state: web::Data<State>,
    view: View,
    key: IdempotencyKey,
    body: Json<CheckoutWish>,
) -> Result<HttpResponse, Problem> {
    let wish = body.read(&view)?;
    let print = fingerprint(PATH, &body.0)?;
    Ok(answer(place::place(&state, caller.subject()?, &key, &print, &wish).await?))
}

fn answer(done: place::Done) -> HttpResponse {
    match done {
        place::Done::Now(SavedAnswer { status, body }) => {
            HttpResponse::build(StatusCode::from_u16(status).unwrap_or(StatusCode::CREATED))
                .content_type("application/json")
                .body(body)
        }
        place::Done::Before(saved) => saved.respond(),
    }
}
