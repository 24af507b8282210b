//! The JSON form of stores as the public sees them.
use chrono::{DateTime, Utc};
use serde::Serialize;
use souk_events::{Address, StoreId};
use souk_kit::Lang;
use utoipa::ToSchema;

use super::views::ImageView;
use crate::{domain::hours::HoursInput, shelf::StoreCard};

/// A store as the public sees it.
#[derive(Debug, Serialize, ToSchema)]
pub struct StoreView {
    /// Its id.
    pub id: StoreId,
    /// Its address part.
    pub slug: String,
    /// Its page.
    pub url: String,
    /// Its name.
    pub name: String,
    /// What it says of itself in the asked language, else in its own.
    pub description: String,
    /// Its photo.
    pub image: Option<ImageView>,
    /// Where it is.
    pub address: Option<Address>,
    /// What it sells in.
    pub currency: String,
    /// Its country.
    pub country: String,
    /// Its time zone.
    pub timezone: String,
    /// Its language.
    pub language: Lang,
    /// Shown, but takes no orders.
    pub paused: bool,
    /// Whether it takes orders now.
    pub open: bool,
    /// When it closes next, if it is open and closes within a week.
    pub closes_at: Option<DateTime<Utc>>,
    /// When it opens next, if it is closed and not paused.
    pub opens_at: Option<DateTime<Utc>>,
    /// When it sells; without any row always.
    pub hours: HoursInput,
    /// How many products it shows.
    pub products: usize,
    /// Where it answers on WhatsApp.
    pub whatsapp: Option<String>,
    /// How far it is from the place that was named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub distance_km: Option<f64>,
}

/// The public form of a store.
#[must_use]
pub fn store(lang: Lang, card: &StoreCard, products: usize, now: DateTime<Utc>) -> StoreView {
    StoreView {
        id: card.id,
        slug: card.slug.clone(),
        url: format!("/m/{}", card.slug),
        name: card.name.clone(),
        description: card.description(lang).to_owned(),
        image: card.photo.as_ref().map(Into::into),
        address: card.address.clone(),
        currency: card.currency.to_string(),
        country: card.country.clone(),
        timezone: card.timezone.clone(),
        language: card.language,
        paused: card.paused,
        open: card.is_open(now),
        closes_at: card.hours.closes_at(now).filter(|_| !card.paused),
        opens_at: card.hours.next_opening(now).filter(|_| !card.paused),
        hours: (&card.hours).into(),
        products,
        whatsapp: card.whatsapp.clone(),
        distance_km: None,
    }
}
