//! What promotions make of a cart: the same answer for the cart page, the checkout and the placed order.
use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use souk_events::{CheckoutId, Currency, Money, StoreId, Subject, TenantId};
use souk_kit::{Conn, FieldError, Lang, Problem, Scope, View, format};

use crate::{
    domain::{
        placement::{self, Draft},
        promotion::{Basket, Buyer, Explanation, Outcome, PLATFORM, Promotion, Uses, Verdict, evaluate},
    },
    offers::{List, Offers},
    state::State,
    store::{
        cart::CartLine,
        cart_codes,
        redemptions::{self, Redemption},
    },
};

/// A use that could not be counted: the terms changed or the last one was taken. Decide again.
pub const LOST: &str = "promotion_lost";

/// The promotions a cart meets and what they need to know of its owner.
#[derive(Clone, Debug, Default)]
pub struct Deals {
    lists: HashMap<TenantId, List>,
    /// The codes that were entered.
    pub codes: Vec<String>,
    uses: Uses,
    /// Where the person ordered before: merchants of the cart, and the platform for any merchant at all.
    regular: HashSet<TenantId>,
}

/// Learns what a cart's promotions need. A cart of merchants without promotions costs nothing.
///
/// # Errors
/// The database.
pub async fn learn(
    conn: &mut Conn,
    offers: &Offers,
    whose: Subject,
    lines: &[CartLine],
) -> Result<Deals, Problem> {
    let mut tenants: Vec<TenantId> = lines.iter().map(|l| l.tenant_id).collect();
    tenants.sort_unstable();
    tenants.dedup();
    let lists = offers.of(tenants.iter().copied().chain([PLATFORM]));
    if lists.is_empty() {
        return Ok(Deals::default());
    }
    let mut deals = Deals { codes: cart_codes::list(conn, whose).await?, ..Deals::default() };
    let asked: Vec<_> =
        lists.values().flat_map(|l| l.iter()).filter(|p| deals.may_apply(&p.terms.codes)).collect();
    let limited: Vec<_> = asked.iter().filter(|p| p.terms.is_limited()).map(|p| p.id).collect();
    if !limited.is_empty() {
        let owners: Vec<TenantId> = lists.keys().copied().collect();
        deals.uses = redemptions::uses(conn, &owners, &limited, whose).await?;
    }
    if asked.iter().any(|p| p.terms.first_order) {
        deals.regular = redemptions::ordered_at(conn, &tenants, whose).await?.into_iter().collect();
        if asked.iter().any(|p| p.terms.first_order && p.owner == PLATFORM)
            && redemptions::ordered(conn, whose).await?
        {
            deals.regular.insert(PLATFORM);
        }
    }
    deals.lists = lists;
    Ok(deals)
}

/// Learns it anew after a use was lost, with what other processes changed.
///
/// # Errors
/// The database.
pub async fn again(state: &State, whose: Subject, lines: &[CartLine]) -> Result<Deals, Problem> {
    state.offers.refresh(&state.db).await?;
    let scope = Scope::Subject(whose);
    state.db.read(scope, async |conn| learn(conn, &state.offers, whose, lines).await).await
}

impl Deals {
    fn may_apply(&self, codes: &[String]) -> bool {
        codes.is_empty() || codes.iter().any(|c| self.codes.contains(c))
    }

    /// Whether a merchant of the cart has this code.
    #[must_use]
    pub fn knows(&self, code: &str) -> bool {
        self.lists.values().flat_map(|l| l.iter()).any(|p| p.terms.codes.iter().any(|c| c == code))
    }

    /// What applies at a merchant: its own promotions and the platform's.
    fn list(&self, tenant: TenantId) -> Vec<Promotion> {
        [tenant, PLATFORM]
            .iter()
            .filter_map(|owner| self.lists.get(owner))
            .flat_map(|l| l.iter())
            .cloned()
            .collect()
    }

