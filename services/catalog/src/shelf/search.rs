//! Searching the shelf: every word must answer; title counts most, rare words more than common ones.
use std::cell::RefCell;
use std::cmp::Reverse;

use serde::{Deserialize, Serialize};
use souk_events::ProductId;

use super::{
    index::{Answer, Doc},
    item::Shown,
    places::{Filter, Places, at},
};
use crate::domain::text::words;

/// Words of a query that count.
const MOST_WORDS: usize = 8;
/// Categories that a search names.
const MOST_CATEGORIES: usize = 12;

/// A place in a list: its rank there and the product. A cursor carries it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place(pub i64, pub ProductId);

/// One page of products, one more than asked for when there are more.
pub struct Found<'a> {
    /// The products, each with its place.
    pub shown: Vec<(Place, Shown<'a>)>,
    /// Categories of all products found, with counts, largest first.
    pub categories: Vec<(&'a str, usize)>,
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

impl Scratch {
    fn fit(&mut self, docs: usize) {
        if self.seen.len() < docs {
            self.seen.resize(docs, 0);
            self.score.resize(docs, 0);
        }
    }

    /// Adds one query word: `turn` words were seen before in the products that still count.
    fn add(&mut self, turn: u8, answers: &[Answer<'_>], all: usize) {
        for answer in answers {
            let factor = answer.fit * rarity(answer.docs.len(), all);
            for (doc, weight) in answer.docs {
                let (Some(seen), Some(score)) = (self.seen.get_mut(at(*doc)), self.score.get_mut(at(*doc)))
                else {
                    continue;
                };
                if *seen == turn {
                    *seen = turn + 1;
                    if turn == 0 {
                        self.touched.push(*doc);
                    }
                    *score = score.saturating_add(factor * u32::from(*weight));
                }
            }
        }
    }

    /// The products in which all words were seen, with their scores; ready for the next search.
    fn harvest(&mut self, turns: u8) -> Vec<(u32, Doc)> {
        let mut hits = Vec::with_capacity(self.touched.len());
        for doc in self.touched.drain(..) {
            let (Some(seen), Some(score)) = (self.seen.get_mut(at(doc)), self.score.get_mut(at(doc))) else {
                continue;
            };
            if *seen == turns {
                hits.push((*score, doc));
            }
            (*seen, *score) = (0, 0);
        }
        hits
    }
}

impl Places {
    /// Products and scores for a query; empty when a word has no answer.
    fn hits(&self, query: &str) -> Vec<(u32, Doc)> {
        let asked = words(query);
        SCRATCH.with_borrow_mut(|scratch| {
            scratch.fit(self.docs());
            let mut turn: u8 = 0;
            for word in asked.iter().take(MOST_WORDS) {
                scratch.add(turn, &self.index().answers(word), self.docs());
                turn = turn.saturating_add(1);
            }
            scratch.harvest(turn)
        })
    }

    /// See [`super::Look::search`].
    pub fn search(&self, query: &str, filter: &Filter, after: Option<&Place>, limit: usize) -> Found<'_> {
        let passes = self.passes(filter);
        let mut hits: Vec<(Place, Doc)> = Vec::new();
        let mut counts = vec![0_usize; self.category_count()];
        for (score, doc) in self.hits(query) {
            let Some(facts) = self.facts(doc).filter(|f| passes(f)) else { continue };
            if let Some(count) = counts.get_mut(at(facts.category)) {
                *count += 1;
            }
            let place = Place(-i64::from(score), facts.id);
            if after.is_none_or(|last| place > *last) {
                hits.push((place, doc));
            }
        }
        if hits.len() > limit + 1 {
            hits.select_nth_unstable(limit);
            hits.truncate(limit + 1);
        }
        hits.sort_unstable();
        let shown = hits.into_iter().filter_map(|(place, doc)| Some((place, self.shown(doc)?))).collect();
        Found { shown, categories: self.named(&counts, MOST_CATEGORIES) }
    }

    /// Category names with their counts, largest first; products without a category are left out.
    pub(super) fn named(&self, counts: &[usize], most: usize) -> Vec<(&str, usize)> {
        let mut named: Vec<(&str, usize)> = counts
            .iter()
            .enumerate()
            .filter(|(_, n)| **n > 0)
            .filter_map(|(i, n)| Some((self.category(i)?, *n)))
            .filter(|(name, _)| !name.is_empty())
            .collect();
        named.sort_by_key(|(name, n)| (Reverse(*n), *name));
        named.truncate(most);
        named
    }
}
