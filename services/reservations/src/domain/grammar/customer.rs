//! What a customer's message asks for, in the order of the rules.
use souk_kit::{OptWord, opt_word};

use super::{
    intent::{Button, Cancelled, CustomerIntent as Intent, ProofFor},
    shelf::Shelf,
    text::{folded, is_letters, is_number, words},
    vocabulary as v,
    wishes::{Found, find},
};
use crate::domain::code::Code;

/// The longest text that is read.
const LONGEST: usize = 1600;
/// The longest address that is kept.
const LONGEST_ADDRESS: usize = 400;
/// So many unknown words around a code still let it be a wish.
const MOST_OTHERS: usize = 3;

/// What was asked of a customer last, and is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Asked {
    /// Nothing.
    #[default]
    Nothing,
    /// A size.
    Size,
    /// Her address.
    Address,
    /// Her yes.
    Confirmation,
}

/// What came beside the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Attached {
    /// Nothing.
    #[default]
    Nothing,
    /// A picture or a PDF.
    Picture,
    /// Voice, video, sticker, anything else.
    Other,
    /// A shared place.
    Place,
    /// A contact card.
    Card,
}

/// What is known of a customer when her message is read.
#[derive(Clone, Copy, Debug)]
pub struct CustomerContext<'a> {
    /// What the shop sells.
    pub shelf: &'a Shelf,
    /// What was asked of her.
    pub asked: Asked,
    /// The sizes of the article whose size was asked for.
    pub sizes: &'a [String],
    /// There is a hold or order to which a proof can belong.
    pub proof_target: bool,
    /// She was asked whether her data shall be erased.
    pub erase_asked: bool,
    /// What came with the text.
    pub attached: Attached,
    /// What the pressed button sends back.
    pub button: Option<&'a str>,
    /// What the shop's order numbers begin with.
    pub order_prefix: &'a str,
}

/// Reads a message.
pub fn read(text: &str, context: &CustomerContext<'_>) -> Intent {
    let text: String = text.chars().take(LONGEST).collect();
    let folded = folded(&text);
    let words = words(&folded);
    let reader = Reader { text: &text, asks: folded.contains('?'), folded: &folded, words: &words, context };
    reader
        .opt_word()
        .or_else(|| context.button.and_then(pressed).map(Intent::Button))
        .or_else(|| reader.attached())
        .or_else(|| reader.data())
        .or_else(|| reader.paid())
        .or_else(|| reader.named_address())
        .or_else(|| reader.answer())
        .or_else(|| reader.keyword())
        .or_else(|| reader.address())
        .or_else(|| reader.wish())
        .or_else(|| reader.size())
        .or_else(|| reader.near())
        .unwrap_or(Intent::Unknown)
}

/// Whether a text is nothing but a word for having paid: it means a proof where one can be meant.
#[must_use]
pub fn says_paid(text: &str) -> bool {
    v::PAID.contains(&folded(text).trim())
}

/// What a button or list entry of ours sends back.
fn pressed(payload: &str) -> Option<Button> {
    let (kind, rest) = payload.split_once(':')?;
    match kind {
        "ok" => rest.parse().ok().map(Button::Confirm),
        "no" => rest.parse().ok().map(Button::Cancel),
        "code" => rest.parse().ok().map(Button::Code),
        "pf" => (!rest.is_empty()).then(|| Button::ProofFor(rest.to_owned())),
        "sz" => {
            let (id, size) = rest.split_once(':')?;
            Some(Button::Size(id.parse().ok()?, folded(size)))
        }
        _ => None,
    }
}

struct Reader<'a> {
    text: &'a str,
    folded: &'a str,
    words: &'a [String],
    asks: bool,
    context: &'a CustomerContext<'a>,
}

