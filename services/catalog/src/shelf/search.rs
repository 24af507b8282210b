//! Searching the shelf: every word must answer; title counts most, rare words more than common ones.
use std::cell::RefCell;

use serde::{Deserialize, Serialize};
use souk_events::ProductId;

use super::{
    facets::{Facets, Tally},
    index::{Answer, Doc},
    item::Shown,
    narrow::Filter,
    places::{Facts, Places, at},
};
use crate::domain::text::tokens;

/// Words of a query that count.
const MOST_WORDS: usize = 8;
/// With fewer hits than these, words an edit away are looked at as well.
const LITTLE: usize = 3;
/// What lifts a hit by the words themselves above all hits by words an edit away.
const OWN_WORDS: i64 = 1 << 40;

/// A place in a list: its rank there and the product. A cursor carries it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place(pub i64, pub ProductId);

/// What comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// The best answer; without words the newest.
    #[default]
    Relevance,
    /// The cheapest.
    PriceAsc,
    /// The dearest.
    PriceDesc,
    /// The newest.
    Newest,
}

/// What is asked of the shelf.
#[derive(Clone, Copy, Debug)]
pub struct Wish<'a> {
    /// Words that products answer; none for all products.
    pub query: Option<&'a str>,
    /// What the list is narrowed to.
    pub filter: &'a Filter,
    /// What comes first.
    pub order: Order,
    /// The last place of the page before.
    pub after: Option<&'a Place>,
    /// How many.
    pub limit: usize,
    /// Whether what they have in common is counted.
    pub facets: bool,
}

/// One page of products, one more than asked for when there are more.
pub struct Found<'a> {
    /// The products, each with its place.
    pub shown: Vec<(Place, Shown<'a>)>,
    /// What all products found have in common, if that was asked for.
    pub facets: Option<Facets<'a>>,
    /// The words that were answered in place of those asked for, when these have no answer.
    pub corrected: Option<String>,
}

#[derive(Default)]
struct Scratch {
    seen: Vec<u8>,
    score: Vec<u32>,
    touched: Vec<Doc>,
}

thread_local! { static SCRATCH: RefCell<Scratch> = RefCell::default(); }

/// How much a word that `found` of `all` products have says about them: 4 to about 64.
fn rarity(found: usize, all: usize) -> u32 {
    4 + (all / found.max(1)).max(1).ilog2() * 4
}

/// One word of a query with what answers it.
struct Asked<'a, 'q> {
    written: &'q str,
    own: Vec<Answer<'a>>,
    close: Vec<Answer<'a>>,
}

impl Asked<'_, '_> {
    /// The word, or the one near it by which a product was found.
    fn as_found(&self, doc: Doc) -> &str {
        let in_it =
            |answer: &&Answer<'_>| answer.docs.binary_search_by_key(&doc, |posting| posting.doc()).is_ok();
        if self.own.iter().any(|answer| in_it(&answer)) {
            return self.written;
        }
        self.close.iter().find(in_it).and_then(|answer| answer.instead).unwrap_or(self.written)
    }
}

impl Scratch {
    fn fit(&mut self, docs: usize) {
        if self.seen.len() < docs {
            self.seen.resize(docs, 0);
            self.score.resize(docs, 0);
        }
    }

    /// Adds one query word: `turn` words were seen before in the products that still count.
    fn add<'a>(&mut self, turn: u8, answers: impl IntoIterator<Item = &'a Answer<'a>>, all: usize) {
        for answer in answers {
            let factor = answer.fit * rarity(answer.docs.len(), all);
            for posting in answer.docs {
                let doc = posting.doc();
                let (Some(seen), Some(score)) = (self.seen.get_mut(at(doc)), self.score.get_mut(at(doc)))
                else {
                    continue;
                };
                if *seen == turn {
                    *seen = turn + 1;
                    if turn == 0 {
                        self.touched.push(doc);
                    }
                    *score = score.saturating_add(factor * posting.weight());
                }
            }
        }
    }

    /// The products in which all words were seen, with their scores; ready for the next search.
    fn harvest(&mut self, turns: u8) -> Vec<(i64, Doc)> {
        let mut hits = Vec::with_capacity(self.touched.len());
        for doc in self.touched.drain(..) {
            let (Some(seen), Some(score)) = (self.seen.get_mut(at(doc)), self.score.get_mut(at(doc))) else {
                continue;
            };
            if *seen == turns {
                hits.push((OWN_WORDS + i64::from(*score), doc));
            }
            (*seen, *score) = (0, 0);
        }
        hits
    }

    /// The products that answer all words, or with `near` a word an edit away from one.
    fn run(&mut self, asked: &[Asked<'_, '_>], near: bool, all: usize) -> Vec<(i64, Doc)> {
        self.fit(all);
        let mut turn: u8 = 0;
        for word in asked {
            self.add(turn, word.own.iter().chain(word.close.iter().filter(|_| near)), all);
            turn = turn.saturating_add(1);
        }
        self.harvest(turn)
    }
}

