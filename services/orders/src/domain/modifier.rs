//! What was chosen with a variant: "Sauce: harissa", "extra cheese".
use serde::{Deserialize, Serialize};
use souk_events::{ModifierId, Money};

/// A chosen modifier, in the words that were shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Chosen {
    /// Its id.
    pub modifier_id: ModifierId,
    /// The group it was chosen from.
    #[serde(default)]
    pub group_title: String,
    /// Its name.
    pub title: String,
    /// What it adds to the price of one, which has it in it.
    pub price: Money,
}

/// The most modifiers of a line.
pub const MOST: usize = 240;

/// Modifiers as they are kept and compared: in order, each once.
#[must_use]
pub fn sorted(mut modifiers: Vec<ModifierId>) -> Vec<ModifierId> {
    modifiers.sort_unstable();
    modifiers.dedup();
    modifiers
}

/// A variant's words with what was chosen: `Tajine (harissa, almonds)`.
#[must_use]
pub fn with(name: &str, chosen: &[Chosen]) -> String {
    if chosen.is_empty() {
        return name.to_owned();
    }
    let titles: Vec<&str> = chosen.iter().map(|c| c.title.as_str()).collect();
    format!("{name} ({})", titles.join(", "))
}
