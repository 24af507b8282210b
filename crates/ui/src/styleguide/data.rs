//! Content: products, statuses, figures, tables.
use super::{Guide, part};
use crate::{
    Bar, Button, Card, Chip, Column, EmptyState, Icon, Pager, Photo, Price, ProductCard, Row, Sort, StatTile,
    Stock, Table, Tone, avatar, bar_chart, chips, code, code_block, copyable, description_list, grid, hero,
    price, product_grid, search_form, skeleton_cards, split, status, status_with, summary, tag,
};
use maud::{Markup, Render, html};

pub(super) fn parts(guide: Guide<'_>) -> Markup {
    html! {
        (part("hero", guide.say("Opening", "الافتتاحية"), hero_sample(guide)))
        (part("statuses", guide.say("Statuses and prices", "الحالات والأسعار"), statuses(guide)))
        (part("products", guide.say("Products", "المنتجات"), products(guide)))
        (part("figures", guide.say("Figures", "الأرقام"), figures(guide)))
        (part("table", guide.say("Tables", "الجداول"), tables(guide)))
    }
}

fn hero_sample(guide: Guide<'_>) -> Markup {
    hero(
        guide.say("The whole market street, one basket", "شارع السوق كله في سلة واحدة"),
        guide.say(
            "Order from the shops around you and pick up in minutes.",
            "اطلب من المتاجر حولك واستلم خلال دقائق.",
        ),
        html! {
            (search_form("/search", "q", "", guide.say("A dish, a product, a shop", "طبق أو منتج أو متجر")))
            (Button::primary(guide.say("Open your shop", "افتح متجرك")).href("#hero"))
        },
    )
}

fn statuses(guide: Guide<'_>) -> Markup {
    html! {
        div class="cluster" {
            (status_with(Tone::Live, Icon::Flame, guide.say("New", "جديد")))
            (status_with(Tone::Info, Icon::ChefHat, guide.say("Being prepared", "قيد التحضير")))
            (status(Tone::Success, guide.say("Ready", "جاهز")))
            (status(Tone::Warning, guide.say("Running late", "متأخر")))
            (status(Tone::Danger, guide.say("Payment refused", "رُفض الدفع")))
            (status(Tone::Neutral, guide.say("Draft", "مسودة")))
            (tag(guide.say("Vegetarian", "نباتي")))
            (tag(guide.say("Halal", "حلال")))
        }
        div class="cluster" {
            (price("85,00 MAD"))
            (Price::new("68,00 MAD").was("85,00 MAD", guide.say("instead of", "بدل")))
            (Price::new("12,50 €").unit("/ kg"))
            (Price::new("240,00 MAD").large())
        }
    }
}

fn products(guide: Guide<'_>) -> Markup {
    let none: Option<String> = None;
    let card = |en, ar, amount: &str| {
        let title = guide.say(en, ar);
        ProductCard::new("#products", title, Photo::new(none.clone(), title), Price::new(amount))
            .store(guide.say("Dar Lina", "دار لينا"))
    };
    html! {
        (product_grid(&[
            card("Lemon chicken tagine", "طاجين دجاج بالليمون", "85,00 MAD").stock(Stock::In, guide.say("Available", "متوفر")),
            card("Handmade carpet, undyed wool, two by three metres", "زربية يدوية من الصوف الطبيعي، مترين في ثلاثة", "2 400,00 MAD")
                .stock(Stock::Low, guide.say("2 left", "بقي 2")).flag(guide.say("New", "جديد")),
            card("Argan oil 100 ml", "زيت أركان 100 مل", "120,00 MAD").stock(Stock::Out, guide.say("Sold out", "نفد")),
            card("Mint tea", "شاي بالنعناع", "15,00 MAD").stock(Stock::In, guide.say("Available", "متوفر"))
                .action(Button::secondary(guide.say("Add to cart", "أضف إلى السلة")).small().wide().plain()),
        ]))
        (skeleton_cards(4, guide.texts))
    }
}

