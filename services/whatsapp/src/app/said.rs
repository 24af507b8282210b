//! What a message says: the merchant's own words or the catalogue's, filled in.
use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};
use souk_kit::{Lang, Texts};

use crate::domain::catalogue::{self, Entry};

/// The longest that Twilio takes.
const BODY_MAX: usize = 1600;

/// One text with its parameters.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// `rsv.held`.
    pub key: String,
    /// What is filled in.
    pub params: BTreeMap<String, String>,
}

impl Part {
    /// A text with these parameters.
    #[must_use]
    pub fn new(key: &str, params: &[(&str, &str)]) -> Self {
        let params = params.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Self { key: key.to_owned(), params: params.collect() }
    }
}

/// A message, ready to be sent; it is kept sealed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Said {
    /// The words.
    pub body: String,
    /// The variables of the first text's template, in order: its parameters, then what its buttons send back.
    pub variables: Vec<String>,
    /// Whether the first text is all of it, so that a template says the same.
    pub whole: bool,
    /// What its buttons show and send back, at most three.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub buttons: Vec<(String, String)>,
}

/// The longest text that may have buttons, and the longest title of one.
const WITH_BUTTONS_MAX: usize = 1024;
const TITLE_MAX: usize = 20;

impl Said {
    /// The words and what the buttons send back, as the variables of a content that has these buttons.
    #[must_use]
    pub fn with_buttons_json(&self) -> String {
        let payloads = self.buttons.iter().map(|(_, payload)| payload);
        let values = std::iter::once(&self.body).chain(payloads).enumerate();
        let object: serde_json::Map<_, _> =
            values.map(|(n, v)| ((n + 1).to_string(), serde_json::Value::String(v.clone()))).collect();
        serde_json::Value::Object(object).to_string()
    }

    /// The variables as Twilio wants them. Meta takes no line breaks and nothing empty.
    #[must_use]
    pub fn variables_json(&self) -> String {
        let one_line = |v: &String| {
            let line = v.split_whitespace().collect::<Vec<_>>().join(" ");
            if line.is_empty() { "-".to_owned() } else { line }
        };
        let pairs = self.variables.iter().enumerate().map(|(n, v)| ((n + 1).to_string(), one_line(v)));
        let object: serde_json::Map<_, _> = pairs.map(|(n, v)| (n, serde_json::Value::String(v))).collect();
        serde_json::Value::Object(object).to_string()
    }
}

/// The catalogue's words for a text, with `{name}` where something is filled in.
#[must_use]
pub fn pattern(texts: &Texts, lang: Lang, entry: &Entry) -> String {
    let holes: Vec<_> = entry.params.iter().map(|name| (*name, format!("{{{name}}}"))).collect();
    let holes: Vec<_> = holes.iter().map(|(name, hole)| (*name, hole.as_str())).collect();
    texts.with(lang, &catalogue::locale_key(entry.key), &holes)
}

/// What these texts say together. None: the catalogue knows none of that name; it is named.
///
/// # Errors
/// A key that is not in the catalogue.
pub fn say(
    texts: &Texts,
    own: &HashMap<String, String>,
    lang: Lang,
    shop: &str,
    (parts, payloads): (&[Part], &[String]),
) -> Result<Said, String> {
    let mut said = Said { whole: parts.len() == 1, ..Said::default() };
    for (place, part) in parts.iter().enumerate() {
        let entry = catalogue::find(&part.key).ok_or_else(|| part.key.clone())?;
        let value = |name: &str| match part.params.get(name) {
            Some(value) => value.clone(),
            None if name == "shop" => shop.to_owned(),
            None => String::new(),
        };
        let pattern = own.get(entry.key).cloned().unwrap_or_else(|| pattern(texts, lang, entry));
        if place > 0 {
            said.body.push('\n');
        }
        said.body.push_str(catalogue::fill(&pattern, lang == Lang::Ar, value).trim());
        if place == 0 {
            said.variables = entry.params.iter().map(|name| value(name)).collect();
            said.variables.extend(payloads.iter().take(entry.buttons).cloned());
        }
    }
    if said.body.chars().count() > BODY_MAX {
        said.body = said.body.chars().take(BODY_MAX - 1).chain(['…']).collect();
    }
    if said.body.chars().count() <= WITH_BUTTONS_MAX {
        said.buttons = buttons(texts, lang, parts, payloads);
    }
    Ok(said)
}

