//! Tables for people's spreadsheets: CSV as RFC 4180 has it, in which no text runs as a formula.
use actix_web::{HttpResponse, HttpResponseBuilder, http::header};

/// What begins a formula in a spreadsheet.
pub const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Stands before the first row, so that a spreadsheet reads the file as UTF-8.
pub const MARK: char = '\u{feff}';

/// A text as a cell: an apostrophe in front of what a spreadsheet would take for a formula.
#[must_use]
pub fn text(cell: &str) -> String {
    if cell.starts_with(FORMULA) { format!("'{cell}") } else { cell.to_owned() }
}

/// One row with its line end; every field is a [`text`].
#[must_use]
pub fn row<'a>(fields: impl IntoIterator<Item = &'a str>) -> String {
    let mut file = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    // Writing into memory does not fail.
    let written = file.write_record(fields.into_iter().map(text)).is_ok();
    let bytes = file.into_inner().unwrap_or_default();
    if written { String::from_utf8(bytes).unwrap_or_default() } else { String::new() }
}

/// An answer that is kept as a file under this name, and by nobody on the way.
#[must_use]
pub fn file(name: &str) -> HttpResponseBuilder {
    let mut answer = HttpResponse::Ok();
    answer
        .insert_header((header::CONTENT_TYPE, "text/csv; charset=utf-8"))
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .insert_header((header::CACHE_CONTROL, "no-store"));
    answer
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn quotes_commas_and_formulas() {
        let fields = ["A-1001", "2 × \"Tajine\", doux", "=1+1", "@SUM(A1)", "", "12.50", "a\nb"];
        let text = "A-1001,\"2 × \"\"Tajine\"\", doux\",'=1+1,'@SUM(A1),,12.50,\"a\nb\"\r\n";
        assert_eq!(row(fields), text);
    }

    /// Reads a row as a spreadsheet does.
    fn read(row: &str) -> Vec<String> {
        let (mut fields, mut field, mut quoted) = (Vec::new(), String::new(), false);
        let mut all = row.strip_suffix("\r\n").unwrap().chars().peekable();
        while let Some(c) = all.next() {
            match c {
                '"' if quoted && all.peek() == Some(&'"') => field.extend(all.next()),
                '"' => quoted = !quoted,
                ',' if !quoted => fields.push(std::mem::take(&mut field)),
                c => field.push(c),
            }
        }
        fields.push(field);
        fields
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_and_is_no_formula(fields in proptest::collection::vec("[=+@a,\"\r\n\t é-]{0,8}", 1..6)) {
            let back = read(&row(fields.iter().map(String::as_str)));
            prop_assert_eq!(back.len(), fields.len());
            for (was, is) in fields.iter().zip(&back) {
                let marked = format!("'{was}");
                prop_assert!(is == was || *is == marked);
                prop_assert!(!is.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']));
            }
        }
    }
}
