//! What a seller's commands are made of: command words, prices, quantities, sizes.
use super::{
    intent::Units,
    text::{TIMES, folded, is_number},
};

/// What a seller's message begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    Modify,
    Remove,
    Release,
    Queue,
    Stock,
    Orders,
    Proofs,
    Accept,
    Reject,
    Live,
    Pause,
    Resume,
    Grid,
    Link,
    Help,
    AsCustomer,
}

/// French first: these are printed in every language.
const WORDS: [(Command, &[&str]); 16] = [
    (Command::Modify, &["MODIF", "MODIFIER", "MODIFIE", "MODIFY", "EDIT", "MODIFICAR", "EDITAR", "تعديل"]),
    (
        Command::Remove,
        &[
            "SUPPR",
            "SUPPRIMER",
            "SUPPRIME",
            "REMOVE",
            "DELETE",
            "BORRAR",
            "ELIMINAR",
            "APAGAR",
            "REMOVER",
            "حذف",
        ],
    ),
    (Command::Release, &["LIBERE", "LIBERER", "RELEASE", "LIBERA", "LIBERAR", "تحرير"]),
    (Command::Queue, &["FILE", "QUEUE", "WAITLIST", "FILA", "COLA", "طابور"]),
    (Command::Stock, &["STOCK", "STOCKS", "ESTOQUE", "مخزون"]),
    (Command::Orders, &["COMMANDES", "ORDERS", "PEDIDOS", "طلبات"]),
    (Command::Proofs, &["PREUVES", "PROOFS", "COMPROBANTES", "COMPROVATIVOS", "اثباتات"]),
    (Command::Accept, &["VALIDE", "VALIDER", "APPROVE", "ACCEPT", "APROBAR", "APROVAR", "قبول"]),
    (Command::Reject, &["REFUSE", "REFUSER", "REJECT", "RECHAZAR", "RECUSAR", "رفض"]),
    (Command::Live, &["LIVE"]),
    (Command::Pause, &["PAUSE", "PAUSA"]),
    (Command::Resume, &["REPRISE", "RESUME", "REANUDAR", "RETOMAR"]),
    (Command::Grid, &["GRILLE", "GRID", "TABLA", "TABELA", "جدول"]),
    (Command::Link, &["LIER", "LINK", "VINCULAR", "ربط"]),
    (Command::Help, &["AIDE", "HELP", "AYUDA", "AJUDA", "مساعدة", "مساعده"]),
    (Command::AsCustomer, &["CLIENT", "CLIENTE", "CUSTOMER", "زبون"]),
];

/// Words before a list of sizes.
const SIZES: [&str; 11] = [
    "TAILLES",
    "TAILLE",
    "SIZES",
    "SIZE",
    "TALLAS",
    "TALLA",
    "TAMANHOS",
    "TAMANHO",
    "مقاسات",
    "مقاس",
    "المقاسات",
];
/// What may stand beside a price.
const MARKS: [&str; 22] = [
    "€", "$", "£", "EUR", "EURO", "EUROS", "USD", "GBP", "CFA", "FCFA", "XOF", "XAF", "F", "DH", "DHS",
    "MAD", "DA", "DZD", "DT", "TND", "R$", "BRL",
];
/// The most units of one article.
const MOST_UNITS: u32 = 9999;

/// The command that a folded word is.
pub fn command(word: &str) -> Option<Command> {
    WORDS.iter().find(|(_, words)| words.contains(&word)).map(|(command, _)| *command)
}

/// One word of a seller's message, as typed and folded.
#[derive(Clone, Debug)]
pub struct Token {
    /// As typed.
    pub typed: String,
    /// Capital letters, no accents, Latin digits.
    pub plain: String,
}

/// The words between spaces.
pub fn tokens(text: &str) -> Vec<Token> {
    let text = text.replace(TIMES, " x");
    let typed = text.split_whitespace().take(200);
    typed
        .map(|word| Token { typed: word.to_owned(), plain: folded(word) })
        .filter(|t| !t.plain.is_empty())
        .collect()
}

/// The words as they were typed; none when there are none.
pub fn said(tokens: &[Token]) -> Option<String> {
    let words: Vec<&str> = tokens.iter().map(|t| t.typed.as_str()).collect();
    let text: String = words.join(" ").chars().take(80).collect();
    (!text.is_empty()).then_some(text)
}

/// A price at the beginning, in minor units, and how many words it takes: `25`, `25,50 €`, `1 250`.
pub fn price(tokens: &[Token], exponent: u32) -> Option<(i64, usize)> {
    let (first, rest) = tokens.split_first()?;
    let (opening, bare) = without_mark(&first.plain);
    let mut digits = bare.to_owned();
    let mut taken = 1;
    if is_number(&digits) && digits.len() <= 3 {
        let groups =
            rest.iter().map(|t| without_mark(&t.plain).1).take_while(|d| d.len() == 3 && is_number(d));
        for group in groups {
            digits.push_str(group);
            taken += 1;
        }
    }
    let amount = minor(&digits, exponent)?;
    let closing = tokens.get(taken).is_some_and(|t| MARKS.contains(&t.plain.as_str()));
    Some((amount, if closing && !opening { taken + 1 } else { taken }))
}

