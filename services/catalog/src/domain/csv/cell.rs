//! Single cells between file and text: what a spreadsheet would change or run is kept from it, lists stand in one cell.

use souk_kit::spreadsheet::FORMULA;

/// Whether a spreadsheet would make something else of a text: a formula, a date, a number without its zeros.
fn fragile(text: &str) -> bool {
    if text.starts_with(FORMULA) {
        return true;
    }
    let number = |c: char| {
        c.is_ascii_digit() || matches!(c, ' ' | '.' | ',' | ':' | '/' | '-' | '+' | 'e' | 'E' | '%')
    };
    let plain = text.bytes().all(|b| b.is_ascii_digit())
        && text.len() <= 11
        && (text == "0" || !text.starts_with('0'));
    !plain && text.contains(|c: char| c.is_ascii_digit()) && text.chars().all(number)
}

fn marked(text: &str) -> bool {
    fragile(text.trim_start_matches('\''))
}

/// A text as a cell: an apostrophe in front of what a spreadsheet would change.
pub fn guard(text: &str) -> String {
    if marked(text) { format!("'{text}") } else { text.to_owned() }
}

/// The text of a cell that was written by [`guard`], or by anybody else.
pub fn unguard(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|_| marked(cell)).unwrap_or(cell)
}

/// A list as one cell: a line of a file of its own.
pub fn list(values: &[String], between: u8) -> String {
    let mut file = csv::WriterBuilder::new().delimiter(between).from_writer(Vec::new());
    let written = !values.is_empty() && file.write_record(values).is_ok();
    let bytes = file.into_inner().unwrap_or_default();
    let line = String::from_utf8(bytes).unwrap_or_default();
    if written { line.trim_end_matches('\n').to_owned() } else { String::new() }
}

/// The values of a cell that holds a list, empty ones left out.
pub fn unlist(cell: &str, between: u8) -> Vec<String> {
    let mut file = csv::ReaderBuilder::new()
        .delimiter(between)
        .has_headers(false)
        .flexible(true)
        .from_reader(cell.as_bytes());
    let records = file.records().filter_map(Result::ok);
    let values: Vec<String> =
        records.flat_map(|r| r.iter().map(|v| v.trim().to_owned()).collect::<Vec<_>>()).collect();
    values.into_iter().filter(|v| !v.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_change_is_kept_from_it() {
        for text in ["=1+1", "+33", "-5", "@x", "007", "3760000000017", "1/2", "2.50", "1E5", "＝x", "'=x"] {
            assert_eq!(guard(text), format!("'{text}"));
        }
        for text in ["42", "0", "Thé", "3 fromages", "'t Hoff", "", "250 g"] {
            assert_eq!(guard(text), text);
        }
        assert_eq!(unguard("'376000000001"), "376000000001");
    }

    proptest::proptest! {
        #[test]
        fn a_guarded_cell_is_read_back(text in "['=+@0-9/ a-c-]{0,6}") {
            let cell = guard(&text);
            proptest::prop_assert_eq!(unguard(&cell), text);
        }
        #[test]
        fn a_list_is_read_back(values in proptest::collection::vec("[\"',;a-c|]([\"', ;a-c\n]{0,4}[a-c\",;])?", 0..5)) {
            proptest::prop_assert_eq!(unlist(&list(&values, b','), b','), values.clone());
            proptest::prop_assert_eq!(unlist(&list(&values, b';'), b';'), values);
        }
    }
}
