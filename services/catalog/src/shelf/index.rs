//! An inverted index of folded words: exact, by prefix, and with a typo or two when nothing else answers.
use std::collections::{BTreeMap, HashMap};
use std::ops::Bound;

use super::item::Item;
use crate::domain::text::words;

/// A product's number on the shelf.
pub type Doc = u32;

const TITLE: u32 = 8;
const NAMES: u32 = 4;
const TEXT: u32 = 1;
/// Words that one prefix or one typo stands for, at most.
const MOST_WORDS: usize = 48;

/// Words to products.
#[derive(Default)]
pub struct Index {
    words: BTreeMap<Box<str>, Entry>,
}

struct Entry {
    letters: u64,
    docs: Vec<(Doc, u16)>,
}

/// The products of one word that answers a query word.
pub struct Answer<'a> {
    /// Product and weight of the word in it, by product number.
    pub docs: &'a [(Doc, u16)],
    /// How well the word fits, 1 to 16.
    pub fit: u32,
}

/// The letters of a word as a set: two words an edit apart differ in few of them.
fn letters(word: &str) -> u64 {
    word.chars().fold(0, |set, c| set | 1 << (u32::from(c) % 64))
}

fn weights(item: &Item) -> HashMap<String, u32> {
    let mut sums: HashMap<String, u32> = HashMap::new();
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
    add(&item.category, NAMES);
    add(&item.brand, NAMES);
    item.tags.iter().for_each(|t| add(t, NAMES));
    for variant in &item.variants {
        add(&variant.sku, NAMES);
        add(&variant.barcode, NAMES);
        variant.values.iter().for_each(|v| add(v, TEXT));
    }
    sums
}

impl Index {
    /// Puts a product in.
    pub fn add(&mut self, doc: Doc, item: &Item) {
        for (word, weight) in weights(item) {
            let weight = u16::try_from(weight).unwrap_or(u16::MAX);
            let set = letters(&word);
            let entry =
                self.words.entry(word.into()).or_insert_with(|| Entry { letters: set, docs: Vec::new() });
            let at = entry.docs.partition_point(|(d, _)| *d < doc);
            entry.docs.insert(at, (doc, weight));
        }
    }

    /// Takes a product out.
    pub fn remove(&mut self, doc: Doc, item: &Item) {
        for word in weights(item).into_keys() {
            let Some(entry) = self.words.get_mut(word.as_str()) else { continue };
            if let Ok(at) = entry.docs.binary_search_by_key(&doc, |(d, _)| *d) {
                entry.docs.remove(at);
            }
            if entry.docs.is_empty() {
                self.words.remove(word.as_str());
            }
        }
    }

    /// The words that answer one word of a query, best fit first.
    pub fn answers(&self, word: &str) -> Vec<Answer<'_>> {
        let mut found = Vec::new();
        if let Some(entry) = self.words.get(word) {
            found.push(Answer { docs: &entry.docs, fit: 16 });
        }
        let from = (Bound::Excluded(word), Bound::Unbounded);
        let longer =
            self.words.range::<str, _>(from).take_while(|(w, _)| w.starts_with(word)).take(MOST_WORDS);
        found.extend(longer.map(|(_, e)| Answer { docs: &e.docs, fit: 10 }));
        if found.is_empty() { self.close_to(word) } else { found }
    }

    /// Words within one edit (two from eight letters on).
    fn close_to(&self, word: &str) -> Vec<Answer<'_>> {
        let length = word.chars().count();
        let edits = match length {
            0..=3 => return Vec::new(),
            4..=7 => 1,
            _ => 2,
        };
        let set = letters(word);
        let near = |e: &Entry| usize::try_from((e.letters ^ set).count_ones()).is_ok_and(|n| n <= 2 * edits);
        let mut found: Vec<(usize, &Entry)> = self
            .words
            .iter()
            .filter(|(w, e)| near(e) && w.chars().count().abs_diff(length) <= edits)
            .map(|(w, e)| (strsim::osa_distance(w, word), e))
            .filter(|(d, _)| *d <= edits)
            .collect();
        found.sort_by_key(|(distance, entry)| (*distance, std::cmp::Reverse(entry.docs.len())));
        found.truncate(8);
        found.into_iter().map(|(d, e)| Answer { docs: &e.docs, fit: if d == 1 { 6 } else { 3 } }).collect()
    }
}