/// Says whether a sign of a currency was there, and what is left.
fn without_mark(word: &str) -> (bool, &str) {
    let cut = MARKS.iter().find_map(|mark| word.strip_suffix(mark).or_else(|| word.strip_prefix(mark)));
    match cut.filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) {
        Some(rest) => (true, rest),
        None => (false, word),
    }
}

/// A decimal number in minor units, above zero.
fn minor(number: &str, exponent: u32) -> Option<i64> {
    let decimals = usize::try_from(exponent).ok()?;
    let (whole, part) = match number.rsplit_once([',', '.']) {
        Some((whole, part)) if part.len() == 3 && decimals != 3 => (format!("{whole}{part}"), ""),
        Some((whole, part)) => (whole.to_owned(), part),
        None => (number.to_owned(), ""),
    };
    let whole = whole.replace([',', '.'], "");
    let fits = is_number(&whole) && whole.len() <= 12 && part.len() <= decimals;
    let digits = fits.then(|| format!("{whole}{part:0<decimals$}"))?;
    digits.parse().ok().filter(|amount: &i64| is_number(&digits) && *amount > 0)
}

/// A quantity at the beginning: `X20`, `20X`, `X 20`; the number and how many words it takes.
pub fn times(tokens: &[Token]) -> Option<(u32, usize)> {
    let (first, rest) = tokens.split_first()?;
    if first.plain == "X" {
        return Some((rest.first().and_then(|t| number(&t.plain))?, 2));
    }
    let digits = first.plain.strip_prefix('X').or_else(|| first.plain.strip_suffix('X'))?;
    Some((number(digits)?, 1))
}

fn number(digits: &str) -> Option<u32> {
    (is_number(digits) && digits.len() <= 9).then(|| digits.parse().ok()).flatten()
}

/// A quantity that an article may have.
pub fn is_stock(quantity: u32) -> bool {
    (1..=MOST_UNITS).contains(&quantity)
}

/// `S:5 M:10 L:5` at the beginning, and how many words it takes.
pub fn per_size(tokens: &[Token]) -> Option<(Vec<(String, u32)>, usize)> {
    let mut sizes: Vec<(String, u32)> = Vec::new();
    let mut taken = 0;
    for token in tokens {
        let parts = token.plain.split([',', ';']).filter(|part| !part.is_empty());
        let read: Option<Vec<_>> = parts.map(one_size).collect();
        let Some(read) = read.filter(|read| !read.is_empty()) else { break };
        for (size, quantity) in read {
            match sizes.iter_mut().find(|(known, _)| *known == size) {
                Some((_, sum)) => *sum = sum.saturating_add(quantity),
                None => sizes.push((size, quantity)),
            }
        }
        taken += 1;
    }
    (!sizes.is_empty()).then_some((sizes, taken))
}

fn one_size(part: &str) -> Option<(String, u32)> {
    let (size, quantity) = part.split_once([':', '='])?;
    Some((is_size(size).then(|| size.to_owned())?, number(quantity)?))
}

/// `TAILLES S,M,L` at the beginning, and how many words it takes.
pub fn sizes(tokens: &[Token]) -> Option<(Vec<String>, usize)> {
    let (first, rest) = tokens.split_first()?;
    if !SIZES.contains(&first.plain.trim_end_matches(':')) {
        return None;
    }
    let mut found: Vec<String> = Vec::new();
    let mut taken = 1;
    let mut separated = false;
    let mut signs = false;
    for token in rest {
        let starts = token.plain.starts_with([',', '/']);
        let parts: Vec<&str> = token.plain.split([',', '/']).filter(|part| !part.is_empty()).collect();
        if !parts.iter().all(|part| is_size(part)) {
            break;
        }
        let letters = found.first().is_some_and(|size| !is_number(size));
        let follows = separated || starts || found.is_empty();
        let is_price = parts.iter().any(|part| is_number(part)) && !follows && (letters || signs);
        if is_price {
            break;
        }
        signs |= starts || parts.len() > 1 || token.plain.ends_with([',', '/']);
        separated = token.plain.ends_with([',', '/']);
        found.extend(
            parts
                .into_iter()
                .filter(|p| !found.iter().any(|f| f == p))
                .map(str::to_owned)
                .collect::<Vec<_>>(),
        );
        taken += 1;
    }
    (!found.is_empty()).then_some((found, taken))
}

/// Letters of a size, or a number of two digits.
fn is_size(word: &str) -> bool {
    super::vocabulary::SIZES.contains(&word) || word == "UNIQUE" || (is_number(word) && word.len() <= 2)
}

/// Units from a quantity and sizes, or from sizes with quantities; none: they do not make a stock.
pub fn units(quantity: Option<u32>, sizes: Vec<String>, each: Vec<(String, u32)>) -> Option<Units> {
    if !each.is_empty() {
        let sum = each.iter().try_fold(0u32, |sum, (_, quantity)| sum.checked_add(*quantity));
        return sum.filter(|sum| is_stock(*sum)).map(|_| Units::PerSize(each));
    }
    quantity.filter(|quantity| is_stock(*quantity)).map(|quantity| Units::Pooled { quantity, sizes })
}