impl Reader<'_> {
    fn opt_word(&self) -> Option<Intent> {
        match opt_word(self.text) {
            Some(OptWord::Stop) => return Some(Intent::OptOut),
            Some(OptWord::Start) => return Some(Intent::OptIn),
            None => {}
        }
        let first = self.words.first()?;
        (first == "STOP" || first == "UNSUBSCRIBE")
            .then(|| Intent::ClarifyStop(self.found().codes().into_iter().next()))
    }

    fn attached(&self) -> Option<Intent> {
        match self.context.attached {
            Attached::Nothing => None,
            Attached::Place => Some(Intent::Location),
            Attached::Card => Some(Intent::ContactCard),
            Attached::Other => Some(Intent::UnsupportedMedia),
            Attached::Picture if self.context.proof_target => Some(Intent::Proof(self.proof_for())),
            Attached::Picture => Some(self.wish().unwrap_or(Intent::MediaWithoutContext)),
        }
    }

    fn proof_for(&self) -> ProofFor {
        if let Some(number) = self.order_number() {
            return ProofFor::Order(number);
        }
        self.found().codes().into_iter().next().map_or(ProofFor::Unnamed, ProofFor::Code)
    }

    fn data(&self) -> Option<Intent> {
        if self.is_any(v::DATA_GONE) {
            return Some(Intent::DataErasure);
        }
        if self.is_any(v::DATA) {
            return Some(Intent::DataAccess);
        }
        (self.context.erase_asked && self.is_any(v::ERASE)).then_some(Intent::EraseConfirmed)
    }

    fn paid(&self) -> Option<Intent> {
        let first = self.words.first()?;
        let told = v::PAID.contains(&first.as_str()) && !self.asks;
        let enough = self.words.len() > 1 || self.context.proof_target;
        (told && enough).then(|| Intent::TextProof(self.text.trim().to_owned(), self.proof_for()))
    }

    fn named_address(&self) -> Option<Intent> {
        let (head, _) = self.folded.split_once(':')?;
        let (_, address) = self.text.split_once([':', '：'])?;
        let named = v::ADDRESS.contains(&head.trim()) && !address.trim().is_empty();
        named.then(|| Intent::Address(kept(address)))
    }

    /// Yes or no, alone or to codes.
    fn answer(&self) -> Option<Intent> {
        let core = self.core();
        let (first, rest) = core.split_first()?;
        let (yes, no) =
            (core.iter().filter(|w| is_yes(w)).count(), core.iter().filter(|w| is(v::NO, w)).count());
        let found = self.found();
        let to_codes = !found.wishes.is_empty() && found.others == yes + no && !self.asks && !found.asks;
        if to_codes && yes > 0 && no == 0 {
            return Some(Intent::Confirm(found.codes()));
        }
        if to_codes && no > 0 && yes == 0 {
            return Some(Intent::Cancel(Cancelled::Codes(found.codes())));
        }
        let strong = core.iter().any(|w| is(v::YES, w)) || core.len() == self.words.len();
        if yes == core.len() && strong && !self.asks {
            return Some(Intent::Confirm(Vec::new()));
        }
        if no == core.len() || self.is_any(v::NO_PHRASES) {
            return Some(Intent::Cancel(Cancelled::Unnamed));
        }
        let all = is(v::NO, first) && rest.iter().all(|w| is(v::ALL, w));
        all.then_some(Intent::Cancel(Cancelled::All))
    }

    fn keyword(&self) -> Option<Intent> {
        if let Some(number) = self.order_number() {
            return Some(Intent::MyOrder(Some(number)));
        }
        let keyword =
            [(v::MY_ORDER, Intent::MyOrder(None)), (v::HELP, Intent::Help), (v::HUMAN, Intent::Human)];
        keyword.into_iter().find_map(|(words, intent)| self.is_any(words).then_some(intent))
    }

    /// `VF-0012`, alone or among polite words.
    fn order_number(&self) -> Option<u32> {
        self.words.iter().enumerate().find_map(|(at, word)| {
            let digits = word.strip_prefix(self.context.order_prefix)?;
            let digits = if digits.is_empty() { self.words.get(at + 1)? } else { digits };
            is_number(digits).then(|| digits.parse().ok()).flatten()
        })
    }

    fn address(&self) -> Option<Intent> {
        let asked = match self.context.asked {
            Asked::Address => true,
            Asked::Confirmation | Asked::Size => self.words.iter().any(|w| is(v::PLACES, w)),
            Asked::Nothing => false,
        };
        let letter = self.words.iter().any(|w| w.chars().any(char::is_alphabetic));
        let digit = self.words.iter().any(|w| w.chars().any(|c| c.is_ascii_digit()));
        let said = self.words.iter().filter(|w| self.says_something(w)).count();
        let long = self.words.len() >= 3 && letter && (digit || self.words.len() >= 4) && said >= 2;
        (asked && long && !self.asks).then(|| Intent::Address(kept(self.text)))
    }

    /// Neither polite, a code, a quantity, a size nor a question.
    fn says_something(&self, word: &str) -> bool {
        let shape = Code::read(word).is_some() || word.starts_with(|c: char| c.is_ascii_digit());
        let small = [v::FILLERS, v::ASKS, v::SIZE, v::SIZES, v::YES, v::YES_ALONE, v::NO, v::NEGATIONS];
        let known = is_letters(word) && self.context.shelf.knows(word);
        !(shape || known || small.iter().any(|list| is(list, word)))
    }

    fn wish(&self) -> Option<Intent> {
        let found = self.found();
        let first = found.wishes.first()?.code.clone();
        if self.words.iter().any(|w| is(v::NEGATIONS, w)) {
            let gone = v::NO_PHRASES.iter().any(|phrase| self.contains(phrase));
            let codes = found.codes();
            return Some(if gone { Intent::Cancel(Cancelled::Codes(codes)) } else { Intent::Clarify(first) });
        }
        if self.asks || found.asks {
            return Some(Intent::Ask(first));
        }
        if found.others > MOST_OTHERS || (found.spaced && found.others > 0) {
            return Some(Intent::Clarify(first));
        }
        Some(Intent::Reserve(found.wishes))
    }

    fn size(&self) -> Option<Intent> {
        if self.context.asked != Asked::Size {
            return None;
        }
        let sizes = self.context.sizes;
        let known = |word: &str| sizes.iter().find(|s| s.as_str() == word).cloned();
        let named: Vec<String> = self
            .words
            .iter()
            .filter_map(|w| known(w).or_else(|| w.strip_prefix('T').and_then(known)))
            .collect();
        match named.as_slice() {
            [size] => Some(Intent::Size(size.clone())),
            _ => None,
        }
    }

    /// A code that is not there, when hardly anything else was said.
    fn near(&self) -> Option<Intent> {
        let found = self.found();
        let strange = found.strange.filter(|_| found.others <= 1);
        let missing = found.missing.first().filter(|_| found.others <= MOST_OTHERS).map(ToString::to_string);
        let typed = missing.or_else(|| strange.filter(|word| self.stands_alone(word)))?;
        let candidates = Code::near(&typed, self.context.shelf.codes.keys());
        if candidates.is_empty() {
            return Code::read(&typed).map(Intent::UnknownCode);
        }
        Some(Intent::Suggest { typed, candidates })
    }

    /// In one word or in two, with nothing but polite words around.
    fn stands_alone(&self, typed: &str) -> bool {
        let core = self.core();
        match core.as_slice() {
            [word] => *word == typed,
            [letters, number] => Code::read(&format!("{letters}{number}")) == Code::read(typed),
            _ => false,
        }
    }

    fn found(&self) -> Found {
        find(self.words, self.context.shelf)
    }

    /// The words without polite ones.
    fn core(&self) -> Vec<&str> {
        self.words.iter().map(String::as_str).filter(|w| !is(v::FILLERS, w)).collect()
    }

    /// The message is one of the phrases, polite words aside.
    fn is_any(&self, phrases: &[&str]) -> bool {
        let core = self.core();
        !core.is_empty()
            && phrases
                .iter()
                .any(|phrase| phrase.split(' ').filter(|w| !is(v::FILLERS, w)).eq(core.iter().copied()))
    }

    /// The phrase stands in the message, word by word.
    fn contains(&self, phrase: &str) -> bool {
        let phrase: Vec<&str> = phrase.split(' ').collect();
        self.words.windows(phrase.len()).any(|part| part.iter().eq(phrase.iter()))
    }
}

fn is_yes(word: &str) -> bool {
    is(v::YES, word) || is(v::YES_ALONE, word)
}

fn is(list: &[&str], word: &str) -> bool {
    list.contains(&word)
}

fn kept(address: &str) -> String {
    let one_line: Vec<&str> = address.split_whitespace().collect();
    one_line.join(" ").chars().take(LONGEST_ADDRESS).collect()
}