fn figures(guide: Guide<'_>) -> Markup {
    let week = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let bars: Vec<Bar> = week
        .iter()
        .zip([420, 380, 510, 640, 980, 1240, 760])
        .map(|(day, value)| Bar { label: (*day).into(), value, shown: format!("{value} MAD") })
        .collect();
    html! {
        (grid(html! {
            (StatTile::new(guide.say("Sales today", "مبيعات اليوم"), "1 240 MAD").icon(Icon::Banknote)
                .change(Tone::Success, guide.say("+12 % on last Saturday", "+12 % مقارنة بالسبت الماضي")).href("#figures"))
            (StatTile::new(guide.say("Orders waiting", "طلبات في الانتظار"), "4").icon(Icon::Clock)
                .change(Tone::Live, guide.say("oldest 3 min", "أقدمها 3 دقائق")))
            (StatTile::new(guide.say("Late", "متأخرة"), "1").icon(Icon::ClockAlert)
                .change(Tone::Danger, guide.say("#1042 by 6 min", "#1042 بست دقائق")))
            (StatTile::new(guide.say("New customers", "زبائن جدد"), "9").icon(Icon::Users)
                .change(Tone::Neutral, guide.say("as usual", "كالمعتاد")))
        }))
        (split(
            Card::new(guide.say("This week", "هذا الأسبوع")).body(bar_chart(guide.say("Sales by day", "المبيعات حسب اليوم"), &bars, guide.texts)),
            html! {
                (Card::new(guide.say("Order 1042", "الطلب 1042")).body(description_list(&[
                    (guide.say("Customer", "الزبون"), html! { span class="person" { (avatar("Amina Benali")) "Amina Benali" } }),
                    (guide.say("Reference", "المرجع"), copyable("ord_01JD8Z", guide.texts)),
                    (guide.say("Trace", "الأثر"), code("4bf92f3577b34da6")),
                ])).body(summary(&[
                    (guide.say("Items", "المنتجات"), "170,00 MAD"), (guide.say("Pick-up", "الاستلام"), "0,00 MAD"),
                ], (guide.say("Total", "المجموع"), "170,00 MAD"))))
                (code_block("JSON", "{\n  \"type\": \"orders.order_placed.v1\",\n  \"lines\": 2\n}"))
            },
        ))
    }
}

fn tables(guide: Guide<'_>) -> Markup {
    let columns = || {
        vec![
            Column::text(guide.say("Product", "المنتج")).sort("?sort=-name", Sort::Ascending),
            Column::text(guide.say("Status", "الحالة")),
            Column::number(guide.say("Stock", "المخزون")).sort("?sort=stock", Sort::None),
            Column::number(guide.say("Price", "السعر")),
        ]
    };
    let row = |en, ar, tone, word: &str, stock: &str, amount: &str| {
        let name = guide.say(en, ar);
        Row::new(vec![html! { (name) }, status(tone, word), html! { (stock) }, price(amount)])
            .href("#table")
            .select("ids", en, format!("{} {name}", guide.say("Select", "اختر")))
    };
    let published = guide.say("Published", "منشور");
    let full = Table::new(guide.say("Products", "المنتجات"), columns())
        .tools(html! {
            (chips(guide.say("Filters", "مرشحات"), &[
                Chip::new("#table", guide.say("All", "الكل"), true).count(128),
                Chip::new("#table", published, false).count(96),
                Chip::new("#table", guide.say("Drafts", "مسودات"), false).count(32),
            ]))
            (search_form("#table", "q", "", guide.say("Search products", "ابحث في المنتجات")))
        })
        .rows(vec![
            row("Argan oil 100 ml", "زيت أركان 100 مل", Tone::Success, published, "48", "120,00 MAD"),
            row("Handmade carpet", "زربية يدوية", Tone::Warning, guide.say("Low stock", "مخزون منخفض"), "2", "2 400,00 MAD"),
            row("Lemon chicken tagine", "طاجين دجاج بالليمون", Tone::Success, published, "12", "85,00 MAD").fresh(),
            row("Mint tea", "شاي بالنعناع", Tone::Neutral, guide.say("Draft", "مسودة"), "0", "15,00 MAD"),
        ])
        .bulk(html! { (Button::secondary(guide.say("Publish", "نشر")).small().plain()) (Button::danger(guide.say("Delete", "حذف")).small().plain()) })
        .pager(Pager::new(None, Some("#table".into()), guide.texts).note(guide.say("4 of 128", "4 من 128")));
    let empty = Table::new(guide.say("Orders", "الطلبات"), columns()).empty(
        EmptyState::new(
            Icon::ClipboardList,
            guide.say("No orders yet", "لا طلبات بعد"),
            guide.say(
                "Orders show up here the moment a customer places one.",
                "تظهر الطلبات هنا حال إرسالها.",
            ),
        )
        .action(Button::primary(guide.say("Share your shop", "شارك متجرك")).href("#table").icon(Icon::Link)),
    );
    html! {
        (Card::bare().flush().body(full))
        (grid(html! {
            (Card::new(guide.say("Empty", "فارغ")).flush().body(empty))
            (Card::new(guide.say("Loading", "تحميل")).flush().body(Table::new("Loading", columns()).loading(guide.texts).render()))
        }))
    }
}
