//! Rows of a table as RFC 4180 has them, safe to open in a spreadsheet.

/// One row with its line end. A text that a spreadsheet would take for a formula is written as a text.
#[must_use]
pub fn row<'a>(fields: impl IntoIterator<Item = &'a str>) -> String {
    let fields: Vec<String> = fields.into_iter().map(field).collect();
    format!("{}\r\n", fields.join(","))
}

fn field(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\r', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
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
