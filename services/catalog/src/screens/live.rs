//! `/live/shelf`: prices and availability on open pages, told as they change. A page says what it shows; it is told only
//! what differs from that.
use std::{
    collections::hash_map::DefaultHasher,
    hash::{Hash as _, Hasher as _},
    sync::Arc,
};

use actix_web::{HttpResponse, web};
use bytes::Bytes;
use futures_util::stream;
use serde::Deserialize;
use souk_events::{ProductId, StoreId, VariantId};
use souk_kit::{Problem, Query, View, sse};
use souk_ui::{Markup, html, live_pieces};
use tokio::{
    sync::{
        OwnedSemaphorePermit,
        broadcast::{Receiver, error::RecvError},
    },
    time::{Instant, sleep_until},
};

use super::{cards, product_page};
use crate::{
    shelf::{Look, Rung},
    state::State,
};

/// Most products of one page that are followed.
const MOST: usize = 60;

/// What a page shows.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Asked {
    /// The product of a product page.
    product: Option<ProductId>,
    /// Its variant that is shown.
    variant: Option<VariantId>,
    /// The products of a list, between commas.
    products: Option<String>,
    /// What the page showed when it was made.
    seen: Option<String>,
}

/// What stands in an element of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The element.
    pub id: String,
    /// What is in it.
    pub html: String,
}

/// What a page shows, and what is said of it aloud when it changes.
#[derive(Default)]
pub struct Picture {
    pieces: Vec<Piece>,
    /// For each product, or option of one: where its own pieces end, and the words.
    words: Vec<(usize, String)>,
}

impl Picture {
    /// Adds the pieces of a product, or of an option of one.
    pub fn add(&mut self, pieces: impl IntoIterator<Item = Piece>, words: String) {
        self.pieces.extend(pieces);
        self.words.push((self.pieces.len(), words));
    }

    /// A short sign of all of it.
    fn sign(&self) -> String {
        let mut hasher = DefaultHasher::new();
        for piece in &self.pieces {
            (&piece.id, &piece.html).hash(&mut hasher);
        }
        format!("{:016x}", hasher.finish())
    }

    /// What differs from a former picture of the same page, and the words for it.
    fn news(&self, former: &Self) -> (Vec<&Piece>, Vec<&str>) {
        let (mut pieces, mut words, mut from) = (Vec::new(), Vec::new(), 0);
        for (to, said) in &self.words {
            let own = self.pieces.get(from..*to).unwrap_or_default();
            from = *to;
            let before = pieces.len();
            pieces.extend(own.iter().filter(|piece| !former.pieces.contains(piece)));
            if pieces.len() > before {
                words.push(said.as_str());
            }
        }
        (pieces, words)
    }
}

/// The part of a page that follows what it shows; `query` names that.
fn region(picture: &Picture, query: &str) -> Markup {
    live_pieces(&format!("/live/shelf?{query}&seen={}", picture.sign()), "shelf")
}

/// Follows one product.
pub fn one(picture: &Picture, product: ProductId, variant: VariantId) -> Markup {
    region(picture, &format!("product={product}&variant={variant}"))
}

/// Follows the products of a list; nothing for an empty one.
pub fn list(state: &State, view: &View, look: &Look<'_>, ids: &[ProductId]) -> Markup {
    let ids = ids.get(..MOST).unwrap_or(ids);
    if ids.is_empty() {
        return Markup::default();
    }
    let names: Vec<String> = ids.iter().map(ToString::to_string).collect();
    region(&cards::picture(state, view, look, ids), &format!("products={}", names.join(",")))
}

struct Stream {
    state: State,
    view: View,
    asked: Asked,
    ids: Vec<ProductId>,
    bell: Receiver<Rung>,
    stores: Vec<StoreId>,
    shown: Option<Picture>,
    quiet_since: Instant,
    _place: OwnedSemaphorePermit,
}

/// The stream. Everything in it is public.
pub async fn shelf(
    state: web::Data<State>,
    view: View,
    asked: Query<Asked>,
) -> Result<HttpResponse, Problem> {
    let asked = asked.0;
    let listed = asked.products.as_deref().unwrap_or_default().split(',').filter_map(|id| id.parse().ok());
    let ids: Vec<ProductId> = asked.product.into_iter().chain(listed).take(MOST).collect();
    if ids.is_empty() {
        return Err(Problem::not_found());
    }
    // What is not there any more is followed as well: the page is told so, and when it comes back.
    let stores = {
        let look = state.shelf.look()?;
        ids.iter().filter_map(|id| Some(look.product(*id)?.store.id)).collect::<Vec<_>>()
    };
    // When too many pages are open, further ones stay as they are.
    let Ok(place) = Arc::clone(&state.streams).try_acquire_owned() else {
        return Ok(HttpResponse::NoContent().finish());
    };
    let bell = state.shelf.listen();
    let state = state.get_ref().clone();
    let quiet_since = Instant::now();
    let first = Stream { state, view, asked, ids, bell, stores, shown: None, quiet_since, _place: place };
    let body = stream::unfold(first, |mut stream| async move {
        let bytes = stream.next().await?;
        Some((Ok::<_, Problem>(bytes), stream))
    });
    Ok(sse::answer(body))
}

