//! Text on its ground reaches WCAG AA in both themes; edges of controls reach 3 to 1.

const TOKENS: &str = include_str!("../../styles/tokens.css");

/// Foreground, background and the ratio they need.
const PAIRS: &[(&str, &str, f64)] = &[
    ("ink", "ground", 4.5),
    ("ink", "surface", 4.5),
    ("ink", "hover", 4.5),
    ("ink", "sunken", 4.5),
    ("muted", "ground", 4.5),
    ("muted", "surface", 4.5),
    ("muted", "raised", 4.5),
    ("muted", "hover", 4.5),
    ("muted", "sunken", 4.5),
    ("accent-ink", "ground", 4.5),
    ("accent-ink", "surface", 4.5),
    ("accent-ink", "raised", 4.5),
    ("accent-ink", "hover", 4.5),
    ("accent-ink", "accent-soft", 4.5),
    ("on-accent", "accent", 4.5),
    ("on-accent", "accent-hover", 4.5),
    ("on-accent", "danger-fill", 4.5),
    ("spice", "ground", 4.5),
    ("spice", "surface", 4.5),
    ("spice", "spice-soft", 4.5),
    ("on-spice", "spice-fill", 4.5),
    ("ink", "spice-soft", 4.5),
    ("info", "info-soft", 4.5),
    ("info", "surface", 4.5),
    ("success", "success-soft", 4.5),
    ("success", "surface", 4.5),
    ("success", "ground", 4.5),
    ("warning", "warning-soft", 4.5),
    ("warning", "ground", 4.5),
    ("danger", "danger-soft", 4.5),
    ("danger", "surface", 4.5),
    ("edge", "surface", 3.0),
    ("edge", "ground", 3.0),
];

fn colour(name: &str, dark: bool) -> Option<[f64; 3]> {
    let line =
        TOKENS.lines().map(str::trim).find(|line| line.starts_with(&format!("--{name}: light-dark(")))?;
    let mut hex = line.split('#').skip(1).map(|rest| rest.get(..6).unwrap_or_default());
    let value = u32::from_str_radix(if dark { hex.nth(1)? } else { hex.next()? }, 16).ok()?;
    let [_, r, g, b] = value.to_be_bytes();
    Some([r, g, b].map(|channel| f64::from(channel) / 255.0))
}

fn luminance(colour: [f64; 3]) -> f64 {
    let [r, g, b] = colour.map(|c| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

#[test]
fn every_pair_of_tokens_has_enough_contrast() {
    let mut weak = Vec::new();
    for &(front, back, wanted) in PAIRS {
        for dark in [false, true] {
            let (a, b) =
                (luminance(colour(front, dark).expect(front)), luminance(colour(back, dark).expect(back)));
            let ratio = (a.max(b) + 0.05) / (a.min(b) + 0.05);
            if ratio < wanted {
                weak.push(format!("{front} on {back}, dark {dark}: {ratio:.2}"));
            }
        }
    }
    assert!(weak.is_empty(), "{weak:#?}");
}
