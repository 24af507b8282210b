//! What a variant costs and whether it can be had, as a cart or a checkout is told.
use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use souk_events::{LineId, ModifierId, Money, ProductId, StoreId, TenantId, VariantId};
use souk_kit::{Lang, Problem, Scope};

use crate::{
    domain::{
        kind::{self, PartInput},
        modifier::{self, Group, Modifier},
        tax::{TaxClass, rate_bp},
        titles,
    },
    shelf::{Shown, Variant},
    state::State,
    store::holds,
};

/// Most lines of one question.
pub const MAX_LINES: usize = 100;

/// A line that is asked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LineWish {
    /// The asker's id of the line.
    pub line_id: LineId,
    /// What is wanted.
    pub variant_id: VariantId,
    /// How many.
    #[schema(minimum = 1, maximum = 100_000)]
    pub quantity: i64,
    /// The answers to what the product asks.
    #[serde(default)]
    #[schema(max_items = 240)]
    pub modifiers: Vec<ModifierId>,
}

/// A chosen answer, as a line keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct LineModifier {
    /// Its id.
    pub modifier_id: ModifierId,
    /// The question in the asked language.
    pub group_title: String,
    /// The answer in the asked language.
    pub title: String,
    /// What it adds to the price of one; the line's price has it.
    pub price: Money,
    /// The question in the merchant's words; none when it has them in one language only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_words: Option<Words>,
    /// The answer in the merchant's words; none when it has them in one language only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Words>,
}

/// What something is called in each language it has a name in, for those who prepare it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Words {
    /// In the store's own language.
    pub own: String,
    /// In further languages, by their codes.
    pub further: BTreeMap<String, String>,
}

impl Words {
    fn of(own: &str, further: impl Iterator<Item = (String, String)>) -> Option<Self> {
        let further: BTreeMap<_, _> = further.collect();
        (!further.is_empty()).then(|| Self { own: own.to_owned(), further })
    }
}

/// What is said about a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct QuoteLine {
    /// The asker's id of the line.
    pub line_id: LineId,
    /// What is wanted.
    pub variant_id: VariantId,
    /// Its product.
    pub product_id: ProductId,
    /// The product's address part.
    pub product_slug: String,
    /// Its store.
    pub store_id: StoreId,
    /// Whose store it is.
    pub tenant_id: TenantId,
    /// The store's name.
    pub store_name: String,
    /// The store's address part.
    pub store_slug: String,
    /// The product's title in the asked language.
    pub title: String,
    /// The title in the merchant's words; none when it has one in one language only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Words>,
    /// The option values in the asked language; empty for a plain product.
    pub variant_title: String,
    /// The option values in the merchant's words; none when they are in one language only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variant_words: Option<Words>,
    /// A small photo.
    pub image_url: Option<String>,
    /// The price of one with its modifiers, tax included.
    pub unit_price: Money,
    /// The chosen answers, in the order of the questions.
    #[serde(default)]
    pub modifiers: Vec<LineModifier>,
    /// The tax rate in basis points, frozen from here on.
    pub tax_rate_bp: u32,
    /// The tax class behind it.
    pub tax_class: TaxClass,
    /// How many can be had.
    pub available: i64,
    /// Whether it can be ordered for the moment asked for.
    pub sellable: bool,
    /// Why not.
    #[serde(default)]
    pub unsellable: Option<Unsellable>,
}

/// Why a line cannot be ordered for the moment asked for, however many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Unsellable {
    /// The store takes no orders at all.
    StorePaused,
    /// The store is closed then.
    StoreClosed,
    /// It is not sold at that time.
    NotNow,
    /// It is booked or subscribed to, not put into carts.
    NotForCarts,
    /// It is sold out until the store's next morning.
    SoldOutToday,
    /// The modifiers are not ones it asks for, too few, too many, or sold out.
    ModifiersWrong,
}

/// Why a product cannot be ordered for a moment.
fn unsellable(shown: Shown<'_>, at: DateTime<Utc>) -> Option<Unsellable> {
    if !shown.item.kind.in_carts() {
        return Some(Unsellable::NotForCarts);
    }
    if shown.store.paused {
        return Some(Unsellable::StorePaused);
    }
    if !shown.store.hours.open_at(at) {
        return Some(Unsellable::StoreClosed);
    }
    if !shown.is_sold_at(at) {
        return Some(Unsellable::NotNow);
    }
    shown.item.is_sold_out_today(at).then_some(Unsellable::SoldOutToday)
}

/// What is said about all lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Quotes {
    /// The lines that are for sale.
    pub lines: Vec<QuoteLine>,
    /// The lines that name nothing that is for sale.
    pub unknown: Vec<LineId>,
}

