//! Texts in five languages: Fluent files of the module on top of kit's own, chosen by request.
use std::{collections::HashMap, future::Ready, sync::Arc};

use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use serde::{Deserialize, Serialize};

/// A language of the platform. The default is French.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// French.
    #[default]
    Fr,
    /// English.
    En,
    /// Spanish.
    Es,
    /// Portuguese.
    Pt,
    /// Arabic, written from right to left.
    Ar,
}

impl Lang {
    /// All of them, default first.
    pub const ALL: [Self; 5] = [Self::Fr, Self::En, Self::Es, Self::Pt, Self::Ar];

    /// ISO 639-1 code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
            Self::Es => "es",
            Self::Pt => "pt",
            Self::Ar => "ar",
        }
    }

    /// The language's own name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Fr => "Français",
            Self::En => "English",
            Self::Es => "Español",
            Self::Pt => "Português",
            Self::Ar => "العربية",
        }
    }

    /// `ltr` or `rtl`.
    #[must_use]
    pub fn dir(self) -> &'static str {
        if self == Self::Ar { "rtl" } else { "ltr" }
    }

    /// Reads a language tag, `pt-BR` and `PT` alike.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?.trim();
        Self::ALL.into_iter().find(|l| l.code().eq_ignore_ascii_case(primary))
    }

    /// The best language of an `Accept-Language` header, by quality.
    #[must_use]
    pub fn from_accept(header: &str) -> Option<Self> {
        let mut best: Option<(f32, Self)> = None;
        for part in header.split(',').take(16) {
            let mut pieces = part.split(';');
            let Some(lang) = pieces.next().and_then(Self::from_tag) else { continue };
            let quality = pieces.find_map(|p| p.trim().strip_prefix("q=")?.parse().ok()).unwrap_or(1.0);
            if quality > 0.0 && best.is_none_or(|(q, _)| quality > q) {
                best = Some((quality, lang));
            }
        }
        best.map(|(_, lang)| lang)
    }
}

/// The Fluent sources of a module, one per language: `[(Lang::Fr, include_str!(…)), …]`.
pub type Locales = [(Lang, &'static str); 5];

/// Includes `locales/<lang>/<module>.ftl` of the calling crate in all five languages.
#[macro_export]
macro_rules! locales {
    ($module:literal) => {
        [
            (
                $crate::Lang::Fr,
                include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/locales/fr/", $module, ".ftl")),
            ),
            (
                $crate::Lang::En,
                include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/locales/en/", $module, ".ftl")),
            ),
            (
                $crate::Lang::Es,
                include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/locales/es/", $module, ".ftl")),
            ),
            (
                $crate::Lang::Pt,
                include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/locales/pt/", $module, ".ftl")),
            ),
            (
                $crate::Lang::Ar,
                include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/locales/ar/", $module, ".ftl")),
            ),
        ]
    };
}

/// Kit's own texts: generic problems and field errors.
pub const KIT: Locales = crate::locales!("kit");

/// All texts of one module.
pub struct Texts {
    bundles: HashMap<Lang, FluentBundle<FluentResource>>,
}

impl Texts {
    /// Parses the module's texts over kit's.
    ///
    /// # Errors
    /// A file that Fluent cannot read, named by language.
    pub fn new(module: &Locales) -> anyhow::Result<Self> {
        let mut bundles = HashMap::new();
        for lang in Lang::ALL {
            let id: unic_langid::LanguageIdentifier = lang.code().parse()?;
            let mut bundle = FluentBundle::new_concurrent(vec![id]);
            bundle.set_use_isolating(false);
            for source in KIT.iter().chain(module).filter(|(l, _)| *l == lang).map(|(_, s)| *s) {
                let resource = FluentResource::try_new(source.to_owned())
                    .map_err(|(_, errors)| anyhow::anyhow!("texts in {}: {errors:?}", lang.code()))?;
                bundle.add_resource_overriding(resource);
            }
            bundles.insert(lang, bundle);
        }
        Ok(Self { bundles })
    }

    /// The text of a key, if there is one; `key.attr` names an attribute.
    #[must_use]
    pub fn find(&self, lang: Lang, key: &str, args: &[(&str, &str)]) -> Option<String> {
        let bundle = self.bundles.get(&lang)?;
        let (id, attribute) = key.split_once('.').map_or((key, None), |(id, attr)| (id, Some(attr)));
        let message = bundle.get_message(id)?;
        let pattern = match attribute {
            Some(name) => message.get_attribute(name)?.value(),
            None => message.value()?,
        };
        let mut values = FluentArgs::new();
        for (name, value) in args {
            values.set(name.to_string(), FluentValue::try_number(value));
        }
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&values), &mut errors);
        if !errors.is_empty() {
            tracing::warn!(key, lang = lang.code(), ?errors, "text could not be filled in");
        }
        Some(text.into_owned())
    }

    /// The text of a key with arguments; the key itself when it is missing everywhere.
    #[must_use]
    pub fn with(&self, lang: Lang, key: &str, args: &[(&str, &str)]) -> String {
        self.find(lang, key, args)
            .or_else(|| self.find(Lang::En, key, args))
            .unwrap_or_else(|| key.to_owned())
    }

    /// The text of a key.
    #[must_use]
    pub fn get(&self, lang: Lang, key: &str) -> String {
        self.with(lang, key, &[])
    }
}

/// Language and texts of the request at hand, for screens.
#[derive(Clone)]
pub struct View {
    /// The language to answer in.
    pub lang: Lang,
    /// The module's texts.
    pub texts: Arc<Texts>,
    /// The request's path with its query, for links that come back here.
    pub here: String,
}

impl View {
    /// The text of a key.
    #[must_use]
    pub fn t(&self, key: &str) -> String {
        self.texts.get(self.lang, key)
    }
    /// The text of a key with arguments.
    #[must_use]
    pub fn with(&self, key: &str, args: &[(&str, &str)]) -> String {
        self.texts.with(self.lang, key, args)
    }
    /// A page's one true address: with the language when that was asked for by address, so that the pages of the
    /// languages stand beside each other.
    #[must_use]
    pub fn canonical(&self, public_url: &str, path: &str) -> String {
        let query = self.here.split_once('?').map(|(_, query)| query).unwrap_or_default();
        let asked = query.split('&').any(|pair| pair.starts_with("lang="));
        let mark = if path.contains('?') { '&' } else { '?' };
        let lang = if asked { format!("{mark}lang={}", self.lang.code()) } else { String::new() };
        format!("{public_url}{path}{lang}")
    }
}

impl FromRequest for View {
    type Error = crate::Problem;
    type Future = Ready<Result<Self, Self::Error>>;
    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let found = req.extensions().get::<Self>().cloned();
        std::future::ready(found.ok_or_else(|| crate::Problem::internal("no view in this request")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accept_language_is_read_by_quality() {
        assert_eq!(Lang::from_accept("de, ar;q=0.5, pt-BR;q=0.8"), Some(Lang::Pt));
        assert_eq!(Lang::from_accept("*"), None);
        assert_eq!(Lang::from_accept("en;q=0, es"), Some(Lang::Es));
    }

    #[test]
    fn every_language_has_every_text_of_kit() {
        let texts = Texts::new(&KIT).unwrap();
        for line in
            KIT[0].1.lines().filter_map(|l| l.split_once(" =")).filter(|(k, _)| !k.starts_with(['#', ' ']))
        {
            for lang in Lang::ALL {
                assert!(texts.find(lang, line.0, &[]).is_some(), "{} misses {}", lang.code(), line.0);
            }
        }
    }
}
