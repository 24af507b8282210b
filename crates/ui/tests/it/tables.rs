//! Tables and pagers: headings, labels for phones, states.
use souk_ui::{Button, Column, EmptyState, Icon, Pager, Render, Row, ShellTexts, Sort, Table, html};

fn columns() -> Vec<Column> {
    vec![Column::text("Name").sort("?sort=-name", Sort::Ascending), Column::number("Price")]
}

#[test]
fn cells_repeat_their_heading_for_phones_and_sorting_is_announced() {
    let rows =
        vec![Row::new(vec![html! { "Tea" }, html! { "15" }]).href("/p/tea").select("ids", "1", "Select tea")];
    let table = Table::new("Products", columns()).rows(rows).render().into_string();
    assert!(table.contains("aria-sort=\"ascending\""));
    assert!(
        table.contains("<th scope=\"row\" class=\"cell-name\"><a href=\"/p/tea\" data-row-link>Tea</a></th>")
    );
    assert!(table.contains("data-label=\"Price\">15"));
    assert!(table.contains("aria-label=\"Select tea\""));
}

#[test]
fn an_empty_table_shows_the_first_step_and_a_full_one_does_not() {
    let empty =
        || EmptyState::new(Icon::Package, "Nothing", "Begin").action(Button::primary("Add").href("/new"));
    let without = Table::new("P", columns()).empty(empty()).render().into_string();
    assert!(without.contains("href=\"/new\"") && !without.contains("<table"));
    let rows = vec![Row::new(vec![html! { "Tea" }, html! { "15" }])];
    let with = Table::new("P", columns()).rows(rows).empty(empty()).render().into_string();
    assert!(with.contains("<table") && !with.contains("href=\"/new\""));
}

#[test]
fn a_pager_without_pages_is_not_there() {
    let texts = ShellTexts::of("en");
    assert!(Pager::new(None, None, texts).render().into_string().is_empty());
    let next = Pager::new(None, Some("?after=x&n=2".into()), texts).render().into_string();
    assert!(next.contains("href=\"?after=x&amp;n=2\"") && next.contains("aria-disabled=\"true\""));
}
