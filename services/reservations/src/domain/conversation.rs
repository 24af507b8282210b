//! The talk with a customer: what she has, what she wrote, and therefore what is to be done.
use souk_events::ReservationId;

use super::{
    code::Code,
    grammar::intent::{Button, Cancelled, CustomerIntent as Intent, ProofFor, Wish},
    reservation::Step,
};

/// A hold of hers, running or ended not long ago.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    /// Which.
    pub id: ReservationId,
    /// Of what.
    pub code: Code,
    /// What it still needs.
    pub step: Step,
}

/// A place of hers in a queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wait {
    /// Which.
    pub id: ReservationId,
    /// For what.
    pub code: Code,
}

/// What is known of a customer when her message is acted on.
#[derive(Clone, Debug, Default)]
pub struct Customer {
    /// Running, oldest first.
    pub holds: Vec<Hold>,
    /// Oldest first.
    pub waits: Vec<Wait>,
    /// Ended by time, and not so long ago that a yes would come too late; newest first.
    pub expired: Vec<Hold>,
    /// A code whose size was asked for before anything could be held.
    pub open_wish: Option<Code>,
    /// Where to bring things is known.
    pub address_known: bool,
    /// She said yes before the address was known, not long ago, and the total is still the same.
    pub wants_confirm: bool,
    /// What the message of ours that she quotes is about.
    pub quoted: Vec<ReservationId>,
    /// What our last message is about, when it is at most a minute old.
    pub named: Vec<ReservationId>,
    /// A message of hers was not understood in the last minutes.
    pub misunderstood: bool,
    /// A person answers her free texts.
    pub silent: bool,
}

/// Where an address is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// As she wrote it.
    Written(String),
    /// Shared with the message.
    Shared,
}

/// What is only said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// `rsv.need_address`.
    NeedAddress(Vec<Code>),
    /// `rsv.need_size`.
    NeedSize(Code),
    /// `rsv.recap`, of all complete holds.
    Recap,
    /// `rsv.cancel_which`.
    CancelWhich(Vec<Code>),
    /// `wl.already`.
    StillWaiting(Vec<ReservationId>),
    /// `cfm.nothing`.
    Nothing,
    /// `code.ask`.
    Ask(Code),
    /// `code.clarify`.
    Clarify(Code),
    /// `code.suggest`.
    Suggest(String, Vec<Code>),
    /// `code.unknown`.
    UnknownCode(Code),
    /// `opt.clarify`.
    ClarifyStop(Option<Code>),
    /// `dep.no_context`.
    NoProofContext,
    /// `media.unsupported`.
    UnsupportedMedia,
    /// `order.list` or `order.none`.
    MyOrder(Option<u32>),
    /// `help.customer`.
    Help,
    /// `fallback`.
    Fallback,
}

/// What is to be done, one after the other, in one transaction and with one answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Hold or queue.
    Reserve(Vec<Wish>),
    /// The size of a hold; none: of the open wish.
    SetSize(Option<ReservationId>, String),
    /// Where to bring all of it.
    SetAddress(Place),
    /// Her number, from a contact card.
    SetPhone,
    /// One order of these.
    Confirm {
        /// Complete holds.
        ids: Vec<ReservationId>,
        /// Holds that still need a size, to be named in the answer.
        incomplete: Vec<ReservationId>,
    },
    /// Holds whose time ran out: confirm what is still free, queue for the rest.
    ConfirmLate(Vec<ReservationId>),
    /// She said yes; the address is missing.
    RememberYes,
    /// Holds and places in queues end.
    Cancel(Vec<ReservationId>),
    /// A proof of a payment came: a picture, or words.
    TakeProof {
        /// For what.
        target: ProofFor,
        /// The words, when it is no picture.
        text: Option<String>,
    },
    /// The proof that came before is for this.
    AssignProof(String),
    /// A person takes over: `handoff`.
    HandOver,
    /// A link to all that is kept of her: `gdpr.access`.
    GiveData,
    /// Whether all of it shall be erased: `gdpr.erase_confirm`.
    AskErase,
    /// All of it is erased: `gdpr.erased`, or `gdpr.erase_blocked`.
    Erase,
    /// Nothing changes.
    Say(Reply),
}