    /// Whether there is anything to decide.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lists.is_empty()
    }

    /// Decides for each store, in the order in which its order would be written: each uses up what is limited.
    #[must_use]
    pub fn outcomes(&self, mut baskets: Vec<Basket>, now: DateTime<Utc>) -> HashMap<StoreId, Outcome> {
        baskets.sort_by_key(|b| (b.tenant_id, b.store_id));
        let mut uses = self.uses.clone();
        let mut all = HashMap::new();
        for basket in baskets {
            let list = self.list(basket.tenant_id);
            let is_new = !self.regular.contains(&basket.tenant_id);
            let is_new_anywhere = !self.regular.contains(&PLATFORM);
            let buyer = Buyer { now, codes: &self.codes, uses: &uses, is_new, is_new_anywhere };
            let outcome = evaluate(&basket, &list, &buyer);
            for applied in &outcome.applied {
                let slot = uses.entry(applied.promotion).or_default();
                slot.all += 1;
                slot.mine += 1;
                slot.spent += applied.amount;
            }
            all.insert(basket.store_id, outcome);
        }
        all
    }

    /// Why each code that was entered applies nowhere; one for each such code.
    #[must_use]
    pub fn refused(&self, outcomes: &HashMap<StoreId, Outcome>) -> Vec<Explanation> {
        let why = |code: &String| {
            let lists = self.lists.values().flat_map(|l| l.iter());
            let theirs: Vec<_> = lists.filter(|p| p.terms.codes.contains(code)).map(|p| p.id).collect();
            let said: Vec<&Explanation> = outcomes
                .values()
                .flat_map(|o| &o.explanations)
                .filter(|e| e.promotion.is_some_and(|id| theirs.contains(&id)))
                .collect();
            if said.iter().any(|e| e.verdict.is_kept()) {
                return None;
            }
            let verdict = said.first().map_or(Verdict::Unknown, |e| e.verdict.clone());
            let title = said.first().map(|e| e.title.clone()).unwrap_or_default();
            let promotion = said.first().and_then(|e| e.promotion);
            Some(Explanation { promotion, title, code: Some(code.clone()), verdict })
        };
        self.codes.iter().filter_map(why).collect()
    }

    /// Takes discounts off orders about to exist. Answers the new sum, and what a code that was entered does not
    /// give.
    #[must_use]
    pub fn apply(&self, drafts: &mut [Draft], sum: Money, now: DateTime<Utc>) -> (Money, Vec<Explanation>) {
        if self.is_empty() {
            return (sum, Vec::new());
        }
        let baskets = drafts.iter().filter_map(Draft::basket).collect();
        let outcomes = self.outcomes(baskets, now);
        let refused = self.refused(&outcomes);
        (placement::discounted(drafts, sum, outcomes), refused)
    }
}

/// Reserves what the orders of a checkout use: each use is one conditional update. Call it in the transaction that
/// writes the orders, after them.
///
/// # Errors
/// [`LOST`] when a use is not to be had any more; the transaction must end without effect.
pub async fn reserve(
    conn: &Conn,
    checkout: CheckoutId,
    whose: Subject,
    drafts: &[Draft],
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let mut applied: Vec<_> = drafts.iter().flat_map(|d| d.applied.iter().map(move |one| (d, one))).collect();
    // One order everywhere, so that two placements never wait for each other.
    applied.sort_by_key(|(draft, one)| (one.promotion, draft.id));
    for (draft, one) in applied {
        let whole = (one.owner, one.promotion);
        let counted = redemptions::count(conn, whole, one.version, one.amount).await?
            && redemptions::count_of(conn, whole, whose, one.per_customer).await?;
        if !counted {
            tracing::info!(%checkout, promotion = %one.promotion, "a promotion was lost meanwhile");
            return Err(Problem::conflict(LOST));
        }
        let row = Redemption {
            tenant_id: draft.part.tenant_id,
            order_id: draft.id,
            promotion_id: one.promotion,
            customer: whose.to_string(),
            title: one.title.clone(),
            code: one.code.clone(),
            amount: one.amount,
            platform: one.platform,
            state: "reserved".into(),
            reserved_at: now,
            settled_at: None,
            lines: serde_json::to_value(&one.lines).map_err(Problem::internal)?,
            of_platform: one.owner == PLATFORM,
        };
        redemptions::insert(conn, &row).await?;
    }
    Ok(())
}

/// The refusal of a checkout whose code does not give what it says: the code, why, and what it would cost.
#[must_use]
pub fn refusal(lang: Lang, why: &Explanation, total: Money) -> Problem {
    let code = match why.verdict {
        Verdict::UsedUp | Verdict::UsedByYou => "promotion_used_up",
        _ => "code_not_applied",
    };
    let mut problem = Problem::conflict(code)
        .arg("code", why.code.clone().unwrap_or_default())
        .arg("total", format::money(lang, total))
        .state(total.amount.to_string());
    problem.args.extend(arguments(lang, why, total));
    problem.errors.push(FieldError::new("/codes", why.verdict.code()));
    problem
}

/// A verdict in the reader's words.
#[must_use]
pub fn text(view: &View, why: &Explanation, like: Option<Money>) -> String {
    let like = like.unwrap_or(Money::zero(Currency::EUR));
    let args = arguments(view.lang, why, like);
    let args: Vec<(&str, &str)> = args.iter().map(|(k, v)| (*k, v.as_str())).collect();
    view.with(&format!("field-{}", why.verdict.code().replace('_', "-")), &args)
}

/// The arguments of a verdict's text; amounts in the currency of `like`.
#[must_use]
pub fn arguments(lang: Lang, why: &Explanation, like: Money) -> Vec<(&'static str, String)> {
    let money = |minor: i64| format::money(lang, Money::new(minor, like.currency));
    let mut args = vec![("title", why.title.clone())];
    match &why.verdict {
        Verdict::Applied(amount) | Verdict::MinimumMissing(amount) => args.push(("amount", money(*amount))),
        Verdict::NotStarted(at) => args.push(("at", format::date_time(lang, chrono_tz::Tz::UTC, *at))),
        Verdict::TooFew(pieces) => args.push(("n", pieces.to_string())),
        Verdict::Beaten(by) => args.push(("by", by.clone())),
        _ => {}
    }
    args
}
