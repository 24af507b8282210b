//! A customer wrote: her message is read, decided and done, and answered once.
mod ask;
mod data;
mod no;
mod place;
mod proof;
mod scene;
mod wish;
mod yes;

use souk_events::reservations::v1::ContactHandedOver;
use souk_kit::{Conn, Problem};

pub use scene::{Reply, Scene};

use super::{say::Part, shelf, work::Work};
use crate::{
    clients::whatsapp::Message,
    domain::{
        code::Code,
        conversation::{self, Command, Reply as Say},
        grammar::{
            customer::{self, Attached, CustomerContext},
            intent::{CustomerIntent as Intent, Wish},
        },
    },
    state::State,
    store::customers,
};

/// What a message said, as the record says it.
fn word(intent: &Intent) -> &'static str {
    match intent {
        Intent::OptOut => "opt_out",
        Intent::OptIn => "opt_in",
        Intent::ClarifyStop(_) => "clarify_stop",
        Intent::Button(_) => "button",
        Intent::Reserve(_) => "reserve",
        Intent::Ask(_) => "ask",
        Intent::Clarify(_) => "clarify",
        Intent::Suggest { .. } => "suggest",
        Intent::UnknownCode(_) => "unknown_code",
        Intent::Confirm(_) => "confirm",
        Intent::Cancel(_) => "cancel",
        Intent::Address(_) => "address",
        Intent::Location => "location",
        Intent::ContactCard => "contact_card",
        Intent::Size(_) => "size",
        Intent::Proof(_) | Intent::TextProof(..) => "proof",
        Intent::MediaWithoutContext => "media_without_context",
        Intent::UnsupportedMedia => "unsupported_media",
        Intent::MyOrder(_) => "my_order",
        Intent::Help => "help",
        Intent::Human => "human",
        Intent::DataAccess => "data_access",
        Intent::DataErasure => "data_erasure",
        Intent::EraseConfirmed => "erase_confirmed",
        Intent::Unknown => "unknown",
    }
}

/// Reads and does a customer's message. Returns the reply and the word of what she wanted.
///
/// # Errors
/// A value that cannot be opened, or the database.
pub async fn answer(
    conn: &mut Conn,
    work: &mut Work,
    state: &State,
    message: &Message,
    text: &str,
) -> Result<(Reply, &'static str), Problem> {
    // Written before she was erased, and heard after it: nobody is made anew by it.
    let known = customers::find(conn, work.tenant, message.contact_id).await?;
    if known.is_some_and(|her| her.erased_at.is_some()) {
        return Ok((Reply::default(), "erased"));
    }
    let mut scene = Scene::open(conn, work, state, message).await?;
    let (items, shelf) = shelf::read(conn, work).await?;
    scene.example = shelf::example(&items);
    if scene.customer.wish_item.is_some_and(|id| items.iter().all(|item| item.id != id)) {
        scene.forget_wish();
    }
    let sizes = scene.sizes_asked(&items);
    let attached = attached(message);
    // A new picture is never taken for the answer about the one before.
    if attached == Attached::Nothing
        && let Some(reply) = proof::answered(conn, work, &mut scene, answer_of(message, text)).await?
    {
        scene.close(conn, work).await?;
        return Ok((reply, "proof"));
    }
    let proof_target = proof::has_target(conn, work, &scene, attached, text).await?;
    let context = CustomerContext {
        shelf: &shelf,
        asked: scene.asked(),
        sizes: &sizes,
        proof_target,
        erase_asked: scene.erase_asked,
        attached,
        button: message.button_payload.as_deref(),
        order_prefix: "VF",
    };
    let intent = customer::read(text, &context);
    let word = word(&intent);
    let unknown = intent == Intent::Unknown;
    let commands = conversation::decide(intent, &scene.seen(conn, work, &items).await?);
    let mut reply = Reply::default();
    for command in commands {
        let part = act(conn, work, &mut scene, command).await?;
        reply = reply.and(part);
    }
    if unknown {
        scene.not_understood(work);
    }
    scene.close(conn, work).await?;
    Ok((reply, word))
}

