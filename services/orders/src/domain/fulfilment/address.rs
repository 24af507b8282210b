//! Where an order is brought to: personal, kept sealed with the contact.
use serde::{Deserialize, Serialize};
use souk_events::Point;
use souk_kit::FieldError;

use crate::domain::contact::line;

/// A customer's address.
#[derive(Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Address {
    /// Street and number.
    pub street: String,
    /// Postal code.
    pub postcode: String,
    /// Town.
    pub city: String,
    /// What the courier should know.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Exact place, when known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<Point>,
}

impl std::fmt::Debug for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Address(…)")
    }
}

/// The longest street or town.
pub const LINE_MAX: usize = 120;
/// The longest postal code.
pub const CODE_MAX: usize = 12;
/// The longest note to the courier.
pub const NOTE_MAX: usize = 200;

impl Address {
    /// Checks what was typed, all of it.
    ///
    /// # Errors
    /// Every field that is wrong.
    pub fn read(
        street: &str,
        postcode: &str,
        city: &str,
        note: &str,
        point: Option<Point>,
    ) -> Result<Self, Vec<FieldError>> {
        let mut wrong = Vec::new();
        let mut keep = |text: &str, max: usize, pointer: &str| {
            line(text, max, pointer).map_err(|e| wrong.push(e)).unwrap_or_default()
        };
        let street = keep(street, LINE_MAX, "/address/street");
        let postcode = keep(postcode, CODE_MAX, "/address/postcode");
        let city = keep(city, LINE_MAX, "/address/city");
        let note = if note.trim().is_empty() { String::new() } else { keep(note, NOTE_MAX, "/address/note") };
        if point.is_some_and(|p| !on_earth(p)) {
            wrong.push(FieldError::new("/address/point", "position_wrong"));
        }
        if wrong.is_empty() { Ok(Self { street, postcode, city, note, point }) } else { Err(wrong) }
    }
}

/// Whether there is such a place.
#[must_use]
pub fn on_earth(point: Point) -> bool {
    (-90.0..=90.0).contains(&point.lat) && (-180.0..=180.0).contains(&point.lon)
}

/// A postal code as it is compared: capitals, without spaces and dashes.
#[must_use]
pub fn code(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}
