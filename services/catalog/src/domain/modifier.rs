//! Modifiers: questions that go with a product ("Which size?", "Extras"), how many answers each wants, what they cost.
use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use souk_events::{ModifierGroupId, ModifierId, StoreId};
use souk_kit::FieldError;

use super::{
    price, text,
    titles::{self, TitleInput, Titles},
};

/// Most modifiers of one group.
pub const PER_GROUP: usize = 30;
/// Most groups of one store.
pub const GROUPS: usize = 200;
/// Most groups of one product.
pub const PER_PRODUCT: usize = 8;
/// Most letters of a title.
const TITLE: usize = 80;

/// A group as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its id.
    pub id: ModifierGroupId,
    /// The store whose products it goes with.
    pub store: StoreId,
    /// Title in the store's language.
    pub title: String,
    /// Title in further languages.
    pub titles: Titles,
    /// Fewest answers; from one on it must be answered.
    pub min: usize,
    /// Most answers.
    pub max: usize,
    /// The answers, in the merchant's order.
    pub modifiers: Vec<Modifier>,
    /// Version, for If-Match.
    pub version: i64,
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Modifier {
    /// Its id.
    pub id: ModifierId,
    /// Title in the store's language.
    pub title: String,
    /// Title in further languages.
    pub titles: Titles,
    /// What it adds to the price, in minor units, tax included.
    pub price_delta: i64,
    /// Not to be had at the moment.
    pub sold_out: bool,
}

/// The chosen answers with their groups, in the order of the questions; none when the choice is not one that the groups
/// allow: something unknown, sold out, twice, too few or too many.
#[must_use]
pub fn choose<'a>(
    groups: impl IntoIterator<Item = &'a Group>,
    wished: &[ModifierId],
) -> Option<Vec<(&'a Group, &'a Modifier)>> {
    if wished.len() > PER_GROUP * PER_PRODUCT {
        return None;
    }
    let mut chosen = Vec::new();
    for group in groups {
        let before = chosen.len();
        let of = group.modifiers.iter().filter(|m| wished.contains(&m.id));
        for modifier in of {
            if modifier.sold_out {
                return None;
            }
            chosen.push((group, modifier));
        }
        if !(group.min..=group.max).contains(&(chosen.len() - before)) {
            return None;
        }
    }
    (chosen.len() == wished.len()).then_some(chosen)
}

/// What chosen answers add to a price.
#[must_use]
pub fn added(chosen: &[(&Group, &Modifier)]) -> i64 {
    chosen.iter().fold(0, |sum: i64, (_, modifier)| sum.saturating_add(modifier.price_delta))
}

/// A group as somebody describes it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GroupInput {
    /// The question, in the store's language.
    #[schema(min_length = 1, max_length = 80)]
    pub title: String,
    /// The question in further languages.
    #[serde(default)]
    #[schema(max_items = 5)]
    pub translations: Vec<TitleInput>,
    /// Fewest answers; from one on it must be answered.
    #[schema(minimum = 0, maximum = 30)]
    pub min: u16,
    /// Most answers.
    #[schema(minimum = 1, maximum = 30)]
    pub max: u16,
    /// The answers.
    #[schema(min_items = 1, max_items = 30)]
    pub modifiers: Vec<ModifierInput>,
}

/// An answer as somebody describes it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ModifierInput {
    /// The answer that is changed; none for a new one.
    #[serde(default)]
    pub id: Option<ModifierId>,
    /// Its title, in the store's language.
    #[schema(min_length = 1, max_length = 80)]
    pub title: String,
    /// Its title in further languages.
    #[serde(default)]
    #[schema(max_items = 5)]
    pub translations: Vec<TitleInput>,
    /// What it adds to the price, in minor units of the store's currency, tax included.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 100_000_000_000_i64)]
    pub price_delta: i64,
    /// Not to be had at the moment.
    #[serde(default)]
    pub sold_out: bool,
}

