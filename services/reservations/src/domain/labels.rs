//! Sheets of labels to print: A4, three by eight, each with its code, price, shop and a square that writes the code.
use pdf_writer::{Content, Name, Pdf, Rect, Ref, Str};
use qrcode::{Color, EcLevel, QrCode};

/// Labels side by side, and below each other.
const ACROSS: u16 = 3;
const DOWN: u16 = 8;
/// A4 and one label (70 × 37 mm), in points.
const PAGE: (f32, f32) = (595.28, 841.89);
const LABEL: (f32, f32) = (198.43, 104.88);
/// The square with the code.
const SQUARE: f32 = 78.0;

/// One label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// `A12`
    pub code: String,
    /// As customers read it; empty: none is known.
    pub price: String,
    /// What the square says: an address that opens WhatsApp with the code written.
    pub link: String,
}

/// The address that opens a conversation with a number in which a code is written already.
#[must_use]
pub fn link(phone: &str, code: &str) -> String {
    format!("https://wa.me/{}?text={code}", phone.trim_start_matches('+'))
}

/// A number with its country code, as people type it; none when it is none.
#[must_use]
pub fn phone(typed: &str) -> Option<String> {
    let plain: String =
        typed.chars().filter(|c| !matches!(c, ' ' | '.' | '-' | '(' | ')' | '\u{a0}')).collect();
    let digits = plain.strip_prefix('+').or_else(|| plain.strip_prefix("00")).unwrap_or(&plain);
    let fine = (6..=15).contains(&digits.len())
        && digits.bytes().all(|b| b.is_ascii_digit())
        && !digits.starts_with('0');
    fine.then(|| format!("+{digits}"))
}

/// A PDF of all labels, with the shop's name on each. The standard fonts of every reader are used, so that letters
/// they lack are left out: codes and prices have none.
#[must_use]
pub fn sheets(labels: &[Label], shop: &str) -> Vec<u8> {
    let per_page = usize::from(ACROSS * DOWN);
    let pages: Vec<&[Label]> = labels.chunks(per_page).collect();
    let (catalog, tree, bold, plain) = (Ref::new(1), Ref::new(2), Ref::new(3), Ref::new(4));
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(tree);
    let mut next = 5;
    let mut refs = Vec::new();
    for _ in &pages {
        refs.push((Ref::new(next), Ref::new(next + 1)));
        next += 2;
    }
    let count = i32::try_from(pages.len()).unwrap_or(i32::MAX);
    pdf.pages(tree).kids(refs.iter().map(|(page, _)| *page)).count(count);
    for (font, name) in [(bold, &b"Helvetica-Bold"[..]), (plain, b"Helvetica")] {
        pdf.type1_font(font).base_font(Name(name)).encoding_predefined(Name(b"WinAnsiEncoding"));
    }
    for (labels, (page, content)) in pages.iter().zip(&refs) {
        let mut sheet = pdf.page(*page);
        sheet.parent(tree).media_box(Rect::new(0.0, 0.0, PAGE.0, PAGE.1)).contents(*content);
        let mut resources = sheet.resources();
        resources.fonts().pair(Name(b"B"), bold).pair(Name(b"P"), plain);
        drop(resources);
        drop(sheet);
        pdf.stream(*content, &drawn(labels, shop));
    }
    pdf.finish()
}

fn drawn(labels: &[Label], shop: &str) -> Vec<u8> {
    let mut ink = Content::new();
    let top = PAGE.1 - (PAGE.1 - LABEL.1 * f32::from(DOWN)) / 2.0;
    let places = (0..DOWN).flat_map(|down| (0..ACROSS).map(move |across| (across, down)));
    for (label, (across, down)) in labels.iter().zip(places) {
        let left = LABEL.0 * f32::from(across);
        let bottom = top - LABEL.1 * f32::from(down + 1);
        square(&mut ink, &label.link, (left + 12.0, bottom + (LABEL.1 - SQUARE) / 2.0));
        let at = left + 12.0 + SQUARE + 10.0;
        // Eight capital letters and digits fit beside the square.
        let size = if label.code.len() > 4 { 20.0 } else { 30.0 };
        written(&mut ink, b"B", size, (at, bottom + 58.0), &label.code);
        written(&mut ink, b"P", 15.0, (at, bottom + 36.0), &label.price);
        let name: String = shop.chars().take(20).collect();
        written(&mut ink, b"P", 8.0, (at, bottom + 18.0), &name);
    }
    ink.finish().to_vec()
}

fn written(ink: &mut Content, font: &[u8], size: f32, (x, y): (f32, f32), text: &str) {
    let bytes: Vec<u8> = text.chars().filter_map(letter).collect();
    if !bytes.is_empty() {
        ink.begin_text().set_font(Name(font), size).next_line(x, y).show(Str(&bytes)).end_text();
    }
}

/// A letter as the standard encoding has it; none for one that it lacks.
fn letter(c: char) -> Option<u8> {
    match c {
        '€' => Some(0x80),
        '’' => Some(0x92),
        '\u{a0}' | '\u{202f}' => Some(b' '),
        ' '..='~' | '¡'..='ÿ' => u8::try_from(u32::from(c)).ok(),
        _ => None,
    }
}

/// Dark modules, drawn as runs of each row.
fn square(ink: &mut Content, text: &str, (x, y): (f32, f32)) {
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::M) else { return };
    let (width, colors) = (code.width(), code.to_colors());
    let count = f32::from(u16::try_from(width).unwrap_or(u16::MAX));
    let module = SQUARE / count;
    for (row, modules) in (1u16..).zip(colors.chunks(width)) {
        let bottom = y + SQUARE - module * f32::from(row);
        let mut from = 0u16;
        for run in modules.chunk_by(|a, b| a == b) {
            let long = u16::try_from(run.len()).unwrap_or(u16::MAX);
            if run.first() == Some(&Color::Dark) {
                ink.rect(x + module * f32::from(from), bottom, module * f32::from(long), module);
            }
            from = from.saturating_add(long);
        }
    }
    ink.fill_nonzero();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_a_pdf_of_as_many_pages_as_they_need() {
        let label = |n: usize| {
            let code = format!("A{n}");
            Label { link: link("+33612345678", &code), code, price: "12,50\u{a0}€".into() }
        };
        let pdf = sheets(&(1..=25).map(label).collect::<Vec<_>>(), "Chez Amina ☀");
        let text = String::from_utf8_lossy(&pdf);
        assert!(pdf.starts_with(b"%PDF-") && text.trim_end().ends_with("%%EOF"));
        assert_eq!(
            text.matches("/Type /Page\n").count() + text.matches("/Type /Page ").count(),
            2,
            "24 and one"
        );
        assert!(text.contains("(A25)"), "codes are text");
        assert!(text.to_uppercase().contains("<31322C35302080>"), "prices too");
    }

    #[test]
    fn the_square_opens_whatsapp_with_the_code() {
        assert_eq!(link("+33612345678", "A12"), "https://wa.me/33612345678?text=A12");
        assert_eq!(phone("+33 6 12-34.56 78").as_deref(), Some("+33612345678"));
        assert_eq!(phone("0033612345678").as_deref(), Some("+33612345678"));
        assert_eq!([phone("0612345678"), phone("abc"), phone("")], [None, None, None]);
    }
}
