//! `POST /v1/checkouts`: the cart becomes orders.
use actix_web::{HttpResponse, http::StatusCode, post, web};
use serde::{Deserialize, Serialize};
use souk_events::Money;
use souk_kit::{
    Caller, FieldError, Json, Problem, View,
    caller::Anyone,
    idempotency::{IdempotencyKey, SavedAnswer, fingerprint},
    problem::ProblemBody,
};

use crate::{
    app::place::{self, Placed, Wish},
    domain::contact::{self, Contact},
    state::State,
};

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

/// How the customer pays.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PaymentMethod {
    /// At the counter.
    #[default]
    OnSite,
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
    /// How the customer pays.
    #[serde(default)]
    payment: PaymentMethod,
    /// What the customer was shown; the checkout is refused when it costs something else by now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    expected_total: Option<Money>,
}

impl CheckoutWish {
    fn read(&self, view: &View) -> Result<Wish, Problem> {
        let contact = Contact::read(&self.contact.name, &self.contact.phone, self.contact.email.as_deref());
        let note = contact::note(self.note.as_deref().unwrap_or_default());
        match (contact, note) {
            (Ok(contact), Ok(note)) => {
                Ok(Wish { contact, note, expected_total: self.expected_total, lang: view.lang })
            }
            (contact, note) => {
                let mut errors: Vec<FieldError> = contact.err().unwrap_or_default();
                errors.extend(note.err());
                Err(Problem::fields(errors))
            }
        }
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
        (status = 409, description = "`cart_empty`, `sold_out`, `store_closed`, `price_changed`, `mixed_currencies`, `cart_changed`, `promotion_used_up` or `code_not_applied` (a code of the cart does not give what it says; the detail and `current_state` say what it would cost), `promotion_lost`, `request_in_flight`: nothing is placed, the cart is kept", body = ProblemBody, content_type = "application/problem+json"),
        (status = 422, description = "Wrong fields, or the key came with another body", body = ProblemBody, content_type = "application/problem+json"),
        (status = 503, description = "The catalogue is away; the cart is kept", body = ProblemBody, content_type = "application/problem+json"),
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
