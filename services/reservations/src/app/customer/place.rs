//! Where to bring it: kept sealed, and everything that waited for it goes on.
use souk_kit::{Conn, Problem};

use super::{Reply, Scene, yes};
use crate::{
    app::{
        hold,
        work::{Work, minutes},
    },
    clients::whatsapp::Message,
    domain::{conversation::Place, reservation::Step},
    store::reservations::Reservation,
};

/// A shared place in words: its address, else its name, else its coordinates.
#[must_use]
pub fn shared(message: &Message) -> Option<String> {
    let place = message.location.as_ref()?;
    let words: Vec<&str> = [&place.label, &place.address]
        .into_iter()
        .flatten()
        .map(|text| text.trim())
        .filter(|text| !text.is_empty())
        .collect();
    let point = format!("{:.6}, {:.6}", place.lat, place.lon);
    Some(if words.is_empty() { point } else { format!("{} ({point})", words.join(", ")) })
}

/// Takes an address: holds that needed it go on.
///
/// # Errors
/// See `souk_kit::seal`, or the database.
pub async fn known(
    conn: &mut Conn,
    work: &mut Work,
    scene: &mut Scene<'_>,
    place: Place,
) -> Result<Reply, Problem> {
    let text = match place {
        Place::Written(text) => Some(text),
        Place::Shared => shared(scene.message),
    };
    let Some(text) = text else { return Ok(Reply::default()) };
    let whose = scene.customer.contact_id.to_string();
    let sealer = &scene.state.sealer;
    let sealed = sealer.seal(conn, work.tenant, &whose, work.now, text.as_bytes()).await?;
    scene.customer.address = Some(sealed);
    work.note("address", whose, None, serde_json::Value::Null, serde_json::json!({ "known": true }));
    let waiting: Vec<Reservation> =
        scene.holds().filter(|row| row.step() == Step::NeedAddress).cloned().collect();
    for row in waiting {
        let after = Reservation { step: Step::NeedConfirm.as_str().into(), ..row.clone() };
        hold::change(conn, work, &row, "address_known", after).await?;
    }
    scene.look(conn, work).await?;
    Ok(Reply::default())
}

/// Everything she is about to say yes to.
///
/// # Errors
/// See `souk_kit::seal`.
pub async fn recap(conn: &mut Conn, work: &Work, scene: &Scene<'_>) -> Result<Reply, Problem> {
    let holds: Vec<Reservation> = scene.holds().cloned().collect();
    let until = holds.iter().filter_map(|row| row.expires_at).min().unwrap_or(work.now);
    let fee = work.rules.delivery_fee;
    let delivery = if fee > 0 { work.money(fee) } else { String::new() };
    let params = vec![
        ("lines", yes::lines(work, &holds)),
        ("delivery", delivery),
        ("total", work.money(scene.total(work))),
        ("minutes", minutes(work.now, until)),
    ];
    let mut reply = Reply { address: scene.address(conn).await?, ..Reply::part("rsv.recap", params) };
    reply.named = holds.iter().map(|row| row.id).collect();
    if let [only] = holds.as_slice() {
        reply.buttons = vec![format!("ok:{}", only.id), format!("no:{}", only.id)];
    }
    Ok(reply)
}
