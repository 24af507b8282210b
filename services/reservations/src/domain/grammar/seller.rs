//! What a seller's message asks for.
use super::{
    commands::{self, Command, Token},
    intent::{Change, ProofName, SellerIntent as Intent, Usage},
    shelf::Shelf,
    text::{is_letters, is_number},
};
use crate::domain::code::Code;

/// The longest text that is read.
const LONGEST: usize = 1600;

/// What is known of a seller when the message is read.
#[derive(Clone, Copy, Debug)]
pub struct SellerContext<'a> {
    /// What the shop sells.
    pub shelf: &'a Shelf,
    /// A picture came with it.
    pub photo: bool,
    /// The code this seller made or changed last, while a picture alone still belongs to it.
    pub last_code: Option<&'a Code>,
    /// Decimals of the shop's currency.
    pub exponent: u32,
    /// What the shop's order numbers begin with.
    pub order_prefix: &'a str,
    /// What the pressed button sends back.
    pub button: Option<&'a str>,
}

/// Reads a message.
pub fn read(text: &str, context: &SellerContext<'_>) -> Intent {
    let text: String = text.chars().take(LONGEST).collect();
    let tokens = commands::tokens(&text);
    let reader = Reader { context, tokens: &tokens };
    reader
        .pressed()
        .or_else(|| reader.command())
        .or_else(|| reader.article())
        .or_else(|| reader.photo())
        .unwrap_or(Intent::Unknown)
}

struct Reader<'a> {
    context: &'a SellerContext<'a>,
    tokens: &'a [Token],
}

impl Reader<'_> {
    fn pressed(&self) -> Option<Intent> {
        let (kind, number) = self.context.button?.split_once(':')?;
        let proof = ProofName::Number(number.trim_start_matches('P').parse().ok()?);
        match kind {
            "pv" => Some(Intent::AcceptProof(proof)),
            "px" => Some(Intent::RejectProof(proof, None)),
            _ => None,
        }
    }

    fn command(&self) -> Option<Intent> {
        let (first, rest) = self.tokens.split_first()?;
        let command = commands::command(first.plain.trim_end_matches([':', '.', '!']))?;
        let named = leading_code(rest);
        let only =
            |usage| named.clone().filter(|(_, taken)| *taken == rest.len()).map(|(c, _)| c).ok_or(usage);
        Some(match command {
            Command::Modify => self.modify(rest).unwrap_or(Intent::Usage(Usage::Modify)),
            Command::Remove => only(Usage::Remove).map_or_else(Intent::Usage, Intent::Remove),
            Command::Queue => only(Usage::Queue).map_or_else(Intent::Usage, Intent::Queue),
            Command::Release => release(rest).unwrap_or(Intent::Usage(Usage::Release)),
            Command::Stock if rest.is_empty() => Intent::StockReport(None),
            Command::Stock => Intent::StockReport(Some(named?.0)),
            Command::Orders if rest.is_empty() => Intent::Orders,
            Command::Proofs if rest.is_empty() => Intent::Proofs,
            Command::Accept => {
                self.proof(rest).map_or(Intent::Usage(Usage::Proof), |(p, _)| Intent::AcceptProof(p))
            }
            Command::Reject => self.proof(rest).map_or(Intent::Usage(Usage::Proof), |(proof, taken)| {
                Intent::RejectProof(proof, commands::said(rest.get(taken..).unwrap_or_default()))
            }),
            Command::Live => return live(rest),
            Command::Pause if rest.is_empty() => Intent::Pause,
            Command::Resume if rest.is_empty() => Intent::Resume,
            Command::Grid => self.grid(rest).unwrap_or(Intent::Usage(Usage::Grid)),
            Command::Link => link(rest).unwrap_or(Intent::Usage(Usage::Link)),
            Command::Help => Intent::Help,
            Command::AsCustomer => Intent::AsCustomer(commands::said(rest)?),
            Command::Orders | Command::Proofs | Command::Pause | Command::Resume => return None,
        })
    }

    /// A code with what is said of it.
    fn article(&self) -> Option<Intent> {
        let (code, taken) = leading_code(self.tokens)?;
        let rest = self.tokens.get(taken..).unwrap_or_default();
        let photo = self.context.photo;
        if let Some(known) = self.context.shelf.codes.get(&code) {
            let attach = photo && !known.has_photo && rest.is_empty();
            return Some(if attach { Intent::AttachPhoto(code) } else { Intent::Duplicate(code) });
        }
        let said = self.said(rest);
        if !said.is_stock {
            return Some(Intent::Create { code, price: said.price, label: said.label, photo });
        }
        let units = commands::units(said.quantity, said.sizes, said.each);
        let stock = |units| Intent::Stock { code, units, price: said.price, label: said.label, photo };
        Some(units.map_or(Intent::Usage(Usage::Quantity), stock))
    }

    fn said(&self, mut rest: &[Token]) -> Said {
        let mut said = Said::default();
        while !rest.is_empty() {
            let taken = if let Some((quantity, taken)) = commands::times(rest) {
                said.quantity = Some(quantity);
                said.is_stock = true;
                taken
            } else if let Some((each, taken)) = commands::per_size(rest) {
                said.each = each;
                said.is_stock = true;
                taken
            } else if let Some((sizes, taken)) = commands::sizes(rest) {
                said.sizes = sizes;
                said.is_stock = true;
                taken
            } else if let Some((price, taken)) =
                commands::price(rest, self.context.exponent).filter(|_| said.price.is_none())
            {
                said.price = Some(price);
                taken
            } else {
                said.label = commands::said(rest);
                rest.len()
            };
            rest = rest.get(taken..).unwrap_or_default();
        }
        said
    }

    fn modify(&self, rest: &[Token]) -> Option<Intent> {
        let (code, taken) = leading_code(rest)?;
        let mut rest = rest.get(taken..)?.to_vec();
        let force = rest.last().is_some_and(|last| last.plain.ends_with('!'));
        if let Some(last) = rest.last_mut().filter(|_| force) {
            last.plain = last.plain.trim_end_matches('!').to_owned();
            last.typed = last.typed.trim_end_matches(['!', '！']).to_owned();
        }
        rest.retain(|token| !token.plain.is_empty());
        let change = self.change(&rest)?;
        Some(Intent::Modify { code, change, force })
    }

    fn change(&self, rest: &[Token]) -> Option<Change> {
        let (first, after) = rest.split_first()?;
        let whole = |taken: usize| taken == rest.len();
        if let Some(delta) = delta(&first.plain).filter(|_| after.is_empty()) {
            return Some(Change::Delta(delta));
        }
        if let Some((quantity, _)) = commands::times(rest).filter(|(_, taken)| whole(*taken)) {
            return (quantity == 0 || commands::is_stock(quantity)).then_some(Change::Quantity(quantity));
        }
        if let Some((each, _)) = commands::per_size(rest).filter(|(_, taken)| whole(*taken)) {
            return Some(Change::PerSize(each));
        }
        if let Some((sizes, _)) = commands::sizes(rest).filter(|(_, taken)| whole(*taken)) {
            return Some(Change::Sizes(sizes));
        }
        if let Some((price, _)) =
            commands::price(rest, self.context.exponent).filter(|(_, taken)| whole(*taken))
        {
            return Some(Change::Price(price));
        }
        let is_text = first.plain.starts_with(char::is_alphabetic);
        commands::said(rest).filter(|_| is_text).map(Change::Label)
    }

    /// An order's number or `P7` at the beginning, and how many words it takes.
    fn proof(&self, rest: &[Token]) -> Option<(ProofName, usize)> {
        let word = rest.first()?.plain.replace(['-', '.', '#'], "");
        let next = rest.get(1).map(|t| t.plain.as_str());
        let number = |digits: &str, taken| {
            let digits = if digits.is_empty() { next? } else { digits };
            let number: u32 = is_number(digits).then(|| digits.parse().ok()).flatten()?;
            Some((number, taken))
        };
        let taken = |digits: &str| if digits.is_empty() { 2 } else { 1 };
        let order = word.strip_prefix(self.context.order_prefix).and_then(|d| number(d, taken(d)));
        let order = order.map(|(number, taken)| (ProofName::Order(number), taken));
        order.or_else(|| {
            let digits = word.strip_prefix('P')?;
            number(digits, taken(digits)).map(|(number, taken)| (ProofName::Number(number), taken))
        })
    }

    fn grid(&self, mut rest: &[Token]) -> Option<Intent> {
        let mut prices: Vec<(String, i64)> = Vec::new();
        while let Some((letters, after)) = rest.split_first() {
            let letters = letters.plain.trim_end_matches([':', '=']);
            let (price, taken) = commands::price(after, self.context.exponent)?;
            if !is_letters(letters) || prices.iter().any(|(known, _)| known == letters) {
                return None;
            }
            prices.push((letters.to_owned(), price));
            rest = after.get(taken..).unwrap_or_default();
        }
        (!prices.is_empty()).then_some(Intent::Grid(prices))
    }

    /// A picture with no code: it belongs to the last one.
    fn photo(&self) -> Option<Intent> {
        let known = || {
            self.context.last_code.map_or(Intent::PhotoWithoutCode, |code| Intent::AttachPhoto(code.clone()))
        };
        self.context.photo.then(known)
    }
}

