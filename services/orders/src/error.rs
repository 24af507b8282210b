//! What domain refusals and the catalogue's answers are as problems.
use souk_events::LineId;
use souk_kit::{AskError, FieldError, Kind, Problem};

use crate::domain::placement;

impl From<placement::Refusal> for Problem {
    fn from(refusal: placement::Refusal) -> Self {
        match refusal {
            placement::Refusal::MixedCurrencies => Self::conflict("mixed_currencies"),
            placement::Refusal::Money(error) => error.into(),
            placement::Refusal::Empty => Self::conflict("cart_empty"),
        }
    }
}

/// What it means to the caller that the catalogue does not answer, or refuses in words of its own.
#[must_use]
pub fn catalog(error: &AskError) -> Problem {
    match error {
        AskError::NobodyHome { .. } | AskError::Broken { .. } => Problem::unavailable("catalog_unavailable"),
        AskError::Refused { problem, .. } => match problem.code.as_str() {
            "sold_out" => Problem::conflict("sold_out"),
            "store_closed" => Problem::conflict("store_closed"),
            "not_available_now" => Problem::conflict("not_available_now"),
            "not_for_carts" => Problem::conflict("not_for_carts"),
            "sold_out_today" => Problem::conflict("sold_out_today"),
            "modifiers_wrong" => Problem::conflict("modifiers_wrong"),
            "not_found" => Problem::conflict("sold_out"),
            "hold_differs" | "hold_ended" => Problem::conflict("cart_changed"),
            code => {
                Problem { internal: Some(code.to_owned()), ..Problem::unavailable("catalog_unavailable") }
            }
        },
    }
}

/// A refused hold: which lines of the cart it concerns and how many are left of them.
///
/// `asked` are the lines of the hold in its order, `cart` those of the whole cart.
#[must_use]
pub fn hold(error: &AskError, asked: &[LineId], cart: &[LineId]) -> Problem {
    let mut problem = catalog(error);
    if let AskError::Refused { problem: said, .. } = error {
        let known = ["not_available_now", "not_for_carts", "sold_out_today", "modifiers_wrong"];
        let code = known.into_iter().find(|code| problem.code == *code).unwrap_or("sold_out");
        problem.errors = said
            .errors
            .iter()
            .filter_map(|e| {
                let place: usize = e.pointer.strip_prefix("/lines/")?.split('/').next()?.parse().ok()?;
                let line = asked.get(place)?;
                let in_cart = cart.iter().position(|l| l == line)?;
                Some(FieldError {
                    pointer: format!("/lines/{in_cart}"),
                    code: code.into(),
                    detail: e.detail.clone(),
                })
            })
            .collect();
        if problem.errors.is_empty() && problem.kind == Kind::Conflict {
            // The catalogue named no line: all lines of this store are concerned.
            let of_store = asked.iter().filter_map(|l| cart.iter().position(|c| c == l));
            problem.errors =
                of_store.map(|i| FieldError::new(format!("/lines/{i}"), "not_available")).collect();
        }
    }
    problem
}
