//! What a market says to customers, in words.
use souk_kit::View;
use souk_ui::{Column, Markup, Row, Table, html};

use crate::{State, markets::Market};

/// The country's name.
pub fn name(view: &View, market: &Market) -> String {
    let known = view.texts.find(view.lang, &format!("country-{}", market.country), &[]);
    known.unwrap_or_else(|| market.country.to_uppercase())
}

/// The ways to pay.
pub fn payment(view: &View, market: &Market) -> String {
    let ways: Vec<_> = market.payment.iter().map(|way| view.t(way.key())).collect();
    view.with("pay-on-the-spot", &[("ways", &ways.join(&view.t("list-comma")))])
}

/// All countries beside each other.
pub fn table(view: &View, state: &State) -> Markup {
    let columns = ["country", "currency", "languages", "payment"];
    let row = |market: &Market| {
        let languages: Vec<_> = market.languages.iter().map(|lang| lang.name()).collect();
        Row::new(vec![
            html! { (name(view, market)) },
            html! { bdi { (market.currency.code()) } },
            html! { bdi { (languages.join(&view.t("list-comma"))) } },
            html! { (payment(view, market)) },
        ])
        .href(format!("/legal/terms?country={}", market.country))
    };
    html! {
        (Table::new(view.t("legal-countries"), columns.map(|key| Column::text(view.t(&format!("market-{key}")))).into())
            .rows(state.markets.all().iter().map(row).collect()))
    }
}
