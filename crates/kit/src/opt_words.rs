//! The words that stop and start all messages of a shop, in the five languages; only as a whole message.

/// What such a word asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OptWord {
    /// No more messages.
    Stop,
    /// Messages again.
    Start,
}

const STOP: [&str; 13] = [
    "STOP",
    "STOPALL",
    "ARRET",
    "ARRETER",
    "DESABONNER",
    "DESINSCRIRE",
    "UNSUBSCRIBE",
    "OPTOUT",
    "BAJA",
    "PARAR",
    "SAIR",
    "ايقاف",
    "توقف",
];
const START: [&str; 6] = ["START", "UNSTOP", "REPRENDRE", "REACTIVER", "ALTA", "VOLTAR"];

/// The longest of them, with room for accents and points.
const LONGEST: usize = 64;

/// The word that a message is, and nothing else: case, accents, and points or spaces around it do not matter.
pub fn opt_word(text: &str) -> Option<OptWord> {
    if text.len() > LONGEST {
        return None;
    }
    let word = folded(text.trim_matches(|c: char| !c.is_alphanumeric()));
    if STOP.contains(&word.as_str()) {
        return Some(OptWord::Stop);
    }
    START.contains(&word.as_str()).then_some(OptWord::Start)
}

/// Upper case without accents; an Arabic alef without its hamza.
fn folded(text: &str) -> String {
    let upper = text.chars().flat_map(char::to_uppercase);
    upper.filter(|c| !is_mark(*c)).map(plain).collect()
}

/// Marks that stand on the letter before them, and the Arabic stroke that only widens a word.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}' | '\u{0640}' | '\u{064B}'..='\u{065F}')
}

fn plain(c: char) -> char {
    match c {
        'À' | 'Á' | 'Â' | 'Ã' | 'Ä' => 'A',
        'È' | 'É' | 'Ê' | 'Ë' => 'E',
        'Ì' | 'Í' | 'Î' | 'Ï' => 'I',
        'أ' | 'إ' | 'آ' => 'ا',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_message_is_such_a_word_in_any_case_and_with_accents() {
        for text in
            ["STOP", " stop. ", "Arrêter", "arre\u{302}t", "DÉSABONNER", "sair", "إيقاف", "توقف", "BAJA!"]
        {
            assert_eq!(opt_word(text), Some(OptWord::Stop), "{text}");
        }
        for text in ["start", "Réactiver", "VOLTAR", "alta", "unstop"] {
            assert_eq!(opt_word(text), Some(OptWord::Start), "{text}");
        }
    }

    #[test]
    fn other_words_and_sentences_are_not() {
        for text in
            ["", "stop A12", "CANCEL", "END", "QUIT", "ANNULER", "je veux arrêter", "S.T.O.P", "restart"]
        {
            assert_eq!(opt_word(text), None, "{text}");
        }
        assert_eq!(opt_word(&"stop".repeat(100)), None);
    }
}
