//! An inverted index of folded words: exact, by prefix, and with a typo or two when little else answers.
use std::{
    collections::{BTreeMap, HashMap},
    ops::Bound,
    sync::Arc,
};

use super::item::Item;
use crate::domain::{
    synonym::Synonyms,
    text::{tokens, words},
};

/// A product's number on the shelf.
pub type Doc = u32;

const TITLE: u32 = 8;
const NAMES: u32 = 4;
const TEXT: u32 = 1;
/// Words that one prefix stands for, at most.
const MOST_WORDS: usize = 48;
/// Words that one typo stands for, at most.
const MOST_CLOSE: usize = 8;

/// The last number that a product may have: a posting keeps it beside a weight.
pub const LAST: Doc = (1 << 24) - 1;

/// A product that has a word, and how much the word weighs in it, in four bytes: there are dozens for each product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Posting(u32);

impl Posting {
    fn new(doc: Doc, weight: u8) -> Self {
        Self(doc << 8 | u32::from(weight))
    }
    /// The product.
    pub fn doc(self) -> Doc {
        self.0 >> 8
    }
    /// The weight of the word in it.
    pub fn weight(self) -> u32 {
        self.0 & 0xff
    }
}

/// What a product is found by beside its own words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extra {
    /// The names of its category and those above.
    pub names: Arc<str>,
    /// What its merchant says means the same.
    pub synonyms: Arc<Synonyms>,
}

/// Words to products.
#[derive(Default)]
pub struct Index {
    words: BTreeMap<Box<str>, Entry>,
}

struct Entry {
    letters: u64,
    /// How the word is written, where that differs.
    written: Box<str>,
    docs: Vec<Posting>,
}

/// The products of one word that answers a query word.
pub struct Answer<'a> {
    /// Product and weight of the word in it, by product number.
    pub docs: &'a [Posting],
    /// How well the word fits, 1 to 16.
    pub fit: u32,
    /// The word as it is written, when it is another one than was asked for.
    pub instead: Option<&'a str>,
}

/// The letters of a word as a set: two words an edit apart differ in few of them.
fn letters(word: &str) -> u64 {
    word.chars().fold(0, |set, c| set | 1 << (u32::from(c) % 64))
}

/// A product's words with their weight and how they are written.
fn weights(item: &Item, extra: &Extra) -> HashMap<String, (u32, Box<str>)> {
    let mut sums: HashMap<String, u32> = HashMap::new();
    let mut spelt: HashMap<String, &str> = HashMap::new();
    let mut add = |text: &str, weight: u32| {
        for word in words(text) {
            let sum = sums.entry(word).or_default();
            *sum = sum.saturating_add(weight).min(64);
        }
    };
    add(&item.title, TITLE);
    add(&item.description, TEXT);
    for (_, title, description) in &item.texts {
        add(title, TITLE);
        add(description, TEXT);
    }
    add(&extra.names, NAMES);
    add(&item.brand, NAMES);
    item.tags.iter().for_each(|t| add(t, NAMES));
    for variant in &item.variants {
        add(&variant.sku, NAMES);
        add(&variant.barcode, NAMES);
        variant.values.iter().for_each(|v| add(v, TEXT));
        let pairs = item.options.iter().zip(&variant.values);
        let titles = pairs.filter_map(|(of, own)| item.option_titles.as_ref()?.get(of)?.values.get(own));
        titles.flat_map(|titles| titles.values()).for_each(|title| add(title, TEXT));
    }
    extra.synonyms.spread(&mut sums);
    let texts = [item.title.as_ref(), &item.description, &item.brand, &extra.names];
    let others = item.texts.iter().flat_map(|(_, title, description)| [title.as_ref(), description]);
    for (word, written) in texts.into_iter().chain(others).flat_map(tokens) {
        spelt.entry(word).or_insert(written);
    }
    let whole = |(word, weight): (String, u32)| {
        let written = spelt.get(&word).filter(|written| **written != word);
        let written = written.map(|written| written.to_lowercase().into()).unwrap_or_default();
        (word, (weight, written))
    };
    sums.into_iter().map(whole).collect()
}

