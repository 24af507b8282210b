//! What moves: order progress, timeline, board.
use super::{Guide, part};
use crate::{
    BoardCard, BoardColumn, Button, Card, Icon, Step, StepState, TimelineItem, Tone, board, countdown, grid,
    sound_toggle, status, stepper, time_exact, time_relative, timeline,
};
use maud::{Markup, html};

const SOON: &str = "2027-06-01T12:00:00Z";
const PAST: &str = "2026-11-21T12:04:00Z";

pub(super) fn parts(guide: Guide<'_>) -> Markup {
    html! {
        (part("progress", guide.say("Order progress", "تقدم الطلب"), progress(guide)))
        (part("board", guide.say("Board", "اللوحة"), html! { (crate::button_row(&sound_toggle(guide.texts))) (columns(guide)) }))
    }
}

fn progress(guide: Guide<'_>) -> Markup {
    let step = |en, ar, state| Step::new(guide.say(en, ar), state);
    html! {
        (Card::bare().body(stepper(guide.say("Order progress", "تقدم الطلب"), &[
            step("Placed", "أُرسل", StepState::Done).note(time_exact(PAST, "12:04")),
            step("Accepted", "قُبل", StepState::Done).note(time_exact(PAST, "12:06")),
            step("Being prepared", "قيد التحضير", StepState::Current).note(html! { (guide.say("ready about 12:30", "جاهز حوالي 12:30")) }),
            step("Ready", "جاهز", StepState::Todo),
            step("Picked up", "استُلم", StepState::Todo),
        ], guide.texts)))
        (grid(html! {
            (Card::new(guide.say("Cancelled", "ملغى")).body(stepper(guide.say("Cancelled order", "طلب ملغى"), &[
                step("Placed", "أُرسل", StepState::Done),
                step("Refused by the shop", "رفضه المتجر", StepState::Failed).note(html! { (guide.say("Out of lemons", "نفد الليمون")) }),
            ], guide.texts)))
            (Card::new(guide.say("History", "السجل")).body(timeline(&[
                TimelineItem::new(html! { (guide.say("Kitchen started", "بدأ المطبخ")) }, time_relative(PAST, "12:08")).tone(Tone::Info).icon(Icon::ChefHat),
                TimelineItem::new(html! { (guide.say("Accepted by Karim", "قبله كريم")) }, time_relative(PAST, "12:06")).tone(Tone::Success),
                TimelineItem::new(html! { (guide.say("Order placed", "أُرسل الطلب")) }, time_relative(PAST, "12:04")).icon(Icon::ShoppingBasket)
                    .body(html! { p class="hint" { (guide.say("Two items, pay on pick-up", "منتجان، الدفع عند الاستلام")) } }),
            ])))
        }))
        div class="cluster" { (countdown(SOON, "12:30")) (countdown(PAST, "12:04")) (status(Tone::Live, guide.say("Live", "مباشر"))) }
    }
}

fn columns(guide: Guide<'_>) -> Markup {
    let act = |en, ar| Button::primary(guide.say(en, ar)).small().plain();
    let none = guide.say("Nothing here", "لا شيء هنا");
    board("board-orders", guide.say("Orders", "الطلبات"), &[
        BoardColumn::new("col-new", guide.say("New", "جديد"), Tone::Live, none).alert().cards(vec![
            BoardCard::new("t-1042", "#1042", "#board").tone(Tone::Live).deadline(PAST, "4:12")
                .meta(html! { "Amina B." }).meta(html! { bdi { "170,00 MAD" } })
                .line("2×", guide.say("Lemon chicken tagine", "طاجين دجاج بالليمون")).line("1×", guide.say("Mint tea", "شاي بالنعناع"))
                .note(guide.say("No coriander, please", "بدون كزبرة من فضلك"))
                .actions(html! { (act("Accept", "قبول")) (Button::secondary(guide.say("Refuse", "رفض")).small().plain()) }),
        ]),
        BoardColumn::new("col-prep", guide.say("Being prepared", "قيد التحضير"), Tone::Info, none).cards(vec![
            BoardCard::new("t-1041", "#1041", "#board").tone(Tone::Danger).deadline(PAST, "12:04").meta(html! { "Youssef E." })
                .line("1×", guide.say("Couscous royal", "كسكس ملكي")).actions(act("Ready", "جاهز")),
            BoardCard::new("t-1040", "#1040", "#board").deadline(SOON, "12:40").meta(html! { "Léa M." })
                .line("3×", guide.say("Msemen with honey", "مسمن بالعسل")).actions(act("Ready", "جاهز")),
        ]),
        BoardColumn::new("col-ready", guide.say("Ready", "جاهز"), Tone::Success, none),
    ])
}