/// What is said of an article behind its code.
#[derive(Default)]
struct Said {
    quantity: Option<u32>,
    sizes: Vec<String>,
    each: Vec<(String, u32)>,
    price: Option<i64>,
    label: Option<String>,
    is_stock: bool,
}

/// A code at the beginning, in one word or in two, and how many words it takes.
fn leading_code(tokens: &[Token]) -> Option<(Code, usize)> {
    let (first, rest) = tokens.split_first()?;
    let word = first.plain.trim_end_matches([',', ':', ';', '!', '.']);
    if let Some(code) = Code::read(word) {
        return Some((code, 1));
    }
    let number = rest.first().filter(|t| is_letters(word) && is_number(&t.plain))?;
    Some((Code::read(&format!("{word}{}", number.plain))?, 2))
}

fn release(rest: &[Token]) -> Option<Intent> {
    let (code, taken) = leading_code(rest)?;
    match rest.get(taken..)? {
        [] => Some(Intent::Release(code, None)),
        [nth] => Some(Intent::Release(code, Some(nth.plain.parse().ok().filter(|n| *n > 0)?))),
        _ => None,
    }
}

fn live(rest: &[Token]) -> Option<Intent> {
    let (first, name) = rest.split_first()?;
    match first.plain.as_str() {
        "ON" => Some(Intent::LiveOn(commands::said(name))),
        "OFF" if name.is_empty() => Some(Intent::LiveOff),
        _ => None,
    }
}

fn link(rest: &[Token]) -> Option<Intent> {
    let digits: String = rest.iter().map(|t| t.plain.as_str()).collect();
    (digits.len() == 6 && is_number(&digits)).then_some(Intent::Link(digits))
}

/// `+5` or `-2`.
fn delta(word: &str) -> Option<i32> {
    let signed = word.starts_with(['+', '-', '−']);
    let number = word.replace('−', "-");
    number.parse().ok().filter(|delta: &i32| signed && *delta != 0 && delta.unsigned_abs() <= 9999)
}
