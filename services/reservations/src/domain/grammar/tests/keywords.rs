//! Every word in capitals that a text prints is understood when it is sent back, in each language.
use super::*;

/// Words in capitals that are no commands: names of fields, signs of a code, and parts of an example.
const NO_COMMANDS: &[&str] =
    &["CODE PRIX", "CODE PRICE", "CODIGO PRECIO", "CODIGO PREÇO", "PRIX", "PRICE", "PRECIO", "PREÇO"];

/// One text as its file has it: placeholders between braces.
fn printed(text: &str) -> Vec<String> {
    let bare: String = text
        .split('{')
        .enumerate()
        .map(|(i, part)| if i == 0 { part } else { part.split_once('}').map_or("", |(_, rest)| rest) })
        .collect::<Vec<_>>()
        .join("\u{1}")
        .replace('\n', " . ");
    let mut found = Vec::new();
    let mut run: Vec<&str> = Vec::new();
    for word in bare.split(' ').chain(["."]) {
        let plain = word.trim_matches(|c: char| !c.is_alphanumeric());
        let capitals = plain.chars().count() >= 2 && plain.chars().all(|c| c.is_uppercase());
        if capitals {
            run.push(plain);
        }
        let ends = !capitals || word.ends_with(|c: char| !c.is_alphanumeric());
        if ends && !run.is_empty() {
            found.push(run.join(" "));
            run.clear();
        }
    }
    found
}

/// Understood by the reader that such a text is for; commands that want a code get one.
fn understood(word: &str, for_seller: bool) -> bool {
    if for_seller {
        return [word.to_owned(), format!("{word} A12"), format!("{word} A12 30")].iter().any(|text| {
            !matches!(seller(text, &Ctx::default()), SellerIntent::Unknown | SellerIntent::Usage(_))
        });
    }
    let ctx = Ctx { erase_asked: true, ..Ctx::default() };
    customer(word, &ctx) != CustomerIntent::Unknown
}

#[test]
fn words_in_capitals_are_found() {
    let text = "Send {code}, then YES.\nMES DONNÉES for {x}, STOP to end.";
    assert_eq!(printed(text), ["YES", "MES DONNÉES", "STOP"]);
}

#[test]
fn printed_words_are_read_in_their_language() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../whatsapp/locales");
    let mut seen = 0;
    for language in ["fr", "en", "es", "pt", "ar"] {
        // Without the module that owns the texts there is nothing to compare.
        let Ok(files) = std::fs::read_dir(format!("{folder}/{language}")) else { return };
        for file in files {
            let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
            let resource = fluent_syntax::parser::parse(text.as_str()).unwrap();
            for entry in resource.body {
                let fluent_syntax::ast::Entry::Message(message) = entry else { continue };
                let key = message.id.name;
                let Some(part) = key.strip_prefix("msg-") else { continue };
                let body = message.value.map(|pattern| written(&pattern)).unwrap_or_default();
                for word in printed(&body).into_iter().filter(|word| !NO_COMMANDS.contains(&word.as_str())) {
                    assert!(understood(&word, part.starts_with("sel-")), "{language} {key}: {word}");
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 40, "only {seen} words were found");
}

fn written(pattern: &fluent_syntax::ast::Pattern<&str>) -> String {
    let parts = pattern.elements.iter().map(|element| match element {
        fluent_syntax::ast::PatternElement::TextElement { value } => *value,
        fluent_syntax::ast::PatternElement::Placeable { .. } => "{}",
    });
    parts.collect()
}

#[test]
fn arabic_words_of_the_texts_are_read_too() {
    for word in ["نعم", "إلغاء", "طلبي", "بائع", "بياناتي", "حذف", "مساعدة", "إلغاء الكل", "تأكيد"]
    {
        assert!(understood(word, false), "{word}");
    }
}
