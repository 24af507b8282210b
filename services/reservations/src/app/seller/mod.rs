//! A seller wrote: her command is read and done, and answered once.
mod items;
mod modify;
mod proofs;
mod release;
mod report;

pub(super) use items::stock;

use chrono::TimeDelta;
use souk_kit::{Conn, Problem};

use super::{
    customer::Reply,
    sessions, settings, shelf,
    work::{Cause, Work},
};
use crate::{
    clients::whatsapp::Message,
    domain::{
        code::Code,
        grammar::{
            intent::SellerIntent as Intent,
            seller::{self, SellerContext},
        },
    },
    state::State,
    store,
};

/// How long a picture alone belongs to the seller's last code.
const PHOTO_WINDOW: TimeDelta = TimeDelta::seconds(120);

/// What came of a seller's message.
pub enum Done {
    /// This is the answer, and the word of what she wanted.
    Said(Reply, &'static str),
    /// She tries what a customer would write.
    AsCustomer(String),
}

/// Reads and does a seller's message.
///
/// # Errors
/// The database.
pub async fn obey(
    conn: &mut Conn,
    work: &mut Work,
    state: &State,
    message: &Message,
    text: &str,
) -> Result<Done, Problem> {
    work.cause = Cause::Seller;
    let (items, shelf) = shelf::read(conn, work).await?;
    let since = work.now - PHOTO_WINDOW;
    let last = store::items::last_of(conn, work.tenant, message.contact_id, since).await?;
    let last: Option<Code> = last.and_then(|item| item.code.parse().ok());
    let photo = message.media.iter().any(|media| media.content_type.starts_with("image/"));
    let context = SellerContext {
        shelf: &shelf,
        photo,
        last_code: last.as_ref(),
        exponent: work.store.currency().exponent(),
        order_prefix: "VF",
        button: message.button_payload.as_deref(),
    };
    let desk = Seller { state, message };
    let done = |reply, word| Ok(Done::Said(reply, word));
    match seller::read(text, &context) {
        Intent::Create { code, price, label, photo } => {
            let new = items::New { code, price, label, units: None, photo };
            done(items::create(conn, work, &desk, new).await?, "create")
        }
        Intent::Stock { code, units, price, label, photo } => {
            let new = items::New { code, price, label, units: Some(units), photo };
            done(items::create(conn, work, &desk, new).await?, "stock")
        }
        Intent::Duplicate(code) => done(Reply::part("sel.duplicate", vec![shown(&code)]), "duplicate"),
        Intent::AttachPhoto(code) => done(items::picture(conn, work, &desk, &code).await?, "photo"),
        Intent::PhotoWithoutCode => done(Reply::part("sel.photo_no_code", Vec::new()), "photo_without_code"),
        Intent::Modify { code, change, force } => {
            done(modify::modify(conn, work, &desk, &code, change, force).await?, "modify")
        }
        Intent::Remove(code) => done(modify::remove(conn, work, &desk, &code).await?, "remove"),
        Intent::Release(code, nth) => done(release::release(conn, work, &desk, &code, nth).await?, "release"),
        Intent::Queue(code) => done(report::queue(conn, work, &desk, &code).await?, "queue"),
        Intent::StockReport(code) => {
            done(report::stock(conn, work, &items, code.as_ref()).await?, "stock_report")
        }
        Intent::Orders => done(report::orders(conn, work).await?, "orders"),
        Intent::Proofs => done(proofs::list(conn, work).await?, "proofs"),
        Intent::AcceptProof(name) => {
            done(proofs::decide(conn, work, &desk, &name, None).await?, "proof_accept")
        }
        Intent::RejectProof(name, why) => {
            done(proofs::decide(conn, work, &desk, &name, Some(why)).await?, "proof_reject")
        }
        Intent::LiveOn(name) => {
            sessions::ensure(conn, work, name.as_deref().unwrap_or_default()).await?;
            done(Reply::part("sel.live_on", Vec::new()), "live_on")
        }
        Intent::LiveOff => done(live_off(conn, work, &desk).await?, "live_off"),
        Intent::Pause => done(paused(conn, work, &desk, true).await?, "pause"),
        Intent::Resume => done(paused(conn, work, &desk, false).await?, "resume"),
        Intent::Grid(prices) => done(grid(conn, work, &desk, &prices).await?, "grid"),
        Intent::AsCustomer(text) => Ok(Done::AsCustomer(text)),
        Intent::Help | Intent::Link(_) => done(Reply::part("sel.help", Vec::new()), "help"),
        _ => done(Reply::part("sel.unknown", Vec::new()), "unknown"),
    }
}

/// A seller and her message.
struct Seller<'a> {
    state: &'a State,
    message: &'a Message,
}

impl Seller<'_> {
    /// Why something cannot be done.
    fn blocked(&self, work: &Work, why: &str, args: &[(&str, &str)]) -> Reply {
        let reason = self.state.texts.with(work.store.lang(), why, args);
        Reply::part("sel.modify_blocked", vec![("reason", reason)])
    }

    /// A word of the module's own texts.
    fn text(&self, work: &Work, key: &str, args: &[(&str, &str)]) -> String {
        self.state.texts.with(work.store.lang(), key, args)
    }
}

fn shown(code: &Code) -> (&'static str, String) {
    ("code", code.to_string())
}

/// New prices of letters; articles that are there keep theirs.
async fn grid(
    conn: &mut Conn,
    work: &mut Work,
    desk: &Seller<'_>,
    prices: &[(String, i64)],
) -> Result<Reply, Problem> {
    if !desk.message.manager && !work.known.settings.value.seller_can_configure {
        return Ok(desk.blocked(work, "blocked-managers-only", &[]));
    }
    let Ok(all) = work.known.grid.value.with(prices, work.store.currency()).check() else {
        return Ok(Reply::part("sel.unknown", Vec::new()));
    };
    let version = work.known.grid.version;
    work.known.grid = settings::put(conn, work, version, all).await?;
    let said = prices.iter().map(|(letters, price)| format!("{letters} {}", work.money(*price)));
    let changes = said.collect::<Vec<_>>().join(", ");
    Ok(Reply::part("sel.modified", vec![("code", "GRILLE".to_owned()), ("changes", changes)]))
}

async fn live_off(conn: &mut Conn, work: &mut Work, desk: &Seller<'_>) -> Result<Reply, Problem> {
    let Some(session) = store::sessions::active(conn, work.tenant).await? else {
        return Ok(desk.blocked(work, "blocked-no-live", &[]));
    };
    let Some(summary) = sessions::close(conn, work, &session, true).await? else {
        return Ok(desk.blocked(work, "blocked-no-live", &[]));
    };
    Ok(Reply::part("sel.closed", summary.params(work, &desk.state.public_url)))
}

async fn paused(conn: &mut Conn, work: &mut Work, desk: &Seller<'_>, paused: bool) -> Result<Reply, Problem> {
    let Some(session) = store::sessions::active(conn, work.tenant).await? else {
        return Ok(desk.blocked(work, "blocked-no-live", &[]));
    };
    store::sessions::pause(conn, session.id, paused).await?;
    let action = if paused { "session_paused" } else { "session_resumed" };
    let nothing = serde_json::Value::Null;
    work.note(action, session.id.to_string(), None, nothing.clone(), nothing);
    let changes = desk.text(work, if paused { "said-paused" } else { "said-resumed" }, &[]);
    Ok(Reply::part("sel.modified", vec![("code", "LIVE".to_owned()), ("changes", changes)]))
}
