//! The rules of a catalogue: products, prices, stock, tax and import files. No database, no HTTP, no clock.
pub mod category;
pub mod csv;
pub mod grid;
pub mod hold;
pub mod hours;
pub mod html;
pub mod kind;
pub mod modifier;
pub mod near;
pub mod price;
pub mod product;
pub mod reduction;
pub mod stock;
pub mod synonym;
pub mod tax;
pub mod text;
pub mod window;
