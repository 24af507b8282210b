//! The product form beyond plain goods, between page and rules: kind, parts, duration, interval, and when it is sold.
//!
//! Fields: `kind`; `p<row>.<variant|quantity>`; `duration`; `every_count`, `every_unit`; `w<row>.<d1…d7|from|to>`;
//! `available_from`, `available_until`.
use souk_events::VariantId;
use souk_kit::FieldError;

use super::form_fields::Typed;
use crate::{
    app::products::Whole,
    domain::{
        csv::times::grouped,
        hours::WeeklyInput,
        kind::{EveryInput, MAX_PARTS, PartInput, ProductKind, Unit},
        product::ProductInput,
        window::WindowInput,
    },
};

/// Most rows of days and times.
const WINDOWS: usize = 28;
const MIDNIGHT: &str = "00:00";

impl Typed {
    /// The kind that was chosen; goods unless another one is.
    pub fn kind(&self) -> ProductKind {
        ProductKind::read(self.get("kind")).unwrap_or_default()
    }

    /// Puts what is kept of a product into the form.
    pub(super) fn fill_offer(&mut self, whole: &Whole) {
        let row = &whole.row;
        self.set("kind", row.kind().as_str());
        self.set("duration", row.duration_min.map(|minutes| minutes.to_string()).unwrap_or_default());
        if let Some(every) = row.every() {
            self.set("every_count", every.count.to_string());
            self.set("every_unit", every.unit.as_str());
        }
        for (i, part) in whole.parts.iter().enumerate() {
            self.set(format!("p{i}.variant"), part.variant_id.to_string());
            self.set(format!("p{i}.quantity"), part.quantity.to_string());
        }
        let window = row.availability();
        for (i, (days, from, to)) in grouped(&window.weekly).into_iter().enumerate() {
            days.iter().for_each(|day| self.set(format!("w{i}.d{day}"), "1"));
            if (from.as_str(), to.as_str()) != (MIDNIGHT, MIDNIGHT) {
                self.set(format!("w{i}.from"), from);
                self.set(format!("w{i}.to"), to);
            }
        }
        for (field, date) in [("available_from", window.from), ("available_until", window.until)] {
            self.set(field, date.map(|date| date.to_string()).unwrap_or_default());
        }
    }

    /// The rows of parts that name one.
    fn parts(&self) -> Vec<usize> {
        (0..MAX_PARTS).filter(|i| !self.get(&format!("p{i}.variant")).trim().is_empty()).collect()
    }

    /// The parts that are chosen.
    pub fn chosen_parts(&self) -> Vec<VariantId> {
        self.parts().iter().filter_map(|i| self.get(&format!("p{i}.variant")).trim().parse().ok()).collect()
    }

    /// How many rows of parts the form shows: two more than are filled.
    pub fn part_rows(&self) -> usize {
        self.parts().last().map_or(3, |last| last + 3).min(MAX_PARTS)
    }

    /// The rows of times that say something.
    fn windows(&self) -> Vec<usize> {
        let fields = ["from", "to", "d1", "d2", "d3", "d4", "d5", "d6", "d7"];
        let says = |i: &usize| fields.iter().any(|f| !self.get(&format!("w{i}.{f}")).trim().is_empty());
        (0..WINDOWS).filter(says).collect()
    }

    /// How many rows of times the form shows: one more than are filled.
    pub fn window_rows(&self) -> usize {
        self.windows().last().map_or(1, |last| last + 2).min(WINDOWS)
    }

    /// The times of a row, one for each of its days; all days when none is chosen.
    fn days(&self, i: usize) -> Vec<WeeklyInput> {
        let cell = |field: &str| self.get(&format!("w{i}.{field}")).trim();
        let (from, to) = match (cell("from"), cell("to")) {
            ("", "") => (MIDNIGHT, MIDNIGHT),
            said => said,
        };
        let chosen: Vec<u8> = (1..=7u8).filter(|day| !cell(&format!("d{day}")).is_empty()).collect();
        let days = if chosen.is_empty() { (1..=7).collect() } else { chosen };
        let row = |weekday| WeeklyInput { weekday, from: from.to_owned(), to: to.to_owned() };
        days.into_iter().map(row).collect()
    }