/// The buttons of the last text that has some.
fn buttons(texts: &Texts, lang: Lang, parts: &[Part], payloads: &[String]) -> Vec<(String, String)> {
    let mut known = parts.iter().rev().filter_map(|part| Some((part, catalogue::find(&part.key)?)));
    let Some((part, entry)) = known.find(|(_, entry)| entry.buttons > 0) else {
        return Vec::new();
    };
    let params: Vec<_> = part.params.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    let title = |n: usize| texts.find(lang, &format!("{}.b{n}", catalogue::locale_key(entry.key)), &params);
    let all = payloads.iter().take(entry.buttons).enumerate();
    all.filter_map(|(n, payload)| Some((title(n + 1)?.chars().take(TITLE_MAX).collect(), payload.clone())))
        .collect()
}

#[cfg(test)]
mod tests {
    use souk_kit::Service as _;

    use super::*;
    use crate::Whatsapp;

    fn texts() -> Texts {
        Texts::new(&Whatsapp::LOCALES).unwrap()
    }

    #[test]
    fn every_text_is_there_in_every_language_with_its_parameters() {
        let texts = texts();
        for entry in &catalogue::ENTRIES {
            for lang in Lang::ALL {
                let key = catalogue::locale_key(entry.key);
                assert!(texts.find(lang, &key, &[]).is_some(), "{} misses {key}", lang.code());
                let pattern = pattern(&texts, lang, entry);
                let mut expected: Vec<_> = entry.params.to_vec();
                expected.sort_unstable();
                assert_eq!(catalogue::names(&pattern), expected, "{} {key}", lang.code());
                assert!(pattern.chars().count() <= 600, "{} {key} is too long", lang.code());
                assert!(entry.buttons <= 3);
                for n in 1..=entry.buttons {
                    let names: Vec<_> = entry.params.iter().map(|name| (*name, *name)).collect();
                    let button = texts.find(lang, &format!("{key}.b{n}"), &names);
                    let button = button.unwrap_or_else(|| panic!("{} {key} misses button {n}", lang.code()));
                    let title = button.replace("suggestion", "");
                    assert!(title.chars().count() <= 20, "{} {key} b{n}: {title}", lang.code());
                }
            }
        }
    }

    #[test]
    fn own_words_come_before_the_catalogue_and_parts_are_one_message() {
        let own = HashMap::from([("wl.joined".to_owned(), "Patience, {code} : {rank} !".to_owned())]);
        let parts =
            [Part::new("wl.joined", &[("code", "A12"), ("rank", "2")]), Part::new("privacy.first", &[])];
        let said = say(&texts(), &own, Lang::Fr, "Chez Awa", (&parts, &[])).unwrap();
        assert!(said.body.starts_with("Patience, A12 : 2 !\n") && said.body.contains("Chez Awa"));
        assert!(!said.whole);
        assert_eq!(said.variables, ["A12", "2"]);
    }

    #[test]
    fn buttons_are_variables_and_an_unknown_text_is_named() {
        let part = Part::new("rsv.held", &[("code", "A12"), ("minutes", "5"), ("total", "25 €\n")]);
        let payloads = ["ok:1".to_owned(), "no:1".to_owned()];
        let said = say(&texts(), &HashMap::new(), Lang::Fr, "", (&[part], &payloads)).unwrap();
        assert_eq!(said.variables_json(), r#"{"1":"A12","2":"5","3":"25 €","4":"ok:1","5":"no:1"}"#);
        assert_eq!(said.buttons.len(), 2);
        assert_eq!(said.buttons[0], ("Confirmer".to_owned(), "ok:1".to_owned()));
        let variables: serde_json::Value = serde_json::from_str(&said.with_buttons_json()).unwrap();
        assert_eq!((variables["1"].as_str(), variables["3"].as_str()), (Some(&*said.body), Some("no:1")));
        let wrong = say(&texts(), &HashMap::new(), Lang::Fr, "", (&[Part::new("rsv.x", &[])], &[]));
        assert_eq!(wrong.unwrap_err(), "rsv.x");
    }

    #[test]
    fn in_arabic_what_is_filled_in_is_kept_together() {
        let parts = [Part::new("wl.joined", &[("code", "A12"), ("rank", "2")])];
        let said = say(&texts(), &HashMap::new(), Lang::Ar, "", (&parts, &[])).unwrap();
        assert!(said.body.contains("\u{2068}A12\u{2069}"));
    }
}
