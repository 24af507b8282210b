//! What a message says: the merchant's own words or the catalogue's, filled in.
use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};
use souk_kit::{Lang, Texts};

use crate::domain::{
    catalogue::{self, Entry},
    shape::Shape,
};

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
    /// What can be picked from a list and what comes back, at most ten.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<(String, String)>,
    /// What opens the list.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub choose: String,
}

/// The longest text that may have buttons, and the longest title of one.
const WITH_BUTTONS_MAX: usize = 1024;
const TITLE_MAX: usize = 20;
/// The most entries of a list, and the longest one.
const CHOICES_MAX: usize = 10;
const CHOICE_MAX: usize = 24;

impl Said {
    /// What its content at Twilio looks like, none: it is words only.
    #[must_use]
    pub fn shape(&self) -> Option<Shape> {
        match (self.buttons.len(), self.choices.len()) {
            (0, 0) => None,
            (0, choices) => Some(Shape::List(choices)),
            (buttons, _) => Some(Shape::Buttons(buttons)),
        }
    }

    /// The variables of a content of its shape: the words, then what is pressed or picked.
    #[must_use]
    pub fn content_json(&self) -> String {
        let pressed = self.buttons.iter().flat_map(|(title, payload)| [title, payload]);
        let entries = self.choices.iter().flat_map(|(choice, payload)| [choice, payload]);
        let picked = std::iter::once(&self.choose).chain(entries).filter(|_| self.buttons.is_empty());
        numbered(std::iter::once(&self.body).chain(pressed).chain(picked).cloned())
    }

    /// The variables as Twilio wants them. Meta takes no line breaks and nothing empty.
    #[must_use]
    pub fn variables_json(&self) -> String {
        let one_line = |v: &String| {
            let line = v.split_whitespace().collect::<Vec<_>>().join(" ");
            if line.is_empty() { "-".to_owned() } else { line }
        };
        numbered(self.variables.iter().map(one_line))
    }
}

/// `{"1": "…", "2": "…"}`.
fn numbered(values: impl Iterator<Item = String>) -> String {
    let pairs = values.enumerate().map(|(n, v)| ((n + 1).to_string(), serde_json::Value::String(v)));
    serde_json::Value::Object(pairs.collect()).to_string()
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
        if let Some(choices) = choices(parts).filter(|_| said.buttons.is_empty()) {
            said.choices = choices;
            said.choose = texts.with(lang, "list-choose", &[]);
        }
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

/// What the last text asks to choose from that asks so, when it fits into a list.
fn choices(parts: &[Part]) -> Option<Vec<(String, String)>> {
    let mut known = parts.iter().rev().filter_map(|part| Some((part, catalogue::list_of(&part.key)?)));
    let (part, (name, between, prefix)) = known.next()?;
    let all: Vec<_> = part.params.get(name)?.split(between).map(|one| one.trim().to_owned()).collect();
    let fits = |one: &String| (1..=CHOICE_MAX).contains(&one.chars().count());
    let once = all.iter().collect::<std::collections::BTreeSet<_>>().len() == all.len();
    let listed = (2..=CHOICES_MAX).contains(&all.len()) && once && all.iter().all(fits);
    listed.then(|| all.into_iter().map(|one| (one.clone(), format!("{prefix}{one}"))).collect())
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
        let variables: serde_json::Value = serde_json::from_str(&said.content_json()).unwrap();
        assert_eq!((variables["1"].as_str(), variables["5"].as_str()), (Some(&*said.body), Some("no:1")));
        assert_eq!((said.shape(), variables["2"].as_str()), (Some(Shape::Buttons(2)), Some("Confirmer")));
        let wrong = say(&texts(), &HashMap::new(), Lang::Fr, "", (&[Part::new("rsv.x", &[])], &[]));
        assert_eq!(wrong.unwrap_err(), "rsv.x");
    }

    #[test]
    fn few_short_choices_are_a_list_and_others_are_words() {
        let said = |sizes: &str| {
            let part = Part::new("rsv.need_size", &[("code", "A12"), ("sizes", sizes)]);
            say(&texts(), &HashMap::new(), Lang::Fr, "", (&[part], &[])).unwrap()
        };
        let list = said("S, M, L");
        assert_eq!((list.shape(), list.choices.len()), (Some(Shape::List(3)), 3));
        let variables: serde_json::Value = serde_json::from_str(&list.content_json()).unwrap();
        assert_eq!((variables["2"].as_str(), variables["7"].as_str()), (Some("Choisir"), Some("L")));
        let many = (30..50).map(|size| size.to_string()).collect::<Vec<_>>().join(", ");
        for words in ["M", "S, S", &many, "S, a size whose name is far too long"] {
            assert_eq!(said(words).shape(), None, "{words}");
        }
    }

    #[test]
    fn in_arabic_what_is_filled_in_is_kept_together() {
        let parts = [Part::new("wl.joined", &[("code", "A12"), ("rank", "2")])];
        let said = say(&texts(), &HashMap::new(), Lang::Ar, "", (&parts, &[])).unwrap();
        assert!(said.body.contains("\u{2068}A12\u{2069}"));
    }
}
