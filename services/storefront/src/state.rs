//! What the pages share.
use std::sync::Arc;

use serde::Deserialize;
use souk_kit::{App, Ask};

use crate::markets::Markets;

/// Shared by all pages.
#[derive(Clone)]
pub struct State {
    pub(crate) ask: Ask,
    pub(crate) public_url: String,
    pub(crate) operator: Operator,
    pub(crate) markets: Arc<Markets>,
}

/// `[operator]`: who runs this installation.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Operator {
    pub(crate) name: String,
    pub(crate) address: String,
    pub(crate) email: String,
    pub(crate) registration: String,
    pub(crate) host: String,
}

impl State {
    pub(crate) fn build(app: &App) -> anyhow::Result<Self> {
        Ok(Self {
            ask: app.ask.clone(),
            public_url: app.public_url.clone(),
            operator: app.settings.section("operator")?,
            markets: Arc::new(Markets::load(&app.settings)?),
        })
    }
}
