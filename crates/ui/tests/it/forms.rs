//! Labels, hints, errors and summaries are tied together by ids.
use souk_ui::{Checkbox, Field, Form, Quantity, RadioGroup, Render, Select, ShellTexts, Upload, field_id};

#[test]
fn an_error_is_wired_to_its_field_and_to_the_summary() {
    let form = Form::post("/login")
        .errors("Two things", &[("e-mail", "Enter an address"), ("", "Try again later")])
        .body(Field::email("e-mail", "E-mail").hint("We never share it").error("Enter an address").required())
        .render()
        .into_string();
    assert!(form.contains("href=\"#f-e-mail\""));
    assert!(form.contains("id=\"f-e-mail\""));
    assert!(form.contains("for=\"f-e-mail\""));
    assert!(form.contains("aria-describedby=\"f-e-mail-error f-e-mail-hint\""));
    assert!(form.contains("id=\"f-e-mail-error\"") && form.contains("id=\"f-e-mail-hint\""));
    assert!(form.contains("aria-invalid=\"true\""));
    assert!(form.contains(" required"));
    assert!(form.contains("<li>Try again later</li>"));
}

#[test]
fn a_calm_field_says_nothing_of_errors() {
    let field = Field::text("name", "Name").maybe_error(None::<String>).render().into_string();
    assert!(
        !field.contains("aria-invalid")
            && !field.contains("aria-describedby")
            && !field.contains("field-error")
    );
}

#[test]
fn every_kind_of_field_carries_label_and_error() {
    let texts = ShellTexts::of("en");
    for markup in [
        Select::new("x", "Label").option("a", "A").error("Wrong").render(),
        Checkbox::new("x", "Label").error("Wrong").render(),
        Quantity::new("x", "Label", 1, texts).error("Wrong").render(),
        Upload::photo("x", "Label", texts).error("Wrong").render(),
        Field::password("x", "Label", texts).error("Wrong").render(),
        Field::money("x", "Label", "EUR").error("Wrong").render(),
        Field::textarea("x", "Label").error("Wrong").render(),
    ] {
        let html = markup.into_string();
        assert!(html.contains("for=\"f-x\"") && html.contains("id=\"f-x\""), "{html}");
        assert!(
            html.contains("aria-describedby=\"f-x-error\"") && html.contains("id=\"f-x-error\""),
            "{html}"
        );
    }
}

#[test]
fn the_summary_reaches_the_first_answer_of_a_radio_group() {
    let group =
        RadioGroup::new("how", "How?").option("a", "A").option("b", "B").selected("b").error("Choose");
    let html = group.render().into_string();
    assert!(html.contains("id=\"f-how\"") && html.contains("id=\"f-how-1\""));
    assert_eq!(html.matches(" checked").count(), 1);
    assert!(html.contains("aria-describedby=\"f-how-error\""));
}

#[test]
fn a_text_area_keeps_its_first_newline() {
    assert!(
        Field::textarea("x", "L").value("\nfirst").render().into_string().contains(">\n\nfirst</textarea>")
    );
}

#[test]
fn field_ids_are_plain() {
    assert_eq!(field_id("lines[0].price"), "f-lines-0--price");
}
