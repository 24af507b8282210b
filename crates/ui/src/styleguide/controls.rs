//! Controls: buttons and every kind of field, calm and in error.
use super::{Guide, part};
use crate::{
    Button, Card, Checkbox, Field, Form, Icon, Menu, Quantity, RadioGroup, Select, Upload, button_row,
    field_row, menu_button, menu_link, split,
};
use maud::{Markup, html};

pub(super) fn parts(guide: Guide<'_>) -> Markup {
    html! {
        (part("buttons", guide.say("Buttons", "الأزرار"), buttons(guide)))
        (part("forms", guide.say("Forms", "النماذج"), html! {
            (split(Card::new(guide.say("New product", "منتج جديد")).body(product_form(guide)), html! {
                (Card::new(guide.say("Sign in", "تسجيل الدخول")).body(sign_in(guide)))
                (Card::new(guide.say("Choices", "خيارات")).body(choices(guide)))
            }))
        }))
    }
}

fn buttons(guide: Guide<'_>) -> Markup {
    let save = guide.say("Save", "حفظ");
    html! {
        (button_row(&html! {
            (Button::primary(guide.say("Place the order", "أرسل الطلب")).icon(Icon::Check).plain())
            (Button::secondary(guide.say("Edit", "تعديل")).icon(Icon::Pencil).plain())
            (Button::quiet(guide.say("Cancel", "إلغاء")).plain())
            (Button::danger(guide.say("Refund 240 MAD", "ردّ 240 درهمًا")).icon(Icon::Undo2).plain())
            (Button::secondary(guide.say("Continue", "متابعة")).href("#forms").end_icon(Icon::ArrowRight))
        }))
        (button_row(&html! {
            (Button::primary(save).loading(true).plain())
            (Button::secondary(save).loading(true).plain())
            (Button::primary(save).disabled(true).plain())
            (Button::secondary(save).disabled(true).plain())
            (Button::secondary(guide.say("Continue", "متابعة")).href("#forms").disabled(true))
        }))
        (button_row(&html! {
            (Button::primary(save).small().plain())
            (Button::secondary(save).small().plain())
            (Button::quiet(save).small().plain())
            (Button::secondary(guide.say("Print", "طباعة")).icon_only(Icon::Printer).plain())
            (Button::quiet(guide.say("More", "المزيد")).icon_only(Icon::Ellipsis).plain())
            (Menu::new(guide.say("Dar Lina, Casablanca", "دار لينا، الدار البيضاء"), Icon::Store)
                .item(menu_link("#buttons", guide.say("Dar Lina, Casablanca", "دار لينا، الدار البيضاء"), Icon::Store, true))
                .item(menu_link("#buttons", guide.say("Dar Lina, Rabat", "دار لينا، الرباط"), Icon::Store, false))
                .item(menu_button("#buttons", guide.texts.sign_out, Icon::LogOut)))
            (Menu::more(guide.texts.more).item(menu_link("#buttons", guide.say("Duplicate", "نسخ"), Icon::Copy, false)))
            a href="#buttons" { (guide.say("A link in running text", "رابط داخل النص")) }
        }))
    }
}

fn product_form(guide: Guide<'_>) -> Markup {
    let price = guide.say("Enter a price such as 12.50", "أدخل سعرًا مثل 12.50");
    let tax = guide.say("Choose a tax class", "اختر فئة الضريبة");
    let form = Form::post("#forms")
        .attr("data-no-focus", "")
        .errors(
            guide.say("Two things need your attention", "أمران يحتاجان إلى انتباهك"),
            &[("price", price), ("tax", tax)],
        )
        .body(html! {
            (Field::text("name", guide.say("Name", "الاسم")).value(guide.say("Lemon chicken tagine", "طاجين دجاج بالليمون")).required())
            (Field::textarea("about", guide.say("Description", "الوصف")).optional(guide.texts.optional)
                .hint(guide.say("What would a regular customer say about it?", "ماذا يقول عنه زبون دائم؟")))
            (field_row(html! {
                (Field::money("price", guide.say("Price", "السعر"), "MAD").value("abc").error(price))
                (Select::new("tax", guide.say("Tax class", "فئة الضريبة")).option("", guide.say("Choose…", "اختر…"))
                    .option("std", guide.say("Standard 20 %", "عادية 20 %")).error(tax))
            }))
            (field_row(html! {
                (Field::number("stock", guide.say("In stock", "المخزون")).value("12").min(0))
                (Field::phone("phone", guide.say("Phone for questions", "هاتف للأسئلة")).placeholder("+212 6 12 34 56 78"))
            }))
            (field_row(html! {
                (Field::date("day", guide.say("From", "ابتداءً من")).value("2026-11-21"))
                (Field::text("slug", guide.say("Address", "العنوان")).prefix("souk.ma/m/").value("dar-lina").attr("dir", "ltr"))
            }))
            (Field::text("ref", guide.say("Reference", "المرجع")).value("SKU-0042").disabled(true))
            (Upload::photo("photo", guide.say("Photo", "صورة"), guide.texts)
                .hint(guide.say("JPEG, PNG or WebP, up to 10 MB.", "JPEG أو PNG أو WebP حتى 10 ميغابايت.")))
        })
        .actions(html! {
            (Button::primary(guide.say("Save", "حفظ")))
            (Button::quiet(guide.say("Cancel", "إلغاء")).plain())
        });
    html! { (form) }
}

fn sign_in(guide: Guide<'_>) -> Markup {
    html! {
        (Form::post("#forms").body(html! {
            (Field::email("email", guide.say("E-mail", "البريد الإلكتروني")).autocomplete("email").required())
            (Field::password("password", guide.say("Password", "كلمة المرور"), guide.texts).autocomplete("current-password").required())
            (Checkbox::new("remember", guide.say("Stay signed in", "البقاء متصلًا")).checked(true))
        }).actions(Button::primary(guide.texts.sign_in).wide()))
    }
}

fn choices(guide: Guide<'_>) -> Markup {
    html! {
        (RadioGroup::new("how", guide.say("How would you like it?", "كيف تريده؟")).cards().selected("pickup")
            .option_with("pickup", guide.say("Pick up", "استلام"), guide.say("Ready in 20 minutes", "جاهز خلال 20 دقيقة"))
            .option_with("deliver", guide.say("Delivery", "توصيل"), guide.say("From 15 MAD", "ابتداءً من 15 درهمًا")))
        (RadioGroup::new("spice", guide.say("How hot?", "ما درجة الحرارة؟")).selected("mild")
            .option("mild", guide.say("Mild", "خفيف")).option("hot", guide.say("Hot", "حار")))
        (Checkbox::switch("open", guide.say("Taking orders", "نستقبل الطلبات")).checked(true))
        (Checkbox::switch("late", guide.say("Accept late orders", "قبول الطلبات المتأخرة")))
        (Checkbox::new("terms", guide.say("I accept the terms", "أقبل الشروط"))
            .error(guide.say("Please accept the terms to go on", "يرجى قبول الشروط للمتابعة")))
        (Checkbox::new("off", guide.say("Not available here", "غير متاح هنا")).disabled(true))
        (Quantity::new("quantity", guide.say("Quantity", "الكمية"), 2, guide.texts).range(1, 10))
    }
}