impl Places {
    /// Products and ranks for a query, and what it was corrected to when its own words have no answer.
    fn hits(&self, query: &str) -> (Vec<(i64, Doc)>, Option<String>) {
        let ask = |(word, written): (String, _)| {
            let own = self.index().answers(&word);
            (Asked { written, own, close: Vec::new() }, word)
        };
        let (mut asked, words): (Vec<_>, Vec<_>) = tokens(query).take(MOST_WORDS).map(ask).unzip();
        let own = SCRATCH.with_borrow_mut(|scratch| scratch.run(&asked, false, self.docs()));
        if own.len() >= LITTLE {
            return (own, None);
        }
        for (word, text) in asked.iter_mut().zip(&words) {
            word.close = self.index().close_to(text);
        }
        if asked.iter().all(|word| word.close.is_empty()) {
            return (own, None);
        }
        let mut hits = SCRATCH.with_borrow_mut(|scratch| scratch.run(&asked, true, self.docs()));
        for (rank, doc) in &mut hits {
            if !own.iter().any(|(_, known)| known == doc) {
                *rank -= OWN_WORDS;
            }
        }
        let best = hits.iter().max_by_key(|(rank, _)| *rank).map(|(_, doc)| *doc);
        let said = |doc| asked.iter().map(|word| word.as_found(doc)).collect::<Vec<_>>().join(" ");
        (hits, best.filter(|_| own.is_empty()).map(said))
    }

    /// See [`super::Look::find`].
    pub fn find(&self, wish: &Wish<'_>) -> Found<'_> {
        let plain = wish.query.is_none() && matches!(wish.order, Order::Relevance | Order::Newest);
        if plain && !wish.facets {
            return self.newest(wish.filter, wish.after, wish.limit);
        }
        let narrow = self.narrow(wish.filter);
        let mut tally =
            wish.facets.then(|| Tally::new(self.nodes().len(), self.store_numbers().len(), wish.filter.at));
        let mut page: Vec<(Place, Doc)> = Vec::new();
        let mut see = |rank: i64, doc: Doc| {
            let Some(facts) = self.facts(doc) else { return };
            let fails = narrow.fails(facts, self.nodes());
            if let Some(tally) = &mut tally {
                tally.see(facts, fails);
            }
            let place = Place(rank_in(wish.order, rank, facts), facts.id);
            if fails == 0 && wish.after.is_none_or(|last| place > *last) {
                page.push((place, doc));
            }
        };
        let mut corrected = None;
        match wish.query {
            Some(query) => {
                let (hits, said) = self.hits(query);
                hits.into_iter().for_each(|(rank, doc)| see(rank, doc));
                corrected = said;
            }
            None => {
                let all = self.by_age(wish.filter.store.filter(|_| !wish.facets));
                all.into_iter().flatten().for_each(|(place, doc)| see(-place.0, *doc));
            }
        }
        if page.len() > wish.limit + 1 {
            page.select_nth_unstable(wish.limit);
            page.truncate(wish.limit + 1);
        }
        page.sort_unstable();
        let shown = page.into_iter().filter_map(|(place, doc)| Some((place, self.shown(doc)?))).collect();
        Found { shown, facets: tally.map(|tally| tally.named(self, narrow.category())), corrected }
    }

    /// The newest products: a walk that ends when the page is full.
    fn newest(&self, filter: &Filter, after: Option<&Place>, limit: usize) -> Found<'_> {
        let narrow = self.narrow(filter);
        let start = after.map_or(std::ops::Bound::Unbounded, |p| std::ops::Bound::Excluded((*p, Doc::MAX)));
        let shown = self
            .by_age(filter.store)
            .into_iter()
            .flat_map(|set| set.range((start, std::ops::Bound::Unbounded)))
            .filter(|(_, doc)| self.facts(*doc).is_some_and(|facts| narrow.fails(facts, self.nodes()) == 0))
            .filter_map(|(place, doc)| Some((*place, self.shown(*doc)?)))
            .take(limit + 1)
            .collect();
        Found { shown, facets: None, corrected: None }
    }
}

/// A product's rank in an order, smallest first.
fn rank_in(order: Order, rank: i64, facts: &Facts) -> i64 {
    match order {
        Order::Relevance => -rank,
        Order::PriceAsc => facts.price,
        Order::PriceDesc => -facts.price,
        Order::Newest => -facts.published,
    }
}