impl Stream {
    async fn next(&mut self) -> Option<Bytes> {
        let heartbeat = self.state.live.heartbeat();
        let mut due = self.shown.is_none();
        loop {
            if due && let Some(event) = self.look() {
                self.quiet_since = Instant::now();
                return Some(event);
            }
            tokio::select! {
                () = self.state.closing.cancelled() => return None,
                // What depends on the clock alone is found with the sign of life.
                () = sleep_until(self.quiet_since + heartbeat) => {
                    self.quiet_since = Instant::now();
                    return Some(self.look().unwrap_or(sse::STILL_HERE));
                }
                rung = self.bell.recv() => due = match rung {
                    Ok(Rung::Product(id)) => self.ids.contains(&id),
                    Ok(Rung::Store(id)) => self.stores.contains(&id),
                    Err(RecvError::Lagged(_)) => true,
                    Err(RecvError::Closed) => return None,
                },
            }
        }
    }

    fn picture(&self) -> Option<Picture> {
        let look = self.state.shelf.look().ok()?;
        match (self.asked.product, self.asked.variant) {
            (Some(product), Some(variant)) => {
                let known = look.product(product);
                let known = known
                    .and_then(|shown| Some((shown, shown.item.variants.iter().find(|v| v.id == variant)?)));
                Some(match known {
                    Some((shown, variant)) => product_page::picture(&self.state, &self.view, shown, variant),
                    None => product_page::gone(&self.view),
                })
            }
            _ => Some(cards::picture(&self.state, &self.view, &look, &self.ids)),
        }
    }

    /// What is to be told now. At first that is silent: what differs from the page came before anybody listened.
    fn look(&mut self) -> Option<Bytes> {
        let picture = self.picture()?;
        let event = match &self.shown {
            None if self.asked.seen.as_deref() == Some(picture.sign().as_str()) => None,
            None => Some(told(&picture.pieces.iter().collect::<Vec<_>>(), "")),
            Some(former) => {
                let (pieces, words) = picture.news(former);
                let said = match words.as_slice() {
                    [] | [_] => words.concat(),
                    options if self.asked.variant.is_some() => options.join(", "),
                    several => self.view.with("live-several", &[("n", &several.len().to_string())]),
                };
                (!pieces.is_empty()).then(|| told(&pieces, &said))
            }
        };
        self.shown = Some(picture);
        event
    }
}

/// An event that puts pieces in their places and says something.
fn told(pieces: &[&Piece], words: &str) -> Bytes {
    let body = html! {
        @for piece in pieces {
            div id=(piece.id) hx-swap-oob="innerHTML" { (souk_ui::PreEscaped(&piece.html)) }
        }
        (words)
    };
    sse::event("shelf", &body.into_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(pieces: &[(&str, &str)]) -> Picture {
        let mut picture = Picture::default();
        for (id, html) in pieces {
            let piece = Piece { id: (*id).to_owned(), html: (*html).to_owned() };
            picture.add([piece], format!("{id} is {html}"));
        }
        picture
    }

    #[test]
    fn only_what_differs_is_told() {
        let (before, after) = (picture(&[("a", "1"), ("b", "2")]), picture(&[("a", "1"), ("b", "3")]));
        assert_ne!(before.sign(), after.sign());
        let (pieces, words) = after.news(&before);
        assert_eq!((pieces, words), (vec![&after.pieces[1]], vec!["b is 3"]));
        let (pieces, words) = before.news(&picture(&[("a", "1"), ("b", "2")]));
        assert!(pieces.is_empty() && words.is_empty());
    }

    #[test]
    fn an_event_is_lines_of_data() {
        let piece = Piece { id: "offer".into(), html: "<b>\n1</b>".into() };
        let event = told(&[&piece], "a & b");
        let text = String::from_utf8(event.to_vec()).unwrap();
        assert_eq!(
            text,
            "event: shelf\ndata: <div id=\"offer\" hx-swap-oob=\"innerHTML\"><b>\ndata: 1</b></div>a &amp; b\n\n"
        );
    }
}
