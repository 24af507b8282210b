//! Feedback: banners, toasts, dialogs, empty states, skeletons.
use super::{Guide, part};
use crate::{
    Banner, Button, Card, Dialog, EmptyState, Field, Icon, Tone, button_row, grid, skeleton_lines, stack,
};
use maud::{Markup, html};

pub(super) fn parts(guide: Guide<'_>) -> Markup {
    html! {
        (part("feedback", guide.say("Banners", "اللافتات"), banners(guide)))
        (part("dialogs", guide.say("Dialogs and toasts", "النوافذ والإشعارات"), dialogs(guide)))
        (part("empty", guide.say("Empty and loading", "الفراغ والتحميل"), grid(html! {
            (Card::bare().body(EmptyState::new(Icon::ShoppingBasket, guide.say("Your cart is empty", "سلتك فارغة"),
                guide.say("What you add waits here, even on your other devices.", "ما تضيفه ينتظرك هنا، حتى على أجهزتك الأخرى."))
                .action(Button::primary(guide.say("Look around", "تصفّح")).href("#products"))))
            (Card::bare().body(EmptyState::new(Icon::ServerCrash, guide.say("Something broke on our side", "حدث خلل لدينا"),
                guide.say("Nothing was lost. Try again in a moment.", "لم يضع شيء. حاول بعد لحظات."))
                .action(Button::secondary(guide.say("Try again", "أعد المحاولة")).href("#empty").icon(Icon::RefreshCw)).code(guide.say("Reference", "المرجع"), "4bf92f35")))
            (Card::new(guide.say("Loading", "تحميل")).body(skeleton_lines(5, guide.texts)))
        })))
    }
}

fn banners(guide: Guide<'_>) -> Markup {
    stack(html! {
        (Banner::new(Tone::Info, guide.say("The kitchen opens at 11:00", "يفتح المطبخ على 11:00")).icon(Icon::Info))
        (Banner::new(Tone::Success, guide.say("Your shop is online", "متجرك على الإنترنت"))
            .action(Button::secondary(guide.say("See it", "شاهده")).href("#feedback").small()))
        (Banner::new(Tone::Warning, guide.say("Verify your e-mail address", "أكّد بريدك الإلكتروني"))
            .text(guide.say("We sent a link to amina@example.com.", "أرسلنا رابطًا إلى amina@example.com.")))
        (Banner::new(Tone::Danger, guide.say("The import failed", "فشل الاستيراد"))
            .text(guide.say("Lines 14 and 203 have no price. Nothing was saved.", "السطران 14 و203 بلا سعر. لم يُحفظ شيء.")))
        (Banner::new(Tone::Live, guide.say("You are live: 42 people are watching", "أنت على المباشر: 42 مشاهدًا")))
        (Banner::module_off(guide.say("Delivery is switched off", "التوصيل متوقف"))
            .text(guide.say("Customers can still pick up.", "لا يزال الاستلام ممكنًا.")))
        div class="offline" { (crate::icon(Icon::WifiOff)) span { (guide.texts.offline) } }
    })
}

fn dialogs(guide: Guide<'_>) -> Markup {
    let refund = Dialog::new("refund", guide.say("Refund 240 MAD?", "ردّ 240 درهمًا؟"), guide.texts)
        .body(html! { p { (guide.say(
            "Amina Benali gets 240 MAD back on her card. This cannot be undone.",
            "تسترجع أمينة بن علي 240 درهمًا على بطاقتها. لا يمكن التراجع.",
        )) } })
        .actions(html! {
            form method="dialog" { (Button::quiet(guide.say("Keep", "إبقاء"))) }
            (Button::danger(guide.say("Refund 240 MAD", "ردّ 240 درهمًا")).plain())
        });
    let drawer = Dialog::drawer("filters", guide.say("Filters", "مرشحات"), guide.texts)
        .body(html! { (Field::search("word", guide.say("Contains", "يحتوي على"))) })
        .actions(html! { form method="dialog" { (Button::primary(guide.say("Show 12 results", "عرض 12 نتيجة"))) } });
    html! {
        (button_row(&html! {
            (Button::secondary(guide.say("Open a dialog", "افتح نافذة")).opens("refund"))
            (Button::secondary(guide.say("Open a drawer", "افتح درجًا")).opens("filters"))
        }))
        div class="stack" {
            @for (tone, text) in [
                (Tone::Success, guide.say("Saved", "تم الحفظ")),
                (Tone::Danger, guide.say("The request did not go through", "لم يكتمل الطلب")),
            ] {
                div class={ "toast tone-" (tone.as_str()) } {
                    (crate::icon(tone.icon())) p { (text) }
                    (Button::quiet(guide.say("Undo", "تراجع")).small().plain())
                }
            }
        }
        (refund) (drawer)
    }
}
