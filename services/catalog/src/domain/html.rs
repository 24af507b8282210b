//! Descriptions that come as HTML, made into plain text: tags, scripts and comments go, paragraphs stay.
const BLOCKS: [&str; 12] = ["p", "div", "br", "li", "ul", "ol", "tr", "h1", "h2", "h3", "h4", "table"];

/// The text of an HTML fragment.
#[must_use]
pub fn to_text(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return html.trim().to_owned();
    }
    let kept = html.strip_prefix("<pre>").and_then(|rest| rest.strip_suffix("</pre>"));
    if let Some(text) = kept.filter(|text| !text.contains('<')) {
        return html_escape::decode_html_entities(text).trim().to_owned();
    }
    let mut out = String::with_capacity(html.len());
    // In HTML a line break is a space like any other.
    let flat = if html.contains('<') { html.replace(['\n', '\r'], " ") } else { html.to_owned() };
    let mut rest = flat.as_str();
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        rest = after_tag(tag, &mut out);
    }
    out.push_str(rest);
    let decoded = html_escape::decode_html_entities(&out).replace('\u{a0}', " ");
    tidy(&decoded)
}

/// A trimmed text as [`to_text`] reads it back: as it is where that is the same, else as preformatted HTML.
#[must_use]
pub fn written(text: &str) -> String {
    if to_text(text) == text {
        return text.to_owned();
    }
    format!("<pre>{}</pre>", text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"))
}

/// What follows the tag at the start of `text`; a block leaves a line break.
fn after_tag<'a>(text: &'a str, out: &mut String) -> &'a str {
    let skip_past = |end: &str| text.find(end).and_then(|i| text.get(i + end.len()..)).unwrap_or("");
    if text.starts_with("<!--") {
        return skip_past("-->");
    }
    let name: String = text
        .trim_start_matches(['<', '/'])
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_ascii_lowercase();
    if name.is_empty() {
        out.push('<');
        return text.get(1..).unwrap_or("");
    }
    if matches!(name.as_str(), "script" | "style") && !text.starts_with("</") {
        let lower = text.to_ascii_lowercase();
        let end = lower.find(&format!("</{name}")).unwrap_or(text.len());
        let tail = text.get(end..).unwrap_or("");
        return tail.find('>').and_then(|i| tail.get(i + 1..)).unwrap_or("");
    }
    if BLOCKS.contains(&name.as_str()) {
        out.push('\n');
    }
    skip_past(">")
}

fn tidy(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines().map(|l| l.split_whitespace().collect::<Vec<_>>().join(" ")) {
        if !(line.is_empty() && lines.last().is_none_or(String::is_empty)) {
            lines.push(line);
        }
    }
    lines.join("\n").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_and_markup_goes() {
        let html = "<p>Cr&egrave;me&nbsp;<b>br&ucirc;l&eacute;e</b></p><ul><li>10 &lt; 12</li></ul><script>alert('x')</script><!-- a --> fin";
        assert_eq!(to_text(html), "Crème brûlée\n\n10 < 12\n\nfin");
        assert_eq!(to_text("1 < 2"), "1 < 2");
        assert_eq!(to_text("<img src=x onerror=alert(1)>"), "");
        assert_eq!(to_text("<script>never closed"), "");
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_survived(text in "\\PC{0,120}") { let _ = to_text(&text); }
        #[test]
        fn what_is_written_is_read_back(text in "[ a&lt;<>p/\u{a0}\n]{0,24}") {
            let text = text.trim();
            proptest::prop_assert_eq!(to_text(&written(text)), text);
        }
        #[test]
        fn no_script_survives(body in "[a-z ]{0,20}") {
            let text = to_text(&format!("a<ScRipt x=1>{body}!</scRIPT>b"));
            proptest::prop_assert_eq!(text, "ab");
        }
    }
}
