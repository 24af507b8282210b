//! What a message asks for, once it is read.
use souk_events::ReservationId;

use crate::domain::code::Code;

/// A wish for one code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Which article.
    pub code: Code,
    /// How many, at least one.
    pub quantity: u16,
    /// Which size, in capital letters, when one was named.
    pub size: Option<String>,
}

/// What a customer wants gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cancelled {
    /// She did not say.
    Unnamed,
    /// These codes: holds or places in the line.
    Codes(Vec<Code>),
    /// All of it.
    All,
}

/// What was pressed under one of our messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Button {
    /// `ok:{reservation}`.
    Confirm(ReservationId),
    /// `no:{reservation}`.
    Cancel(ReservationId),
    /// `code:A12`.
    Code(Code),
    /// `sz:{reservation}:M`.
    Size(ReservationId, String),
    /// `pf:{target}`: which reservation or order a proof is for.
    ProofFor(String),
}

/// What a proof was said to be for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProofFor {
    /// Nothing was said: the only thing it can be for.
    Unnamed,
    /// A held code.
    Code(Code),
    /// An order's number without its prefix.
    Order(u32),
}

/// What a customer's message asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CustomerIntent {
    /// No more messages.
    OptOut,
    /// Messages again.
    OptIn,
    /// STOP with other words: everything, or one article?
    ClarifyStop(Option<Code>),
    /// A button or list entry of ours.
    Button(Button),
    /// One to five codes, each once.
    Reserve(Vec<Wish>),
    /// Price and stock of a code, no reservation.
    Ask(Code),
    /// A code among so many other words that it may mean something else.
    Clarify(Code),
    /// No such code; these are near.
    Suggest {
        /// As it was read.
        typed: String,
        /// At most three.
        candidates: Vec<Code>,
    },
    /// The shape of a code, but none that exists or may be made.
    UnknownCode(Code),
    /// Yes, to these codes; none: to everything.
    Confirm(Vec<Code>),
    /// No, or no more.
    Cancel(Cancelled),
    /// An address, as typed.
    Address(String),
    /// A shared place; it is with the message.
    Location,
    /// A contact card; its number is with the message.
    ContactCard,
    /// The size that was asked for, in capital letters.
    Size(String),
    /// A picture or document that proves a payment.
    Proof(ProofFor),
    /// A payment told in words.
    TextProof(String, ProofFor),
    /// A picture with nothing it can prove.
    MediaWithoutContext,
    /// Voice, video, sticker.
    UnsupportedMedia,
    /// Her orders and holds, or one order's number.
    MyOrder(Option<u32>),
    /// What can be written.
    Help,
    /// A person, please.
    Human,
    /// Her data.
    DataAccess,
    /// Erase her data: the question comes first.
    DataErasure,
    /// The answer to that question.
    EraseConfirmed,
    /// Not understood.
    Unknown,
}

/// Units that an article begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Units {
    /// So many, in one of these sizes each (none: no sizes).
    Pooled {
        /// 1 to 9999.
        quantity: u32,
        /// In capital letters.
        sizes: Vec<String>,
    },
    /// So many of each size.
    PerSize(Vec<(String, u32)>),
}

/// What MODIF changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A new price in minor units.
    Price(i64),
    /// So many from now on; zero is allowed.
    Quantity(u32),
    /// More or fewer.
    Delta(i32),
    /// Sizes of a pooled stock.
    Sizes(Vec<String>),
    /// So many of each size.
    PerSize(Vec<(String, u32)>),
    /// The seller's words for it.
    Label(String),
}

/// Which proof a seller decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProofName {
    /// The one of this order, by its number without the prefix.
    Order(u32),
    /// `P7`: its number in the inbox.
    Number(u32),
}

/// What was missing or wrong in a seller's command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Usage {
    /// A quantity from 1 to 9999.
    Quantity,
    /// LIBERE and a code.
    Release,
    /// MODIF, a code, and a change.
    Modify,
    /// SUPPR and a code.
    Remove,
    /// FILE and a code.
    Queue,
    /// VALIDE or REFUSE and a proof.
    Proof,
    /// GRILLE, letters and prices.
    Grid,
    /// LIER and six digits.
    Link,
}

/// What a seller's message asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SellerIntent {
    /// A single piece for sale.
    Create {
        /// Its code.
        code: Code,
        /// Said with it, in minor units; else the grid's.
        price: Option<i64>,
        /// The seller's words for it.
        label: Option<String>,
        /// A picture came with it.
        photo: bool,
    },
    /// Stock, prepared.
    Stock {
        /// Its code.
        code: Code,
        /// How many.
        units: Units,
        /// Said with it, in minor units; else the grid's.
        price: Option<i64>,
        /// The seller's words for it.
        label: Option<String>,
        /// A picture came with it.
        photo: bool,
    },
    /// The code is there already.
    Duplicate(Code),
    /// A picture for this code.
    AttachPhoto(Code),
    /// A picture, and no code to which it belongs.
    PhotoWithoutCode,
    /// MODIF.
    Modify {
        /// Which article.
        code: Code,
        /// What is to change.
        change: Change,
        /// With `!`: even below what is held.
        force: bool,
    },
    /// SUPPR.
    Remove(Code),
    /// LIBERE, the n-th hold when there are several.
    Release(Code, Option<u16>),
    /// FILE.
    Queue(Code),
    /// STOCK, of all or of one code.
    StockReport(Option<Code>),
    /// COMMANDES.
    Orders,
    /// PREUVES.
    Proofs,
    /// VALIDE, or the button `pv:`.
    AcceptProof(ProofName),
    /// REFUSE with its reason, or the button `px:`.
    RejectProof(ProofName, Option<String>),
    /// LIVE ON with its name.
    LiveOn(Option<String>),
    /// LIVE OFF.
    LiveOff,
    /// New codes wait.
    Pause,
    /// New codes again.
    Resume,
    /// GRILLE A 15 B 25, in minor units.
    Grid(Vec<(String, i64)>),
    /// LIER and its six digits.
    Link(String),
    /// What can be written.
    Help,
    /// CLIENT and what a customer would write.
    AsCustomer(String),
    /// A command with something missing.
    Usage(Usage),
    /// Not understood.
    Unknown,
}
