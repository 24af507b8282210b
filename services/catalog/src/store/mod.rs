//! The tables of catalog: typed rows and the statements on them. Scope and transaction belong to the caller.
pub mod categories;
pub mod changes;
pub mod exports;
pub mod holds;
pub mod imports;
pub mod lists;
pub mod modifiers;
pub mod priced;
pub mod prices;
pub mod products;
pub mod quotas;
pub mod shelf;
pub mod stock;
pub mod stores;
pub mod synonyms;
