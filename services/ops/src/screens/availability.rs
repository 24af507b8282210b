//! How much of the time a module was there: three shares and a bar for each of the last 24 hours.
use maud::{Markup, html};
use souk_kit::{Lang, View, format};
use souk_ui::Tone;

use crate::domain::availability::{Availability, Hour};

const WIDTH: usize = 8;
const HEIGHT: i64 = 28;
/// The height of an hour in which nobody looked, or nobody was there.
const LOW: i64 = 4;
/// From here on an hour was well, in basis points: one look in a hundred may fail.
const WELL: i64 = 9_900;

/// The shares and the bars.
pub fn bars(view: &View, availability: &Availability) -> Markup {
    let shares = [
        ("availability-hour", availability.hour),
        ("availability-day", availability.day),
        ("availability-month", availability.month),
    ];
    let count = availability.hours.len();
    let place = |n: usize| if view.lang.dir() == "rtl" { count.saturating_sub(n + 1) } else { n };
    html! {
        div class="stack" {
            svg viewBox={ "0 0 " (count * WIDTH) " " (HEIGHT) } width="100%" height=(HEIGHT) preserveAspectRatio="none"
                role="img" aria-label=(view.t("availability-hours")) {
                @for (n, hour) in availability.hours.iter().enumerate() { (bar(view, hour, place(n))) }
            }
            p class="cluster small" {
                @for (key, share) in shares { span { span class="muted" { (view.t(key)) } " " bdi { (percent(view, share)) } } }
            }
        }
    }
}

fn bar(view: &View, hour: &Hour, place: usize) -> Markup {
    let (tone, height) = match hour.share {
        None => (Tone::Neutral, LOW / 2),
        Some(0) => (Tone::Danger, LOW),
        Some(share) => {
            let tone = if share >= WELL { Tone::Success } else { Tone::Warning };
            (tone, LOW + (HEIGHT - LOW) * share.clamp(0, 10_000) / 10_000)
        }
    };
    let said = format!("{} UTC: {}", format::time(chrono_tz::Tz::UTC, hour.start), percent(view, hour.share));
    html! {
        rect class={ "tone-" (tone.as_str()) } fill="var(--tone)" x=(place * WIDTH + 1) width=(WIDTH - 2)
            y=(HEIGHT - height) height=(height) rx="1" { title { (said) } }
    }
}

/// A share as people of the language write it; a hundred only when nothing was missed.
fn percent(view: &View, share: Option<i64>) -> String {
    let Some(share) = share else { return "—".to_owned() };
    let point = match view.lang {
        Lang::Fr | Lang::Es | Lang::Pt => ',',
        Lang::En | Lang::Ar => '.',
    };
    let said = match share {
        10_000 => "100".to_owned(),
        share => format!("{}{point}{:02}", share / 100, share % 100),
    };
    view.with("percent", &[("n", &said)])
}
