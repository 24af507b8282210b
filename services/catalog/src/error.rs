//! The module's own refusals; their texts are `problem-…` and `field-…` in the locales.
use souk_kit::{FieldError, Kind, Problem};

/// 409: some lines ask for more than there is; `left` says how many there are, by line.
#[must_use]
pub fn sold_out(left: Vec<(usize, String)>) -> Problem {
    let errors = left.into_iter().map(|(line, detail)| {
        let mut error = FieldError::new(format!("/lines/{line}"), "sold_out");
        error.detail = detail;
        error
    });
    Problem { errors: errors.collect(), ..Problem::conflict("sold_out") }
}

/// 409: lines that cannot be ordered, all for one reason.
#[must_use]
pub fn lines(code: &'static str, lines: impl IntoIterator<Item = usize>) -> Problem {
    let errors = lines.into_iter().map(|line| FieldError::new(format!("/lines/{line}"), code));
    Problem { errors: errors.collect(), ..Problem::conflict(code) }
}

/// 404: lines that name no variant of this store that is for sale.
#[must_use]
pub fn unknown_variants(lines: impl IntoIterator<Item = usize>) -> Problem {
    let errors =
        lines.into_iter().map(|i| FieldError::new(format!("/lines/{i}/variant_id"), "variant_unknown"));
    Problem { errors: errors.collect(), ..Problem::not_found() }
}

/// 412: somebody saved a newer version.
#[must_use]
pub fn stale(version: i64) -> Problem {
    Problem::new(Kind::Stale, "stale").state(version.to_string())
}

const QUOTA: &str = "quota_reached";

/// What is wrong with a product that the merchant's plan has no room for. The limit stands in its detail until the
/// refusal is written.
#[must_use]
pub fn quota_reached(limit: i64) -> FieldError {
    FieldError { detail: limit.to_string(), ..FieldError::new("", QUOTA) }
}

/// The refusal of one new product: 409 `quota_reached` with the limit when the plan has no room for it, else 422.
#[must_use]
pub fn refused(errors: Vec<FieldError>) -> Problem {
    match errors.iter().find(|error| error.code == QUOTA) {
        Some(full) => Problem::conflict(QUOTA)
            .arg("limit", full.detail.clone())
            .state(format!("products {}", full.detail)),
        None => Problem::fields(errors),
    }
}