/// A line that can be ordered, at a variant's price with what the chosen answers add.
pub(super) fn line(
    state: &State,
    lang: Lang,
    id: LineId,
    (shown, variant): (Shown<'_>, &Variant),
    price: i64,
    chosen: &[(&Group, &Modifier)],
) -> QuoteLine {
    let (item, store) = (shown.item, shown.store);
    let modifiers = chosen.iter().map(|(group, modifier)| LineModifier {
        modifier_id: modifier.id,
        group_title: titles::title(&group.title, &group.titles, lang).to_owned(),
        title: titles::title(&modifier.title, &modifier.titles, lang).to_owned(),
        price: shown.money(modifier.price_delta),
        group_words: Words::of(&group.title, group.titles.clone().into_iter()),
        words: Words::of(&modifier.title, modifier.titles.clone().into_iter()),
    });
    let further = item.texts.iter().map(|(lang, title, _)| (lang.code().to_owned(), title.to_string()));
    let values = variant.title();
    let translated = |lang: Lang| {
        let title = item.variant_title(variant, lang);
        (title != values).then(|| (lang.code().to_owned(), title))
    };
    QuoteLine {
        line_id: id,
        variant_id: variant.id,
        product_id: item.id,
        product_slug: item.slug.to_string(),
        store_id: store.id,
        tenant_id: store.tenant,
        store_name: store.name.clone(),
        store_slug: store.slug.clone(),
        title: item.title(lang).to_owned(),
        words: Words::of(&item.title, further),
        variant_title: item.variant_title(variant, lang),
        variant_words: Words::of(&values, Lang::ALL.into_iter().filter_map(translated)),
        image_url: item.photos.first().map(|p| p.url(320)),
        unit_price: shown.money(price.saturating_add(modifier::added(chosen))),
        modifiers: modifiers.collect(),
        tax_rate_bp: rate_bp(&store.country, item.tax_class, state.clock.now().date_naive()),
        tax_class: item.tax_class,
        available: variant.available(),
        sellable: true,
        unsellable: None,
    }
}

/// Prices lines for a moment (now when left out) from memory; only where there seems too little is the database asked
/// for holds that ran out.
///
/// # Errors
/// 503 while the shelf is being filled.
pub async fn quotes(
    state: &State,
    lang: Lang,
    wishes: &[LineWish],
    at: Option<DateTime<Utc>>,
) -> Result<Quotes, Problem> {
    let at = at.unwrap_or_else(|| state.clock.now());
    let mut said = Quotes { lines: Vec::new(), unknown: Vec::new() };
    let mut short = Vec::new();
    {
        let shelf = state.shelf.look()?;
        for wish in wishes {
            let Some(found) = shelf.variant(wish.variant_id) else {
                said.unknown.push(wish.line_id);
                continue;
            };
            let chosen = modifier::choose(shelf.groups(found.0.item), &wish.modifiers);
            let wrong = chosen.is_none().then_some(Unsellable::ModifiersWrong);
            let unsellable = unsellable(found.0, at).or(wrong);
            let chosen = chosen.unwrap_or_default();
            let line = QuoteLine {
                sellable: unsellable.is_none(),
                unsellable,
                ..line(state, lang, wish.line_id, found, found.1.price, &chosen)
            };
            if line.available < wish.quantity {
                let part = |of: &PartInput| {
                    let left = shelf.variant(of.variant_id).map(|(_, variant)| variant.available());
                    (of.variant_id, left, of.quantity)
                };
                let parts: Vec<_> = found.0.item.parts.iter().map(part).collect();
                short.push((line.tenant_id, line.variant_id, parts));
            }
            said.lines.push(line);
        }
    }
    short.sort_unstable();
    short.dedup();
    for (tenant, variant, parts) in short {
        let now = state.clock.now();
        // A hold of a bundle holds its parts.
        let ids: Vec<VariantId> =
            if parts.is_empty() { vec![variant] } else { parts.iter().map(|(id, ..)| *id).collect() };
        let free: Vec<(VariantId, i64)> = state
            .db
            .read::<_, Problem, _>(Scope::Tenant(tenant), async |conn| {
                Ok(holds::overdue_units(conn, &ids, now).await?)
            })
            .await?;
        let units = |of: VariantId| {
            free.iter().filter(|(id, _)| *id == of).fold(0_i64, |sum, (_, q)| sum.saturating_add(*q))
        };
        for line in said.lines.iter_mut().filter(|line| line.variant_id == variant) {
            line.available = match parts.as_slice() {
                [] => line.available.saturating_add(units(variant)),
                parts => kind::bundles(
                    parts
                        .iter()
                        .map(|(id, left, per)| (left.map(|left| left.saturating_add(units(*id))), *per)),
                ),
            };
        }
    }
    Ok(said)
}
