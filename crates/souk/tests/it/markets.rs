//! What modules know of a country each for itself: that no module forgets one that another offers.
use std::collections::HashMap;

use souk_catalog::domain::tax;
use souk_identity::domain::region;
use souk_kit::config::Settings;
use souk_storefront::markets::Markets;

#[test]
fn the_tax_of_every_country_on_offer_is_known() {
    let missing: Vec<_> =
        region::COUNTRIES.iter().map(|country| country.code).filter(|code| !tax::knows(code)).collect();
    assert!(missing.is_empty(), "no rate for {missing:?}: receipts would say that no tax is in the price");
}

#[test]
fn a_market_sells_in_the_currency_that_its_country_suggests_to_a_shop() {
    let defaults = include_str!("../../../../services/storefront/config.toml");
    let settings = Settings::load("storefront", defaults, &HashMap::default()).unwrap();
    for market in Markets::load(&settings).unwrap().all() {
        let country = region::find(&market.country.to_uppercase()).unwrap();
        assert_eq!(market.currency.code(), country.currency, "{}", market.country);
    }
}
