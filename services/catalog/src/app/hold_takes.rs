//! What the lines of a hold take from which stock rows: a variant its own, a bundle those of its parts.
use std::collections::HashMap;

use souk_events::{HoldId, LineId, TenantId, VariantId};

use super::quote::LineWish;
use crate::{
    domain::{kind, stock::summed},
    store::{holds::HoldLineRow, priced::PricedRow, products},
};

/// What one line takes.
#[derive(Clone, Debug)]
pub(super) struct Take {
    line: LineId,
    quantity: i64,
    bundle: bool,
    /// Of each stock row, how many for one piece of the line.
    rows: Vec<(VariantId, i64)>,
}

/// What each line takes, in their order, as the tables say what bundles are made of.
pub(super) fn of(lines: &[LineWish], priced: &[PricedRow]) -> Vec<Take> {
    let take = |line: &LineWish| {
        let row = priced.iter().find(|row| row.id == line.variant_id);
        let parts = row.map(|row| products::parts(&row.parts)).unwrap_or_default();
        let bundle = !parts.is_empty();
        let rows = match bundle {
            true => parts.iter().map(|part| (part.variant_id, part.quantity)).collect(),
            false => vec![(line.variant_id, 1)],
        };
        Take { line: line.line_id, quantity: line.quantity, bundle, rows }
    };
    lines.iter().map(take).collect()
}

/// The parts of bundles among them.
pub(super) fn parts(takes: &[Take]) -> Vec<VariantId> {
    let mut ids: Vec<_> = takes
        .iter()
        .filter(|take| take.bundle)
        .flat_map(|take| take.rows.iter().map(|(id, _)| *id))
        .collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Units of each stock row over all lines, in the order rows are locked.
pub(super) fn sums(takes: &[Take]) -> Vec<(VariantId, i64)> {
    let each = |take: &Take| {
        let quantity = take.quantity;
        take.rows.iter().map(move |(id, per)| (*id, per.saturating_mul(quantity))).collect::<Vec<_>>()
    };
    summed(takes.iter().flat_map(each))
}

/// For the lines that are short: how many of each are left, by their place.
pub(super) fn short(takes: &[Take], left: &HashMap<VariantId, i64>) -> Vec<(usize, i64)> {
    let of = |(i, take): (usize, &Take)| {
        let scarce: Vec<_> =
            take.rows.iter().filter_map(|(id, per)| Some((Some(*left.get(id)?), *per))).collect();
        (!scarce.is_empty()).then(|| (i, kind::bundles(scarce)))
    };
    takes.iter().enumerate().filter_map(of).collect()
}

/// The rows that keep it.
pub(super) fn rows(tenant_id: TenantId, hold_id: HoldId, takes: &[Take]) -> Vec<HoldLineRow> {
    let each = |take: &Take| {
        let (line, quantity, bundle) = (take.line, take.quantity, take.bundle);
        let row = move |(variant_id, per): &(VariantId, i64)| HoldLineRow {
            tenant_id,
            hold_id,
            line_id: if bundle { LineId::new() } else { line },
            variant_id: *variant_id,
            quantity: per.saturating_mul(quantity),
            of_line: bundle.then_some(line),
            per_unit: bundle.then_some(*per),
        };
        take.rows.iter().map(row).collect::<Vec<_>>()
    };
    takes.iter().flat_map(each).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_lines_and_a_bundle_on_one_row_are_one_wish() {
        let (tea, cup) = (VariantId::new(), VariantId::new());
        let take = |quantity, bundle, rows| Take { line: LineId::new(), quantity, bundle, rows };
        let takes = [take(2, true, vec![(tea, 3), (cup, 1)]), take(1, false, vec![(tea, 1)])];
        let mut wanted = vec![(tea, 7), (cup, 2)];
        wanted.sort_unstable();
        assert_eq!(sums(&takes), wanted);
        assert_eq!(short(&takes, &HashMap::from([(tea, 5)])), [(0, 1), (1, 5)]);
        assert_eq!(short(&takes, &HashMap::from([(cup, 1)])), [(0, 1)]);
        let rows = rows(TenantId::new(), HoldId::new(), &takes);
        assert_eq!(rows.len(), 3);
        assert_eq!(rows[0].asked(), (takes[0].line, 2));
        assert_eq!(rows[2].asked(), (takes[1].line, 1));
    }
}
