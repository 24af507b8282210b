//! How many of something a cart may hold.
use souk_kit::FieldError;

/// The most pieces of one line.
pub const MOST: i32 = 99;
/// The most lines of a cart.
pub const LINES: i64 = 50;

/// Checks a quantity.
///
/// # Errors
/// Outside 1 to [`MOST`].
pub fn check(quantity: i32) -> Result<i32, FieldError> {
    if (1..=MOST).contains(&quantity) {
        Ok(quantity)
    } else {
        Err(FieldError::new("/quantity", "quantity_range"))
    }
}

/// Reads a quantity from a form field.
///
/// # Errors
/// Not a number, or outside 1 to [`MOST`].
pub fn read(text: &str) -> Result<i32, FieldError> {
    text.trim().parse().map_or_else(|_| Err(FieldError::new("/quantity", "number_wrong")), check)
}
