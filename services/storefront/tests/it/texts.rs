//! No text is missing in one of the languages.
use souk_kit::{Lang, Service as _, Texts};
use souk_storefront::Storefront;

#[test]
fn every_language_has_every_text() {
    let texts = Texts::new(&Storefront::LOCALES).unwrap();
    let mut key = String::new();
    for line in Storefront::LOCALES[0].1.lines() {
        let Some((name, _)) = line.split_once(" =") else { continue };
        let full = match name.trim().strip_prefix('.') {
            Some(attribute) => format!("{key}.{attribute}"),
            None => {
                key = name.to_owned();
                key.clone()
            }
        };
        for lang in Lang::ALL {
            let args = [("q", "x"), ("operator", "x"), ("n", "1"), ("min", "1"), ("max", "2")];
            assert!(texts.find(lang, &full, &args).is_some(), "{} misses {full}", lang.code());
        }
    }
}
