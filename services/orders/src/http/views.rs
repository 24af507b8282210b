//! Carts as JSON has them.
use chrono::{DateTime, Utc};
use serde::Serialize;
use souk_events::{LineId, Money, ProductId, PromotionId, StoreId, VariantId};
use souk_kit::View;

use crate::{
    app::{
        cart::{Cart, Group, Line},
        discounts,
    },
    clients::catalog::Unsellable,
    domain::{
        modifier::Chosen,
        promotion::{Explanation, Verdict},
    },
};

/// A line of a cart.
#[derive(Serialize, utoipa::ToSchema)]
pub struct CartLineView {
    id: LineId,
    variant_id: VariantId,
    product_id: ProductId,
    store_id: StoreId,
    title: String,
    variant_title: String,
    image_url: Option<String>,
    #[schema(minimum = 1, maximum = 99)]
    quantity: i32,
    /// Null while the catalogue is away or when it no longer has the variant.
    unit_price: Option<Money>,
    /// Price of all pieces, before the discount.
    total: Option<Money>,
    /// What promotions take off it.
    discount: Option<Money>,
    available: Option<i64>,
    sellable: Option<bool>,
    /// Why it cannot be had now.
    unsellable: Option<Unsellable>,
    /// What was chosen with it; without words while the catalogue is away.
    modifiers: Vec<Chosen>,
}

/// One store's part of a cart.
#[derive(Serialize, utoipa::ToSchema)]
pub struct CartStoreView {
    store_id: StoreId,
    name: String,
    slug: Option<String>,
    line_ids: Vec<LineId>,
    subtotal: Option<Money>,
    discount: Option<Money>,
    /// The subtotal without the discount.
    total: Option<Money>,
    /// What applies, what is nearly there, and what became of each code that was entered.
    promotions: Vec<PromotionNote>,
}

/// A cart.
#[derive(Serialize, utoipa::ToSchema)]
pub struct CartView {
    /// Pieces.
    count: i64,
    lines: Vec<CartLineView>,
    stores: Vec<CartStoreView>,
    /// The codes that were entered, oldest first.
    codes: Vec<String>,
    /// Why codes apply nowhere.
    refused: Vec<PromotionNote>,
    subtotal: Option<Money>,
    discount: Option<Money>,
    /// The subtotal without the discount; a checkout may expect exactly this. Null without prices, with several currencies, or when the cart is empty.
    total: Option<Money>,
    /// False while the catalogue is away: the lines are kept, prices are null.
    priced: bool,
}

impl From<&Line> for CartLineView {
    fn from(line: &Line) -> Self {
        let (kept, quote) = (&line.kept, line.quote.as_ref());
        Self {
            id: kept.id,
            variant_id: kept.variant_id,
            product_id: kept.product_id,
            store_id: kept.store_id,
            title: quote.map_or(&kept.title, |q| &q.title).clone(),
            variant_title: quote.map_or(&kept.variant_title, |q| &q.variant_title).clone(),
            image_url: quote.map_or(&kept.image_url, |q| &q.image_url).clone(),
            quantity: kept.quantity,
            unit_price: quote.map(|q| q.unit_price),
            total: line.total(),
            discount: line.total().map(|t| Money::new(line.discount, t.currency)),
            available: quote.and_then(|q| q.available),
            sellable: quote.map(|q| q.sellable),
            unsellable: quote.and_then(|q| q.unsellable),
            modifiers: line.chosen().iter().cloned().map(Chosen::shown).collect(),
        }
    }
}

impl CartStoreView {
    fn new(view: &View, group: &Group) -> Self {
        let subtotal = group.subtotal();
        let note = |e: &Explanation| PromotionNote::new(view, e, subtotal);
        let said =
            group.outcome.explanations.iter().filter(|e| e.code.is_some() || e.verdict.is_worth_saying());
        Self {
            store_id: group.store_id,
            name: group.name.clone(),
            slug: group.slug.clone(),
            line_ids: group.lines.iter().map(|l| l.kept.id).collect(),
            subtotal,
            discount: subtotal.map(|t| Money::new(group.outcome.discount, t.currency)),
            total: group.total(),
            promotions: said.map(note).collect(),
        }
    }
}

impl CartView {
    /// With explanations in the reader's language.
    #[must_use]
    pub fn new(view: &View, cart: &Cart) -> Self {
        let subtotal = cart.subtotal();
        Self {
            count: cart.count(),
            lines: cart.lines().map(Into::into).collect(),
            stores: cart.groups.iter().map(|g| CartStoreView::new(view, g)).collect(),
            codes: cart.codes.clone(),
            refused: cart.refused.iter().map(|e| PromotionNote::new(view, e, subtotal)).collect(),
            subtotal,
            discount: subtotal.map(|t| Money::new(cart.discount(), t.currency)),
            total: cart.total(),
            priced: cart.priced,
        }
    }
}

/// What became of one promotion: a code with its arguments, and the same in words.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PromotionNote {
    /// Null for a code that no shop of the cart has.
    promotion_id: Option<PromotionId>,
    title: String,
    /// The code that was entered for it.
    code: Option<String>,
    applied: bool,
    /// `promo_applied`, `promo_minimum_missing`, `promo_used_up`, …
    #[schema(example = "promo_minimum_missing")]
    verdict: &'static str,
    /// What it takes off, or what is missing to its minimum.
    amount: Option<Money>,
    /// How many pieces are missing.
    pieces: Option<i32>,
    /// When it begins.
    at: Option<DateTime<Utc>>,
    /// The gift to put into the cart.
    product_id: Option<ProductId>,
    /// In the reader's language.
    text: String,
}

impl PromotionNote {
    fn new(view: &View, said: &Explanation, like: Option<Money>) -> Self {
        let money = |minor: i64| like.map(|l| Money::new(minor, l.currency));
        let (mut amount, mut pieces, mut at, mut product_id) = (None, None, None, None);
        match &said.verdict {
            Verdict::Applied(minor) | Verdict::MinimumMissing(minor) => amount = money(*minor),
            Verdict::TooFew(n) => pieces = Some(*n),
            Verdict::NotStarted(when) => at = Some(*when),
            Verdict::GiftMissing(product) => product_id = Some(*product),
            _ => {}
        }
        Self {
            promotion_id: said.promotion,
            title: said.title.clone(),
            code: said.code.clone(),
            applied: matches!(said.verdict, Verdict::Applied(_)),
            verdict: said.verdict.code(),
            amount,
            pieces,
            at,
            product_id,
            text: discounts::text(view, said, like),
        }
    }
}
