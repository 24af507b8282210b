//! The corpus of messages, and what holds for every text.
use proptest::prelude::*;
use serde::Deserialize;

use super::{
    customer::{self, Asked, Attached, CustomerContext},
    intent::{Cancelled, Change, CustomerIntent, ProofFor, ProofName, SellerIntent, Units, Usage, Wish},
    seller::{self, SellerContext},
    shelf::{LabelRange, Listing, Shelf, UnknownCodes},
};
use crate::domain::code::Code;

mod keywords;

#[derive(Default, Deserialize)]
#[serde(default)]
struct Ctx {
    step: String,
    sizes: Vec<String>,
    codes: Vec<Code>,
    media: bool,
    proof_target: bool,
    no_photo: bool,
    erase_asked: bool,
    last: Option<Code>,
}

#[derive(Deserialize)]
struct Case {
    role: String,
    text: String,
    #[serde(default)]
    ctx: Ctx,
    expect: String,
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

fn code(text: &str) -> Code {
    text.parse().unwrap()
}

/// A12, A7, B7 and S1 are there; A and S have prices and printed labels up to 20.
fn shelf(sizes: &[String]) -> Shelf {
    let listing = |text: &str| {
        let sizes = if text == "S1" { sizes.to_vec() } else { Vec::new() };
        (code(text), Listing { sizes, has_photo: false })
    };
    Shelf {
        codes: ["A7", "A12", "B7", "S1"].map(listing).into(),
        priced: ["A", "S"].map(String::from).into(),
        labels: vec![LabelRange { prefix: "A".into(), first: 1, last: 20 }],
        unknown: UnknownCodes::Labels,
    }
}

fn customer(text: &str, ctx: &Ctx) -> CustomerIntent {
    let asked = match ctx.step.as_str() {
        "need_size" => Asked::Size,
        "need_address" => Asked::Address,
        "need_confirm" => Asked::Confirmation,
        _ => Asked::Nothing,
    };
    customer::read(
        text,
        &CustomerContext {
            shelf: &shelf(&ctx.sizes),
            asked,
            sizes: &ctx.sizes,
            proof_target: ctx.proof_target,
            erase_asked: ctx.erase_asked,
            attached: if ctx.media { Attached::Picture } else { Attached::Nothing },
            button: None,
            order_prefix: "VF",
        },
    )
}

fn seller(text: &str, ctx: &Ctx) -> SellerIntent {
    let listing = || Listing { sizes: Vec::new(), has_photo: !ctx.no_photo };
    let codes = ctx.codes.iter().map(|code| (code.clone(), listing())).collect();
    let shelf = Shelf { codes, ..Shelf::default() };
    seller::read(
        text,
        &SellerContext {
            shelf: &shelf,
            photo: ctx.media,
            last_code: ctx.last.as_ref(),
            exponent: 2,
            order_prefix: "VF",
            button: None,
        },
    )
}

fn joined<T: ToString>(items: &[T], between: &str) -> String {
    items.iter().map(ToString::to_string).collect::<Vec<_>>().join(between)
}

fn wish(wish: &Wish) -> String {
    let mut text = wish.code.to_string();
    if wish.quantity != 1 {
        text.push_str(&format!(" x{}", wish.quantity));
    }
    if let Some(size) = &wish.size {
        text.push_str(&format!(" {size}"));
    }
    text
}

fn target(target: &ProofFor) -> String {
    match target {
        ProofFor::Unnamed => String::new(),
        ProofFor::Code(code) => format!(" {code}"),
        ProofFor::Order(number) => format!(" VF-{number:04}"),
    }
}

fn named(intent: &CustomerIntent) -> String {
    use CustomerIntent as I;
    let of = |word: &str, codes: &[Code]| format!("{word} {}", joined(codes, " + ")).trim_end().to_owned();
    match intent {
        I::OptOut => "optout".into(),
        I::OptIn => "optin".into(),
        I::ClarifyStop(_) => "clarify_stop".into(),
        I::Button(_) => "button".into(),
        I::Reserve(wishes) => format!("reserve {}", wishes.iter().map(wish).collect::<Vec<_>>().join(" + ")),
        I::Ask(code) => format!("ask {code}"),
        I::Clarify(code) => format!("clarify {code}"),
        I::Suggest { candidates, .. } => of("suggest", candidates),
        I::UnknownCode(code) => format!("unknown_code {code}"),
        I::Confirm(codes) => of("confirm", codes),
        I::Cancel(Cancelled::Unnamed) => "cancel".into(),
        I::Cancel(Cancelled::All) => "cancel all".into(),
        I::Cancel(Cancelled::Codes(codes)) => of("cancel", codes),
        I::Address(_) => "address".into(),
        I::Location => "location".into(),
        I::ContactCard => "contact".into(),
        I::Size(size) => format!("size {size}"),
        I::Proof(for_what) => format!("proof{}", target(for_what)),
        I::TextProof(_, for_what) => format!("text_proof{}", target(for_what)),
        I::MediaWithoutContext => "media_no_context".into(),
        I::UnsupportedMedia => "media_unsupported".into(),
        I::MyOrder(None) => "my_order".into(),
        I::MyOrder(Some(number)) => format!("my_order VF-{number:04}"),
        I::Help => "help".into(),
        I::Human => "human".into(),
        I::DataAccess => "gdpr_access".into(),
        I::DataErasure => "gdpr_erase".into(),
        I::EraseConfirmed => "erase_confirmed".into(),
        I::Unknown => "unknown".into(),
    }
}

fn extras(price: Option<i64>, label: Option<&String>, photo: bool) -> String {
    let price = price.map(|p| format!(" price={p}")).unwrap_or_default();
    format!("{price}{}{}", if label.is_some() { " label" } else { "" }, if photo { " +photo" } else { "" })
}

fn each(sizes: &[(String, u32)]) -> String {
    joined(&sizes.iter().map(|(size, n)| format!("{size}:{n}")).collect::<Vec<_>>(), ",")
}

fn proof(name: &ProofName) -> String {
    match name {
        ProofName::Order(number) => format!("VF-{number:04}"),
        ProofName::Number(number) => format!("P{number}"),
    }
}

fn said(intent: &SellerIntent) -> String {
    use SellerIntent as I;
    match intent {
        I::Create { code, price, label, photo } => {
            format!("create {code}{}", extras(*price, label.as_ref(), *photo))
        }
        I::Stock { code, units, price, label, photo } => {
            let units = match units {
                Units::Pooled { quantity, sizes } if sizes.is_empty() => format!("qty={quantity}"),
                Units::Pooled { quantity, sizes } => format!("qty={quantity} sizes={}", joined(sizes, ",")),
                Units::PerSize(sizes) => format!("each={}", each(sizes)),
            };
            format!("stock {code} {units}{}", extras(*price, label.as_ref(), *photo))
        }
        I::Duplicate(code) => format!("duplicate {code}"),
        I::AttachPhoto(code) => format!("attach_photo {code}"),
        I::PhotoWithoutCode => "photo_no_code".into(),
        I::Modify { code, change, force } => {
            let change = match change {
                Change::Price(price) => format!("price={price}"),
                Change::Quantity(quantity) => format!("qty={quantity}"),
                Change::Delta(delta) => format!("delta={delta:+}"),
                Change::Sizes(sizes) => format!("sizes={}", joined(sizes, ",")),
                Change::PerSize(sizes) => format!("each={}", each(sizes)),
                Change::Label(_) => "label".into(),
            };
            format!("modify {code} {change}{}", if *force { " force" } else { "" })
        }
        I::Remove(code) => format!("delete {code}"),
        I::Release(code, None) => format!("release {code}"),
        I::Release(code, Some(nth)) => format!("release {code} {nth}"),
        I::Queue(code) => format!("queue {code}"),
        I::StockReport(None) => "stock_report".into(),
        I::StockReport(Some(code)) => format!("stock_report {code}"),
        I::Orders => "orders".into(),
        I::Proofs => "preuves".into(),
        I::AcceptProof(name) => format!("proof_accept {}", proof(name)),
        I::RejectProof(name, reason) => {
            format!("proof_reject {} {}", proof(name), reason.as_deref().unwrap_or_default())
                .trim_end()
                .into()
        }
        I::LiveOn(_) => "live_on".into(),
        I::LiveOff => "live_off".into(),
        I::Pause => "pause".into(),
        I::Resume => "resume".into(),
        I::Grid(prices) => {
            format!(
                "grid {}",
                joined(&prices.iter().map(|(l, p)| format!("{l}={p}")).collect::<Vec<_>>(), ",")
            )
        }
        I::Link(digits) => format!("link {digits}"),
        I::Help => "help".into(),
        I::AsCustomer(text) => format!("as_customer {text}"),
        I::Usage(usage) => format!(
            "usage {}",
            match usage {
                Usage::Quantity => "qty",
                Usage::Release => "release",
                Usage::Modify => "modify",
                Usage::Remove => "delete",
                Usage::Queue => "queue",
                Usage::Proof => "proof",
                Usage::Grid => "grid",
                Usage::Link => "link",
            }
        ),
        I::Unknown => "unknown".into(),
    }
}

#[test]
fn the_corpus_is_read_as_written() {
    let mut wrong = Vec::new();
    for line in include_str!("tests/intents.jsonl").lines() {
        let case: Case = serde_json::from_str(line).unwrap();
        let got = match case.role.as_str() {
            "seller" => said(&seller(&case.text, &case.ctx)),
            _ => named(&customer(&case.text, &case.ctx)),
        };
        if got != case.expect {
            wrong.push(format!("{line}\n  got {got}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The letters of a code with its number behind them, zeros and signs between them aside.
fn stands_in(code: &Code, text: &str) -> bool {
    let plain: String = super::text::folded(text).chars().filter(char::is_ascii_alphanumeric).collect();
    let digits = plain.replace('O', "0").replace(['I', 'L'], "1");
    (0..plain.len()).filter(|at| plain.is_char_boundary(*at)).any(|at| {
        let rest = plain[at..].strip_prefix(code.prefix());
        rest.is_some_and(|rest| {
            let tail = &digits[digits.len() - rest.len()..];
            tail.trim_start_matches('0').starts_with(&code.number().to_string())
        })
    })
}

fn all_sizes() -> Vec<String> {
    ["S", "M", "38"].map(String::from).to_vec()
}

proptest! {
    #[test]
    fn no_text_breaks_the_reader_and_nothing_is_reserved_that_was_not_written(
        text in "\\PC{0,60}", step in prop_oneof![Just(""), Just("need_size"), Just("need_address"), Just("need_confirm")],
        media in any::<bool>(), proof_target in any::<bool>(),
    ) {
        let ctx = Ctx { step: step.into(), sizes: all_sizes(), media, proof_target, ..Ctx::default() };
        if let CustomerIntent::Reserve(wishes) = customer(&text, &ctx) {
            prop_assert!(!wishes.is_empty() && wishes.len() <= 5);
            for wish in wishes {
                prop_assert!(shelf(&[]).accepts(&wish.code), "{text}");
                prop_assert!(stands_in(&wish.code, &text), "{text}");
                prop_assert!((1..=999).contains(&wish.quantity));
            }
        }
        let _ = seller(&text, &ctx);
    }

    #[test]
    fn likely_words_in_any_order_do_not_break_it_either(
        words in proptest::collection::vec(
            prop_oneof![
                "[AaSsBb][ -.]?[0-9OIl]{1,3}", "[a-zà-ü]{1,8}", "x[0-9]{1,6}", "[0-9]{1,12}[,.:]?[0-9]{0,4}",
                Just("MODIF".to_owned()), Just("oui".to_owned()), Just("tailles".to_owned()), Just("S:5".to_owned()),
                Just("stop".to_owned()), Just("VF-".to_owned()), Just("!".to_owned()), Just("€".to_owned()),
            ],
            0..8,
        ),
    ) {
        let text = words.join(" ");
        let ctx = Ctx { sizes: all_sizes(), codes: vec![code("A1")], ..Ctx::default() };
        if let CustomerIntent::Reserve(wishes) = customer(&text, &ctx) {
            prop_assert!(wishes.iter().all(|wish| stands_in(&wish.code, &text)), "{text}");
        }
        if let SellerIntent::Stock { units, .. } = seller(&text, &ctx) {
            let quantity = match units {
                Units::Pooled { quantity, .. } => quantity,
                Units::PerSize(sizes) => sizes.iter().map(|(_, n)| n).sum(),
            };
            prop_assert!((1..=9999).contains(&quantity), "{text}");
        }
    }
}
