//! Times that speak: relative ones, countdowns, and timelines of what happened.
use crate::{Icon, Tone, icon};
use maud::{Markup, html};

/// A moment. `iso` is RFC 3339, `shown` the exact time in the page's locale; the script turns it into "5 min ago".
#[must_use]
pub fn time_relative(iso: &str, shown: &str) -> Markup {
    html! { time datetime=(iso) title=(shown) data-relative { (shown) } }
}

/// A moment shown as it is.
#[must_use]
pub fn time_exact(iso: &str, shown: &str) -> Markup {
    html! { time datetime=(iso) { (shown) } }
}

/// Time left until `iso`; `shown` stands there without script. Urgent in its last minute, then late.
#[must_use]
pub fn countdown(iso: &str, shown: &str) -> Markup {
    html! {
        span class="countdown" {
            (icon(Icon::Timer)) time datetime=(iso) data-countdown-to=(iso) role="timer" { (shown) }
        }
    }
}

/// One thing that happened.
#[derive(Clone, Debug)]
pub struct TimelineItem {
    title: Markup,
    time: Markup,
    tone: Tone,
    icon: Option<Icon>,
    body: Option<Markup>,
}

impl TimelineItem {
    /// What, and when (from [`time_relative`]).
    #[must_use]
    pub fn new(title: Markup, time: Markup) -> Self {
        Self { title, time, tone: Tone::Neutral, icon: None, body: None }
    }

    /// Its tone.
    #[must_use]
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }

    /// Its icon, instead of the tone's.
    #[must_use]
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// More about it.
    #[must_use]
    pub fn body(mut self, body: Markup) -> Self {
        self.body = Some(body);
        self
    }
}

/// What happened, in order.
#[must_use]
pub fn timeline(items: &[TimelineItem]) -> Markup {
    html! {
        ol class="timeline" {
            @for item in items {
                li class={ "timeline-item tone-" (item.tone.as_str()) } {
                    span class="timeline-sign" { (icon(item.icon.unwrap_or(item.tone.icon()))) }
                    div class="timeline-body" {
                        p class="timeline-title" { (item.title) }
                        p class="timeline-time" { (item.time) }
                        @if let Some(body) = &item.body { div class="timeline-more" { (body) } }
                    }
                }
            }
        }
    }
}
