//! A merchant's categories as a tree: paths, depth, order, and what a move may do.
use std::collections::HashMap;

use souk_events::CategoryId;

use super::{text, titles::Titles};

/// Most levels of a tree.
pub const DEPTH: usize = 4;
/// Most categories of a merchant.
pub const MOST: usize = 1_000;
/// Longest name of one category.
pub const NAME: usize = 80;
/// Longest path, written with separators.
pub const PATH: usize = 330;

/// What stands between the names of a path.
const BETWEEN: &str = " > ";

fn parts(path: &str) -> impl Iterator<Item = &str> {
    path.split('>').map(str::trim).filter(|part| !part.is_empty())
}

/// The last name of a path, which says most; empty for an empty one.
#[must_use]
pub fn last(path: &str) -> &str {
    parts(path).last().unwrap_or_default()
}

/// The names of a path such as `Épicerie > Thé`, outermost first.
///
/// # Errors
/// The code of what is wrong: `too_long`, `control_characters`, `category_too_deep`.
pub fn names(path: &str) -> Result<Vec<String>, &'static str> {
    let names: Vec<String> = parts(path).map(|part| text::clean(part, NAME)).collect::<Result<_, _>>()?;
    if names.len() > DEPTH { Err("category_too_deep") } else { Ok(names) }
}

/// A path as people write it.
#[must_use]
pub fn written<S: AsRef<str>>(names: &[S]) -> String {
    names.iter().map(AsRef::as_ref).collect::<Vec<&str>>().join(BETWEEN)
}

/// A path of any length in as many levels as a tree has: the outer ones and the last, which says most.
#[must_use]
pub fn shortened(path: &str) -> String {
    let mut names: Vec<&str> = parts(path).collect();
    while names.len() > DEPTH {
        names.remove(DEPTH - 1);
    }
    written(&names)
}

/// A category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// Its id.
    pub id: CategoryId,
    /// The one it belongs to; none at the top.
    pub parent: Option<CategoryId>,
    /// Its name.
    pub name: String,
    /// Its name in further languages.
    pub titles: Titles,
    /// Its part of addresses, unique with the merchant.
    pub slug: String,
    /// Its place among its siblings.
    pub position: i32,
    /// For If-Match.
    pub version: i64,
}

/// All categories of a merchant.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    rows: Vec<Category>,
    places: HashMap<CategoryId, usize>,
}

impl Tree {
    /// A tree of categories in any order.
    #[must_use]
    pub fn new(mut rows: Vec<Category>) -> Self {
        rows.sort_by(|a, b| (a.position, &a.name, a.id).cmp(&(b.position, &b.name, b.id)));
        let places = rows.iter().enumerate().map(|(place, row)| (row.id, place)).collect();
        Self { rows, places }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// A category.
    #[must_use]
    pub fn get(&self, id: CategoryId) -> Option<&Category> {
        self.rows.get(*self.places.get(&id)?)
    }

    /// The categories right below one, or at the top, in order.
    pub fn children(&self, parent: Option<CategoryId>) -> impl Iterator<Item = &Category> {
        self.rows.iter().filter(move |row| row.parent == parent)
    }

    /// The way to a category, outermost first; empty for an unknown one.
    #[must_use]
    pub fn path(&self, id: CategoryId) -> Vec<&Category> {
        let mut way = Vec::new();
        let mut next = self.get(id);
        while let Some(found) = next.filter(|_| way.len() < DEPTH) {
            way.push(found);
            next = found.parent.and_then(|parent| self.get(parent));
        }
        way.reverse();
        way
    }

    /// The names on the way to a category.
    #[must_use]
    pub fn names(&self, id: CategoryId) -> Vec<String> {
        self.path(id).into_iter().map(|found| found.name.clone()).collect()
    }

    /// All categories as they are read: each with its depth, followed by what is below it.
    #[must_use]
    pub fn walk(&self) -> Vec<(usize, &Category)> {
        let mut below: HashMap<Option<CategoryId>, Vec<&Category>> = HashMap::new();
        for row in &self.rows {
            below.entry(row.parent).or_default().push(row);
        }
        let mut out = Vec::with_capacity(self.rows.len());
        let mut open: Vec<(usize, &Category)> =
            below.get(&None).into_iter().flatten().rev().map(|row| (0, *row)).collect();
        while let Some((depth, row)) = open.pop() {
            out.push((depth, row));
            let further = below.get(&Some(row.id)).filter(|_| depth + 1 < DEPTH);
            open.extend(further.into_iter().flatten().rev().map(|row| (depth + 1, *row)));
        }
        out
    }

    /// The paths of all categories, in that order.
    #[must_use]
    pub fn paths(&self) -> Vec<String> {
        self.walk().into_iter().map(|(_, found)| written(&self.names(found.id))).collect()
    }

    /// A category with all below it.
    #[must_use]
    pub fn family(&self, id: CategoryId) -> Vec<CategoryId> {
        let mut found = vec![id];
        let mut at = 0;
        while let Some(parent) = found.get(at).copied().filter(|_| found.len() <= self.rows.len()) {
            found.extend(self.children(Some(parent)).map(|row| row.id));
            at += 1;
        }
        found
    }

    /// How many levels a category and what is below it take.
    fn height(&self, id: CategoryId) -> usize {
        let deepest = self.family(id).into_iter().map(|below| self.path(below).len()).max();
        (deepest.unwrap_or(1) + 1).saturating_sub(self.path(id).len().max(1))
    }

    /// Whether a category (none for a new one) may stand below another.
    ///
    /// # Errors
    /// The code of what is wrong: `category_unknown`, `category_into_itself`, `category_too_deep`.
    pub fn may_stand(&self, id: Option<CategoryId>, parent: Option<CategoryId>) -> Result<(), &'static str> {
        let Some(parent) = parent else { return Ok(()) };
        if self.get(parent).is_none() {
            return Err("category_unknown");
        }
        if id.is_some_and(|id| self.family(id).contains(&parent)) {
            return Err("category_into_itself");
        }
        let levels = self.path(parent).len() + id.map_or(1, |id| self.height(id));
        if levels > DEPTH { Err("category_too_deep") } else { Ok(()) }
    }

    /// The places of a category and its siblings once it stands at `position` below `parent`.
    #[must_use]
    pub fn order(&self, id: CategoryId, parent: Option<CategoryId>, position: usize) -> Vec<CategoryId> {
        let mut order: Vec<CategoryId> =
            self.children(parent).map(|row| row.id).filter(|sibling| *sibling != id).collect();
        order.insert(position.min(order.len()), id);
        order
    }

    /// The category with this path, accents and case aside, as far as it exists; and the names that are missing.
    #[must_use]
    pub fn find<'n>(&self, names: &'n [String]) -> (Option<CategoryId>, &'n [String]) {
        let mut at = None;
        for (i, name) in names.iter().enumerate() {
            let folded = text::fold(name);
            match self.children(at).find(|row| text::fold(&row.name) == folded) {
                Some(found) => at = Some(found.id),
                None => return (at, names.get(i..).unwrap_or_default()),
            }
        }
        (at, &[])
    }

    /// An address part for a name that no category has yet.
    #[must_use]
    pub fn free_slug(&self, name: &str) -> String {
        let wanted = text::slug(name);
        let taken = |slug: &str| self.rows.iter().any(|row| row.slug == slug);
        if !taken(&wanted) {
            return wanted;
        }
        (2..=MOST + 2).map(|n| format!("{wanted}-{n}")).find(|slug| !taken(slug)).unwrap_or(wanted)
    }
}

#[cfg(test)]
mod tests;
