//! Decides: words of the tables, the ledger's entries, what may go back, signatures.
pub mod ledger;
pub mod money;
pub mod signature;
pub mod words;
