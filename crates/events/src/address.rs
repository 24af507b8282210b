//! A postal address, one shared type. The exact point is personal: it is sealed where it is kept.
use serde::{Deserialize, Serialize};

/// A place on earth, degrees WGS 84.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Point {
    /// Latitude, −90 to 90.
    pub lat: f64,
    /// Longitude, −180 to 180.
    pub lon: f64,
}

/// Where somebody is found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Address {
    /// Street and number, building, floor.
    pub lines: Vec<String>,
    /// Town.
    pub locality: String,
    /// Postal code, empty where there is none.
    #[serde(default)]
    pub postcode: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// Exact place, when known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<Point>,
    /// What a courier should know.
    #[serde(default)]
    pub note: String,
}
