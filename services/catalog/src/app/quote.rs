//! What a variant costs and whether it can be had, as a cart or a checkout is told.
use serde::{Deserialize, Serialize};
use souk_events::{LineId, Money, ProductId, StoreId, TenantId, VariantId};
use souk_kit::{Lang, Problem, Scope};

use crate::{
    domain::tax::{TaxClass, rate_bp},
    shelf::{Shown, Variant},
    state::State,
    store::holds,
};

/// Most lines of one question.
pub const MAX_LINES: usize = 100;

/// A line that is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LineWish {
    /// The asker's id of the line.
    pub line_id: LineId,
    /// What is wanted.
    pub variant_id: VariantId,
    /// How many.
    #[schema(minimum = 1, maximum = 100_000)]
    pub quantity: i64,
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
    /// The option values; empty for a plain product.
    pub variant_title: String,
    /// A small photo.
    pub image_url: Option<String>,
    /// The price of one, tax included.
    pub unit_price: Money,
    /// The tax rate in basis points, frozen from here on.
    pub tax_rate_bp: u32,
    /// The tax class behind it.
    pub tax_class: TaxClass,
    /// How many can be had.
    pub available: i64,
    /// Whether the store sells it now.
    pub sellable: bool,
}

/// What is said about all lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Quotes {
    /// The lines that are for sale.
    pub lines: Vec<QuoteLine>,
    /// The lines that name nothing that is for sale.
    pub unknown: Vec<LineId>,
}

/// One line, from what lies on the shelf.
pub(super) fn line(state: &State, lang: Lang, id: LineId, shown: Shown<'_>, variant: &Variant) -> QuoteLine {
    let (item, store) = (shown.item, shown.store);
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
        variant_title: variant.title(),
        image_url: item.photos.first().map(|p| p.url(320)),
        unit_price: shown.money(variant.price),
        tax_rate_bp: rate_bp(&store.country, item.tax_class, state.clock.now().date_naive()),
        tax_class: item.tax_class,
        available: variant.available(),
        sellable: !store.paused,
    }
}

/// Prices lines from memory; only where there seems too little is the database asked for holds that ran out.
///
/// # Errors
/// 503 while the shelf is being filled.
pub async fn quotes(state: &State, lang: Lang, wishes: &[LineWish]) -> Result<Quotes, Problem> {
    let mut said = Quotes { lines: Vec::new(), unknown: Vec::new() };
    let mut short = Vec::new();
    {
        let shelf = state.shelf.look()?;
        for wish in wishes {
            let Some((shown, variant)) = shelf.variant(wish.variant_id) else {
                said.unknown.push(wish.line_id);
                continue;
            };
            let line = line(state, lang, wish.line_id, shown, variant);
            if line.available < wish.quantity {
                short.push((line.tenant_id, line.variant_id));
            }
            said.lines.push(line);
        }
    }
    short.sort_unstable();
    short.dedup();
    for (tenant, variant) in short {
        let now = state.clock.now();
        let free: Vec<(VariantId, i64)> = state
            .db
            .read::<_, Problem, _>(Scope::Tenant(tenant), async |conn| {
                Ok(holds::overdue_units(conn, &[variant], now).await?)
            })
            .await?;
        let units = free.iter().fold(0_i64, |sum, (_, q)| sum.saturating_add(*q));
        said.lines.iter_mut().filter(|l| l.variant_id == variant).for_each(|l| l.available += units);
    }
    Ok(said)
}
