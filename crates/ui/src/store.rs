//! What customers see of a store, in a list or at the top of its own page: its picture or monogram, where it is,
//! what it is about, whether it sells.
use crate::{Icon, Photo, Tone, icon, status_with};
use maud::{Markup, Render, html};

use crate::figures::monogram;

/// A store as a card that is one link.
#[derive(Clone, Debug)]
pub struct StoreCard {
    href: String,
    name: String,
    photo: Option<Photo>,
    place: Option<String>,
    text: Option<String>,
    state: Option<(bool, String)>,
    note: Option<String>,
}

impl StoreCard {
    /// A card with a name; its first letters stand where a picture is missing.
    #[must_use]
    pub fn new(href: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            href: href.into(),
            name: name.into(),
            photo: None,
            place: None,
            text: None,
            state: None,
            note: None,
        }
    }

    /// Its picture.
    #[must_use]
    pub fn photo(mut self, photo: Photo) -> Self {
        self.photo = Some(photo.cover());
        self
    }

    /// Where it is.
    #[must_use]
    pub fn place(mut self, place: impl Into<String>) -> Self {
        self.place = Some(place.into());
        self
    }

    /// What it says of itself; a card shows two lines of it.
    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.text = Some(text.into());
        self
    }

    /// Whether it takes orders now, in words.
    #[must_use]
    pub fn state(mut self, open: bool, word: impl Into<String>) -> Self {
        self.state = Some((open, word.into()));
        self
    }

    /// A quiet word beside the state, such as how many products it has.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }
}

impl StoreCard {
    /// Its picture, or its letters on its own colour.
    fn cover(&self) -> Markup {
        let (letters, hue) = monogram(&self.name);
        html! {
            div class="shop-cover" {
                @match &self.photo {
                    Some(photo) => (photo),
                    None => span class={ "shop-letters avatar-" (hue) } aria-hidden="true" { (letters) },
                }
            }
        }
    }

    /// The same at the top of the store's own page: larger, with the page's `h1`, its words in full.
    #[must_use]
    pub fn head(&self) -> Markup {
        html! {
            header class="shop-head" {
                (self.cover())
                div class="shop-head-text" {
                    h1 { bdi { (self.name) } }
                    (self.foot())
                    @if let Some(text) = &self.text { p class="lead" { bdi { (text) } } }
                    @if let Some(place) = &self.place { p class="shop-place" { (icon(Icon::MapPin)) bdi { (place) } } }
                }
            }
        }
    }

    fn foot(&self) -> Markup {
        html! {
            p class="shop-foot" {
                @if let Some((open, word)) = &self.state {
                    @if *open { (status_with(Tone::Success, Icon::Store, word)) }
                    @else { (status_with(Tone::Warning, Icon::Pause, word)) }
                }
                @if let Some(note) = &self.note { span { (note) } }
            }
        }
    }
}

impl Render for StoreCard {
    fn render(&self) -> Markup {
        html! {
            article class="shop" {
                (self.cover())
                div class="shop-body" {
                    h3 class="shop-name" { a href=(self.href) { bdi { (self.name) } } }
                    @if let Some(place) = &self.place { p class="shop-place" { (icon(Icon::MapPin)) bdi { (place) } } }
                    @if let Some(text) = &self.text { p class="shop-text" { bdi { (text) } } }
                    (self.foot())
                }
            }
        }
    }
}

/// Store cards in as many columns as fit; on a phone a row that is pushed sideways.
#[must_use]
pub fn store_grid(cards: &[StoreCard]) -> Markup {
    html! { ul class="shops" data-scrolls { @for card in cards { li { (card) } } } }
}
