//! Where products stand: the categories of all merchants by number, with the names on the way to each.
use std::sync::Arc;

use souk_events::{CategoryId, TenantId};
use souk_kit::Lang;

use super::{Map, item::Item, places::at};
use crate::domain::{
    category::{Category, DEPTH, Tree},
    text::fold,
    titles::{self, Titles},
};

/// A number that no category and no name has.
const NONE: u32 = u32::MAX;

/// A category of a merchant, or the bare name of one.
#[derive(Clone, Debug)]
pub struct Node {
    /// Its id; none for a bare name.
    pub id: Option<CategoryId>,
    /// Its name.
    pub name: Box<str>,
    /// Its name in further languages.
    pub titles: Titles,
    /// Its part of addresses; empty for a bare name.
    pub slug: Box<str>,
    /// The one above it.
    pub parent: Option<u32>,
    /// Its name after those above it, in all its languages, shared by all products that stand here.
    pub line: Arc<str>,
    way: [u32; DEPTH],
    names: [u32; DEPTH],
}

impl Node {
    /// Its name in a language, else as its merchant calls it.
    #[must_use]
    pub fn title(&self, lang: Lang) -> &str {
        titles::title(&self.name, &self.titles, lang)
    }
    /// The numbers of the categories on the way to it, itself last.
    pub fn way(&self) -> impl Iterator<Item = u32> {
        self.way.into_iter().filter(|number| *number != NONE)
    }
    /// The numbers of their names.
    pub fn names(&self) -> impl Iterator<Item = u32> {
        self.names.into_iter().filter(|number| *number != NONE)
    }
}

/// What a list is narrowed to: a category of one merchant with all below it, or a name wherever it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A category by number.
    Node(u32),
    /// A name by number.
    Name(u32),
    /// Something that nobody has.
    Nothing,
}

/// All of them. Numbers are given once and not reused while the process lives.
#[derive(Default)]
pub struct Nodes {
    all: Vec<Node>,
    ids: Map<CategoryId, u32>,
    words: Map<String, u32>,
    slugs: Map<(TenantId, Box<str>), u32>,
    owned: Map<TenantId, Vec<u32>>,
    names: Vec<Box<str>>,
    name_numbers: Map<String, u32>,
}

fn number(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(NONE)
}