impl Group {
    /// Checks everything and names all that is wrong, by JSON pointer. Answers without an id get one.
    ///
    /// # Errors
    /// One entry for each field that is wrong.
    pub fn check(id: ModifierGroupId, store: StoreId, input: &GroupInput) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let count = input.modifiers.len();
        let (min, max) = (usize::from(input.min), usize::from(input.max));
        if count == 0 || count > PER_GROUP {
            errors.push(FieldError::new("/modifiers", "modifiers_count"));
        }
        if min > count.max(1) {
            errors.push(FieldError::new("/min", "modifiers_min"));
        }
        if max == 0 || max < min || max > PER_GROUP {
            errors.push(FieldError::new("/max", "modifiers_max"));
        }
        let title = text::read(&input.title, TITLE, true, "/title", &mut errors);
        let group_titles = titles::check(&input.translations, "", &mut errors);
        let (mut modifiers, mut names, mut ids) = (Vec::new(), HashSet::new(), HashSet::new());
        for (i, row) in input.modifiers.iter().take(PER_GROUP).enumerate() {
            let at = format!("/modifiers/{i}");
            let title = text::read(&row.title, TITLE, true, format!("{at}/title"), &mut errors);
            if !title.is_empty() && !names.insert(text::fold(&title)) {
                errors.push(FieldError::new(format!("{at}/title"), "modifier_twice"));
            }
            if row.id.is_some_and(|id| !ids.insert(id)) {
                errors.push(FieldError::new(format!("{at}/id"), "modifier_twice"));
            }
            if let Some(code) = price::wrong(row.price_delta) {
                errors.push(FieldError::new(format!("{at}/price_delta"), code));
            }
            modifiers.push(Modifier {
                id: row.id.unwrap_or_default(),
                title,
                titles: titles::check(&row.translations, &at, &mut errors),
                price_delta: row.price_delta,
                sold_out: row.sold_out,
            });
        }
        let group = Self { id, store, title, titles: group_titles, min, max, modifiers, version: 1 };
        if errors.is_empty() { Ok(group) } else { Err(errors) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use souk_kit::Lang;

    use super::*;

    fn group(min: usize, max: usize, deltas: &[i64]) -> Group {
        let modifier = |(i, delta): (usize, &i64)| Modifier {
            id: ModifierId::new(),
            title: format!("m{i}"),
            titles: Titles::new(),
            price_delta: *delta,
            sold_out: *delta == 13,
        };
        Group {
            id: ModifierGroupId::new(),
            store: StoreId::new(),
            title: "?".into(),
            titles: Titles::new(),
            min,
            max,
            modifiers: deltas.iter().enumerate().map(modifier).collect(),
            version: 1,
        }
    }

    #[test]
    fn a_choice_answers_every_question() {
        let (size, extras) = (group(1, 1, &[0, 200]), group(0, 2, &[50, 60, 70, 13]));
        let id = |group: &Group, i: usize| group.modifiers[i].id;
        let both = [&size, &extras];
        assert!(choose(both, &[]).is_none(), "the size is missing");
        assert!(choose(both, &[id(&size, 0), id(&size, 1)]).is_none(), "two sizes");
        assert!(choose(both, &[id(&size, 0), id(&extras, 3)]).is_none(), "sold out");
        assert!(choose(both, &[id(&size, 0), id(&size, 0)]).is_none(), "twice");
        assert!(choose(both, &[id(&size, 0), ModifierId::new()]).is_none(), "unknown");
        let three = [id(&size, 0), id(&extras, 0), id(&extras, 1), id(&extras, 2)];
        assert!(choose(both, &three).is_none(), "too many");
        let chosen = choose(both, &[id(&extras, 1), id(&size, 1)]).unwrap();
        assert_eq!(chosen.iter().map(|(_, m)| m.id).collect::<Vec<_>>(), [id(&size, 1), id(&extras, 1)]);
        assert_eq!(added(&chosen), 260);
        assert_eq!(choose([], &[]), Some(Vec::new()), "nothing to ask");
    }

    #[test]
    fn everything_wrong_is_named_at_once() {
        let row = |title: &str, price_delta| ModifierInput {
            title: title.into(),
            price_delta,
            ..ModifierInput::default()
        };
        let twice = TitleInput { language: Lang::En, title: "Size".into() };
        let input = GroupInput {
            title: " ".into(),
            translations: vec![twice.clone(), twice],
            min: 4,
            max: 2,
            modifiers: vec![row("Petite", 0), row("petite", -1)],
        };
        let errors = Group::check(ModifierGroupId::new(), StoreId::new(), &input).unwrap_err();
        let found: Vec<_> = errors.iter().map(|e| (e.pointer.as_str(), e.code.as_ref())).collect();
        assert_eq!(
            found,
            [
                ("/min", "modifiers_min"),
                ("/max", "modifiers_max"),
                ("/title", "required"),
                ("/translations/1/language", "language_twice"),
                ("/modifiers/1/title", "modifier_twice"),
                ("/modifiers/1/price_delta", "price_negative"),
            ]
        );
    }

    proptest! {
        #[test]
        fn a_choice_is_within_its_bounds_and_its_order_is_irrelevant(
            (min, more, deltas) in (0usize..3, 0usize..3, proptest::collection::vec(0i64..20, 1..6)),
            picks in proptest::collection::vec(any::<prop::sample::Index>(), 0..6),
        ) {
            let group = group(min, (min + more).max(1), &deltas);
            let mut wished: Vec<_> = picks.iter().map(|pick| pick.get(&group.modifiers).id).collect();
            let chosen = choose([&group], &wished);
            wished.reverse();
            prop_assert_eq!(&chosen, &choose([&group], &wished));
            if let Some(chosen) = chosen {
                prop_assert!((group.min..=group.max).contains(&chosen.len()));
                prop_assert!(chosen.iter().all(|(_, modifier)| !modifier.sold_out) && added(&chosen) >= 0);
                prop_assert_eq!(chosen.len(), wished.len());
            }
        }
    }
}
