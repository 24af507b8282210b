//! From bytes to rows: encodings, separators, quotes, and where each row stands in the file.
use std::{borrow::Cow, collections::HashMap};

use super::{LineError, Unreadable, cell::unguard, columns, columns::Column};

/// A row with its line.
#[derive(Clone, Debug)]
pub struct Row {
    /// Line of the file on which it begins, the header being 1.
    pub line: i32,
    cells: Vec<String>,
    places: std::rc::Rc<HashMap<Column, usize>>,
}

impl Row {
    /// The cell of a column, trimmed and without its guard; empty when there is none.
    pub fn get(&self, column: Column) -> &str {
        let cell = self.places.get(&column).and_then(|at| self.cells.get(*at)).map_or("", |c| c.trim());
        match column {
            Column::Barcode => cell.strip_prefix('\'').unwrap_or(cell),
            _ => unguard(cell),
        }
    }
}

/// The names that the file gives to columns.
#[derive(Clone, Debug, Default)]
pub struct Header(HashMap<Column, String>);

impl Header {
    /// What the file calls a column.
    pub fn name(&self, column: Column) -> &str {
        self.0.get(&column).map_or("", String::as_str)
    }
    /// Whether the file has it.
    pub fn has(&self, column: Column) -> bool {
        self.0.contains_key(&column)
    }
}

/// A file as rows.
pub struct Sheet {
    /// Column names.
    pub header: Header,
    /// Rows that could be read.
    pub rows: Vec<Row>,
    /// Rows that could not.
    pub errors: Vec<LineError>,
}

/// The text of a file: UTF-8 or UTF-16 with or without mark, else what Windows writes in western Europe.
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default()).0;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

/// The separator that the header uses most, outside quotes.
fn separator(text: &str) -> u8 {
    let mut quoted = false;
    let mut counts = [(b',', 0_u32), (b';', 0), (b'\t', 0)];
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if !quoted => counts.iter_mut().filter(|(s, _)| *s == byte).for_each(|(_, n)| *n += 1),
            _ => {}
        }
    }
    counts.into_iter().max_by_key(|(s, n)| (*n, *s == b',')).map_or(b',', |(s, _)| s)
}

/// Reads a text as a sheet. Rows that are empty throughout are skipped.
pub fn read(text: &str) -> Result<Sheet, Unreadable> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator(text))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    if !reader.read_record(&mut record).map_err(|_| Unreadable::Columns)? {
        return Err(Unreadable::Empty);
    }
    let width = record.len();
    let mut header = Header::default();
    let mut places = HashMap::new();
    for (at, cell) in record.iter().enumerate() {
        if let Some(column) = columns::read(cell) {
            places.entry(column).or_insert(at);
            header.0.entry(column).or_insert_with(|| cell.trim().to_owned());
        }
    }
    if !header.has(Column::Title) || !header.has(Column::Price) {
        return Err(Unreadable::Columns);
    }
    let places = std::rc::Rc::new(places);
    let (mut rows, mut errors) = (Vec::new(), Vec::new());
    // The reader counts lines itself, quoted line breaks included; a record begins where the one before ended.
    loop {
        let begins = i32::try_from(reader.position().line()).unwrap_or(i32::MAX);
        match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {
                let line = record.position().and_then(|p| i32::try_from(p.line()).ok()).unwrap_or(begins);
                if record.iter().all(|c| c.trim().is_empty()) {
                    continue;
                }
                let cells: Vec<String> = record.iter().map(str::to_owned).collect();
                let row = Row { line, cells, places: std::rc::Rc::clone(&places) };
                if record.len() > width && record.iter().skip(width).any(|c| !c.trim().is_empty()) {
                    errors.push(LineError {
                        line,
                        field: String::new(),
                        code: "row_too_long".into(),
                        value: row.get(Column::Handle).to_owned(),
                    });
                }
                rows.push(row);
            }
            Err(_) => {
                errors.push(LineError {
                    line: begins,
                    field: String::new(),
                    code: "row_unreadable".into(),
                    value: String::new(),
                });
            }
        }
    }
    Ok(Sheet { header, rows, errors })
}
