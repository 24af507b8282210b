//! The merchant's part of a store: description, address, photo, paused or not.
use bytes::Bytes;
use serde::{Deserialize, Serialize};
use souk_events::{Address, StoreId, TenantId};
use souk_kit::{FieldError, Problem, Scope};

use super::{low_stock, products::keep_picture};
use crate::{
    domain::{
        description::{self, DESCRIPTION, DescriptionInput},
        near,
        stock::NEVER,
        text, titles, whatsapp,
    },
    error,
    state::State,
    store::{
        stock,
        stores::{self, Profile, StoreRow},
    },
};

/// A store's profile as staff write it.
#[derive(Clone, Debug, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProfileInput {
    /// What the store says of itself.
    #[serde(default)]
    #[schema(max_length = 2000)]
    pub description: String,
    /// The same in further languages; when left out, what it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_items = 5)]
    pub translations: Option<Vec<DescriptionInput>>,
    /// Where it is.
    #[serde(default)]
    pub address: Option<Address>,
    /// Shown, but takes no orders.
    #[serde(default)]
    pub paused: bool,
    /// From how many units of a variant down the merchant is told; none: never.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 1_000_000_000)]
    pub low_stock: Option<i64>,
    /// The number under which the store answers on WhatsApp, shown to everybody.
    #[serde(default)]
    #[schema(max_length = 40, example = "+33612345678")]
    pub whatsapp: Option<String>,
}

fn check(input: &ProfileInput) -> Result<Profile, Problem> {
    let mut errors = Vec::new();
    let mut tidy =
        |value: &str, max, pointer: &str, required| text::read(value, max, required, pointer, &mut errors);
    let description = tidy(&input.description, DESCRIPTION, "/description", false);
    let address = input.address.as_ref().map(|given| Address {
        lines: given
            .lines
            .iter()
            .take(4)
            .enumerate()
            .map(|(i, l)| tidy(l, 120, &format!("/address/lines/{i}"), false))
            .collect(),
        locality: tidy(&given.locality, 80, "/address/locality", true),
        postcode: tidy(&given.postcode, 16, "/address/postcode", false),
        country: tidy(&given.country, 2, "/address/country", true).to_uppercase(),
        point: given.point,
        note: tidy(&given.note, 200, "/address/note", false),
    });
    if let Some(address) = &address {
        if address.country.len() != 2 || !address.country.bytes().all(|b| b.is_ascii_uppercase()) {
            errors.push(FieldError::new("/address/country", "country_wrong"));
        }
        if address.point.as_ref().is_some_and(|point| !near::on_earth(point)) {
            errors.push(FieldError::new("/address/point", "point_wrong"));
        }
    }
    if let Err(code) = low_stock::check(input.low_stock) {
        errors.push(FieldError::new("/low_stock", code));
    }
    let typed = input.whatsapp.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let whatsapp = typed.and_then(whatsapp::number);
    if typed.is_some() && whatsapp.is_none() {
        errors.push(FieldError::new("/whatsapp", "whatsapp_wrong"));
    }
    let descriptions = input.translations.as_deref().map(|said| description::check(said, &mut errors));
    if !errors.is_empty() {
        return Err(Problem::fields(errors));
    }
    let descriptions = descriptions.as_ref().map(titles::keep);
    let address = address.map(serde_json::to_value).transpose().map_err(Problem::internal)?;
    Ok(Profile {
        description,
        descriptions,
        address,
        paused: input.paused,
        low_stock: input.low_stock,
        whatsapp,
    })
}

/// The tenant's stores, by name.
///
/// # Errors
/// The database.
pub async fn list(state: &State, tenant: TenantId) -> Result<Vec<StoreRow>, Problem> {
    state.db.read(Scope::Tenant(tenant), async |conn| Ok(stores::all(conn).await?)).await
}

/// Saves a profile if nobody else did since `expected`.
///
/// # Errors
/// 404, 412 stale, 422.
pub async fn save(
    state: &State,
    tenant: TenantId,
    id: StoreId,
    expected: i64,
    input: &ProfileInput,
) -> Result<StoreRow, Problem> {
    let profile = check(input)?;
    let now = state.clock.now();
    let saved = state
        .db
        .write(Scope::Tenant(tenant), async |conn| {
            match stores::save_profile(conn, id, expected, profile, now).await? {
                Some(row) => {
                    stock::set_low_default(conn, id, row.low_stock.unwrap_or(NEVER)).await?;
                    Ok(row)
                }
                None => Err(error::stale(stores::get(conn, id).await?.version)),
            }
        })
        .await?;
    state.shelf.refresh_store(&state.db, id).await?;
    Ok(saved)
}

/// Gives a store a photo.
///
/// # Errors
/// 404, 413, 415, 422.
pub async fn set_photo(
    state: &State,
    tenant: TenantId,
    id: StoreId,
    bytes: Bytes,
) -> Result<StoreRow, Problem> {
    let scope = Scope::Tenant(tenant);
    state.db.read::<_, Problem, _>(scope, async |conn| Ok(stores::get(conn, id).await?)).await?;
    let name = keep_picture(state, &format!("s/{}", id.0.simple()), bytes).await?;
    let now = state.clock.now();
    let saved = state
        .db
        .write::<_, Problem, _>(scope, async |conn| Ok(stores::set_photo(conn, id, &name, now).await?))
        .await?;
    state.shelf.refresh_store(&state.db, id).await?;
    Ok(saved)
}
