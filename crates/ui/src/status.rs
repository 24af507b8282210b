//! States as a word, a colour and an icon: tones, statuses, tags, stock.
use crate::{Icon, icon};
use maud::{Markup, html};

/// What a state means to the person who sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Tone {
    /// Nothing to do or to know.
    #[default]
    Neutral,
    /// Good to know, under way.
    Info,
    /// Went well.
    Success,
    /// Needs attention soon.
    Warning,
    /// Went wrong.
    Danger,
    /// Happening right now.
    Live,
}

impl Tone {
    /// Its name in class names and in toast headers.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Tone::Neutral => "neutral",
            Tone::Info => "info",
            Tone::Success => "success",
            Tone::Warning => "warning",
            Tone::Danger => "danger",
            Tone::Live => "live",
        }
    }

    /// The icon that goes with it when no better one is given.
    #[must_use]
    pub fn icon(self) -> Icon {
        match self {
            Tone::Neutral => Icon::Circle,
            Tone::Info => Icon::CircleDot,
            Tone::Success => Icon::CircleCheck,
            Tone::Warning => Icon::TriangleAlert,
            Tone::Danger => Icon::OctagonAlert,
            Tone::Live => Icon::Radio,
        }
    }
}

/// A status with its tone's icon.
#[must_use]
pub fn status(tone: Tone, label: &str) -> Markup {
    status_with(tone, tone.icon(), label)
}

/// A status with an icon of its own.
#[must_use]
pub fn status_with(tone: Tone, name: Icon, label: &str) -> Markup {
    html! { span class={ "status tone-" (tone.as_str()) } { (icon(name)) span { (label) } } }
}

/// A plain label: a category, a dietary mark.
#[must_use]
pub fn tag(label: &str) -> Markup {
    html! { span class="tag" { (label) } }
}

/// How much of something is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stock {
    /// Plenty.
    In,
    /// A few.
    Low,
    /// None.
    Out,
}

/// Availability in the caller's words, such as "3 left".
#[must_use]
pub fn stock_badge(stock: Stock, label: &str) -> Markup {
    let (tone, name) = match stock {
        Stock::In => (Tone::Success, Icon::Check),
        Stock::Low => (Tone::Warning, Icon::Flame),
        Stock::Out => (Tone::Neutral, Icon::Ban),
    };
    html! { span class={ "stock tone-" (tone.as_str()) @if stock == Stock::Out { " stock-out" } } { (icon(name)) span { (label) } } }
}