/// Decides. Stop words and their answers are another module's: they lead to nothing here.
pub fn decide(intent: Intent, customer: &Customer) -> Vec<Command> {
    let say = |reply| vec![Command::Say(reply)];
    match intent {
        Intent::OptOut | Intent::OptIn => Vec::new(),
        Intent::ClarifyStop(code) => say(Reply::ClarifyStop(code.or_else(|| customer.any_code()))),
        Intent::Button(button) => pressed(button, customer),
        Intent::Reserve(wishes) => vec![Command::Reserve(wishes)],
        Intent::Ask(code) => say(Reply::Ask(code)),
        Intent::Clarify(code) => say(Reply::Clarify(code)),
        Intent::Suggest { typed, candidates } => say(Reply::Suggest(typed, candidates)),
        Intent::UnknownCode(code) => say(Reply::UnknownCode(code)),
        Intent::Confirm(codes) if codes.is_empty() => confirm(customer),
        Intent::Confirm(codes) => confirm_codes(codes, customer),
        Intent::Cancel(cancelled) => cancel(cancelled, customer),
        Intent::Address(text) => addressed(Place::Written(text), customer),
        Intent::Location => addressed(Place::Shared, customer),
        Intent::ContactCard => vec![Command::SetPhone],
        Intent::Size(size) => sized(size, customer),
        Intent::Proof(target) => vec![Command::TakeProof { target, text: None }],
        Intent::TextProof(text, target) => vec![Command::TakeProof { target, text: Some(text) }],
        Intent::MediaWithoutContext => say(Reply::NoProofContext),
        Intent::UnsupportedMedia => say(Reply::UnsupportedMedia),
        Intent::MyOrder(number) => say(Reply::MyOrder(number)),
        Intent::Help => say(Reply::Help),
        Intent::Human => vec![Command::HandOver],
        Intent::DataAccess => vec![Command::GiveData],
        Intent::DataErasure => vec![Command::AskErase],
        Intent::EraseConfirmed => vec![Command::Erase],
        Intent::Unknown if customer.silent => Vec::new(),
        Intent::Unknown if customer.misunderstood => vec![Command::HandOver],
        Intent::Unknown => say(Reply::Fallback),
    }
}

impl Customer {
    fn any_code(&self) -> Option<Code> {
        self.holds.first().map(|h| &h.code).or_else(|| self.waits.first().map(|w| &w.code)).cloned()
    }

    /// Those of her holds that fit, in their order.
    fn holds_where(&self, fits: impl Fn(&Hold) -> bool) -> Vec<&Hold> {
        self.holds.iter().filter(|hold| fits(hold)).collect()
    }

    /// Everything of hers that runs: holds, then places in queues.
    fn live(&self) -> Vec<(ReservationId, &Code)> {
        let holds = self.holds.iter().map(|h| (h.id, &h.code));
        holds.chain(self.waits.iter().map(|w| (w.id, &w.code))).collect()
    }

    /// The only running one among these.
    fn only_live(&self, ids: &[ReservationId]) -> Option<ReservationId> {
        let mut live = self.live().into_iter().map(|(id, _)| id).filter(|id| ids.contains(id));
        let first = live.next()?;
        live.next().is_none().then_some(first)
    }
}

/// Yes, to all or to what she quotes.
fn confirm(customer: &Customer) -> Vec<Command> {
    let quoted: Vec<&Hold> = customer.holds_where(|hold| customer.quoted.contains(&hold.id));
    let holds = if quoted.is_empty() { customer.holds.iter().collect() } else { quoted };
    if !holds.is_empty() {
        return confirm_holds(&holds);
    }
    if let Some(hold) = customer.expired.iter().find(|hold| customer.quoted.contains(&hold.id)) {
        return late(&[hold], customer);
    }
    if let Some(newest) = customer.expired.first() {
        return late(&[newest], customer);
    }
    if let Some(code) = &customer.open_wish {
        return vec![Command::Say(Reply::NeedSize(code.clone()))];
    }
    if !customer.waits.is_empty() {
        let waits = customer.waits.iter().map(|wait| wait.id).collect();
        return vec![Command::Say(Reply::StillWaiting(waits))];
    }
    vec![Command::Say(Reply::Nothing)]
}

fn confirm_holds(holds: &[&Hold]) -> Vec<Command> {
    let of = |step: Step| holds.iter().filter(move |hold| hold.step == step);
    let complete: Vec<ReservationId> = of(Step::NeedConfirm).map(|h| h.id).collect();
    if !complete.is_empty() {
        let incomplete = holds.iter().filter(|h| h.step != Step::NeedConfirm).map(|h| h.id).collect();
        return vec![Command::Confirm { ids: complete, incomplete }];
    }
    let addressless: Vec<Code> = of(Step::NeedAddress).map(|h| h.code.clone()).collect();
    if !addressless.is_empty() {
        return vec![Command::RememberYes, Command::Say(Reply::NeedAddress(addressless))];
    }
    holds.first().map(|hold| Command::Say(Reply::NeedSize(hold.code.clone()))).into_iter().collect()
}

/// Without an address nothing can be confirmed: the code is asked for again as if she had typed it.
fn late(holds: &[&Hold], customer: &Customer) -> Vec<Command> {
    if customer.address_known && holds.iter().all(|hold| hold.step != Step::NeedSize) {
        return vec![Command::ConfirmLate(holds.iter().map(|hold| hold.id).collect())];
    }
    vec![Command::Reserve(holds.iter().map(|hold| one(hold.code.clone())).collect())]
}

