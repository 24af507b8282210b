//! What people type never becomes markup, in text, in attributes, in slots and in headers.
use souk_ui::{
    Attrs, Banner, BoardCard, Button, Card, EmptyState, Field, Icon, Photo, Price, ProductCard, Render,
    Select, Tone, element, html, slot, status, toast_trigger,
};

const NASTY: &str = "\"><script>alert(1)</script>";

#[test]
fn components_escape_their_texts() {
    let none: Option<String> = None;
    let pages = [
        Button::primary(NASTY).attr("data-x", NASTY).href(NASTY).render(),
        Field::text("name", NASTY).value(NASTY).hint(NASTY).error(NASTY).placeholder(NASTY).render(),
        Field::textarea("name", "Label").value(NASTY).render(),
        Select::new("name", NASTY).option(NASTY, NASTY).selected(NASTY).render(),
        Card::new(NASTY).note(NASTY).render(),
        Banner::new(Tone::Info, NASTY).text(NASTY).render(),
        EmptyState::new(Icon::Package, NASTY, NASTY).code(NASTY, NASTY).render(),
        BoardCard::new("x", NASTY, NASTY).line(NASTY, NASTY).note(NASTY).render(),
        ProductCard::new(NASTY, NASTY, Photo::new(none, NASTY), Price::new(NASTY)).store(NASTY).render(),
        status(Tone::Danger, NASTY),
    ];
    for page in pages {
        assert!(!page.0.contains("<script"), "{}", page.0);
        assert!(!page.0.contains("\"\">"), "{}", page.0);
    }
}

#[test]
fn attribute_names_that_could_run_code_are_left_out() {
    let attrs = Attrs::new()
        .set("onclick", "alert(1)")
        .set("ONLOAD", "alert(1)")
        .set("style", "color:red")
        .set("a b", "x")
        .set("x\"y", "x")
        .set("hx-get", "/a?b=1&c=\"2\"");
    let markup = element("div", &attrs, &html! { "x" });
    assert_eq!(markup.0, "<div hx-get=\"/a?b=1&amp;c=&quot;2&quot;\">x</div>");
}

#[test]
fn a_slot_cannot_be_closed_from_inside() {
    let markup = slot("product.below", "q=--><script>&x=\" y");
    assert_eq!(markup.0.matches("-->").count(), 1);
    assert!(markup.0.ends_with("-->"));
    assert!(!markup.0.contains("<script"));
}

#[test]
fn typed_placeholders_are_not_placeholders() {
    let markup = html! { p { "<!--souk:slot home.main-->" } };
    assert!(!markup.0.contains("<!--souk:slot"));
}

#[test]
fn toast_headers_are_plain_ascii_json() {
    let header = toast_trigger(Tone::Success, "Enregistré \"oui\"\\\n😀");
    assert!(header.is_ascii());
    assert_eq!(
        header,
        "{\"toast\":{\"tone\":\"success\",\"text\":\"Enregistr\\u00e9 \\u0022oui\\u0022\\u005c\\u000a\\ud83d\\ude00\"}}"
    );
}
