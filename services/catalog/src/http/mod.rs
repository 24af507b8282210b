//! Catalog as JSON: one file per resource.
pub mod categories;
pub mod etag;
pub mod export;
pub mod holds;
pub mod hours;
pub mod imports;
pub mod media;
pub mod modifiers;
pub mod own_views;
pub mod prices;
pub mod products;
pub mod public;
pub mod stock;
pub mod stores;
pub mod synonyms;
pub mod upload;
pub mod views;