    /// What was typed of all this, into the product; what cannot be read is named.
    pub(super) fn read_offer(&self, input: &mut ProductInput, errors: &mut Vec<FieldError>) {
        let kind = self.kind();
        input.kind = Some(kind);
        let number = |name: &str| self.get(name).trim().parse::<i32>();
        match kind {
            ProductKind::Goods => {}
            ProductKind::Bundle => {
                let quantity = |text: &str| if text.is_empty() { 1 } else { text.parse().unwrap_or(0) };
                let mut parts = Vec::new();
                for i in self.parts() {
                    match self.get(&format!("p{i}.variant")).trim().parse() {
                        Ok(variant_id) => parts.push(PartInput {
                            variant_id,
                            quantity: quantity(self.get(&format!("p{i}.quantity")).trim()),
                        }),
                        Err(_) => errors.push(FieldError::new(
                            format!("/parts/{}/variant_id", parts.len()),
                            "part_unknown",
                        )),
                    }
                }
                input.parts = Some(parts);
            }
            ProductKind::Service => input.duration_minutes = Some(number("duration").unwrap_or(-1)),
            ProductKind::Plan => {
                let unit = Unit::read(self.get("every_unit")).unwrap_or_default();
                input.every = Some(EveryInput { unit, count: number("every_count").unwrap_or(-1) });
            }
        }
        let mut date = |field: &str, pointer: &str| {
            let text = self.get(field).trim();
            let found = text.parse().ok();
            if found.is_none() && !text.is_empty() {
                errors.push(FieldError::new(pointer, "date_wrong"));
            }
            found
        };
        let from = date("available_from", "/availability/from");
        let until = date("available_until", "/availability/until");
        let weekly = self.windows().into_iter().flat_map(|i| self.days(i)).collect();
        input.availability = Some(WindowInput { weekly, from, until });
    }

    /// The form's name of the field that a pointer to any of this names.
    pub(super) fn offer_field(&self, pointer: &str) -> Option<String> {
        let parts: Vec<&str> = pointer.split('/').skip(1).collect();
        let number = |text: &str| text.parse::<usize>().unwrap_or_default();
        Some(match parts.as_slice() {
            ["duration_minutes"] => "duration".to_owned(),
            ["every", ..] => "every_count".to_owned(),
            ["parts", i, field @ ..] => {
                let row = self.parts().get(number(i)).copied().unwrap_or_default();
                let field = if field == ["quantity"] { "quantity" } else { "variant" };
                format!("p{row}.{field}")
            }
            ["parts"] => "p0.variant".to_owned(),
            ["availability", "weekly", i, end @ ..] => {
                let rows =
                    self.windows().into_iter().flat_map(|row| self.days(row).into_iter().map(move |_| row));
                let row = rows.collect::<Vec<_>>().get(number(i)).copied().unwrap_or_default();
                format!("w{row}.{}", if end == ["to"] { "to" } else { "from" })
            }
            ["availability", date] => format!("available_{date}"),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use souk_events::{Currency, VariantId};

    use super::*;

    fn typed(fields: &[(&str, &str)]) -> Typed {
        Typed(fields.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect())
    }

    #[test]
    fn days_and_times_find_their_rows() {
        let form = typed(&[
            ("title", "Menu"),
            ("v0.price", "12"),
            ("w0.d1", "1"),
            ("w0.d2", "1"),
            ("w0.from", "12:00"),
            ("w0.to", "14:00"),
            ("w2.d7", "1"),
            ("w2.from", "noon"),
            ("available_until", "soon"),
        ]);
        let (input, errors) = form.product(Currency::EUR);
        let window = input.availability.clone().unwrap();
        assert_eq!(window.weekly.len(), 3);
        assert_eq!(errors[0].pointer, "/availability/until");
        assert_eq!(form.field("/availability/weekly/2/from", &input), "w2.from");
        assert_eq!(form.field("/availability/weekly/1/to", &input), "w0.to");
        assert_eq!(form.field("/availability/until", &input), "available_until");
        assert_eq!(form.window_rows(), 4);
    }

    #[test]
    fn parts_are_read_for_bundles_only() {
        let id = VariantId::new().to_string();
        let fields =
            [("v0.price", "12"), ("p1.variant", id.as_str()), ("p1.quantity", "x"), ("duration", "30")];
        let (goods, _) = typed(&fields).product(Currency::EUR);
        assert_eq!((goods.parts, goods.duration_minutes), (None, None));
        let form = typed(&[&fields[..], &[("kind", "bundle")]].concat());
        let (bundle, _) = form.product(Currency::EUR);
        assert_eq!(bundle.parts.as_deref().map(|parts| parts[0].quantity), Some(0), "not a number");
        assert_eq!(form.field("/parts/0/quantity", &bundle), "p1.quantity");
        let (service, _) = typed(&[&fields[..], &[("kind", "service")]].concat()).product(Currency::EUR);
        assert_eq!(service.duration_minutes, Some(30));
    }
}
