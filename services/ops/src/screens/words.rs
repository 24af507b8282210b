//! Words, statuses and times that several pages share.
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use maud::{Markup, html};
use souk_kit::{View, format};
use souk_ui::{Tone, code, code_short, status, time_relative};

use crate::domain::{light::Light, replay};

/// A module's name as people say it, or as it calls itself.
pub fn module_name(view: &View, module: &str) -> String {
    view.texts.find(view.lang, &format!("module-{module}"), &[]).unwrap_or_else(|| module.to_owned())
}

/// A light as a status.
pub fn light(view: &View, light: Light) -> Markup {
    let (tone, key) = match light {
        Light::Green => (Tone::Success, "light-green"),
        Light::Amber => (Tone::Warning, "light-amber"),
        Light::Red => (Tone::Danger, "light-red"),
    };
    status(tone, &view.t(key))
}

/// What a replay is doing as a status.
pub fn replay_state(view: &View, state: replay::State) -> Markup {
    let (tone, key) = match state {
        replay::State::Running => (Tone::Info, "replay-state-running"),
        replay::State::Waiting => (Tone::Warning, "replay-state-waiting"),
        replay::State::Stopped => (Tone::Neutral, "replay-state-stopped"),
        replay::State::Done => (Tone::Success, "replay-state-done"),
    };
    status(tone, &view.t(key))
}

/// On or off as a status.
pub fn on_off(view: &View, on: bool) -> Markup {
    if on { status(Tone::Success, &view.t("on")) } else { status(Tone::Neutral, &view.t("off")) }
}

/// A moment, relative, with the exact one in UTC on hover.
pub fn when(view: &View, at: DateTime<Utc>) -> Markup {
    let shown = format!("{} UTC", format::date_time(view.lang, Tz::UTC, at));
    time_relative(&at.to_rfc3339(), &shown)
}

/// Time since the first fact of a story: `+350 ms`, `+12.4 s`, `+3 min`, `+2 h`, `+4 d`.
pub fn offset(since: TimeDelta) -> String {
    let ms = since.num_milliseconds().max(0);
    match ms {
        0..1_000 => format!("+{ms} ms"),
        1_000..60_000 => format!("+{}.{} s", ms / 1_000, ms % 1_000 / 100),
        60_000..3_600_000 => format!("+{} min", ms / 60_000),
        3_600_000..86_400_000 => format!("+{} h", ms / 3_600_000),
        _ => format!("+{} d", ms / 86_400_000),
    }
}

/// An id that leads to its story.
pub fn story(id: &str) -> Markup {
    html! {
        @if !id.is_empty() { a href=(super::link("/ops/timeline", &[("q", id)])) { (code(id)) } }
    }
}

/// The same in a table, where room is scarce.
pub fn story_short(id: &str) -> Markup {
    html! {
        @if !id.is_empty() { a href=(super::link("/ops/timeline", &[("q", id)])) { (code_short(id)) } }
    }
}

/// A fact in words, or by its wire name when there are none.
pub fn fact(view: &View, kind: &str) -> Markup {
    match view.texts.find(view.lang, &format!("event-{}", kind.replace(['.', '_'], "-")), &[]) {
        Some(said) => html! { (said) },
        None => code(kind),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_read_at_a_glance() {
        for (ms, text) in
            [(-5, "+0 ms"), (350, "+350 ms"), (12_420, "+12.4 s"), (180_000, "+3 min"), (90_000_000, "+1 d")]
        {
            assert_eq!(offset(TimeDelta::milliseconds(ms)), text);
        }
    }
}
