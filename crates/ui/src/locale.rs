//! The language and direction a page is written in.

/// The direction of a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Dir {
    /// Left to right.
    #[default]
    Ltr,
    /// Right to left.
    Rtl,
}

impl Dir {
    /// The value of the `dir` attribute.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Dir::Ltr => "ltr",
            Dir::Rtl => "rtl",
        }
    }
}

/// Language tag and direction of one page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locale<'a> {
    /// A BCP 47 tag such as `fr`.
    pub lang: &'a str,
    /// The direction of its script.
    pub dir: Dir,
}

impl<'a> Locale<'a> {
    /// The locale of a language tag, with the direction its script has.
    #[must_use]
    pub fn new(lang: &'a str) -> Self {
        let primary = lang.split(['-', '_']).next().unwrap_or_default();
        let dir = if matches!(primary, "ar" | "fa" | "he" | "ur") { Dir::Rtl } else { Dir::Ltr };
        Self { lang, dir }
    }
}