async fn act(
    conn: &mut Conn,
    work: &mut Work,
    scene: &mut Scene<'_>,
    command: Command,
) -> Result<Reply, Problem> {
    match command {
        Command::Reserve(wishes) if work.now - scene.message.received_at > scene.state.settings.late() => {
            Ok(too_late(&wishes))
        }
        Command::Reserve(wishes) => wish::reserve(conn, work, scene, &wishes).await,
        Command::SetSize(id, size) => wish::sized(conn, work, scene, id, &size).await,
        Command::SetAddress(at) => place::known(conn, work, scene, at).await,
        Command::Confirm { ids, incomplete } => yes::confirm(conn, work, scene, &ids, &incomplete).await,
        Command::ConfirmLate(ids) => yes::late(conn, work, scene, &ids).await,
        Command::RememberYes => {
            yes::remember(work, scene);
            Ok(Reply::default())
        }
        Command::Cancel(ids) => no::cancel(conn, work, scene, &ids).await,
        Command::TakeProof { target, text } => proof::take(conn, work, scene, &target, text).await,
        // What a proof is for was asked too long ago: it is to be sent again.
        Command::AssignProof(_) => {
            Ok(Reply::part("dep.no_context", vec![("example", scene.example.clone())]))
        }
        Command::GiveData => data::link(conn, work, scene).await,
        Command::AskErase => Ok(data::ask(work, scene)),
        Command::Erase => data::erase(conn, work, scene).await,
        // A person answers what this module cannot: cards with a number.
        Command::HandOver | Command::SetPhone => hand_over(conn, work, scene).await,
        Command::Say(what) => say(conn, work, scene, what).await,
    }
}

async fn say(conn: &mut Conn, work: &mut Work, scene: &Scene<'_>, what: Say) -> Result<Reply, Problem> {
    let shown = |code: &Code| ("code", code.to_string());
    let example = || ("example", scene.example.clone());
    Ok(match what {
        Say::NeedAddress(list) => Reply::part("rsv.need_address", vec![("codes", codes(&list))]),
        Say::NeedSize(code) => wish::which_size(conn, work, &code).await?,
        Say::Recap => place::recap(conn, work, scene).await?,
        Say::CancelWhich(list) => Reply::part("rsv.cancel_which", vec![("options", codes(&list))]),
        Say::StillWaiting(ids) => wish::still_waiting(conn, scene, &ids).await?,
        Say::Nothing => Reply::part("cfm.nothing", vec![example()]),
        Say::Ask(code) => ask::price(conn, work, scene, &code).await?,
        Say::Clarify(code) => Reply::part("code.clarify", vec![shown(&code)]),
        Say::Suggest(typed, candidates) => suggest(&typed, &candidates, scene),
        Say::UnknownCode(code) => Reply::part("code.unknown", vec![shown(&code), example()]),
        Say::ClarifyStop(code) => {
            let code = code.as_ref().map_or_else(|| scene.example.clone(), Code::to_string);
            Reply::part("opt.clarify", vec![("code", code)])
        }
        Say::NoProofContext => Reply::part("dep.no_context", vec![example()]),
        Say::UnsupportedMedia => Reply::part("media.unsupported", vec![example()]),
        Say::MyOrder(number) => ask::mine(conn, work, scene, number).await?,
        Say::Help => Reply::part("help.customer", vec![example()]),
        Say::Fallback => Reply::part("fallback", vec![example()]),
    })
}

fn codes(list: &[Code]) -> String {
    list.iter().map(Code::to_string).collect::<Vec<_>>().join(", ")
}

/// Codes that waited for us so long that somebody else may have them: she is asked to send them again.
fn too_late(wishes: &[Wish]) -> Reply {
    let list: Vec<Code> = wishes.iter().map(|wish| wish.code.clone()).collect();
    Reply::part("rsv.expired", vec![("code", codes(&list))])
}

fn suggest(typed: &str, candidates: &[Code], scene: &Scene<'_>) -> Reply {
    let Some(first) = candidates.first() else {
        let params = vec![("code", typed.to_owned()), ("example", scene.example.clone())];
        return Reply::part("code.unknown", params);
    };
    let params = vec![("code", typed.to_owned()), ("suggestion", first.to_string())];
    Reply { buttons: vec![format!("code:{first}")], ..Reply::part("code.suggest", params) }
}

/// A person is to answer; free texts are left to them for a while.
async fn hand_over(conn: &mut Conn, work: &Work, scene: &mut Scene<'_>) -> Result<Reply, Problem> {
    scene.hand_over(work);
    let fact = ContactHandedOver {
        contact_id: scene.message.contact_id.to_string(),
        message_id: scene.message.message_id.to_string(),
        store_id: work.store.store_id.to_string(),
    };
    work.tell(conn, &fact).await?;
    Ok(Reply::from(Part::new("handoff", Vec::new())))
}

/// What answers a question of ours: the target that was pressed, or what was typed.
fn answer_of<'a>(message: &'a Message, text: &'a str) -> &'a str {
    let pressed = message.button_payload.as_deref().and_then(|payload| payload.strip_prefix("pf:"));
    pressed.unwrap_or(text)
}

fn attached(message: &Message) -> Attached {
    match (message.kind.as_str(), message.media.first()) {
        ("location", _) => Attached::Place,
        ("contact_card", _) => Attached::Card,
        (_, Some(media))
            if media.content_type.starts_with("image/") || media.content_type == "application/pdf" =>
        {
            Attached::Picture
        }
        (_, Some(_)) => Attached::Other,
        _ => Attached::Nothing,
    }
}
