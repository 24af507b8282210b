//! Asks others: Twilio, and reservations.
pub mod contents;
pub mod files;
pub mod reservations;
pub mod twilio;

use reqwest::{Client, redirect};

use crate::config::TwilioSettings;

/// Asks Twilio; where it is sent on to is looked at before.
///
/// # Errors
/// The HTTP client cannot be made.
fn http(settings: &TwilioSettings) -> anyhow::Result<Client> {
    let ms = settings.timeout();
    Ok(Client::builder().timeout(ms).connect_timeout(ms).redirect(redirect::Policy::none()).build()?)
}
