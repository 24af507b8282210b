//! Why a module asks for what is personal: `?purpose=delivery`.
use serde::Deserialize;

use crate::Problem;

/// Why somebody wants to know.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Purpose {
    /// A word: `delivery`, `notification`.
    #[param(min_length = 1, max_length = 64, pattern = "^[a-z_]{1,64}$")]
    purpose: String,
}

impl Purpose {
    /// The word.
    ///
    /// # Errors
    /// 400 `purpose_needed` for what is none.
    pub fn word(&self) -> Result<&str, Problem> {
        let word = self.purpose.as_str();
        let fine =
            (1..=64).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        if fine { Ok(word) } else { Err(Problem::invalid("purpose_needed")) }
    }
}
