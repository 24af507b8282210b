//! What could break in the design system: escaping, wiring, addresses, contrast, budgets.
mod assets;
mod contrast;
mod escaping;
mod forms;
mod layout;
mod tables;