impl Index {
    /// Puts a product in.
    pub fn add(&mut self, doc: Doc, item: &Item, extra: &Extra) {
        for (word, (weight, written)) in weights(item, extra) {
            let weight = u8::try_from(weight).unwrap_or(u8::MAX);
            let letters = letters(&word);
            // Most words are in one product only, such as its SKU.
            let new = || Entry { letters, written, docs: Vec::with_capacity(1) };
            let entry = self.words.entry(word.into()).or_insert_with(new);
            let at = entry.docs.partition_point(|posting| posting.doc() < doc);
            entry.docs.insert(at, Posting::new(doc, weight));
        }
    }

    /// Takes a product out, as it was put in.
    pub fn remove(&mut self, doc: Doc, item: &Item, extra: &Extra) {
        for word in weights(item, extra).into_keys() {
            let Some(entry) = self.words.get_mut(word.as_str()) else { continue };
            if let Ok(at) = entry.docs.binary_search_by_key(&doc, |posting| posting.doc()) {
                entry.docs.remove(at);
            }
            if entry.docs.is_empty() {
                self.words.remove(word.as_str());
            }
        }
    }

    /// The words that answer one word of a query: itself, and those that begin with it.
    pub fn answers(&self, word: &str) -> Vec<Answer<'_>> {
        let exact = self.words.get(word).map(|entry| Answer { docs: &entry.docs, fit: 16, instead: None });
        let from = (Bound::Excluded(word), Bound::Unbounded);
        let longer =
            self.words.range::<str, _>(from).take_while(|(w, _)| w.starts_with(word)).take(MOST_WORDS);
        let longer = longer.map(|(_, entry)| Answer { docs: &entry.docs, fit: 10, instead: None });
        exact.into_iter().chain(longer).collect()
    }

    /// The words within one edit of a word (two from eight letters on), nearest first.
    pub fn close_to(&self, word: &str) -> Vec<Answer<'_>> {
        let length = word.chars().count();
        let edits = match length {
            0..=3 => return Vec::new(),
            4..=7 => 1,
            _ => 2,
        };
        let set = letters(word);
        let near = |e: &Entry| usize::try_from((e.letters ^ set).count_ones()).is_ok_and(|n| n <= 2 * edits);
        let mut found: Vec<(usize, &str, &Entry)> = self
            .words
            .iter()
            .filter(|(w, e)| near(e) && w.chars().count().abs_diff(length) <= edits)
            .map(|(w, e)| (strsim::osa_distance(w, word), w.as_ref(), e))
            .filter(|(distance, ..)| (1..=edits).contains(distance))
            .collect();
        found.sort_by_key(|(distance, word, entry)| (*distance, std::cmp::Reverse(entry.docs.len()), *word));
        found.truncate(MOST_CLOSE);
        found
            .into_iter()
            .map(|(distance, word, entry)| Answer {
                docs: &entry.docs,
                fit: if distance == 1 { 6 } else { 3 },
                instead: Some(if entry.written.is_empty() { word } else { &entry.written }),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shelf::item::Variant;

    #[test]
    fn a_posting_keeps_product_and_weight() {
        for (doc, weight) in [(0, 1), (77, 64), (LAST, u8::MAX)] {
            let posting = Posting::new(doc, weight);
            assert_eq!((posting.doc(), posting.weight()), (doc, u32::from(weight)));
        }
        assert!(Posting::new(1, 255) < Posting::new(2, 0), "by product");
    }

    /// What each product costs by itself, before its words: see the README.
    #[test]
    fn a_product_stays_small() {
        assert_eq!(size_of::<Posting>(), 4);
        assert!(size_of::<Item>() <= 384, "{}", size_of::<Item>());
        assert!(size_of::<Variant>() <= 104, "{}", size_of::<Variant>());
    }
}