/// Yes, to these codes.
fn confirm_codes(codes: Vec<Code>, customer: &Customer) -> Vec<Command> {
    let holds = customer.holds_where(|hold| codes.contains(&hold.code));
    if !holds.is_empty() {
        return confirm_holds(&holds);
    }
    let waits: Vec<ReservationId> =
        customer.waits.iter().filter(|wait| codes.contains(&wait.code)).map(|wait| wait.id).collect();
    if !waits.is_empty() {
        return vec![Command::Say(Reply::StillWaiting(waits))];
    }
    let expired: Vec<&Hold> = customer.expired.iter().filter(|hold| codes.contains(&hold.code)).collect();
    if !expired.is_empty() {
        return late(&expired, customer);
    }
    vec![Command::Reserve(codes.into_iter().map(one).collect())]
}

fn one(code: Code) -> Wish {
    Wish { code, quantity: 1, size: None }
}

fn cancel(cancelled: Cancelled, customer: &Customer) -> Vec<Command> {
    let live = customer.live();
    let chosen: Vec<ReservationId> = match cancelled {
        Cancelled::All => live.iter().map(|(id, _)| *id).collect(),
        Cancelled::Codes(codes) => {
            live.iter().filter(|(_, c)| codes.contains(c)).map(|(id, _)| *id).collect()
        }
        Cancelled::Unnamed => {
            let pointed =
                customer.only_live(&customer.quoted).or_else(|| customer.only_live(&customer.named));
            let only = live.first().filter(|_| live.len() == 1).map(|(id, _)| *id);
            match pointed.or(only) {
                Some(id) => vec![id],
                None if live.is_empty() => Vec::new(),
                None => {
                    let codes = live.into_iter().map(|(_, code)| code.clone()).collect();
                    return vec![Command::Say(Reply::CancelWhich(codes))];
                }
            }
        }
    };
    if chosen.is_empty() {
        return vec![Command::Say(Reply::Nothing)];
    }
    vec![Command::Cancel(chosen)]
}

/// An address completes all holds that have their size.
fn addressed(place: Place, customer: &Customer) -> Vec<Command> {
    let (sized, unsized_): (Vec<&Hold>, Vec<&Hold>) =
        customer.holds.iter().partition(|hold| hold.step != Step::NeedSize);
    let ids = || sized.iter().map(|hold| hold.id).collect();
    let next = match (sized.is_empty(), unsized_.first()) {
        (false, _) if customer.wants_confirm => {
            Command::Confirm { ids: ids(), incomplete: unsized_.iter().map(|hold| hold.id).collect() }
        }
        (false, _) => Command::Say(Reply::Recap),
        (true, Some(hold)) => Command::Say(Reply::NeedSize(hold.code.clone())),
        (true, None) => Command::Say(customer.open_wish.clone().map_or(Reply::Nothing, Reply::NeedSize)),
    };
    vec![Command::SetAddress(place), next]
}

fn sized(size: String, customer: &Customer) -> Vec<Command> {
    let open = customer.holds_where(|hold| hold.step == Step::NeedSize);
    let quoted = open.iter().find(|hold| customer.quoted.contains(&hold.id));
    if let Some(hold) = quoted.or(open.first()) {
        return vec![Command::SetSize(Some(hold.id), size)];
    }
    match customer.open_wish {
        Some(_) => vec![Command::SetSize(None, size)],
        None => vec![Command::Say(Reply::Nothing)],
    }
}

/// A button does what typing it would do, also when it is pressed late.
fn pressed(button: Button, customer: &Customer) -> Vec<Command> {
    match button {
        Button::Code(code) => vec![Command::Reserve(vec![one(code)])],
        Button::ProofFor(target) => vec![Command::AssignProof(target)],
        Button::Size(id, size) => {
            let open = customer.holds.iter().any(|hold| hold.id == id && hold.step == Step::NeedSize);
            if open { vec![Command::SetSize(Some(id), size)] } else { sized(size, customer) }
        }
        Button::Cancel(id) => match customer.only_live(&[id]) {
            Some(id) => vec![Command::Cancel(vec![id])],
            None => vec![Command::Say(Reply::Nothing)],
        },
        Button::Confirm(id) => {
            if let Some(hold) = customer.holds.iter().find(|hold| hold.id == id) {
                return confirm_holds(&[hold]);
            }
            if let Some(hold) = customer.expired.iter().find(|hold| hold.id == id) {
                return late(&[hold], customer);
            }
            let waits = customer.waits.iter().any(|wait| wait.id == id);
            let reply = if waits { Reply::StillWaiting(vec![id]) } else { Reply::Nothing };
            vec![Command::Say(reply)]
        }
    }
}

#[cfg(test)]
mod tests;
