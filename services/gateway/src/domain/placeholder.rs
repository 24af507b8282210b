//! Finds the places in a page where navigation and other modules' fragments go.

/// A piece of a page, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'p> {
    /// Stays as it is.
    Text(&'p str),
    /// A slot with its query.
    Slot {
        /// `home.main`
        name: &'p str,
        /// `product=prd_1`, or nothing.
        query: &'p str,
    },
    /// The navigation of an area.
    Nav(&'p str),
}

const OPEN: &str = "<!--souk:";
const CLOSE: &str = "-->";
/// A page with more placeholders than this keeps the rest as comments.
const MOST: usize = 64;

/// Cuts a page at its placeholders. What only looks like one stays text.
#[must_use]
pub fn pieces(page: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut from, mut search) = (0, 0);
    while pieces.len() < 2 * MOST {
        let Some(start) = page.get(search..).and_then(|p| p.find(OPEN)).map(|i| search + i) else { break };
        let inside = start + OPEN.len();
        let Some(end) = page.get(inside..).and_then(|p| p.find(CLOSE)).map(|i| inside + i) else { break };
        search = end + CLOSE.len();
        if let Some(piece) = page.get(inside..end).and_then(read) {
            pieces.extend(page.get(from..start).filter(|t| !t.is_empty()).map(Piece::Text));
            pieces.push(piece);
            from = search;
        }
    }
    pieces.extend(page.get(from..).filter(|t| !t.is_empty()).map(Piece::Text));
    pieces
}

fn read(words: &str) -> Option<Piece<'_>> {
    let (kind, what) = words.split_once(' ')?;
    let (name, query) = what.split_once('?').unwrap_or((what, ""));
    match kind {
        "slot" if is_name(name) => Some(Piece::Slot { name, query }),
        "nav" if is_name(what) => Some(Piece::Nav(what)),
        _ => None,
    }
}

/// A name of a slot or an area: `home.main`.
#[must_use]
pub fn is_name(name: &str) -> bool {
    (1..=64).contains(&name.len())
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._-".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_cut_at_its_placeholders() {
        let page = "<p>é<!--souk:nav public-->x<!--souk:slot a.b?p=1&q=2--><!-- other --><!--souk:slot c-->";
        assert_eq!(
            pieces(page),
            [
                Piece::Text("<p>é"),
                Piece::Nav("public"),
                Piece::Text("x"),
                Piece::Slot { name: "a.b", query: "p=1&q=2" },
                Piece::Text("<!-- other -->"),
                Piece::Slot { name: "c", query: "" },
            ]
        );
    }

    #[test]
    fn what_only_looks_like_one_stays_text() {
        for page in [
            "<!--souk:slot",
            "<!--souk:slot A-->",
            "<!--souk:what x-->",
            "<!--souk:slot ../x-->",
            "plain",
            "<!--souk:slot a b-->",
        ] {
            assert_eq!(pieces(page), [Piece::Text(page)]);
        }
        assert_eq!(pieces(""), []);
    }
}
