//! What a file says of a product beyond plain goods: its kind, parts, duration, interval, and when it is sold.
use super::{
    ImportProduct, NamedPart, Unsaid,
    cell::{list, unlist},
    columns::Column,
    group::{Reader, first},
    sheet::Row,
    times,
};
use crate::domain::{
    kind::{EveryInput, ProductKind, Unit},
    window::WindowInput,
};

impl Reader<'_> {
    /// What the first filled cell of a column says; none for an empty one. A cell that cannot be read is noted.
    fn said<T>(
        &mut self,
        rows: &[&Row],
        column: Column,
        code: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let cell = first(rows, column);
        if cell.is_empty() {
            return None;
        }
        let found = read(cell);
        if let (None, Some(row)) = (&found, rows.iter().find(|row| !row.get(column).is_empty())) {
            self.wrong(row, column, code);
        }
        found
    }

    pub(super) fn kind(&mut self, rows: &[&Row]) -> Option<ProductKind> {
        self.said(rows, Column::Kind, "choice_unknown", |cell| ProductKind::read(&cell.to_lowercase()))
    }

    pub(super) fn duration(&mut self, rows: &[&Row]) -> Option<i32> {
        self.said(rows, Column::Duration, "duration_wrong", |cell| cell.parse().ok())
    }

    pub(super) fn every(&mut self, rows: &[&Row]) -> Option<EveryInput> {
        self.said(rows, Column::Every, "every_wrong", |cell| {
            let (count, unit) = cell.split_once(' ')?;
            Some(EveryInput { unit: Unit::read(&unit.trim().to_lowercase())?, count: count.parse().ok()? })
        })
    }

    pub(super) fn parts(&mut self, rows: &[&Row]) -> Option<Vec<NamedPart>> {
        self.said(rows, Column::Parts, "parts_wrong", |cell| {
            let part = |text: &String| {
                let (quantity, name) = text.split_once(" x ")?;
                Some(NamedPart { quantity: quantity.trim().parse().ok()?, name: name.trim().to_owned() })
            };
            unlist(cell, b';').iter().map(part).collect()
        })
    }

    /// What the file has no column for.
    pub(super) fn unsaid(&self) -> Unsaid {
        let missing = |column| !self.header.has(column);
        Unsaid {
            weekly: missing(Column::Available),
            from: missing(Column::AvailableFrom),
            until: missing(Column::AvailableUntil),
        }
    }

    /// When it is sold; none for a file without a column that says so.
    pub(super) fn availability(&mut self, rows: &[&Row]) -> Option<WindowInput> {
        if self.unsaid() == (Unsaid { weekly: true, from: true, until: true }) {
            return None;
        }
        let times = |cell: &str| times::read(&unlist(cell, b';'));
        let weekly = self.said(rows, Column::Available, "availability_wrong", times).unwrap_or_default();
        let mut date = |column| self.said(rows, column, "date_wrong", |cell| cell.parse().ok());
        let (from, until) = (date(Column::AvailableFrom), date(Column::AvailableUntil));
        Some(WindowInput { weekly, from, until })
    }
}

/// The cells of a product, in the order of the columns.
pub(super) fn cells(said: &ImportProduct) -> [String; 7] {
    let product = &said.product;
    let part = |part: &NamedPart| format!("{} x {}", part.quantity, part.name);
    let parts: Vec<String> = said.parts.iter().flatten().map(part).collect();
    let window = product.availability.clone().unwrap_or_default();
    let date = |date: Option<chrono::NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
    [
        product.kind.unwrap_or_default().as_str().to_owned(),
        list(&parts, b';'),
        product.duration_minutes.map(|minutes| minutes.to_string()).unwrap_or_default(),
        product.every.map(|every| format!("{} {}", every.count, every.unit.as_str())).unwrap_or_default(),
        list(&times::written(&window.weekly), b';'),
        date(window.from),
        date(window.until),
    ]
}
