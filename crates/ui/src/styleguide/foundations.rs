//! Foundations: colours, type, icons.
use super::{Guide, part};
use crate::{Icon, icon};
use maud::{Markup, html};

const COLOURS: [&str; 11] = [
    "ground",
    "surface",
    "sunken",
    "ink",
    "accent",
    "accent-soft",
    "spice",
    "info",
    "success",
    "warning",
    "danger",
];

const ICONS: [Icon; 12] = [
    Icon::Store,
    Icon::ShoppingBasket,
    Icon::Package,
    Icon::ClipboardList,
    Icon::ChefHat,
    Icon::Truck,
    Icon::MapPin,
    Icon::Banknote,
    Icon::Users,
    Icon::ChartColumn,
    Icon::ArrowRight,
    Icon::Settings,
];

pub(super) fn parts(guide: Guide<'_>) -> Markup {
    html! {
        (part("colours", guide.say("Colours", "الألوان"), html! {
            div class="guide-swatches" {
                @for name in COLOURS { div class={ "guide-swatch guide-" (name) } { span { (name) } } }
            }
        }))
        (part("type", guide.say("Type", "الخط"), html! {
            div class="guide-scale stack" {
                @for (size, sample) in [
                    ("32", guide.say("Saffron, bread and oranges", "زعفران وخبز وبرتقال")),
                    ("24", guide.say("Open until 22:00", "مفتوح حتى 22:00")),
                    ("20", guide.say("Your order is being prepared", "طلبك قيد التحضير")),
                    ("16", guide.say("Two tagines, one mint tea; pick-up in twenty minutes.", "طاجينان وشاي بالنعناع؛ الاستلام بعد عشرين دقيقة.")),
                    ("14", guide.say("1,240.50 MAD · 25 orders · 3 late", "1240,50 درهم · 25 طلبًا · 3 متأخرة")),
                    ("12", guide.say("Changed five minutes ago", "تغيّر قبل خمس دقائق")),
                ] { p class={ "guide-" (size) } { (sample) } }
            }
        }))
        (part("icons", guide.say("Icons", "الأيقونات"), html! {
            ul class="guide-icons" { @for name in ICONS { li { (icon(name)) (name.name()) } } }
        }))
    }
}
