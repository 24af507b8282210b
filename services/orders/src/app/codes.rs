//! Entering codes for a cart, and taking them out again.
use souk_events::Subject;
use souk_kit::{Problem, Scope};

use super::discounts;
use crate::{
    domain::promotion,
    state::State,
    store::{cart, cart_codes},
};

/// How many codes a cart may have.
pub const MOST: usize = 5;

/// Enters a code of a merchant of the cart. Whether it applies is said with the cart.
///
/// # Errors
/// 409 for an empty cart, 422 for a code that no merchant of the cart has, or one too many.
pub async fn add(state: &State, whose: Subject, typed: &str) -> Result<(), Problem> {
    let unknown = || Problem::field("/code", "code_unknown");
    if typed.trim().is_empty() {
        return Err(Problem::field("/code", "required"));
    }
    let code = promotion::code(typed).ok_or_else(unknown)?;
    // What a merchant made a moment ago elsewhere is known here from now on.
    state.offers.refresh(&state.db).await?;
    let now = state.clock.now();
    state
        .db
        .write(Scope::Subject(whose), async |conn| {
            let lines = cart::lines(conn, whose).await?;
            if lines.is_empty() {
                return Err(Problem::conflict("cart_empty"));
            }
            let deals = discounts::learn(conn, &state.offers, whose, &lines).await?;
            if !deals.knows(&code) {
                return Err(unknown());
            }
            if deals.codes.len() >= MOST && !deals.codes.contains(&code) {
                return Err(Problem::field("/code", "too_many"));
            }
            Ok(cart_codes::add(conn, whose, &code, now).await?)
        })
        .await
}

/// Takes a code out.
///
/// # Errors
/// 404 when it is not there.
pub async fn remove(state: &State, whose: Subject, typed: &str) -> Result<(), Problem> {
    let code = promotion::code(typed).ok_or_else(Problem::not_found)?;
    let gone = state
        .db
        .write(Scope::Subject(whose), async |conn| {
            Ok::<_, Problem>(cart_codes::remove(conn, whose, &[code]).await?)
        })
        .await?;
    if gone == 0 { Err(Problem::not_found()) } else { Ok(()) }
}