impl Nodes {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }
    /// One by number.
    pub fn get(&self, node: u32) -> Option<&Node> {
        self.all.get(at(node))
    }
    /// A name by number.
    pub fn name(&self, name: u32) -> Option<&str> {
        self.names.get(at(name)).map(AsRef::as_ref)
    }
    /// The number of a category that was read.
    pub fn number(&self, id: CategoryId) -> Option<u32> {
        self.ids.get(&id).copied()
    }
    /// The categories of a merchant as they are read.
    pub fn of(&self, tenant: TenantId) -> &[u32] {
        self.owned.get(&tenant).map_or(&[], Vec::as_slice)
    }
    /// The categories on the way to one, outermost first.
    pub fn way(&self, node: u32) -> Vec<&Node> {
        self.get(node).into_iter().flat_map(Node::way).filter_map(|number| self.get(number)).collect()
    }

    fn name_number(&mut self, name: &str) -> u32 {
        let folded = fold(name);
        if let Some(known) = self.name_numbers.get(&folded) {
            return *known;
        }
        let new = number(self.names.len());
        self.names.push(name.into());
        self.name_numbers.insert(folded, new);
        new
    }

    /// The number of a product's place; a new one for a bare name that was not heard yet.
    pub fn place_of(&mut self, item: &Item) -> u32 {
        if let Some(known) = item.category_id.and_then(|id| self.ids.get(&id)) {
            return *known;
        }
        let folded = fold(&item.category);
        if folded.is_empty() {
            return NONE;
        }
        if let Some(known) = self.words.get(&folded) {
            return *known;
        }
        let new = number(self.all.len());
        let name = self.name_number(&item.category);
        let (mut way, mut names) = ([NONE; DEPTH], [NONE; DEPTH]);
        (way[0], names[0]) = (new, name);
        let (slug, name) = ("".into(), item.category.clone());
        let line = Arc::from(name.as_ref());
        self.all.push(Node { id: None, name, titles: Titles::new(), slug, parent: None, line, way, names });
        self.words.insert(folded, new);
        new
    }

    /// Takes over a merchant's tree in place of the one known.
    pub fn set(&mut self, tenant: TenantId, rows: Vec<Category>) {
        let tree = Tree::new(rows);
        for former in self.owned.remove(&tenant).unwrap_or_default() {
            let Some(node) = self.all.get(at(former)) else { continue };
            self.slugs.remove(&(tenant, node.slug.clone()));
            if let Some(id) = node.id.filter(|id| tree.get(*id).is_none()) {
                self.ids.remove(&id);
            }
        }
        let mut owned = Vec::with_capacity(tree.len());
        for (_, row) in tree.walk() {
            let known = self.ids.get(&row.id).copied();
            let new = known.unwrap_or_else(|| number(self.all.len()));
            let parent = row.parent.and_then(|id| self.ids.get(&id).copied());
            let above = parent.and_then(|above| self.get(above));
            let (mut way, mut names) = above.map_or(([NONE; DEPTH], [NONE; DEPTH]), |a| (a.way, a.names));
            let said = above.map(|above| above.line.as_ref()).into_iter().chain([row.name.as_str()]);
            let said = said.chain(row.titles.values().map(String::as_str));
            let line: Arc<str> = said.collect::<Vec<_>>().join(" ").into();
            let name = self.name_number(&row.name);
            way.iter_mut().find(|free| **free == NONE).into_iter().for_each(|free| *free = new);
            // A name that stands above already is not counted twice.
            let said = names.iter_mut().find(|free| [NONE, name].contains(free));
            said.into_iter().for_each(|free| *free = name);
            let (slug, name): (Box<str>, Box<str>) = (row.slug.as_str().into(), row.name.as_str().into());
            let (id, titles, address) = (Some(row.id), row.titles.clone(), slug.clone());
            let node = Node { id, name, titles, slug: address, parent, line, way, names };
            match self.all.get_mut(at(new)) {
                Some(slot) => *slot = node,
                None => self.all.push(node),
            }
            self.ids.insert(row.id, new);
            self.slugs.insert((tenant, slug), new);
            owned.push(new);
        }
        self.owned.insert(tenant, owned);
    }

    /// What a word in an address means: with a merchant one of its categories, by address part or id; else a name.
    pub fn wanted(&self, tenant: Option<TenantId>, word: &str) -> Wanted {
        let own = tenant.and_then(|tenant| self.slugs.get(&(tenant, word.into())));
        let own = own.copied().or_else(|| self.ids.get(&word.parse().ok()?).copied());
        let name = || self.name_numbers.get(&fold(word)).copied();
        own.map(Wanted::Node).or_else(|| name().map(Wanted::Name)).unwrap_or(Wanted::Nothing)
    }

    /// Whether a place is what is wanted, or below it.
    pub fn fits(&self, place: u32, wanted: Wanted) -> bool {
        let Some(node) = self.get(place) else { return false };
        match wanted {
            Wanted::Node(number) => node.way.contains(&number),
            Wanted::Name(number) => node.names.contains(&number),
            Wanted::Nothing => false,
        }
    }

    /// The name one step below what is wanted, on the way to a place; the outermost when nothing is wanted.
    pub fn below(&self, place: u32, wanted: Option<Wanted>) -> Option<u32> {
        let node = self.get(place)?;
        match wanted {
            None => node.names().next(),
            Some(Wanted::Name(name)) => node.names().skip_while(|number| *number != name).nth(1),
            Some(Wanted::Node(above)) => self.own_name(node.way().skip_while(|n| *n != above).nth(1)?),
            Some(Wanted::Nothing) => None,
        }
    }

    /// The names above what is wanted, on the way to a place that fits it; outermost first.
    pub fn above(&self, place: u32, wanted: Wanted) -> Vec<u32> {
        let Some(node) = self.get(place) else { return Vec::new() };
        match wanted {
            Wanted::Name(name) => node.names().take_while(|number| *number != name).collect(),
            Wanted::Node(below) => {
                let way = node.way().take_while(|number| *number != below);
                way.filter_map(|number| self.own_name(number)).collect()
            }
            Wanted::Nothing => Vec::new(),
        }
    }

    /// A category's own name as lists and addresses say it, which may be written otherwise by another merchant.
    pub fn value(&self, node: &Node) -> Option<&str> {
        self.name(*self.name_numbers.get(&fold(&node.name))?)
    }

    /// The number of a category's own name, which may stand above it already.
    fn own_name(&self, node: u32) -> Option<u32> {
        self.name_numbers.get(&fold(&self.get(node)?.name)).copied()
    }
}
