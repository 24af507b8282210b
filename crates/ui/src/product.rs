//! What customers see of a product: card, grid, photo.
use crate::{Icon, Price, Stock, icon, stock_badge};
use maud::{Markup, Render, html};

/// A photo with the space it needs reserved. Without a source it shows a quiet placeholder.
#[derive(Clone, Debug, Default)]
pub struct Photo {
    src: Option<String>,
    srcset: Option<String>,
    alt: String,
    eager: bool,
    soon: bool,
    shape: &'static str,
}

impl Photo {
    /// A square photo, loaded when it comes near.
    #[must_use]
    pub fn new(src: Option<impl Into<String>>, alt: impl Into<String>) -> Self {
        Self { src: src.map(Into::into), alt: alt.into(), shape: "square", ..Self::default() }
    }

    /// Candidates by width, such as `/a.webp 320w, /b.webp 640w`.
    #[must_use]
    pub fn srcset(mut self, candidates: impl Into<String>) -> Self {
        self.srcset = Some(candidates.into());
        self
    }

    /// Loads at once and first: the one large photo of a page.
    #[must_use]
    pub fn eager(mut self) -> Self {
        self.eager = true;
        self
    }

    /// Loads at once and first, as the first photo of a list on a page without a larger one.
    #[must_use]
    pub fn soon(mut self) -> Self {
        self.soon = true;
        self
    }

    /// Wider than high (16 to 9), for covers.
    #[must_use]
    pub fn cover(mut self) -> Self {
        self.shape = "cover";
        self
    }

    /// How wide it is shown, for the choice among the candidates.
    fn sizes(&self) -> &'static str {
        match (self.shape, self.eager) {
            ("thumb", _) => "3rem",
            // Beside the words on a desk, where its height decides; in a row that is pushed sideways on a phone.
            ("cover", true) => "(min-width: 48rem) 28rem, 100vw",
            ("cover", false) => "(min-width: 48rem) 24rem, min(78vw, 19rem)",
            (_, true) => "(min-width: 60rem) 44rem, 22rem",
            // Two columns between the gutters of a phone: with 50vw it would take the next larger file.
            (_, false) => "(min-width: 48rem) 16rem, calc(50vw - 1.5rem)",
        }
    }

    /// A thumbnail for rows and lines.
    #[must_use]
    pub fn thumb(mut self) -> Self {
        self.shape = "thumb";
        self
    }
}

impl Render for Photo {
    fn render(&self) -> Markup {
        html! {
            span class={ "photo photo-" (self.shape) } {
                @match &self.src {
                    Some(src) => {
                        @let first = self.eager || self.soon;
                        img src=(src) srcset=[self.srcset.as_deref()] alt=(self.alt)
                            sizes=[self.srcset.as_ref().map(|_| self.sizes())]
                            loading=(if first { "eager" } else { "lazy" })
                            fetchpriority=(if first { "high" } else { "low" }) decoding="async";
                    }
                    None => { span class="photo-none" { (icon(Icon::Image)) } }
                }
            }
        }
    }
}

/// A product as a card that is one link.
#[derive(Clone, Debug)]
pub struct ProductCard {
    href: String,
    title: String,
    photo: Photo,
    price: Price,
    store: Option<String>,
    stock: Option<(Stock, String)>,
    flag: Option<String>,
    action: Option<Markup>,
    line_id: Option<String>,
}

impl ProductCard {
    /// A card with what every product has.
    #[must_use]
    pub fn new(href: impl Into<String>, title: impl Into<String>, photo: Photo, price: Price) -> Self {
        Self {
            href: href.into(),
            title: title.into(),
            photo,
            price,
            store: None,
            stock: None,
            flag: None,
            action: None,
            line_id: None,
        }
    }

    /// Who sells it.
    #[must_use]
    pub fn store(mut self, name: impl Into<String>) -> Self {
        self.store = Some(name.into());
        self
    }

    /// Whether it can be had.
    #[must_use]
    pub fn stock(mut self, stock: Stock, label: impl Into<String>) -> Self {
        self.stock = Some((stock, label.into()));
        self
    }

    /// A word on the photo, such as "New".
    #[must_use]
    pub fn flag(mut self, word: impl Into<String>) -> Self {
        self.flag = Some(word.into());
        self
    }

    /// Names the element that holds price and availability, for pages that follow them.
    #[must_use]
    pub fn line_id(mut self, id: impl Into<String>) -> Self {
        self.line_id = Some(id.into());
        self
    }

    /// Price and availability, as they stand in that element.
    #[must_use]
    pub fn line(&self) -> Markup {
        html! {
            (self.price)
            @if let Some((stock, label)) = &self.stock { (stock_badge(*stock, label)) }
        }
    }

    /// A form or button under the price.
    #[must_use]
    pub fn action(mut self, action: impl Render) -> Self {
        self.action = Some(action.render());
        self
    }
}

impl Render for ProductCard {
    fn render(&self) -> Markup {
        html! {
            article class="product" {
                div class="product-photo" {
                    (self.photo)
                    @if let Some(word) = &self.flag { span class="product-flag" { (word) } }
                }
                div class="product-body" {
                    p class="product-title" { a href=(self.href) { bdi { (self.title) } } }
                    @if let Some(store) = &self.store { p class="product-store" { bdi { (store) } } }
                    div class="product-line" id=[self.line_id.as_deref()] { (self.line()) }
                    @if let Some(action) = &self.action { div class="product-action" { (action) } }
                }
            }
        }
    }
}

/// Product cards in as many columns as fit: two on a phone.
#[must_use]
pub fn product_grid(cards: &[ProductCard]) -> Markup {
    html! { ul class="products" { @for card in cards { li { (card) } } } }
}
